//! Exports: what is written is what was loaded, and loads again.

use signscope::engine::protocol::{ExportFormat, Filter, View};
use signscope::query::Test;
use signscope::schema::{Column, Field, SIGN_INS};
use signscope_sample::{Form, Vintage};

use super::{Desk, other_file, sample_file};

fn failures() -> View {
    View { filter: Filter::Field(Field::Status, Test::OneOf(vec!["Failure".into()])), ..View::default() }
}

#[test]
fn original_records_are_byte_for_byte_those_of_the_file() {
    let file = sample_file(Form::PortalJson, 300);
    let mut desk = Desk::with("InteractiveSignIns_a.json", &file);
    for view in [View::default(), failures()] {
        let rows = desk.rows(&view, &[Field::RequestId]);
        assert!(rows.total > 3);
        let exported = desk.export(&view, &ExportFormat::Original).unwrap();
        assert_eq!(exported.len(), 1);
        assert_eq!(exported[0].name, "InteractiveSignIns_a_export.json");
        assert_eq!(exported[0].records, u64::from(rows.total));
        let text = std::str::from_utf8(&exported[0].bytes).unwrap();
        for row in &rows.rows {
            let place = desk.engine.location(row.row).unwrap();
            let record = &file[place.offset as usize..][..place.len as usize];
            assert!(text.contains(std::str::from_utf8(record).unwrap()));
        }
        let mut again = Desk::with("b.json", &exported[0].bytes);
        assert_eq!(again.rows(&View::default(), &[Field::RequestId]).total, rows.total);
        assert_eq!(again.report(0).problem_count, 0);
    }
}

#[test]
fn original_lines_of_a_csv_stand_under_their_header() {
    let file = sample_file(Form::PortalCsv(Vintage::Of2024), 100);
    let mut desk = Desk::with("SignIns.csv", &file);
    let exported = desk.export(&failures(), &ExportFormat::Original).unwrap().remove(0);
    assert_eq!(exported.name, "SignIns_export.csv");
    let mut again = Desk::with("b.csv", &exported.bytes);
    let columns: Vec<Field> = Field::all().collect();
    assert_eq!(again.rows(&View::default(), &columns).rows.len() as u64, exported.records);
    let (first, second) = (desk.rows(&failures(), &columns), again.rows(&View::default(), &columns));
    let cells =
        |rows: signscope::engine::protocol::Rows| rows.rows.into_iter().map(|row| row.cells).collect::<Vec<_>>();
    assert_eq!(cells(first), cells(second));
}

#[test]
fn files_of_two_kinds_are_exported_as_two_files() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 20));
    desk.load("b.csv", &other_file(Form::PortalCsv(Vintage::Of2025), 30), 4096);
    let exported = desk.export(&View::default(), &ExportFormat::Original).unwrap();
    let records: Vec<_> = exported.iter().map(|file| file.records).collect();
    assert_eq!(records, [20, 30]);
    let names: Vec<_> = exported.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a_export.json", "b_export.csv"]);
}

#[test]
fn files_whose_names_tell_different_logs_are_exported_under_such_names() {
    let mut desk = Desk::with("InteractiveSignIns_a.csv", &sample_file(Form::PortalCsv(Vintage::Of2025), 20));
    desk.load("NonInteractiveSignIns_b.csv", &other_file(Form::PortalCsv(Vintage::Of2025), 30), 4096);
    let log = |exported: &super::Exported| {
        let mut again = Desk::with(&exported.name, &exported.bytes);
        let cells = again.rows(&View::default(), &[Field::LogType]).rows.into_iter().flat_map(|row| row.cells);
        let mut logs: Vec<String> = cells.map(|cell| super::text(&cell).unwrap_or("-").to_owned()).collect();
        logs.sort_unstable();
        logs.dedup();
        logs
    };
    let original = desk.export(&View::default(), &ExportFormat::Original).unwrap();
    let [first, second] = original.as_slice() else { panic!("{} files", original.len()) };
    assert_eq!((first.name.as_str(), first.records), ("InteractiveSignIns_a_export.csv", 20));
    assert_eq!((second.name.as_str(), second.records), ("NonInteractiveSignIns_b_export.csv", 30));
    assert_eq!(
        (log(first), log(second)),
        (vec!["User, interactive".to_owned()], vec!["User, non-interactive".to_owned()])
    );
    let csv =
        desk.export(&View::default(), &ExportFormat::Csv { columns: Column::defaults(&SIGN_INS) }).unwrap().remove(0);
    assert_eq!((csv.name.as_str(), csv.records), ("SignIns_export.csv", 50));
    assert_eq!(log(&csv), ["-"], "what is not in the columns is not known, and not told wrongly");
}

#[test]
fn original_lines_with_a_separator_of_their_own_say_which() {
    let file = b"sep=|\r\nDate (UTC)|Request ID|User\r\n2025-12-04T08:19:41Z|r|a,b;c\r\n";
    let exported = Desk::with("a.csv", file).export(&View::default(), &ExportFormat::Original).unwrap().remove(0);
    assert_eq!(exported.bytes, [b"\xef\xbb\xbf", &file[..]].concat());
}

#[test]
fn csv_of_all_columns_loads_again_with_the_same_values() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 50));
    let fields = Field::all().filter(|field| !field.info().portal.is_empty());
    let columns = fields.map(Column::Field).collect();
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    assert_eq!((exported.name.as_str(), exported.records), ("a_export.csv", 50));
    let mut again = Desk::with("b.csv", &exported.bytes);
    assert_eq!(again.report(0).problem_count, 0, "{:?}", again.report(0).problems);
    let compared = [
        Field::RequestId,
        Field::User,
        Field::UserAgent,
        Field::Location,
        Field::Status,
        Field::UniqueTokenId,
        Field::Compliant,
    ];
    let (first, second) = (desk.rows(&View::default(), &compared), again.rows(&View::default(), &compared));
    for (left, right) in first.rows.iter().zip(&second.rows) {
        let texts = |row: &signscope::engine::protocol::Row| {
            row.cells.iter().map(|cell| super::text(cell).unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts(left), texts(right));
    }
}

#[test]
fn nothing_shown_is_an_empty_file_that_is_still_valid() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 5));
    let view = View { filter: Filter::Words("nobody-is-called-this".into()), ..View::default() };
    let json = desk.export(&view, &ExportFormat::Original).unwrap().remove(0);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&json.bytes).unwrap(), serde_json::json!([]));
    let csv = desk.export(&view, &ExportFormat::Csv { columns: vec![Field::User.into()] }).unwrap().remove(0);
    assert_eq!(csv.bytes, "\u{feff}User\r\n".as_bytes());
}

#[test]
fn a_file_that_changed_is_not_exported() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 20));
    let half = desk.files[0].len() / 2;
    desk.files[0].truncate(half);
    let reason = desk.export(&View::default(), &ExportFormat::Original).unwrap_err();
    assert!(reason.contains("a.json has changed since it was loaded"), "{reason}");
    desk.files[0] = sample_file(Form::PortalJson, 25).into_iter().map(|byte| byte.to_ascii_uppercase()).collect();
    assert!(desk.export(&View::default(), &ExportFormat::Original).is_err());
}

#[test]
fn records_of_tables_put_together_keep_their_header() {
    let first = (0..40).map(|n| format!("2025-03-03T08:00:{:02}Z,r{n},Eve,Success\n", n % 60)).collect::<String>();
    let second = (0..40).map(|n| format!("Failure;q{n};2023-03-03T08:00:{:02}Z;50126\n", n % 60)).collect::<String>();
    let (header, other) = ("Date (UTC),Request ID,User,Status\n", "Status;Request ID;Date (UTC);Sign-in error code\n");
    let file = [header, &first, other, &second].concat();
    let mut careful = Desk::with("a.csv", file.as_bytes());
    let mut speculated = Desk::new();
    speculated.load_with_parsers("a.csv", file.as_bytes(), 300, 100, 3);
    let fields = [Field::RequestId, Field::Status, Field::ErrorCode, Field::User, Field::Date];
    for desk in [&mut careful, &mut speculated] {
        let rows = desk.rows(&View::default(), &fields);
        let of = |id: &str| rows.rows.iter().find(|row| super::text(&row.cells[0]) == Some(id)).unwrap();
        assert_eq!(rows.rows.len(), 80);
        assert_eq!(
            (super::text(&of("q7").cells[1]), super::text(&of("q7").cells[2])),
            (Some("Failure"), Some("50126"))
        );
        let detail = desk.detail(of("q7").row.row).unwrap();
        assert!(
            detail.raw.contains("Sign-in error code: 50126") && detail.raw.contains("Request ID: q7"),
            "{}",
            detail.raw
        );
        let exported = desk.export(&View::default(), &ExportFormat::Original).unwrap();
        let [one, two] = exported.as_slice() else { panic!("{} files", exported.len()) };
        assert_eq!((one.records, two.records), (40, 40));
        let mut again = Desk::with("b.csv", &two.bytes);
        let again = again.rows(&View::default(), &fields);
        assert!(again.rows.iter().all(|row| super::text(&row.cells[2]) == Some("50126")));
    }
}
