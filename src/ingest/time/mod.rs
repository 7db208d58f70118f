//! Times as the exports write them → UTC milliseconds since 1970.

mod clocks;
mod words;

pub use clocks::Clocks;

use super::read_options::{DateCounts, DateOrder};
use crate::schema::Field;
use crate::store::BatchBuilder;
use crate::store::time::is_time;

const MILLIS_PER_HOUR: i64 = 3_600_000;
const MILLIS_PER_DAY: i64 = 24 * MILLIS_PER_HOUR;

/// Reads the times of a file and counts what they look like.
#[derive(Clone, Debug, Default)]
pub struct TimeReader {
    /// Which comes first where day and month could be exchanged.
    pub order: DateOrder,
    /// The clocks of the zone that times without one are of; `None` for UTC.
    pub clocks: Option<Box<Clocks>>,
    /// What the times so far look like.
    pub counts: DateCounts,
}

impl TimeReader {
    /// The instant a text stands for, or `None` if it cannot be read. Understood are
    /// - ISO 8601 (`2025-12-04T08:19:41Z`, with `T` or a blank, 0–9 fractional digits, `Z`, an offset, or no zone, which
    ///   means UTC),
    /// - dates with slashes, dashes or points (`12/4/2025 8:19:41 AM`, `14.11.2025 13:05:00`),
    /// - `/Date(1764836381000)/` of .NET,
    /// - dates with the name of the month in English, German, French, Spanish or Japanese (`Nov 14, 2025 9:51:00 AM`),
    /// - numbers: seconds or milliseconds since 1970, and days since 1900 as Excel counts them.
    ///
    /// Fractions are cut off after the millisecond. Only the years 1 to 9999 are read ([`is_time`]): no sign-in
    /// is of another, and neither calendars nor exports have them.
    #[inline]
    pub fn read(&mut self, text: &[u8]) -> Option<i64> {
        let text = text.trim_ascii();
        let found = self.plain(text).or_else(|| self.regional(text))?;
        let millis = match &self.clocks {
            Some(clocks) if !found.is_zoned => clocks.instant(found.millis),
            _ => found.millis,
        };
        if !is_time(millis) {
            return None;
        }
        match found.is_zoned {
            true => self.counts.zoned += 1,
            false => self.counts.unzoned += 1,
        }
        self.counts.regional += u64::from(found.is_regional);
        Some(millis)
    }

    fn plain(&mut self, text: &[u8]) -> Option<Found> {
        match text.get(4) {
            Some(b'-') => iso(text).or_else(|| self.day_and_month(text)),
            _ => self.other(text),
        }
    }

    /// A text with blanks that are no ASCII, or with words.
    #[cold]
    fn regional(&mut self, text: &[u8]) -> Option<Found> {
        let plain = words::plain_blanks(text)?;
        let again = if plain.as_bytes() == text { None } else { self.plain(plain.trim().as_bytes()) };
        let found = again.or_else(|| words::read(&plain))?;
        Some(Found { is_regional: true, ..found })
    }

    /// Sets a time of the record being built to what a text stands for, or to the text where that cannot be read. The
    /// answer is whether it could.
    #[inline]
    pub fn set(&mut self, text: &[u8], field: Field, batch: &mut BatchBuilder) -> bool {
        let millis = self.read(text);
        if millis.is_some() || text.trim_ascii().is_empty() {
            batch.set_time(field, millis);
            return true;
        }
        self.counts.unreadable += 1;
        batch.set_unreadable_time(field, text);
        false
    }

    fn other(&mut self, text: &[u8]) -> Option<Found> {
        if let Some(digits) = text.strip_prefix(b"/Date(").or_else(|| text.strip_prefix(b"\\/Date(")) {
            return dot_net(digits);
        }
        match text.get(4) {
            _ if text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.')) => number(text),
            Some(b'/' | b'.') if text[..4].iter().all(u8::is_ascii_digit) => year_first(text),
            _ => self.day_and_month(text),
        }
    }

    /// A date in which the year comes last. With points the day is first; else the order of the file counts, unless the
    /// date makes sense only in the other.
    fn day_and_month(&mut self, text: &[u8]) -> Option<Found> {
        let mut reader = Reader { rest: text };
        let first = reader.number(1, 2)?;
        let separator = reader.byte(b"/.-")?;
        let second = reader.number(1, 2)?;
        reader.byte(&[separator])?;
        let year = reader.number(4, 4)?;
        let is_day_first = match (separator, first > 12, second > 12) {
            (b'.', ..) => true,
            (_, true, true) => return None,
            (_, true, false) => {
                self.counts.day_first += 1;
                true
            }
            (_, false, true) => {
                self.counts.month_first += 1;
                false
            }
            _ => {
                self.counts.either += u64::from(first != second);
                self.order == DateOrder::DayFirst
            }
        };
        let (day, month) = if is_day_first { (first, second) } else { (second, first) };
        let days = days_since_1970(year, month, day)?;
        reader.skip(b",");
        reader.byte(b" T")?;
        reader.rest = reader.rest.trim_ascii_start();
        reader.time_of_day(days).map(|found| Found { is_regional: true, ..found })
    }
}

/// The instant a text stands for, as [`TimeReader::read`] finds it with the month first.
pub fn parse_time(text: &[u8]) -> Option<i64> {
    TimeReader::default().read(text)
}

/// An instant.
struct Found {
    millis: i64,
    /// Whether the text says how far it is from UTC; else it is what a clock has shown.
    is_zoned: bool,
    /// Whether it is written by the regional settings of somebody's program.
    is_regional: bool,
}

fn iso(text: &[u8]) -> Option<Found> {
    let mut reader = Reader { rest: text };
    let year = reader.number(4, 4)?;
    reader.byte(b"-")?;
    let month = reader.number(2, 2)?;
    reader.byte(b"-")?;
    let day = reader.number(2, 2)?;
    let days = days_since_1970(year, month, day)?;
    reader.byte(b"Tt ")?;
    let after = reader.rest;
    // Some tools put blanks after the colons.
    reader.time_of_day(days).or_else(|| {
        let tight: Vec<u8> = after.iter().copied().filter(|byte| *byte != b' ').collect();
        let is_tighter = tight.len() < after.len();
        if is_tighter { Reader { rest: &tight }.time_of_day(days) } else { None }
    })
}

/// `2025/12/04 08:19:41`, as Japanese and other regional settings have it.
fn year_first(text: &[u8]) -> Option<Found> {
    let mut reader = Reader { rest: text };
    let year = reader.number(4, 4)?;
    let separator = reader.byte(b"/.")?;
    let month = reader.number(1, 2)?;
    reader.byte(&[separator])?;
    let day = reader.number(1, 2)?;
    let days = days_since_1970(year, month, day)?;
    reader.byte(b" T")?;
    reader.time_of_day(days).map(|found| Found { is_regional: true, ..found })
}

/// The inside of `/Date(1764836381000+0100)/`: milliseconds in UTC; the offset only says where it was written.
fn dot_net(text: &[u8]) -> Option<Found> {
    let inside = &text[..memchr::memchr(b')', text)?];
    let (is_negative, digits) = match inside.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, inside),
    };
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let offset = &digits[end..];
    let is_offset = offset.is_empty() || offset.len() == 5 && offset[1..].iter().all(u8::is_ascii_digit);
    let millis: i64 = str::from_utf8(&digits[..end]).ok()?.parse().ok()?;
    is_offset.then_some(Found {
        millis: if is_negative { -millis } else { millis },
        is_zoned: true,
        is_regional: false,
    })
}

/// Days of Excel from 1982 to 2119: a number in this range cannot be anything else that is in a log.
const EXCEL_DAYS: std::ops::Range<f64> = 30_000.0..80_300.0;
/// Day 0 of Excel, in days before 1970.
const EXCEL_ZERO: f64 = 25_569.0;

fn number(text: &[u8]) -> Option<Found> {
    let text = str::from_utf8(text).ok()?;
    let number: f64 = text.parse().ok()?;
    let digits = text.find('.').unwrap_or(text.len());
    let (millis, is_zoned) = match digits {
        5 if EXCEL_DAYS.contains(&number) => ((number - EXCEL_ZERO) * MILLIS_PER_DAY as f64, false),
        9..=10 => (number * 1000.0, true),
        12..=13 => (number, true),
        _ => return None,
    };
    Some(Found { millis: millis.round() as i64, is_zoned, is_regional: false })
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, `None` where there is no such day. Years are counted from
/// March so that the speculative chunk day is the last of its year.
pub(super) fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_speculative = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_speculative => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=longest).contains(&day) || year == 0 {
        return None;
    }
    let years = if month <= 2 { year - 1 } else { year };
    let months = (month + 9) % 12;
    let day_of_year = (153 * months + 2) / 5 + day - 1;
    Some(years * 365 + years / 4 - years / 100 + years / 400 + day_of_year - 719_468)
}

/// What is left of a text while it is read from the left.
struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self, min: usize, max: usize) -> Option<i64> {
        let digits = self.rest.iter().take(max).take_while(|byte| byte.is_ascii_digit()).count();
        if digits < min {
            return None;
        }
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        Some(number.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
    }

    fn byte(&mut self, any_of: &[u8]) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        if !any_of.contains(&first) {
            return None;
        }
        self.rest = rest;
        Some(first)
    }

    fn skip(&mut self, any_of: &[u8]) {
        let _ = self.byte(any_of);
    }

    /// A clock, the half of the day if it has one, and the zone, which must be all that is left.
    fn time_of_day(&mut self, days: i64) -> Option<Found> {
        let half = self.half_before();
        let is_before = half.is_some();
        let time = self.clock(24)?;
        let time = match half.or_else(|| self.half()) {
            None => time,
            Some(half) => {
                let hour = time / MILLIS_PER_HOUR;
                // Japanese has an hour 0.
                let least = if is_before { 0 } else { 1 };
                let hours = if (least..=12).contains(&hour) { hour % 12 + half } else { return None };
                time % MILLIS_PER_HOUR + hours * MILLIS_PER_HOUR
            }
        };
        let (offset, is_zoned) = self.zone()?;
        Some(Found { millis: days * MILLIS_PER_DAY + time - offset, is_zoned, is_regional: false })
    }

    /// `AM`, `pm` or `a. m.` after a blank or none: the hours it adds.
    fn half(&mut self) -> Option<i64> {
        let mut reader = Reader { rest: self.rest };
        reader.skip_blanks();
        let half = if reader.byte(b"aApP")?.eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
        reader.skip(b".");
        reader.skip_blanks();
        reader.byte(b"mM")?;
        reader.skip(b".");
        self.rest = reader.rest;
        Some(half)
    }

    /// `午前` or `午後`, which Japanese has before the clock: the hours it adds.
    fn half_before(&mut self) -> Option<i64> {
        let halves = [("午前", 0), ("午後", 12)];
        let (rest, half) =
            halves.iter().find_map(|(name, half)| Some((self.rest.strip_prefix(name.as_bytes())?, *half)))?;
        self.rest = rest;
        self.skip_blanks();
        Some(half)
    }

    /// Newer formatters write a narrow no-break space (U+202F) before AM and PM, some a wide one.
    fn skip_blanks(&mut self) {
        let blanks = [" ", "\u{202f}", "\u{a0}"];
        while let Some(rest) = blanks.iter().find_map(|blank| self.rest.strip_prefix(blank.as_bytes())) {
            self.rest = rest;
        }
    }

    /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction` in milliseconds.
    fn clock(&mut self, hours: i64) -> Option<i64> {
        let hour = self.number(1, 2).filter(|&hour| hour < hours)?;
        self.byte(b":")?;
        let minute = self.number(2, 2).filter(|&minute| minute < 60)?;
        let mut millis = hour * MILLIS_PER_HOUR + minute * 60_000;
        if self.byte(b":").is_some() {
            millis += self.number(2, 2).filter(|&second| second < 60)? * 1000;
            if self.byte(b".,").is_some() {
                millis += self.fraction()?;
            }
        }
        Some(millis)
    }

    fn fraction(&mut self) -> Option<i64> {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=9).contains(&digits) {
            return None;
        }
        let (fraction, rest) = self.rest.split_at(digits);
        self.rest = rest;
        let first_three = fraction.iter().copied().chain(std::iter::repeat(b'0')).take(3);
        Some(first_three.fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
    }

    /// The offset from UTC in milliseconds, which must be all that is left, and whether it is there; nothing left is
    /// UTC.
    fn zone(&mut self) -> Option<(i64, bool)> {
        self.rest = self.rest.trim_ascii();
        let sign = match self.rest {
            [] => return Some((0, false)),
            b"Z" | b"z" | b"UTC" | b"GMT" => return Some((0, true)),
            // JavaScript has `GMT+0100`.
            [b'G', b'M', b'T', rest @ ..] | [b'U', b'T', b'C', rest @ ..] if matches!(rest, [b'+' | b'-', ..]) => {
                self.rest = rest;
                return self.zone();
            }
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.rest = &self.rest[1..];
        let hours = self.number(2, 2).filter(|&hours| hours < 24)?;
        self.skip(b":");
        let minutes = if self.rest.is_empty() { 0 } else { self.number(2, 2).filter(|&minutes| minutes < 60)? };
        self.rest.is_empty().then_some((sign * (hours * MILLIS_PER_HOUR + minutes * 60_000), true))
    }
}
