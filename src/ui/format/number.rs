//! Numbers as the page writes them: grouped digits, sizes, shares, rates and coordinates.

use std::fmt::{Display, Formatter, Result};

use crate::engine::protocol::StatusCounts;

/// `1,000,000`
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 record`, `2,000 records`
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// How sign-ins ended: `2 failed, 1 interrupted`, and how many do not say it.
pub fn ended(counts: &StatusCounts) -> String {
    let known = format!("{} failed, {} interrupted", count(counts.failure.into()), count(counts.interrupted.into()));
    match (counts.known(), counts.unknown) {
        (_, 0) => known,
        (0, _) => "status not in this file".to_owned(),
        (_, unknown) => format!("{known}, {} without a status in their file", count(unknown.into())),
    }
}

/// A size in bytes with three significant digits: `1.67 GB`. A kilobyte is 1000 bytes.
pub fn bytes(size: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if size < 1000 {
        return format!("{size} B");
    }
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = match value {
        _ if value < 9.995 => 2,
        _ if value < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.decimals$} {}", units[unit])
}

/// `12.4 %`; a share too small to show is not shown as none, and nearly all is not shown as all.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let share = part as f64 * 100.0 / whole as f64;
    match share {
        _ if part > 0 && share < 0.1 => "< 0.1 %".to_owned(),
        _ if part < whole && share > 99.9 => "> 99.9 %".to_owned(),
        _ => format!("{share:.1} %"),
    }
}

/// How many a second, whole; nothing before any time has passed.
pub fn per_second(amount: u64, elapsed_ms: f64) -> u64 {
    if elapsed_ms < 1.0 { 0 } else { (amount as f64 * 1000.0 / elapsed_ms) as u64 }
}

/// A coordinate with so many digits after the point. Drawings are full of them, and the standard library's exact way takes
/// ten times as long.
#[derive(Clone, Copy, Debug)]
pub struct Rounded<const DIGITS: usize>(pub f64);

impl<const DIGITS: usize> Display for Rounded<DIGITS> {
    fn fmt(&self, formatter: &mut Formatter) -> Result {
        let unit = 10u64.pow(DIGITS as u32);
        let parts = (self.0.abs() * unit as f64).round() as u64;
        let sign = if self.0 < 0.0 && parts > 0 { "-" } else { "" };
        write!(formatter, "{sign}{}.{:0DIGITS$}", parts / unit, parts % unit)
    }
}
