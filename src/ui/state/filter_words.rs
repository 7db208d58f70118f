//! A filter in the analyst's words, as far as a line can say it.

use std::ops::Bound;

use super::chip::{newest_text, span_text, values_text};
use super::week_hours::{hours_text, week_words};
use crate::query::{Anchor, Filter, Test};

/// So many alternatives are still read as one sentence.
const ALTERNATIVES: usize = 3;

/// A filter, or what it does not keep, in words; `None` if only its KQL says it well. `offset_at` gives the minutes
/// east of UTC at an instant in the zone of display.
pub fn in_words(filter: &Filter, negated: bool, offset_at: &impl Fn(i64) -> i32) -> Option<String> {
    if let Some(hours) = week_words(filter) {
        return Some(if negated { format!("Not {hours}") } else { hours });
    }
    let said = |label: &str, test: &Test| Some(format!("{label}{}", test_text(test, negated, offset_at)));
    match filter {
        Filter::Not(part) => in_words(part, !negated, offset_at),
        Filter::Words(words) if negated => Some(format!("Words are not {words}")),
        Filter::Words(words) => Some(format!("Words: {words}")),
        Filter::Field(field, test) => said(field.label(), test),
        Filter::Extra(extra, test) => said(extra.name(), test),
        Filter::List(list, part, test) => {
            let label = part.label();
            let label = if label.is_empty() { list.info().label } else { label };
            // Some entry passes, or none does: "is not" of one entry would say too little.
            let text = format!("{label}{}", test_text(test, false, offset_at));
            Some(if negated { format!("No {text}") } else { text })
        }
        Filter::Entry(_, tests) => {
            let parts = tests.iter().map(|(part, test)| {
                let label = part.label();
                format!("{label}{}", test_text(test, false, offset_at))
            });
            let text = parts.collect::<Vec<_>>().join(", ");
            Some(if negated { format!("No {text}") } else { text })
        }
        Filter::InList(list, test) => {
            let text = format!("{}{}", list.info().label, test_text(test, false, offset_at));
            Some(if negated { format!("Not: {text}") } else { text })
        }
        Filter::Anywhere(test) => {
            let text = format!("Any text{}", test_text(test, false, offset_at));
            Some(if negated { format!("Not: {text}") } else { text })
        }
        Filter::Any(parts) if !negated && (1..=ALTERNATIVES).contains(&parts.len()) => {
            let parts: Option<Vec<String>> = parts.iter().map(|part| in_words(part, false, offset_at)).collect();
            Some(parts?.join(" or "))
        }
        Filter::All(_) | Filter::Any(_) => None,
    }
}

/// A test as it goes on after a label.
fn test_text(test: &Test, negated: bool, offset_at: &impl Fn(i64) -> i32) -> String {
    let either = |plain: &str, not: &str| if negated { not.to_owned() } else { plain.to_owned() };
    let colon = either(":", " is not");
    match test {
        Test::OneOf(values) => format!("{colon} {}", values_text(values)),
        Test::Is(values) => format!("{} exactly {}", either(" is", " is not"), values_text(values)),
        Test::Contains(text) => format!(" {} {text}", either("contains", "does not contain")),
        Test::StartsWith(text) => format!(" {} {text}", either("starts with", "does not start with")),
        Test::IsEmpty => either(" is empty or not in the file", " is not empty"),
        Test::Between { from, to } => format!("{colon} {}", span_text(*from, *to, offset_at)),
        Test::Newest { millis } => format!("{colon} last {}", newest_text(*millis)),
        Test::Older { millis } => format!("{colon} before the last {}", newest_text(*millis)),
        Test::WeekHours(hours) => format!("{colon} {}", hours_text(*hours)),
        Test::Within(range) => format!(" {} {range}", either("in", "not in")),
        Test::Like { anchor, cased, text } => {
            let case = if *cased { " (case counts)" } else { "" };
            format!(" {} {text}{case}", anchor_text(*anchor, negated))
        }
        Test::Matches(pattern) => format!(" {} {pattern}", either("matches", "does not match")),
        Test::Number { from, to } => format!("{colon} {}", number_text(*from, *to)),
    }
}

fn anchor_text(anchor: Anchor, negated: bool) -> &'static str {
    match (anchor, negated) {
        (Anchor::Inside, false) => "contains",
        (Anchor::Inside, true) => "does not contain",
        (Anchor::Start, false) => "starts with",
        (Anchor::Start, true) => "does not start with",
        (Anchor::End, false) => "ends with",
        (Anchor::End, true) => "does not end with",
        (Anchor::Term, false) => "has the word",
        (Anchor::Term, true) => "does not have the word",
        (Anchor::TermStart, false) => "has a word that starts with",
        (Anchor::TermStart, true) => "has no word that starts with",
        (Anchor::TermEnd, false) => "has a word that ends with",
        (Anchor::TermEnd, true) => "has no word that ends with",
    }
}

fn number_text(from: Bound<f64>, to: Bound<f64>) -> String {
    let above = match from {
        Bound::Included(end) => Some(format!("at least {end}")),
        Bound::Excluded(end) => Some(format!("above {end}")),
        Bound::Unbounded => None,
    };
    let below = match to {
        Bound::Included(end) => Some(format!("at most {end}")),
        Bound::Excluded(end) => Some(format!("below {end}")),
        Bound::Unbounded => None,
    };
    match (from, to) {
        (Bound::Included(one), Bound::Included(other)) if one == other => one.to_string(),
        (Bound::Unbounded, Bound::Unbounded) => "a number".to_owned(),
        _ => above.into_iter().chain(below).collect::<Vec<_>>().join(" and "),
    }
}
