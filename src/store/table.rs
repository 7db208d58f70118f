//! The store: all records of all files, as columns.

use std::borrow::Cow;

use super::batch_builder::BatchBuilder;
use super::code_column::CodeColumn;
use super::codes::Codes;
use super::edition::{Editions, RowId};
use super::extras::ExtraColumns;
use super::id::IdColumn;
use super::list_column::ListColumn;
use super::merge::Merge;
use super::record_batch::{RecordBatch, RecordColumn, Translation};
use super::record_location::{FileId, RecordLocation, RecordLocations};
use super::rows::RowSet;
use super::time::TIME_ABSENT;
pub use super::time::is_time;
use super::time_column::TimeColumn;
use crate::schema::{ExtraColumn, Field, FieldKind, List, SIGN_INS};

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
    pub(super) times: Vec<(Field, TimeColumn)>,
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
            times: columns_of(FieldKind::Time),
            ids: columns_of(FieldKind::Id),
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

/// The time by which records stand in order: its column always has all rows.
pub(super) const MAIN_TIME: Field = SIGN_INS.time;

/// An empty column for each field of a kind.
fn columns_of<T: Default>(kind: FieldKind) -> Vec<(Field, T)> {
    Field::all().filter(|field| field.kind() == kind).map(|field| (field, T::default())).collect()
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
                    for (_, column) in self.times.iter_mut().filter(|(of, _)| of == field) {
                        column.append(before, times, texts, map);
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
        self.times.iter_mut().for_each(|(_, column)| column.retain(&kept));
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

    pub(super) fn times_mut(&mut self, field: Field) -> Option<&mut TimeColumn> {
        self.times.iter_mut().find(|(of, _)| *of == field).map(|(_, column)| column)
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

    /// The times by which records stand in order ([`Log::time`](crate::schema::Log::time)), one for every row; a row without
    /// one has a number far before any date ([`is_time`]).
    pub fn times(&self) -> &[i64] {
        self.times_of(MAIN_TIME).map_or(&[], TimeColumn::as_slice)
    }

    /// The column of a field that is a time; `None` for fields of another kind.
    pub fn times_of(&self, field: Field) -> Option<&TimeColumn> {
        self.times.iter().find(|(of, _)| *of == field).map(|(_, column)| column)
    }

    /// The time of a row, if it has one.
    pub fn time(&self, row: usize) -> Option<i64> {
        self.times().get(row).copied().filter(|&time| is_time(time))
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
            FieldKind::Time => {
                let time = self.times_of(field).map_or(TIME_ABSENT, |column| column.get(row));
                if is_time(time) {
                    return TextAt::Time(time);
                }
                self.times_of(field).and_then(|column| column.text(row)).map(Cow::Borrowed)
            }
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
        let begun = self.times.iter_mut().filter(|(field, column)| *field == MAIN_TIME || !column.is_empty());
        begun.for_each(|(_, column)| column.push_absent(rows - column.len()));
        let begun = self.ids.iter_mut().filter(|(_, column)| !column.is_empty());
        begun.for_each(|(_, column)| column.push_absent(rows - column.len()));
        self.texts.iter_mut().for_each(|column| column.pad(rows));
        self.lists.iter_mut().for_each(|column| column.push_absent(rows - column.len()));
        self.extras.pad(rows);
    }
}
