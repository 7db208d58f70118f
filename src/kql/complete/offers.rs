//! The choices for each place in a predicate, with their words.

use super::super::did_you_mean::FUNCTIONS;
use super::super::literal::write_text;
use super::super::operators::{AMONG, COMPARISONS};
use super::{Completion, Left};
use crate::schema::FieldKind;
use crate::schema::kusto::{self, Known, KustoType};
use crate::schema::label::labelled_values;

/// The choices that begin with what was typed, and after them those that have it inside.
pub(super) fn fitting<'a>(all: impl Iterator<Item = (&'a str, &'a str, &'a str)>, typed: &str) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    let rank = |insert: &str, detail: &str| match insert.to_lowercase() {
        text if text.starts_with(&typed) => Some(0),
        text if text.split('.').any(|step| step.starts_with(&typed)) => Some(1),
        _ if detail.to_lowercase().starts_with(&typed) => Some(2),
        text if text.contains(&typed) => Some(3),
        _ => None,
    };
    let ranked =
        all.filter_map(|(insert, label, detail)| rank(label, detail).map(|rank| (rank, insert, label, detail)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, ..)| *rank);
    let completion = |(_, insert, label, detail): (i32, &str, &str, &str)| Completion {
        insert: insert.to_owned(),
        label: label.to_owned(),
        detail: detail.to_owned(),
    };
    ranked.into_iter().map(completion).collect()
}

pub(super) fn operands(typed: &str) -> Vec<Completion> {
    let columns = kusto::known().map(|(name, known)| {
        let detail = match known {
            Known::Field(field, _) => field.label(),
            Known::List(list) => list.info().label,
            Known::Group(_) => "All of it, as text",
        };
        (name.to_owned(), name, detail)
    });
    let is_operand = |name: &str| !matches!(name, "ago" | "now" | "datetime" | "todatetime");
    let functions = FUNCTIONS.iter().filter(|(name, _)| is_operand(name));
    let functions = functions.map(|(name, detail)| (format!("{name}("), *name, *detail));
    let all: Vec<_> = columns.chain(functions).collect();
    fitting(all.iter().map(|(insert, label, detail)| (insert.as_str(), *label, *detail)), typed)
}

/// Operators for texts, the most used first, in words.
const FOR_TEXTS: &[(&str, &str)] = &[
    ("==", "is, case counts"),
    ("!=", "is not, case counts"),
    ("=~", "is, in any case"),
    ("!~", "is not, in any case"),
    ("has", "has the word"),
    ("!has", "does not have the word"),
    ("contains", "contains"),
    ("!contains", "does not contain"),
    ("startswith", "starts with"),
    ("!startswith", "does not start with"),
    ("endswith", "ends with"),
    ("in", "is one of"),
    ("!in", "is none of"),
    ("in~", "is one of, in any case"),
    ("has_any", "has one of the words"),
    ("has_all", "has all of the words"),
    ("hasprefix", "has a word that begins with"),
    ("matches regex", "matches a pattern"),
];

/// How instants and numbers are put in order.
const IN_ORDER: &[(&str, &str)] = &[
    (">=", "at or after"),
    (">", "after"),
    ("<", "before"),
    ("<=", "at or before"),
    ("between", "between, both ends included"),
];

const EQUAL: &[(&str, &str)] = &[("==", "is"), ("!=", "is not")];

/// How numbers are compared.
const FOR_NUMBERS: &[(&str, &str)] = &[
    ("==", "is"),
    ("!=", "is not"),
    (">=", "at least"),
    (">", "more than"),
    ("<", "less than"),
    ("<=", "at most"),
    ("between", "between, both ends included"),
];

/// How days and hours are compared.
const FOR_WEEKS: &[(&str, &str)] = &[
    ("==", "is"),
    ("!=", "is not"),
    ("in", "is one of"),
    ("!in", "is none of"),
    ("between", "between, both ends included"),
    ("!between", "not between"),
    (">=", "from"),
    (">", "after"),
    ("<", "before"),
    ("<=", "up to"),
];

pub(super) fn week_operators(typed: &str) -> Vec<Completion> {
    fitting(FOR_WEEKS.iter().map(|(name, detail)| (*name, *name, *detail)), typed)
}

pub(super) fn number_operators(typed: &str) -> Vec<Completion> {
    fitting(FOR_NUMBERS.iter().map(|(name, detail)| (*name, *name, *detail)), typed)
}

/// Days as the time since Sunday, hours as numbers.
pub(super) fn week_values(left: Left, typed: &str) -> Vec<Completion> {
    const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let all: Vec<(String, String)> = match left {
        Left::Day => DAYS.iter().enumerate().map(|(day, name)| (format!("{day}d"), (*name).to_owned())).collect(),
        Left::Hour => (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00 – {hour:02}:59"))).collect(),
        Left::Number | Left::Column(_) => Vec::new(),
    };
    fitting(all.iter().map(|(text, detail)| (text.as_str(), text.as_str(), detail.as_str())), typed)
}

pub(super) fn operators(known: Option<Known>, typed: &str) -> Vec<Completion> {
    let list: Vec<(&str, &str)> = FOR_TEXTS
        .iter()
        .filter(|(name, _)| name.contains("has") || name.contains("contains") || name.starts_with("matches"))
        .copied()
        .collect();
    let main: Vec<(&str, &str)> = match known {
        Some(Known::Field(_, KustoType::Time)) => IN_ORDER.iter().chain(EQUAL).copied().collect(),
        Some(Known::Field(field, kind)) if kind == KustoType::Bool || field.kind() == FieldKind::Bool => EQUAL.to_vec(),
        Some(Known::Field(field, KustoType::Dynamic)) if field.kind() == FieldKind::Number => FOR_NUMBERS.to_vec(),
        Some(Known::List(_) | Known::Group(_)) => list,
        _ => FOR_TEXTS.to_vec(),
    };
    // What is rare is offered once its beginning is typed.
    let rare = COMPARISONS.iter().chain(AMONG).filter(|name| !main.iter().any(|(known, _)| known == *name));
    let takes_texts = main.len() > 9 && !typed.is_empty();
    let rare: Vec<(&str, &str)> = rare.filter(|_| takes_texts).map(|name| (*name, "")).collect();
    fitting(main.iter().chain(&rare).map(|(name, detail)| (*name, *name, *detail)), typed)
}

pub(super) fn values(known: Option<Known>, typed: &str, is_quoted: bool) -> Vec<Completion> {
    let Some(Known::Field(field, kind)) = known else { return Vec::new() };
    if kind == KustoType::Time {
        let times = [
            ("ago(1h)", "the last hour of the log"),
            ("ago(1d)", "the last day of the log"),
            ("ago(7d)", "the last 7 days of the log"),
            ("ago(30d)", "the last 30 days of the log"),
            ("now()", "the newest record"),
            ("datetime(", "an instant: 2026-11-01T10:00:00Z, in UTC"),
        ];
        return if is_quoted {
            Vec::new()
        } else {
            fitting(times.iter().map(|(text, detail)| (*text, *text, *detail)), typed)
        };
    }
    let mut all: Vec<(String, &str, &str)> = Vec::new();
    for (raw, label) in labelled_values(field) {
        // Other spellings of the same are not offered twice.
        if !all.iter().any(|(_, _, known)| *known == label) {
            let insert = if field.kind() == FieldKind::Bool { raw.to_owned() } else { write_text(raw) };
            all.push((insert, raw, label));
        }
    }
    fitting(all.iter().map(|(insert, raw, label)| (insert.as_str(), *raw, *label)), typed)
}
