//! What each kind of export carries, for the rows people ask about.

use signscope::schema::{Carrier, Field, List};

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
