//! Policies × results: how many sign-ins, users and applications each policy had each result for.

use serde::{Deserialize, Serialize};

use super::evaluations::{Evaluations, Policy};
use super::result::PolicyResult;
use crate::query::Filter;
use crate::query::usage::entity_index::Member;
use crate::query::usage::group_counts::RowsByMember;
use crate::query::usage::{EntityIndexes, EntityKind, Scope};
use crate::schema::List;
use crate::store::{ListColumn, RowSet, Store};

/// Policies × results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    /// The records asked for.
    pub scope: Scope,
    /// Sign-ins with policies.
    pub with_policies: u32,
    /// Sign-ins whose file has an empty list of policies, which says nothing: it is also empty where whoever exported
    /// the file may not read policies.
    pub empty: u32,
    /// Sign-ins whose file does not say.
    pub not_in_file: u32,
    /// The policies of the records asked for, by name; `None` if no record has any.
    pub policies: Option<Vec<MatrixRow>>,
}

/// A policy with its results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixRow {
    /// The policy.
    pub policy: Policy,
    /// The results it had, in the order of [`PolicyResult::all`].
    pub cells: Vec<MatrixCell>,
}

/// Sign-ins for which a policy had one result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// The result.
    pub result: PolicyResult,
    /// Sign-ins.
    pub sign_ins: u32,
    /// Distinct users.
    pub users: u32,
    /// Distinct applications.
    pub applications: u32,
    /// What a click stands for.
    pub filter: Filter,
}

/// The matrix of the rows of a scope.
pub fn matrix(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    scope: &Scope,
) -> Matrix {
    let column = store.list(List::Policies);
    let by_list = column.counts(rows);
    let not_in_file = by_list.first().copied().unwrap_or_default();
    let is_empty = |list: u32| column.entries(list).is_some_and(|mut entries| entries.next().is_none());
    let empty =
        (0..).zip(&by_list).filter(|(list, count)| **count > 0 && is_empty(*list)).map(|(_, count)| count).sum();
    let with_policies = rows.count() as u32 - not_in_file - empty;
    let mut sign_ins = vec![0; evaluations.policies().len() * PolicyResult::COUNT];
    for (list, &count) in (0..).zip(&by_list) {
        evaluations.cells(list).iter().for_each(|&cell| sign_ins[place(cell)] += count);
    }
    let mut distinct = |subject| distinct(evaluations, column, &known.sorted(store, rows, subject));
    let (applications, users) = (distinct(EntityKind::Application), distinct(EntityKind::User));
    let mut policies: Vec<MatrixRow> = Vec::new();
    for (number, policy) in (0..).zip(evaluations.policies()) {
        let cell = |result| {
            let place = place((number, result));
            Some(MatrixCell {
                result,
                sign_ins: *sign_ins.get(place).filter(|&&count| count > 0)?,
                users: users.get(place).copied().unwrap_or_default(),
                applications: applications.get(place).copied().unwrap_or_default(),
                filter: evaluations.filter(&policy.key, &[result]),
            })
        };
        let cells: Vec<MatrixCell> = PolicyResult::all().filter_map(cell).collect();
        if !cells.is_empty() {
            policies.push(MatrixRow { policy: policy.clone(), cells });
        }
    }
    policies.sort_by_cached_key(|row| (row.policy.name.to_lowercase(), row.policy.key.clone()));
    let policies = (with_policies > 0).then_some(policies);
    Matrix { scope: scope.clone(), with_policies, empty, not_in_file, policies }
}

fn place((policy, result): (u32, PolicyResult)) -> usize {
    policy as usize * PolicyResult::COUNT + result as usize
}

/// How many members of a subject each cell has. Rows come one member after the other, so that a cell need only remember
/// who was there last, and equal lists of one member are looked at once.
fn distinct(evaluations: &Evaluations, column: &ListColumn, rows: &RowsByMember) -> Vec<u32> {
    let cells = evaluations.policies().len() * PolicyResult::COUNT;
    let (mut counts, mut last) = (vec![0; cells], vec![Member::MAX; cells]);
    let mut last_of_list = vec![Member::MAX; column.list_count()];
    for (member, rows) in rows.iter() {
        for &row in rows {
            let list = column.list_code(row as usize);
            if std::mem::replace(&mut last_of_list[list as usize], member) == member {
                continue;
            }
            for &cell in evaluations.cells(list) {
                if std::mem::replace(&mut last[place(cell)], member) != member {
                    counts[place(cell)] += 1;
                }
            }
        }
    }
    counts
}
