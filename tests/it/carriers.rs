//! What each kind of export carries, for the rows people ask about, and how the tables hang together.

use std::collections::HashSet;

use signscope::schema::{Carrier, Field, LOGS, List, Part};

/// The kinds that have a field, in the order of [`Carrier::ALL`].
fn carriers(field: Field) -> [bool; 5] {
    Carrier::ALL.map(|carrier| carrier.place_of(field).is_some())
}

fn carriers_of_list(list: List) -> [bool; 5] {
    Carrier::ALL.map(|carrier| carrier.has_list(list))
}

#[test]
fn fields_are_where_the_tables_say() {
    assert_eq!(carriers(Field::User), [true; 5]);
    assert_eq!(carriers(Field::Country), [true; 5], "a part of the location");
    assert_eq!(carriers(Field::Status), [true; 5], "stated, or derived from the error code");
    assert_eq!(carriers(Field::RiskState), [false, true, true, true, true]);
    assert_eq!(carriers(Field::AuthenticationRequirement), [true, true, false, true, true]);
    assert_eq!(carriers(Field::UserAgent), [true, true, false, true, true]);
    assert_eq!(carriers(Field::BrowserId), [false, true, true, true, true]);
    assert_eq!(Carrier::PortalCsv.place_of(Field::City), Some("Location"));
    assert_eq!(Carrier::GraphV1.place_of(Field::ErrorCode), Some("status.errorCode"));
    assert_eq!(Carrier::LogAnalytics.place_of(Field::ErrorCode), Some("ResultType"));
    for field in Field::all() {
        assert!(Carrier::ALL.iter().any(|carrier| carrier.place_of(field).is_some()), "{} is nowhere", field.label());
    }
}

#[test]
fn lists_are_where_the_tables_say() {
    assert_eq!(carriers_of_list(List::Policies), [false, true, true, true, true]);
    assert_eq!(carriers_of_list(List::Steps), [false, true, false, true, true]);
    assert_eq!(carriers_of_list(List::Networks), [false, true, false, true, true]);
}

#[test]
fn every_field_stands_in_the_table_of_a_log_once() {
    for log in LOGS {
        let fields: Vec<Field> = log.fields().map(|info| info.field).collect();
        assert_eq!(fields.len(), fields.iter().collect::<HashSet<_>>().len(), "{:?}", log.id);
    }
    assert!(Field::all().all(|field| field.info().field == field));
}

#[test]
fn a_part_knows_its_list_and_its_place() {
    for list in List::all() {
        for (place, part) in list.parts().enumerate() {
            assert_eq!((part.list(), part.place(), part.info().part), (list, place, part));
        }
        let mut written: Vec<usize> = list.parts().map(Part::place_written).collect();
        written.sort_unstable();
        assert!(written.into_iter().eq(0..list.parts().count()), "{list:?}");
    }
}
