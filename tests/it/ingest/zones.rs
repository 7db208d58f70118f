//! The zone of the times of a file: told by its header, by what wrote it, or by somebody.

use proptest::prelude::*;
use signscope::ingest::time::Clocks;
use signscope::ingest::{ReadOptions, Zone};
use signscope::schema::Field;

use super::{Read, read, read_as_told};

const HOUR: i64 = 3_600_000;

/// The clocks of Madrid around 2025: an hour ahead of UTC, two in summer.
pub fn madrid() -> Clocks {
    // 2025-03-30T01:00Z, 2025-10-26T01:00Z
    Clocks {
        name: "Europe/Madrid".to_owned(),
        offsets: vec![(946_684_800_000, 60), (1_743_296_400_000, 120), (1_761_440_400_000, 60)],
    }
}

fn told(text: &str, clocks: Clocks) -> Read {
    read_as_told("file", text.as_bytes(), 64, ReadOptions { clocks: Some(clocks), ..ReadOptions::default() })
}

fn millis(text: &str) -> String {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis().to_string()
}

#[test]
fn times_are_read_by_the_clocks_that_somebody_names() {
    let text = "\"TimeGenerated [Local Time]\",ResultType,UserPrincipalName,AppDisplayName,Id,Type\n\
        \"11/13/2025, 9:08:53.000 AM\",0,ada@contoso.example,OfficeHome,r1,SigninLogs\n\
        \"7/1/2025, 9:08:53.000 AM\",0,ada@contoso.example,OfficeHome,r2,SigninLogs\n";
    assert_eq!(read(text.as_bytes()).zone, Some(Zone::Local));
    let read = told(text, madrid());
    assert_eq!(read.zone, Some(Zone::Told));
    assert_eq!(read.column(Field::Date), [millis("2025-11-13T08:08:53Z"), millis("2025-07-01T07:08:53Z")]);
}

#[test]
fn what_says_its_zone_is_not_read_in_another() {
    let text = "Date,Request ID,IP address\n2025-11-13T09:00:00Z,r,192.0.2.1\n2025-11-13T09:00:00,r,192.0.2.1\n";
    let read = told(text, madrid());
    assert_eq!(read.column(Field::Date), [millis("2025-11-13T09:00:00Z"), millis("2025-11-13T08:00:00Z")]);
}

#[test]
fn json_has_zones_too() {
    let text = "{\"category\":\"SignInLogs\",\"time\":\"11/14/2025 9:00:00 AM\"}\n".repeat(2);
    assert_eq!(
        told(&text, madrid()).column(Field::Date),
        [millis("2025-11-14T08:00:00Z"), millis("2025-11-14T08:00:00Z")]
    );
}

#[test]
fn what_clocks_show_twice_is_the_first_and_what_they_skip_is_by_the_clock_before() {
    let instant = |text: &str| {
        let shown = chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
        chrono::DateTime::from_timestamp_millis(madrid().instant(shown)).unwrap().to_rfc3339()
    };
    assert_eq!(instant("2025-10-26T01:59:00Z"), "2025-10-25T23:59:00+00:00");
    assert_eq!(instant("2025-10-26T02:30:00Z"), "2025-10-26T00:30:00+00:00", "twice: the first");
    assert_eq!(instant("2025-10-26T03:00:00Z"), "2025-10-26T02:00:00+00:00");
    assert_eq!(instant("2025-03-30T01:59:00Z"), "2025-03-30T00:59:00+00:00");
    assert_eq!(instant("2025-03-30T02:30:00Z"), "2025-03-30T01:30:00+00:00", "never: 03:30 by the clock after");
    assert_eq!(instant("2025-03-30T03:00:00Z"), "2025-03-30T01:00:00+00:00");
    assert_eq!(Clocks::default().instant(5), 5);
}

/// The obvious twin: of all clocks, in order, the first that shows the time; else that before the change.
fn slow_instant(clocks: &Clocks, shown: i64) -> i64 {
    let offsets = &clocks.offsets;
    let span = |at: usize| {
        let from = if at == 0 { i64::MIN } else { offsets[at].0 };
        (from, offsets.get(at + 1).map_or(i64::MAX, |next| next.0))
    };
    for (at, (_, minutes)) in offsets.iter().enumerate() {
        let instant = shown - i64::from(*minutes) * 60_000;
        let (from, to) = span(at);
        if from <= instant && instant < to {
            return instant;
        }
    }
    let skipped = (1..offsets.len()).find(|&at| {
        let [before, after] = [offsets[at - 1].1, offsets[at].1].map(|minutes| i64::from(minutes) * 60_000);
        offsets[at].0 + before <= shown && shown < offsets[at].0 + after
    });
    shown - i64::from(offsets[skipped.unwrap() - 1].1) * 60_000
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn clocks_are_those_of_the_obvious_twin(minutes in prop::collection::vec(-720i32..840, 1..6), shown in 0i64..2000) {
        // Clocks change every three days, at most by a day and two hours.
        let offsets = (0..).zip(minutes).map(|(at, minutes)| (at * 72 * HOUR, minutes)).collect();
        let clocks = Clocks { name: String::new(), offsets };
        let shown = shown * HOUR / 4;
        prop_assert_eq!(clocks.instant(shown), slow_instant(&clocks, shown));
    }
}

#[test]
fn times_of_the_defender_portal_are_local_where_the_browser_has_written_them() {
    let file = |time: &str| {
        read(
            format!(
                "Timestamp,AccountUpn,AccountObjectId,LogonType,ErrorCode,RequestId\n\
                 \"{time}\",ada@contoso.example,u1,\"[\"\"interactiveUser\"\"]\",0,00000000-0000-4000-8000-000000000001\n"
            )
            .as_bytes(),
        )
    };
    assert_eq!(file("Nov 14, 2025 9:51:00 AM").zone, Some(Zone::Local));
    assert_eq!(file("13/03/2024, 3:40:13.988 pm").zone, Some(Zone::Local));
    assert_eq!(file("2025-11-14T09:51:00Z").zone, Some(Zone::Stated));
    assert_eq!(file("2025-11-14T09:51:00").zone, Some(Zone::Assumed));
}
