//! Totals and values with counts, counted by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use signscope::query::{Filter, StatusCounts, SummaryQuestion, Test, select, summary, values};
use signscope::schema::Field;
use signscope::store::{RowSet, Store};

use crate::ingest::cases;
use crate::records::{Record, store};

const HOUR: i64 = 3_600_000;

fn tenant() -> Store {
    let late = (50 * HOUR).to_string();
    store(&[
        &[
            (Field::Date, "0"),
            (Field::UserId, "u1"),
            (Field::Username, "ada@contoso.example"),
            (Field::User, "Ada"),
            (Field::Status, "Success"),
            (Field::ClientApp, "IMAP4"),
        ],
        &[
            (Field::Date, "1"),
            (Field::UserId, "u1"),
            (Field::Username, "ada@contoso.example"),
            (Field::User, "Ada L."),
            (Field::Status, "Failure"),
            (Field::ClientApp, "imap"),
        ],
        &[
            (Field::Date, &late),
            (Field::UserId, ""),
            (Field::Username, "bo@contoso.example"),
            (Field::User, "Bo"),
            (Field::Status, "Interrupted"),
            (Field::Application, "Teams"),
        ],
        &[(Field::Username, "bo@contoso.example"), (Field::ApplicationId, "a1"), (Field::Application, "Teams")],
    ])
}

#[test]
fn the_numbers_over_the_list() {
    let store = tenant();
    let numbers = summary(&store, &SummaryQuestion::default(), &RowSet::all(4));
    assert_eq!((numbers.shown, numbers.records), (4, 4));
    assert_eq!(numbers.users, 2, "u1, and bo by name where there is no id");
    assert_eq!(numbers.applications, 2, "a1, and Teams by name where there is no id");
    assert_eq!(numbers.by_status, StatusCounts { success: 1, interrupted: 1, failure: 1, unknown: 1 });
    assert_eq!(numbers.span, Some((0, 50 * HOUR)));
    assert_eq!(numbers.newest, Some(50 * HOUR));
}

#[test]
fn values_are_counted_by_name_most_frequent_first() {
    let store = tenant();
    let found = |field: Field, containing: &str, limit| {
        let rows = select(&store, &Filter::default());
        let found = values(&store, &Filter::default(), &rows, &field.into(), containing, limit);
        let list: Vec<_> = found.values.into_iter().map(|value| (value.value, value.also, value.count)).collect();
        (found.distinct, list)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(found(Field::ClientApp, "", 9), (2, vec![(None, None, 2), (some("IMAP4"), None, 2)]));
    let users = vec![(some("ada@contoso.example"), some("Ada"), 2), (some("bo@contoso.example"), some("Bo"), 2)];
    assert_eq!(found(Field::Username, "", 9), (2, users.clone()));
    assert_eq!(found(Field::Username, "BO", 9), (1, users[1..].to_vec()));
    assert_eq!(found(Field::Status, "", 1).0, 4);
    assert_eq!(found(Field::Status, "", 1).1.len(), 1);
    assert_eq!(found(Field::CorrelationId, "", 9), (1, vec![(None, None, 4)]));
}

#[test]
fn identifiers_of_all_kinds_are_counted() {
    const TOKEN: &str = "mKRV3YgnSiKWFfpRUNlipA";
    let field = Field::UniqueTokenId;
    let records: [Record<'_>; 6] = [
        &[(field, TOKEN)],
        &[(field, "odd")],
        &[(field, TOKEN)],
        &[(field, "8a7b0c2d-1111-4222-8333-944455566677")],
        &[],
        &[(field, "odd")],
    ];
    let store = store(&records);
    let found = |containing: &str, limit| {
        let found = values(&store, &Filter::default(), &RowSet::all(6), &field.into(), containing, limit);
        let list: Vec<_> =
            found.values.into_iter().map(|value| (value.value.unwrap_or_default(), value.count)).collect();
        (found.distinct, list)
    };
    let counted =
        |values: &[(&str, u32)]| values.iter().map(|&(value, count)| (value.to_owned(), count)).collect::<Vec<_>>();
    assert_eq!(found("", 2), (4, counted(&[(TOKEN, 2), ("odd", 2)])));
    assert_eq!(found("KRV3y", 9), (1, counted(&[(TOKEN, 2)])));
    assert_eq!(found("d", 9).0, 2, "one of them is a GUID");
}

#[test]
fn spellings_of_one_value_are_counted_and_filtered_together() {
    let store = store(&[
        &[(Field::ErrorCode, "50140"), (Field::IpAddress, "203.0.113.7"), (Field::Username, "ada@contoso.example")],
        &[
            (Field::ErrorCode, "AADSTS50140"),
            (Field::IpAddress, "::ffff:203.0.113.7"),
            (Field::Username, "Ada@Contoso.example"),
        ],
        &[
            (Field::ErrorCode, "50140.0"),
            (Field::IpAddress, "203.0.113.7:443"),
            (Field::Username, "bo@contoso.example"),
        ],
        &[(Field::ErrorCode, "0"), (Field::IpAddress, "2001:DB8:0::1"), (Field::Username, "BO@CONTOSO.EXAMPLE")],
        &[(Field::ErrorCode, "other"), (Field::IpAddress, "[2001:db8::1]:443"), (Field::Username, "Kim")],
        &[(Field::ErrorCode, ""), (Field::IpAddress, "203.0.113.XXX"), (Field::Username, "")],
    ]);
    for (field, expected) in [
        (Field::ErrorCode, &[("50140", 3), ("0", 1), ("other", 1)][..]),
        (Field::IpAddress, &[("203.0.113.7", 3), ("2001:db8::1", 2), ("203.0.113.XXX", 1)]),
        (Field::Username, &[("ada@contoso.example", 2), ("bo@contoso.example", 2), ("kim", 1)]),
    ] {
        let found = values(&store, &Filter::default(), &RowSet::all(6), &field.into(), "", 99);
        let mut counted: Vec<_> =
            found.values.iter().filter_map(|one| Some((one.value.as_deref()?, one.count))).collect();
        counted.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
        let mut expected = expected.to_vec();
        expected.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
        assert_eq!(counted, expected, "{field:?}");
        for (value, count) in expected {
            let filter = Filter::Field(field, Test::OneOf(vec![value.to_owned()]));
            assert_eq!(select(&store, &filter).count() as u32, count, "{field:?} {value}");
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn identifiers_are_counted_as_one_by_one(
        picks in prop::collection::vec((0..3usize, 0..40u32), 0..300),
        limit in 1..30usize,
    ) {
        let field = Field::UniqueTokenId;
        let texts: Vec<String> = picks.iter().map(|&(kind, number)| match kind {
            0 => format!("8a7b0c2d-1111-4222-8333-9444555{number:05x}"),
            1 => format!("{number:08x}-1111-4222-8333-944455566677"),
            _ => format!("odd {number}"),
        }).collect();
        let records: Vec<[(Field, &str); 1]> = texts.iter().map(|text| [(field, text.as_str())]).collect();
        let records: Vec<Record<'_>> = records.iter().map(|record| record.as_slice()).collect();
        let store = store(&records);
        let rows = RowSet::all(store.len());
        let found = values(&store, &Filter::default(), &rows, &field.into(), "", limit);
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        texts.iter().for_each(|text| *counts.entry(text).or_default() += 1);
        let mut expected: Vec<(&str, u32)> = counts.into_iter().collect();
        prop_assert_eq!(found.distinct as usize, expected.len());
        expected.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        expected.truncate(limit);
        let list: Vec<_> = found.values.iter().map(|value| (value.value.as_deref().unwrap(), value.count)).collect();
        prop_assert_eq!(list, expected);
    }
}
