//! Times that cannot be read, that lie far out, that are local to nobody knows where, and that are not the event's.

use std::path::PathBuf;

use signscope::engine::protocol::usage::OverTimeQuestion;
use signscope::engine::protocol::{
    Answer, Cell, ExportFormat, Filter, Question, ReadOptions, Reply, Request, View, Zone,
};
use signscope::ingest::CodePage;
use signscope::query::{Test, ValuesOf};
use signscope::schema::Field;

use super::{Desk, text};
use crate::ingest::code_pages::{encoded, install};

const FAR: &str = "/Date(9223372036854775807)/";

fn record(time: &str) -> String {
    format!(
        "{{\"createdDateTime\":\"{time}\",\"userPrincipalName\":\"a@b.example\",\"appDisplayName\":\"x\",\"status\":{{\"errorCode\":0}}}}"
    )
}

fn desk(times: &[&str]) -> Desk {
    let records: Vec<String> = times.iter().map(|time| record(time)).collect();
    Desk::with("times.json", format!("[{}]", records.join(",")).as_bytes())
}

fn dates(desk: &mut Desk, filter: Filter) -> Vec<Cell> {
    let view = View { filter, ..View::default() };
    desk.rows(&view, &[Field::Date]).rows.into_iter().flat_map(|row| row.cells).collect()
}

fn date(test: Test) -> Filter {
    Filter::Field(Field::Date, test)
}

/// A file of `../shared/faults`, where they are at hand.
fn fault(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/faults").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {} is not at hand", path.display());
    }
    bytes
}

fn fault_desk(name: &str) -> Option<Desk> {
    Some(Desk::with(name, &fault(name)?))
}

fn csv(desk: &mut Desk, columns: &[Field]) -> String {
    let columns = columns.iter().copied().map(Into::into).collect();
    let file = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    String::from_utf8(file.bytes).unwrap()
}

#[test]
fn a_time_that_cannot_be_read_is_shown_filtered_and_exported_as_the_file_has_it() {
    let mut desk = desk(&["2026-11-19T23:59:59Z", FAR, "gestern", "", FAR]);
    let shown = dates(&mut desk, Filter::default());
    assert_eq!(shown.iter().filter_map(text).collect::<Vec<_>>(), [FAR, "gestern", FAR], "after those with a time");
    assert_eq!(shown.iter().filter(|cell| **cell == Cell::Empty).count(), 1);
    assert_eq!(dates(&mut desk, date(Test::IsEmpty)), [Cell::Empty]);
    assert_eq!(dates(&mut desk, date(Test::OneOf(vec![FAR.to_owned()]))).len(), 2);
    assert_eq!(dates(&mut desk, date(Test::Contains("GEST".to_owned()))).len(), 1);
    assert_eq!(dates(&mut desk, Filter::Words("gestern".to_owned())).len(), 1);
    assert_eq!(dates(&mut desk, Filter::Anywhere(Test::Contains("gestern".to_owned()))).len(), 1);
    assert_eq!(dates(&mut desk, date(Test::Between { from: None, to: None })).len(), 1);
    let request = Request::Values {
        filter: Filter::default(),
        of: ValuesOf::Field(Field::Date),
        containing: String::new(),
        limit: 10,
    };
    let Some(Reply::Values(values)) = desk.engine.answer(&request) else { panic!("no values") };
    let counted: Vec<_> = values.values.iter().map(|value| (value.value.as_deref(), value.count)).collect();
    assert_eq!(counted, [(Some(FAR), 2), (None, 1), (Some("gestern"), 1)]);
    let exported = csv(&mut desk, &[Field::Date, Field::Username]);
    assert_eq!(exported.matches(FAR).count(), 2, "{exported}");
    assert!(exported.contains("gestern,"), "{exported}");
    let report = desk.report(0);
    assert_eq!((report.records, report.problem_count), (5, 3));
    assert!(report.problems[0].message.contains("years 1 to 9999"), "{:?}", report.problems);
}

#[test]
fn unreadable_times_of_several_files_keep_their_texts() {
    let mut desk = Desk::new();
    for (name, time) in [("one.json", "eins"), ("two.json", "zwei"), ("three.json", "eins")] {
        desk.load(name, format!("[{},{}]", record(time), record(name)).as_bytes(), 4096);
    }
    let mut shown: Vec<String> =
        dates(&mut desk, Filter::default()).iter().filter_map(text).map(str::to_owned).collect();
    shown.sort();
    assert_eq!(shown, ["eins", "eins", "one.json", "three.json", "two.json", "zwei"]);
    let second = desk.report(1).file;
    desk.engine.remove(&[second]);
    assert_eq!(dates(&mut desk, date(Test::OneOf(vec!["eins".to_owned()]))).len(), 2);
    assert_eq!(dates(&mut desk, date(Test::OneOf(vec!["zwei".to_owned()]))).len(), 0);
}

#[test]
fn no_time_of_a_file_makes_a_question_long() {
    let times = [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        FAR,
        "/Date(-9223372036854775808)/",
        "1970-01-01T00:00:00Z",
    ];
    let mut desk = desk(&times);
    let summary = desk.summary(&Filter::default());
    assert!(summary.timeline.counts.len() <= 1600, "{}", summary.timeline.counts.len());
    assert_eq!(summary.timeline.counts.iter().map(|counts| counts.total()).sum::<u32>(), 3);
    let over_time = Question::OverTime(OverTimeQuestion::default());
    let Answer::OverTime(answer) = desk.ask(&over_time) else { panic!("no bars") };
    assert!(answer.bars.len() <= 1600);
    for of in [Field::Date, Field::Username] {
        let request = Request::Values { filter: Filter::default(), of: of.into(), containing: String::new(), limit: 5 };
        assert!(desk.engine.answer(&request).is_some());
    }
}

#[test]
fn the_inputs_that_went_wrong_are_answered() {
    for name in ["adversary/s9223372036854775807.json", "adversary/y275760.json"] {
        let Some(mut desk) = fault_desk(name) else { return };
        let summary = desk.summary(&Filter::default());
        assert!(summary.timeline.counts.len() <= 1600);
        assert_eq!(u64::from(summary.shown), desk.report(0).records, "{name}");
        assert!(desk.report(0).problem_count > 0, "{name}");
    }
}

#[test]
fn documented_notations_are_read() {
    for (name, first) in [
        ("83e_defender_local.csv", "2025-11-14T09:51:00"),
        ("85a_mdy_ampm.csv", "2024-05-07T18:35:31"),
        ("85d_mdy_24ms.csv", "2024-05-07T18:41:25.123"),
        ("85i_gb_pm.csv", "2024-03-13T15:40:13.988"),
        ("68_local_time.csv", "2025-11-01T23:30:00"),
    ] {
        let Some(mut desk) = fault_desk(name) else { return };
        let report = desk.report(0);
        assert_eq!(report.zone, Some(Zone::Local), "{name}");
        let exported = csv(&mut desk, &[Field::Date]);
        assert!(exported.starts_with("\u{feff}Date [Local Time]\r\n"), "{name}: {exported}");
        assert!(exported.contains(&format!("{first}\r\n")), "{name}: {exported}");
        assert!(dates(&mut desk, Filter::default()).iter().all(|cell| matches!(cell, Cell::LocalTime(_))), "{name}");
        let detail = desk.detail(0).unwrap();
        let cell = detail.items.into_iter().find(|item| item.field == Field::Date).unwrap().value;
        assert!(matches!(cell, Cell::LocalTime(_)), "{name}: {cell:?}");
    }
}

const LOCAL: &str = "\"TimeGenerated [Local Time]\",ResultType,UserPrincipalName,AppDisplayName,IPAddress,Id,Type\n\
    \"11/13/2025, 9:08:53.000 AM\",0,ada@contoso.example,OfficeHome,192.0.2.7,3f1c8d10-6f5e-4d5a-9d7c-000000000067,SigninLogs\n";
const IN_UTC: &str = "Date (UTC),Request ID,User,Username,IP address\n\
    2025-11-13T08:00:00Z,3f1c8d10-6f5e-4d5a-9d7c-000000000068,Ada,ada@contoso.example,192.0.2.7\n";

#[test]
fn local_times_are_not_called_utc_and_come_back_as_local_ones() {
    let mut desk = Desk::with("local.csv", LOCAL.as_bytes());
    let exported = csv(&mut desk, &[Field::Date, Field::RequestId, Field::Username, Field::IpAddress, Field::User]);
    assert!(exported.starts_with("\u{feff}Date [Local Time],"), "{exported}");
    assert!(exported.contains("\n2025-11-13T09:08:53,"), "{exported}");
    let mut again = Desk::with("again.csv", exported.as_bytes());
    assert_eq!(dates(&mut again, Filter::default()), dates(&mut desk, Filter::default()));
    // Beside times in UTC each tells for itself.
    desk.load("utc.csv", IN_UTC.as_bytes(), 4096);
    let exported = csv(&mut desk, &[Field::Date]);
    assert_eq!(exported, "\u{feff}Date\r\n2025-11-13T09:08:53\r\n2025-11-13T08:00:00Z\r\n");
}

#[test]
fn a_zone_that_somebody_names_makes_local_times_instants() {
    let mut desk = Desk::with("local.csv", LOCAL.as_bytes());
    let file = desk.report(0).file;
    let clocks = Some(crate::ingest::zones::madrid());
    desk.read_again(file, ReadOptions { clocks, ..ReadOptions::default() });
    let report = desk.report(0);
    assert_eq!((report.zone, report.problem_count), (Some(Zone::Told), report.problem_count));
    let exported = csv(&mut desk, &[Field::Date]);
    assert_eq!(exported, "\u{feff}Date (UTC)\r\n2025-11-13T08:08:53Z\r\n");
    assert_eq!(report.oldest, Some(1_763_021_333_000));
    let detail = desk.detail(0).unwrap();
    assert_eq!(detail.time, Some(1_763_021_333_000), "read again for the detail, by the same clocks");
    let taken_back = desk.report(0).file;
    desk.read_again(taken_back, ReadOptions::default());
    assert_eq!(desk.report(0).zone, Some(Zone::Local));
}

#[test]
fn the_time_of_the_event_comes_first_and_that_of_ingestion_is_said() {
    let event = "TimeGenerated,CreatedDateTime,ResultType,UserPrincipalName,AppDisplayName,Type\n\
        2025-12-01T18:00:00Z,2025-11-14T09:56:10Z,0,ada@contoso.example,x,SigninLogs\n";
    let mut desk = Desk::with("event.csv", event.as_bytes());
    assert_eq!(dates(&mut desk, Filter::default()), [Cell::Time(1_763_114_170_000.0)]);
    assert_eq!(desk.report(0).problem_count, 0);
    let ingested = "TimeGenerated,ResultType,UserPrincipalName,AppDisplayName,Type\n\
        2025-12-01T18:00:00Z,0,ada@contoso.example,x,SigninLogs\n\
        2025-12-01T18:00:01Z,0,ada@contoso.example,x,SigninLogs\n";
    let desk = Desk::with("ingested.csv", ingested.as_bytes());
    let problems = desk.report(0).problems;
    assert!(
        problems.len() == 1 && problems[0].message.contains("2 records have no time but “TimeGenerated”"),
        "{problems:?}"
    );
}

#[test]
fn a_status_in_unknown_words_is_that_of_the_error_code() {
    let file = "Date (UTC),Request ID,Username,IP address,Status,Sign-in error code\n\
        2025-12-01T18:00:00Z,r1,a,192.0.2.1,Échec,50126\n\
        2025-12-01T18:00:01Z,r2,a,192.0.2.1,Réussite,0\n\
        2025-12-01T18:00:02Z,r3,a,192.0.2.1,Opération réussie,50126\n\
        2025-12-01T18:00:03Z,r4,a,192.0.2.1,Inconnu,\n\
        2025-12-01T18:00:04Z,r5,a,192.0.2.1,,50126\n";
    let mut desk = Desk::with("french.csv", file.as_bytes());
    let rows = desk.rows(&View::default(), &[Field::Status]).rows;
    let mut statuses: Vec<_> = rows.iter().map(|row| text(&row.cells[0]).unwrap()).collect();
    statuses.reverse();
    assert_eq!(statuses, ["Failure", "Success", "Success", "Inconnu", "Failure"]);
    let summary = desk.summary(&Filter::default()).by_status;
    assert_eq!((summary.success, summary.failure, summary.unknown), (2, 2, 1));
}

#[test]
fn records_in_a_code_page_are_found_again_for_details_and_exports() {
    install();
    let text = "Date (UTC),Request ID,User,Username,IP address,Note\n".to_owned();
    let line = |at: u32, name: &str| {
        format!(
            "2026-11-19T10:00:{at:02}Z,3f1c8d10-6f5e-4d5a-9d7c-{at:012},{name},u@contoso.example,192.0.2.1,año {at}\n"
        )
    };
    // The code page shows late: the file is read again in it.
    let file = encoded(CodePage::Windows1252, &[text, line(1, "José"), line(2, "Ana"), line(3, "Núñez")].concat());
    let mut desk = Desk::with("spanish.csv", &file);
    let report = desk.report(0);
    assert!(report.description.ends_with("Windows-1252 text"), "{}", report.description);
    assert_eq!((report.records, report.problem_count), (3, 0));
    let detail = desk.detail(0).unwrap();
    assert!(detail.raw.contains("User: José\n") && detail.raw.contains("año 1"), "{}", detail.raw);
    let original = desk.export(&View::default(), &ExportFormat::Original).unwrap().remove(0);
    let original = String::from_utf8(original.bytes).unwrap();
    assert!(original.contains(",José,") && original.contains(",año 3"), "{original}");
    let mut again = Desk::with("again.csv", original.as_bytes());
    let columns = [Field::Date, Field::User];
    assert_eq!(again.rows(&View::default(), &columns).rows.len(), 3);
    let cells = |desk: &mut Desk| {
        desk.rows(&View::default(), &columns).rows.into_iter().map(|row| row.cells).collect::<Vec<_>>()
    };
    assert_eq!(cells(&mut again), cells(&mut desk));
}

#[test]
fn a_code_page_that_shows_late_is_read_again_in() {
    install();
    let line = |at: u32, name: &str| {
        format!("2026-11-19T10:00:00Z,3f1c8d10-6f5e-4d5a-9d7c-{at:012},{name},u@contoso.example,192.0.2.1\n")
    };
    let ascii: String = (0..2000).map(|at| line(at, "Ada")).collect();
    let text =
        ["Date (UTC),Request ID,User,Username,IP address\n", &ascii, &line(2001, "山田 太郎"), &line(2002, "表示")]
            .concat();
    let mut desk = Desk::with("japan.csv", &encoded(CodePage::ShiftJis, &text));
    let found = dates(&mut desk, Filter::Words("山田".to_owned()));
    assert_eq!(found.len(), 1);
    let report = desk.report(0);
    assert_eq!((report.records, report.problem_count), (2002, 0));
    assert_eq!(report.reading.code_page, Some(CodePage::ShiftJis));
}
