//! What a person asks for: a tree of tests on fields, lists and words.

use std::ops::Bound;

use serde::{Deserialize, Serialize};

use super::casefold::Folded;
use super::week_hours::WeekHours;
use crate::schema::{ExtraColumn, Field, List, Part};

/// A condition on records. The chips of the page are the members of one `All`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Filter {
    /// Every one of these holds; with none, every record matches.
    All(Vec<Filter>),
    /// At least one of these holds.
    Any(Vec<Filter>),
    /// This does not hold.
    Not(Box<Filter>),
    /// Every word occurs in some text of the record, in any case.
    Words(String),
    /// A field passes a test.
    Field(Field, Test),
    /// An extra column passes a test of texts.
    Extra(ExtraColumn, Test),
    /// Some entry of a list passes a test in one of its parts.
    List(List, Part, Test),
    /// One and the same entry of a list passes all of these, each in its part: policy X had result Y.
    Entry(List, Vec<(Part, Test)>),
    /// Some part of some entry of a list passes a test, which may be a pattern here.
    InList(List, Test),
    /// Some searched field, some part of a list, or some extra column passes a test of texts.
    Anywhere(Test),
}

/// A test of one value. Texts compare without regard to case, both as the file has them and in the portal's words,
/// except in the tests that say otherwise. A value the file does not have is an empty text, as in Kusto.
///
/// Parts of list entries are tested as the file has them, and only with the tests of texts
/// ([`Test::suits_lists`]); the others keep nothing there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// It is one of these.
    OneOf(Vec<String>),
    /// It contains this.
    Contains(String),
    /// It starts with this.
    StartsWith(String),
    /// It is empty, or the file does not have it.
    IsEmpty,
    /// A time at or after `from` and before `to` (UTC milliseconds), either of them open.
    Between {
        /// The first instant that passes.
        from: Option<i64>,
        /// The first instant that does not pass any more.
        to: Option<i64>,
    },
    /// A time in the last so many milliseconds before the newest record, which is included.
    Newest {
        /// The length of time.
        millis: i64,
    },
    /// A time longer ago than so many milliseconds before the newest record.
    Older {
        /// The length of time.
        millis: i64,
    },
    /// A time in some hours of the week.
    WeekHours(WeekHours),
    /// An IP address in a range: `203.0.113.0/24`, `2001:db8::/32`, one address, or the first and the last of a range
    /// (`203.0.113.10-203.0.113.20`).
    Within(String),
    /// It is one of these in exactly this case, as the file has it.
    Is(Vec<String>),
    /// A text stands somewhere in it; with `cased` as the file has it and in exactly this case.
    Like {
        /// Where the text has to stand.
        anchor: Anchor,
        /// Whether case counts.
        cased: bool,
        /// The text.
        text: String,
    },
    /// A regular expression matches somewhere in the text of the file; one that cannot be read matches nothing.
    Matches(String),
    /// A number between these.
    Number {
        /// The lower end.
        from: Bound<f64>,
        /// The upper end.
        to: Bound<f64>,
    },
}

/// Where a text has to stand in a value.
///
/// A term is a longest run of letters and digits (Microsoft, "String operators": each value is broken into maximal
/// sequences of alphanumeric characters). A text of several terms must stand there as it is, with no letter or digit
/// next to it. Terms shorter than the three characters Kusto indexes are found all the same, as Kusto does by scanning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Anchor {
    /// Anywhere.
    Inside,
    /// At the beginning.
    Start,
    /// At the end.
    End,
    /// As whole terms.
    Term,
    /// At the beginning of a term.
    TermStart,
    /// At the end of a term.
    TermEnd,
}

impl Test {
    /// Whether the test has a meaning for one part of list entries.
    pub fn suits_lists(&self) -> bool {
        match self {
            Test::OneOf(_) | Test::Is(_) | Test::Contains(_) | Test::StartsWith(_) | Test::Like { .. } => true,
            Test::IsEmpty => true,
            Test::Within(_) | Test::Matches(_) | Test::Number { .. } => false,
            Test::Between { .. } | Test::Newest { .. } | Test::Older { .. } | Test::WeekHours(_) => false,
        }
    }
}

impl Default for Filter {
    fn default() -> Filter {
        Filter::All(Vec::new())
    }
}

impl Filter {
    /// Whether these are words that can only be where the words of `other` are too, as when a person typed on.
    pub fn extends(&self, other: &Filter) -> bool {
        let (Filter::Words(words), Filter::Words(others)) = (self, other) else { return false };
        let folded = |words: &str| -> Vec<Folded> { words.split_whitespace().map(Folded::new).collect() };
        let words = folded(words);
        folded(others).iter().all(|other| words.iter().any(|word| word.as_str().contains(other.as_str())))
    }
}
