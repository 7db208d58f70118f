//! Which rows have the same request ID.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::Rank;
use super::content::digests;
use crate::schema::Field;
use crate::store::duplicate_filter::DuplicateFilter;
use crate::store::id::parse_guid;
use crate::store::{FileId, Id, IdColumn, Store};

/// The ranks of the files.
pub(super) type Ranks = BTreeMap<FileId, Rank>;

/// What a request ID is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum MergeKey {
    Guid(u128),
    Token(u128),
    Text(u32),
}

impl MergeKey {
    /// A number that is the same for equal keys, and mostly another for others.
    fn number(self) -> u128 {
        match self {
            MergeKey::Guid(number) | MergeKey::Token(number) => number,
            MergeKey::Text(code) => code.into(),
        }
    }
}

/// Rows in groups of one request ID, each in row order.
#[derive(Debug, Default)]
pub(super) struct Groups {
    rows: Vec<u32>,
    digests: Vec<u64>,
    /// Where each group ends, and whether its request ID is a text.
    ends: Vec<(usize, bool)>,
}

/// The rows of one request ID.
pub(super) struct MergeGroup<'a> {
    pub(super) rows: &'a [u32],
    /// [`digests`] of the rows.
    pub(super) digests: &'a [u64],
    /// Whether the request ID is neither a GUID nor a token: any text.
    pub(super) is_text: bool,
}

impl Groups {
    pub(super) fn iter(&self) -> impl Iterator<Item = MergeGroup<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(end, _)| end));
        starts.zip(&self.ends).map(|(start, &(end, is_text))| {
            let (rows, digests) = (&self.rows[start..end], &self.digests[start..end]);
            MergeGroup { rows, digests, is_text }
        })
    }
}

/// The request IDs that more than one row has, and those of steps, which may stand alone.
pub(super) fn find(store: &Store, ranks: &Ranks) -> Groups {
    let has_steps = ranks.values().any(|&rank| rank == Rank::Steps);
    let Some(column) = store.ids(Field::RequestId) else { return Groups::default() };
    let mut repeated = repeated(store, column);
    if has_steps {
        let steps = ranks.iter().filter(|(_, rank)| **rank == Rank::Steps).map(|(&file, _)| file);
        let rows = steps.flat_map(|file| store.record_locations().rows_of(file)).flatten();
        repeated.extend(rows.filter_map(|row| Some((key_in(column, row)?, row as u32))));
        repeated.sort_unstable();
        repeated.dedup();
    }
    let mut groups = Groups::default();
    for group in repeated.chunk_by(|one, other| one.0 == other.0) {
        groups.rows.extend(group.iter().map(|&(_, row)| row));
        groups.ends.push((groups.rows.len(), matches!(group[0].0, MergeKey::Text(_))));
    }
    groups.digests = digests(store, &groups.rows);
    groups
}

/// The rows whose request ID another row has too, in the order of the request IDs, then of the rows.
fn repeated(store: &Store, column: &IdColumn) -> Vec<(MergeKey, u32)> {
    let keys = || (0..store.len()).filter_map(|row| Some((key_in(column, row)?, row)));
    let mut places = DuplicateFilter::new(store.len());
    keys().for_each(|(key, _)| places.take(key.number()));
    let mut firsts = HashMap::new();
    let mut repeated = Vec::new();
    for (key, row) in keys().filter(|(key, _)| places.is_shared(key.number())) {
        if let Some(first) = firsts.insert(key, row as u32) {
            repeated.push((key, first));
            repeated.push((key, row as u32));
        }
    }
    repeated.sort_unstable();
    repeated.dedup();
    repeated
}

/// What the request ID of a row is compared by; `None` if it has none.
pub(super) fn key(store: &Store, row: usize) -> Option<MergeKey> {
    key_in(store.ids(Field::RequestId)?, row)
}

fn key_in(column: &IdColumn, row: usize) -> Option<MergeKey> {
    match column.get(row) {
        // A GUID of zeros stands for none.
        Id::Absent | Id::Empty | Id::Guid(0) => None,
        Id::Guid(guid) => Some(MergeKey::Guid(guid)),
        Id::Token(token) => Some(MergeKey::Token(token)),
        Id::Text(code) => {
            let text = column.texts().text(code)?;
            Some(parse_guid(text.to_ascii_lowercase().as_bytes()).map_or(MergeKey::Text(code), MergeKey::Guid))
        }
    }
}
