//! Hours of the week as a filter, against the calendar that counts them.

use proptest::prelude::*;
use signscope::query::usage::Calendar;
use signscope::query::{Filter, Test, WeekHours, select};
use signscope::schema::Field;

use crate::records::store;

/// 2026-11-03T14:00:00Z, a Tuesday.
const TUESDAY: i64 = 1_793_714_400_000;

fn kept(hours: WeekHours, times: &[i64]) -> Vec<u32> {
    let texts: Vec<String> = times.iter().map(i64::to_string).collect();
    let records: Vec<Vec<(Field, &str)>> = texts.iter().map(|text| vec![(Field::Date, text.as_str())]).collect();
    let mut records: Vec<&[(Field, &str)]> = records.iter().map(Vec::as_slice).collect();
    records.push(&[]);
    select(&store(&records), &Filter::Field(Field::Date, Test::WeekHours(hours))).to_rows()
}

#[test]
fn an_hour_of_the_week_ends_where_the_next_begins() {
    let times = [TUESDAY - 1, TUESDAY, TUESDAY + 3_599_999, TUESDAY + 3_600_000, TUESDAY + 7 * 86_400_000];
    assert_eq!(kept(WeekHours::hour(24 + 14, 0), &times), [1, 2, 4]);
    assert_eq!(kept(WeekHours::hour(24 + 15, 3_600_000), &times), [1, 2, 4]);
    assert_eq!(kept(WeekHours { days: 0, hours: 1, ahead: 0 }, &times), [0; 0]);
    let always = WeekHours { days: WeekHours::ALL_DAYS, hours: WeekHours::ALL_HOURS, ahead: 0 };
    assert_eq!(kept(always, &times), [0, 1, 2, 3, 4], "a record without a time is in no hour");
}

proptest! {
    #[test]
    fn the_hour_of_an_instant_is_that_of_the_calendar(
        instant in -4_000_000_000_000i64..4_000_000_000_000,
        minutes in -14 * 60..14 * 60,
    ) {
        let hour = Calendar::fixed(minutes).hour_of_week(instant);
        let is_in = |other: usize| WeekHours::hour(other, i64::from(minutes) * 60_000).contains(instant);
        prop_assert_eq!((0..168).filter(|&other| is_in(other)).collect::<Vec<_>>(), [hour]);
    }

    #[test]
    fn tidied_hours_are_the_same_hours(days: u8, hours: u32, ahead: i32, instant in 0i64..4_000_000_000_000) {
        let hours = WeekHours { days, hours, ahead: i64::from(ahead) * 1000 };
        prop_assert_eq!(hours.tidied().contains(instant), hours.contains(instant));
    }
}
