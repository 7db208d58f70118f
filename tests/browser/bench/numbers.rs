//! Medians, and units as people read them.

use std::fmt::{self, Display};

/// The middle of some numbers; of two in the middle the mean. `None` if there are none.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = numbers.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        len if len % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

/// The largest of some numbers.
pub fn worst(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    numbers.into_iter().max_by(f64::total_cmp)
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Millis,
    /// Microseconds a record.
    MicrosPerRecord,
    /// Bytes of a file or of memory.
    Bytes,
    /// Bytes a record.
    BytesPerRecord,
    /// Frames of the screen.
    Frames,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug)]
pub struct Figure(pub f64, pub Unit);

impl Display for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure(number, unit) = *self;
        match unit {
            Unit::Millis if number >= 10_000.0 => write!(formatter, "{:.1} s", number / 1000.0),
            Unit::Millis if number >= 100.0 => write!(formatter, "{number:.0} ms"),
            Unit::Millis => write!(formatter, "{number:.1} ms"),
            Unit::MicrosPerRecord => write!(formatter, "{number:.1} µs a record"),
            Unit::Bytes => write!(formatter, "{:.2} MB", number / 1e6),
            Unit::BytesPerRecord => write!(formatter, "{number:.0} bytes a record"),
            Unit::Frames => write!(formatter, "{number:.0} frames"),
        }
    }
}
