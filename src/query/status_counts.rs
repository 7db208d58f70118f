//! How records ended: their status, and how many have which.

use serde::{Deserialize, Serialize};

use crate::schema::{Field, Status};
use crate::store::{CodeColumn, RowSet, Store};

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

/// The rows by status.
pub(super) fn by_status(status_of: &StatusOf, rows: &RowSet) -> StatusCounts {
    let mut counts = StatusCounts::default();
    let by_code = status_of.column.map(|column| column.counts(rows)).unwrap_or_default();
    by_code.iter().zip(&status_of.by_code).for_each(|(&count, &status)| counts.add_many(status, count));
    counts
}
