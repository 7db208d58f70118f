//! Every Conditional Access policy of all records, and what each distinct list of policies says about them.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::result::PolicyResult;
use crate::query::usage::EntityKey;
use crate::query::{Filter, Test};
use crate::schema::{List, Part};
use crate::store::table::is_time;
use crate::store::{Code, ListColumn, ListEntry, Store};

/// A policy, with the names it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its identifier; its name where files have none.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// All its names, the oldest first.
    pub versions: Vec<Version>,
}

/// A name of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The name.
    pub name: String,
    /// The first sign-in that has it, UTC milliseconds; `None` if none has a time.
    pub first: Option<i64>,
    /// The last one.
    pub last: Option<i64>,
}

/// The policies of all records. Many records have equal lists of policies, so all is decided once for each distinct
/// list. Good until records are added.
#[derive(Clone, Debug)]
pub struct Evaluations {
    policies: Vec<Policy>,
    /// The policies of all lists with their results, one list after the other, each combination once a list.
    cells: Vec<(u32, PolicyResult)>,
    /// Where the cells of each list end.
    ends: Vec<u32>,
    /// What files write for each result.
    texts: Vec<Vec<String>>,
}

impl Evaluations {
    /// Looks at all lists.
    pub fn new(store: &Store) -> Evaluations {
        let column = store.list(List::Policies);
        let mut found = Finder::default();
        let (mut cells, mut ends) = (Vec::new(), Vec::with_capacity(column.list_count()));
        let spans = spans(store, column);
        for (list, span) in (0..).zip(&spans) {
            let start = cells.len();
            for entry in column.entries(list).into_iter().flatten() {
                let policy = found.policy(entry, *span);
                let cell = (policy, PolicyResult::of(entry.part(Part::PolicyResult).unwrap_or_default()));
                if !cells[start..].contains(&cell) {
                    cells.push(cell);
                }
            }
            ends.push(cells.len() as u32);
        }
        let mut texts: Vec<Vec<String>> = PolicyResult::all().map(|result| vec![result.name().to_owned()]).collect();
        texts[PolicyResult::Unknown as usize].push(String::new());
        for (_, text) in column.part(Part::PolicyResult).texts() {
            let known = &mut texts[PolicyResult::of(text) as usize];
            if !known.iter().any(|known| known.eq_ignore_ascii_case(text)) {
                known.push(text.to_owned());
            }
        }
        let policies = found.policies.into_iter().map(Found::policy).collect();
        Evaluations { policies, cells, ends, texts }
    }

    /// All policies in the order they were met.
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// The number of a policy, if there is one with this key.
    pub(super) fn find(&self, key: &EntityKey) -> Option<u32> {
        (0..).zip(&self.policies).find(|(_, policy)| policy.key == *key).map(|(number, _)| number)
    }

    /// The policies of a list with their results.
    pub(super) fn cells(&self, list: Code) -> &[(u32, PolicyResult)] {
        let list = list as usize;
        let start = if list == 0 { 0 } else { self.ends[list - 1] as usize };
        &self.cells[start..self.ends[list] as usize]
    }

    /// The filter that keeps the sign-ins for which a policy had one of these results.
    pub fn filter(&self, key: &EntityKey, results: &[PolicyResult]) -> Filter {
        let mut tests = match key {
            EntityKey::Id(id) => vec![(Part::PolicyId, one_of([id.as_str()]))],
            EntityKey::Name(name) => {
                vec![(Part::PolicyId, Test::IsEmpty), (Part::PolicyName, one_of([name.as_str()]))]
            }
        };
        tests.push((Part::PolicyResult, self.results_test(results)));
        Filter::Entry(List::Policies, tests)
    }

    /// The test of the result that these results pass, however files write them.
    pub(super) fn results_test(&self, results: &[PolicyResult]) -> Test {
        one_of(results.iter().flat_map(|&result| &self.texts[result as usize]).map(String::as_str))
    }
}

fn one_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Test {
    Test::OneOf(texts.into_iter().map(str::to_owned).collect())
}

/// First and last time, if any record has one.
type Span = Option<(i64, i64)>;

/// The times between which each list occurs.
fn spans(store: &Store, column: &ListColumn) -> Vec<Span> {
    let mut spans: Vec<Span> = vec![None; column.list_count()];
    for (row, &time) in store.times().iter().enumerate().filter(|(_, time)| is_time(**time)) {
        let span = &mut spans[column.list_code(row) as usize];
        *span = joined(*span, Some((time, time)));
    }
    spans
}

fn joined(one: Span, other: Span) -> Span {
    match (one, other) {
        (Some((first, last)), Some((other_first, other_last))) => Some((first.min(other_first), last.max(other_last))),
        (one, other) => one.or(other),
    }
}

/// Policies while they are being found.
#[derive(Default)]
struct Finder {
    policies: Vec<Found>,
    /// The policy and the version of each combination of the codes of identifier and name.
    known: HashMap<(Code, Code), (u32, usize)>,
    /// The policy of each key in lower case.
    by_key: HashMap<EntityKey, u32>,
}

struct Found {
    key: EntityKey,
    versions: Vec<(String, Span)>,
}

impl Finder {
    fn policy(&mut self, entry: ListEntry<'_>, span: Span) -> u32 {
        let codes = (entry.code(Part::PolicyId), entry.code(Part::PolicyName));
        let (policy, version) = match self.known.get(&codes) {
            Some(&known) => known,
            None => {
                let met = self.meet(entry);
                self.known.insert(codes, met);
                met
            }
        };
        let (_, known) = &mut self.policies[policy as usize].versions[version];
        *known = joined(*known, span);
        policy
    }

    fn meet(&mut self, entry: ListEntry<'_>) -> (u32, usize) {
        let name = entry.part(Part::PolicyName).unwrap_or_default();
        let key = match entry.part(Part::PolicyId).unwrap_or_default() {
            "" => EntityKey::Name(name.to_owned()),
            id => EntityKey::Id(id.to_owned()),
        };
        let folded = match &key {
            EntityKey::Id(id) => EntityKey::Id(id.to_lowercase()),
            EntityKey::Name(name) => EntityKey::Name(name.to_lowercase()),
        };
        let policies = &mut self.policies;
        let policy = *self.by_key.entry(folded).or_insert_with(|| {
            policies.push(Found { key, versions: Vec::new() });
            policies.len() as u32 - 1
        });
        let versions = &mut policies[policy as usize].versions;
        let known = versions.iter().position(|(known, _)| known == name);
        let version = known.unwrap_or_else(|| {
            versions.push((name.to_owned(), None));
            versions.len() - 1
        });
        (policy, version)
    }
}

impl Found {
    fn policy(mut self) -> Policy {
        // Stable sorts: what happened at the same time stays in the order it was met.
        self.versions.sort_by_key(|(_, span)| *span);
        // Of names of one instant the first that was met counts: the last maximum from behind.
        let named = self.versions.iter().rev().filter(|(name, _)| !name.is_empty());
        let newest = named.max_by_key(|(_, span)| span.map(|(first, last)| (last, first)));
        let (EntityKey::Id(key) | EntityKey::Name(key)) = &self.key;
        let name = newest.map_or_else(|| key.clone(), |(name, _)| name.clone());
        let version = |(name, span): (String, Span)| Version {
            name,
            first: span.map(|(first, _)| first),
            last: span.map(|(_, last)| last),
        };
        Policy { name, key: self.key, versions: self.versions.into_iter().map(version).collect() }
    }
}
