//! Sign-ins over time in steps of the calendar of the zone of display: minutes, hours, days or weeks.

use serde::{Deserialize, Serialize};

use super::status_counts::{StatusCounts, StatusOf};
use super::usage::{Calendar, Unit};
use super::{Filter, Test};
use crate::query::usage::steps::Steps;
use crate::schema::Field;
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// A question for the numbers over the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SummaryQuestion {
    /// The records.
    pub filter: Filter,
    /// The zone of display, whose hours, days and weeks the timeline has.
    pub calendar: Calendar,
    /// The steps of the timeline; `None` for what suits the span.
    pub unit: Option<Unit>,
}

/// What a step of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// So many minutes of an hour on the clock.
    Minutes(u32),
    /// An hour on the clock.
    Hour,
    /// A day.
    Day,
    /// So many ISO weeks: one, but where that would be too many steps.
    Weeks(u32),
}

/// Sign-ins over time, step after step without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// What a step is.
    pub pace: Pace,
    /// The first instant of each step, and of the one after the last, UTC milliseconds.
    pub edges: Vec<i64>,
    /// The first and the last instant there can be sign-ins of: what the files and the date filter have in common.
    pub covered: (i64, i64),
    /// The counts of each step.
    pub counts: Vec<StatusCounts>,
    /// The part of it that holds nearly all sign-ins, if that is a small part.
    pub dense: Option<Dense>,
}

/// The part of a time line that holds nearly all sign-ins: a few that are far off make all others a single bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dense {
    /// Its first and its last sign-in, UTC milliseconds.
    pub span: (i64, i64),
    /// How many sign-ins lie in it, and how many before and after it.
    pub inside: u32,
    /// How many lie before or after it.
    pub outside: u32,
}

impl Default for Timeline {
    fn default() -> Timeline {
        Timeline { pace: Pace::Hour, edges: Vec::new(), covered: (0, 0), counts: Vec::new(), dense: None }
    }
}

impl Timeline {
    /// The first instant of a step and that of the one after it; `None` if there is no such step.
    pub fn bounds(&self, step: usize) -> Option<(i64, i64)> {
        Some((*self.edges.get(step)?, *self.edges.get(step + 1)?))
    }

    /// Whether the files or the date filter begin or end inside a step, so that it cannot be compared with the others.
    pub fn is_partial(&self, step: usize) -> bool {
        self.bounds(step).is_some_and(|(from, to)| from < self.covered.0 || to - 1 > self.covered.1)
    }
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Parts of an hour people think in.
const MINUTES: [i64; 3] = [1, 5, 15];
/// The finest steps are taken of which a span has no more than this: the bars of a week's hours can still be told apart.
const ROOM: i64 = 180;

/// The rows of a set over their span (oldest and newest time, in UTC milliseconds).
pub(super) fn timeline(
    store: &Store,
    rows: &RowSet,
    status_of: &StatusOf,
    question: &SummaryQuestion,
    span: Option<(i64, i64)>,
) -> Timeline {
    let Some(span) = span else { return Timeline::default() };
    let (pace, edges) = steps(&question.calendar, question.unit, span);
    let mut counts = vec![StatusCounts::default(); edges.len() - 1];
    // Neighbours in a file are neighbours in time: most rows are in the step of the one before, without a search.
    let (mut index, mut from, mut to) = (0, edges[0], edges[1]);
    let times = store.times();
    rows.for_each(|row| {
        let time = times[row];
        if is_time(time) {
            if time < from || time >= to {
                index = edges.partition_point(|&edge| edge <= time) - 1;
                (from, to) = (edges[index], edges[index + 1]);
            }
            counts[index].add(status_of.row(row));
        }
    });
    let dense = dense(store, rows, &edges, &counts);
    Timeline { pace, edges, covered: covered(store, &question.filter, span), counts, dense }
}

/// One of so many sign-ins may lie outside of the part that is called dense; of fewer one may all the same.
const OUTSIDE: u32 = 100;
/// Of fewer sign-ins none can be called far from the others.
const FEWEST: u32 = 3;
/// The whole must be so many times as long as the part.
const SPARSE: i64 = 20;

/// The shortest part of the time line that holds nearly all sign-ins, if the whole is much longer.
fn dense(store: &Store, rows: &RowSet, edges: &[i64], counts: &[StatusCounts]) -> Option<Dense> {
    let total: u32 = counts.iter().map(StatusCounts::total).sum();
    let needed = total.checked_sub((total / OUTSIDE).max(1)).filter(|_| total >= FEWEST)?;
    // For every first step the first last one with which it has enough.
    let (mut end, mut inside) = (0, 0);
    let mut shortest: Option<(i64, usize, usize, u32)> = None;
    for start in 0..counts.len() {
        while inside < needed && end < counts.len() {
            inside += counts[end].total();
            end += 1;
        }
        if inside < needed {
            break;
        }
        let length = edges[end] - edges[start];
        shortest = shortest.filter(|&(shorter, ..)| shorter <= length).or(Some((length, start, end, inside)));
        inside -= counts[start].total();
    }
    let (_, start, end, inside) = shortest?;
    let (from, to) = (edges[start], edges[end]);
    let whole = edges.last()? - edges.first()?;
    if to - from > whole / 2 {
        return None;
    }
    let mut span = (i64::MAX, i64::MIN);
    rows.for_each_value(store.times(), |_, time| {
        if (from..to).contains(&time) {
            span = (span.0.min(time), span.1.max(time));
        }
    });
    let is_small = (span.1 - span.0).max(MINUTE).saturating_mul(SPARSE) < whole;
    (is_small && inside < total).then_some(Dense { span, inside, outside: total - inside })
}

/// The steps that cover a span: of the unit wanted, or of the pace that suits the span.
fn steps(calendar: &Calendar, unit: Option<Unit>, span: (i64, i64)) -> (Pace, Vec<i64>) {
    let length = span.1.saturating_sub(span.0);
    let fits = |millis: i64| length / millis < ROOM;
    let unit = match unit {
        Some(unit) => unit,
        None => match MINUTES.into_iter().find(|minutes| fits(minutes * MINUTE)) {
            Some(minutes) => return (Pace::Minutes(minutes as u32), parts_of_hours(calendar, minutes * MINUTE, span)),
            None if fits(HOUR) => Unit::Hour,
            None if fits(DAY) => Unit::Day,
            None => Unit::Week,
        },
    };
    let steps = Steps::new(calendar, unit, span, span);
    let pace = match steps.unit {
        Unit::Hour => Pace::Hour,
        Unit::Day => Pace::Day,
        Unit::Week => Pace::Weeks(steps.every),
    };
    let first = steps.bounds(0).0;
    (pace, std::iter::once(first).chain((0..steps.len()).map(|step| steps.bounds(step).1)).collect())
}

/// The first instants of parts of hours on the clock. Where clocks change inside an hour, its last part ends there.
fn parts_of_hours(calendar: &Calendar, part: i64, (first, last): (i64, i64)) -> Vec<i64> {
    let (hour, mut end) = calendar.hour(first);
    let mut edges = vec![first - (first - hour) % part];
    let mut at = edges[0];
    while at <= last {
        at = (at + part).min(end);
        end = calendar.hour(at).1;
        edges.push(at);
    }
    edges
}

/// What the files and the date filter have in common, around the span of the rows.
fn covered(store: &Store, filter: &Filter, span: (i64, i64)) -> (i64, i64) {
    let times = || store.times().iter().copied().filter(|&time| is_time(time));
    let (mut first, mut last) = (times().min().unwrap_or(span.0), times().max().unwrap_or(span.1));
    let newest = last;
    let parts = match filter {
        Filter::All(parts) => parts.as_slice(),
        other => std::slice::from_ref(other),
    };
    for part in parts {
        match part {
            Filter::Field(Field::Date, Test::Between { from, to }) => {
                first = first.max(from.unwrap_or(i64::MIN));
                last = last.min(to.map_or(i64::MAX, |to| to - 1));
            }
            Filter::Field(Field::Date, Test::Newest { millis }) => first = first.max(newest.saturating_sub(*millis)),
            Filter::Field(Field::Date, Test::Older { millis }) => last = last.min(newest.saturating_sub(*millis)),
            _ => {}
        }
    }
    (first, last)
}
