//! A chip of the filter bar: a condition in the analyst's words, its text, and the filter it stands for.

use std::ops::Bound;

use serde::{Deserialize, Serialize};

use super::filter_words::in_words;
use crate::kql::to_kql;
use crate::query::{Anchor, Filter, Test};
use crate::schema::label::part_label;
use crate::schema::{ExtraColumn, Field, List, ListOffer, Part, SIGN_INS};
use crate::ui::format::time;

/// How many values a chip names before it counts the others.
const NAMED: usize = 3;

/// What a chip is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChipSubject {
    /// A single-valued field, or the portal's filter that begins with it.
    Field(Field),
    /// A column that no field stands for.
    Extra(ExtraColumn),
    /// A value inside the entries of a list.
    Part(List, Part),
    /// The record as a whole: a condition that no one filter of the page can set.
    Record,
}

impl ChipSubject {
    /// The portal's words for it.
    pub fn label(self) -> &'static str {
        match self {
            ChipSubject::Field(field) => {
                let offer = SIGN_INS.filters.iter().find(|offer| offer.fields.first() == Some(&field));
                offer.map_or(field.label(), |offer| offer.label)
            }
            ChipSubject::Extra(extra) => extra.name(),
            ChipSubject::Part(_, part) => ListOffer::of(part).map_or(part.label(), |offer| offer.label),
            ChipSubject::Record => "Sign-in",
        }
    }

    /// A value of it in the portal's words; those of fields are in these words already.
    pub fn shown(self, value: &str) -> String {
        match self {
            ChipSubject::Field(_) | ChipSubject::Extra(_) | ChipSubject::Record => value.to_owned(),
            ChipSubject::Part(_, part) => part_label(part, value).into_owned(),
        }
    }

    /// The fields a typed text is looked for in; none for a list.
    pub(super) fn fields(self) -> Vec<Field> {
        match self {
            ChipSubject::Field(field) => {
                let offer = SIGN_INS.filters.iter().find(|offer| offer.fields.first() == Some(&field));
                offer.map_or_else(|| vec![field], |offer| offer.fields.to_vec())
            }
            ChipSubject::Extra(_) | ChipSubject::Part(..) | ChipSubject::Record => Vec::new(),
        }
    }

    /// A test of the first field, or of the list.
    fn test(self, test: Test) -> Filter {
        match self {
            ChipSubject::Field(field) => Filter::Field(field, test),
            ChipSubject::Extra(extra) => Filter::Extra(extra, test),
            ChipSubject::Part(list, part) => Filter::List(list, part, test),
            ChipSubject::Record => Filter::Anywhere(test),
        }
    }

    /// A test of a typed text: any of the fields may pass it.
    fn test_typed(self, test: Test) -> Filter {
        let fields = self.fields();
        if fields.len() < 2 {
            return self.test(test);
        }
        Filter::Any(fields.into_iter().map(|field| Filter::Field(field, test.clone())).collect())
    }
}

/// Values picked in an editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picked {
    /// Values of the first field of the subject, ticked in the list.
    pub ticked: Vec<String>,
    /// Values typed by hand: any field of the subject may have them.
    pub typed: Vec<String>,
    /// Records that have no value.
    pub empty: bool,
}

impl Picked {
    /// One value, ticked.
    pub fn one(value: Option<String>) -> Picked {
        let empty = value.is_none();
        Picked { ticked: value.into_iter().collect(), typed: Vec::new(), empty }
    }

    /// Whether nothing is picked.
    pub fn is_empty(&self) -> bool {
        self.ticked.is_empty() && self.typed.is_empty() && !self.empty
    }

    /// Adds a value to those ticked, or takes it away.
    pub fn toggle(&mut self, value: &str) {
        match self.ticked.iter().position(|ticked| ticked == value) {
            Some(at) => drop(self.ticked.remove(at)),
            None => self.ticked.push(value.to_owned()),
        }
    }

    /// Adds what another has.
    pub fn merge(&mut self, other: Picked) {
        for (values, more) in [(&mut self.ticked, other.ticked), (&mut self.typed, other.typed)] {
            for value in more {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        self.empty |= other.empty;
    }

    fn filter(&self, subject: ChipSubject) -> Filter {
        let mut any = Vec::new();
        if !self.ticked.is_empty() {
            any.push(subject.test(Test::OneOf(self.ticked.clone())));
        }
        if !self.typed.is_empty() {
            any.push(subject.test_typed(Test::OneOf(self.typed.clone())));
        }
        if self.empty {
            any.push(subject.test(Test::IsEmpty));
        }
        match any.len() {
            1 => any.remove(0),
            _ => Filter::Any(any),
        }
    }

    fn text(&self, subject: ChipSubject) -> String {
        let empty = self.empty.then(|| "(empty or not in the file)".to_owned());
        let values = self.ticked.iter().chain(&self.typed).map(|value| subject.shown(value));
        values_text(&values.chain(empty).collect::<Vec<_>>())
    }
}

/// The first few values, and how many more there are. Several spellings of one value are one.
pub fn values_text(values: &[String]) -> String {
    let mut named: Vec<&str> = Vec::new();
    for value in values {
        if !named.contains(&value.as_str()) {
            named.push(value);
        }
    }
    let mut text = named[..named.len().min(NAMED)].join(", ");
    if named.len() > NAMED {
        text.push_str(&format!(" and {} more", named.len() - NAMED));
    }
    text
}

/// What a chip asks of its subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// It is one of these values.
    Values(Picked),
    /// It contains this text.
    Contains(String),
    /// It starts with this text.
    StartsWith(String),
    /// It ends with this text.
    EndsWith(String),
    /// One entry of the list has one of these values, and one of those in another part: policy X had result Y.
    Entry {
        /// The values of the subject; any with none.
        values: Vec<String>,
        /// The other part.
        part: Part,
        /// The values of the other part.
        also: Vec<String>,
    },
    /// It is a number in this range, both ends included.
    Number {
        /// The lower end.
        from: Option<f64>,
        /// The upper end.
        to: Option<f64>,
    },
    /// It is this one: a user, a place, a policy with a result, … whatever it takes to tell it.
    Named {
        /// What it is called.
        name: String,
        /// What keeps its records.
        filter: Filter,
    },
    /// It has no value.
    Empty,
    /// It is an address in this range.
    Within(String),
    /// It is a time in this span, UTC milliseconds, the end not included.
    Between {
        /// The first instant.
        from: Option<i64>,
        /// The instant after the last.
        to: Option<i64>,
    },
    /// It is a time at most so many milliseconds before the newest record.
    Newest {
        /// The length of time.
        millis: i64,
    },
    /// It meets a predicate, which is edited as KQL.
    Kql(Filter),
}

/// A chip: a subject, a condition, and whether the condition must not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chip {
    /// What it is about.
    pub subject: ChipSubject,
    /// Whether it excludes what meets the condition.
    pub negated: bool,
    /// What it asks.
    pub condition: Condition,
}

impl Chip {
    /// The filter it stands for.
    pub fn filter(&self) -> Filter {
        let subject = self.subject;
        let filter = match &self.condition {
            Condition::Values(picked) => picked.filter(subject),
            Condition::Contains(text) => subject.test_typed(Test::Contains(text.clone())),
            Condition::StartsWith(text) => subject.test_typed(Test::StartsWith(text.clone())),
            Condition::EndsWith(text) => {
                subject.test_typed(Test::Like { anchor: Anchor::End, cased: false, text: text.clone() })
            }
            Condition::Entry { values, part, also } => entry_filter(subject, values, *part, also),
            Condition::Number { from, to } => {
                let bound = |end: &Option<f64>| end.map_or(Bound::Unbounded, Bound::Included);
                subject.test(Test::Number { from: bound(from), to: bound(to) })
            }
            Condition::Named { filter, .. } | Condition::Kql(filter) => filter.clone(),
            Condition::Empty => subject.test(Test::IsEmpty),
            Condition::Within(range) => subject.test(Test::Within(range.clone())),
            Condition::Between { from, to } => subject.test(Test::Between { from: *from, to: *to }),
            Condition::Newest { millis } => subject.test(Test::Newest { millis: *millis }),
        };
        if self.negated { Filter::Not(Box::new(filter)) } else { filter }
    }

    /// What it does, in words. `offset_at` gives the minutes east of UTC at an instant in the zone of display.
    pub fn text(&self, offset_at: impl Fn(i64) -> i32) -> String {
        let label = self.subject.label();
        let negated = self.negated;
        let either = |plain: &str, not: &str| if negated { not.to_owned() } else { plain.to_owned() };
        match &self.condition {
            Condition::Values(picked) => format!("{label}{} {}", either(":", " is not"), picked.text(self.subject)),
            Condition::Contains(text) => format!("{label} {} {text}", either("contains", "does not contain")),
            Condition::StartsWith(text) => format!("{label} {} {text}", either("starts with", "does not start with")),
            Condition::EndsWith(text) => format!("{label} {} {text}", either("ends with", "does not end with")),
            Condition::Entry { values, part, also } => {
                format!("{label}{} {}", either(":", " is not"), entry_text(self.subject, values, *part, also))
            }
            Condition::Number { from, to } => format!("{label}{} {}", either(":", " is not"), range_text(*from, *to)),
            Condition::Named { name, .. } => format!("{label}{} {name}", either(":", " is not")),
            Condition::Empty => format!("{label} {}", either("is empty or not in the file", "is not empty")),
            Condition::Within(range) => format!("{label} {} {range}", either("in", "not in")),
            Condition::Kql(filter) => in_words(filter, negated, &offset_at).unwrap_or_else(|| to_kql(&self.filter())),
            Condition::Newest { millis } => {
                format!("{label}{} last {}", either(":", " is not"), newest_text(*millis))
            }
            Condition::Between { from, to } => {
                format!("{label}{} {}", either(":", " is not"), span_text(*from, *to, &offset_at))
            }
        }
    }
}

/// One entry with one of the values, and one of the others in another part.
fn entry_filter(subject: ChipSubject, values: &[String], part: Part, also: &[String]) -> Filter {
    let ChipSubject::Part(list, own) = subject else { return subject.test(Test::OneOf(values.to_vec())) };
    let tests = [(own, values), (part, also)].into_iter().filter(|(_, values)| !values.is_empty());
    Filter::Entry(list, tests.map(|(part, values)| (part, Test::OneOf(values.to_vec()))).collect())
}

fn entry_text(subject: ChipSubject, values: &[String], part: Part, also: &[String]) -> String {
    let ChipSubject::Part(list, _) = subject else { return values_text(values) };
    let named = |subject: ChipSubject, values: &[String]| {
        let shown: Vec<String> = values.iter().map(|value| subject.shown(value)).collect();
        values_text(&shown)
    };
    let values = if values.is_empty() { "any".to_owned() } else { named(subject, values) };
    let other = ChipSubject::Part(list, part);
    format!("{values} with {} {}", other.label().to_lowercase(), named(other, also))
}

fn range_text(from: Option<f64>, to: Option<f64>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("at least {from}"),
        (None, Some(to)) => format!("at most {to}"),
        (None, None) => "any number".to_owned(),
    }
}

/// The portal's spans of time, counted back from the newest record: 24 hours, 7 days, 1 month of 30 days.
pub const DATE_PRESETS: [i64; 3] = [24 * time::HOUR, 7 * time::DAY, 30 * time::DAY];

/// A span of time in the portal's words.
pub fn newest_text(millis: i64) -> String {
    match millis {
        _ if millis == DATE_PRESETS[0] => "24 hours".to_owned(),
        _ if millis == DATE_PRESETS[2] => "1 month".to_owned(),
        _ => time::duration(millis),
    }
}

/// A span of time in words, in the zone of display.
pub fn span_text(from: Option<i64>, to: Option<i64>, offset_at: &impl Fn(i64) -> i32) -> String {
    let at = |instant: i64| time::minute(instant, offset_at(instant));
    match (from, to) {
        (Some(from), Some(to)) => format!("{} – {}", at(from), at(to)),
        (Some(from), None) => format!("from {}", at(from)),
        (None, Some(to)) => format!("until {}", at(to)),
        (None, None) => "any".to_owned(),
    }
}
