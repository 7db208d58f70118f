//! The clocks of the zone of display: how far they are ahead of UTC, and the zone in words.

use super::State;
use super::week_hours::span_of;
use crate::engine::protocol::usage::{Calendar, Offset, Profile};
use crate::ui::format::time::Zone;

/// The offsets that clocks had in a span of time, each from its first instant on; none in UTC.
pub fn stretches(calendar: &Calendar, span: Option<(i64, i64)>) -> Vec<Offset> {
    let offsets = Vec::<Offset>::from(calendar.clone());
    let (first, last) = span.unwrap_or((i64::MIN, i64::MAX));
    // The first offset counts for all time before it, too.
    let begun = offsets.iter().rposition(|offset| offset.from <= first).unwrap_or_default();
    let is_in = |(at, offset): &(usize, Offset)| *at == begun || (*at > begun && offset.from <= last);
    offsets.into_iter().enumerate().filter(is_in).map(|(_, offset)| offset).collect()
}

/// Minutes east of UTC in words: `UTC+5:30`.
pub fn offset_name(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// A zone in words, with how far its clocks were ahead of UTC in a span of time: `Europe/Berlin, UTC+2 and UTC+1`.
pub fn zone_words(name: &str, calendar: &Calendar, span: Option<(i64, i64)>) -> String {
    let mut offsets: Vec<String> = Vec::new();
    for offset in stretches(calendar, span) {
        let offset = offset_name(offset.minutes);
        if !offsets.contains(&offset) {
            offsets.push(offset);
        }
    }
    match offsets.as_slice() {
        [] => name.to_owned(),
        [only] if only == name => name.to_owned(),
        offsets => format!("{name}, {}", offsets.join(" and ")),
    }
}

impl State {
    /// The name of the zone of display: `UTC`, or that of the browser's.
    pub fn zone_name(&self) -> &str {
        match self.display.zone {
            Zone::Utc => "UTC",
            Zone::Local => &self.display.local_zone,
        }
    }

    /// The zone of a pattern's hours, in words.
    pub fn zone_of_profile(&self, profile: &Profile) -> String {
        zone_words(self.zone_name(), &profile.question.calendar, span_of(profile))
    }

    /// The zone of the timeline over the list, in words.
    pub fn zone_of_timeline(&self) -> String {
        if self.files.reports.sums().are_local() {
            return "local time of the file".to_owned();
        }
        zone_words(self.zone_name(), &self.display.calendar, Some(self.list.summary.shown.timeline.covered))
    }
}
