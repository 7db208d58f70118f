//! A column of lists: policies, steps and the like. Equal entries, and equal lists of them, are kept once.

use std::ops::Range;

use super::code::Code;
use super::codes::Codes;
use super::dictionary::Dictionary;
use super::growth::Need;
use super::interner::Interner;
use super::record_batch::{ListTranslation, RecordList};
use super::rows::RowSet;
use crate::schema::{List, Part};

/// The code of a row whose file does not have the list.
const LIST_ABSENT: Code = 0;
/// Lists are numbered from here; the empty list is one of them.
const FIRST_LIST: Code = 1;

/// One list a row. A list is a sequence of entries; an entry is a tuple of part codes, one for each part of the
/// [`List`]. Ten policies a record cost one code a row as long as few different outcomes occur.
#[derive(Clone, Debug)]
pub struct ListColumn {
    list: List,
    rows: Codes,
    lists: Interner,
    entries: Interner,
    parts: Vec<Dictionary>,
    open: Vec<Code>,
}

/// How much of a column's dictionaries has been sent.
#[derive(Clone, Debug, Default)]
pub(super) struct ListCounts {
    lists: usize,
    entries: usize,
    parts: Vec<usize>,
}

/// One entry of a list: its values by part.
#[derive(Clone, Copy, Debug)]
pub struct ListEntry<'a> {
    column: &'a ListColumn,
    codes: &'a [Code],
}

impl ListEntry<'_> {
    /// The value of a part: `None` if the file does not have it, `""` if it is empty.
    pub fn part(&self, part: Part) -> Option<&str> {
        self.column.parts[part.place()].text(self.code(part))
    }

    /// The code of a part of this list in [`ListColumn::part`].
    pub fn code(&self, part: Part) -> Code {
        self.codes[part.place()]
    }
}

impl ListColumn {
    /// A column without rows.
    pub fn new(list: List) -> ListColumn {
        let parts = vec![Dictionary::default(); list.info().parts.len()];
        ListColumn {
            list,
            rows: Codes::default(),
            lists: Interner::default(),
            entries: Interner::default(),
            parts,
            open: Vec::new(),
        }
    }

    /// Which list this is.
    pub fn list(&self) -> List {
        self.list
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The code a value of a part has, added if it is new; for [`ListColumn::add_entry`].
    pub fn part_code(&mut self, part: Part, value: &[u8]) -> Code {
        self.parts[part.place()].code_of(value)
    }

    /// Adds an entry (a code for each part) to the row that is being built; the answer is its number, for
    /// [`ListColumn::add_known_entry`].
    pub fn add_entry(&mut self, codes: &[Code]) -> u32 {
        let entry = self.entries.number_of(codes);
        self.open.push(entry);
        entry
    }

    /// Adds an entry by the number it got when it was new.
    #[inline]
    pub fn add_known_entry(&mut self, entry: u32) {
        self.open.push(entry);
    }

    /// Drops the entries added since the last row, when a record turns out bad.
    pub fn abandon_row(&mut self) {
        self.open.clear();
    }

    /// Drops all rows but the first `len`, and the entries added since the last row.
    pub fn truncate(&mut self, len: usize) {
        self.open.clear();
        self.rows.truncate(len);
    }

    /// Gives the last row the entries added since, if it has none of its own: of a list a record has twice, the first
    /// one that is not empty counts.
    pub fn fill_row(&mut self) {
        let last = self.rows.len().checked_sub(1).map(|row| self.rows.get(row));
        let is_empty =
            last.and_then(|list| list.checked_sub(FIRST_LIST)).is_some_and(|list| self.lists.get(list).is_empty());
        if is_empty && !self.open.is_empty() {
            self.rows.truncate(self.rows.len() - 1);
            self.push_row();
        }
        self.open.clear();
    }

    /// Ends the row that is being built; the answer is the code of its list, for [`ListColumn::push_known_row`].
    pub fn push_row(&mut self) -> Code {
        let list = self.lists.number_of(&self.open) + FIRST_LIST;
        self.open.clear();
        self.rows.push(list);
        list
    }

    /// Adds a row by the code its list got when it was new, unless a row is being built.
    #[inline]
    pub fn push_known_row(&mut self, list: Code) -> bool {
        if self.open.is_empty() {
            self.rows.push(list);
        }
        self.open.is_empty()
    }

    /// Adds `count` rows whose file does not have the list.
    pub fn push_absent(&mut self, count: usize) {
        self.rows.push_repeated(LIST_ABSENT, count);
    }

    /// Gives all rows away, and what is new since the counts in `sent` were taken, which are brought up to date.
    pub(super) fn drain(&mut self, sent: &mut ListCounts) -> RecordList {
        sent.parts.resize(self.parts.len(), Dictionary::default().code_count());
        let batch = RecordList {
            rows: std::mem::take(&mut self.rows),
            lists: self.lists.since(sent.lists),
            entries: self.entries.since(sent.entries),
            parts: self.parts.iter().zip(&sent.parts).map(|(part, &sent)| part.since(sent)).collect(),
        };
        sent.lists = self.lists.len();
        sent.entries = self.entries.len();
        sent.parts = self.parts.iter().map(Dictionary::code_count).collect();
        batch
    }

    /// Adds rows of a sender.
    pub(super) fn append(&mut self, batch: &RecordList, translation: &mut ListTranslation) {
        let parts = translation.parts.iter_mut().zip(&batch.parts).zip(&mut self.parts);
        parts.for_each(|((map, texts), dictionary)| map.extend(texts, dictionary));
        let mut numbers = Vec::new();
        for entry in batch.entries.iter() {
            numbers.clear();
            numbers.extend(entry.iter().zip(&translation.parts).map(|(&code, map)| map.get(code)));
            translation.entries.push(self.entries.number_of(&numbers));
        }
        for list in batch.lists.iter() {
            numbers.clear();
            numbers.extend(list.iter().filter_map(|&entry| translation.entries.get(entry as usize)));
            translation.lists.push(self.lists.number_of(&numbers) + FIRST_LIST);
        }
        let highest = self.lists.len() as Code;
        let code = |code: Code| translation.lists.get(code as usize).copied().unwrap_or(LIST_ABSENT);
        self.rows.extend_with(&batch.rows, highest, code);
    }

    /// What it takes to add these rows.
    pub(super) fn need(&self, batch: &RecordList) -> Need {
        let parts = self.parts.iter().zip(&batch.parts).map(|(part, texts)| part.need(texts));
        let own = self.lists.need(&batch.lists).and(self.entries.need(&batch.entries));
        let highest = self.lists.len() + batch.lists.lens.len();
        parts.fold(own.and(self.rows.need(batch.rows.len(), highest as Code)), Need::and)
    }

    /// What it takes to add so many rows without the list.
    pub(super) fn need_of_absent(&self, rows: usize) -> Need {
        self.rows.need(rows, LIST_ABSENT)
    }

    /// Gives a row another list of this column.
    pub(super) fn replace(&mut self, row: usize, list_code: Code) {
        self.rows.replace(row, list_code);
    }

    /// Makes the list of a row absent, or else empty.
    pub(super) fn replace_by_blank(&mut self, row: usize, is_absent: bool) {
        let list = if is_absent { LIST_ABSENT } else { self.lists.number_of(&[]) + FIRST_LIST };
        self.rows.replace(row, list);
    }

    /// Drops the rows that are not in `kept`.
    pub(super) fn retain(&mut self, kept: &RowSet) {
        self.rows.retain(kept);
    }

    /// The number of the list with the entries of all these rows, one after the other.
    pub(super) fn joined(&mut self, rows: &[u32]) -> Code {
        let lists = rows.iter().filter_map(|&row| self.rows.get(row as usize).checked_sub(FIRST_LIST));
        let entries: Vec<Code> = lists.flat_map(|list| self.lists.get(list)).copied().collect();
        self.lists.number_of(&entries) + FIRST_LIST
    }

    /// Whether a row has no entries: its file does not have the list, or leaves it empty.
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).checked_sub(FIRST_LIST).is_none_or(|list| self.lists.get(list).is_empty())
    }

    /// In how many of these rows the list is absent, and in how many it is empty.
    pub(super) fn null_counts(&self, rows: Range<usize>) -> (usize, usize) {
        let empty = (0..self.lists.len() as u32).filter(|&list| self.lists.get(list).is_empty());
        let empty = empty.map(|list| self.rows.count_in(rows.clone(), list + FIRST_LIST)).sum();
        (self.rows.count_in(rows.clone(), LIST_ABSENT), empty)
    }

    /// The entries of a row; `None` where the file does not have the list.
    pub fn get(&self, row: usize) -> Option<impl Iterator<Item = ListEntry<'_>>> {
        self.entries(self.rows.get(row))
    }

    /// The number of a row's list: equal lists have equal numbers, and 0 is that of a file that does not have the list.
    pub fn list_code(&self, row: usize) -> Code {
        self.rows.get(row)
    }

    /// One more than the highest number of a list: the length of a table with an entry for every list.
    pub fn list_count(&self) -> usize {
        self.lists.len() + FIRST_LIST as usize
    }

    /// The entries of the list with a number; `None` for 0.
    pub fn entries(&self, list_code: Code) -> Option<impl Iterator<Item = ListEntry<'_>>> {
        Some(self.entries_of(list_code.checked_sub(FIRST_LIST)?))
    }

    /// How many of the given rows have each list; the answer has an entry for every list.
    pub fn counts(&self, within: &RowSet) -> Vec<u32> {
        self.rows.counts(within, self.list_count())
    }

    /// The rows whose list is one of those `keep` holds true for; `keep` has an entry for every list.
    pub fn select_lists(&self, keep: &[bool]) -> RowSet {
        self.rows.select(keep)
    }

    /// The rows with an entry that `matches`; decided once for every distinct entry and list.
    pub fn select(&self, mut matches: impl FnMut(ListEntry<'_>) -> bool) -> RowSet {
        let entries: Vec<bool> = (0..self.entries.len() as u32)
            .map(|number| matches(ListEntry { column: self, codes: self.entries.get(number) }))
            .collect();
        let lists = (0..self.lists.len() as u32)
            .map(|number| self.lists.get(number).iter().any(|&entry| entries[entry as usize]));
        let keep: Vec<bool> = std::iter::once(false).chain(lists).collect();
        self.rows.select(&keep)
    }

    /// Those of the given rows with an entry that has, in one of these parts, a code whose flag is set.
    pub fn parts_among(&self, within: &RowSet, keep: &[(Part, Vec<bool>)]) -> RowSet {
        let mut entries = vec![false; self.entries.len()];
        for (part, keep) in keep.iter().filter(|(_, keep)| keep.contains(&true)) {
            for (entry, passes) in (0..).zip(&mut entries) {
                *passes |= keep[self.entries.get(entry)[part.place()] as usize];
            }
        }
        if !entries.contains(&true) {
            return RowSet::none(self.len());
        }
        let lists = (0..self.lists.len() as u32)
            .map(|number| self.lists.get(number).iter().any(|&entry| entries[entry as usize]));
        let keep: Vec<bool> = std::iter::once(false).chain(lists).collect();
        self.rows.among(within, &keep)
    }

    /// The rows with one entry that has in each of these parts a code whose flag is set.
    pub fn select_entries(&self, keep: &[(Part, Vec<bool>)]) -> RowSet {
        self.select(|entry| keep.iter().all(|(part, keep)| keep[entry.code(*part) as usize]))
    }

    /// The rows whose list is absent or has no entry.
    pub fn select_empty(&self) -> RowSet {
        let lists = (0..self.lists.len() as u32).map(|number| self.lists.get(number).is_empty());
        let keep: Vec<bool> = std::iter::once(true).chain(lists).collect();
        self.rows.select(&keep)
    }

    /// The dictionary of a part.
    pub fn part(&self, part: Part) -> &Dictionary {
        &self.parts[part.place()]
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let parts: usize = self.parts.iter().map(Dictionary::memory).sum();
        self.rows.memory() + self.lists.memory() + self.entries.memory() + parts
    }

    fn entries_of(&self, list: u32) -> impl Iterator<Item = ListEntry<'_>> {
        self.lists.get(list).iter().map(|&entry| ListEntry { column: self, codes: self.entries.get(entry) })
    }
}
