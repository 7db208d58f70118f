//! Of which sign-in logs the records of a file are, as its rows say.

use serde::{Deserialize, Serialize};

use super::Own;
use crate::schema::{Field, LogType};
use crate::store::{FilledIn, Store};

/// How many records are of each log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogTypes {
    /// In the order of [`LogType::ALL`].
    counts: [u32; LogType::ALL.len()],
    /// Records of which nothing tells it.
    pub unsaid: u32,
}

impl LogTypes {
    /// Counts the records of some rows. What a row's log is was told when it was read ([`Field::LogType`]); nothing
    /// else tells it once more.
    pub(super) fn new(store: &Store, own: &Own<'_>) -> LogTypes {
        let mut logs = LogTypes::default();
        let Some(column) = store.texts(Field::LogType) else {
            return LogTypes { unsaid: own.rows.count() as u32, ..logs };
        };
        let mut of_code: Vec<Option<LogType>> = vec![None; column.dictionary.code_count()];
        column.dictionary.texts().for_each(|(code, text)| of_code[code as usize] = LogType::from_name(text));
        let has_own = own.of(FilledIn::Field(Field::LogType));
        own.rows.for_each(|row| match of_code[column.code(row) as usize].filter(|_| has_own.contains(row)) {
            Some(log) => logs.counts[log as usize] += 1,
            None => logs.unsaid += 1,
        });
        logs
    }

    /// How many records are of a log.
    pub fn of(&self, log: LogType) -> u32 {
        self.counts[log as usize]
    }
}
