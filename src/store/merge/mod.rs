//! Records of one sign-in in several files become one: by request ID, the richest first, field by field.
//!
//! All rows stay in the store. Of the rows of one sign-in one is shown, with what it lacks filled in from the others,
//! which are hidden. What was filled in is remembered, so that it can be taken back when a file comes or goes: what is
//! shown depends on the files alone, never on the order they were opened in.

mod conflicts;
mod content;
mod fill;
mod groups;

use std::borrow::Cow;

use super::record_location::FileId;
use super::rows::RowSet;
use super::table::Store;
use crate::schema::Field;
use fill::Fill;
pub use fill::FilledIn;

/// How much the records of a file tell. Of the records of one sign-in, those of the first of these ranks win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Sign-in objects of Microsoft Graph, as the portal's JSON has them.
    Graph,
    /// The same sign-ins by way of diagnostic settings, Log Analytics or advanced hunting.
    Logged,
    /// Nothing but authentication steps, a record each, which belong to the sign-in with their request ID.
    Steps,
    /// Single values only: the portal's CSV, and tables of any other origin.
    Table,
}

/// What a merge found.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// The rows that are hidden, each with the row that is shown instead, or [`NOBODY`], in row order.
    hidden: Vec<(u32, u32)>,
    /// The same pairs in the order of the rows that are shown.
    members: Vec<(u32, u32)>,
    /// The rows that are shown although others with their request ID are too, in row order.
    versions: Vec<u32>,
    /// The rows that are shown although many others with their request ID are too, which is none then; in row order.
    shared: Vec<u32>,
    /// What was filled in.
    fill: Fill,
    /// How often one record was compared with another.
    comparisons: u64,
}

/// Instead of a row that is hidden none is shown.
const NOBODY: u32 = u32::MAX;

/// What became of the records of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeCounts {
    /// Records that are shown.
    pub shown: u64,
    /// Records that became part of another one that is shown.
    pub merged: u64,
    /// Authentication steps whose sign-in is not loaded.
    pub unmatched: u64,
    /// Those of the records shown whose request ID other records shown have too.
    pub versions: u64,
    /// Those of the records shown whose request ID so many different ones have that it is none.
    pub shared: u64,
}

impl Merge {
    /// Whether no row is hidden and nothing was filled in.
    pub(super) fn is_nothing(&self) -> bool {
        self.hidden.is_empty() && self.fill.is_nothing()
    }

    /// The bytes of memory it takes.
    pub(super) fn memory(&self) -> usize {
        let pairs = (self.hidden.capacity() + self.members.capacity()) * size_of::<(u32, u32)>();
        pairs + (self.versions.capacity() + self.shared.capacity()) * size_of::<u32>() + self.fill.memory()
    }
}

impl Store {
    /// Finds the rows that are the same sign-in, and makes one of them. `rank` tells how much the records of a file tell.
    /// To be called while no batch is under way. The answer is how often one record was compared with another, which grows with the records and no faster.
    pub fn merge(&mut self, rank: impl Fn(FileId) -> Rank) -> u64 {
        self.unmerge();
        // No batch is under way.
        self.extras_mut().forget_absent();
        let ranks = self.record_locations().files().map(|file| (file, rank(file))).collect();
        let found = groups::find(self, &ranks);
        let mut merge = Merge::default();
        for group in found.iter() {
            conflicts::resolve(self, &ranks, &group, &mut merge);
        }
        merge.hidden.sort_unstable();
        merge.versions.sort_unstable();
        merge.shared.sort_unstable();
        merge.members =
            merge.hidden.iter().filter(|(_, into)| *into != NOBODY).map(|&(row, into)| (into, row)).collect();
        merge.members.sort_unstable();
        merge.hidden.shrink_to_fit();
        merge.fill.apply(self);
        let comparisons = merge.comparisons;
        self.set_merge(merge);
        comparisons
    }

    /// Takes back what the last merge did.
    pub(super) fn unmerge(&mut self) {
        let merge = self.set_merge(Merge::default());
        merge.fill.take_back(self);
    }

    /// The rows to be shown.
    pub fn shown(&self) -> RowSet {
        let mut rows = RowSet::all(self.len());
        self.merged().hidden.iter().for_each(|&(row, _)| rows.remove(row as usize));
        rows
    }

    /// How many rows are to be shown.
    pub fn shown_count(&self) -> usize {
        self.len() - self.merged().hidden.len()
    }

    /// Whether all rows are shown.
    pub fn shows_all(&self) -> bool {
        self.merged().hidden.is_empty()
    }

    /// The hidden rows that a row which is shown stands for, in row order.
    pub fn members(&self, row: u32) -> impl Iterator<Item = u32> {
        let members = &self.merged().members;
        let first = members.partition_point(|&(into, _)| into < row);
        members[first..].iter().take_while(move |&&(into, _)| into == row).map(|&(_, hidden)| hidden)
    }

    /// The fields of a row that were filled in, each with the hidden row its value is from.
    pub fn fillers(&self, row: u32) -> Vec<(Field, u32)> {
        if self.members(row).next().is_none() {
            return Vec::new();
        }
        let from = |field| {
            let is_same = |member: &u32| self.text_at(field, *member as usize) == self.text_at(field, row as usize);
            Some((field, self.members(row).find(is_same)?))
        };
        self.filled_fields(row).into_iter().filter_map(from).collect()
    }

    /// The fields of a row that were filled in: its own record leaves them empty or does not have them.
    pub fn filled_fields(&self, row: u32) -> Vec<Field> {
        match self.members(row).next() {
            Some(_) => self.merged().fill.fields_of(row),
            None => Vec::new(),
        }
    }

    /// Calls `visit` for every column in which something was filled in, with the rows, and whether the record's own file
    /// does not have it; otherwise its own file leaves it empty.
    pub fn for_each_filled(&self, visit: impl FnMut(FilledIn, &[(u32, bool)])) {
        self.merged().fill.for_each(visit);
    }

    /// The other rows shown with the request ID of a row that is shown.
    pub fn other_versions(&self, row: u32) -> Vec<u32> {
        let versions = &self.merged().versions;
        if versions.binary_search(&row).is_err() {
            return Vec::new();
        }
        let key = |row: u32| groups::key(self, row as usize);
        versions.iter().copied().filter(|&other| other != row && key(other) == key(row)).collect()
    }

    /// One of the request IDs that are none, since so many different records of a file and others have them.
    pub fn shared_id(&self, file: FileId) -> Option<Cow<'_, str>> {
        let shared = &self.merged().shared;
        let row = self
            .record_locations()
            .rows_of(file)
            .find_map(|rows| between(shared, |&row| row, rows.start as u32, rows.end as u32).first())?;
        self.ids(Field::RequestId)?.text(*row as usize)
    }

    /// What became of the records of a file.
    pub fn merge_counts(&self, file: FileId) -> MergeCounts {
        let merge = self.merged();
        let mut merge_counts = MergeCounts::default();
        for rows in self.record_locations().rows_of(file) {
            let (first, end) = (rows.start as u32, rows.end as u32);
            let hidden = between(&merge.hidden, |&(row, _)| row, first, end);
            let merged = hidden.iter().filter(|(_, into)| *into != NOBODY).count();
            merge_counts.merged += merged as u64;
            merge_counts.unmatched += (hidden.len() - merged) as u64;
            merge_counts.shown += (rows.len() - hidden.len()) as u64;
            merge_counts.versions += between(&merge.versions, |&row| row, first, end).len() as u64;
            merge_counts.shared += between(&merge.shared, |&row| row, first, end).len() as u64;
        }
        merge_counts
    }
}

/// The part of a sorted list whose rows are in `first..end`.
fn between<T>(sorted: &[T], row: impl Fn(&T) -> u32, first: u32, end: u32) -> &[T] {
    &sorted[sorted.partition_point(|item| row(item) < first)..sorted.partition_point(|item| row(item) < end)]
}
