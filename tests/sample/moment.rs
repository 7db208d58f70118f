//! Points in time of the sample, in the 100-nanosecond steps the sign-in log counts in.

/// A point in time: 100-nanosecond steps since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// 100-nanosecond steps in a second.
pub const SECOND: i64 = 10_000_000;
const DAY_SECONDS: i64 = 86_400;

impl Moment {
    /// Midnight UTC of a day of the Gregorian calendar.
    pub const fn day(year: i64, month: i64, day: i64) -> Moment {
        // Days from the civil date, with the year beginning in March so that the leap day is its last.
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Moment((era * 146_097 + day_of_era - 719_468) * DAY_SECONDS * SECOND)
    }

    /// This moment at a clock time of its day, when it is a midnight.
    pub const fn at(self, hour: i64, minute: i64, second: i64) -> Moment {
        self.later(hour * 3600 + minute * 60 + second)
    }

    /// The moment `seconds` later, or earlier when negative.
    pub const fn later(self, seconds: i64) -> Moment {
        Moment(self.0 + seconds * SECOND)
    }

    /// Whole days since 1970-01-01.
    pub const fn day_number(self) -> i64 {
        self.0.div_euclid(DAY_SECONDS * SECOND)
    }

    /// Saturday or Sunday, in UTC.
    pub const fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday.
        matches!((self.day_number() + 4).rem_euclid(7), 0 | 6)
    }

    /// Seconds since midnight UTC.
    pub const fn second_of_day(self) -> i64 {
        self.0.div_euclid(SECOND).rem_euclid(DAY_SECONDS)
    }

    /// Year, month and day in UTC.
    pub const fn date(self) -> (i64, i64, i64) {
        let z = self.day_number() + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z - era * 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
    }

    /// Appends `2026-11-19T22:41:07Z`, the time cut to whole seconds, as the portal's CSV has it.
    pub fn write_seconds(self, out: &mut Vec<u8>) {
        self.write_clock(out);
        out.push(b'Z');
    }

    /// Appends the time with its fraction, up to seven digits without zeros at the end, as the JSON has it.
    pub fn write(self, out: &mut Vec<u8>) {
        self.write_clock(out);
        let mut fraction = self.0.rem_euclid(SECOND);
        if fraction > 0 {
            let mut digits = 7;
            while fraction % 10 == 0 {
                fraction /= 10;
                digits -= 1;
            }
            out.push(b'.');
            write_padded(out, fraction, digits);
        }
        out.push(b'Z');
    }

    fn write_clock(self, out: &mut Vec<u8>) {
        let (year, month, day) = self.date();
        let second = self.second_of_day();
        for (value, digits, before) in [
            (year, 4, b' '),
            (month, 2, b'-'),
            (day, 2, b'-'),
            (second / 3600, 2, b'T'),
            (second / 60 % 60, 2, b':'),
            (second % 60, 2, b':'),
        ] {
            if before != b' ' {
                out.push(before);
            }
            write_padded(out, value, digits);
        }
    }
}

fn write_padded(out: &mut Vec<u8>, mut value: i64, digits: usize) {
    let start = out.len();
    out.resize(start + digits, b'0');
    for place in (start..start + digits).rev() {
        out[place] = b'0' + (value % 10) as u8;
        value /= 10;
    }
}
