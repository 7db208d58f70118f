//! The store: all records of all files, as columns.

use std::borrow::Cow;
use std::ops::Range;

use super::batch_builder::BatchBuilder;
use super::codes::Codes;
use super::dictionary::{ABSENT, Code, Dictionary, EMPTY};
use super::edition::{Editions, RowId};
use super::extras::ExtraColumns;
use super::growth::make_room;
use super::id::IdColumn;
use super::list_column::ListColumn;
use super::merge::Merge;
use super::record_batch::{CodeMap, RecordBatch, RecordColumn, Texts, Translation};
use super::record_location::{FileId, RecordLocation, RecordLocations};
use super::rows::RowSet;
pub use super::time::is_time;
use super::time::{self, TIME_ABSENT};
use crate::schema::{ExtraColumn, Field, FieldKind, List};

/// A column of codes with the dictionary they stand in. A field that no file has costs nothing: its column has no
/// codes at all, and every row of it is absent.
#[derive(Clone, Debug, Default)]
pub struct CodeColumn {
    /// One code a row, or none at all.
    pub(super) codes: Codes,
    /// What the codes stand for.
    pub dictionary: Dictionary,
}

/// A value of one row as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextAt<'a> {
    /// The file does not have it.
    Absent,
    /// The file has it and leaves it empty.
    Empty,
    /// A time, in UTC milliseconds since 1970.
    Time(i64),
    /// As the file wrote it.
    Text(Cow<'a, str>),
}

/// All records as columns, in the order they were loaded.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) times: Vec<i64>,
    /// The texts that stand where a time should and cannot be read as one.
    pub(super) unreadable: Dictionary,
    pub(super) ids: Vec<(Field, IdColumn)>,
    pub(super) texts: Vec<CodeColumn>,
    lists: Vec<ListColumn>,
    extras: ExtraColumns,
    /// Values for which there was no column.
    left_out: u64,
    locations: RecordLocations,
    /// The files whose times are what clocks have shown in a zone that nobody has named.
    pub(super) local: Vec<FileId>,
    merge: Merge,
    /// Grows with every change.
    pub(super) version: u64,
    editions: Editions,
}

impl Default for Store {
    fn default() -> Store {
        Store {
            times: Vec::new(),
            unreadable: Dictionary::default(),
            ids: Field::all()
                .filter(|field| field.kind() == FieldKind::Id)
                .map(|field| (field, IdColumn::default()))
                .collect(),
            texts: (0..Field::COUNT).map(|_| CodeColumn::default()).collect(),
            lists: List::all().map(ListColumn::new).collect(),
            extras: ExtraColumns::default(),
            left_out: 0,
            locations: RecordLocations::default(),
            local: Vec::new(),
            merge: Merge::default(),
            version: 0,
            editions: Editions::default(),
        }
    }
}

impl Store {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.locations.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.locations.is_empty()
    }

    /// Adds the records of a batch that nothing has been drained from before.
    pub fn append_built(&mut self, mut batch: BatchBuilder) {
        self.append(&batch.drain(), &mut Translation::default());
    }

    /// Adds the records of a batch. All batches of one sender need the same translation, in the order they were made.
    pub fn append(&mut self, batch: &RecordBatch, translation: &mut Translation) {
        self.version += 1;
        let (before, after) = (self.len(), self.len() + batch.len());
        for (field, column) in &batch.columns {
            let map = translation.column(*field);
            match column {
                RecordColumn::Times(times, texts) => {
                    make_room(&mut self.times, times.len());
                    map.extend(texts, &mut self.unreadable);
                    let own = |&time: &i64| time::code_of(time).map_or(time, |code| time::of_code(map.get(code)));
                    match map.highest() {
                        EMPTY => self.times.extend_from_slice(times),
                        _ => self.times.extend(times.iter().map(own)),
                    }
                }
                RecordColumn::Ids(kinds, values, texts) => {
                    for (_, column) in self.ids.iter_mut().filter(|(of, _)| of == field) {
                        column.make_room(after - column.len());
                        column.push_absent(before - column.len());
                        column.append(kinds, values, texts, map);
                    }
                }
                RecordColumn::Codes(codes, texts) => self.texts[*field as usize].append(before, codes, texts, map),
            }
        }
        for (list, column) in &batch.lists {
            self.lists[*list as usize].append(column, translation.list(*list));
        }
        self.left_out += batch.left_out;
        for (extra, codes, texts) in &batch.extras {
            self.left_out += self.extras.append(*extra, before, (codes, texts), translation.extra(*extra));
        }
        self.pad(after);
        self.locations.extend(&batch.locations);
    }

    /// Drops all records. Neither version nor edition begins anew.
    pub fn clear(&mut self) {
        let mut editions = std::mem::take(&mut self.editions);
        editions.end_all();
        *self = Store { version: self.version + 1, editions, ..Store::default() };
    }

    /// Drops the records of files, all of them at once: dropping takes a while that does not depend on how many files
    /// it is. What was merged must be merged again, unless nothing was dropped; that is the answer.
    pub fn remove(&mut self, files: &[FileId]) -> bool {
        if files.iter().all(|&file| !self.locations.has(file)) {
            return false;
        }
        self.unmerge();
        let mut dropped: Vec<_> = files.iter().flat_map(|&file| self.locations.rows_of(file)).collect();
        dropped.sort_unstable_by_key(|rows| rows.start);
        let mut kept = RowSet::all(self.len());
        dropped.iter().cloned().flatten().for_each(|row| kept.remove(row));
        self.editions.end(dropped.into_iter().map(|rows| rows.start as u32..rows.end as u32).collect());
        kept.retain(&mut self.times);
        self.ids.iter_mut().for_each(|(_, column)| column.retain(&kept));
        self.texts.iter_mut().for_each(|column| column.retain(&kept));
        self.extras.retain(&kept);
        self.lists.iter_mut().for_each(|column| column.retain(&kept));
        self.locations.retain(&kept);
        true
    }

    /// A number that grows whenever a value changes or rows come or go.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// A number that grows whenever a row number may come to stand for something else: when rows are dropped, and when
    /// merging changes what rows hold or which are shown. Within an edition rows are added and nothing else happens, so
    /// whoever holds row numbers over time holds the edition too.
    pub fn edition(&self) -> u64 {
        self.editions.current()
    }

    /// A row as it can be held over time.
    pub fn row_id(&self, row: u32) -> RowId {
        RowId { edition: self.edition(), row }
    }

    /// The number now of a row held; `None` if it is not there any more.
    pub fn row_of(&self, id: RowId) -> Option<u32> {
        self.editions.row(id).filter(|&row| (row as usize) < self.len())
    }

    /// Which file each row is from.
    pub fn record_locations(&self) -> &RecordLocations {
        &self.locations
    }

    /// What was merged.
    pub(super) fn merged(&self) -> &Merge {
        &self.merge
    }

    /// Remembers what was merged; the answer is what was before.
    pub(super) fn set_merge(&mut self, merge: Merge) -> Merge {
        self.version += 1;
        if !(merge.is_nothing() && self.merge.is_nothing()) {
            self.editions.end(Vec::new());
        }
        std::mem::replace(&mut self.merge, merge)
    }

    pub(super) fn times_mut(&mut self) -> &mut [i64] {
        &mut self.times
    }

    pub(super) fn ids_mut(&mut self, field: Field) -> Option<&mut IdColumn> {
        self.ids.iter_mut().find(|(of, _)| *of == field).map(|(_, column)| column)
    }

    pub(super) fn codes_mut(&mut self, field: Field) -> &mut Codes {
        &mut self.texts[field as usize].codes
    }

    pub(super) fn list_mut(&mut self, list: List) -> &mut ListColumn {
        &mut self.lists[list as usize]
    }

    /// The times of the records ([`Field::Date`]); a row without one has a number far before any date ([`is_time`]).
    pub fn times(&self) -> &[i64] {
        &self.times
    }

    /// The time of a row, if it has one.
    pub fn time(&self, row: usize) -> Option<i64> {
        self.times.get(row).copied().filter(|&time| is_time(time))
    }

    /// The column of an identifier field; `None` for fields of another kind.
    pub fn ids(&self, field: Field) -> Option<&IdColumn> {
        self.ids.iter().find(|(of, _)| *of == field).map(|(_, column)| column)
    }

    /// The codes of a field; `None` for times and identifiers.
    pub fn texts(&self, field: Field) -> Option<&CodeColumn> {
        match field.kind() {
            FieldKind::Time | FieldKind::Id => None,
            _ => Some(&self.texts[field as usize]),
        }
    }

    /// The column of a list.
    pub fn list(&self, list: List) -> &ListColumn {
        &self.lists[list as usize]
    }

    /// The columns that no field stands for.
    pub fn extras(&self) -> &ExtraColumns {
        &self.extras
    }

    /// How many of the values taken in no column could hold ([`MOST_EXTRA_COLUMNS`](super::MOST_EXTRA_COLUMNS)).
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    pub(super) fn extras_mut(&mut self) -> &mut ExtraColumns {
        &mut self.extras
    }

    /// The value of an extra column in a row; `None` where its file does not have it, `""` where it leaves it empty.
    pub fn extra_at(&self, extra: ExtraColumn, row: usize) -> Option<&str> {
        let column = self.extras.get(extra)?;
        column.dictionary.text(column.code(row))
    }

    /// Where the record of a row lies.
    pub fn location(&self, row: usize) -> Option<RecordLocation> {
        self.locations.get(row)
    }

    /// The value of a field in a row.
    pub fn text_at(&self, field: Field, row: usize) -> TextAt<'_> {
        let text = match field.kind() {
            FieldKind::Time => match self.times.get(row).copied().unwrap_or(TIME_ABSENT) {
                time if is_time(time) => return TextAt::Time(time),
                time => time::code_of(time).and_then(|code| self.unreadable.text(code)).map(Cow::Borrowed),
            },
            FieldKind::Id => self.ids(field).and_then(|column| column.text(row)),
            _ => {
                let column = &self.texts[field as usize];
                column.dictionary.text(column.code(row)).map(Cow::Borrowed)
            }
        };
        match text {
            None => TextAt::Absent,
            Some(text) if text.is_empty() => TextAt::Empty,
            Some(text) => TextAt::Text(text),
        }
    }

    /// Makes rows that a batch had no column for absent.
    fn pad(&mut self, rows: usize) {
        let more = rows - self.times.len();
        make_room(&mut self.times, more);
        self.times.resize(rows, TIME_ABSENT);
        let begun = self.ids.iter_mut().filter(|(_, column)| !column.is_empty());
        begun.for_each(|(_, column)| column.push_absent(rows - column.len()));
        self.texts.iter_mut().for_each(|column| column.pad(rows));
        self.lists.iter_mut().for_each(|column| column.push_absent(rows - column.len()));
        self.extras.pad(rows);
    }
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
