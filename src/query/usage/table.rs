//! A table of users, applications or the like: sorted by any column, searched, a page at a time.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::calendar::WEEK;
use super::entity::{EntityKey, EntityKind};
use super::entity_index::Member;
use super::entity_indexes::EntityIndexes;
use super::group_counts::Seen;
use super::group_stats::{GroupStats, Variety};
use super::period::Scope;
use super::usage_column::UsageColumn;
use crate::query::StatusCounts;
use crate::query::casefold::Folded;
use crate::query::status_counts::StatusOf;
use crate::schema::{Field, Status, error_code};
use crate::store::Store;

/// A question for a page of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableQuestion {
    /// The records.
    pub scope: Scope,
    /// What the rows are.
    pub subject: EntityKind,
    /// Only rows whose name, other name or identifier contains this text, in any case.
    pub containing: String,
    /// What to sort by; ties are ordered by name.
    pub order: UsageColumn,
    /// Largest or latest first. What is not known comes last either way.
    pub descending: bool,
    /// The first row wanted, counted from 0.
    pub first: u32,
    /// How many.
    pub count: u32,
}

/// A page of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsageTable {
    /// The question.
    pub question: TableQuestion,
    /// How many rows contain the text.
    pub total: u32,
    /// How many rows there are without looking for a text.
    pub distinct: u32,
    /// Sign-ins whose file leaves the subject empty.
    pub without: u32,
    /// Sign-ins whose file does not have it.
    pub not_in_file: u32,
    /// The rows of the page.
    pub rows: Vec<UsageRow>,
}

/// A user, an application or the like with its sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsageRow {
    /// What to hand back to speak of it; [`EntityKind::filter`] makes a filter of it.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// The newest username of a user, the operating system of a device.
    pub also: Option<String>,
    /// Its sign-ins in the scope.
    pub seen: Seen,
    /// Its first sign-in of all records, UTC milliseconds; only of what has an identifier.
    pub first_in_log: Option<i64>,
    /// Of a user whether it is a guest, where that is known.
    pub is_guest: Option<bool>,
    /// How many different ones its sign-ins have.
    pub variety: Variety,
    /// The commonest reasons of its failures, at most three.
    pub failures: Vec<Failure>,
}

/// Failures for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The error code; a text that is no number as the file has it, empty where there is none.
    pub code: String,
    /// Sign-ins.
    pub count: u32,
}

/// The member that was seen last for the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Newest {
    /// Which.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// Its first sign-in, UTC milliseconds.
    pub first: i64,
    /// All its sign-ins.
    pub seen: Seen,
    /// Whether that is in the first week of the data: then it may be as old as any, and is only first in this log.
    pub is_early: bool,
}

/// The part of successes among successes and failures, 0 to 1; an interrupted sign-in is neither. `None` without
/// either.
pub fn success_rate(counts: &StatusCounts) -> Option<f64> {
    let ended = counts.success + counts.failure;
    (ended > 0).then(|| f64::from(counts.success) / f64::from(ended))
}

/// A page of a table. A subject without a tally (methods) has no rows.
pub fn table(store: &Store, tally: Option<&GroupStats>, question: &TableQuestion) -> UsageTable {
    let Some(tally) = tally else {
        let question = question.clone();
        return UsageTable { question, total: 0, distinct: 0, without: 0, not_in_file: 0, rows: Vec::new() };
    };
    let members = ordered(store, tally, question);
    let end = members.len().min(question.first.saturating_add(question.count) as usize);
    let page = members.get(question.first as usize..end).unwrap_or_default();
    let status_of = StatusOf::new(store);
    let variety = tally.variety(store, page);
    let rows = page.iter().zip(variety).map(|(&member, variety)| row(store, tally, &status_of, member, variety));
    UsageTable {
        total: members.len() as u32,
        distinct: tally.by_name.len() as u32,
        without: tally.without,
        not_in_file: tally.not_in_file,
        rows: rows.collect(),
        question: question.clone(),
    }
}

/// The newest member of a subject of all records, ties by name; `None` if there is none with an identifier and a time.
pub fn newest(store: &Store, known: &mut EntityIndexes, subject: EntityKind) -> Option<Newest> {
    let (oldest, _) = known.span(store)?;
    let directory = known.of(store, subject)?;
    let members =
        (0..directory.len() as Member).filter_map(|member| Some((directory.first_in_log(store, member)?, member)));
    let (first, member) =
        members.min_by_key(|&(first, member)| (std::cmp::Reverse(first), directory.rank(store, member)))?;
    let (reader, status_of) = (directory.reader(store), StatusOf::new(store));
    let mut seen = Seen::default();
    store.shown().for_each_value(store.times(), |row, time| {
        if reader.member(row) == member {
            seen.add(status_of.row(row), time);
        }
    });
    Some(Newest {
        key: directory.key(store, member),
        name: directory.name(store, member),
        first,
        seen,
        is_early: first < oldest.saturating_add(WEEK),
    })
}

/// The members that contain the text, in order.
fn ordered(store: &Store, tally: &GroupStats, question: &TableQuestion) -> Vec<Member> {
    let mut members = tally.by_name.clone();
    let part = Folded::new(question.containing.trim());
    if !part.as_str().is_empty() {
        members.retain(|&member| contains(store, tally, member, &part));
    }
    let counts = tally.counts(store, question.order);
    let key = |member: Member| sort_key(store, tally, question.order, counts, member);
    match question.descending {
        // Names are in order already.
        true if question.order == UsageColumn::Name => members.reverse(),
        false if question.order == UsageColumn::Name => {}
        true => members.sort_by_key(|&member| key(member).map_or((true, 0), |key| (false, -key))),
        false => members.sort_by_key(|&member| key(member).map_or((true, 0), |key| (false, key))),
    }
    members
}

fn contains(store: &Store, tally: &GroupStats, member: Member, part: &Folded) -> bool {
    let (EntityKey::Id(key) | EntityKey::Name(key)) = tally.directory.key(store, member);
    let also = tally.directory.also(store, member);
    let name = tally.directory.name(store, member);
    [Some(key), Some(name), also].iter().flatten().any(|text| part.is_in(text))
}

/// What a column is sorted by; `counts` is what it counts of each member, if it is one of [`Variety`].
fn sort_key(
    store: &Store,
    tally: &GroupStats,
    column: UsageColumn,
    counts: &[Option<u32>],
    member: Member,
) -> Option<i128> {
    let at = member as usize;
    let seen = &tally.seen[at];
    match column {
        UsageColumn::Name => Some(tally.directory.rank(store, member).into()),
        UsageColumn::SignIns => Some(seen.counts.total().into()),
        UsageColumn::Success => Some(seen.counts.success.into()),
        UsageColumn::Failure => Some(seen.counts.failure.into()),
        UsageColumn::Interrupted => Some(seen.counts.interrupted.into()),
        // Fractions of counts differ by more than a part in 2^64, so no two of them become the same number.
        UsageColumn::SuccessRate => {
            let ended = i128::from(seen.counts.success) + i128::from(seen.counts.failure);
            (i128::from(seen.counts.success) << 64).checked_div(ended)
        }
        UsageColumn::First => seen.first.map(i128::from),
        UsageColumn::Last => seen.last.map(i128::from),
        UsageColumn::FirstInLog => tally.directory.first_in_log(store, member).map(i128::from),
        UsageColumn::Guest => tally.is_guest(store, member).map(i128::from),
        UsageColumn::Users
        | UsageColumn::Applications
        | UsageColumn::Countries
        | UsageColumn::Cities
        | UsageColumn::Addresses
        | UsageColumn::Devices
        | UsageColumn::Methods => counts.get(at).copied().flatten().map(i128::from),
    }
}

fn row(store: &Store, tally: &GroupStats, status_of: &StatusOf<'_>, member: Member, variety: Variety) -> UsageRow {
    let (at, directory) = (member as usize, &tally.directory);
    UsageRow {
        key: directory.key(store, member),
        name: directory.name(store, member),
        also: directory.also(store, member),
        seen: tally.seen[at],
        first_in_log: directory.first_in_log(store, member),
        is_guest: tally.is_guest(store, member),
        variety,
        failures: failures(store, status_of, tally.rows.rows(member)),
    }
}

/// How many reasons of failures a row says.
const REASONS: usize = 3;

/// The commonest reasons of the failures among some rows, ties by number.
fn failures(store: &Store, status_of: &StatusOf<'_>, rows: &[u32]) -> Vec<Failure> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut by_code: HashMap<u32, u32> = HashMap::new();
    let column = store.texts(Field::ErrorCode);
    for row in rows.iter().map(|&row| row as usize).filter(|&row| status_of.row(row) == Some(Status::Failure)) {
        *by_code.entry(column.map_or(0, |column| column.code(row))).or_default() += 1;
    }
    for (code, count) in by_code {
        let text = column.and_then(|column| column.dictionary.text(code)).unwrap_or_default();
        let text = error_code::parse(text).map_or_else(|| text.to_owned(), |number| number.to_string());
        *counts.entry(text).or_default() += count;
    }
    let mut failures: Vec<Failure> = counts.into_iter().map(|(code, count)| Failure { code, count }).collect();
    let number = |failure: &Failure| error_code::parse(&failure.code).unwrap_or(u32::MAX);
    failures.sort_by(|left, right| {
        right.count.cmp(&left.count).then(number(left).cmp(&number(right))).then(left.code.cmp(&right.code))
    });
    failures.truncate(REASONS);
    failures
}
