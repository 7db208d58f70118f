//! Sign-ins over time in equal steps.

use serde::{Deserialize, Serialize};

use super::summary::{StatusCounts, StatusOf};
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// Sign-ins over time in equal steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Start of the first step, UTC milliseconds.
    pub start: i64,
    /// Length of a step in milliseconds.
    pub step: i64,
    /// The counts of each step.
    pub counts: Vec<StatusCounts>,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Steps people think in. A week starts on Monday; longer spans get several weeks a step.
const STEPS: [i64; 10] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 28 * DAY];
/// Steps start where a Monday does: the first one after 1970-01-01, a Thursday.
const FIRST_MONDAY: i64 = 4 * DAY;
/// No more bars than fit beside the numbers.
const MOST_STEPS: i64 = 120;

/// The rows of a set over their span (oldest and newest time, in UTC milliseconds).
pub(super) fn timeline(store: &Store, rows: &RowSet, status_of: &StatusOf, span: Option<(i64, i64)>) -> Timeline {
    let Some((oldest, newest)) = span else { return Timeline::default() };
    let step = step_for(oldest, newest);
    let start = step_start(oldest, step);
    let mut counts = vec![StatusCounts::default(); ((newest - start) / step + 1) as usize];
    // Neighbours in a file are neighbours in time: most rows are in the step of the one before, without a division.
    let (mut index, mut from) = (0, start);
    rows.for_each(|row| {
        let time = store.times()[row];
        if is_time(time) {
            if !(from..from + step).contains(&time) {
                index = ((time - start) / step) as usize;
                from = start + index as i64 * step;
            }
            counts[index].add(status_of.row(row));
        }
    });
    Timeline { start, step, counts }
}

fn step_start(time: i64, step: i64) -> i64 {
    (time - FIRST_MONDAY).div_euclid(step) * step + FIRST_MONDAY
}

fn step_for(oldest: i64, newest: i64) -> i64 {
    let fits = |step: &i64| (newest - step_start(oldest, *step)) / step < MOST_STEPS;
    STEPS.into_iter().find(fits).unwrap_or_else(|| {
        let longest = STEPS[STEPS.len() - 1];
        longest * ((newest - oldest) / (longest * (MOST_STEPS - 1)) + 1)
    })
}
