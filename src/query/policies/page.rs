//! One policy: its results over time, who and what it stopped, and why it did not apply.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::evaluations::{Evaluations, Policy};
use super::result::PolicyResult;
use crate::query::Filter;
use crate::query::usage::over_time::steps;
use crate::query::usage::profile::top;
use crate::query::usage::{Calendar, EntityIndexes, EntityKey, EntityKind, Scope, TopValues, Unit};
use crate::schema::condition::condition_labels;
use crate::schema::label::{grant_label, session_label};
use crate::schema::{List, Part};
use crate::store::table::is_time;
use crate::store::{ListEntry, RowSet, Store};

/// A question about one policy: what it did, or what enforcing it would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyQuestion {
    /// The records.
    pub scope: Scope,
    /// The policy.
    pub key: EntityKey,
    /// The zone of display.
    pub calendar: Calendar,
    /// Hours, days or weeks; `None` for what suits the span.
    pub unit: Option<Unit>,
    /// At most so many users, applications, platforms or countries each.
    pub limit: u32,
}

/// One policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyPage {
    /// The question.
    pub question: PolicyQuestion,
    /// The policy; `None` if no file has it.
    pub policy: Option<Policy>,
    /// Sign-ins by result, in the order of [`PolicyResult::all`].
    pub results: [u32; PolicyResult::COUNT],
    /// What a bar is.
    pub unit: Unit,
    /// Its results over time.
    pub bars: Vec<ResultBar>,
    /// The users of the sign-ins it stopped.
    pub stopped_users: TopValues,
    /// The applications of the sign-ins it stopped.
    pub stopped_applications: TopValues,
    /// The filter of the sign-ins it stopped: its result is failure.
    pub stopped: Filter,
    /// Conditions that did not match.
    pub not_satisfied: Vec<Share>,
    /// Grant controls it asked for.
    pub grant_controls: Vec<Share>,
    /// Session controls it set.
    pub session_controls: Vec<Share>,
}

/// The results of a policy in a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultBar {
    /// Its first instant, UTC milliseconds.
    pub from: i64,
    /// The first instant after it.
    pub to: i64,
    /// Whether the data or the period begin or end inside it.
    pub is_partial: bool,
    /// Sign-ins by result, in the order of [`PolicyResult::all`].
    pub counts: [u32; PolicyResult::COUNT],
}

/// How many sign-ins something is true of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// In the portal's words.
    pub label: String,
    /// Sign-ins.
    pub sign_ins: u32,
}

/// The page of a policy among the rows of the question's scope.
pub fn policy_page(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    question: &PolicyQuestion,
) -> PolicyPage {
    let number = evaluations.find(&question.key);
    let results = ResultsOf::new(store, evaluations, number);
    let counts = store.list(List::Policies).counts(rows);
    let stopped = results.rows(store, rows, &[PolicyResult::Failure]);
    let limit = question.limit as usize;
    let (unit, bars) = bars(store, known, rows, question, &results);
    let share = |part: Part, split: fn(&str) -> Vec<String>| shares(store, evaluations, number, &counts, part, split);
    PolicyPage {
        question: question.clone(),
        policy: number.and_then(|number| evaluations.policies().get(number as usize).cloned()),
        results: results.counts(&counts),
        unit,
        bars,
        stopped_users: top(store, known, &stopped, EntityKind::User, limit),
        stopped_applications: top(store, known, &stopped, EntityKind::Application, limit),
        stopped: evaluations.filter(&question.key, &[PolicyResult::Failure]),
        not_satisfied: share(Part::PolicyNotSatisfied, condition_labels),
        grant_controls: share(Part::PolicyGrants, |text| controls(text, grant_label)),
        session_controls: share(Part::PolicySessions, |text| controls(text, session_label)),
    }
}

/// The results of one policy in every list, as bits.
pub(super) struct ResultsOf(Vec<u16>);

impl ResultsOf {
    pub fn new(store: &Store, evaluations: &Evaluations, policy: Option<u32>) -> ResultsOf {
        let lists = 0..store.list(List::Policies).list_count() as u32;
        let bits = |list| {
            let own = evaluations.cells(list).iter().filter(|(number, _)| Some(*number) == policy);
            own.fold(0, |bits, &(_, result)| bits | bit(result))
        };
        ResultsOf(lists.map(bits).collect())
    }

    /// The rows with one of these results.
    pub fn rows(&self, store: &Store, within: &RowSet, results: &[PolicyResult]) -> RowSet {
        let wanted = results.iter().fold(0, |bits, &result| bits | bit(result));
        let keep: Vec<bool> = self.0.iter().map(|bits| bits & wanted != 0).collect();
        let mut rows = store.list(List::Policies).select_lists(&keep);
        rows.and(within);
        rows
    }

    /// Whether a list has a result.
    pub fn has(&self, list: u32, result: PolicyResult) -> bool {
        self.0[list as usize] & bit(result) != 0
    }

    fn counts(&self, by_list: &[u32]) -> [u32; PolicyResult::COUNT] {
        let mut counts = [0; PolicyResult::COUNT];
        for (bits, count) in self.0.iter().zip(by_list) {
            add(&mut counts, *bits, *count);
        }
        counts
    }
}

fn bit(result: PolicyResult) -> u16 {
    1 << result as u16
}

fn add(counts: &mut [u32; PolicyResult::COUNT], bits: u16, count: u32) {
    for (place, counted) in counts.iter_mut().enumerate() {
        *counted += count * u32::from(bits >> place & 1);
    }
}

fn bars(
    store: &Store,
    known: &mut EntityIndexes,
    rows: &RowSet,
    question: &PolicyQuestion,
    results: &ResultsOf,
) -> (Unit, Vec<ResultBar>) {
    let PolicyQuestion { scope, calendar, unit, .. } = question;
    let Some(steps) = steps(store, known, rows, scope, calendar, *unit) else {
        return (unit.unwrap_or(Unit::Week), Vec::new());
    };
    let bar = |step| {
        let (from, to, is_partial) = steps.bounds(step);
        ResultBar { from, to, is_partial, ..ResultBar::default() }
    };
    let mut bars: Vec<ResultBar> = (0..steps.len()).map(bar).collect();
    let (column, times, mut finder) = (store.list(List::Policies), store.times(), steps.finder());
    rows.for_each(|row| {
        let bits = results.0[column.list_code(row) as usize];
        let time = times[row];
        if bits != 0
            && is_time(time)
            && let Some(step) = finder.step(time)
        {
            add(&mut bars[step].counts, bits, 1);
        }
    });
    (steps.unit, bars)
}

/// How many sign-ins have each of the values that a part of the policy's entries is split into.
fn shares(
    store: &Store,
    evaluations: &Evaluations,
    policy: Option<u32>,
    by_list: &[u32],
    part: Part,
    split: fn(&str) -> Vec<String>,
) -> Vec<Share> {
    let Some(policy) = policy.and_then(|number| evaluations.policies().get(number as usize)) else {
        return Vec::new();
    };
    let column = store.list(List::Policies);
    let mut counts: HashMap<String, u32> = HashMap::new();
    for (list, &count) in (0..).zip(by_list).filter(|(_, count)| **count > 0) {
        let own = column.entries(list).into_iter().flatten().filter(|entry| is_of(*entry, &policy.key));
        let mut labels: Vec<String> = own.flat_map(|entry| split(entry.part(part).unwrap_or_default())).collect();
        labels.sort_unstable();
        labels.dedup();
        labels.into_iter().for_each(|label| *counts.entry(label).or_default() += count);
    }
    let mut shares: Vec<Share> = counts.into_iter().map(|(label, sign_ins)| Share { label, sign_ins }).collect();
    shares.sort_by(|left, right| right.sign_ins.cmp(&left.sign_ins).then_with(|| left.label.cmp(&right.label)));
    shares
}

fn is_of(entry: ListEntry<'_>, key: &EntityKey) -> bool {
    let (id, name) = (entry.part(Part::PolicyId).unwrap_or_default(), entry.part(Part::PolicyName));
    match key {
        EntityKey::Id(key) => id.to_lowercase() == key.to_lowercase(),
        EntityKey::Name(key) => id.is_empty() && name.unwrap_or_default().to_lowercase() == key.to_lowercase(),
    }
}

fn controls(text: &str, label: fn(&str) -> &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|control| !control.is_empty())
        .map(|control| label(control).to_owned())
        .collect()
}
