//! Hours of the week on a clock that is so far ahead of UTC.

use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// Days from 1970-01-01, a Thursday, to the first Monday.
const FIRST_MONDAY: i64 = 4;

/// Some hours of some days of the week, on a clock that never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WeekHours {
    /// The days, a bit each; the lowest is Monday.
    pub days: u8,
    /// The hours of these days, a bit each; the lowest is that from 00:00 to 01:00.
    pub hours: u32,
    /// How far the clock is ahead of UTC, in milliseconds.
    pub ahead: i64,
}

impl WeekHours {
    /// Every day.
    pub const ALL_DAYS: u8 = (1 << 7) - 1;
    /// Every hour.
    pub const ALL_HOURS: u32 = (1 << 24) - 1;

    /// One hour of the week, counted from 0 on Monday at midnight to 167.
    pub fn hour(hour: usize, ahead: i64) -> WeekHours {
        WeekHours { days: 1 << (hour / 24 % 7), hours: 1 << (hour % 24), ahead }
    }

    /// Whether an instant, UTC milliseconds, is in one of the hours.
    pub fn contains(self, instant: i64) -> bool {
        let clock = instant.saturating_add(self.ahead);
        let day = (clock.div_euclid(DAY) - FIRST_MONDAY).rem_euclid(7);
        let hour = clock.rem_euclid(DAY) / HOUR;
        self.days >> day & 1 == 1 && self.hours >> hour & 1 == 1
    }

    /// The hours that are in both; `None` if the clocks differ.
    pub fn and(self, other: WeekHours) -> Option<WeekHours> {
        let (days, hours) = (self.days & other.days, self.hours & other.hours);
        (self.ahead == other.ahead).then_some(WeekHours { days, hours, ahead: self.ahead })
    }

    /// The same hours without bits that mean nothing, on the clock that is less than half a week before or after UTC.
    pub fn tidied(self) -> WeekHours {
        let (days, hours) = (self.days & Self::ALL_DAYS, self.hours & Self::ALL_HOURS);
        let ahead = self.ahead.rem_euclid(WEEK);
        WeekHours { days, hours, ahead: if ahead > WEEK / 2 { ahead - WEEK } else { ahead } }
    }

    /// Whether no instant is in it.
    pub fn is_none(self) -> bool {
        self.days & Self::ALL_DAYS == 0 || self.hours & Self::ALL_HOURS == 0
    }

    /// Whether every instant is in it.
    pub fn is_all(self) -> bool {
        self.days & Self::ALL_DAYS == Self::ALL_DAYS && self.hours & Self::ALL_HOURS == Self::ALL_HOURS
    }
}
