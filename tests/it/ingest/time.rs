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
fn dates_with_the_name_of_a_month_are_read() {
    for text in [
        "Nov 4, 2025 3:19:41 PM",
        "Nov 4, 2025, 3:19:41\u{202f}PM",
        "November 4, 2025 at 3:19:41 PM",
        "Tuesday, November 4, 2025 3:19:41 PM",
        "Nov 4, 2025 15:19:41.000",
        "4 Nov 2025, 3:19:41 pm",
        "4 Nov 2025 15:19:41",
        "04-Nov-2025 15:19:41",
        "Tue, 04 Nov 2025 15:19:41 GMT",
        "Tue Nov 04 2025 16:19:41 GMT+0100 (Central European Standard Time)",
        "4. Nov. 2025, 15:19:41",
        "4. November 2025 um 15:19:41",
        "Dienstag, 4. November 2025 um 15:19:41 Uhr",
        "4 nov. 2025 à 15:19:41",
        "4 novembre 2025 à 15:19:41",
        "mardi 4 novembre 2025 15:19:41",
        "4 nov. 2025, 15 h 19 min 41 s",
        "4 nov 2025, 15:19:41",
        "4 de noviembre de 2025, 3:19:41\u{a0}p.\u{a0}m.",
        "martes, 4 de noviembre de 2025, 15:19:41",
        "2025年11月4日 15:19:41",
        "2025年11月4日 午後3:19:41",
        "2025年11月4日火曜日 15時19分41秒",
        "2025年11月4日(火) 15:19:41",
        "2025/11/4 午後3:19:41",
        "2025/11/04\u{a0}15:19:41",
        "\u{200e}11\u{200e}/\u{200e}4\u{200e}/\u{200e}2025\u{200e} \u{200e}3\u{200e}:\u{200e}19\u{200e}:\u{200e}41\u{200e} \u{200e}PM",
    ] {
        check(text, "2025-11-04T15:19:41Z");
    }
    check("May 7, 2024 18:41:25.123", "2024-05-07T18:41:25.123Z");
    check("May 7, 2024 6:35:31 PM", "2024-05-07T18:35:31Z");
    check("13/03/2024, 3:40:13.988 pm", "2024-03-13T15:40:13.988Z");
    check("2025年1月4日 午前0:05", "2025-01-04T00:05:00Z");
    // `mar.` is Tuesday and March in French and Spanish.
    check("mar. 4 mars 2025 à 08:00", "2025-03-04T08:00:00Z");
    check("mar. 4 nov. 2025 à 08:00", "2025-11-04T08:00:00Z");
    check("mar, 4 mar 2025 08:00", "2025-03-04T08:00:00Z");
    check("1er janvier 2025 à 08:00", "2025-01-01T08:00:00Z");
}

#[test]
fn every_month_has_its_name_in_every_language() {
    let months = [
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
    ];
    for names in months {
        for (month, name) in (1..).zip(names.split(' ')) {
            for name in [name.to_owned(), name.to_uppercase()] {
                check(&format!("4 {name} 2025 08:19:41"), &format!("2025-{month:02}-04T08:19:41Z"));
            }
        }
    }
}

#[test]
fn times_are_of_the_years_1_to_9999() {
    check("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    check("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z");
    check("/Date(253402300799999)/", "9999-12-31T23:59:59.999Z");
    check("/Date(-62135596800000)/", "0001-01-01T00:00:00Z");
    for text in [
        "0000-12-31T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "12/31/9999 11:59:59 PM -01:00",
        "Dec 31, 9999 23:59:59 GMT-0100",
        "/Date(253402300800000)/",
        "/Date(-62135596800001)/",
        "/Date(8640000000000000)/",
        "/Date(9223372036854775807)/",
        "/Date(-9223372036854775807)/",
        "/Date(99999999999999999999)/",
        "999999999999999999",
    ] {
        assert_eq!(parse_time(text.as_bytes()), None, "{text}");
    }
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
        "Nov 14, 2025",
        "Nov 14 9:51:00 AM",
        "Nov Dec 14 2025 9:51",
        "Brumaire 14, 2025 9:51",
        "14 15 Nov 2025 9:51",
        "31 Nov 2025 9:51",
        "Nov 14, 2025 25:51:00",
        "2025年13月4日 9:00",
        "2025年11月4日x 9:00",
        "May 7, 2024 18:41:25 PM",
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

    #[test]
    fn any_text_with_words_is_read_or_none(text in "([0-9]{1,4}|nov|mar|de|年|月|日|午後|時| h |[ :,.()\u{202f}+-]|\\PC){0,14}") {
        let _ = parse_time(text.as_bytes());
    }

    #[test]
    fn dates_in_words_are_those_of_chrono(year in 1i32..10_000, month in 1u32..13, day in 1u32..32, second in 0u32..86_400) {
        let time = NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(second / 3600, second / 60 % 60, second % 60));
        let Some(time) = time else { return Ok(()) };
        let expected = Some(time.and_utc().timestamp_millis());
        for format in ["%b %-d, %Y %-I:%M:%S %p", "%A, %-d %B %Y %H:%M:%S", "%d-%b-%Y %H:%M:%S"] {
            let text = time.format(format).to_string().replace(&format!("{year}"), &format!("{year:04}"));
            if year >= 1000 {
                prop_assert_eq!(parse_time(text.as_bytes()), expected, "{}", text);
            }
        }
    }
}
