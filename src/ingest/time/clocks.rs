//! The clocks of a zone, as plain data: whoever reads a file says where its times were written.

use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;

/// The clocks of a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The zone, as the IANA Time Zone Database calls it: `Europe/Berlin`.
    pub name: String,
    /// From which instant on, in UTC milliseconds, clocks are how many minutes ahead of UTC, in order; the first counts for
    /// all time before it, too. Without any they show UTC.
    pub offsets: Vec<(i64, i32)>,
}

impl Clocks {
    /// The instant at which clocks show a time, which is given as if it were UTC.
    ///
    /// Of a time that they show twice, when they are put back, it is the first; one that they never show, when they are put
    /// forward, is read by the clock before the change (RFC 5545, section 3.3.5, "DATE-TIME", form 3).
    pub fn instant(&self, shown: i64) -> i64 {
        let ahead = |minutes: i32| i64::from(minutes) * MINUTE;
        let Some((&(_, first), later)) = self.offsets.split_first() else { return shown };
        let mut before = first;
        for &(from, minutes) in later {
            // Until then clocks show this time a first time, or never.
            if shown < from.saturating_add(ahead(before.max(minutes))) {
                break;
            }
            before = minutes;
        }
        shown.saturating_sub(ahead(before))
    }
}
