//! When a file was last saved, as its archive or the browser tells it.

use serde::{Deserialize, Serialize};

use crate::ingest::time::days_since_1970;

const MILLIS_PER_SECOND: i64 = 1000;

/// When a file was last saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modified {
    /// Milliseconds since 1970: in UTC, or as the clock showed it.
    pub millis: i64,
    /// Whether it is what the clock of whoever packed the file showed, in a zone that is not told.
    pub is_local: bool,
}

impl Modified {
    /// An instant in UTC milliseconds.
    pub fn utc(millis: i64) -> Modified {
        Modified { millis, is_local: false }
    }

    /// The instant in UTC milliseconds, if it is known to be that.
    pub fn in_utc(self) -> Option<i64> {
        (!self.is_local).then_some(self.millis)
    }

    /// An instant in seconds since 1970; 0 stands for none.
    pub(super) fn of_seconds(seconds: i64) -> Option<Modified> {
        (seconds != 0).then_some(Modified::utc(seconds * MILLIS_PER_SECOND))
    }

    /// The date and time of MS-DOS, which every file in a ZIP archive has: local, and in steps of two seconds. `None` if
    /// they are no date.
    pub(super) fn of_dos(date: u16, time: u16) -> Option<Modified> {
        let (date, time) = (i64::from(date), i64::from(time));
        let days = days_since_1970(1980 + (date >> 9), date >> 5 & 15, date & 31)?;
        let (hours, minutes, seconds) = (time >> 11, time >> 5 & 63, (time & 31) * 2);
        let is_time = hours < 24 && minutes < 60 && seconds < 60;
        let seconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
        is_time.then_some(Modified { millis: seconds * MILLIS_PER_SECOND, is_local: true })
    }
}
