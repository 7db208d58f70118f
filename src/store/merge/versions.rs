//! Which of the rows with one request ID are shown: records that agree are one, records that contradict each other are
//! versions of it. Microsoft publishes a record again when its risk changes, and splits long lists of policies
//! (Microsoft Entra documentation, "Microsoft Entra monitoring and health FAQ").

use std::cmp::{Ordering, Reverse};

use super::groups::Ranks;
use super::{Merge, Rank};
use crate::schema::{Field, List, Part};
use crate::store::{ListColumn, Location, Store, TextAt};

/// Decides about the rows of one request ID.
pub(super) fn resolve(store: &Store, ranks: &Ranks, group: &[u32], merge: &mut Merge) {
    let rank = |row: u32| store.location(row as usize).and_then(|place| ranks.get(&place.file)).copied();
    let of_rank =
        |wanted: Rank| -> Vec<u32> { group.iter().copied().filter(|&row| rank(row) == Some(wanted)).collect() };
    let mut shown = Vec::new();
    for class in [Rank::Graph, Rank::Logged, Rank::Table] {
        let mut rows = of_rank(class);
        if rows.len() > 1 {
            rows.sort_by_cached_key(|&row| Content::of(store, row));
        }
        if shown.is_empty() {
            shown = versions_of(store, &rows, merge);
        } else {
            rows.iter().for_each(|&row| merge.hide(row, &shown));
        }
    }
    if shown.len() > 1 {
        merge.versions.extend(&shown);
    }
    join_steps(store, &of_rank(Rank::Steps), &shown, merge);
}

impl Merge {
    /// Hides a row in favour of the first of those shown, and lets it fill in what they lack.
    fn hide(&mut self, row: u32, shown: &[u32]) {
        self.hidden.push((row, shown.first().copied()));
        shown.iter().for_each(|&into| self.fill.pairs.push((into, row)));
    }
}

/// Makes one of the rows that agree; the answer is those that are left. The rows are in the order of their content, so
/// that the answer does not depend on the order of loading.
fn versions_of(store: &Store, rows: &[u32], merge: &mut Merge) -> Vec<u32> {
    let mut versions: Vec<Vec<u32>> = Vec::new();
    for &row in rows {
        let version = versions.iter_mut().find(|members| members.iter().all(|&member| agree(store, member, row)));
        match version {
            None => versions.push(vec![row]),
            Some(members) => {
                merge.hide(row, &members[..1]);
                members.push(row);
            }
        }
    }
    versions.iter().map(|members| members[0]).collect()
}

/// Whether two records say nothing different: each value that both have is the same, but for its case.
fn agree(store: &Store, one: u32, other: u32) -> bool {
    let (one, other) = (one as usize, other as usize);
    let fields = Field::all().all(|field| match (store.text_at(field, one), store.text_at(field, other)) {
        // Not every export writes fractions of a second.
        (TextAt::Time(one), TextAt::Time(other)) => one.div_euclid(1000) == other.div_euclid(1000),
        (TextAt::Text(one), TextAt::Text(other)) => one.eq_ignore_ascii_case(&other),
        _ => true,
    });
    fields
        && List::all().all(|list| {
            let column = store.list(list);
            column.list_code(one) == column.list_code(other) || column.is_blank(one) || column.is_blank(other)
        })
}

/// What a record holds, in an order that depends on nothing else: the fullest comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    filled: Reverse<usize>,
    values: Vec<(usize, String)>,
    lists: Vec<(usize, Vec<Option<String>>)>,
}

impl Content {
    fn of(store: &Store, row: u32) -> Content {
        let row = row as usize;
        let text = |field: Field| match store.text_at(field, row) {
            TextAt::Absent => None,
            TextAt::Empty => Some(String::new()),
            TextAt::Time(millis) => Some(millis.to_string()),
            TextAt::Text(text) => Some(text.into_owned()),
        };
        let values: Vec<_> = Field::all().filter_map(|field| Some((field as usize, text(field)?))).collect();
        let lists: Vec<_> =
            List::all().filter_map(|list| Some((list as usize, entries(store.list(list), row)?))).collect();
        let filled = values.iter().filter(|(_, text)| !text.is_empty()).count()
            + lists.iter().filter(|(_, entries)| !entries.is_empty()).count();
        Content { filled: Reverse(filled), values, lists }
    }
}

/// All parts of all entries of a list.
fn entries(column: &ListColumn, row: usize) -> Option<Vec<Option<String>>> {
    let parts = column.list().info().parts.len() as u8;
    let texts =
        column.get(row)?.flat_map(|entry| (0..parts).map(move |part| entry.part(Part(part)).map(str::to_owned)));
    Some(texts.collect())
}

/// Gives the steps of a request to its sign-in. Where several files have steps of it, the one with the most of them counts.
fn join_steps(store: &Store, steps: &[u32], shown: &[u32], merge: &mut Merge) {
    if steps.is_empty() {
        return;
    }
    steps.iter().for_each(|&row| merge.hidden.push((row, shown.first().copied())));
    let place = |row: u32| store.location(row as usize).unwrap_or(Location { file: 0, offset: 0, len: 0 });
    let mut in_order = steps.to_vec();
    in_order.sort_by_key(|&row| place(row));
    let column = store.list(List::Steps);
    let text = |rows: &[u32]| -> Vec<_> { rows.iter().map(|&row| entries(column, row as usize)).collect() };
    let files = in_order.chunk_by(|&one, &other| place(one).file == place(other).file);
    let most = files.max_by(|one, other| match one.len().cmp(&other.len()) {
        Ordering::Equal => text(one).cmp(&text(other)),
        unequal => unequal,
    });
    if let Some(rows) = most {
        shown.iter().for_each(|&into| merge.fill.steps.push((into, rows.to_vec())));
    }
}
