//! Literals: instants, lengths of time and quoted texts, read and written.

use std::str::CharIndices;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Units of time: how they are written, and their milliseconds.
const UNITS: &[(&[&str], f64)] = &[
    (&["d", "day", "days"], 86_400_000.0),
    (&["h", "hr", "hrs", "hour", "hours"], 3_600_000.0),
    (&["m", "min", "minute", "minutes"], 60_000.0),
    (&["s", "sec", "second", "seconds"], 1000.0),
    (&["ms", "milli", "millis", "millisecond", "milliseconds"], 1.0),
    (&["micro", "micros", "microsecond", "microseconds"], 0.001),
    (&["tick", "ticks"], 0.0001),
];

/// The milliseconds of a length of time: `7d`, `1.5h`, `2tick`, or `1.02:03:04.5` (days, hours, minutes, seconds).
pub fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.contains(':') {
        return clock(text);
    }
    let split = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(split);
    let (_, millis) = UNITS.iter().find(|(names, _)| names.contains(&unit))?;
    let number: f64 = number.trim().parse().ok()?;
    Some(number * millis).filter(|millis| millis.abs() < MOST)
}

/// Longer spans of time than this have no use, and no exact milliseconds.
const MOST: f64 = 1e15;

fn clock(text: &str) -> Option<f64> {
    let mut parts = text.splitn(3, ':');
    let (head, minutes, seconds) = (parts.next()?, parts.next()?, parts.next().unwrap_or("0"));
    let (days, hours) = head.split_once('.').unwrap_or(("0", head));
    let mut millis = 0.0;
    for (number, unit) in [(days, 86_400_000.0), (hours, 3_600_000.0), (minutes, 60_000.0), (seconds, 1000.0)] {
        millis += number.parse::<f64>().ok()? * unit;
    }
    Some(millis).filter(|millis| millis.abs() < MOST)
}

/// The milliseconds since 1970 of an instant in the forms of ISO 8601; without a zone it is UTC.
pub fn instant(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(millis(day.and_hms_opt(0, 0, 0)?));
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
        return Some(millis(instant.naive_utc()));
    }
    let text = text.trim_end_matches(['Z', 'z']).replacen(' ', "T", 1);
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok()).map(millis)
}

/// Milliseconds, with what is finer as a fraction: whether an instant is whole decides where a range ends.
fn millis(instant: NaiveDateTime) -> f64 {
    let utc = instant.and_utc();
    utc.timestamp_millis() as f64 + f64::from(utc.timestamp_subsec_nanos() % 1_000_000) / 1e6
}

/// An instant as text: a date where it is midnight, otherwise with the time, and milliseconds where there are any.
pub fn write_instant(millis: i64) -> String {
    let Some(instant) = DateTime::from_timestamp_millis(millis) else {
        // Past the calendar every instant is as good as its end.
        return if millis < 0 { "0001-01-01".to_owned() } else { "9999-12-31".to_owned() };
    };
    let form = match millis {
        _ if millis.rem_euclid(86_400_000) == 0 => "%Y-%m-%d",
        _ if millis.rem_euclid(1000) == 0 => "%Y-%m-%dT%H:%M:%SZ",
        _ => "%Y-%m-%dT%H:%M:%S%.3fZ",
    };
    instant.format(form).to_string()
}

/// The first and the last millisecond that a date of Kusto can have: the years 1 to 9999.
pub const CALENDAR: (i64, i64) = (-62_135_596_800_000, 253_402_300_799_999);

/// A length of time in the largest unit that holds it whole.
pub fn write_length(millis: i64) -> String {
    let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")];
    let unit = units.iter().find(|(unit, _)| millis != 0 && millis % unit == 0);
    unit.map_or_else(|| format!("{millis}ms"), |(size, name)| format!("{}{name}", millis / size))
}

/// A text in quotes, with escapes for what would end or break it.
pub fn write_text(text: &str) -> String {
    write_quoted(text, '"')
}

/// The same in quotes of either kind.
pub fn write_quoted(text: &str, quote: char) -> String {
    let mut quoted = String::from(quote);
    for letter in text.chars() {
        match letter {
            _ if letter == quote || letter == '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // The line separators end a line for some readers.
            _ if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push(quote);
    quoted
}

/// A text in verbatim quotes, where backslashes are themselves; the quote that needs less doubling is taken.
pub fn write_pattern(text: &str) -> String {
    if text.contains(char::is_control) || text.contains(['\u{2028}', '\u{2029}']) {
        return write_text(text);
    }
    let quote = if text.contains('"') { "'" } else { "\"" };
    format!("@{quote}{}{quote}", text.replace(quote, &quote.repeat(2)))
}

/// The letter an escape stands for, after its backslash.
pub fn escape(letters: &mut CharIndices<'_>) -> Option<char> {
    let (_, letter) = letters.next()?;
    match letter {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '0' => Some('\0'),
        '\\' | '"' | '\'' => Some(letter),
        'x' => digits(letters, 2),
        'u' => digits(letters, 4),
        _ => None,
    }
}

fn digits(letters: &mut CharIndices<'_>, count: usize) -> Option<char> {
    let mut code = 0;
    for _ in 0..count {
        code = code * 16 + letters.next()?.1.to_digit(16)?;
    }
    char::from_u32(code)
}
