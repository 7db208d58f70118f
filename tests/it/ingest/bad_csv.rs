//! Damaged CSV: what is good is kept, what is bad is named with its record, line and cells.

use std::time::{Duration, Instant};

use signscope::ingest::FileFormat;
use signscope::schema::Field;

use super::{Read, fixture, read, read_in_pieces};

const HEADER: &str = "Date (UTC),Request ID,User,Username,IP address,Status,Sign-in error code,Browser,Latency\n";

fn line(id: &str) -> String {
    format!("2025-12-04T08:19:41Z,{id},Ada,ada@contoso.example,192.0.2.1,Success,,Edge 131,12\n")
}

/// Reads lines under the header: the request IDs that are left, and the problems, each of which must hold its words.
fn check(lines: &[&str], ids: &[&str], problems: &[&str]) -> Read {
    let read = read(format!("{HEADER}{}", lines.concat()).as_bytes());
    assert_eq!(read.refused, None);
    assert_eq!(read.column(Field::RequestId), ids, "{:?}", read.problems);
    assert_eq!(read.problems.len(), problems.len(), "{:?}", read.problems);
    for (problem, words) in read.problems.iter().zip(problems) {
        assert!(problem.contains(words), "{problem:?} should hold {words:?}");
    }
    read
}

#[test]
fn records_with_the_wrong_number_of_cells() {
    let (a, c) = (line("a"), line("c"));
    check(&[&a, "2025-12-04T08:19:41Z,b,Ada\n", &c], &["a", "c"], &["Record 2, line 3: 3 of 9 cells"]);
    check(&[&a, &line("b").replace(",12\n", ",12,,,\n"), &c], &["a", "b", "c"], &[]);
    check(&[&a, &line("b").replace(",12\n", ",12,,x\n"), &c], &["a", "c"], &["Record 2, line 3: 11 of 9 cells"]);
    // Spreadsheets leave out empty cells at the end of a line.
    let read = check(&[&a, &line("b").replace(",Edge 131,12", ""), &c], &["a", "b", "c"], &["7 of 9 cells"]);
    assert_eq!(read.column(Field::Browser), ["Edge 131", "-", "Edge 131"]);
    check(&[&a, "\n\r\n", ",,,,,,,,\n", &c], &["a", "c"], &[]);
}

#[test]
fn files_put_together() {
    let again = format!("\u{feff}{HEADER}");
    check(
        &[&line("a"), HEADER, &line("b"), &again, &line("c")],
        &["a", "b", "c"],
        &["Line 3 repeats", "Line 5 repeats"],
    );
}

#[test]
fn a_quote_that_is_never_closed_takes_only_its_line() {
    let open = |id: &str| line(id).replace(",Ada,", ",\"Ada,");
    let (a, b, c, d) = (line("a"), open("b"), line("c"), line("d"));
    check(&[&a, &b, &c, &d], &["a", "c", "d"], &["Record 2, line 3: a quote that opens in this line"]);
    check(&[&b, &a, &c], &["a", "c"], &["line 2"]);
    check(&[&a, &c, &b], &["a", "c"], &["line 4: a quote that opens in this line"]);
    check(&[&a, &c, b.trim_end()], &["a", "c"], &["The file ends inside record 3, which begins in line 4"]);
    // Quotes in later lines close it by chance, in a place where they should not.
    let quoted = |id: &str| line(id).replace("Edge 131", "\"Edge, \"\"131\"\"\"");
    check(&[&a, &b, &quoted("c"), &d], &["a", "c", "d"], &["line 3"]);
    check(&[&b, &open("c"), &d, &quoted("e"), &d], &["d", "e", "d"], &["line 2", "line 3"]);
    // In the last cell, even the number of cells is right by chance.
    let last = line("b").replace(",12\n", ",\"12\n");
    let chance = line("c").replace(",12\n", ",\"12\"\n");
    check(&[&a, &last, &chance, &d], &["a", "c", "d"], &["line 3"]);
}

#[test]
fn line_ends_inside_cells_are_kept_and_counted() {
    let b = line("b").replace("Ada", "\"A\n\r\nda, \"\"x\"\"\"");
    let read = check(&[&line("a"), &b, "x\n", &line("c")], &["a", "b", "c"], &["Record 3, line 6: 1 of 9 cells"]);
    assert_eq!(read.text(1, Field::User).as_deref(), Some("A\n\r\nda, \"x\""));
}

#[test]
fn text_around_quotes_is_kept() {
    let read =
        check(&[&line("a").replace("Ada", "A \"d\" a"), &line("b").replace("Ada", "\"A\" d\"a\"")], &["a", "b"], &[]);
    assert_eq!(read.column(Field::User), ["A \"d\" a", "A d\"a\""]);
}

#[test]
fn unreadable_dates_leave_the_record() {
    let b = line("b").replace("2025-12-04T08:19:41Z", "gestern");
    let read = check(&[&line("a"), &b], &["a", "b"], &["Record 2 has a date that cannot be read"]);
    assert_eq!((read.store.time(0).is_some(), read.store.time(1)), (true, None));
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such() {
    // The byte order mark says that it is UTF-8.
    let mut bytes = format!("\u{feff}{HEADER}{}{}{}", line("a"), line("b"), line("c")).into_bytes();
    let at = bytes.windows(2).rposition(|pair| pair == b"Ad").unwrap();
    bytes[at] = 0xff;
    let read = read_in_pieces("file", &bytes, bytes.len());
    assert_eq!(read.column(Field::User), ["Ada", "Ada", "\u{fffd}da"]);
    assert_eq!(read.problems.len(), 1);
    assert!(read.problems[0].contains("Record 3 holds bytes that are no UTF-8"));
}

#[test]
fn zero_bytes_are_kept() {
    let read = check(&[&line("a").replace("Ada", "A\0a")], &["a"], &[]);
    assert_eq!(read.text(0, Field::User).as_deref(), Some("A\0a"));
}

#[test]
fn a_status_in_another_language_is_kept_and_an_empty_one_derived() {
    let b = line("b").replace("Success,", "Erfolgreich,");
    let c = line("c").replace("Success,,", ",50140,");
    let d = line("d").replace("Success,,", " interrupt ,0,");
    let read = check(&[&line("a"), &b, &c, &d], &["a", "b", "c", "d"], &[]);
    assert_eq!(read.column(Field::Status), ["Success", "Erfolgreich", "Interrupted", "Interrupted"]);
}

#[test]
fn a_location_is_split_from_the_right() {
    let header = "Date (UTC),Request ID,Location\n";
    let locations =
        ["\"Washington, D.C., DC, US\"", "\", , US\"", "US", "\"New York, USA\"", "\", , \"", "", "\" a ,b,c \""];
    let lines: String = locations.iter().map(|location| format!("2025-12-04T08:19:41Z,r,{location}\n")).collect();
    let read = read(format!("{header}{lines}").as_bytes());
    let rows = |fields: [Field; 4]| fields.map(|field| read.column(field));
    let [location, city, state, country] = rows([Field::Location, Field::City, Field::State, Field::Country]);
    assert_eq!(location, ["Washington, D.C., DC, US", "US", "US", "New York, USA", "", "", "a, b, c"]);
    assert_eq!(city, ["Washington, D.C.", "", "", "New York", "", "", "a"]);
    assert_eq!(state, ["DC", "", "", "", "", "", "b"]);
    assert_eq!(country, ["US", "US", "US", "USA", "", "", "c"]);
}

#[test]
fn cut_off_anywhere_the_whole_records_are_there() {
    let bytes = fixture("InteractiveSignIns_44.csv");
    let whole = read(&bytes);
    let places = whole.places();
    let header = bytes.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    for len in 0..bytes.len() {
        let cut = read_in_pieces("file", &bytes[..len], 7);
        if len < header {
            continue;
        }
        let complete = places.iter().filter(|place| place.offset + u64::from(place.len) <= len as u64).count();
        // The last cell is one word: a part of it cannot be told from all of it.
        let begun = cut.store.len().saturating_sub(complete);
        assert!(
            cut.store.len() == complete || begun == 1 && bytes[..len].rsplit(|&byte| byte == b'\n').next().is_some(),
            "{len}"
        );
        for row in 0..complete {
            assert_eq!(cut.row(row), whole.row(row), "cut at {len}");
        }
        let is_inside =
            places.iter().any(|place| (place.offset + 1..place.offset + u64::from(place.len)).contains(&(len as u64)));
        assert_eq!(
            !cut.problems.is_empty() || begun == 1,
            is_inside || len == header || complete == 0,
            "cut at {len}: {:?}",
            cut.problems
        );
    }
}

#[test]
fn a_cell_of_five_megabytes_is_read() {
    let long = "x\n".repeat(5 << 19);
    let b = line("b").replace("Ada", &format!("\"{long}\""));
    let bytes = format!("{HEADER}{}{b}{}", line("a"), line("c")).into_bytes();
    for size in [100_000, bytes.len()] {
        let read = read_in_pieces("file", &bytes, size);
        assert_eq!(
            (read.column(Field::RequestId), &read.problems),
            (vec!["a".to_owned(), "b".into(), "c".into()], &vec![])
        );
        assert_eq!(read.text(1, Field::User).unwrap().len(), long.len());
    }
}

#[test]
fn an_open_quote_in_a_large_file_is_given_up() {
    let mut text = format!("{HEADER}{}", line("open").replace(",Ada,", ",\"Ada,"));
    let lines = (20 << 20) / line("0").len();
    (0..lines).for_each(|_| text.push_str(&line("r")));
    for size in [1 << 20, text.len()] {
        let read = read_in_pieces("file", text.as_bytes(), size);
        assert_eq!((read.store.len(), read.problems.len()), (lines, 1), "{:?}", read.problems);
    }
}

#[test]
fn ten_thousand_columns_are_not_slow() {
    let extra: String = (0..10_000).map(|column| format!(",Column {column}")).collect();
    let cells = ",x".repeat(10_000);
    let mut text = format!("Date (UTC),Request ID{extra}\n");
    (0..50).for_each(|row| text.push_str(&format!("2025-12-04T08:19:41Z,r{row}{cells}\n")));
    let start = Instant::now();
    let read = read_in_pieces("file", text.as_bytes(), 4096);
    assert_eq!((read.store.len(), &read.problems), (50, &vec![]));
    assert!(read.file_format.as_ref().and_then(FileFormat::csv).is_some_and(|csv| csv.columns.len() == 10_002));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
