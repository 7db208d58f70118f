//! The columns of texts that no field stands for, each begun when a file is met that has it.

use hashbrown::HashMap;

use super::code::{ABSENT, Code, EMPTY};
use super::code_column::CodeColumn;
use super::codes::Codes;
use super::dictionary_builder::DictionaryBuilder;
use super::record_batch::CodeMap;
use super::rows::RowSet;
use super::texts::Texts;
use crate::schema::ExtraColumn;

/// So many extra columns there are at most, in a batch and in a store: a file whose records have keys of their own each
/// must not cost a column a record. What is in others is in the record itself, and found there.
pub const MOST_EXTRA_COLUMNS: usize = 1000;

/// The extra columns of a store, in the order they were met.
#[derive(Clone, Debug, Default)]
pub struct ExtraColumns {
    columns: Vec<(ExtraColumn, CodeColumn)>,
    /// Where each column is, and how many had been begun with it.
    places: HashMap<ExtraColumn, (usize, u64)>,
    begun: u64,
}

impl ExtraColumns {
    /// The column of this name, if a file has it.
    pub fn get(&self, extra: ExtraColumn) -> Option<&CodeColumn> {
        self.places.get(&extra).map(|&(place, _)| &self.columns[place].1)
    }

    /// A number that no other column has, not even one of the same name that was there before.
    pub fn begun(&self, extra: ExtraColumn) -> Option<u64> {
        self.places.get(&extra).map(|&(_, begun)| begun)
    }

    /// All columns, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = (ExtraColumn, &CodeColumn)> {
        self.columns.iter().map(|(extra, column)| (*extra, column))
    }

    /// The bytes of memory they take.
    pub fn memory(&self) -> usize {
        self.columns.iter().map(|(_, column)| column.memory()).sum()
    }

    /// Adds the rows of a batch after the first `before` rows. The answer is how many values found no room.
    pub(super) fn append(
        &mut self,
        extra: ExtraColumn,
        before: usize,
        (codes, texts): (&Codes, &Texts),
        map: &mut CodeMap,
    ) -> u64 {
        match self.get_or_begin(extra) {
            Some(column) => {
                column.append(before, codes, texts, map);
                0
            }
            None => filled(codes),
        }
    }

    /// Makes rows that a batch had no column for absent.
    pub(super) fn pad(&mut self, rows: usize) {
        self.columns.iter_mut().for_each(|(_, column)| column.pad(rows));
    }

    pub(super) fn retain(&mut self, kept: &RowSet) {
        self.columns.iter_mut().for_each(|(_, column)| column.retain(kept));
    }

    /// Forgets the columns no row has. Senders of batches that are under way must not know any.
    pub(super) fn forget_absent(&mut self) {
        self.columns.retain(|(_, column)| !column.is_absent_in_all());
        let places = std::mem::take(&mut self.places);
        let known =
            (0..).zip(&self.columns).filter_map(|(place, (extra, _))| Some((*extra, (place, places.get(extra)?.1))));
        self.places = known.collect();
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (ExtraColumn, &mut CodeColumn)> {
        self.columns.iter_mut().map(|(extra, column)| (*extra, column))
    }

    pub(super) fn get_mut(&mut self, extra: ExtraColumn) -> Option<&mut CodeColumn> {
        self.places.get(&extra).map(|&(place, _)| &mut self.columns[place].1)
    }

    fn get_or_begin(&mut self, extra: ExtraColumn) -> Option<&mut CodeColumn> {
        if !self.places.contains_key(&extra) {
            if self.columns.len() >= MOST_EXTRA_COLUMNS {
                return None;
            }
            self.begun += 1;
            self.places.insert(extra, (self.columns.len(), self.begun));
            self.columns.push((extra, CodeColumn::default()));
        }
        self.get_mut(extra)
    }
}

/// How many rows have a value.
pub(super) fn filled(codes: &Codes) -> u64 {
    codes.iter().filter(|&code| code > EMPTY).count() as u64
}

/// The number of an extra column in one batch.
pub type ExtraSlot = u16;

/// The extra columns of a batch: each as long as the last of its records that has it.
#[derive(Clone, Debug, Default)]
pub(super) struct ExtraBuilders {
    columns: Vec<ExtraBuilder>,
    slots: HashMap<&'static str, ExtraSlot>,
    /// So many columns stay even if the record being built is abandoned.
    kept: usize,
    /// Values for which there was no column: of the record being built, and of those before it.
    without_column: u64,
    left_out: u64,
}

#[derive(Clone, Debug)]
struct ExtraBuilder {
    extra: ExtraColumn,
    codes: Codes,
    words: DictionaryBuilder,
}

impl ExtraBuilders {
    /// The column of a name; `None` where there can be none.
    pub(super) fn slot(&mut self, name: &str) -> Option<ExtraSlot> {
        if name.len() > ExtraColumn::LONGEST_NAME {
            return None;
        }
        let name = name.trim();
        if let Some(&slot) = self.slots.get(name) {
            return Some(slot);
        }
        let is_full = self.columns.len() >= MOST_EXTRA_COLUMNS;
        let slot = ExtraSlot::try_from(self.columns.len()).ok().filter(|_| !is_full);
        let (slot, extra) = slot.zip(ExtraColumn::named(name))?;
        self.columns.push(ExtraBuilder { extra, codes: Codes::default(), words: Default::default() });
        self.slots.insert(extra.name(), slot);
        Some(slot)
    }

    /// Sets a value of the record after the first `rows`; the answer is its code if it is the first of its record.
    #[inline]
    pub(super) fn set(&mut self, slot: ExtraSlot, rows: usize, value: &[u8]) -> Option<Code> {
        let ExtraBuilder { codes, words, .. } = self.columns.get_mut(usize::from(slot))?;
        if codes.len() <= rows {
            codes.push_repeated(ABSENT, rows - codes.len());
            let code = words.dictionary.code_of(value);
            codes.push(code);
            return Some(code);
        }
        if codes.get(rows) == EMPTY && !value.is_empty() {
            codes.replace_last(words.dictionary.code_of(value));
        }
        None
    }

    /// Sets the value that [`ExtraBuilders::set`] gave this code for, unless the record has one.
    #[inline]
    pub(super) fn set_code(&mut self, slot: ExtraSlot, rows: usize, code: Code) {
        let Some(ExtraBuilder { codes, .. }) = self.columns.get_mut(usize::from(slot)) else { return };
        if codes.len() < rows {
            codes.push_repeated(ABSENT, rows - codes.len());
        }
        if codes.len() == rows {
            codes.push(code);
        } else if codes.get(rows) == EMPTY && code > EMPTY {
            codes.replace_last(code);
        }
    }

    /// The text of a row that is being built, if it is not empty.
    pub(super) fn text(&self, extra: ExtraColumn, row: usize) -> Option<&str> {
        let column = &self.columns[usize::from(*self.slots.get(extra.name())?)];
        let code = (column.codes.len() > row).then(|| column.codes.get(row))?;
        column.words.dictionary.text(code).filter(|text| !text.is_empty())
    }

    /// Counts a value for which there is no column.
    pub(super) fn leave_out(&mut self) {
        self.without_column += 1;
    }

    /// Whether a column stays even if the record being built is abandoned.
    #[inline]
    pub(super) fn is_kept(&self, slot: ExtraSlot) -> bool {
        usize::from(slot) < self.kept
    }

    /// Keeps the columns begun so far.
    #[inline]
    pub(super) fn keep(&mut self) {
        self.kept = self.columns.len();
    }

    #[inline]
    pub(super) fn end_record(&mut self) {
        self.keep();
        self.left_out += std::mem::take(&mut self.without_column);
    }

    /// Drops the record being built, which comes after the first `rows`, and the columns begun for it.
    pub(super) fn abandon_record(&mut self, rows: usize) {
        self.without_column = 0;
        for column in self.columns.drain(self.kept..) {
            self.slots.remove(column.extra.name());
        }
        self.columns
            .iter_mut()
            .filter(|column| column.codes.len() > rows)
            .for_each(|column| column.codes.truncate(rows));
    }

    /// The columns that one of the `rows` has, and how many values were left out.
    pub(super) fn drain(&mut self, rows: usize) -> (Vec<(ExtraColumn, Codes, Texts)>, u64) {
        let mut handed = Vec::new();
        for ExtraBuilder { extra, codes, words } in &mut self.columns {
            let mut codes = std::mem::take(codes);
            if codes.count_in(0..codes.len(), ABSENT) < codes.len() {
                codes.push_repeated(ABSENT, rows - codes.len());
                handed.push((*extra, codes, words.news()));
            }
        }
        (handed, std::mem::take(&mut self.left_out))
    }
}
