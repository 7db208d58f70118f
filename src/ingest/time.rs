//! Times as the exports write them → UTC milliseconds since 1970.

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The instant a text stands for, or `None` if it cannot be read. Understood are ISO 8601 (`2025-12-04T08:19:41Z`, with
/// `T` or a blank, 0–9 fractional digits, `Z`, an offset, or no zone, which means UTC) and the American form
/// `12/4/2025 8:19:41 AM`. Fractions are cut off after the millisecond.
pub fn parse_time(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    match text.get(4) {
        Some(b'-') => parse_iso(text),
        _ if text.contains(&b'/') => parse_american(text),
        _ => None,
    }
}

fn parse_iso(text: &[u8]) -> Option<i64> {
    let mut reader = Reader { rest: text };
    let year = reader.number(4, 4)?;
    reader.byte(b"-")?;
    let month = reader.number(2, 2)?;
    reader.byte(b"-")?;
    let day = reader.number(2, 2)?;
    let days = days_since_1970(year, month, day)?;
    reader.byte(b"Tt ")?;
    let time = reader.clock(24)?;
    Some(days * MILLIS_PER_DAY + time - reader.zone()?)
}

fn parse_american(text: &[u8]) -> Option<i64> {
    let mut reader = Reader { rest: text };
    let month = reader.number(1, 2)?;
    reader.byte(b"/")?;
    let day = reader.number(1, 2)?;
    reader.byte(b"/")?;
    let year = reader.number(4, 4)?;
    let days = days_since_1970(year, month, day)?;
    reader.skip(b",");
    reader.byte(b" ")?;
    let time = reader.clock(24)?;
    // Newer formatters write a narrow no-break space (U+202F) before AM and PM.
    reader.rest = reader.rest.strip_prefix("\u{202f}".as_bytes()).unwrap_or(reader.rest);
    reader.skip(b" ");
    let half = reader.rest.get(..2).map(<[u8]>::to_ascii_uppercase);
    let hour = time / 3_600_000;
    let time = match half.as_deref() {
        Some(b"AM") if (1..=12).contains(&hour) => time - if hour == 12 { 12 * 3_600_000 } else { 0 },
        Some(b"PM") if (1..=12).contains(&hour) => time + if hour == 12 { 0 } else { 12 * 3_600_000 },
        Some(b"AM" | b"PM") => return None,
        _ => return Some(days * MILLIS_PER_DAY + time - reader.zone()?),
    };
    reader.rest = reader.rest[2..].trim_ascii_start();
    Some(days * MILLIS_PER_DAY + time - reader.zone()?)
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, `None` where there is no such day. Years are counted from
/// March so that the leap day is the last of its year.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
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

    /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction` in milliseconds.
    fn clock(&mut self, hours: i64) -> Option<i64> {
        let hour = self.number(1, 2).filter(|&hour| hour < hours)?;
        self.byte(b":")?;
        let minute = self.number(2, 2).filter(|&minute| minute < 60)?;
        let mut millis = hour * 3_600_000 + minute * 60_000;
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

    /// The offset from UTC in milliseconds, which must be all that is left; nothing left is UTC.
    fn zone(&mut self) -> Option<i64> {
        self.rest = self.rest.trim_ascii();
        let sign = match self.rest {
            [] | b"Z" | b"z" => return Some(0),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.rest = &self.rest[1..];
        let hours = self.number(2, 2).filter(|&hours| hours < 24)?;
        self.skip(b":");
        let minutes = if self.rest.is_empty() { 0 } else { self.number(2, 2).filter(|&minutes| minutes < 60)? };
        self.rest.is_empty().then_some(sign * (hours * 3_600_000 + minutes * 60_000))
    }
}
