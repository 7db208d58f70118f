//! Filters: a table of cases, and a slow twin that looks at every row by itself.

use proptest::prelude::*;
use signscope::query::{Filter, Test, address, select};
use signscope::schema::label::value_label;
use signscope::schema::{ClientApp, Field, List, Part};
use signscope::store::{Store, TextAt};

use crate::records::{Record, store, store_of_policies};

const GUID: &str = "8a7b0c2d-1111-4222-8333-944455566677";
const TOKEN: &str = "mKRV3YgnSiKWFfpRUNlipA";

fn tenant() -> Store {
    store(&[
        &[
            (Field::Date, "1000"),
            (Field::User, "Ada Lindqvist"),
            (Field::Status, "Success"),
            (Field::IpAddress, "203.0.113.7"),
            (Field::ClientApp, "Browser"),
            (Field::ConditionalAccess, "notApplied"),
            (Field::RequestId, GUID),
        ],
        &[
            (Field::Date, "2000"),
            (Field::User, "Bo Nakamura"),
            (Field::Status, "Failure"),
            (Field::IpAddress, "2001:db8::1"),
            (Field::ClientApp, "imap"),
            (Field::ConditionalAccess, "Not Applied"),
            (Field::ErrorCode, "50126"),
        ],
        &[(Field::User, ""), (Field::IpAddress, "::ffff:203.0.113.9"), (Field::ClientApp, "Other clients; POP")],
    ])
}

fn one_of(field: Field, values: &[&str]) -> Filter {
    Filter::Field(field, Test::OneOf(values.iter().map(|&value| value.to_owned()).collect()))
}

#[track_caller]
fn check(filter: Filter, rows: &[u32]) {
    assert_eq!(select(&tenant(), &filter).to_rows(), rows, "{filter:?}");
}

#[test]
fn every_test_keeps_what_it_says() {
    let field = Filter::Field;
    check(Filter::default(), &[0, 1, 2]);
    check(Filter::Any(vec![]), &[]);
    check(one_of(Field::Status, &["failure", "Interrupted"]), &[1]);
    check(Filter::Not(Box::new(one_of(Field::Status, &["Failure"]))), &[0, 2]);
    check(one_of(Field::ConditionalAccess, &["Not applied"]), &[0, 1]);
    check(one_of(Field::ClientApp, &["IMAP4", "Other clients"]), &[1, 2]);
    check(one_of(Field::ErrorCode, &["AADSTS50126"]), &[1]);
    check(one_of(Field::RequestId, &[GUID]), &[0]);
    check(one_of(Field::RequestId, &[&GUID.to_uppercase()]), &[0]);
    check(field(Field::User, Test::Contains("LIND".into())), &[0]);
    check(field(Field::User, Test::StartsWith("bo ".into())), &[1]);
    check(field(Field::User, Test::IsEmpty), &[2]);
    check(field(Field::RiskState, Test::IsEmpty), &[0, 1, 2]);
    check(field(Field::RequestId, Test::StartsWith("8a7b".into())), &[0]);
    check(field(Field::RequestId, Test::IsEmpty), &[1, 2]);
    check(field(Field::IpAddress, Test::Within("203.0.113.0/24".into())), &[0, 2]);
    check(field(Field::IpAddress, Test::Within("2001:db8::/32".into())), &[1]);
    check(field(Field::IpAddress, Test::Within("nonsense".into())), &[]);
    check(field(Field::Date, Test::Between { from: Some(1000), to: Some(2000) }), &[0]);
    check(field(Field::Date, Test::Newest { millis: 0 }), &[1]);
    check(field(Field::Date, Test::IsEmpty), &[2]);
    check(field(Field::Date, Test::Contains("1".into())), &[]);
}

#[test]
fn words_are_found_in_any_text_of_any_case() {
    check(Filter::Words("ada 203.0".into()), &[0]);
    check(Filter::Words("  ".into()), &[0, 1, 2]);
    check(Filter::Words("1111-42".into()), &[0]);
    check(Filter::Words("555666".into()), &[0]);
    check(Filter::Words("not applied".into()), &[0, 1]);
    check(Filter::Words("50126".into()), &[1]);
    check(Filter::Words("nobody".into()), &[]);
}

#[test]
fn policies_are_filtered_by_name_and_result() {
    let store =
        store_of_policies(&[Some(&[("CA004 Block countries", "failure")]), None, Some(&[("CA001", "success")])]);
    let rows = |filter: Filter| select(&store, &filter).to_rows();
    let test = |part, text: &str| Filter::List(List::Policies, part, Test::StartsWith(text.into()));
    assert_eq!(rows(test(Part::PolicyName, "ca004")), [0]);
    assert_eq!(rows(test(Part::PolicyResult, "succ")), [2]);
    assert_eq!(rows(Filter::List(List::Policies, Part::PolicyName, Test::IsEmpty)), [1]);
    assert_eq!(rows(Filter::Words("countries".into())), [0]);
}

/// The obvious way: look at one row, one field at a time.
fn keeps(store: &Store, row: usize, filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) => parts.iter().all(|part| keeps(store, row, part)),
        Filter::Any(parts) => parts.iter().any(|part| keeps(store, row, part)),
        Filter::Not(part) => !keeps(store, row, part),
        Filter::Words(words) => words.to_lowercase().split_whitespace().all(|word| {
            let fields = [Field::User, Field::RequestId, Field::ClientApp, Field::ConditionalAccess, Field::IpAddress];
            fields.iter().any(|&field| texts(store, row, field).iter().any(|text| text.contains(word)))
        }),
        Filter::Field(field, test) => {
            let texts = texts(store, row, *field);
            match test {
                Test::OneOf(values) => values.iter().any(|value| texts.contains(&value.to_lowercase())),
                Test::Contains(part) => {
                    texts.iter().any(|text| !text.is_empty() && text.contains(&part.to_lowercase()))
                }
                Test::StartsWith(start) => {
                    texts.iter().any(|text| !text.is_empty() && text.starts_with(&start.to_lowercase()))
                }
                Test::IsEmpty => texts.iter().all(String::is_empty),
                Test::Within(range) => {
                    let range = address::parse_range(range).unwrap();
                    texts
                        .iter()
                        .any(|text| address::parse_address(text).is_some_and(|address| range.contains(&address)))
                }
                _ => unreachable!("not generated"),
            }
        }
        Filter::Extra(..) | Filter::List(..) | Filter::Entry(..) | Filter::InList(..) | Filter::Anywhere(_) => {
            unreachable!("not generated")
        }
    }
}

/// All spellings of a value in lower case.
fn texts(store: &Store, row: usize, field: Field) -> Vec<String> {
    let TextAt::Text(text) = store.text_at(field, row) else { return vec![String::new()] };
    let app = (field == Field::ClientApp).then(|| ClientApp::of(&text).map(|app| app.name)).flatten();
    [Some(text.as_ref()), value_label(field, &text), app].into_iter().flatten().map(str::to_lowercase).collect()
}

fn values() -> impl Strategy<Value = Vec<(Field, &'static str)>> {
    let pick = |field: Field, values: &'static [&'static str]| {
        prop::option::of(prop::sample::select(values)).prop_map(move |value| value.map(|value| (field, value)))
    };
    (
        pick(Field::User, &["", "Ada", "ADA Ö", "bo", "İo"]),
        pick(
            Field::RequestId,
            &["", GUID, "00000000-0000-0000-0000-000000000000", "odd-1111", TOKEN, "mkrv-1111iKWFfpRUNlipA"],
        ),
        pick(Field::ClientApp, &["Browser", "IMAP4", "imap", "", "Other clients; IMAP"]),
        pick(Field::ConditionalAccess, &["success", "notApplied", "Not Applied", "2"]),
        pick(Field::IpAddress, &["203.0.113.7", "198.51.100.1:443", "2001:db8::7", "203.0.113.XXX", ""]),
    )
        .prop_map(|(a, b, c, d, e)| [a, b, c, d, e].into_iter().flatten().collect())
}

fn filters() -> impl Strategy<Value = Filter> {
    let text = prop::sample::select(vec![
        "",
        "a",
        "ada",
        "Ö",
        "1111",
        "8A7b",
        "imap",
        "other",
        "not applied",
        "203.0",
        "-4222-",
        GUID,
        TOKEN,
        "mkrv-1111ikwffprunlipa",
        "MKR",
        "iPa",
        "pam",
    ]);
    let field = prop::sample::select(vec![
        Field::User,
        Field::RequestId,
        Field::ClientApp,
        Field::ConditionalAccess,
        Field::IpAddress,
    ]);
    let test = (0..5, text.clone(), text.clone()).prop_map(|(kind, one, two)| match kind {
        0 => Test::OneOf(vec![one.into(), two.into()]),
        1 => Test::Contains(one.into()),
        2 => Test::StartsWith(one.into()),
        3 => Test::IsEmpty,
        _ => Test::Within("203.0.113.0/24".into()),
    });
    let leaf = prop_oneof![
        (field, test).prop_map(|(field, test)| Filter::Field(field, test)),
        (text.clone(), text).prop_map(|(one, two)| Filter::Words(format!("{one} {two}"))),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Filter::Any),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

proptest! {
    #[test]
    fn agrees_with_looking_at_every_row(records in prop::collection::vec(values(), 0..30), filter in filters()) {
        let borrowed: Vec<Record<'_>> = records.iter().map(Vec::as_slice).collect();
        let store = store(&borrowed);
        let slow: Vec<u32> = (0..store.len()).filter(|&row| keeps(&store, row, &filter)).map(|row| row as u32).collect();
        prop_assert_eq!(select(&store, &filter).to_rows(), slow);
    }
}
