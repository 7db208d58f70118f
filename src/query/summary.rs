//! The numbers over the list.

use serde::{Deserialize, Serialize};

use super::status_counts::{StatusCounts, StatusOf, by_status};
use super::timeline::{SummaryQuestion, Timeline, timeline};
use crate::schema::Field;
use crate::store::table::is_time;
use crate::store::{ABSENT, EMPTY, RowSet, Store};

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
    rows.for_each_value(store.times(), |_, time| {
        oldest = oldest.min(if is_time(time) { time } else { i64::MAX });
        newest = newest.max(time);
    });
    is_time(newest).then_some((oldest, newest))
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
