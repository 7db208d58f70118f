//! The one form of all filters that say the same, which text can say too.

mod ordered;

use std::ops::Bound;

use super::list_pattern;
use super::lower::{everything, nothing};
use super::ranges;
use super::single::Single;
use crate::query::address::Addresses;
use crate::query::{Anchor, Filter, Test};
use crate::schema::client_app::CLIENT_APPS;
use crate::schema::label::value_label;
use crate::schema::{Field, FieldKind, List, Part, error_code};
use ordered::{number_form, tighter, time_form};

/// The normal_form form of a filter. It keeps the same records, with one exception: a value of an enum in the spelling
/// of a file (`notApplied`) stands for all spellings of it.
///
/// `Not` stands before single tests only; nested `All` and `Any` are flat, and never of one member; words are one text;
/// the ends of a span of time or numbers are one test; tests that can keep nothing are `Any` of nothing.
pub fn normal_form(filter: &Filter) -> Filter {
    form(filter, true)
}

fn form(filter: &Filter, wanted: bool) -> Filter {
    match filter {
        Filter::Not(part) => form(part, !wanted),
        Filter::All(parts) if wanted => all(parts.iter().map(|part| form(part, true)).collect()),
        Filter::Any(parts) if !wanted => all(parts.iter().map(|part| form(part, false)).collect()),
        Filter::All(parts) | Filter::Any(parts) => any(parts.iter().map(|part| form(part, wanted)).collect()),
        Filter::Words(words) => words_form(words, wanted),
        Filter::Field(field, test) if field.kind() == FieldKind::Time => time_form(*field, test, wanted),
        Filter::Field(field, test) => single_form(Single::Field(*field), test, wanted),
        Filter::Extra(extra, test) => single_form(Single::Extra(*extra), test, wanted),
        Filter::List(list, part, test) => either(part_form(*list, *part, test), wanted),
        Filter::Entry(list, tests) => either(entry_form(*list, tests), wanted),
        Filter::InList(list, test) => either(list_form(*list, test), wanted),
        Filter::Anywhere(test) => anywhere_form(test, wanted),
    }
}

fn single_form(of: Single, test: &Test, wanted: bool) -> Filter {
    match test {
        Test::Number { from, to } => number_form(of, *from, *to, wanted),
        _ => either(text_form(of, test), wanted),
    }
}

/// A filter in normal_form form, or the normal_form form of its negation.
fn either(filter: Filter, wanted: bool) -> Filter {
    match (wanted, filter) {
        (true, filter) => filter,
        (false, Filter::Not(filter)) => *filter,
        (false, Filter::All(parts)) => any(parts.into_iter().map(|part| either(part, false)).collect()),
        (false, Filter::Any(parts)) => all(parts.into_iter().map(|part| either(part, false)).collect()),
        (false, filter) => Filter::Not(Box::new(filter)),
    }
}

fn all(parts: Vec<Filter>) -> Filter {
    let mut flat: Vec<Filter> = Vec::new();
    for part in parts {
        match part {
            Filter::All(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
            part => add(&mut flat, part),
        }
    }
    if flat.contains(&nothing()) {
        return nothing();
    }
    single(flat, Filter::All)
}

/// Adds a member of an `All`, merged with one that is there where both can be one test.
fn add(flat: &mut Vec<Filter>, part: Filter) {
    for member in flat.iter_mut() {
        let merged = match (&*member, &part) {
            (Filter::Words(words), Filter::Words(more)) => Some(words_form(&format!("{words} {more}"), true)),
            (
                Filter::Field(field, Test::Between { from, to }),
                Filter::Field(other, Test::Between { from: f, to: t }),
            ) if field == other => {
                let from = (*from).max(*f);
                let to = to.iter().chain(t).min().copied();
                Some(time_form(*field, &Test::Between { from, to }, true))
            }
            (Filter::Field(field, Test::WeekHours(hours)), Filter::Field(other, Test::WeekHours(more)))
                if field == other =>
            {
                hours.and(*more).map(|both| time_form(*field, &Test::WeekHours(both), true))
            }
            (member, part) if member == part => Some(part.clone()),
            (member, part) => match (number_test(member), number_test(part)) {
                (Some((of, from, to)), Some((other, more_from, more_to))) if of == other => {
                    Some(number_form(of, tighter(from, more_from, f64::max), tighter(to, more_to, f64::min), true))
                }
                _ => None,
            },
        };
        if let Some(merged) = merged {
            *member = merged;
            return;
        }
    }
    flat.push(part);
}

/// What is tested for a number, and the ends of the range.
fn number_test(filter: &Filter) -> Option<(Single, Bound<f64>, Bound<f64>)> {
    match filter {
        Filter::Field(field, Test::Number { from, to }) => Some((Single::Field(*field), *from, *to)),
        Filter::Extra(extra, Test::Number { from, to }) => Some((Single::Extra(*extra), *from, *to)),
        _ => None,
    }
}

fn any(parts: Vec<Filter>) -> Filter {
    let mut flat: Vec<Filter> = Vec::new();
    for part in parts {
        let inner = if let Filter::Any(inner) = part { inner } else { vec![part] };
        for part in inner {
            add_other(&mut flat, part);
        }
    }
    if flat.contains(&everything()) {
        return everything();
    }
    single(flat, Filter::Any)
}

/// Adds a member of an `Any`. What is outside of some hours or outside of others is outside of those that are in both.
fn add_other(flat: &mut Vec<Filter>, part: Filter) {
    let outside = |filter: &Filter| match filter {
        Filter::Not(inner) => match **inner {
            Filter::Field(field, Test::WeekHours(hours)) => Some((field, hours)),
            _ => None,
        },
        _ => None,
    };
    let new = outside(&part);
    for member in flat.iter_mut() {
        if let (Some((field, hours)), Some((other, more))) = (outside(member), new)
            && field == other
            && let Some(both) = hours.and(more)
        {
            *member = time_form(field, &Test::WeekHours(both), false);
            return;
        }
    }
    if !flat.contains(&part) {
        flat.push(part);
    }
}

fn single(mut parts: Vec<Filter>, make: impl FnOnce(Vec<Filter>) -> Filter) -> Filter {
    if parts.len() == 1 { parts.remove(0) } else { make(parts) }
}

fn not(filter: Filter) -> Filter {
    Filter::Not(Box::new(filter))
}

fn words_form(words: &str, wanted: bool) -> Filter {
    let mut each: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    match (each.as_slice(), wanted) {
        ([], _) => either(everything(), wanted),
        (_, true) => Filter::Words(each.join(" ")),
        _ => any(each.into_iter().map(|word| not(Filter::Words(word.to_owned()))).collect()),
    }
}

/// The words a value is filtered under in a field that has such.
fn name_of(field: Field, value: &str) -> Option<String> {
    match field {
        Field::ErrorCode => error_code::parse(value).map(|code| code.to_string()),
        Field::ClientApp => {
            CLIENT_APPS.iter().find(|app| app.name.eq_ignore_ascii_case(value)).map(|app| app.name.to_owned())
        }
        _ => value_label(field, value).map(str::to_owned),
    }
}

fn text_form(of: Single, test: &Test) -> Filter {
    let rows = |test| of.test(test);
    match test {
        Test::OneOf(values) | Test::Is(values) => values_form(of, values, matches!(test, Test::Is(_))),
        Test::Within(range) => {
            Addresses::parse(range).map_or_else(nothing, |addresses| rows(Test::Within(ranges::text(&addresses))))
        }
        Test::IsEmpty => rows(Test::IsEmpty),
        Test::Matches(pattern) if regex_lite::Regex::new(pattern).is_err() => nothing(),
        Test::Matches(_) => rows(test.clone()),
        Test::Contains(_) | Test::StartsWith(_) | Test::Like { .. } => match simple(test) {
            Simple::Nothing => nothing(),
            Simple::Something => not(rows(Test::IsEmpty)),
            Simple::Test(test) => rows(test),
        },
        Test::Between { .. } | Test::Newest { .. } | Test::Older { .. } => nothing(),
        Test::WeekHours(_) | Test::Number { .. } => nothing(),
    }
}

fn values_form(of: Single, values: &[String], exact: bool) -> Filter {
    let (mut named, mut plain, mut empty) = (Vec::new(), Vec::new(), false);
    for value in values {
        match of.field().and_then(|field| name_of(field, value)) {
            _ if value.is_empty() => empty = true,
            Some(name) => push_new(&mut named, name),
            // What is no number is no error code.
            None if of == Single::Field(Field::ErrorCode) && !exact => {}
            None if exact => push_new(&mut plain, value.clone()),
            None => push_new(&mut named, value.clone()),
        }
    }
    let mut parts = Vec::new();
    if !named.is_empty() {
        parts.push(of.test(Test::OneOf(named)));
    }
    if !plain.is_empty() {
        parts.push(of.test(Test::Is(plain)));
    }
    if empty {
        parts.push(of.test(Test::IsEmpty));
    }
    any(parts)
}

fn push_new(values: &mut Vec<String>, value: String) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// What a test of a text at an anchor comes to.
enum Simple {
    Nothing,
    /// Every value that is not missing.
    Something,
    Test(Test),
}

fn simple(test: &Test) -> Simple {
    let (anchor, cased, text) = match test {
        Test::Contains(text) => (Anchor::Inside, false, text),
        Test::StartsWith(text) => (Anchor::Start, false, text),
        Test::Like { anchor, cased, text } => (*anchor, *cased, text),
        _ => return Simple::Test(test.clone()),
    };
    match (anchor, cased) {
        (Anchor::Term | Anchor::TermStart | Anchor::TermEnd, _) if text.is_empty() => Simple::Nothing,
        _ if text.is_empty() => Simple::Something,
        (Anchor::Inside, false) => Simple::Test(Test::Contains(text.clone())),
        (Anchor::Start, false) => Simple::Test(Test::StartsWith(text.clone())),
        _ => Simple::Test(Test::Like { anchor, cased, text: text.clone() }),
    }
}

/// A test of texts in lists: `None` if it can keep nothing.
fn part_test(test: &Test) -> Option<Test> {
    match test {
        Test::OneOf(values) | Test::Is(values) if values.is_empty() => None,
        _ if !test.suits_lists() => None,
        _ => match simple(test) {
            Simple::Nothing => None,
            Simple::Something => Some(Test::Contains(String::new())),
            Simple::Test(test) => Some(test),
        },
    }
}

fn part_form(list: List, part: Part, test: &Test) -> Filter {
    // The entries of some lists are texts themselves.
    let is_whole = list.info().is_plain();
    match part_test(test) {
        None => nothing(),
        Some(Test::IsEmpty) => Filter::InList(list, Test::IsEmpty),
        Some(test) if is_whole => list_form(list, &test),
        Some(test) => Filter::List(list, part, test),
    }
}

fn entry_form(list: List, tests: &[(Part, Test)]) -> Filter {
    let all_tests: Option<Vec<(Part, Test)>> =
        tests.iter().map(|(part, test)| part_test(test).map(|test| (*part, test))).collect();
    let Some(mut tests) = all_tests else { return nothing() };
    // An entry that is itself a text is there, so it is not empty.
    if list.info().is_plain() && tests.iter().any(|(_, test)| *test == Test::IsEmpty) {
        return nothing();
    }
    tests.sort_by_key(|(part, _)| part.place_written());
    let repeats = tests.windows(2).any(|pair| pair[0].0 == pair[1].0);
    match tests.as_slice() {
        [] => not(Filter::InList(list, Test::IsEmpty)),
        [(part, test)] if *test != Test::IsEmpty => part_form(list, *part, test),
        _ if repeats => all(tests.iter().map(|(part, test)| part_form(list, *part, test)).collect()),
        _ => Filter::Entry(list, tests),
    }
}

fn list_form(list: List, test: &Test) -> Filter {
    match test {
        // Some patterns are tests of entries, and are read as those.
        Test::Matches(pattern) if regex_lite::Regex::new(pattern).is_ok() => list_pattern::read(list, pattern)
            .map_or_else(|| Filter::InList(list, test.clone()), |read| form(&read, true)),
        _ => match part_test(test) {
            None => nothing(),
            Some(Test::Contains(text)) if text.is_empty() => not(Filter::InList(list, Test::IsEmpty)),
            Some(test) => Filter::InList(list, test),
        },
    }
}

fn anywhere_form(test: &Test, wanted: bool) -> Filter {
    let rows = |test| either(Filter::Anywhere(test), wanted);
    let each = |values: &[String], test: fn(Vec<String>) -> Test| {
        either(any(values.iter().map(|value| Filter::Anywhere(test(vec![value.clone()]))).collect()), wanted)
    };
    match test {
        Test::OneOf(values) => each(values, Test::OneOf),
        Test::Is(values) => each(values, Test::Is),
        Test::Matches(pattern) if regex_lite::Regex::new(pattern).is_ok() => rows(test.clone()),
        Test::Contains(_) | Test::StartsWith(_) | Test::Like { .. } => match simple(test) {
            Simple::Nothing => either(nothing(), wanted),
            // Every record has some text.
            Simple::Something => either(everything(), wanted),
            Simple::Test(Test::Contains(word)) if !word.contains(char::is_whitespace) => words_form(&word, wanted),
            Simple::Test(test) => rows(test),
        },
        _ => either(nothing(), wanted),
    }
}
