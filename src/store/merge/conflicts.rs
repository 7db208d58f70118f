//! Which of the rows with one request ID are shown: records that agree are one, records that contradict each other are
//! versions of it. Microsoft publishes a record again when its risk changes, and splits long lists of policies
//! (Microsoft Entra documentation, "Microsoft Entra monitoring and health FAQ").

use std::cmp::Ordering;

use super::content::{Content, agree, entries, may_be_one};
use super::groups::{MergeGroup, Ranks};
use super::{Merge, Rank};
use crate::schema::List;
use crate::store::{RecordLocation, Store};

/// More different records than these are no versions of one sign-in: what they share is a text that stands for nothing,
/// such as `-` or `REDACTED`, or a column that is the same throughout.
const MOST_VERSIONS: usize = 64;

/// Rows that hold the same; the first stands for all of them.
struct Equals {
    digest: u64,
    rows: Vec<u32>,
}

impl Equals {
    fn first(&self) -> u32 {
        self.rows[0]
    }
}

/// Decides about the rows of one request ID.
pub(super) fn resolve(store: &Store, ranks: &Ranks, group: &MergeGroup, merge: &mut Merge) {
    let rank = |row: u32| store.location(row as usize).and_then(|place| ranks.get(&place.file)).copied();
    let mut ranked: Vec<(Option<Rank>, u64, u32)> =
        group.rows.iter().zip(group.digests).map(|(&row, &digest)| (rank(row), digest, row)).collect();
    ranked.sort_unstable();
    let of_rank = |wanted: Rank| ranked.iter().filter(move |(rank, ..)| *rank == Some(wanted));
    let steps: Vec<u32> = of_rank(Rank::Steps).map(|&(.., row)| row).collect();
    let classes = [Rank::Graph, Rank::Logged, Rank::Table].map(|class| equals(of_rank(class)));
    if different(&classes) > MOST_VERSIONS {
        merge.shared.extend(classes.iter().flatten().flat_map(|equals| &equals.rows));
        return join_steps(store, &steps, &[], merge);
    }
    let mut shown = Vec::new();
    for mut class in classes {
        if class.len() > 1 {
            merge.comparisons += class.len() as u64;
            class.sort_by_cached_key(|equals| Content::of(store, equals.first()));
        }
        // A text that anybody can write does not make one of what no export would tell of one sign-in.
        let is_one = |merge: &mut Merge, into: u32, row: u32| !group.is_text || merge.may_be_one(store, into, row);
        let of_shown = |merge: &mut Merge, row: u32| -> Vec<u32> {
            shown.iter().copied().filter(|&into| is_one(merge, into, row)).collect()
        };
        let (mut others, mut own) = (Vec::new(), Vec::new());
        for equals in class {
            match of_shown(merge, equals.first()) {
                into if into.is_empty() => own.push(equals),
                into => others.push((equals, into)),
            }
        }
        others.iter().for_each(|(equals, into)| merge.hide(&equals.rows, into));
        let versions = versions_of(store, own, merge);
        shown.extend(versions);
    }
    if shown.len() > 1 {
        merge.versions.extend(&shown);
    }
    let is_whose = shown.len() == 1 || !group.is_text;
    join_steps(store, &steps, if is_whose { &shown } else { &[] }, merge);
}

/// Rows in the order of their digests, those with the same together.
fn equals<'a>(rows: impl Iterator<Item = &'a (Option<Rank>, u64, u32)>) -> Vec<Equals> {
    let mut all: Vec<Equals> = Vec::new();
    for &(_, digest, row) in rows {
        match all.last_mut().filter(|last| last.digest == digest) {
            Some(last) => last.rows.push(row),
            None => all.push(Equals { digest, rows: vec![row] }),
        }
    }
    all
}

/// How many different records there are.
fn different(classes: &[Vec<Equals>]) -> usize {
    let mut digests: Vec<u64> = classes.iter().flatten().map(|equals| equals.digest).collect();
    digests.sort_unstable();
    digests.dedup();
    digests.len()
}

impl Merge {
    /// Hides rows that hold the same in favour of the first of those shown, and lets them fill in what they lack.
    fn hide(&mut self, rows: &[u32], shown: &[u32]) {
        let Some(&into) = shown.first() else { return };
        self.hidden.extend(rows.iter().map(|&row| (row, into)));
        rows.first().iter().for_each(|&&row| self.fill.pairs.extend(shown.iter().map(|&into| (into, row))));
    }

    fn may_be_one(&mut self, store: &Store, one: u32, other: u32) -> bool {
        self.comparisons += 1;
        may_be_one(store, one, other)
    }

    fn agree(&mut self, store: &Store, one: u32, other: u32) -> bool {
        self.comparisons += 1;
        agree(store, one, other)
    }
}

/// Makes one of the rows that agree; the answer is those that are left. The rows are in the order of their content, so
/// that the answer does not depend on the order of loading. There are so few that each can be compared with each.
fn versions_of(store: &Store, rows: Vec<Equals>, merge: &mut Merge) -> Vec<u32> {
    let mut versions: Vec<Vec<u32>> = Vec::new();
    for equals in rows {
        let row = equals.first();
        let version = versions.iter_mut().find(|members| members.iter().all(|&member| merge.agree(store, member, row)));
        match version {
            None => {
                merge.hide(&equals.rows[1..], &[row]);
                versions.push(vec![row]);
            }
            Some(members) => {
                merge.hide(&equals.rows, &members[..1]);
                members.push(row);
            }
        }
    }
    versions.iter().map(|members| members[0]).collect()
}

/// Gives the steps of a request to its sign-in. Where several files have steps of it, the one with the most of them
/// counts.
fn join_steps(store: &Store, steps: &[u32], shown: &[u32], merge: &mut Merge) {
    if steps.is_empty() {
        return;
    }
    let into = shown.first().copied().unwrap_or(super::NOBODY);
    merge.hidden.extend(steps.iter().map(|&row| (row, into)));
    let place = |row: u32| store.location(row as usize).unwrap_or(RecordLocation { file: 0, offset: 0, len: 0 });
    let mut in_order = steps.to_vec();
    in_order.sort_by_cached_key(|&row| place(row));
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
