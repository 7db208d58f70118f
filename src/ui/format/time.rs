//! Times as the page writes them: pure functions of an instant and an offset from UTC.

use chrono::{DateTime, Datelike, Month, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

use super::number::counted;

/// Milliseconds of a second.
pub const SECOND: i64 = 1000;
/// Milliseconds of a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds of an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds of a day.
pub const DAY: i64 = 24 * HOUR;

/// The zone times are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Zone {
    /// Coordinated universal time, which the exports use.
    #[default]
    Utc,
    /// The zone of the browser.
    Local,
}

impl Zone {
    /// The other zone.
    pub fn other(self) -> Zone {
        match self {
            Zone::Utc => Zone::Local,
            Zone::Local => Zone::Utc,
        }
    }
}

/// The wall clock at an instant; `offset` is in minutes east of UTC.
fn wall(millis: i64, offset: i32) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_millis(millis.checked_add(i64::from(offset) * MINUTE)?).map(|time| time.naive_utc())
}

/// `2026-11-19 22:41:07`; an instant no calendar has is shown as its number.
pub fn date_time(millis: i64, offset: i32) -> String {
    wall(millis, offset).map_or_else(|| millis.to_string(), |time| format!("{} {}", date_of(time), clock_of(time)))
}

/// `2026-11-19 22:41`
pub fn minute(millis: i64, offset: i32) -> String {
    let mut text = date_time(millis, offset);
    text.truncate(text.rfind(':').unwrap_or(text.len()));
    text
}

/// `2026-11-19`
pub fn day(millis: i64, offset: i32) -> String {
    wall(millis, offset).map_or_else(|| millis.to_string(), date_of)
}

/// Year, month and day in UTC.
pub fn year_month_day(millis: i64) -> Option<(i32, u32, u32)> {
    wall(millis, 0).map(|time| (time.year(), time.month(), time.day()))
}

/// The name of a month, counted from 1.
pub fn month_name(month: u32) -> &'static str {
    u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok()).map_or("", |month| month.name())
}

/// The value of an `<input type="datetime-local">`: `2026-11-19T22:41:07`.
pub fn input_value(millis: i64, offset: i32) -> String {
    wall(millis, offset).map_or_else(String::new, |time| format!("{}T{}", date_of(time), clock_of(time)))
}

/// The instant a wall clock shows `text`, the value of an `<input type="datetime-local">`. `offset_at` gives the minutes
/// east of UTC at an instant. Of an hour that the clocks repeat it is the instant after the change; of one they skip, a
/// neighbouring one.
pub fn instant(text: &str, offset_at: impl Fn(i64) -> i32) -> Option<i64> {
    let shapes = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let wall = shapes.iter().find_map(|shape| NaiveDateTime::parse_from_str(text, shape).ok())?;
    let wall = wall.and_utc().timestamp_millis();
    let guess = wall - i64::from(offset_at(wall)) * MINUTE;
    Some(wall - i64::from(offset_at(guess)) * MINUTE)
}

/// The offsets of a zone's clocks between two instants: from when on, and how many minutes east of UTC. `offset_at` tells
/// it of any instant; of clocks that change more than once a day only the last change is found.
pub fn offsets(from: i64, to: i64, offset_at: impl Fn(i64) -> i32) -> Vec<(i64, i32)> {
    // A date in a wrong century must not make a hundred thousand days to look at.
    let step = DAY.max((to - from) / MOST_DAYS);
    let mut offsets = vec![(from, offset_at(from))];
    let mut at = from;
    while at < to {
        let next = (at + step).min(to);
        let (before, after) = (offset_at(at), offset_at(next));
        if before != after {
            offsets.push((change(at, next, before, &offset_at), after));
        }
        at = next;
    }
    offsets
}

/// The minutes of an offset as browsers write it, `+05:30`; none is that of UTC.
pub fn offset_of(text: &str) -> Option<i32> {
    if text.is_empty() {
        return Some(0);
    }
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let minutes = hours.parse::<i32>().ok()? * 60 + minutes.get(..2)?.parse::<i32>().ok()?;
    match text.as_bytes()[0] {
        b'+' => Some(minutes),
        b'-' => Some(-minutes),
        _ => None,
    }
}

/// The most days whose clocks are looked at one by one: thirty years.
const MOST_DAYS: i64 = 11_000;

/// The first minute in a span at which clocks are not `before` any more.
fn change(mut from: i64, mut to: i64, before: i32, offset_at: &impl Fn(i64) -> i32) -> i64 {
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        match offset_at(middle) == before {
            true => from = middle,
            false => to = middle,
        }
    }
    to
}

/// A length of time in words: `1 hour`, `36 hours`, `7 days`, `6 days 23 hours 59 minutes`. It is told whole.
pub fn duration(millis: i64) -> String {
    const UNITS: [(i64, &str, &str); 4] =
        [(DAY, "day", "days"), (HOUR, "hour", "hours"), (MINUTE, "minute", "minutes"), (SECOND, "second", "seconds")];
    let counted = |number: i64, one, many| counted(number.unsigned_abs(), one, many);
    if millis % (7 * DAY) == 0 && millis >= 14 * DAY {
        return counted(millis / (7 * DAY), "week", "weeks");
    }
    // A number nobody can picture is told in larger units.
    let one_unit = UNITS.into_iter().find(|(unit, ..)| millis % unit == 0 && (millis / unit < 100 || *unit == DAY));
    if let Some((unit, one, many)) = one_unit {
        return counted(millis / unit, one, many);
    }
    let mut rest = millis;
    let parts = UNITS.into_iter().filter_map(|(unit, one, many)| {
        let number = rest / unit;
        rest %= unit;
        (number > 0).then(|| counted(number, one, many))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "less than a second".to_owned() } else { parts.join(" ") }
}

fn date_of(time: NaiveDateTime) -> String {
    format!("{:04}-{:02}-{:02}", time.year(), time.month(), time.day())
}

fn clock_of(time: NaiveDateTime) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}
