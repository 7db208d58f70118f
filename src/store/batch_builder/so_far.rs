//! What the record being built has so far.

use super::{BatchBuilder, ColumnBuilder};
use crate::schema::{ExtraColumn, Field};
use crate::store::time::is_time;

impl BatchBuilder {
    /// Whether the record being built has another value of the field than this one, and no empty one. Any time counts as
    /// another.
    pub fn has_other(&self, field: Field, value: &[u8]) -> bool {
        let rows = self.locations.len();
        let is_other = |text: &str| !text.is_empty() && text.as_bytes() != value;
        match &self.columns[field as usize] {
            Some(column) if column.len() <= rows => false,
            Some(ColumnBuilder::Times(times, _)) => is_time(times[rows]),
            Some(ColumnBuilder::Ids(ids, _)) => ids.text(rows).is_some_and(|text| is_other(&text)),
            Some(ColumnBuilder::Texts(codes, words)) => words.dictionary.text(codes.get(rows)).is_some_and(is_other),
            None => false,
        }
    }

    /// The text an extra column has in the record being built, if it is not empty.
    pub fn extra_text(&self, extra: ExtraColumn) -> Option<&str> {
        self.extras.text(extra, self.locations.len())
    }
}
