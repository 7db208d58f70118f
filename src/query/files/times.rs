//! The records of a file over time, and where there are none.

use serde::{Deserialize, Serialize};

use crate::query::usage::steps::Steps;
use crate::query::usage::{Calendar, Unit};
use crate::store::table::is_time;
use crate::store::{RowSet, Store};

/// So many gaps are named.
const NAMED_GAPS: usize = 5;
/// A shorter time without records is no gap, milliseconds.
const LEAST_GAP: i64 = 3_600_000;

/// What a step of the strip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Hours, unless there were too many of them.
    pub unit: Unit,
    /// How many units a step has: one, but where even weeks would be too many.
    pub every: u32,
}

/// The records of a file over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// The oldest and the newest record, UTC milliseconds; `None` if none has a date.
    pub span: Option<(i64, i64)>,
    /// Records without a date.
    pub without: u32,
    /// What a step is.
    pub pace: Pace,
    /// The first instant of each step, and of the one after the last, UTC milliseconds.
    pub edges: Vec<i64>,
    /// The records of each step.
    pub counts: Vec<u32>,
    /// The longest times between two records that follow each other, the longest first.
    pub gaps: Vec<Gap>,
}

/// A time without records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The last record before it, UTC milliseconds.
    pub from: i64,
    /// The first record after it, UTC milliseconds.
    pub to: i64,
}

impl Times {
    /// The records of some rows over time.
    pub fn new(store: &Store, rows: &RowSet, calendar: &Calendar) -> Times {
        let mut times = Vec::with_capacity(rows.count());
        rows.for_each_value(store.times(), |_, time| times.push(time));
        times.retain(|&time| is_time(time));
        let without = (rows.count() - times.len()) as u32;
        times.sort_unstable();
        let (Some(&first), Some(&last)) = (times.first(), times.last()) else {
            let pace = Pace { unit: Unit::Hour, every: 1 };
            return Times { span: None, without, pace, edges: Vec::new(), counts: Vec::new(), gaps: Vec::new() };
        };
        let steps = Steps::new(calendar, Unit::Hour, (first, last), (first, last));
        let (mut counts, mut finder) = (vec![0; steps.len()], steps.finder());
        for &time in &times {
            if let Some(step) = finder.step(time) {
                counts[step] += 1;
            }
        }
        let ends = (0..steps.len()).map(|step| steps.bounds(step));
        let edges = ends.clone().take(1).map(|(from, ..)| from).chain(ends.map(|(_, to, _)| to)).collect();
        let pace = Pace { unit: steps.unit, every: steps.every };
        Times { span: Some((first, last)), without, pace, edges, counts, gaps: gaps(&times) }
    }

    /// The first instant of a step, and that of the next.
    pub fn bounds(&self, step: usize) -> Option<(i64, i64)> {
        Some((*self.edges.get(step)?, *self.edges.get(step + 1)?))
    }
}

/// The longest gaps between times in order; of equal ones the older.
fn gaps(times: &[i64]) -> Vec<Gap> {
    let gaps = times.windows(2).map(|pair| Gap { from: pair[0], to: pair[1] });
    let mut gaps: Vec<Gap> = gaps.filter(|gap| gap.length() >= LEAST_GAP).collect();
    gaps.sort_by_key(|gap| (std::cmp::Reverse(gap.length()), gap.from));
    gaps.truncate(NAMED_GAPS);
    gaps
}

impl Gap {
    /// How long it is, milliseconds.
    pub fn length(self) -> i64 {
        self.to - self.from
    }
}
