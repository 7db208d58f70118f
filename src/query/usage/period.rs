//! The period a screen looks at, counted back from the newest record, and the records it is about.

use serde::{Deserialize, Serialize};

use super::calendar::DAY;
use crate::query::{Filter, Test};
use crate::schema::Field;
use crate::store::Store;
use crate::store::table::is_time;

/// The period a screen looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// The last so many times 24 hours before the newest record of all, which is included.
    Days(u32),
    /// All of the data.
    All,
    /// From the first of the records shown to the last.
    Shown,
    /// From an instant to before another, UTC milliseconds, either of them open.
    Between {
        /// The first instant.
        from: Option<i64>,
        /// The first instant that is not in it any more.
        to: Option<i64>,
    },
}

impl Default for Period {
    /// The last 30 days.
    fn default() -> Period {
        Period::Days(30)
    }
}

/// The records a question is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scope {
    /// The records to look at,
    pub filter: Filter,
    /// those of this period.
    pub period: Period,
}

impl Scope {
    /// All records of all time.
    pub fn everything() -> Scope {
        Scope { filter: Filter::default(), period: Period::All }
    }

    /// The filter and the period as one filter: what a list of the same records is asked with.
    pub fn as_filter(&self) -> Filter {
        let mut parts = match &self.filter {
            Filter::All(parts) => parts.clone(),
            other => vec![other.clone()],
        };
        parts.extend(self.period.test().map(|test| Filter::Field(Field::Date, test)));
        Filter::All(parts)
    }
}

impl Period {
    /// The test of the date that keeps the period; `None` if it keeps everything.
    pub fn test(self) -> Option<Test> {
        match self {
            Period::Days(days) => Some(Test::Newest { millis: i64::from(days) * DAY }),
            Period::All | Period::Shown | Period::Between { from: None, to: None } => None,
            Period::Between { from, to } => Some(Test::Between { from, to }),
        }
    }

    /// What of the data's span (oldest and newest instant) lies in the period: the first and the last instant.
    pub(in crate::query) fn within(self, (oldest, newest): (i64, i64)) -> Option<(i64, i64)> {
        let (from, last) = match self {
            Period::Days(days) => (newest.saturating_sub(i64::from(days) * DAY), i64::MAX),
            Period::All | Period::Shown => (i64::MIN, i64::MAX),
            Period::Between { from, to } => (from.unwrap_or(i64::MIN), to.map_or(i64::MAX, |to| to.saturating_sub(1))),
        };
        let (from, last) = (from.max(oldest), last.min(newest));
        (from <= last).then_some((from, last))
    }
}

/// The oldest and the newest instant of all records.
pub(in crate::query) fn data_span(store: &Store) -> Option<(i64, i64)> {
    let times = || store.times().iter().copied().filter(|&time| is_time(time));
    Some((times().min()?, times().max()?))
}
