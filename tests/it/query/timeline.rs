//! The timeline: steps of the calendar of the zone of display, which of them are partial, and their counts.

use proptest::prelude::*;
use signscope::query::usage::{Calendar, Offset, Unit};
use signscope::query::{Filter, Pace, StatusCounts, SummaryQuestion, Test, Timeline, select, summary};
use signscope::schema::Field;
use signscope::store::Store;

use super::usage::at;
use super::usage::calendar::madrid;
use crate::records::store;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn ask(store: &Store, filter: Filter, calendar: Calendar, unit: Option<Unit>) -> Timeline {
    let rows = select(store, &filter);
    *summary(store, &SummaryQuestion { filter, calendar, unit }, &rows).timeline
}

/// Sign-ins at these instants, nothing else known of them.
fn times(times: &[i64]) -> Store {
    let texts: Vec<String> = times.iter().map(i64::to_string).collect();
    let records: Vec<[(Field, &str); 1]> = texts.iter().map(|text| [(Field::Date, text.as_str())]).collect();
    store(&records.iter().map(|record| record.as_slice()).collect::<Vec<_>>())
}

#[test]
fn sign_ins_are_counted_by_status_in_their_steps() {
    let store = store(&[
        &[(Field::Date, "0"), (Field::Status, "Success")],
        &[(Field::Date, "1"), (Field::Status, "Failure")],
        &[(Field::Date, "180000000"), (Field::Status, "Interrupted")],
        &[(Field::Status, "Success")],
    ]);
    let timeline = ask(&store, Filter::default(), Calendar::default(), None);
    assert_eq!((timeline.pace, timeline.edges[0], timeline.counts.len()), (Pace::Hour, 0, 51));
    assert_eq!(timeline.counts[0], StatusCounts { success: 1, failure: 1, ..StatusCounts::default() });
    assert_eq!(timeline.counts[50].interrupted, 1);
    let all: u32 = timeline.counts.iter().map(StatusCounts::total).sum();
    assert_eq!(all, 3, "the record without a time is in no step");
    assert_eq!(ask(&Store::default(), Filter::default(), Calendar::default(), None), Timeline::default());
}

#[test]
fn steps_grow_with_the_span() {
    for (span, pace) in [
        (0, Pace::Minutes(1)),
        (3 * HOUR - 1, Pace::Minutes(1)),
        (3 * HOUR, Pace::Minutes(5)),
        (15 * HOUR, Pace::Minutes(15)),
        (45 * HOUR, Pace::Hour),
        (7 * DAY, Pace::Hour),
        (8 * DAY, Pace::Day),
        (180 * DAY, Pace::Weeks(1)),
        (200_000 * DAY, Pace::Weeks(20)),
    ] {
        let timeline = ask(&times(&[0, span]), Filter::default(), Calendar::default(), None);
        assert_eq!(timeline.pace, pace, "{span} ms");
        assert_eq!(timeline.edges.len(), timeline.counts.len() + 1);
    }
}

#[test]
fn steps_are_as_long_as_asked_for_unless_they_would_be_too_many() {
    let month = times(&[0, 30 * DAY]);
    for (unit, pace, steps) in
        [(Unit::Hour, Pace::Hour, 721), (Unit::Day, Pace::Day, 31), (Unit::Week, Pace::Weeks(1), 5)]
    {
        let timeline = ask(&month, Filter::default(), Calendar::default(), Some(unit));
        assert_eq!((timeline.pace, timeline.counts.len()), (pace, steps));
    }
    let year = ask(&times(&[0, 365 * DAY]), Filter::default(), Calendar::default(), Some(Unit::Hour));
    assert_eq!(year.pace, Pace::Day);
}

/// On 2026-03-29 the clocks of Madrid go from two to three, on 2026-10-25 from three to two.
#[test]
fn days_and_hours_are_those_of_the_zone_of_display() {
    let store = times(&["2026-03-27T12:00:00Z", "2026-03-30T21:59:00Z"].map(at));
    let by_day = ask(&store, Filter::default(), madrid(), Some(Unit::Day));
    let starts = ["2026-03-26T23:00:00Z", "2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"];
    let mut edges: Vec<i64> = starts.into_iter().map(at).collect();
    edges.push(at("2026-03-30T22:00:00Z"));
    assert_eq!(by_day.edges, edges, "the 29th has 23 hours");
    let by_hour = ask(&store, Filter::default(), madrid(), Some(Unit::Hour));
    assert_eq!(by_hour.counts.len(), 82);
    assert!(by_hour.edges.is_sorted_by(|left, right| right - left == HOUR));
    let by_week = ask(&store, Filter::default(), madrid(), Some(Unit::Week));
    assert_eq!(by_week.edges, ["2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z"].map(at));
}

#[test]
fn minutes_are_those_on_the_clock() {
    let odd = ask(&times(&[0, 20 * HOUR]), Filter::default(), Calendar::fixed(7), None);
    assert_eq!((odd.pace, odd.edges[0], odd.edges[1]), (Pace::Minutes(15), -7 * MINUTE, 8 * MINUTE));
}

#[test]
fn steps_are_partial_where_the_files_or_the_dates_begin_or_end_inside() {
    let store = times(&[HOUR, DAY + 2 * HOUR, 3 * DAY, 4 * DAY - 1]);
    let partial = |filter: Filter| {
        let timeline = ask(&store, filter, Calendar::default(), Some(Unit::Day));
        (0..timeline.counts.len()).map(|step| timeline.is_partial(step)).collect::<Vec<_>>()
    };
    assert_eq!(partial(Filter::default()), [true, false, false, false], "the last day is there to its last instant");
    let dates = |test| Filter::All(vec![Filter::Field(Field::Date, test)]);
    assert_eq!(partial(dates(Test::Between { from: Some(DAY), to: Some(4 * DAY) })), [false, false, false]);
    let inside = Test::Between { from: Some(DAY - HOUR), to: Some(3 * DAY + HOUR) };
    assert_eq!(
        partial(dates(inside)),
        [false, false, true],
        "nothing can be known of the first day, and it has no step"
    );
    assert_eq!(partial(dates(Test::Newest { millis: 3 * DAY - HOUR })), [true, false, false]);
    assert_eq!(partial(dates(Test::Older { millis: DAY + HOUR })), [true, false]);
}

fn calendars() -> impl Strategy<Value = Calendar> {
    prop::collection::vec((0..40 * DAY, -720i32..=840), 0..3).prop_map(|changes| {
        changes.into_iter().map(|(from, minutes)| Offset { from, minutes }).collect::<Vec<_>>().into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// The slow twin: every step is asked for as a filter of dates.
    #[test]
    fn steps_agree_with_their_filters(
        instants in prop::collection::vec(0..40 * DAY, 1..40),
        spread in prop::sample::select(vec![1, 30, 400, 40_000]),
        calendar in calendars(),
        unit in prop::option::of(prop::sample::select(vec![Unit::Hour, Unit::Day, Unit::Week])),
    ) {
        let instants: Vec<i64> = instants.into_iter().map(|instant| instant / spread).collect();
        let store = times(&instants);
        let timeline = ask(&store, Filter::default(), calendar, unit);
        prop_assert!(timeline.edges.is_sorted_by(|left, right| left < right));
        prop_assert_eq!(timeline.counts.iter().map(StatusCounts::total).sum::<u32>() as usize, instants.len());
        for (step, counts) in timeline.counts.iter().enumerate().filter(|(_, counts)| counts.total() > 0) {
            let Some((from, to)) = timeline.bounds(step) else { panic!("no step {step}") };
            let dates = Filter::Field(Field::Date, Test::Between { from: Some(from), to: Some(to) });
            prop_assert_eq!(select(&store, &dates).count(), counts.total() as usize);
        }
        prop_assert!(timeline.counts.first().is_some_and(|counts| counts.total() > 0));
        prop_assert!(timeline.counts.last().is_some_and(|counts| counts.total() > 0));
    }
}

const YEAR: i64 = 365 * DAY;

fn dense(instants: &[i64]) -> Option<((i64, i64), u32, u32)> {
    let timeline = ask(&times(instants), Filter::default(), Calendar::default(), None);
    timeline.dense.map(|dense| (dense.span, dense.inside, dense.outside))
}

#[test]
fn the_dense_part_is_offered_where_a_few_sign_ins_are_far_off() {
    let week: Vec<i64> = (0..300).map(|at| 20 * YEAR + at * 7 * DAY / 300).collect();
    let span = (week[0], week[299]);
    assert_eq!(dense(&week), None, "a week");
    for far in [0, 21 * YEAR, 8000 * YEAR, -1000 * YEAR] {
        assert_eq!(dense(&[week.as_slice(), &[far]].concat()), Some((span, 300, 1)), "{far}");
    }
    assert_eq!(dense(&[week.as_slice(), &[0, 8000 * YEAR, 1]].concat()), Some((span, 300, 3)), "1 % of 303");
    assert_eq!(dense(&[week.as_slice(), &[0, 1, 2, 3, 4]].concat()), None, "more than 1 %");
    let year: Vec<i64> = (0..365).map(|at| at * DAY).collect();
    assert_eq!(dense(&[year.as_slice(), &[2 * YEAR]].concat()), None, "a pause is no outlier");
    assert_eq!(dense(&[5, 6, 9 * YEAR]), Some(((5, 6), 2, 1)));
    assert_eq!(dense(&[5, 9 * YEAR]), None, "neither of two is the far one");
    assert_eq!(dense(&[]), None);
}

#[test]
fn no_stored_time_makes_a_timeline_long() {
    let far = [i64::MIN, i64::MIN + 2, i64::MAX, -62_135_596_800_001, 253_402_300_800_000];
    let store = times(&[&far[..], &[-62_135_596_800_000, 0, 253_402_300_799_999]].concat());
    for unit in [None, Some(Unit::Hour), Some(Unit::Day), Some(Unit::Week)] {
        let timeline = ask(&store, Filter::default(), madrid(), unit);
        assert_eq!(timeline.counts.iter().map(StatusCounts::total).sum::<u32>(), 3);
        assert!(timeline.counts.len() <= 1600, "{}", timeline.counts.len());
    }
}
