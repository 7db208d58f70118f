//! Tables put together in one file, and other things that a file is all the same: lines of old Macs, objects in texts.

use signscope::ingest::{SourceFormat, Zone};
use signscope::schema::Field;

use super::names::{check, fault};
use super::{Read, read, read_speculatively};

/// So many rows has each of them: more than are looked at to tell what a file is.
const ROWS: usize = 100;

/// A download of the portal, that of another year with other columns and another delimiter, and the first once more.
fn put_together() -> String {
    let rows = |from: usize, line: &dyn Fn(usize) -> String| (from..from + ROWS).map(line).collect::<String>();
    let time = |n: usize| format!("08:{:02}:{:02}", n / 60, n % 60);
    let first = |n| format!("2025-03-03T{}Z,r{n},Eve,eve@contoso.example,192.0.2.{n},Success\n", time(n));
    let header = "Date (UTC),Request ID,User,Username,IP address,Status\n";
    let other = |n| format!("\"Oslo, NO\";2023-03-03T{}Z;Failure;50126;q{n};bob@contoso.example;\"a;b\"\n", time(n));
    let other_header = "Location;Date (UTC);Status;Sign-in error code;Request ID;Username;Application\n";
    [header, &rows(10, &first), other_header, &rows(10, &other), header, &rows(30, &first)].concat()
}

#[track_caller]
fn check_together(read: &Read) {
    assert_eq!(read.store.len(), 3 * ROWS);
    check(read, 0, &[(Field::RequestId, "r10"), (Field::IpAddress, "192.0.2.10"), (Field::Status, "Success")]);
    let expected = [
        (Field::RequestId, "q10"),
        (Field::Username, "bob@contoso.example"),
        (Field::Location, "Oslo, NO"),
        (Field::Country, "NO"),
        (Field::ErrorCode, "50126"),
        (Field::Status, "Failure"),
        (Field::Application, "a;b"),
    ];
    check(read, ROWS, &expected);
    check(read, 3 * ROWS - 1, &[(Field::RequestId, "r129"), (Field::User, "Eve"), (Field::Status, "Success")]);
    assert_eq!((read.text(ROWS, Field::IpAddress), read.text(0, Field::Application)), (None, None));
    assert_eq!(read.problems.len(), 2, "{:?}", read.problems);
    assert!(read.problems[0].starts_with("Line 102 is the header of another table"), "{:?}", read.problems);
}

#[test]
fn a_line_that_is_a_header_begins_another_table() {
    let file = put_together();
    check_together(&read(file.as_bytes()));
    let mut speculated = 0;
    for chunk in [900, 2000, 4500] {
        let (read, records) = read_speculatively("file", file.as_bytes(), chunk, 80);
        check_together(&read);
        speculated += records;
    }
    assert!(speculated > 0, "some records came of speculative chunks");
    let ends = file.replace('\n', "\r\n");
    check_together(&read(ends.as_bytes()));
}

#[test]
fn two_downloads_of_other_years_are_read_each_under_its_header() {
    let Some(bytes) = fault("adversary/zz-cat-2025-then-2023.csv") else { return };
    let read = read(&bytes);
    assert_eq!(read.file_formats.len(), 2);
    assert_eq!(read.store.len(), 20);
    assert!(read.column(Field::Status).iter().all(|status| ["Success", "Failure", "Interrupted"].contains(&&**status)));
    assert!((0..20).all(|row| read.store.time(row).is_some()));
    let years: Vec<bool> = read.column(Field::Username).iter().map(|name| name.contains('@')).collect();
    assert_eq!(years, [true; 20]);
}

#[test]
fn words_of_a_header_in_a_row_make_no_table() {
    let csv = "User,Username,Status,Application,Date (UTC),Request ID\n\
               User,Username,Status,Application,2025-03-03T08:00:00Z,r1\n\
               Administrator,Application,Resource,Location,2025-03-03T08:00:01Z,r2\n";
    let read = read(csv.as_bytes());
    assert_eq!((read.store.len(), read.file_formats.len(), &read.problems), (2, 1, &vec![]));
}

#[test]
fn lines_of_old_macs_are_lines() {
    let csv = "\u{feff}Date (UTC),Request ID,User,Status\r2025-03-03T08:00:00Z,r1,\"E, ve\",Success\r2025-03-03T08:00:01Z,r2,Bob,Failure";
    for csv in [csv.to_owned(), format!("{csv}\r"), csv.replace(',', ";")] {
        let read = read(csv.as_bytes());
        assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{csv}");
        assert_eq!(read.column(Field::RequestId), ["r1", "r2"]);
        assert_eq!(read.zone, Some(Zone::Utc));
    }
    let Some(bytes) = fault("adversary/cr.csv") else { return };
    let read = read(&bytes);
    assert_eq!((read.store.len(), &read.problems), (10, &vec![]));
    assert!((0..10).all(|row| read.store.time(row).is_some()));
}

#[test]
fn an_object_written_as_a_text_is_opened() {
    let record = r#"{"time":"2025-03-03T08:00:00Z","category":"SignInLogs","properties":{"id":"r1","createdDateTime":"2025-03-03T08:00:00Z","userPrincipalName":"eve@contoso.example","status":{"errorCode":50126}}}"#;
    let line = format!("{}\n", serde_json::to_string(record).unwrap());
    let found = read(line.repeat(3).as_bytes());
    assert_eq!((&found.refused, found.store.len()), (&None, 3));
    check(&found, 2, &[(Field::Username, "eve@contoso.example"), (Field::Status, "Failure")]);
    let Some(bytes) = fault("01_adfs_string_line.ndjson") else { return };
    let read = read(&bytes);
    assert_eq!((&read.refused, &read.mapping), (&None, &None));
    assert_eq!(read.source_formats, [(SourceFormat::Diagnostics, read.store.len() as u64)]);
    check(
        &read,
        0,
        &[(Field::LogType, "ADFSSignInLogs"), (Field::IpAddress, "10.0.0.37"), (Field::User, "Ada Example")],
    );
}
