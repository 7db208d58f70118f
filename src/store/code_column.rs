//! A column of values that repeat: a code a row, and the dictionary the codes stand in.

use std::ops::Range;

use super::code::{ABSENT, Code};
use super::codes::Codes;
use super::dictionary::Dictionary;
use super::record_batch::CodeMap;
use super::rows::RowSet;
use super::texts::Texts;

/// A column of codes with the dictionary they stand in. A field that no file has costs nothing: its column has no
/// codes at all, and every row of it is absent.
#[derive(Clone, Debug, Default)]
pub struct CodeColumn {
    /// One code a row, or none at all.
    pub(super) codes: Codes,
    /// What the codes stand for.
    pub dictionary: Dictionary,
}

impl CodeColumn {
    /// The code of a row.
    pub fn code(&self, row: usize) -> Code {
        if self.codes.is_empty() { ABSENT } else { self.codes.get(row) }
    }

    /// How many of these rows have a code.
    pub fn count_in(&self, rows: Range<usize>, code: Code) -> usize {
        match self.codes.is_empty() {
            true if code == ABSENT => rows.len(),
            true => 0,
            false => self.codes.count_in(rows, code),
        }
    }

    /// Whether no file has the field.
    pub fn is_absent(&self) -> bool {
        self.codes.is_empty()
    }

    /// Those of the given rows whose code `keep` holds true for; `keep` has an entry for every code.
    pub fn among(&self, within: &RowSet, keep: &[bool]) -> RowSet {
        match self.codes.is_empty() {
            false => self.codes.among(within, keep),
            true if keep[ABSENT as usize] => within.clone(),
            true => RowSet::none(within.len()),
        }
    }

    /// How often each code occurs in the given rows; the answer has an entry for every code.
    pub fn counts(&self, within: &RowSet) -> Vec<u32> {
        if self.codes.is_empty() {
            let mut counts = vec![0; self.dictionary.code_count()];
            counts[ABSENT as usize] = within.count() as u32;
            return counts;
        }
        self.codes.counts(within, self.dictionary.code_count())
    }

    /// For every code whether one of the given rows has it.
    pub fn seen(&self, within: &RowSet) -> Vec<bool> {
        if self.codes.is_empty() {
            let mut seen = vec![false; self.dictionary.code_count()];
            seen[ABSENT as usize] = !within.is_none();
            return seen;
        }
        self.codes.seen(within, self.dictionary.code_count())
    }

    /// The codes in row order, none if no file has the column.
    pub fn iter(&self) -> Box<dyn Iterator<Item = Code> + '_> {
        self.codes.iter()
    }

    /// Whether some row may have a text.
    pub fn has_texts(&self) -> bool {
        self.dictionary.texts().next().is_some()
    }

    /// Whether no row has it, be it empty.
    pub(super) fn is_absent_in_all(&self) -> bool {
        self.codes.count_in(0..self.codes.len(), ABSENT) == self.codes.len()
    }

    pub(super) fn codes_mut(&mut self) -> &mut Codes {
        &mut self.codes
    }

    /// Adds the rows of a batch after the first `before` rows.
    pub(super) fn append(&mut self, before: usize, codes: &Codes, texts: &Texts, map: &mut CodeMap) {
        map.extend(texts, &mut self.dictionary);
        self.codes.make_room(before + codes.len() - self.codes.len());
        self.codes.push_repeated(ABSENT, before - self.codes.len());
        self.codes.extend_with(codes, map.highest(), |code| map.get(code));
    }

    pub(super) fn retain(&mut self, kept: &RowSet) {
        if !self.codes.is_empty() {
            self.codes.retain(kept);
        }
    }

    pub(super) fn pad(&mut self, rows: usize) {
        if !self.codes.is_empty() {
            self.codes.push_repeated(ABSENT, rows - self.codes.len());
        }
    }
}
