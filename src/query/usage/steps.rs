//! A period cut into hours, days or weeks of a calendar.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, DAY, HOUR, WEEK};

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unit {
    /// Hours on the clock.
    Hour,
    /// Days.
    Day,
    /// ISO weeks: from Monday.
    Week,
}

/// Of a chart without a unit of its own the finest that needs no more steps than this is taken.
const ROOM: i64 = 100;
/// No chart has more steps than this: a date in the wrong century must not make millions.
const MOST_STEPS: i64 = 1500;

impl Unit {
    const ALL: [Unit; 3] = [Unit::Hour, Unit::Day, Unit::Week];

    /// The unit that shows a span best, first and last instant given.
    pub fn for_span((first, last): (i64, i64)) -> Unit {
        let fits = |unit: &Unit| last.saturating_sub(first) / unit.millis() < ROOM;
        Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Week)
    }

    fn millis(self) -> i64 {
        match self {
            Unit::Hour => HOUR,
            Unit::Day => DAY,
            Unit::Week => WEEK,
        }
    }
}

/// Steps one after the other, without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) struct Steps {
    pub unit: Unit,
    /// How many units a step has: one, but in a chart that would be too long.
    pub every: u32,
    /// The first instant of each step, and of the one after the last.
    edges: Vec<i64>,
    /// The first and the last instant there can be data of.
    covered: (i64, i64),
}

impl Steps {
    /// The steps from the one with the first instant to the one with the last. A unit too fine for that is made coarser.
    pub fn new(calendar: &Calendar, unit: Unit, (first, last): (i64, i64), covered: (i64, i64)) -> Steps {
        let fits = |wanted: &Unit| *wanted >= unit && last.saturating_sub(first) / wanted.millis() < MOST_STEPS;
        let unit = Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Week);
        let every = (last.saturating_sub(first) / unit.millis() / MOST_STEPS) + 1;
        let mut edges = vec![start(calendar, unit, first)];
        let mut at = edges[0];
        while at <= last {
            at = match unit {
                Unit::Hour => calendar.hour(at).1,
                // A day that the calendar skips has no length and no step.
                Unit::Day => following(at, calendar.day(at) + 1, |day| calendar.start_of_day(day)),
                Unit::Week => following(at, calendar.week(at) + every, |week| calendar.start_of_week(week)),
            };
            edges.push(at);
        }
        Steps { unit, every: every as u32, edges, covered }
    }

    pub fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// The first instant of a step, that of the next, and whether there can be no data of some part of it.
    pub fn bounds(&self, step: usize) -> (i64, i64, bool) {
        let (from, to) = (self.edges[step], self.edges[step + 1]);
        (from, to, from < self.covered.0 || to - 1 > self.covered.1)
    }

    /// Looks steps up for one instant after the other.
    pub fn finder(&self) -> StepFinder<'_> {
        StepFinder { edges: &self.edges, step: 0 }
    }
}

fn start(calendar: &Calendar, unit: Unit, instant: i64) -> i64 {
    match unit {
        Unit::Hour => calendar.hour(instant).0,
        Unit::Day => calendar.start_of_day(calendar.day(instant)),
        Unit::Week => calendar.start_of_week(calendar.week(instant)),
    }
}

/// The first start, from a number on, that is after an instant.
fn following(instant: i64, number: i64, start: impl Fn(i64) -> i64) -> i64 {
    (number..).map(start).find(|&start| start > instant).unwrap_or(i64::MAX)
}

/// Looks steps up. Neighbours in a file are neighbours in time, so most instants are in the step of the one before.
pub(in crate::query) struct StepFinder<'a> {
    edges: &'a [i64],
    step: usize,
}

impl StepFinder<'_> {
    /// The step an instant is in; `None` before the first and after the last.
    #[inline]
    pub fn step(&mut self, instant: i64) -> Option<usize> {
        if instant < self.edges[self.step] || instant >= self.edges[self.step + 1] {
            let later = self.edges.partition_point(|&edge| edge <= instant);
            if later == 0 || later == self.edges.len() {
                return None;
            }
            self.step = later - 1;
        }
        Some(self.step)
    }
}
