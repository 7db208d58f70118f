//! Report-only: what would happen if a policy that only reports were enforced tomorrow.

use serde::{Deserialize, Serialize};

use super::evaluations::{Evaluations, Policy};
use super::page::{PolicyQuestion, ResultsOf};
use super::result::PolicyResult;
use crate::query::status_counts::StatusOf;
use crate::query::usage::over_time::steps;
use crate::query::usage::profile::top;
use crate::query::usage::{EntityIndexes, EntityKind, Scope, TopValues, Unit};
use crate::query::{Filter, Test, select};
use crate::schema::{Field, List, Status};
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// The results of sign-ins that enforcing the policy would change.
pub const AFFECTED: [PolicyResult; 2] = [PolicyResult::ReportOnlyFailure, PolicyResult::ReportOnlyInterrupted];

/// The policies that only report, with what they would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportOnlyImpacts {
    /// The records asked for.
    pub scope: Scope,
    /// By name; `None` if no file says which policies there were.
    pub policies: Option<Vec<ReportOnlyRow>>,
    /// Sign-ins for which Graph kept the results of some policy that only reports to itself: what such a policy would
    /// do to them is not in this file.
    pub withheld: u32,
}

/// What one policy would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportOnlyRow {
    /// The policy.
    pub policy: Policy,
    /// Sign-ins it would have refused.
    pub blocked: Impact,
    /// Sign-ins in which it would have asked the user for something.
    pub prompted: Impact,
    /// The filter of both.
    pub affected: Filter,
}

/// Sign-ins that would have gone another way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// How many.
    pub sign_ins: u32,
    /// How many of them really succeeded: these people would notice.
    pub succeeded: u32,
    /// Distinct users.
    pub users: u32,
    /// Distinct users with one that succeeded.
    pub succeeded_users: u32,
}

/// What enforcing one policy would change. The list of people to warn is the table of users of
/// [`ReportOnlyImpact::people`]: their sign-ins, successes among them, and the last one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportOnlyImpact {
    /// The question.
    pub question: PolicyQuestion,
    /// The policy with both numbers; `None` if it has no report-only result.
    pub row: Option<ReportOnlyRow>,
    /// The affected sign-ins by application.
    pub applications: TopValues,
    /// By operating system.
    pub platforms: TopValues,
    /// By country.
    pub countries: TopValues,
    /// What a bar is.
    pub unit: Unit,
    /// Over time.
    pub bars: Vec<ImpactBar>,
    /// The affected sign-ins of the scope.
    pub people: Scope,
}

/// The affected sign-ins of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactBar {
    /// Its first instant, UTC milliseconds.
    pub from: i64,
    /// The first instant after it.
    pub to: i64,
    /// Whether the data or the period begin or end inside it.
    pub is_partial: bool,
    /// Sign-ins it would have refused.
    pub blocked: u32,
    /// Sign-ins in which it would have asked the user for something.
    pub prompted: u32,
    /// How many of both really succeeded.
    pub succeeded: u32,
}

/// All policies that only report among the rows of a scope.
pub fn report_only_impacts(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    scope: &Scope,
) -> ReportOnlyImpacts {
    let by_list = store.list(List::Policies).counts(rows);
    let mut reports = vec![false; evaluations.policies().len()];
    let mut withheld = 0;
    for (list, &count) in (0..).zip(&by_list).filter(|(_, count)| **count > 0) {
        let cells = evaluations.cells(list);
        cells.iter().for_each(|&(policy, result)| reports[policy as usize] |= result.is_report_only());
        let is_withheld = cells.iter().any(|(_, result)| *result == PolicyResult::Withheld);
        withheld += count * u32::from(is_withheld);
    }
    let succeeded = succeeded(store);
    let reporting = (0..).zip(&reports).filter(|(_, reports)| **reports).map(|(number, _)| number);
    let mut policies: Vec<ReportOnlyRow> =
        reporting.map(|number| row(store, known, evaluations, rows, &succeeded, number)).collect();
    policies.sort_by_cached_key(|row| (row.policy.name.to_lowercase(), row.policy.key.clone()));
    let is_in_file = by_list.iter().skip(1).any(|&count| count > 0);
    ReportOnlyImpacts { scope: scope.clone(), policies: is_in_file.then_some(policies), withheld }
}

/// One policy among the rows of the question's scope.
pub fn report_only_impact(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    question: &PolicyQuestion,
) -> ReportOnlyImpact {
    let number = evaluations.find(&question.key);
    let results = ResultsOf::new(store, evaluations, number);
    let affected = results.rows(store, rows, &AFFECTED);
    let is_reporting = !results
        .rows(store, rows, &PolicyResult::all().filter(|result| result.is_report_only()).collect::<Vec<_>>())
        .is_none();
    let succeeded = succeeded(store);
    let limit = question.limit as usize;
    let (unit, bars) = bars(store, known, &affected, question, &results);
    let both = evaluations.filter(&question.key, &AFFECTED);
    let PolicyQuestion { scope, .. } = question;
    ReportOnlyImpact {
        question: question.clone(),
        row: number.filter(|_| is_reporting).map(|number| row(store, known, evaluations, rows, &succeeded, number)),
        applications: top(store, known, &affected, EntityKind::Application, limit),
        platforms: top(store, known, &affected, EntityKind::OperatingSystem, limit),
        countries: top(store, known, &affected, EntityKind::Country, limit),
        unit,
        bars,
        people: Scope { filter: Filter::All(vec![scope.filter.clone(), both]), period: scope.period },
    }
}

fn succeeded(store: &Store) -> RowSet {
    let success = Test::OneOf(vec![Status::Success.label().to_owned()]);
    select(store, &Filter::Field(Field::Status, success))
}

fn row(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    succeeded: &RowSet,
    number: u32,
) -> ReportOnlyRow {
    let results = ResultsOf::new(store, evaluations, Some(number));
    let mut impact = |result| impact(store, known, &results.rows(store, rows, &[result]), succeeded);
    let policy = evaluations.policies()[number as usize].clone();
    ReportOnlyRow {
        blocked: impact(PolicyResult::ReportOnlyFailure),
        prompted: impact(PolicyResult::ReportOnlyInterrupted),
        affected: evaluations.filter(&policy.key, &AFFECTED),
        policy,
    }
}

fn impact(store: &Store, known: &mut EntityIndexes, rows: &RowSet, succeeded: &RowSet) -> Impact {
    let mut good = rows.clone();
    good.and(succeeded);
    let mut users = |rows: &RowSet| {
        let users = known.of(store, EntityKind::User);
        users.map_or(0, |users| users.seen(store, rows))
    };
    Impact {
        sign_ins: rows.count() as u32,
        succeeded: good.count() as u32,
        users: users(rows),
        succeeded_users: users(&good),
    }
}

fn bars(
    store: &Store,
    known: &mut EntityIndexes,
    affected: &RowSet,
    question: &PolicyQuestion,
    results: &ResultsOf,
) -> (Unit, Vec<ImpactBar>) {
    let PolicyQuestion { scope, calendar, unit, .. } = question;
    let Some(steps) = steps(store, known, affected, scope, calendar, *unit) else {
        return (unit.unwrap_or(Unit::Week), Vec::new());
    };
    let bar = |step| {
        let (from, to, is_partial) = steps.bounds(step);
        ImpactBar { from, to, is_partial, ..ImpactBar::default() }
    };
    let mut bars: Vec<ImpactBar> = (0..steps.len()).map(bar).collect();
    let (column, status_of, mut finder) = (store.list(List::Policies), StatusOf::new(store), steps.finder());
    let times = store.times();
    affected.for_each(|row| {
        let (time, list) = (times[row], column.list_code(row));
        let Some(step) = Some(time).filter(|&time| is_time(time)).and_then(|time| finder.step(time)) else { return };
        let bar = &mut bars[step];
        bar.blocked += u32::from(results.has(list, PolicyResult::ReportOnlyFailure));
        bar.prompted += u32::from(results.has(list, PolicyResult::ReportOnlyInterrupted));
        bar.succeeded += u32::from(status_of.row(row) == Some(Status::Success));
    });
    (steps.unit, bars)
}
