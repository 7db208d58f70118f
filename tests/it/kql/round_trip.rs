//! Any filter written as text is the same filter when it is read, and keeps the same records.

use std::ops::Bound;

use proptest::prelude::*;
use signscope::kql::{normal_form, parse, to_kql};
use signscope::query::{Anchor, Filter, Test, WeekHours, select};
use signscope::schema::{ExtraColumn, Field, List};

use super::tenant::tenant;

/// Texts that are awkward to write: quotes, escapes, signs of patterns, words of the language, nothing.
pub fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "ada",
            "Ada Lindqvist",
            "contoso.example",
            "a\"b",
            "a\\b",
            "[^{}]*",
            "a|b",
            "(x)",
            "it's",
            "\n",
            "\u{1}",
            "and",
            "CA001",
            "a, b",
            "50126",
            "0",
            "true",
            "Not applied",
            "Failure",
            "IMAP4",
            "203.0.113.7",
            "ä",
            "x y",
            "$",
            "//",
            "null",
            "[]",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,6}",
        any::<String>().prop_map(|text| text.chars().take(4).collect()),
    ]
}

fn bounds() -> impl Strategy<Value = Bound<f64>> {
    prop_oneof![
        Just(Bound::Unbounded),
        (-5i32..90_000).prop_map(|number| Bound::Included(f64::from(number))),
        (-900i32..900).prop_map(|number| Bound::Excluded(f64::from(number) / 8.0)),
        Just(Bound::Included(f64::NAN)),
        Just(Bound::Excluded(f64::INFINITY)),
    ]
}

fn instants() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(prop_oneof![
        (0i64..100).prop_map(|day| day * 86_400_000 + 1_790_000_000_000),
        1_790_000_000_000i64..1_790_000_100_000,
        any::<i64>(),
    ])
}

fn week_hours() -> impl Strategy<Value = WeekHours> {
    let some = prop_oneof![Just(0), Just(1 << 13), Just(0b111 << 9), Just(u32::MAX), any::<u32>()];
    let ahead =
        prop_oneof![Just(0), Just(3_600_000), (-40i64..40).prop_map(|quarters| quarters * 900_000), any::<i64>()];
    (prop_oneof![Just(u8::MAX), (0..7).prop_map(|day| 1u8 << day), any::<u8>()], some, ahead)
        .prop_map(|(days, hours, ahead)| WeekHours { days, hours, ahead })
}

pub fn tests() -> impl Strategy<Value = Test> {
    let places = [Anchor::Inside, Anchor::Start, Anchor::End, Anchor::Term, Anchor::TermStart, Anchor::TermEnd];
    let ranges = vec![
        "203.0.113.0/24",
        "203.0.113.7/24",
        "2001:db8::/32",
        "203.0.113.7",
        "203.0.113.3-203.0.113.77",
        "nonsense",
        "203.0.113.0-203.0.113.255",
        "2001:db8::5-2001:db8::9",
        "0.0.0.0/0",
        "9.9.9.9-1.1.1.1",
    ];
    prop_oneof![
        prop::collection::vec(texts(), 0..4).prop_map(Test::OneOf),
        prop::collection::vec(texts(), 0..4).prop_map(Test::Is),
        texts().prop_map(Test::Contains),
        texts().prop_map(Test::StartsWith),
        (prop::sample::select(places.to_vec()), any::<bool>(), texts()).prop_map(|(anchor, cased, text)| Test::Like {
            anchor,
            cased,
            text
        }),
        Just(Test::IsEmpty),
        (instants(), instants()).prop_map(|(from, to)| Test::Between { from, to }),
        prop_oneof![-5i64..90_000_000_000, any::<i64>()].prop_map(|millis| Test::Newest { millis }),
        prop_oneof![(-9i64..90).prop_map(|days| days * 86_400_000), any::<i64>()]
            .prop_map(|millis| Test::Older { millis }),
        prop::sample::select(ranges).prop_map(|range| Test::Within(range.to_owned())),
        prop::sample::select(vec!["^ada", "(", "[0-9]+\"", "", "a'b", "\\d{3}", "\"displayName\":\"x\""])
            .prop_map(|pattern| Test::Matches(pattern.to_owned())),
        (bounds(), bounds()).prop_map(|(from, to)| Test::Number { from, to }),
        week_hours().prop_map(Test::WeekHours),
    ]
}

/// Names of extra columns that are awkward to write, and such as fields have in Kusto.
pub const EXTRA_NAMES: [&str; 9] =
    ["Team", "Cost centre", "it's \"odd\"", "a.b", "TimeGenerated", "Status", "\\", "x']", "ä\n1"];

fn extras() -> impl Strategy<Value = ExtraColumn> {
    prop::sample::select(&EXTRA_NAMES).prop_map(|name| ExtraColumn::named(name).unwrap())
}

pub fn filters() -> impl Strategy<Value = Filter> {
    let fields = || prop::sample::select(Field::all().collect::<Vec<_>>());
    let parts = || {
        prop::sample::select(List::all().collect::<Vec<_>>()).prop_flat_map(|list| {
            let part = prop::sample::select(list.parts().collect::<Vec<_>>());
            (Just(list), prop::collection::vec((part, tests()), 1..4))
        })
    };
    let leaf = prop_oneof![
        6 => (fields(), tests()).prop_map(|(field, test)| Filter::Field(field, test)),
        2 => (extras(), tests()).prop_map(|(extra, test)| Filter::Extra(extra, test)),
        1 => tests().prop_map(|test| Filter::Field(Field::Date, test)),
        1 => week_hours().prop_map(|hours| Filter::Field(Field::Date, Test::WeekHours(hours))),
        1 => (texts(), texts()).prop_map(|(one, two)| Filter::Words(format!("{one} {two}"))),
        1 => parts().prop_map(|(list, mut tests)| {
            let (part, test) = tests.remove(0);
            Filter::List(list, part, test)
        }),
        2 => parts().prop_map(|(list, tests)| Filter::Entry(list, tests)),
        1 => parts().prop_map(|(list, mut tests)| Filter::InList(list, tests.remove(0).1)),
        1 => tests().prop_map(Filter::Anywhere),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::Any),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

/// Whether a filter names no value that stands for several spellings, so that its normal_form form keeps the same rows.
fn names_no_enum(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().all(names_no_enum),
        Filter::Not(part) => names_no_enum(part),
        Filter::Field(field, Test::OneOf(values) | Test::Is(values)) => values.iter().all(|value| {
            *field == Field::ErrorCode
                || signscope::schema::label::value_label(*field, value).is_none_or(|label| label == value)
        }),
        // A test of nothing in any column is true of every record in text.
        Filter::Anywhere(test) => !format!("{test:?}").contains("\"\""),
        // Tests of the same part twice are taken apart, and a value of several texts has no shape of its own.
        Filter::Entry(_, tests) => tests.len() < 2,
        _ => true,
    }
}

fn keeps_its_case(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().all(keeps_its_case),
        Filter::Not(part) => keeps_its_case(part),
        Filter::Field(Field::ErrorCode | Field::ClientApp, Test::Is(_)) => false,
        Filter::Field(field, Test::Is(values)) => {
            values.iter().all(|value| signscope::schema::label::value_label(*field, value).is_none())
        }
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, max_global_rejects: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_is_read_as_the_filter_it_was_made_of(filter in filters()) {
        let text = to_kql(&filter);
        let expected = normal_form(&filter);
        if text.is_empty() {
            prop_assert_eq!(expected, Filter::default());
            return Ok(());
        }
        let read = parse(&text);
        prop_assert_eq!(read.as_ref(), Ok(&expected), "{}", text);
        prop_assert_eq!(to_kql(&expected), text);
    }

    #[test]
    fn the_canonical_form_keeps_the_same_records(filter in filters()) {
        prop_assume!(names_no_enum(&filter) && keeps_its_case(&filter));
        let store = tenant();
        let normal_form = normal_form(&filter);
        prop_assert_eq!(select(&store, &normal_form).to_rows(), select(&store, &filter).to_rows(), "{:?}", normal_form);
    }

    #[test]
    fn the_canonical_form_is_its_own(filter in filters()) {
        let once = normal_form(&filter);
        prop_assert_eq!(normal_form(&once), once);
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn no_soup_of_tokens_is_too_much(words in prop::collection::vec(prop::sample::select(SOUP.to_vec()), 0..12)) {
        let text = words.join(" ");
        if let Err(error) = parse(&text) {
            prop_assert!(error.span.start <= error.span.end && error.span.end <= text.len());
            prop_assert!(text.is_char_boundary(error.span.start) && text.is_char_boundary(error.span.end));
        }
    }
}

pub const SOUP: &[&str] = &[
    "and",
    "or",
    "not",
    "(",
    ")",
    "not(",
    "==",
    "!=",
    "=~",
    "in",
    "in~",
    "!in",
    "has",
    "!has",
    "contains",
    "between",
    "..",
    "<",
    ">=",
    "matches",
    "regex",
    "UserPrincipalName",
    "DeviceDetail.operatingSystem",
    "IsInteractive",
    "CreatedDateTime",
    "ConditionalAccessPolicies",
    "DeviceDetail",
    "tolong(",
    "tostring(",
    "ago(7d)",
    "7d",
    "now()",
    "5",
    "\"x\"",
    "'(",
    "@\"",
    "datetime(",
    "datetime(2026-11-01)",
    "true",
    "*",
    "|",
    "where",
    "SigninLogs",
    ",",
    "-",
    "+",
    "[",
    "]",
    "{",
    "['Team']",
    "column_ifexists(",
    "ipv4_is_in_range(",
    "isempty(",
    "dynamic(",
    "\"203.0.113.0/24\"",
    "é",
    "!",
    "//",
    "\n",
    ".",
];

#[test]
fn nesting_has_an_end() {
    for (open, close) in [("(", ")"), ("not(", ")"), ("tostring(", ")")] {
        let text = format!("{}IsInteractive{}", open.repeat(20_000), close.repeat(20_000));
        assert!(parse(&text).unwrap_err().message.contains("deep"), "{open}");
    }
    let sum = format!("CreatedDateTime > now(){}", " - 1d".repeat(20_000));
    assert!(parse(&sum).is_err());
    let long = vec!["UserType == \"x\""; 5000].join(" or ");
    assert!(parse(&long).is_ok());
}
