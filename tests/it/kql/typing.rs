//! What the search box takes for a predicate, and what it offers while one is typed.

use proptest::prelude::*;
use signscope::kql::{complete, looks_like_kql, parse};
use signscope::schema::Field;

use super::round_trip::SOUP;

#[test]
fn predicates_are_told_from_words() {
    for (text, expected) in [
        ("", false),
        ("ada", false),
        ("conditional access failed", false),
        ("Status failure", false),
        ("status has changed", true),
        ("not applied", false),
        ("203.0.113.7", false),
        ("203.0.113.0/24", false),
        ("ada@contoso.example", false),
        ("CA004: Block", false),
        ("(old) client", false),
        ("\"exact words\"", false),
        ("50126", false),
        ("* wildcard", false),
        ("Windows 10 > 11", false),
        ("IsInteractive", true),
        ("IsInteractive and x", true),
        ("UserPrincipalName has \"x\"", true),
        ("userprincipalname has \"x\"", true),
        ("UserPrincipleName == \"x\"", true),
        ("Username != \"x\"", true),
        ("UserPrincipalName == \"x", true),
        ("DeviceDetail.operatingSystem == \"x\"", true),
        ("LocationDetails[\"city\"] == \"x\"", true),
        ("not(IsInteractive)", true),
        ("isempty(UserId)", true),
        ("(UserId == \"x\") or true", true),
        ("((UserId == \"x\"))", true),
        ("* has \"x\"", true),
        ("SigninLogs | where x", true),
        ("| where x", true),
        ("5 < tolong(ResultType)", true),
        ("UserId in (\"a\")", true),
        ("CreatedDateTime between (ago(1d) .. now())", true),
        ("ago(7d) < CreatedDateTime", true),
    ] {
        assert_eq!(looks_like_kql(text), expected, "{text}");
    }
}

/// The first choices at the cursor, which is written `|`.
fn offered(marked: &str) -> Vec<String> {
    let cursor = marked.find('|').unwrap();
    let completions = complete(&marked.replacen('|', "", 1), cursor);
    completions.items.into_iter().map(|item| item.insert).collect()
}

#[test]
fn what_fits_is_offered() {
    for (marked, expected) in [
        ("UserPr|", &["UserPrincipalName"][..]),
        ("city|", &["LocationDetails.city"]),
        ("Username|", &["UserPrincipalName"]),
        ("not(isem|", &["isempty("]),
        ("IsInteractive |", &["==", "!="]),
        ("CreatedDateTime >|", &[]),
        ("CreatedDateTime |", &[">=", ">"]),
        ("CreatedDateTime >= a|", &["ago(1h)"]),
        ("UserPrincipalName st|", &["startswith"]),
        ("UserPrincipalName !st|", &["!startswith"]),
        ("IsInteractive == |", &["true", "false"]),
        ("ConditionalAccessStatus == \"not|", &["\"notApplied\""]),
        ("ConditionalAccessStatus in (\"success\", |", &["\"success\"", "\"failure\""]),
        ("UserId == \"x\" |", &["and", "or"]),
        ("UserId == \"x\" a|", &["and"]),
        ("UserId == \"x\" and IPA|", &["IPAddress"]),
        ("isempty(UserId) |", &["and", "or"]),
        ("tolower(UserId) |", &["=="]),
        ("(UserId == \"x\") |", &["and", "or"]),
        ("DeviceDetail.operatingSystem |", &["=="]),
        ("ConditionalAccessPolicies |", &["has"]),
        ("dayofweek(TimeGenerated |", &[">=", ">"]),
        ("dayofweek(TimeGenerated) |", &["==", "!=", "in", "!in", "between"]),
        ("dayofweek(TimeGenerated + 2h) == |", &["0d", "1d"]),
        ("dayofweek(TimeGenerated) in (0d, sat|", &["6d"]),
        ("dayofweek(TimeGenerated) in (0d, 6d) |", &["and", "or"]),
        ("hourofday(TimeGenerated - 3h) |", &["==", "!=", "in", "!in", "between"]),
        ("hourofday(TimeGenerated) between (2|", &["2", "20"]),
        ("hourofday(TimeGenerated) < 6 and UserId |", &["==", "!=", "=~"]),
        ("tolong(ResultType) |", &["==", "!=", ">="]),
    ] {
        let offered = offered(marked);
        assert!(
            offered.starts_with(&expected.iter().map(|&text| text.to_owned()).collect::<Vec<_>>()),
            "{marked}: {offered:?}"
        );
    }
}

#[test]
fn values_are_asked_of_the_log() {
    let complete = |text: &str| complete(text, text.len());
    let completions = complete("UserPrincipalName == \"ada");
    assert_eq!(completions.wants_values_of, Some((Field::Username, "ada".to_owned())));
    assert_eq!((completions.replace.start, completions.replace.end), (21, 25));
    assert_eq!(complete("LocationDetails.city in (\"x\", Ky").wants_values_of, Some((Field::City, "Ky".to_owned())));
    assert_eq!(complete("IsInteractive == ").wants_values_of, None);
    assert_eq!(complete("UserPrincipalName ").wants_values_of, None);
    assert_eq!(complete("hourofday(TimeGenerated) == ").wants_values_of, None);
}

#[test]
fn every_operator_offered_for_days_and_hours_can_be_read() {
    for (subject, one) in [("dayofweek(TimeGenerated)", "1d"), ("hourofday(TimeGenerated)", "1")] {
        for operator in offered(&format!("{subject} |")) {
            let value = match operator.as_str() {
                "in" | "!in" => format!("({one})"),
                "between" | "!between" => format!("({one} .. {one})"),
                _ => one.to_owned(),
            };
            let text = format!("{subject} {operator} {value}");
            assert!(parse(&text).is_ok(), "{text}: {:?}", parse(&text));
        }
        assert!(!offered(&format!("{subject} |")).iter().any(|operator| operator == "contains"));
    }
}

#[test]
fn an_offered_column_and_operator_can_be_read() {
    for item in complete("", 0).items.into_iter().filter(|item| !item.insert.ends_with('(')) {
        for operator in complete(&format!("{} ", item.insert), item.insert.len() + 1).items {
            let value = match operator.insert.as_str() {
                "in" | "!in" | "in~" | "has_any" | "has_all" => "(\"x\")",
                "between" => "(ago(2d) .. now())",
                _ if item.insert.ends_with("Time") || item.insert == "TimeGenerated" => "now()",
                _ if operator.detail == "is" || operator.detail == "is not" => "true",
                _ => "\"x\"",
            };
            let text = format!("{} {} {value}", item.insert, operator.insert);
            let number = format!("{} {} 5", item.insert, operator.insert);
            let numbers = format!("{} {} (1 .. 2)", item.insert, operator.insert);
            assert!(
                [&text, &number, &numbers].into_iter().any(|text| parse(text).is_ok()),
                "{text}: {:?}",
                parse(&text)
            );
        }
    }
}

proptest! {
    #[test]
    fn typing_is_never_too_much(words in prop::collection::vec(prop::sample::select(SOUP.to_vec()), 0..9), cursor in 0usize..90) {
        let text = words.join(" ");
        let completions = complete(&text, cursor);
        prop_assert!(completions.replace.start <= completions.replace.end && completions.replace.end <= text.len());
        prop_assert!(text.is_char_boundary(completions.replace.start));
        looks_like_kql(&text);
    }

    #[test]
    fn no_text_is_too_much_to_complete(text in any::<String>(), cursor in 0usize..40) {
        complete(&text, cursor);
        looks_like_kql(&text);
    }
}
