//! How full the columns are: in how many records of a file a field or list has a value, is empty, or is not there.

use std::ops::Range;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::code::{ABSENT, EMPTY};
use super::merge::FilledIn;
use super::record_location::FileId;
use super::table::Store;
use super::time::TIME_EMPTY;
use crate::schema::{ExtraColumn, Field, List};

/// Records of one file by what they have of a field or list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NullCounts {
    /// They have a value; a list has entries.
    pub filled: u32,
    /// The file has it and leaves it empty.
    pub empty: u32,
    /// The file does not have it.
    pub absent: u32,
}

/// How full each field, or each list, is, in the order of its table.
pub type FillRates<T> = Vec<(T, NullCounts)>;

impl NullCounts {
    fn add(&mut self, rows: usize, (absent, empty): (usize, usize)) {
        self.absent += absent as u32;
        self.empty += empty as u32;
        self.filled += (rows - absent - empty) as u32;
    }

    /// Counts a record that has a value now as what its own file has.
    fn take_back(&mut self, is_empty_now: bool, was_absent: bool) {
        let now = if is_empty_now { &mut self.empty } else { &mut self.filled };
        *now -= 1;
        let before = if was_absent { &mut self.absent } else { &mut self.empty };
        *before += 1;
    }
}

impl Store {
    /// How full each field and each list is in the records of a file, shown or not: without what was filled in from
    /// other files.
    pub fn null_counts_of(&self, file: FileId) -> (FillRates<Field>, FillRates<List>) {
        let mut fields: Vec<_> = Field::all().map(|field| (field, NullCounts::default())).collect();
        let mut lists: Vec<_> = List::all().map(|list| (list, NullCounts::default())).collect();
        let runs: Vec<Range<usize>> = self.record_locations().rows_of(file).collect();
        for rows in &runs {
            fields.iter_mut().for_each(|(field, blanks)| blanks.add(rows.len(), self.field_null_counts(*field, rows)));
            lists.iter_mut().for_each(|(list, blanks)| {
                blanks.add(rows.len(), self.list(*list).null_counts(rows.clone()));
            });
        }
        self.for_each_filled(|what, filled| {
            let is_own = |&(row, _): &(u32, bool)| runs.iter().any(|rows| rows.contains(&(row as usize)));
            let filled = filled.iter().copied().filter(is_own).map(|(row, was_absent)| (row as usize, was_absent));
            match what {
                FilledIn::Field(field) => {
                    let blanks = &mut fields[field as usize].1;
                    self.take_back_field(field, blanks, filled);
                }
                FilledIn::Extra(_) => {}
                FilledIn::List(list) => {
                    let (column, blanks) = (self.list(list), &mut lists[list as usize].1);
                    filled.for_each(|(row, was_absent)| blanks.take_back(column.is_blank(row), was_absent));
                }
            }
        });
        (fields, lists)
    }

    /// How full each extra column is in the records of a file that has it, without what was filled in from other files.
    pub fn extra_null_counts_of(&self, file: FileId) -> FillRates<ExtraColumn> {
        let runs: Vec<Range<usize>> = self.record_locations().rows_of(file).collect();
        let mut found: HashMap<ExtraColumn, NullCounts> = HashMap::new();
        for (extra, column) in self.extras().iter() {
            let blanks = found.entry(extra).or_default();
            let count = |rows: &Range<usize>, code| column.count_in(rows.clone(), code);
            runs.iter().for_each(|rows| blanks.add(rows.len(), (count(rows, ABSENT), count(rows, EMPTY))));
        }
        self.for_each_filled(|what, filled| {
            let FilledIn::Extra(extra) = what else { return };
            let (Some(column), Some(blanks)) = (self.extras().get(extra), found.get_mut(&extra)) else { return };
            let is_own = |row: usize| runs.iter().any(|rows| rows.contains(&row));
            let filled = filled.iter().map(|&(row, was_absent)| (row as usize, was_absent));
            filled
                .filter(|&(row, _)| is_own(row))
                .for_each(|(row, was_absent)| blanks.take_back(column.code(row) <= EMPTY, was_absent));
        });
        let in_order = self.extras().iter().filter_map(|(extra, _)| Some((extra, *found.get(&extra)?)));
        in_order.filter(|(_, blanks)| blanks.filled + blanks.empty > 0).collect()
    }

    /// Counts records in which a field was filled in as what their own file has.
    fn take_back_field(&self, field: Field, blanks: &mut NullCounts, filled: impl Iterator<Item = (usize, bool)>) {
        if let Some(column) = self.times_of(field) {
            filled.for_each(|(row, was_absent)| blanks.take_back(column.get(row) <= TIME_EMPTY, was_absent));
        } else if let Some(column) = self.ids(field) {
            filled.for_each(|(row, was_absent)| blanks.take_back(column.raw(row).is_blank(), was_absent));
        } else if let Some(column) = self.texts(field) {
            filled.for_each(|(row, was_absent)| blanks.take_back(column.code(row) <= EMPTY, was_absent));
        }
    }

    /// In how many of these rows a field is absent, and in how many it is empty.
    fn field_null_counts(&self, field: Field, rows: &Range<usize>) -> (usize, usize) {
        if let Some(column) = self.times_of(field) {
            return column.null_counts(rows.clone());
        }
        if let Some(column) = self.ids(field) {
            return column.null_counts(rows.clone());
        }
        let count = |code| self.texts(field).map_or(0, |column| column.count_in(rows.clone(), code));
        (count(ABSENT), count(EMPTY))
    }
}
