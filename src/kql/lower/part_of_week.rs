//! A part of the week: a day, or an hour of the day.

use super::super::error::{KqlError, Span};
use super::value::Value;
use crate::query::WeekHours;

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// A part of the week, as a clock tells it that is so many milliseconds ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfWeek {
    /// The day: `dayofweek()`, the time since Sunday in whole days.
    Day(i64),
    /// The hour: `hourofday()`, a number.
    Hour(i64),
}

impl PartOfWeek {
    /// The part that a function tells.
    pub fn new(name: &str, ahead: i64) -> PartOfWeek {
        if name == "dayofweek" { PartOfWeek::Day(ahead) } else { PartOfWeek::Hour(ahead) }
    }

    /// The number a constant stands for.
    pub fn number(self, value: &Value) -> Option<f64> {
        match (self, value) {
            (PartOfWeek::Day(_), Value::Length(length)) => Some(length / DAY),
            (PartOfWeek::Hour(_), Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The hours of the week in the parts whose numbers pass.
    pub fn hours(self, passes: impl Fn(f64) -> bool) -> WeekHours {
        match self {
            PartOfWeek::Day(ahead) => {
                // Kusto counts days from Sunday.
                let passing = (0..7).filter(|&day| passes(f64::from(day)));
                let days = passing.fold(0, |days, day| days | 1 << ((day + 6) % 7));
                WeekHours { days, hours: WeekHours::ALL_HOURS, ahead }
            }
            PartOfWeek::Hour(ahead) => {
                let passing = (0..24).filter(|&hour| passes(f64::from(hour)));
                let hours = passing.fold(0, |hours, hour| hours | 1 << hour);
                WeekHours { days: WeekHours::ALL_DAYS, hours, ahead }
            }
        }
    }

    /// What to say of a constant that is no part of the week.
    pub fn complaint(self, span: Span) -> KqlError {
        match self {
            PartOfWeek::Day(_) => KqlError::new(span, "a day of the week is the length of time since Sunday")
                .hint("write 0d for Sunday, 1d for Monday, … 6d for Saturday"),
            PartOfWeek::Hour(_) => {
                KqlError::new(span, "an hour of the day is a number").hint("write a number from 0 to 23")
            }
        }
    }
}
