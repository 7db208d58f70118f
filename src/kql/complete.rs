//! What may stand at the cursor: columns, operators, values, `and` and `or`.

use super::error::Span;
use super::lex::{Kind, Token, tokens};
use super::literal::write_text;
use super::names::FUNCTIONS;
use super::parse::{AMONG, COMPARISONS};
use crate::schema::kusto::{self, Known, KustoType};
use crate::schema::label::labelled_values;
use crate::schema::{Field, Kind as FieldKind};

/// Something to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text to put in.
    pub insert: String,
    /// How it is shown.
    pub label: String,
    /// What it is, in words; may be empty.
    pub detail: String,
}

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The text a choice takes the place of.
    pub replace: Span,
    /// The choices, the likely ones first.
    pub items: Vec<Completion>,
    /// The field whose values fit here too, and what was typed of one; values go in quoted ([`quoted`]).
    pub wants_values_of: Option<(Field, String)>,
}

/// A value as it stands in a predicate.
pub fn quoted(value: &str) -> String {
    write_text(value)
}

/// What the text before the cursor asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Next {
    /// A column or a function.
    Operand,
    /// An operator for a column.
    Operator(Option<Known>),
    /// A value of a column.
    Value(Option<Known>),
    /// `and` or `or`.
    Joint,
    /// Nothing that can be told.
    Nothing,
}

/// What may stand at a cursor (a place in bytes) in a text.
pub fn complete(text: &str, cursor: usize) -> Completions {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let before = &text[..cursor];
    let nothing =
        || Completions { replace: Span { start: cursor, end: cursor }, items: Vec::new(), wants_values_of: None };
    // A quote that is still open is a value being typed.
    let (start, is_quoted) = match tokens(before) {
        Err(error) if error.span.end == cursor && before[error.span.start..].starts_with(['"', '\'', '@']) => {
            (error.span.start, true)
        }
        // The beginning of an operator is none yet.
        Err(error) if error.span.start == word_start(before) => (error.span.start, false),
        Err(_) => return nothing(),
        Ok(_) => (word_start(before), false),
    };
    let Ok(tokens) = tokens(&before[..start]) else { return nothing() };
    let typed = &before[start..];
    let next = next(&tokens);
    if is_quoted && !matches!(next, Next::Value(_)) {
        return nothing();
    }
    let typed = if is_quoted { typed.trim_start_matches(['@', '"', '\'']) } else { typed };
    let items = match next {
        Next::Operand => operands(typed),
        Next::Operator(known) => operators(known, typed),
        Next::Value(known) => values(known, typed, is_quoted),
        Next::Joint => fitting(["and", "or"].iter().map(|word| (*word, *word, "")), typed),
        Next::Nothing => Vec::new(),
    };
    let field = match next {
        Next::Value(Some(Known::Field(field, _))) => Some(field),
        _ => None,
    };
    let wants_values_of = field.filter(|field| !matches!(field.kind(), FieldKind::Time | FieldKind::Bool));
    let wants_values_of = wants_values_of.map(|field| (field, typed.to_owned()));
    Completions { replace: Span { start, end: cursor }, items, wants_values_of }
}

/// Where the word at the end of a text begins, a dotted path being one.
fn word_start(before: &str) -> usize {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '!' | '~');
    before.trim_end_matches(is_word).len()
}

/// Walks over the tokens before the cursor.
fn next(tokens: &[Token]) -> Next {
    let (mut state, mut column, mut path) = (Next::Operand, None, String::new());
    // For each open bracket, what its closing leads to.
    let mut open: Vec<Next> = Vec::new();
    let mut previous = "";
    for token in tokens {
        state = match (&token.kind, state) {
            (Kind::End, state) => state,
            (Kind::Word(word), _) if word == "and" || word == "or" || word == "where" => Next::Operand,
            (Kind::Sign("|"), _) => Next::Nothing,
            (Kind::Sign("("), state) => {
                let is_condition =
                    matches!(previous, "" | "not") || previous.starts_with("is") || previous.starts_with("ip");
                open.push(match state {
                    Next::Value(_) | Next::Joint => Next::Joint,
                    _ if is_condition => Next::Joint,
                    _ => Next::Operator(None),
                });
                if matches!(state, Next::Value(_)) { state } else { Next::Operand }
            }
            (Kind::Sign(")"), _) => match open.pop() {
                Some(Next::Operator(_)) => Next::Operator(column),
                Some(state) => state,
                None => Next::Nothing,
            },
            (Kind::Sign(","), Next::Operator(_)) => Next::Value(column),
            (Kind::Sign(","), _) => Next::Value(column),
            (Kind::Sign("."), Next::Operator(_)) => {
                path.push('.');
                Next::Operator(None)
            }
            (Kind::Sign("*"), Next::Operand) => Next::Operator(None),
            (Kind::Word(word), Next::Operator(_)) if path.ends_with('.') => {
                path.push_str(word);
                column = kusto::lookup(&path);
                Next::Operator(column)
            }
            (Kind::Word(word), Next::Operand) => {
                path.clone_from(word);
                column = kusto::lookup(word);
                Next::Operator(column)
            }
            (Kind::Word(word), Next::Operator(_)) if word == "matches" => Next::Operator(column),
            (Kind::Word(_) | Kind::Sign(_), Next::Operator(_)) => Next::Value(column),
            (Kind::Sign(".."), _) => Next::Value(column),
            (Kind::Text(_) | Kind::Number(_) | Kind::Length(_) | Kind::Instant(_), _) => Next::Joint,
            (Kind::Word(word), Next::Value(_)) if word == "true" || word == "false" => Next::Joint,
            (_, state) => state,
        };
        previous = match &token.kind {
            Kind::Word(word) => word,
            _ => "",
        };
    }
    state
}

/// The choices that begin with what was typed, and after them those that have it inside.
fn fitting<'a>(all: impl Iterator<Item = (&'a str, &'a str, &'a str)>, typed: &str) -> Vec<Completion> {
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

fn operands(typed: &str) -> Vec<Completion> {
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

fn operators(known: Option<Known>, typed: &str) -> Vec<Completion> {
    let ordered: &[(&str, &str)] = &[
        (">=", "at or after"),
        (">", "after"),
        ("<", "before"),
        ("<=", "at or before"),
        ("between", "between, both ends included"),
    ];
    let equal: &[(&str, &str)] = &[("==", "is"), ("!=", "is not")];
    let list: Vec<(&str, &str)> = FOR_TEXTS
        .iter()
        .filter(|(name, _)| name.contains("has") || name.contains("contains") || name.starts_with("matches"))
        .copied()
        .collect();
    let main: Vec<(&str, &str)> = match known {
        Some(Known::Field(_, KustoType::Time)) => ordered.iter().chain(equal).copied().collect(),
        Some(Known::Field(field, kind)) if kind == KustoType::Bool || field.kind() == FieldKind::Bool => equal.to_vec(),
        Some(Known::Field(field, KustoType::Dynamic)) if field.kind() == FieldKind::Number => {
            equal.iter().chain(ordered).copied().collect()
        }
        Some(Known::List(_) | Known::Group(_)) => list,
        _ => FOR_TEXTS.to_vec(),
    };
    // What is rare is offered once its beginning is typed.
    let rare = COMPARISONS.iter().chain(AMONG).filter(|name| !main.iter().any(|(known, _)| known == *name));
    let takes_texts = main.len() > 9 && !typed.is_empty();
    let rare: Vec<(&str, &str)> = rare.filter(|_| takes_texts).map(|name| (*name, "")).collect();
    fitting(main.iter().chain(&rare).map(|(name, detail)| (*name, *name, *detail)), typed)
}

fn values(known: Option<Known>, typed: &str, is_quoted: bool) -> Vec<Completion> {
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
