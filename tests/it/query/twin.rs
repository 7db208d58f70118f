//! The tests that texts of Kusto need, against a slow twin that looks at the texts of one row at a time.

use std::ops::{Bound, RangeBounds};

use proptest::prelude::*;
use signscope::query::{Anchor, Filter, Test, select};
use signscope::schema::{ClientApp, Field, FieldKind, List, Part, error_code, label::value_label};
use signscope::store::{BatchBuilder, Store, TextAt};

use crate::records::push;

const GUID: &str = "8a7b0c2d-1111-4222-8333-944455566677";
const FIELDS: [Field; 6] =
    [Field::User, Field::RequestId, Field::ErrorCode, Field::Latency, Field::IpAddress, Field::ConditionalAccess];

/// Whether a value (missing is empty) passes, looked at letter by letter.
fn passes(field: Field, test: &Test, text: &str) -> bool {
    let names: Vec<&str> =
        value_label(field, text).into_iter().chain(ClientApp::of(text).map(|app| app.name)).collect();
    match test {
        Test::Is(values) => values.iter().any(|value| value == text),
        Test::Like { .. } if text.is_empty() => false,
        Test::Like { anchor, cased: true, text: part } => stands(*anchor, part, text),
        Test::Like { anchor, cased: false, text: part } => {
            let names = names.iter().filter(|_| field.kind() != FieldKind::Id && field != Field::User);
            names.chain([&text]).any(|text| stands(*anchor, &part.to_lowercase(), &text.to_lowercase()))
        }
        Test::Matches(pattern) => regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text)),
        Test::Number { from, to } => {
            let number = match field {
                Field::ErrorCode => error_code::parse(text).map(f64::from),
                _ => text.trim().parse().ok(),
            };
            number.is_some_and(|number| (*from, *to).contains(&number))
        }
        Test::Within(range) => {
            let (first, last) = range.split_once('-').unwrap();
            let number = |text: &str| text.parse::<std::net::Ipv4Addr>().ok().map(u32::from);
            number(text).is_some_and(|at| number(first).unwrap() <= at && at <= number(last).unwrap())
        }
        _ => unreachable!("not generated"),
    }
}

/// Every way to cut the text in three with the part in the middle, and what stands on both sides of it.
fn stands(anchor: Anchor, part: &str, text: &str) -> bool {
    let (part, text): (Vec<char>, Vec<char>) = (part.chars().collect(), text.chars().collect());
    (0..=text.len()).filter(|&at| text[at..].starts_with(&part)).any(|at| {
        let (before, after) = (&text[..at], &text[at + part.len()..]);
        let begins = before.last().is_none_or(|letter| !letter.is_alphanumeric());
        let ends = after.first().is_none_or(|letter| !letter.is_alphanumeric());
        match anchor {
            Anchor::Inside => true,
            Anchor::Start => before.is_empty(),
            Anchor::End => after.is_empty(),
            Anchor::Term => begins && ends && !part.is_empty(),
            Anchor::TermStart => begins && !part.is_empty(),
            Anchor::TermEnd => ends && !part.is_empty(),
        }
    })
}

fn text_of(store: &Store, field: Field, row: usize) -> String {
    match store.text_at(field, row) {
        TextAt::Text(text) => text.into_owned(),
        _ => String::new(),
    }
}

fn values() -> impl Strategy<Value = String> {
    let known = [
        "",
        "ada",
        "Ada Lindqvist",
        "ada-ADA",
        "é1 x",
        GUID,
        "odd-1111",
        "0",
        "50126",
        "AADSTS50140",
        "12.5",
        "-3",
        "1e3",
        "203.0.113.7",
        "198.51.100.1",
        "notApplied",
        "Not Applied",
        "x",
    ];
    prop_oneof![prop::sample::select(known.to_vec()).prop_map(str::to_owned), "[aAdD1 -]{0,5}"]
}

fn tests() -> impl Strategy<Value = Test> {
    let places = [Anchor::Inside, Anchor::Start, Anchor::End, Anchor::Term, Anchor::TermStart, Anchor::TermEnd];
    let bound = || {
        prop_oneof![
            Just(Bound::Unbounded),
            prop::sample::select(vec![-3.0, 0.0, 12.5, 1000.0, 50126.0]).prop_map(Bound::Included),
            prop::sample::select(vec![-3.0, 0.0, 12.5, 50140.0]).prop_map(Bound::Excluded),
        ]
    };
    prop_oneof![
        prop::collection::vec(values(), 0..3).prop_map(Test::Is),
        (prop::sample::select(places.to_vec()), any::<bool>(), values()).prop_map(|(anchor, cased, text)| Test::Like {
            anchor,
            cased,
            text
        }),
        prop::sample::select(vec!["^a", "(?i)ADA", "", "^$", "[0-9]{3}", "("])
            .prop_map(|one| Test::Matches(one.to_owned())),
        (bound(), bound()).prop_map(|(from, to)| Test::Number { from, to }),
        Just(Test::Within("198.51.100.0-203.0.113.7".to_owned())),
    ]
}

fn build(records: &[Vec<String>], entries: &[Vec<[String; 2]>]) -> Store {
    let mut batch = BatchBuilder::default();
    for (at, record) in records.iter().enumerate() {
        if let Some(entries) = entries.get(at) {
            for [name, result] in entries {
                let parts = [(Part::PolicyName, name.as_bytes()), (Part::PolicyResult, result.as_bytes())];
                batch.add_entry(List::Policies, &parts);
            }
            batch.end_list(List::Policies);
        }
        let record: Vec<(Field, &str)> = FIELDS.into_iter().zip(record.iter().map(String::as_str)).collect();
        push(&mut batch, &record);
    }
    let mut store = Store::default();
    store.append_built(batch);
    store
}

fn records() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(values(), 0..=FIELDS.len()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fields_agree(records in records(), field in prop::sample::select(FIELDS.to_vec()), test in tests()) {
        let store = build(&records, &[]);
        let rows = (0..store.len()).filter(|&row| passes(field, &test, &text_of(&store, field, row)));
        let slow: Vec<u32> = rows.map(|row| row as u32).collect();
        prop_assert_eq!(select(&store, &Filter::Field(field, test)).to_rows(), slow);
    }

    #[test]
    fn entries_agree(
        records in records(),
        entries in prop::collection::vec(prop::collection::vec([values(), values()], 0..4), 0..12),
        name in tests(),
        result in tests(),
    ) {
        let store = build(&records, &entries);
        let suits = |test: &Test| matches!(test, Test::Is(_) | Test::Like { .. });
        // A part is a text as it is: no labels, and an empty one can hold an empty text.
        let part = |test: &Test, text: &str| match test {
            Test::Is(values) => values.iter().any(|value| value == text),
            Test::Like { anchor, cased: true, text: part } => stands(*anchor, part, text),
            Test::Like { anchor, text: part, .. } => stands(*anchor, &part.to_lowercase(), &text.to_lowercase()),
            Test::Matches(pattern) => regex_lite::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(text)),
            _ => false,
        };
        let rows = |keeps: &dyn Fn(&[String; 2]) -> bool| -> Vec<u32> {
            let row = |&row: &u32| entries.get(row as usize).is_some_and(|entries| entries.iter().any(keeps));
            (0..store.len() as u32).filter(row).collect()
        };
        let tests = vec![(Part::PolicyName, name.clone()), (Part::PolicyResult, result.clone())];
        let both = |entry: &[String; 2]| suits(&name) && suits(&result) && part(&name, &entry[0]) && part(&result, &entry[1]);
        prop_assert_eq!(select(&store, &Filter::Entry(List::Policies, tests)).to_rows(), rows(&both));
        let some = |entry: &[String; 2]| {
            (suits(&name) || matches!(name, Test::Matches(_))) && entry.iter().any(|text| part(&name, text))
        };
        prop_assert_eq!(select(&store, &Filter::InList(List::Policies, name.clone())).to_rows(), rows(&some));
    }
}
