//! The normal_form form of tests of instants and of numbers.

use std::ops::Bound;

use super::super::literal::CALENDAR;
use super::super::lower::{everything, nothing};
use super::super::single::Single;
use super::{all, any, either, not, text_form};
use crate::query::{Filter, Test};
use crate::schema::{Field, FieldKind};

/// Longer ago than any log reaches, in milliseconds.
const AGES: i64 = 100_000_000_000_000;

pub(super) fn time_form(field: Field, test: &Test, wanted: bool) -> Filter {
    let rows = |test| Filter::Field(field, test);
    let has_time = || rows(Test::Between { from: None, to: None });
    if !wanted {
        let mut others = vec![not(has_time())];
        match *test {
            Test::Between { from, to } => {
                let before = from.map(|from| time_form(field, &Test::Between { from: None, to: Some(from) }, true));
                let after = to.map(|to| time_form(field, &Test::Between { from: Some(to), to: None }, true));
                others = before.into_iter().chain(after).chain(others).collect();
            }
            Test::Newest { millis } => others.insert(0, time_form(field, &Test::Older { millis }, true)),
            Test::Older { millis } => others.insert(0, time_form(field, &Test::Newest { millis }, true)),
            // A record without a time is in no hour, and passes.
            Test::WeekHours(_) => return either(time_form(field, test, true), false),
            _ => return either(unreadable_form(field, test), false),
        }
        return match any(others) {
            // With and without a time is everything.
            Filter::Any(parts) if parts.contains(&has_time()) => everything(),
            other => other,
        };
    }
    match *test {
        Test::Between { from, to } => {
            let from = from.filter(|&from| from > CALENDAR.0);
            let to = to.filter(|&to| to <= CALENDAR.1);
            match (from, to) {
                (None, None) => has_time(),
                (Some(from), _) if from > CALENDAR.1 => nothing(),
                (_, Some(to)) if to <= CALENDAR.0 => nothing(),
                (Some(from), Some(to)) if from >= to => nothing(),
                _ => rows(Test::Between { from, to }),
            }
        }
        Test::Newest { millis } | Test::Older { millis } if millis.unsigned_abs() > AGES as u64 => {
            let keeps = (millis > 0) == matches!(test, Test::Newest { .. });
            if keeps { has_time() } else { nothing() }
        }
        Test::Newest { .. } | Test::Older { .. } => rows(test.clone()),
        Test::WeekHours(hours) if hours.is_none() => nothing(),
        Test::WeekHours(hours) if hours.is_all() => has_time(),
        Test::WeekHours(hours) => rows(Test::WeekHours(hours.tidied())),
        _ => unreadable_form(field, test),
    }
}

/// A test of the texts that cannot be read as an instant.
fn unreadable_form(field: Field, test: &Test) -> Filter {
    let is_empty = Filter::Field(field, Test::IsEmpty);
    match text_form(Single::Field(field), test) {
        // What has any text is neither empty nor an instant.
        Filter::Not(rows) if *rows == is_empty => {
            all(vec![Filter::Not(rows), not(Filter::Field(field, Test::Between { from: None, to: None }))])
        }
        rows => rows,
    }
}

pub(super) fn number_form(of: Single, from: Bound<f64>, to: Bound<f64>, wanted: bool) -> Filter {
    let rows = |from, to| of.test(Test::Number { from, to });
    if of.field().is_some_and(|field| field.kind() == FieldKind::Bool) {
        return either(nothing(), wanted);
    }
    let finite = |end: Bound<f64>, open: f64| match end {
        Bound::Included(number) | Bound::Excluded(number) if number == open => Ok(Bound::Unbounded),
        Bound::Included(number) | Bound::Excluded(number) if !number.is_finite() => Err(()),
        end => Ok(end),
    };
    let (Ok(from), Ok(to)) = (finite(from, f64::NEG_INFINITY), finite(to, f64::INFINITY)) else {
        return either(nothing(), wanted);
    };
    match (from, to) {
        (Bound::Included(a), Bound::Included(b)) if a == b => {
            let is_code =
                of == Single::Field(Field::ErrorCode) && a >= 0.0 && a <= f64::from(u32::MAX) && a.fract() == 0.0;
            let rows = if is_code { of.test(Test::OneOf(vec![(a as u32).to_string()])) } else { rows(from, to) };
            return either(rows, wanted);
        }
        (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) if a >= b => {
            return either(nothing(), wanted);
        }
        _ if wanted => return rows(from, to),
        (Bound::Unbounded, Bound::Unbounded) => return not(rows(from, to)),
        _ => {}
    }
    let outside = |end| match end {
        Bound::Included(number) => Some(Bound::Excluded(number)),
        Bound::Excluded(number) => Some(Bound::Included(number)),
        Bound::Unbounded => None,
    };
    let below = outside(from).map(|end| rows(Bound::Unbounded, end));
    let above = outside(to).map(|end| rows(end, Bound::Unbounded));
    let none = not(rows(Bound::Unbounded, Bound::Unbounded));
    any(below.into_iter().chain(above).chain([none]).collect())
}

/// The tighter of two ends; `inner` gives the inner of two numbers.
pub(super) fn tighter(one: Bound<f64>, other: Bound<f64>, inner: fn(f64, f64) -> f64) -> Bound<f64> {
    match (one, other) {
        (Bound::Unbounded, end) | (end, Bound::Unbounded) => end,
        (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) => {
            let number = inner(a, b);
            let is_open = [one, other].contains(&Bound::Excluded(number));
            if is_open { Bound::Excluded(number) } else { Bound::Included(number) }
        }
    }
}
