//! Editions of the store: what the row numbers that somebody holds have become.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A row as somebody holds it over time: a row number, and the edition of the store it is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowId {
    /// [`super::Store::edition`] when the number was given.
    pub edition: u64,
    /// The row in that edition.
    pub row: u32,
}

/// The edition there is, and the rows that were dropped at the end of each before.
///
/// An edition ends when a row number may come to stand for something else: when rows are dropped, and when merging changes
/// what rows hold or which are shown. It does not end when rows are added.
#[derive(Clone, Debug, Default)]
pub(super) struct Editions {
    /// The first edition whose rows are still known.
    first: u64,
    /// For each edition from that one on, the rows that were dropped at its end, in order.
    dropped: Vec<Vec<Range<u32>>>,
}

impl Editions {
    /// The edition there is.
    pub(super) fn current(&self) -> u64 {
        self.first + self.dropped.len() as u64
    }

    /// Ends the edition there is, and drops these rows, which are in order.
    pub(super) fn end(&mut self, dropped: Vec<Range<u32>>) {
        self.dropped.push(dropped);
    }

    /// Ends the edition there is, and drops all rows.
    pub(super) fn end_all(&mut self) {
        *self = Editions { first: self.current() + 1, dropped: Vec::new() };
    }

    /// The number a row has now; `None` if it was dropped.
    pub(super) fn row(&self, id: RowId) -> Option<u32> {
        let passed = usize::try_from(id.edition.checked_sub(self.first)?).ok()?;
        self.dropped.get(passed..)?.iter().try_fold(id.row, |row, dropped| {
            let before = dropped.partition_point(|rows| rows.end <= row);
            let is_dropped = dropped.get(before).is_some_and(|rows| rows.contains(&row));
            let gone: u32 = dropped[..before].iter().map(|rows| rows.end - rows.start).sum();
            (!is_dropped).then(|| row - gone)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Editions, RowId};
    use proptest::prelude::*;

    #[test]
    fn rows_of_another_store_or_of_later_are_nobody() {
        let mut editions = Editions::default();
        assert_eq!(editions.row(RowId { edition: 1, row: 0 }), None);
        editions.end_all();
        assert_eq!(editions.row(RowId { edition: 0, row: 0 }), None);
        assert_eq!(editions.row(RowId { edition: 1, row: 0 }), Some(0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The slow way: rows that are dropped from a list.
        #[test]
        fn a_row_keeps_its_meaning(drops in prop::collection::vec(prop::collection::vec(any::<bool>(), 12), 0..5)) {
            let mut editions = Editions::default();
            let mut rows: Vec<u32> = (0..12).collect();
            for drop in drops {
                let dropped: Vec<u32> = (0..rows.len() as u32).filter(|&row| drop[row as usize]).collect();
                editions.end(dropped.iter().map(|&row| row..row + 1).collect());
                rows = (0..).zip(rows).filter(|(row, _)| !dropped.contains(row)).map(|(_, row)| row).collect();
                for row in 0..12 {
                    let now = rows.iter().position(|&of| of == row).map(|now| now as u32);
                    prop_assert_eq!(editions.row(RowId { edition: 0, row }), now);
                }
            }
        }
    }
}
