//! Values with their counts, and the most frequent of them.

use serde::{Deserialize, Serialize};

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The value, of a field in the portal's words, of a list as the file has it; `None` for records that have none.
    pub value: Option<String>,
    /// A second name for it: the display name of a user name, the portal's words for a value of a list.
    pub also: Option<String>,
    /// Other spellings of a value of a list that are counted with it, and are asked for with it.
    pub spellings: Vec<String>,
    /// Records that have it.
    pub count: u32,
}

/// A value with its count, and what is needed to say more about it if it is among the most frequent.
pub(super) struct Counted<V, S> {
    pub count: u32,
    /// Ties are ordered by it.
    pub value: Option<V>,
    pub source: S,
}

/// The most frequent, ties by name, and how many there were before the limit.
pub(super) fn most_frequent<V: Ord, S>(mut all: Vec<Counted<V, S>>, limit: usize) -> (u32, Vec<Counted<V, S>>) {
    let by_count = |left: &Counted<V, S>, right: &Counted<V, S>| {
        right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value))
    };
    let distinct = all.len() as u32;
    if all.len() > limit {
        all.select_nth_unstable_by(limit, by_count);
        all.truncate(limit);
    }
    all.sort_unstable_by(by_count);
    (distinct, all)
}
