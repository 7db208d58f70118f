//! A column of times: UTC milliseconds, one a row, and the texts that stand where a time should.

use std::ops::Range;

use super::code::{Code, EMPTY};
use super::dictionary::Dictionary;
use super::growth::{Need, make_room};
use super::record_batch::CodeMap;
use super::rows::RowSet;
use super::texts::Texts;
use super::time::{self, TIME_ABSENT, TIME_EMPTY, is_time};

/// Times, one a row. In a column without any all rows are absent, and take nothing.
#[derive(Clone, Debug, Default)]
pub struct TimeColumn {
    /// One a row, or none at all.
    times: Vec<i64>,
    /// The texts that stand where a time should and cannot be read as one.
    unreadable: Dictionary,
}

impl TimeColumn {
    /// How many rows it holds: none where every row is absent.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether it holds no row: then every row is absent.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// The times in row order, or none at all; a row without one has a number far before any date ([`is_time`]).
    pub fn as_slice(&self) -> &[i64] {
        &self.times
    }

    /// The number of a row: a time, or what says that it has none.
    pub fn get(&self, row: usize) -> i64 {
        self.times.get(row).copied().unwrap_or(TIME_ABSENT)
    }

    /// The text of a row that cannot be read as a time; `""` where the file leaves it empty, `None` where it does not have
    /// it, and for times.
    pub fn text(&self, row: usize) -> Option<&str> {
        self.unreadable.text(TimeColumn::code(self.get(row))?)
    }

    /// The code of the text of [`TimeColumn::unreadable`] that stands where a number should be a time;
    /// [`ABSENT`](super::ABSENT) or [`EMPTY`] where there is none, and `None` for times.
    pub fn code(millis: i64) -> Option<Code> {
        time::code_of(millis)
    }

    /// The texts that stand where a time should and cannot be read as one; texts no row has any more may be among them.
    pub fn unreadable(&self) -> &Dictionary {
        &self.unreadable
    }

    /// Those of so many rows whose time passes.
    pub fn passing(&self, rows: usize, passes: impl Fn(i64) -> bool) -> RowSet {
        self.select(rows, |time| is_time(time) & passes(time))
    }

    /// Those of so many rows without a time whose text that stands there passes; `keep` has an entry for every code.
    pub fn texts_passing(&self, rows: usize, keep: &[bool]) -> RowSet {
        match keep.contains(&true) {
            true => self.select(rows, |time| time::code_of(time).is_some_and(|code| keep[code as usize])),
            false => RowSet::none(rows),
        }
    }

    fn select(&self, rows: usize, passes: impl Fn(i64) -> bool) -> RowSet {
        match self.times.is_empty() {
            false => RowSet::passing(&self.times, |&time| passes(time)),
            true if passes(TIME_ABSENT) => RowSet::all(rows),
            true => RowSet::none(rows),
        }
    }

    /// How many of these rows are absent, and how many empty.
    pub(super) fn null_counts(&self, rows: Range<usize>) -> (usize, usize) {
        if self.times.is_empty() {
            return (rows.len(), 0);
        }
        let count = |wanted| self.times[rows.clone()].iter().filter(|&&time| time == wanted).count();
        (count(TIME_ABSENT), count(TIME_EMPTY))
    }

    /// Adds rows of a sender after the first `before` rows.
    pub(super) fn append(&mut self, before: usize, times: &[i64], texts: &Texts, map: &mut CodeMap) {
        self.push_absent(before - self.times.len());
        make_room(&mut self.times, times.len());
        map.extend(texts, &mut self.unreadable);
        let own = |&time: &i64| time::code_of(time).map_or(time, |code| time::of_code(map.get(code)));
        match map.highest() {
            EMPTY => self.times.extend_from_slice(times),
            _ => self.times.extend(times.iter().map(own)),
        }
    }

    /// Adds rows that have no time.
    pub(super) fn push_absent(&mut self, count: usize) {
        make_room(&mut self.times, count);
        self.times.resize(self.times.len() + count, TIME_ABSENT);
    }

    /// Gives each of these rows the time of another one where that says more; the answer is the rows that got one, and
    /// whether they were absent before.
    pub(super) fn fill(&mut self, pairs: &[(u32, u32)], mut filled: impl FnMut(u32, bool)) {
        if self.times.is_empty() {
            return;
        }
        const { assert!(TIME_ABSENT < TIME_EMPTY) };
        for &(into, from) in pairs {
            let (old, new) = (self.times[into as usize], self.times[from as usize]);
            if old <= TIME_EMPTY && new > old {
                filled(into, old == TIME_ABSENT);
                self.times[into as usize] = new;
            }
        }
    }

    /// Makes a row absent, or else empty.
    pub(super) fn replace_by_blank(&mut self, row: usize, is_absent: bool) {
        self.times[row] = if is_absent { TIME_ABSENT } else { TIME_EMPTY };
    }

    /// Drops the rows that are not in `kept`.
    pub(super) fn retain(&mut self, kept: &RowSet) {
        if !self.times.is_empty() {
            kept.retain(&mut self.times);
        }
    }

    /// What it takes to add so many rows and these texts.
    pub(super) fn need(&self, rows: usize, texts: Option<&Texts>) -> Need {
        let own = Need::of(&self.times, rows);
        texts.map_or(own, |texts| own.and(self.unreadable.need(texts)))
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.times.capacity() * size_of::<i64>() + self.unreadable.memory()
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeMap, TimeColumn};
    use crate::store::texts::Texts;
    use crate::store::time::{TIME_ABSENT, TIME_EMPTY};

    #[test]
    fn a_column_that_begins_late_has_no_time_in_the_rows_before() {
        let mut column = TimeColumn::default();
        assert_eq!((column.get(7), column.null_counts(0..9), column.memory()), (TIME_ABSENT, (9, 0), 0));
        assert_eq!((column.passing(9, |_| true).count(), column.texts_passing(9, &[true, false]).count()), (0, 9));
        column.append(3, &[1_000, TIME_EMPTY, 3_000], &Texts::default(), &mut CodeMap::default());
        column.push_absent(1);
        assert_eq!(column.as_slice(), [TIME_ABSENT, TIME_ABSENT, TIME_ABSENT, 1_000, TIME_EMPTY, 3_000, TIME_ABSENT]);
        assert_eq!(column.null_counts(1..6), (2, 1));
        assert_eq!(column.passing(7, |time| time > 1_000).to_rows(), [5]);
        let mut filled = Vec::new();
        column.fill(&[(0, 5), (4, 3), (3, 5), (6, 1)], |row, was_absent| filled.push((row, was_absent)));
        assert_eq!((filled, column.get(0), column.get(4)), (vec![(0, true), (4, false)], 3_000, 1_000));
        column.replace_by_blank(4, false);
        assert_eq!((column.get(4), column.get(3)), (TIME_EMPTY, 1_000));
    }
}
