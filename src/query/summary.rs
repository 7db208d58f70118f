//! The numbers over the list.

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::timeline::{Timeline, timeline};
use super::usage::{Calendar, Unit};
use crate::schema::{Field, Status};
use crate::store::table::is_time;
use crate::store::{ABSENT, CodeColumn, EMPTY, RowSet, Store};

/// A question for the numbers over the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SummaryQuestion {
    /// The records.
    pub filter: Filter,
    /// The zone of display, whose hours, days and weeks the timeline has.
    pub calendar: Calendar,
    /// The steps of the timeline; `None` for what suits the span.
    pub unit: Option<Unit>,
}

/// The numbers over the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The question.
    pub question: SummaryQuestion,
    /// Records the filter shows.
    pub shown: u32,
    /// Records loaded.
    pub records: u32,
    /// Distinct users among those shown.
    pub users: u32,
    /// Distinct applications among those shown.
    pub applications: u32,
    /// Those shown by status.
    pub by_status: StatusCounts,
    /// Oldest and newest time among those shown, UTC milliseconds.
    pub span: Option<(i64, i64)>,
    /// Newest time of all records: relative dates count back from here.
    pub newest: Option<i64>,
    /// Those shown over time; boxed, as answers of all kinds are as large as the largest.
    pub timeline: Box<Timeline>,
}

/// Sign-ins by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCounts {
    /// Successes.
    pub success: u32,
    /// Sign-ins that stopped for something the user had to do.
    pub interrupted: u32,
    /// Failures.
    pub failure: u32,
    /// Records without a status.
    pub unknown: u32,
}

impl StatusCounts {
    /// Counts one more.
    pub fn add(&mut self, status: Option<Status>) {
        self.add_many(status, 1);
    }

    /// All of them.
    pub fn total(&self) -> u32 {
        self.known() + self.unknown
    }

    /// Those whose files say how they ended.
    pub fn known(&self) -> u32 {
        self.success + self.interrupted + self.failure
    }

    fn add_many(&mut self, status: Option<Status>, count: u32) {
        *match status {
            Some(Status::Success) => &mut self.success,
            Some(Status::Interrupted) => &mut self.interrupted,
            Some(Status::Failure) => &mut self.failure,
            None => &mut self.unknown,
        } += count;
    }
}

/// The numbers of the rows a filter keeps.
pub fn summary(store: &Store, question: &SummaryQuestion, rows: &RowSet) -> Summary {
    let status_of = StatusOf::new(store);
    let span = span(store, rows);
    Summary {
        question: question.clone(),
        shown: rows.count() as u32,
        records: store.shown_count() as u32,
        users: distinct(store, rows, [Field::UserId, Field::Username]),
        applications: distinct(store, rows, [Field::ApplicationId, Field::Application]),
        by_status: by_status(&status_of, rows),
        span,
        // What has no time has a number below every time.
        newest: store.times().iter().copied().max().filter(|&time| is_time(time)),
        timeline: Box::new(timeline(store, rows, &status_of, question, span)),
    }
}

/// Oldest and newest time of the rows.
fn span(store: &Store, rows: &RowSet) -> Option<(i64, i64)> {
    let (mut oldest, mut newest) = (i64::MAX, i64::MIN);
    rows.for_each(|row| {
        let time = store.times()[row];
        oldest = oldest.min(if is_time(time) { time } else { i64::MAX });
        newest = newest.max(time);
    });
    is_time(newest).then_some((oldest, newest))
}

/// The status of rows, looked up by code.
pub(super) struct StatusOf<'a> {
    column: Option<&'a CodeColumn>,
    by_code: Vec<Option<Status>>,
}

impl StatusOf<'_> {
    pub(super) fn new(store: &Store) -> StatusOf<'_> {
        let column = store.texts(Field::Status);
        let mut by_code = vec![None; column.map_or(0, |column| column.dictionary.code_count())];
        for (code, text) in column.iter().flat_map(|column| column.dictionary.texts()) {
            by_code[code as usize] = Status::from_label(text);
        }
        StatusOf { column, by_code }
    }

    pub(super) fn row(&self, row: usize) -> Option<Status> {
        self.by_code[self.column?.code(row) as usize]
    }
}

fn by_status(status_of: &StatusOf, rows: &RowSet) -> StatusCounts {
    let mut counts = StatusCounts::default();
    let by_code = status_of.column.map(|column| column.counts(rows)).unwrap_or_default();
    by_code.iter().zip(&status_of.by_code).for_each(|(&count, &status)| counts.add_many(status, count));
    counts
}

/// How many distinct values of the first field the rows have; of the second for rows that lack the first.
fn distinct(store: &Store, rows: &RowSet, [id, name]: [Field; 2]) -> u32 {
    let seen = |field: Field, within: &RowSet| store.texts(field).map(|column| column.seen(within)).unwrap_or_default();
    let count = |seen: &[bool]| seen.iter().skip(EMPTY as usize + 1).filter(|&&seen| seen).count() as u32;
    let ids = seen(id, rows);
    let Some(column) = store.texts(id).filter(|_| ids[ABSENT as usize] || ids[EMPTY as usize]) else {
        return count(&ids);
    };
    let mut keep = vec![false; ids.len()];
    keep[ABSENT as usize] = true;
    keep[EMPTY as usize] = true;
    count(&ids) + count(&seen(name, &column.among(rows, &keep)))
}
