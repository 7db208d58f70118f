//! Times as the exports write them → UTC milliseconds since 1970.

use super::reading::{DateCounts, DateOrder};

const MILLIS_PER_HOUR: i64 = 3_600_000;
const MILLIS_PER_DAY: i64 = 24 * MILLIS_PER_HOUR;

/// Reads the times of a file and counts what they look like.
#[derive(Clone, Debug, Default)]
pub struct TimeReader {
    /// Which comes first where day and month could be exchanged.
    pub order: DateOrder,
    /// What the times so far look like.
    pub counts: DateCounts,
}

impl TimeReader {
    /// The instant a text stands for, or `None` if it cannot be read. Understood are
    /// - ISO 8601 (`2025-12-04T08:19:41Z`, with `T` or a blank, 0–9 fractional digits, `Z`, an offset, or no zone, which
    ///   means UTC),
    /// - dates with slashes, dashes or points (`12/4/2025 8:19:41 AM`, `14.11.2025 13:05:00`),
    /// - `/Date(1764836381000)/` of .NET,
    /// - numbers: seconds or milliseconds since 1970, and days since 1900 as Excel counts them.
    ///
    /// Fractions are cut off after the millisecond.
    #[inline]
    pub fn read(&mut self, text: &[u8]) -> Option<i64> {
        let text = text.trim_ascii();
        let found = match text.get(4) {
            Some(b'-') => iso(text).or_else(|| self.day_and_month(text)),
            _ => self.other(text),
        }?;
        match found.is_zoned {
            true => self.counts.zoned += 1,
            false => self.counts.unzoned += 1,
        }
        Some(found.millis)
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
        reader.time_of_day(days)
    }
}

/// The instant a text stands for, as [`TimeReader::read`] finds it with the month first.
pub fn parse_time(text: &[u8]) -> Option<i64> {
    TimeReader::default().read(text)
}

/// An instant, and whether the text says how far it is from UTC.
struct Found {
    millis: i64,
    is_zoned: bool,
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
    reader.time_of_day(days)
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
    is_offset.then_some(Found { millis: if is_negative { -millis } else { millis }, is_zoned: true })
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
    Some(Found { millis: millis.round() as i64, is_zoned })
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, `None` where there is no such day. Years are counted from
/// March so that the leap day is the last of its year.
pub(super) fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
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
        let time = self.clock(24)?;
        let time = match self.half() {
            None => time,
            Some(half) => {
                let hour = time / MILLIS_PER_HOUR;
                let hours = if (1..=12).contains(&hour) { hour % 12 + half } else { return None };
                time % MILLIS_PER_HOUR + hours * MILLIS_PER_HOUR
            }
        };
        let (offset, is_zoned) = self.zone()?;
        Some(Found { millis: days * MILLIS_PER_DAY + time - offset, is_zoned })
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

    /// The offset from UTC in milliseconds, which must be all that is left, and whether it is there; nothing left is UTC.
    fn zone(&mut self) -> Option<(i64, bool)> {
        self.rest = self.rest.trim_ascii();
        let sign = match self.rest {
            [] => return Some((0, false)),
            b"Z" | b"z" | b"UTC" | b"GMT" => return Some((0, true)),
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
