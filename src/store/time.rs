//! Times as numbers, and what stands where a row has none.
//!
//! A row without a time has a number far before every time: [`i64::MIN`] plus a code, as the columns of texts have them.
//! It says that the file does not have the time ([`TIME_ABSENT`]), leaves it empty ([`TIME_EMPTY`]), or which text it has
//! there that cannot be read as one.

use super::code::{ABSENT, Code, EMPTY};

/// The first instant there is: 0001-01-01T00:00:00Z in milliseconds since 1970.
pub const EARLIEST: i64 = -62_135_596_800_000;
/// The last one: 9999-12-31T23:59:59.999Z. Calendars, and the texts of exports, have four digits for a year.
pub const LATEST: i64 = 253_402_300_799_999;

/// A time that the file does not have.
pub const TIME_ABSENT: i64 = of_code(ABSENT);
/// A time that the file leaves empty.
pub const TIME_EMPTY: i64 = of_code(EMPTY);

/// Whether a number is a time.
pub fn is_time(millis: i64) -> bool {
    (EARLIEST..=LATEST).contains(&millis)
}

/// What stands for a text that cannot be read as a time, by the code of the text.
pub(super) const fn of_code(code: Code) -> i64 {
    i64::MIN + code as i64
}

/// The code of the text that stands where a time should; `None` for times.
pub(super) fn code_of(millis: i64) -> Option<Code> {
    Code::try_from(millis.wrapping_sub(i64::MIN) as u64).ok()
}
