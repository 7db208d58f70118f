//! The error code of a success is 0, whatever carries it: in the list, filters, details and exports alike.

use signscope::engine::protocol::{Cell, ExportFormat, Filter, View};
use signscope::kql::parse;
use signscope::query::Test;
use signscope::schema::{Column, Field};

use super::Desk;

const CSV: &str = "Date (UTC),Request ID,Status,Sign-in error code,User\n\
    2026-01-02T03:04:01Z,1,Success,,Ada\n\
    2026-01-02T03:04:02Z,2,Failure,50126,Ada\n\
    2026-01-02T03:04:03Z,3,Failure,,Ada\n\
    2026-01-02T03:04:04Z,4,Interrupted,50140,Ada\n\
    2026-01-02T03:04:05Z,5,,,Ada\n\
    2026-01-02T03:04:06Z,6,Success,0,Ada\n";
const JSON: &str = r#"[{"id":"7","createdDateTime":"2026-01-02T03:04:07Z","status":{"errorCode":0}},
    {"id":"8","createdDateTime":"2026-01-02T03:04:08Z","status":{"errorCode":53003}}]"#;
const NO_CODES: &str = "Date (UTC),Request ID,Status,User\n\
    2026-01-02T03:04:09Z,9,Opération réussie,Ada\n\
    2026-01-02T03:04:10Z,10,Failure,Ada\n";

fn desk() -> Desk {
    let mut desk = Desk::with("a.csv", CSV.as_bytes());
    desk.load("b.json", JSON.as_bytes(), 4096);
    desk.load("c.csv", NO_CODES.as_bytes(), 4096);
    desk
}

/// The request IDs of what a filter keeps.
fn kept(desk: &mut Desk, filter: Filter) -> Vec<u32> {
    let view = View { filter, ..View::default() };
    let rows = desk.rows(&view, &[Field::RequestId]).rows;
    let mut ids: Vec<u32> = rows.iter().map(|row| super::text(&row.cells[0]).unwrap().parse().unwrap()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn successes_are_found_by_their_code() {
    let mut desk = desk();
    let mut of = |text: &str| kept(&mut desk, parse(text).unwrap());
    assert_eq!(of(r#"ResultType == "0""#), [1, 6, 7, 9]);
    assert!(of(r#"ResultType != "0""#).iter().all(|id| ![1, 6, 7, 9].contains(id)));
    assert_eq!(of(r#"ResultType == "50126""#), [2]);
    assert_eq!(kept(&mut desk, Filter::Field(Field::ErrorCode, Test::OneOf(vec!["0".to_owned()]))), [1, 6, 7, 9]);
}

#[test]
fn no_code_is_stated_for_what_is_no_success() {
    let mut desk = desk();
    let rows = desk.rows(&View::default(), &[Field::RequestId, Field::ErrorCode]).rows;
    let code = |id: &str| {
        let row = rows.iter().find(|row| super::text(&row.cells[0]) == Some(id)).unwrap();
        (row.row, row.cells[1].clone())
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    let expected = [
        ("1", text("0")),
        ("2", text("50126")),
        ("3", Cell::Empty),
        ("4", text("50140")),
        ("5", Cell::Empty),
        ("6", text("0")),
        ("9", text("0")),
        ("10", Cell::Absent),
    ];
    for (id, expected) in expected {
        let (row, cell) = code(id);
        assert_eq!(cell, expected, "{id}");
        let detail = desk.detail_of(row).unwrap().unwrap();
        let item = detail.items.into_iter().find(|item| item.field == Field::ErrorCode).unwrap();
        assert_eq!(item.value, expected, "{id} in the details");
    }
}

#[test]
fn an_export_has_the_code_and_loads_again_with_it() {
    let columns = [Field::Date, Field::RequestId, Field::Status, Field::ErrorCode].map(Column::Field).to_vec();
    let exported = desk().export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    let text = String::from_utf8(exported.bytes.clone()).unwrap();
    assert!(text.contains("Z,1,Success,0\r\n") && text.contains("Z,3,Failure,\r\n"), "{text}");
    let mut again = Desk::with("again.csv", &exported.bytes);
    assert_eq!(kept(&mut again, parse(r#"ResultType == "0""#).unwrap()), [1, 6, 7, 9]);
}
