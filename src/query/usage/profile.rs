//! The pattern of some sign-ins: when, from where, with what; the page of a user, an application or a policy.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::entity::EntityKind;
use super::entity_indexes::EntityIndexes;
use super::group_counts::{TopValues, marks, method_marks};
use super::over_time::{OverTime, OverTimeQuestion, Split, over_time};
use super::period::Scope;
use super::steps::Unit;
use crate::query::status_counts::StatusOf;
use crate::query::{Filter, StatusCounts, Test, select};
use crate::schema::{Field, Status};
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// A question for a pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileQuestion {
    /// The records.
    pub scope: Scope,
    /// The zone of display.
    pub calendar: Calendar,
    /// Hours, days or weeks; `None` for what suits the span.
    pub unit: Option<Unit>,
    /// At most so many values of each subject.
    pub limit: u32,
}

/// The pattern of some sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The question.
    pub question: ProfileQuestion,
    /// When they were.
    pub over_time: OverTime,
    /// The hours of the week on the clock of the zone: 24 from Monday at midnight, then those of Tuesday, ….
    pub week: Vec<StatusCounts>,
    /// The most frequent values of each of [`Profile::SUBJECTS`], in this order; error codes are those of failures.
    pub marks: Vec<TopValues>,
}

impl Profile {
    /// What a pattern tells of.
    pub const SUBJECTS: [EntityKind; 12] = [
        EntityKind::User,
        EntityKind::Application,
        EntityKind::Resource,
        EntityKind::ClientApp,
        EntityKind::Country,
        EntityKind::City,
        EntityKind::Address,
        EntityKind::Device,
        EntityKind::OperatingSystem,
        EntityKind::Browser,
        EntityKind::Method,
        EntityKind::ErrorCode,
    ];
}

/// The pattern of the rows of the question's scope.
pub fn profile(store: &Store, known: &mut EntityIndexes, rows: &RowSet, question: &ProfileQuestion) -> Profile {
    let ProfileQuestion { scope, calendar, unit, limit } = question.clone();
    let time = OverTimeQuestion { scope, calendar, unit, split: Split::None };
    Profile {
        over_time: over_time(store, known, rows, &time),
        week: hours_of_week(store, rows, &question.calendar),
        marks: Profile::SUBJECTS.iter().map(|&subject| top(store, known, rows, subject, limit as usize)).collect(),
        question: question.clone(),
    }
}

/// The most frequent members of any subject.
pub(in crate::query) fn top(
    store: &Store,
    known: &mut EntityIndexes,
    rows: &RowSet,
    subject: EntityKind,
    limit: usize,
) -> TopValues {
    let failed;
    let rows = match subject {
        EntityKind::ErrorCode => {
            failed = failures_among(store, rows);
            &failed
        }
        _ => rows,
    };
    match known.of(store, subject) {
        Some(directory) => marks(store, rows, &directory, limit),
        None => method_marks(store, rows, &known.methods(store), limit),
    }
}

fn failures_among(store: &Store, rows: &RowSet) -> RowSet {
    let is_failure = Test::OneOf(vec![Status::Failure.label().to_owned()]);
    let mut failed = select(store, &Filter::Field(Field::Status, is_failure));
    failed.and(rows);
    failed
}

/// Sign-ins by hour of the week.
fn hours_of_week(store: &Store, rows: &RowSet, calendar: &Calendar) -> Vec<StatusCounts> {
    let mut hours = vec![StatusCounts::default(); 7 * 24];
    let (status_of, times) = (StatusOf::new(store), store.times());
    // Neighbours in a file are neighbours in time: most are in the hour of the one before.
    let (mut from, mut to, mut hour) = (0, 0, 0);
    rows.for_each(|row| {
        let time = times[row];
        if !is_time(time) {
            return;
        }
        if time < from || time >= to {
            (from, to) = calendar.hour(time);
            hour = calendar.hour_of_week(time);
        }
        hours[hour].add(status_of.row(row));
    });
    hours
}
