//! What a person asks for: a tree of tests on fields, lists and words.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, List, Part};

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
    /// Some entry of a list passes a test in one of its parts.
    List(List, Part, Test),
    /// One entry of a list passes a test in each of these parts: a policy and its result.
    Entry(List, Vec<(Part, Test)>),
}

/// A test of one value. Texts compare without regard to case, both as the file has them and in the portal's words.
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
    /// An IP address in a range: `203.0.113.0/24`, `2001:db8::/32`, or one address.
    Within(String),
}

impl Default for Filter {
    fn default() -> Filter {
        Filter::All(Vec::new())
    }
}
