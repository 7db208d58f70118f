//! How the page is shown: the theme, and the zone of its times.

use super::preferences::Theme;
use crate::engine::protocol::usage::Calendar;
use crate::ui::format::time::Zone;

/// How the page is shown: the theme, and the zone of its times.
#[derive(Clone, Debug, PartialEq)]
pub struct Display {
    /// Light or dark.
    pub theme: Theme,
    /// The zone of display.
    pub zone: Zone,
    /// The name of the browser's zone.
    pub local_zone: String,
    /// The calendar of the zone of display, over the time of the data.
    pub calendar: Calendar,
    /// The time for which the clocks of the zone have been read; none in UTC.
    pub(super) clocks: Option<(i64, i64)>,
}

impl Display {
    /// With what the user prefers.
    pub fn new(theme: Theme, zone: Zone) -> Display {
        Display { theme, zone, local_zone: "local time".to_owned(), calendar: Calendar::default(), clocks: None }
    }
}
