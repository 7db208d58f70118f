//! Order: by time, number, address, text and identifier, several keys, missing values last.

use proptest::prelude::*;
use signscope::query::{Order, Sorter, in_order};
use signscope::schema::Field;
use signscope::store::RowSet;

use crate::records::{Record, store};

#[track_caller]
fn check(records: &[Record<'_>], order: &[(Field, bool)], rows: &[u32]) {
    let store = store(records);
    let order: Vec<Order> = order.iter().map(|&(field, descending)| Order { by: field.into(), descending }).collect();
    assert_eq!(in_order(&store, &RowSet::all(store.len()), &order), rows, "{order:?}");
}

#[test]
fn missing_values_come_last_either_way() {
    let records: [Record<'_>; 4] = [&[], &[(Field::Date, "5")], &[(Field::Date, "9")], &[(Field::User, "")]];
    check(&records, &[(Field::Date, false)], &[1, 2, 0, 3]);
    check(&records, &[(Field::Date, true)], &[2, 1, 0, 3]);
    let records: [Record<'_>; 4] = [&[(Field::User, "")], &[(Field::User, "b")], &[], &[(Field::User, "A")]];
    check(&records, &[(Field::User, false)], &[3, 1, 0, 2]);
    check(&records, &[(Field::User, true)], &[1, 3, 0, 2]);
}

#[test]
fn what_stands_in_for_a_name_is_sorted_behind_the_names() {
    let records: [Record<'_>; 7] = [
        &[(Field::Username, "cy@contoso.example")],
        &[(Field::User, "Zoe"), (Field::Username, "a@contoso.example")],
        &[(Field::User, ""), (Field::Username, "bo@contoso.example")],
        &[(Field::UserId, "u4")],
        &[(Field::Date, "5")],
        &[(Field::User, "Ada")],
        &[(Field::ServicePrincipalName, "Robot"), (Field::UserId, "")],
    ];
    check(&records, &[(Field::User, false)], &[5, 1, 2, 0, 6, 3, 4]);
    check(&records, &[(Field::User, true)], &[1, 5, 0, 2, 6, 3, 4]);
    let records: [Record<'_>; 3] =
        [&[(Field::ApplicationId, "b")], &[(Field::ApplicationId, "a")], &[(Field::Application, "Azure Portal")]];
    check(&records, &[(Field::Application, false)], &[2, 1, 0]);
}

#[test]
fn numbers_and_addresses_sort_by_size() {
    check(
        &[&[(Field::Latency, "100")], &[(Field::Latency, "20")], &[(Field::Latency, "3.5")]],
        &[(Field::Latency, false)],
        &[2, 1, 0],
    );
    let ip = Field::IpAddress;
    check(&[&[(ip, "203.0.113.10")], &[(ip, "203.0.113.9")], &[(ip, "198.51.100.200")]], &[(ip, false)], &[2, 1, 0]);
}

#[test]
fn a_second_key_breaks_ties_and_equal_texts_share_a_place() {
    let records: [Record<'_>; 4] = [
        &[(Field::User, "ada"), (Field::Date, "1")],
        &[(Field::User, "Bo"), (Field::Date, "2")],
        &[(Field::User, "ADA"), (Field::Date, "3")],
        &[(Field::User, "ada"), (Field::Date, "3")],
    ];
    check(&records, &[(Field::User, false), (Field::Date, true)], &[2, 3, 0, 1]);
}

#[test]
fn ranks_are_found_before_anybody_asks_and_again_when_there_are_new_values() {
    let order = [Order { by: Field::User.into(), descending: false }];
    let mut sorter = Sorter::default();
    for (names, expected) in [(["Cy", "Bo", "Bo"], [1, 2, 0]), (["Cy", "Bo", "Ada"], [2, 1, 0])] {
        let records = names.map(|name| [(Field::User, name)]);
        let store = store(&records.each_ref().map(|record| record.as_slice()));
        let mut fields = 0;
        while sorter.prepare(&store) {
            fields += 1;
        }
        assert!(fields > 0 && !sorter.prepare(&store), "{fields}");
        assert_eq!(sorter.in_order(&store, &RowSet::all(3), &order), expected);
    }
}

proptest! {
    #[test]
    fn agrees_with_a_plain_stable_sort(rows in prop::collection::vec((0i64..5, 0u8..5), 0..60), descending in any::<bool>()) {
        let texts: Vec<(String, String)> = rows.iter().map(|(time, name)| (time.to_string(), format!("name{name}"))).collect();
        let records: Vec<Vec<(Field, &str)>> = texts.iter().map(|(time, name)| vec![(Field::Date, time.as_str()), (Field::User, name.as_str())]).collect();
        let borrowed: Vec<Record<'_>> = records.iter().map(Vec::as_slice).collect();
        let store = store(&borrowed);
        let order = [Order { by: Field::User.into(), descending }, Order { by: Field::Date.into(), descending: !descending }];
        let mut slow: Vec<u32> = (0..rows.len() as u32).collect();
        slow.sort_by(|&left, &right| {
            let (left, right) = (rows[left as usize], rows[right as usize]);
            let by_name = if descending { right.1.cmp(&left.1) } else { left.1.cmp(&right.1) };
            by_name.then(if descending { left.0.cmp(&right.0) } else { right.0.cmp(&left.0) })
        });
        prop_assert_eq!(in_order(&store, &RowSet::all(rows.len()), &order), slow);
    }
}
