//! Day and month, and zones: decided for each file from its dates, and asked where they do not tell.

use signscope::ingest::{DateOrder, Dates, ReadOptions, Zone};
use signscope::schema::Field;

use super::{Read, read, read_as_told};

fn file(dates: &[&str]) -> String {
    let rows: Vec<String> = dates.iter().map(|date| format!("\"{date}\",r,192.0.2.7\n")).collect();
    format!("Date,Request ID,IP address\n{}", rows.concat())
}

fn told(text: &str, order: DateOrder) -> Read {
    read_as_told("file", text.as_bytes(), 64, ReadOptions { dates: Some(order), ..ReadOptions::default() })
}

const THIRD_OF_DECEMBER: &str = "1764763200000";
const TWELFTH_OF_MARCH: &str = "1741780800000";

#[test]
fn the_right_order_is_certain() {
    let read = read(file(&["3/12/2025 12:00:00", "3/31/2025 12:00:00"]).as_bytes());
    assert_eq!((read.dates, read.problems), (Some(Dates::Certain), vec![]));
    assert_eq!(read.store.time(0).map(|time| time.to_string()).as_deref(), Some(TWELFTH_OF_MARCH));
}

#[test]
fn the_wrong_order_is_read_again() {
    let text = file(&["3/12/2025 12:00:00", "31/12/2025 12:00:00"]);
    let first = read(text.as_bytes());
    assert_eq!(first.dates, Some(Dates::ReadAgain(DateOrder::DayFirst)));
    let again = told(&text, DateOrder::DayFirst);
    assert_eq!((again.dates, &again.problems), (Some(Dates::Certain), &vec![]));
    assert_eq!(again.text(0, Field::Date).as_deref(), Some(THIRD_OF_DECEMBER));
}

#[test]
fn an_order_that_cannot_be_told_is_asked_for() {
    let text = file(&["3/12/2025 12:00:00", "2025-12-31T12:00:00Z", "5/5/2025 12:00:00"]);
    let read = read(text.as_bytes());
    assert_eq!(read.dates, Some(Dates::Ask));
    assert!(read.problems.len() == 1 && read.problems[0].contains("month first"), "{:?}", read.problems);
    assert_eq!(read.text(0, Field::Date).as_deref(), Some(TWELFTH_OF_MARCH));
    assert_eq!(told(&text, DateOrder::DayFirst).text(0, Field::Date).as_deref(), Some(THIRD_OF_DECEMBER));
    assert_eq!(told(&text, DateOrder::MonthFirst).dates, Some(Dates::Certain));
}

#[test]
fn where_the_order_makes_no_difference_nothing_is_asked() {
    let read = read(file(&["5/5/2025 12:00:00", "13/5/2025 12:00:00", "14.11.2025 12:00:00"]).as_bytes());
    assert_eq!((read.dates, read.problems), (Some(Dates::Certain), vec![]));
}

#[test]
fn a_mixture_is_said_and_every_date_that_can_be_read_is() {
    let read = read(file(&["13/5/2025 12:00:00", "5/13/2025 12:00:00", "3/12/2025 12:00:00"]).as_bytes());
    assert_eq!(read.dates, Some(Dates::Certain));
    assert!(
        read.problems.len() == 1 && read.problems[0].contains("1 dates have the month first"),
        "{:?}",
        read.problems
    );
    assert_eq!(read.text(0, Field::Date), read.text(1, Field::Date));
}

#[test]
fn the_zone_is_that_of_the_column_or_of_the_times() {
    let zone = |header: &str, time: &str| {
        read(format!("{header},Request ID,IP address,User,Username\n{time},r,192.0.2.7,a,b\n").as_bytes()).zone
    };
    assert_eq!(zone("Date (UTC)", "2025-12-04T08:19:41"), Some(Zone::Utc));
    assert_eq!(zone("Date", "2025-12-04T08:19:41Z"), Some(Zone::Stated));
    assert_eq!(zone("Date", "2025-12-04T08:19:41"), Some(Zone::Assumed));
    let local = "\"TimeGenerated [Local Time]\",UserPrincipalName,ResultType\n\"12/24/2025, 8:19:41.000 AM\",ada@contoso.example,0\n";
    let read = read(local.as_bytes());
    assert_eq!(read.zone, Some(Zone::Local));
    assert_eq!(read.text(0, Field::Date).as_deref(), Some("1766564381000"));
    assert!(read.problems.iter().any(|problem| problem.contains("local")), "{:?}", read.problems);
}

#[test]
fn json_has_orders_too() {
    let record = |date: &str| format!("{{\"category\":\"SignInLogs\",\"time\":\"{date}\"}}\n");
    let text = [record("11/14/2025 1:48:53 AM"), record("3/12/2025 12:00:00 PM")].concat();
    let read = read(text.as_bytes());
    assert_eq!((read.dates, read.zone), (Some(Dates::Certain), Some(Zone::Assumed)));
    assert_eq!(read.text(1, Field::Date).as_deref(), Some(TWELFTH_OF_MARCH));
}
