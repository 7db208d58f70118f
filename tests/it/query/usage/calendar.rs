//! Days, weeks and hours of zones whose clocks change.

use proptest::prelude::*;
use signscope::query::usage::{Calendar, Offset};

use super::at;

const HOUR: i64 = 3_600_000;

/// Madrid in 2026: clocks go forward on 29 March and back on 25 October, both at 01:00 UTC.
pub fn madrid() -> Calendar {
    Calendar::from(vec![
        Offset { from: at("2026-10-25T01:00:00Z"), minutes: 60 },
        Offset { from: at("2025-10-26T01:00:00Z"), minutes: 60 },
        Offset { from: at("2026-03-29T01:00:00Z"), minutes: 120 },
    ])
}

#[test]
fn weeks_begin_on_monday_in_the_zone() {
    let utc = Calendar::default();
    let monday = at("2026-01-05T00:00:00Z");
    assert_eq!(utc.start_of_week(utc.week(monday)), monday);
    assert_eq!(utc.week(monday - 1), utc.week(monday) - 1);
    // Sunday 23:30 in UTC is Monday in Madrid.
    let late = at("2026-01-04T23:30:00Z");
    assert_eq!(madrid().start_of_week(madrid().week(late)), at("2026-01-04T23:00:00Z"));
    assert_eq!(utc.start_of_week(utc.week(late)), at("2025-12-29T00:00:00Z"));
}

#[test]
fn iso_weeks_belong_to_the_year_of_their_thursday() {
    let utc = Calendar::default();
    for (day, week) in [
        ("2026-01-01T12:00:00Z", (2026, 1)),
        ("2025-12-29T00:00:00Z", (2026, 1)),
        ("2025-12-28T23:59:59Z", (2025, 52)),
        ("2027-01-03T12:00:00Z", (2026, 53)),
        ("2027-01-04T00:00:00Z", (2027, 1)),
    ] {
        assert_eq!(utc.iso_week(at(day)), Some(week), "{day}");
    }
    assert_eq!(madrid().iso_week(at("2025-12-28T23:30:00Z")), Some((2026, 1)));
    assert_eq!(utc.iso_week(i64::MAX / 2), None);
}

#[test]
fn days_and_weeks_are_an_hour_off_when_clocks_change() {
    let madrid = madrid();
    let hours = |instant: &str| {
        let (day, week) = (madrid.day(at(instant)), madrid.week(at(instant)));
        let day = (madrid.start_of_day(day + 1) - madrid.start_of_day(day)) / HOUR;
        (day, (madrid.start_of_week(week + 1) - madrid.start_of_week(week)) / HOUR)
    };
    assert_eq!(hours("2026-03-29T12:00:00Z"), (23, 167));
    assert_eq!(hours("2026-10-25T12:00:00Z"), (25, 169));
    assert_eq!(hours("2026-06-10T12:00:00Z"), (24, 168));
}

#[test]
fn the_hour_that_clocks_repeat_is_twice_there_and_the_one_they_skip_is_not() {
    let madrid = madrid();
    let saturday = |instant: &str| madrid.hour_of_week(at(instant)) as i64 - 6 * 24;
    assert_eq!(saturday("2026-03-29T00:59:59Z"), 1);
    assert_eq!(saturday("2026-03-29T01:00:00Z"), 3);
    assert_eq!(saturday("2026-10-25T00:30:00Z"), 2);
    assert_eq!(saturday("2026-10-25T01:30:00Z"), 2);
    let (from, to) = madrid.hour(at("2026-10-25T01:30:00Z"));
    assert_eq!((from, to), (at("2026-10-25T01:00:00Z"), at("2026-10-25T02:00:00Z")));
}

#[test]
fn half_hours_of_clocks_and_zones_are_known() {
    let india = Calendar::fixed(330);
    assert_eq!(india.hour(at("2026-01-01T00:10:00Z")).0, at("2025-12-31T23:30:00Z"));
    // On Lord Howe Island clocks go back by half an hour: the hour from half past one is half an hour long.
    let howe = Calendar::from(vec![
        Offset { from: at("2025-10-04T15:30:00Z"), minutes: 660 },
        Offset { from: at("2026-04-04T15:00:00Z"), minutes: 630 },
    ]);
    assert_eq!(howe.hour(at("2026-04-04T15:10:00Z")), (at("2026-04-04T15:00:00Z"), at("2026-04-04T15:30:00Z")));
}

#[test]
fn a_day_stays_one_when_clocks_go_back_over_midnight_and_is_empty_where_it_is_skipped() {
    // At 00:01 clocks are put back to 23:01 of the day before: the new day has begun, and goes on.
    let odd =
        Calendar::from(vec![Offset { from: 0, minutes: 60 }, Offset { from: at("2026-05-10T23:01:00Z"), minutes: 0 }]);
    let day = odd.day(at("2026-05-10T23:00:30Z"));
    assert_eq!(odd.start_of_day(day), at("2026-05-10T23:00:00Z"));
    assert_eq!(odd.day(at("2026-05-10T23:30:00Z")), day);
    assert_eq!(odd.day(at("2026-05-11T12:00:00Z")), day);
    // Samoa had no 30 December 2011.
    let samoa = Calendar::from(vec![
        Offset { from: 0, minutes: -600 },
        Offset { from: at("2011-12-30T10:00:00Z"), minutes: 840 },
    ]);
    let before = samoa.day(at("2011-12-30T09:59:59Z"));
    assert_eq!(samoa.day(at("2011-12-30T10:00:00Z")), before + 2);
    assert_eq!(samoa.start_of_day(before + 1), samoa.start_of_day(before + 2));
}

proptest! {
    #[test]
    fn days_cover_all_time_without_gaps(
        changes in prop::collection::vec((-400_000_000_000i64..400_000_000_000, -720i32..=840), 0..6),
        instant in -500_000_000_000i64..500_000_000_000,
    ) {
        let calendar =
            Calendar::from(changes.into_iter().map(|(from, minutes)| Offset { from, minutes }).collect::<Vec<_>>());
        let (day, week) = (calendar.day(instant), calendar.week(instant));
        prop_assert!(calendar.start_of_day(day) <= instant && instant < calendar.start_of_day(day + 1));
        prop_assert!(calendar.start_of_week(week) <= instant && instant < calendar.start_of_week(week + 1));
        let (from, to) = calendar.hour(instant);
        prop_assert!(from <= instant && instant < to && to - from <= HOUR);
        prop_assert_eq!(calendar.hour_of_week(from), calendar.hour_of_week(to - 1));
        prop_assert_eq!(calendar.hour_of_week(from), calendar.hour_of_week(instant));
    }
}
