//! Sign-ins of each member of a subject by status, with the first and the last; and rows sorted by member.

use serde::{Deserialize, Serialize};

use super::entity::{EntityKey, EntityKind};
use super::entity_index::{EntityIndex, Member, NOT_IN_FILE, is_somebody};
use super::methods::Methods;
use crate::query::StatusCounts;
use crate::query::status_counts::StatusOf;
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// Sign-ins with the first and the last of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// By status.
    pub counts: StatusCounts,
    /// The first one, UTC milliseconds; `None` if none has a time.
    pub first: Option<i64>,
    /// The last one.
    pub last: Option<i64>,
}

impl Seen {
    /// Counts one more.
    pub(in crate::query) fn add(&mut self, status: Option<crate::schema::Status>, time: i64) {
        self.counts.add(status);
        if is_time(time) {
            self.first = Some(self.first.map_or(time, |first| first.min(time)));
            self.last = Some(self.last.map_or(time, |last| last.max(time)));
        }
    }
}

/// Sign-ins of a subject's most frequent members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopValues {
    /// What is counted.
    pub subject: EntityKind,
    /// How many members there are, before the limit.
    pub distinct: u32,
    /// Sign-ins whose file leaves it empty.
    pub without: u32,
    /// Sign-ins whose file does not have it.
    pub not_in_file: u32,
    /// The members with the most sign-ins, ties by name.
    pub marks: Vec<TopValue>,
}

/// A member of a subject with its sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopValue {
    /// What to hand back to speak of it; [`EntityKind::filter`] makes a filter of it.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// The username of a user, the operating system of a device.
    pub also: Option<String>,
    /// Its sign-ins.
    pub seen: Seen,
}

/// The sums of every member, and how many rows have none.
pub(in crate::query) struct GroupCounts {
    pub by_member: Vec<Seen>,
    pub without: u32,
    pub not_in_file: u32,
}

impl GroupCounts {
    pub fn new(store: &Store, rows: &RowSet, directory: &EntityIndex) -> GroupCounts {
        let mut sums = GroupCounts { by_member: vec![Seen::default(); directory.len()], without: 0, not_in_file: 0 };
        let (status_of, reader, times) = (StatusOf::new(store), directory.reader(store), store.times());
        rows.for_each(|row| match reader.member(row) {
            NOT_IN_FILE => sums.not_in_file += 1,
            member if is_somebody(member) => sums.by_member[member as usize].add(status_of.row(row), times[row]),
            _ => sums.without += 1,
        });
        sums
    }

    fn of_methods(store: &Store, rows: &RowSet, methods: &Methods) -> GroupCounts {
        let mut sums = GroupCounts { by_member: vec![Seen::default(); methods.len()], without: 0, not_in_file: 0 };
        let (status_of, times, mut reader) = (StatusOf::new(store), store.times(), methods.reader(store));
        rows.for_each(|row| match reader.methods(row) {
            None => sums.not_in_file += 1,
            Some([]) => sums.without += 1,
            Some(used) => {
                used.iter().for_each(|&method| sums.by_member[method as usize].add(status_of.row(row), times[row]));
            }
        });
        sums
    }

    /// The members with the most sign-ins, ties by name.
    fn most_frequent(&self, limit: usize, rank: impl Fn(Member) -> u32) -> (u32, Vec<Member>) {
        let total = |member: Member| self.by_member[member as usize].counts.total();
        let mut members: Vec<Member> =
            (0..self.by_member.len() as Member).filter(|&member| total(member) > 0).collect();
        let distinct = members.len() as u32;
        let order = |&member: &Member| (std::cmp::Reverse(total(member)), rank(member));
        if members.len() > limit {
            members.select_nth_unstable_by_key(limit, order);
            members.truncate(limit);
        }
        members.sort_unstable_by_key(order);
        (distinct, members)
    }

    /// The most frequent members of a directory.
    pub fn top(&self, store: &Store, directory: &EntityIndex, limit: usize) -> (u32, Vec<Member>) {
        self.most_frequent(limit, |member| directory.rank(store, member))
    }
}

/// The most frequent members of a subject among some rows.
pub(in crate::query) fn marks(store: &Store, rows: &RowSet, directory: &EntityIndex, limit: usize) -> TopValues {
    let sums = GroupCounts::new(store, rows, directory);
    let (distinct, members) = sums.top(store, directory, limit);
    let mark = |member: Member| TopValue {
        key: directory.key(store, member),
        name: directory.name(store, member),
        also: directory.also(store, member),
        seen: sums.by_member[member as usize],
    };
    let marks = members.into_iter().map(mark).collect();
    TopValues { subject: directory.subject, distinct, without: sums.without, not_in_file: sums.not_in_file, marks }
}

/// The most frequent methods among some rows.
pub(in crate::query) fn method_marks(store: &Store, rows: &RowSet, methods: &Methods, limit: usize) -> TopValues {
    let sums = GroupCounts::of_methods(store, rows, methods);
    let (distinct, members) = sums.most_frequent(limit, |member| methods.rank(member));
    let mark = |member: Member| TopValue {
        key: EntityKey::Name(methods.name(member).to_owned()),
        name: methods.name(member).to_owned(),
        also: None,
        seen: sums.by_member[member as usize],
    };
    let marks = members.into_iter().map(mark).collect();
    TopValues { subject: EntityKind::Method, distinct, without: sums.without, not_in_file: sums.not_in_file, marks }
}

/// Rows sorted by member; those without one are left out.
#[derive(Clone, Debug, Default)]
pub(in crate::query) struct RowsByMember {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl RowsByMember {
    pub fn new(store: &Store, rows: &RowSet, directory: &EntityIndex) -> RowsByMember {
        let reader = directory.reader(store);
        let mut starts = vec![0u32; directory.len() + 1];
        let mut members = Vec::with_capacity(rows.count());
        rows.for_each(|row| {
            let member = reader.member(row);
            if is_somebody(member) {
                starts[member as usize + 1] += 1;
                members.push((row as u32, member));
            }
        });
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let (mut next, mut sorted) = (starts.clone(), vec![0; members.len()]);
        for (row, member) in members {
            let place = &mut next[member as usize];
            sorted[*place as usize] = row;
            *place += 1;
        }
        RowsByMember { starts, rows: sorted }
    }

    /// How many members there are, those without rows among them.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The rows of a member, in their order.
    pub fn rows(&self, member: Member) -> &[u32] {
        let at = member as usize;
        &self.rows[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The members that have rows, with them.
    pub fn iter(&self) -> impl Iterator<Item = (Member, &[u32])> {
        (0..self.len() as Member).map(|member| (member, self.rows(member))).filter(|(_, rows)| !rows.is_empty())
    }
}
