//! The calendar of the zone of display: days, ISO weeks and hours of the week, across changes of the clock.

use chrono::{DateTime, Datelike};
use serde::{Deserialize, Serialize};

pub(super) const HOUR: i64 = 3_600_000;
pub(super) const DAY: i64 = 24 * HOUR;
pub(super) const WEEK: i64 = 7 * DAY;
/// Days from 1970-01-01, a Thursday, to the first Monday.
const FIRST_MONDAY: i64 = 4;

/// From an instant on clocks are so far ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// The first instant it counts for, UTC milliseconds.
    pub from: i64,
    /// Minutes east of UTC.
    pub minutes: i32,
}

/// The zone of display as the offsets its clocks have had; the first one counts for all time before it, too. Without any
/// it is UTC.
///
/// A day is the stretch of time from the first instant its date is on the clock to the first instant of the next one, so
/// days follow each other without gaps: one is 23 or 25 hours long when clocks change, and a week 167 or 169.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Offset>", into = "Vec<Offset>")]
pub struct Calendar {
    offsets: Vec<Offset>,
}

impl From<Vec<Offset>> for Calendar {
    fn from(mut offsets: Vec<Offset>) -> Calendar {
        offsets.sort_by_key(|offset| offset.from);
        offsets.dedup_by_key(|offset| offset.minutes);
        Calendar { offsets }
    }
}

impl From<Calendar> for Vec<Offset> {
    fn from(calendar: Calendar) -> Vec<Offset> {
        calendar.offsets
    }
}

impl Calendar {
    /// Clocks that never change, so many minutes ahead of UTC.
    pub fn fixed(minutes: i32) -> Calendar {
        Calendar::from(vec![Offset { from: 0, minutes }])
    }

    /// What clocks show at an instant, as milliseconds since 1970-01-01 00:00 on the clock.
    pub fn clock(&self, instant: i64) -> i64 {
        let (_, _, ahead) = self.stretch(instant);
        instant.saturating_add(ahead)
    }

    /// The day of an instant: days since 1970-01-01.
    pub fn day(&self, instant: i64) -> i64 {
        let shown = self.clock(instant).div_euclid(DAY);
        // Where clocks were put back over midnight the next day had begun already.
        if self.start_of_day(shown + 1) <= instant { shown + 1 } else { shown }
    }

    /// The week of an instant: Mondays since the first one of 1970.
    pub fn week(&self, instant: i64) -> i64 {
        (self.day(instant) - FIRST_MONDAY).div_euclid(7)
    }

    /// The first instant of a day, UTC milliseconds.
    pub fn start_of_day(&self, day: i64) -> i64 {
        self.first_showing(day.saturating_mul(DAY))
    }

    /// The first instant of a week's Monday, UTC milliseconds.
    pub fn start_of_week(&self, week: i64) -> i64 {
        self.start_of_day(week.saturating_mul(7).saturating_add(FIRST_MONDAY))
    }

    /// The ISO 8601 year and week of an instant; `None` beyond the years calendars know.
    pub fn iso_week(&self, instant: i64) -> Option<(i32, u32)> {
        let week = DateTime::from_timestamp_millis(self.day(instant).checked_mul(DAY)?)?.iso_week();
        Some((week.year(), week.week()))
    }

    /// The hour of the week an instant is in, counted from 0 on Monday at midnight to 167, as clocks show it.
    pub fn hour_of_week(&self, instant: i64) -> usize {
        ((self.clock(instant) - FIRST_MONDAY * DAY).rem_euclid(WEEK) / HOUR) as usize
    }

    /// The hour on the clock around an instant: its first instant and that of the next. An hour in which clocks are
    /// changed ends there.
    pub fn hour(&self, instant: i64) -> (i64, i64) {
        let (from, to, ahead) = self.stretch(instant);
        let start = instant - (instant + ahead).rem_euclid(HOUR);
        (start.max(from), (start + HOUR).min(to))
    }

    /// The stretch of time around an instant in which clocks do not change, and how far they are ahead in it.
    fn stretch(&self, instant: i64) -> (i64, i64, i64) {
        let later = self.offsets.partition_point(|offset| offset.from <= instant).max(1);
        let ahead = self.offsets.get(later - 1).map_or(0, |offset| i64::from(offset.minutes) * 60_000);
        let from = if later == 1 { i64::MIN } else { self.offsets[later - 1].from };
        (from, self.offsets.get(later).map_or(i64::MAX, |offset| offset.from), ahead)
    }

    /// The first instant at which clocks show this or a later time.
    fn first_showing(&self, clock: i64) -> i64 {
        let mut at = i64::MIN;
        loop {
            let (from, to, ahead) = self.stretch(at);
            let shown = clock.saturating_sub(ahead).max(from);
            if shown < to || to == i64::MAX {
                return shown;
            }
            at = to;
        }
    }
}
