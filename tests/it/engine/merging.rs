//! Several files with the same sign-ins: each is shown once, says where its values are from, and files can be removed.

use signscope::engine::protocol::{Cell, ExportFormat, Filter, View};
use signscope::schema::{Column, Field};
use signscope_sample::{Form, Vintage};

use super::{Desk, sample_file};

const JSON: &str = r#"[{"id":"00000000-0000-0000-0000-000000000001","createdDateTime":"2026-01-02T03:04:05Z","userDisplayName":"Ada Lovelace","userPrincipalName":"ada@contoso.example","userAgent":"","appliedConditionalAccessPolicies":[]}]"#;
const CSV: &str = "Date (UTC),Request ID,User agent,User,Username,Latency\n\
    2026-01-02T03:04:05Z,00000000-0000-0000-0000-000000000001,Mozilla/5.0,A. Lovelace,ada@contoso.example,7\n\
    2026-01-02T03:04:06Z,00000000-0000-0000-0000-000000000002,curl/8,Grace Hopper,grace@contoso.example,8\n";

fn cell(desk: &Desk, row: u32, field: Field) -> (Cell, Option<String>) {
    let item = desk.detail(row).unwrap().items.into_iter().find(|item| item.field == field).unwrap();
    (item.value, item.from)
}

#[test]
fn the_detail_pane_says_where_a_value_is_from() {
    let mut desk = Desk::with("a.csv", CSV.as_bytes());
    desk.load("b.json", JSON.as_bytes(), 4096);
    assert_eq!(desk.engine.loading().records, 2);
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(cell(&desk, 2, Field::User), (text("Ada Lovelace"), None));
    assert_eq!(cell(&desk, 2, Field::UserAgent), (text("Mozilla/5.0"), Some("a.csv".to_owned())));
    assert_eq!(cell(&desk, 2, Field::Latency), (text("7"), Some("a.csv".to_owned())));
    let others: Vec<_> = desk.detail(2).unwrap().others.into_iter().map(|other| (other.file, other.version)).collect();
    assert_eq!(others, [("a.csv".to_owned(), None)]);
    assert!(desk.detail(1).unwrap().others.is_empty());
    let merge_counts: Vec<_> =
        [0, 1].map(|file| desk.report(file)).iter().map(|file| (file.records, file.shown, file.merged)).collect();
    assert_eq!(merge_counts, [(2, 1, 1), (1, 1, 0)]);
}

#[test]
fn a_removed_file_takes_its_values_along() {
    let mut desk = Desk::with("a.csv", CSV.as_bytes());
    desk.load("b.json", JSON.as_bytes(), 4096);
    let before = desk.engine.loading().version;
    desk.engine.remove(&[0]);
    assert!(desk.engine.loading().version > before);
    assert_eq!(desk.engine.loading().files.len(), 1);
    let rows = desk.rows(&View::default(), &[Field::User, Field::UserAgent, Field::Latency]);
    let cells: Vec<_> = rows.rows.into_iter().map(|row| row.cells).collect();
    assert_eq!(cells, [[Cell::Text("Ada Lovelace".to_owned()), Cell::Empty, Cell::Absent]]);
    assert_eq!(desk.detail(0).unwrap().file, "b.json");
    desk.engine.remove(&[0]);
    desk.engine.remove(&[1]);
    assert_eq!((desk.engine.loading().records, desk.engine.loading().files.len()), (0, 0));
    desk.load("c.csv", CSV.as_bytes(), 4096);
    assert_eq!(desk.engine.loading().records, 2);
}

#[test]
fn both_forms_of_one_download_are_one() {
    let [json, csv] = [Form::PortalJson, Form::PortalCsv(Vintage::Of2025)].map(|form| sample_file(form, 3_000));
    let columns: Vec<_> = Field::all().map(Column::from).collect();
    let all = |desk: &mut Desk| desk.export(&View::default(), &ExportFormat::Csv { columns: columns.clone() }).unwrap();
    let mut alone = Desk::with("a.json", &json);
    for files in [[("a.json", &json), ("a.csv", &csv)], [("a.csv", &csv), ("a.json", &json)]] {
        let mut desk = Desk::new();
        files.iter().for_each(|(name, bytes)| desk.load(name, bytes, 1 << 16));
        let loading = desk.engine.loading();
        assert_eq!(loading.records, alone.engine.loading().records);
        loading.files.iter().for_each(|file| assert_eq!(file.records, file.shown + file.merged, "{}", file.name));
        assert_eq!(desk.summary(&Filter::default()).by_status, alone.summary(&Filter::default()).by_status);
        assert_eq!(all(&mut desk)[0].records, 3_000);
        let original = desk.export(&View::default(), &ExportFormat::Original).unwrap();
        assert_eq!(original.iter().map(|file| file.records).sum::<u64>(), 3_000);
    }
    assert_eq!(all(&mut alone)[0].records, 3_000);
}

#[test]
fn authentication_details_join_the_sign_ins_they_belong_to() {
    let steps = include_bytes!("../../data/InteractiveSignIns_AuthDetails.csv");
    let csv = "Date (UTC),Request ID,User,Username\n\
               2025-11-14T09:08:53Z,3f1c8d10-6f5e-4d5a-9d7c-0a1b2c3d4e01,Ada Example,ada@contoso.example\n";
    for is_first in [true, false] {
        let mut files: Vec<(&str, &[u8])> = vec![("steps.csv", steps), ("sign-ins.csv", csv.as_bytes())];
        if !is_first {
            files.reverse();
        }
        let mut desk = Desk::with(files[0].0, files[0].1);
        desk.load(files[1].0, files[1].1, 4096);
        assert_eq!(desk.engine.loading().records, 1);
        let report = desk.report(if is_first { 0 } else { 1 });
        assert_eq!((report.records, report.merged, report.unmatched), (3, 2, 1));
        let row = if is_first { 3 } else { 0 };
        assert_eq!(desk.detail(row).unwrap().steps.map(|steps| steps.len()), Some(2));
    }
}

#[test]
fn records_that_differ_in_an_extra_column_alone_are_kept_apart() {
    let line = |ticket: &str| format!("2026-01-02T03:04:05Z,00000000-0000-0000-0000-000000000001,Ada,{ticket}\n");
    let file = |tickets: [&str; 3]| format!("Date (UTC),Request ID,User,Ticket\n{}", tickets.map(line).concat());
    let shown = |tickets| Desk::with("a.csv", file(tickets).as_bytes()).engine.loading().records;
    assert_eq!(shown(["T-1", "T-2", "T-1"]), 2, "they are versions");
    assert_eq!(shown(["T-1", "t-1", ""]), 1, "what one leaves empty is no contradiction");
}
