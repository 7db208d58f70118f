//! Files that are read once more: their dates were the other way round, or somebody said what their columns hold.

use signscope::engine::protocol::{Cell, DateOrder, FileState, ReadOptions, View};
use signscope::schema::Field;

use super::Desk;

fn times(desk: &mut Desk) -> Vec<Cell> {
    let rows = desk.rows(&View::default(), &[Field::Date]).rows;
    let mut times: Vec<_> = rows.into_iter().flat_map(|row| row.cells).collect();
    times.sort_by_key(|time| format!("{time:?}"));
    times
}

/// Midnight of a day of March 2025, UTC.
fn march(day: i64) -> Cell {
    Cell::Time((1_740_787_200_000 + (day - 1) * 86_400_000) as f64)
}

fn table(dates: &[&str]) -> String {
    let lines = (1..)
        .zip(dates)
        .map(|(id, date)| format!("{date},00000000-0000-0000-0000-{id:012},Ada,ada@contoso.example,192.0.2.1\n"));
    let header = "Date (UTC),Request ID,User,Username,IP address\n".to_owned();
    std::iter::once(header).chain(lines).collect()
}

#[test]
fn one_day_that_is_no_month_decides_for_all_of_the_file() {
    let file = table(&["03/03/2025 00:00:00", "04/03/2025 00:00:00", "25/03/2025 00:00:00"]);
    let mut desk = Desk::with("re-saved.csv", file.as_bytes());
    assert_eq!(times(&mut desk), [march(3), march(4), march(25)]);
    let report = desk.report(0);
    assert_eq!((report.records, report.reading.dates), (3, Some(DateOrder::DayFirst)));
    assert_eq!(desk.engine.loading().files.len(), 1);
}

#[test]
fn dates_that_make_sense_both_ways_are_asked_about() {
    let file = table(&["03/04/2025 00:00:00", "03/05/2025 00:00:00"]);
    let mut desk = Desk::with("re-saved.csv", file.as_bytes());
    assert!(desk.report(0).asks_dates);
    assert_eq!(times(&mut desk), [march(4), march(5)]);
    let file = desk.report(0).file;
    desk.read_again(file, ReadOptions { dates: Some(DateOrder::DayFirst), ..ReadOptions::default() });
    assert!(!desk.report(0).asks_dates);
    assert!(!times(&mut desk).contains(&march(4)));
    assert_eq!(desk.engine.loading().records, 2);
}

#[test]
fn a_table_of_unknown_columns_is_read_as_somebody_says() {
    let file = "When,Who,Whence\n2025-03-03T00:00:00Z,ada@contoso.example,192.0.2.1\n";
    let mut desk = Desk::with("own.csv", file.as_bytes());
    let report = desk.report(0);
    assert!(matches!(report.state, FileState::Refused(_)));
    let mapping = report.mapping.unwrap();
    assert_eq!(mapping.names, ["When", "Who", "Whence"]);
    assert_eq!(mapping.rows, [["2025-03-03T00:00:00Z", "ada@contoso.example", "192.0.2.1"]]);
    let columns = [("When", Field::Date), ("Who", Field::Username)].map(|(name, field)| (name.to_owned(), field));
    desk.read_again(report.file, ReadOptions { columns: Some(columns.to_vec()), ..ReadOptions::default() });
    let rows = desk.rows(&View::default(), &[Field::Date, Field::Username, Field::IpAddress]);
    let cells: Vec<_> = rows.rows.into_iter().map(|row| row.cells).collect();
    assert_eq!(cells, [[march(3), Cell::Text("ada@contoso.example".to_owned()), Cell::Absent]]);
    assert_eq!(desk.report(0).state, FileState::Done);
}

#[test]
fn a_file_keeps_its_place_when_it_is_read_again() {
    let file = table(&["03/04/2025 00:00:00", "03/05/2025 00:00:00"]);
    let mut desk = Desk::new();
    for name in ["first.csv", "second.csv", "third.csv"] {
        desk.load(name, file.as_bytes(), 4096);
    }
    let names = |desk: &Desk| desk.engine.loading().files.into_iter().map(|report| report.name).collect::<Vec<_>>();
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        let second = desk.report(1).file;
        desk.read_again(second, ReadOptions { dates: Some(order), ..ReadOptions::default() });
        assert_eq!(names(&desk), ["first.csv", "second.csv", "third.csv"]);
        assert_ne!(desk.report(1).file, second, "under a number of its own");
    }
    let first = desk.report(0).file;
    desk.engine.remove(&[first]);
    assert_eq!(names(&desk), ["second.csv", "third.csv"]);
}
