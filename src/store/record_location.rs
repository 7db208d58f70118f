//! Where each record's bytes lie: a file, an offset and a length.

use std::collections::BTreeMap;
use std::ops::Range;

use super::growth::{Need, make_room};
use super::rows::RowSet;

/// The number of a loaded file, in the order of loading.
pub type FileId = u32;

/// The bytes of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct RecordLocation {
    /// The file.
    pub file: FileId,
    /// The first byte, counted from the start of the file.
    pub offset: u64,
    /// How many bytes.
    pub len: u32,
}

/// The locations of all records, in the order of their rows.
#[derive(Clone, Debug, Default)]
pub struct RecordLocations {
    /// First row and file of each run of rows from one file.
    runs: Vec<(u32, FileId)>,
    /// Which of the runs are a file's.
    runs_of: BTreeMap<FileId, Vec<u32>>,
    offsets: Vec<u64>,
    lens: Vec<u32>,
}

impl RecordLocations {
    /// Adds rows.
    pub(super) fn extend(&mut self, locations: &[RecordLocation]) {
        make_room(&mut self.offsets, locations.len());
        make_room(&mut self.lens, locations.len());
        locations.iter().for_each(|&place| self.push(place));
    }

    /// What it takes to add so many rows.
    pub(super) fn need(&self, rows: usize) -> Need {
        Need::of(&self.offsets, rows).and(Need::of(&self.lens, rows))
    }

    /// Adds a row.
    pub fn push(&mut self, location: RecordLocation) {
        if self.runs.last().is_none_or(|&(_, file)| file != location.file) {
            self.runs_of.entry(location.file).or_default().push(self.runs.len() as u32);
            self.runs.push((self.offsets.len() as u32, location.file));
        }
        self.offsets.push(location.offset);
        self.lens.push(location.len);
    }

    /// The files that have rows, in the order of their numbers.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.runs_of.keys().copied()
    }

    /// Whether a file has rows.
    pub fn has(&self, file: FileId) -> bool {
        self.runs_of.contains_key(&file)
    }

    /// The rows of a file, in runs. Other files cost nothing.
    pub fn rows_of(&self, file: FileId) -> impl Iterator<Item = Range<usize>> {
        let first = |run: usize| self.runs.get(run).map_or(self.len(), |&(first, _)| first as usize);
        let runs = self.runs_of.get(&file).map_or(&[][..], Vec::as_slice);
        runs.iter().map(move |&run| first(run as usize)..first(run as usize + 1))
    }

    /// Drops the rows that are not in `kept`.
    pub(super) fn retain(&mut self, kept: &RowSet) {
        let all = std::mem::take(self);
        kept.for_each(|row| self.push(all.get(row).unwrap_or(RecordLocation { file: 0, offset: 0, len: 0 })));
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Where the record of a row lies.
    pub fn get(&self, row: usize) -> Option<RecordLocation> {
        let (&offset, &len) = (self.offsets.get(row)?, self.lens.get(row)?);
        let run = self.runs.partition_point(|&(first, _)| first as usize <= row);
        let &(_, file) = self.runs.get(run.checked_sub(1)?)?;
        Some(RecordLocation { file, offset, len })
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.offsets.capacity() * size_of::<u64>() + self.lens.capacity() * size_of::<u32>()
    }
}
