//! Times against `chrono`, and the forms it does not know.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use proptest::prelude::*;
use signscope::ingest::time::parse_time;

fn check(text: &str, same_as: &str) {
    let expected = DateTime::parse_from_rfc3339(same_as).unwrap().timestamp_millis();
    assert_eq!(parse_time(text.as_bytes()), Some(expected), "{text}");
}

#[test]
fn every_form_is_read() {
    for text in [
        "2025-12-04T08:19:41Z",
        "2025-12-04 08:19:41",
        "2025-12-04T08:19:41",
        " 2025-12-04t08:19:41z ",
        "2025-12-04T08:19:41+00:00",
        "2025-12-04T09:19:41+01:00",
        "2025-12-04T03:19:41-0500",
        "2025-12-04T08:19:41.0000000 +00:00",
        "12/4/2025 8:19:41 AM",
        "12/04/2025 08:19:41",
        "12/4/2025, 8:19:41 AM",
        "12/4/2025, 8:19:41.000\u{202f}AM",
        "12/4/2025 9:19:41 AM +01:00",
        "2025-12-04 8:19:41 am",
        "2025-12-04T08: 19: 41.0000000+00: 00",
        "12/4/2025 8:19:41 a. m.",
        "04.12.2025 08:19:41",
        "2025/12/04 08:19:41",
        "/Date(1764836381000)/",
        "\\/Date(1764836381000+0100)\\/",
        "1764836381",
        "1764836381000",
    ] {
        check(text, "2025-12-04T08:19:41Z");
    }
    check("31/12/2025 8:19:41 AM", "2025-12-31T08:19:41Z");
    check("14.11.2025 13:05:00", "2025-11-14T13:05:00Z");
    check("45995.5", "2025-12-04T12:00:00Z");
    check("1/9/2007 12:00:00 AM", "2007-01-09T00:00:00Z");
    check("1/9/2007 12:30:00 PM", "2007-01-09T12:30:00Z");
    check("1/9/2007 11:59:59 pm", "2007-01-09T23:59:59Z");
    check("2024-02-29T00:00Z", "2024-02-29T00:00:00Z");
    check("2022-01-24T05:10:14.1875602Z", "2022-01-24T05:10:14.187Z");
    check("2022-01-24T05:10:14.2Z", "2022-01-24T05:10:14.2Z");
}

#[test]
fn what_is_no_time_is_none() {
    for text in [
        "",
        " ",
        "gestern",
        "2025-12-04",
        "2025-13-04T08:19:41Z",
        "2025-02-29T08:19:41Z",
        "2025-00-01T00:00:00Z",
        "2025-12-04T24:00:00Z",
        "2025-12-04T08:60:41Z",
        "2025-12-04T08:19:41.Z",
        "2025-12-04T08:19:41.1234567890Z",
        "2025-12-04T08:19:41X",
        "2025-12-04T08:19:41Zx",
        "2025-12-04T08:19:41+1",
        "31/31/2025 8:19:41 AM",
        "12/4/2025 13:19:41 PM",
        "12/4/2025 0:19:41 AM",
        "12/4/25 8:19:41 AM",
        "459955",
        "1.2.3",
        "12345",
        "/Date(x)/",
        "----------",
    ] {
        assert_eq!(parse_time(text.as_bytes()), None, "{text}");
    }
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn iso_times_are_those_of_chrono(millis in -62_000_000_000_000i64..253_000_000_000_000, digits in 0usize..4, minutes in -840i32..840) {
        let time = DateTime::<Utc>::from_timestamp_millis(millis).unwrap();
        let formats = [SecondsFormat::Secs, SecondsFormat::Millis, SecondsFormat::Micros, SecondsFormat::Nanos];
        let zone = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
        for text in [time.to_rfc3339_opts(formats[digits], true), time.with_timezone(&zone).to_rfc3339_opts(formats[digits], false)] {
            let expected = DateTime::parse_from_rfc3339(&text).unwrap().timestamp_millis();
            prop_assert_eq!(parse_time(text.as_bytes()), Some(expected), "{}", text);
        }
    }

    #[test]
    fn american_times_are_those_of_chrono(year in 1970i32..2100, month in 1u32..13, day in 1u32..32, second in 0u32..86_400) {
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let expected = NaiveDate::from_ymd_opt(year, month, day)
            .and_then(|date| date.and_hms_opt(hour, minute, second))
            .map(|time| time.and_utc().timestamp_millis());
        let half = if hour < 12 { "AM" } else { "PM" };
        let clock = (hour + 11) % 12 + 1;
        let text = format!("{month}/{day}/{year} {clock}:{minute:02}:{second:02} {half}");
        prop_assert_eq!(parse_time(text.as_bytes()), expected, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_none(text in "[0-9TZ:/ .+APM-]{0,30}") {
        let _ = parse_time(text.as_bytes());
    }
}
