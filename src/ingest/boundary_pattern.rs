//! What stands between two records of a file, by which a place between two others can be guessed.

use memchr::{memmem, memrchr};
use serde::{Deserialize, Serialize};

use super::csv::CsvFormat;
use super::json::{first_keys, is_between_records};
use crate::schema::Field;

/// What tells where a record begins, in a file whose records are all written in one way. It may be wrong: a text can
/// hold the same bytes. Whoever goes by it must find out from the records themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoundaryPattern {
    /// A record begins after each line end.
    Lines,
    /// Objects of an array.
    Objects {
        /// The bytes from the bracket that closes one record to the first key of the next.
        between: Vec<u8>,
        /// How many of them come before the next record.
        lead: usize,
        /// The second key, which comes soon; objects inside records may have the same first key.
        second_key: Vec<u8>,
    },
}

/// The second key of a record comes within so many bytes after the first.
const SOON: usize = 256;

impl BoundaryPattern {
    /// That of the records of a table: lines, where a record is known to be one by its time.
    pub fn of_table(table: &CsvFormat, has_lone_returns: bool) -> Option<BoundaryPattern> {
        (table.table.is_none() && table.has(Field::Date) && !has_lone_returns).then_some(BoundaryPattern::Lines)
    }

    /// What stands between the objects of an array, by the record that follows `gap`.
    pub fn of_objects(gap: &[u8], record: &[u8]) -> Option<BoundaryPattern> {
        let commas = gap.iter().filter(|byte| **byte == b',').count();
        if commas != 1 || !gap.iter().all(|byte| is_between_records(*byte)) {
            return None;
        }
        let (first, second_key) = first_keys(record)?;
        let between = [b"}", gap, &record[..first]].concat();
        Some(BoundaryPattern::Objects { between, lead: 1 + gap.len(), second_key: second_key.to_vec() })
    }

    /// Where the last record begins that begins in these bytes, as far as one can guess.
    pub fn last(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            BoundaryPattern::Lines => memrchr(b'\n', bytes).map(|end| end + 1),
            BoundaryPattern::Objects { between, lead, second_key } => {
                let mut end = bytes.len();
                loop {
                    let at = memmem::rfind(&bytes[..end], between)?;
                    let after = &bytes[at + between.len()..];
                    if memmem::find(&after[..after.len().min(SOON)], second_key).is_some() {
                        return Some(at + lead);
                    }
                    end = at + between.len() - 1;
                }
            }
        }
    }
}
