//! Filter → text that Kusto understands and that is read as the same filter again.

use std::ops::Bound;

use super::list_pattern;
use super::literal::{write_instant, write_length, write_pattern, write_text};
use super::normal_form::normal_form;
use super::ranges;
use super::single::write_extra;
use crate::query::address::Addresses;
use crate::query::{Anchor, Filter, Test, WeekHours};
use crate::schema::kusto::{self, KustoType};
use crate::schema::label::{raw_value, value_label};
use crate::schema::{ClientApp, ExtraColumn, Field, FieldKind, List, error_code};

/// A filter as a predicate over the columns of `SigninLogs`. Reading it gives the normal_form form of the filter; the
/// filter that keeps every record is an empty text.
pub fn to_kql(filter: &Filter) -> String {
    match normal_form(filter) {
        Filter::All(parts) if parts.is_empty() => String::new(),
        filter => predicate(&filter),
    }
}

/// A filter in normal_form form as a predicate.
pub fn predicate(filter: &Filter) -> String {
    match filter {
        Filter::All(parts) if parts.is_empty() => "true".to_owned(),
        Filter::Any(parts) if parts.is_empty() => "false".to_owned(),
        Filter::All(parts) => joined(parts, " and "),
        Filter::Any(parts) => joined(parts, " or "),
        Filter::Not(part) => atom(part, true),
        filter => atom(filter, false),
    }
}

fn joined(parts: &[Filter], word: &str) -> String {
    let one = |part: &Filter| match part {
        Filter::All(inner) | Filter::Any(inner) if inner.len() > 1 => format!("({})", predicate(part)),
        Filter::Words(words) if words.contains(' ') && word == " or " => format!("({})", predicate(part)),
        Filter::Field(_, test) | Filter::Extra(_, test) if word == " or " && is_two_comparisons(test) => {
            format!("({})", predicate(part))
        }
        _ => predicate(part),
    };
    let parts: Vec<String> = parts.iter().map(one).collect();
    parts.join(word)
}

/// Whether a test is written as two comparisons.
fn is_two_comparisons(test: &Test) -> bool {
    match test {
        Test::Between { from, to } => from.is_some() && to.is_some(),
        Test::Number { from: Bound::Included(_), to: Bound::Included(_) } => false,
        Test::Number { from, to } => *from != Bound::Unbounded && *to != Bound::Unbounded,
        Test::WeekHours(hours) => hours.days != WeekHours::ALL_DAYS && hours.hours != WeekHours::ALL_HOURS,
        _ => false,
    }
}

/// A single test, negated or not.
fn atom(filter: &Filter, negated: bool) -> String {
    match filter {
        Filter::Words(words) => {
            let words: Vec<String> = words.split(' ').map(|word| format!("* contains {}", write_text(word))).collect();
            negation(words.join(" and "), negated)
        }
        Filter::Field(field, test) => field_test(*field, test, negated),
        Filter::Extra(extra, test) => extra_test(*extra, test, negated),
        Filter::List(list, part, test) => {
            list_pattern(*list, &list_pattern::pattern(&[(*part, test.clone())]), negated)
        }
        Filter::Entry(list, tests) => list_pattern(*list, &list_pattern::pattern(tests), negated),
        Filter::InList(list, test) => list_test(*list, test, negated),
        Filter::Anywhere(test) => {
            let (operator, value) = text_operator(test);
            negation(format!("* {operator} {value}"), negated)
        }
        // Canonical filters have nothing else here.
        Filter::All(_) | Filter::Any(_) | Filter::Not(_) => negation(format!("({})", predicate(filter)), negated),
    }
}

fn negation(text: String, negated: bool) -> String {
    if negated { format!("not({text})") } else { text }
}

fn list_pattern(list: List, pattern: &str, negated: bool) -> String {
    let column = kusto::list_column(list);
    negation(format!("tostring({column}) matches regex {}", write_pattern(pattern)), negated)
}

fn list_test(list: List, test: &Test, negated: bool) -> String {
    let column = kusto::list_column(list);
    let not = if negated { "!" } else { "" };
    match test {
        Test::IsEmpty => format!("tostring({column}) {not}in (\"\", \"[]\")"),
        Test::Matches(pattern) => list_pattern(list, pattern, negated),
        Test::Contains(_)
        | Test::Like { anchor: Anchor::Inside | Anchor::Term | Anchor::TermStart | Anchor::TermEnd, .. } => {
            let (operator, value) = text_operator(test);
            format!("tostring({column}) {not}{operator} {value}")
        }
        _ => list_pattern(list, &list_pattern::value_pattern(test), negated),
    }
}

fn field_test(field: Field, test: &Test, negated: bool) -> String {
    let column = kusto::column(field);
    let kind = kusto::column_type(field);
    let not = if negated { "!" } else { "" };
    match test {
        Test::IsEmpty => {
            let is_text = matches!(kind, KustoType::Text | KustoType::Dynamic | KustoType::Time);
            let what = if is_text { "empty" } else { "null" };
            format!("is{}{what}({column})", if negated { "not" } else { "" })
        }
        Test::Between { from: None, to: None } if negated => format!("isnull({column})"),
        Test::Between { .. } | Test::Newest { .. } | Test::Older { .. } => negation(time_test(column, test), negated),
        Test::WeekHours(hours) => negation(week_test(column, *hours), negated),
        Test::Number { from, to } => number_test(&number_of(field), *from, *to, negated),
        Test::Within(range) => within(&as_text(field, column), range, negated),
        Test::Matches(pattern) => {
            negation(format!("{} matches regex {}", as_text(field, column), write_pattern(pattern)), negated)
        }
        Test::OneOf(values) if field.kind() == FieldKind::Bool && raw_values(field, values).len() == values.len() => {
            match raw_values(field, values).as_slice() {
                [value] => format!("{column} {} {value}", if negated { "!=" } else { "==" }),
                values => format!("{column} {not}in ({})", values.join(", ")),
            }
        }
        _ => {
            let (operator, value) = match test {
                Test::OneOf(values) => values_operator(field, values),
                _ => text_operator(test),
            };
            let is_no_text = matches!(field.kind(), FieldKind::Bool | FieldKind::Time);
            let column = if is_no_text { format!("tostring({column})") } else { column.to_owned() };
            comparison(&column, operator, &value, negated)
        }
    }
}

fn comparison(column: &str, operator: &str, value: &str, negated: bool) -> String {
    let operator = match (operator, negated) {
        ("==", true) => "!=".to_owned(),
        ("=~", true) => "!~".to_owned(),
        (_, true) => format!("!{operator}"),
        (_, false) => operator.to_owned(),
    };
    format!("{column} {operator} {value}")
}

/// A test of a column that no field stands for, which holds texts.
fn extra_test(extra: ExtraColumn, test: &Test, negated: bool) -> String {
    let column = write_extra(extra);
    match test {
        Test::IsEmpty => format!("is{}empty({column})", if negated { "not" } else { "" }),
        Test::Number { from, to } => number_test(&format!("toreal({column})"), *from, *to, negated),
        Test::Within(range) => within(&column, range, negated),
        Test::Matches(pattern) => negation(format!("{column} matches regex {}", write_pattern(pattern)), negated),
        _ => {
            let (operator, value) = text_operator(test);
            comparison(&column, operator, &value, negated)
        }
    }
}

/// A column for functions and patterns, which take texts alone.
fn as_text(field: Field, column: &str) -> String {
    match kusto::column_type(field) {
        KustoType::Text => column.to_owned(),
        _ => format!("tostring({column})"),
    }
}

/// The raw values of those values that have words of their own.
fn raw_values(field: Field, values: &[String]) -> Vec<String> {
    values.iter().filter_map(|value| raw(field, value)).collect()
}

/// What Log Analytics has where the page says a value in words of its own.
pub fn raw(field: Field, value: &str) -> Option<String> {
    match field {
        Field::ErrorCode => error_code::parse(value).map(|code| code.to_string()),
        Field::ClientApp => ClientApp::of(value).filter(|app| app.name == value).map(|app| app.name.to_owned()),
        _ => value_label(field, value).and_then(|label| raw_value(field, label)).map(str::to_owned),
    }
}

/// The operator for values of a field in any spelling, with the values Log Analytics has for them.
fn values_operator(field: Field, values: &[String]) -> (&'static str, String) {
    let written: Vec<String> = values.iter().map(|value| raw(field, value).unwrap_or_else(|| value.clone())).collect();
    // Where every value is one of an enum, case is of no matter, and the plain operator is the quicker one.
    match raw_values(field, values).len() == values.len() {
        true => text_operator(&Test::Is(written)),
        false => text_operator(&Test::OneOf(written)),
    }
}

/// The operator of a test of texts and what stands after it.
fn text_operator(test: &Test) -> (&'static str, String) {
    let list = |one, several, values: &[String]| match values {
        [value] => (one, write_text(value)),
        _ => (several, format!("({})", values.iter().map(|value| write_text(value)).collect::<Vec<_>>().join(", "))),
    };
    let like = |anchor, cased, text: &str| (place_operator(anchor, cased), write_text(text));
    match test {
        Test::Is(values) => list("==", "in", values),
        Test::OneOf(values) => list("=~", "in~", values),
        Test::Contains(text) => like(Anchor::Inside, false, text),
        Test::StartsWith(text) => like(Anchor::Start, false, text),
        Test::Like { anchor, cased, text } => like(*anchor, *cased, text),
        Test::Matches(pattern) => ("matches regex", write_pattern(pattern)),
        _ => ("==", write_text("")),
    }
}

fn place_operator(anchor: Anchor, cased: bool) -> &'static str {
    match (anchor, cased) {
        (Anchor::Inside, false) => "contains",
        (Anchor::Inside, true) => "contains_cs",
        (Anchor::Start, false) => "startswith",
        (Anchor::Start, true) => "startswith_cs",
        (Anchor::End, false) => "endswith",
        (Anchor::End, true) => "endswith_cs",
        (Anchor::Term, false) => "has",
        (Anchor::Term, true) => "has_cs",
        (Anchor::TermStart, false) => "hasprefix",
        (Anchor::TermStart, true) => "hasprefix_cs",
        (Anchor::TermEnd, false) => "hassuffix",
        (Anchor::TermEnd, true) => "hassuffix_cs",
    }
}

fn time_test(column: &str, test: &Test) -> String {
    let after = |from: i64| format!("{column} >= datetime({})", write_instant(from));
    let before = |to: i64| format!("{column} < datetime({})", write_instant(to));
    match *test {
        Test::Between { from: Some(from), to: Some(to) } => format!("{} and {}", after(from), before(to)),
        Test::Between { from: Some(from), .. } => after(from),
        Test::Between { to: Some(to), .. } => before(to),
        Test::Newest { millis } => format!("{column} >= ago({})", write_length(millis)),
        Test::Older { millis } => format!("{column} < ago({})", write_length(millis)),
        _ => format!("isnotnull({column})"),
    }
}

/// Days and hours in UTC, which is Kusto's only clock; others are so far ahead of it.
fn week_test(column: &str, hours: WeekHours) -> String {
    let instant = match hours.ahead {
        0 => column.to_owned(),
        ahead if ahead < 0 => format!("{column} - {}", write_length(-ahead)),
        ahead => format!("{column} + {}", write_length(ahead)),
    };
    let one_of = |name: &str, values: Vec<String>| match values.as_slice() {
        [value] => format!("{name}({instant}) == {value}"),
        values => format!("{name}({instant}) in ({})", values.join(", ")),
    };
    // Kusto counts days from Sunday.
    let days = (0..7).filter(|day| hours.days >> ((day + 6) % 7) & 1 == 1).map(|day| format!("{day}d"));
    let of_day = (0..24).filter(|hour| hours.hours >> hour & 1 == 1).map(|hour| hour.to_string());
    let days = (hours.days != WeekHours::ALL_DAYS).then(|| one_of("dayofweek", days.collect()));
    let of_day = (hours.hours != WeekHours::ALL_HOURS).then(|| one_of("hourofday", of_day.collect()));
    days.into_iter().chain(of_day).collect::<Vec<_>>().join(" and ")
}

/// The value of a field as a number.
fn number_of(field: Field) -> String {
    let whole = matches!(field, Field::ErrorCode | Field::Latency | Field::Asn | Field::TokenProtectionCode);
    format!("{}({})", if whole { "tolong" } else { "toreal" }, kusto::column(field))
}

fn number_test(number: &str, from: Bound<f64>, to: Bound<f64>, negated: bool) -> String {
    match (from, to) {
        (Bound::Unbounded, Bound::Unbounded) => format!("is{}null({number})", if negated { "" } else { "not" }),
        (Bound::Included(a), Bound::Included(b)) if a == b => {
            format!("{number} {} {a}", if negated { "!=" } else { "==" })
        }
        (Bound::Included(a), Bound::Included(b)) => {
            format!("{number} {}between ({a} .. {b})", if negated { "!" } else { "" })
        }
        _ => {
            let above = match from {
                Bound::Included(end) => Some(format!("{number} >= {end}")),
                Bound::Excluded(end) => Some(format!("{number} > {end}")),
                Bound::Unbounded => None,
            };
            let below = match to {
                Bound::Included(end) => Some(format!("{number} <= {end}")),
                Bound::Excluded(end) => Some(format!("{number} < {end}")),
                Bound::Unbounded => None,
            };
            let both: Vec<String> = above.into_iter().chain(below).collect();
            negation(both.join(" and "), negated)
        }
    }
}

/// A range of addresses. What is no address is in none, and Kusto's null for it must not be taken for true or false.
fn within(column: &str, range: &str, negated: bool) -> String {
    let networks = Addresses::parse(range).map_or_else(Vec::new, |addresses| ranges::networks(&addresses));
    let family = if range.contains(':') { "ipv6" } else { "ipv4" };
    let any = if networks.len() == 1 { "" } else { "any_" };
    let networks: Vec<String> = networks.iter().map(|network| write_text(network)).collect();
    let call = format!("{family}_is_in_{any}range({column}, {})", networks.join(", "));
    if negated { format!("{call} != true") } else { call }
}
