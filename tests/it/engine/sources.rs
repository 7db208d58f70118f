//! What is told of a file: warnings, what would add to it, its problems by kind, and the file of them.

use signscope::engine::protocol::usage::Calendar;
use signscope::engine::protocol::{Answer, FilePage, FileQuestion, Modified, Question, Warning};
use signscope::schema::LogType;
use signscope::store::Problems;

use super::Desk;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// 2026-01-02T03:04:05Z
const TIME: i64 = 1_767_323_045_000;

fn question(file: u32) -> Question {
    Question::File(FileQuestion { file, calendar: Calendar::default(), problems: 0 })
}

fn page(desk: &mut Desk, file: u32) -> FilePage {
    match desk.ask(&question(file)) {
        Answer::File(page) => page,
        other => panic!("no page but {other:?}"),
    }
}

fn csv(records: usize) -> String {
    let lines = (1..=records).map(|at| format!("2026-01-02T03:04:05Z,00000000-0000-0000-0000-{at:012}\n"));
    "Date (UTC),Request ID\n".to_owned() + &lines.collect::<String>()
}

/// The warnings of a file with one record of 2026-01-02.
fn warnings(name: &str, record: &str, modified: Option<i64>) -> Vec<Warning> {
    let mut desk = Desk::with(name, record.as_bytes());
    desk.engine.set_modified(0, modified.map(Modified::utc));
    page(&mut desk, 0).warnings
}

#[test]
fn exactly_as_many_as_the_portal_gives() {
    let warned = |records| page(&mut Desk::with("a.csv", csv(records).as_bytes()), 0).warnings;
    assert_eq!(warned(99_999), []);
    assert_eq!(warned(100_000), [Warning::CutOff { records: 100_000 }]);
    assert_eq!(warned(250_000), [Warning::CutOff { records: 250_000 }], "as many as it gave in former years");
}

#[test]
fn a_name_with_more_days_than_the_records() {
    let text = |day: &str| day.to_owned();
    let wider = |from: &str, to: &str| {
        vec![Warning::NameIsWider { named: (text(from), text(to)), found: (text("2026-01-02"), text("2026-01-02")) }]
    };
    let of = |name: &str| warnings(name, &csv(1), None);
    assert_eq!(of("InteractiveSignIns_2026-01-02_2026-01-03.csv"), []);
    assert_eq!(of("InteractiveSignIns_2026-01-01_2026-01-02.csv"), wider("2026-01-01", "2026-01-02"));
    assert_eq!(of("InteractiveSignIns_2026-01-02_2026-01-04.csv"), wider("2026-01-02", "2026-01-04"));
    assert_eq!(of("case 12026-01-01_2025-01-041.csv"), []);
    assert_eq!(of("case 2026-01-02.csv"), []);
}

#[test]
fn records_that_may_still_come_and_records_that_are_gone() {
    let of = |age: i64| warnings("a.csv", &csv(1), Some(TIME + age));
    assert_eq!(of(2 * HOUR - 1), [Warning::StillComingIn { age: 2 * HOUR - 1 }]);
    assert_eq!(of(-HOUR / 2), [Warning::StillComingIn { age: 0 }]);
    assert_eq!(of(2 * HOUR), []);
    assert_eq!(of(-3 * HOUR), []);
    assert_eq!(of(7 * DAY + 5 * HOUR), [Warning::RetentionReached { days: 7 }]);
    assert_eq!(of(30 * DAY - 5 * HOUR), [Warning::RetentionReached { days: 30 }]);
    assert_eq!(of(12 * DAY), []);
    assert_eq!(warnings("a.csv", &csv(1), None), []);
}

#[test]
fn policies_that_were_not_exported() {
    let of = |record: &str| warnings("a.json", record, None);
    let with = |policies: &str| {
        format!(
            r#"[{{"id":"1","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":"","appliedConditionalAccessPolicies":{policies}}}]"#
        )
    };
    assert_eq!(of(&with("[]")), [Warning::NoPolicies]);
    assert_eq!(
        of(r#"[{"id":"1","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":""}]"#),
        [Warning::NoPolicies]
    );
    assert_eq!(of(&with(r#"[{"id":"p","displayName":"P","result":"notApplied"}]"#)), []);
    // A CSV never has them: that is no surprise, and said elsewhere.
    assert_eq!(warnings("a.csv", &csv(1), None), []);
}

#[test]
fn what_was_taken_out() {
    let record = r#"[{"id":"1","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":"","ipAddress":"203.0.113.XXX","deviceDetail":{"displayName":"{PII Removed}"},"appliedConditionalAccessPolicies":[{"id":"p","result":"success"}]}]"#;
    let fields = vec![("Device name".to_owned(), 1)];
    assert_eq!(
        warnings("a.json", record, None),
        [Warning::RedactedAddresses { records: 1 }, Warning::PersonalDataRemoved { fields }]
    );
}

#[test]
fn what_would_add_to_a_file() {
    let names = |desk: &mut Desk, file| -> Vec<String> {
        page(desk, file).companions.into_iter().map(|one| one.name).collect()
    };
    let mut desk = Desk::with("InteractiveSignIns_2026-01-01_2026-01-03.csv", csv(2).as_bytes());
    assert_eq!(
        names(&mut desk, 0),
        [
            "InteractiveSignIns_AuthDetails_2026-01-01_2026-01-03.csv",
            "InteractiveSignIns_2026-01-01_2026-01-03.json",
            "NonInteractiveSignIns_2026-01-01_2026-01-03.csv"
        ]
    );
    assert_eq!(page(&mut desk, 0).log_by_name, Some(LogType::Interactive));
    let json = r#"[{"id":"00000000-0000-0000-0000-000000000001","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":""},
        {"id":"00000000-0000-0000-0000-000000000002","createdDateTime":"2026-01-02T03:04:05Z","appId":"a","userDisplayName":""}]"#;
    desk.load("NonInteractiveSignIns.json", json.as_bytes(), 4096);
    assert_eq!(names(&mut desk, 0), [""; 0], "its records are part of richer ones, and the other log is there");
    assert_eq!(names(&mut desk, 1), [""; 0]);
    assert_eq!(page(&mut desk, 1).log_by_name, Some(LogType::NonInteractive));
    let mut desk = Desk::with("MSISignIns.csv", csv(1).as_bytes());
    assert_eq!(names(&mut desk, 0), ["MSISignIns_….json"]);
    assert_eq!(names(&mut Desk::with("x.json", json.as_bytes()), 0), [""; 0]);
}

#[test]
fn problems_are_grouped_and_saved() {
    let mut file = "Date (UTC),Request ID,User\n".to_owned();
    for at in 0..12 {
        file += &format!("no date,00000000-0000-0000-0000-{at:012},Ada\n");
    }
    file += "2026-01-02T03:04:05Z,00000000-0000-0000-0000-000000000099,Ada,=surplus\n";
    let mut desk = Desk::with("dir/bad.csv", file.as_bytes());
    let found = page(&mut desk, 0);
    assert_eq!((found.kept, found.problems.len()), (13, 0));
    let groups: Vec<_> = found.groups.iter().map(|group| (group.count, group.places.len())).collect();
    assert_eq!(groups, [(12, 5), (1, 1)]);
    assert!(found.groups[0].message.contains("Record 1 has a date"), "{}", found.groups[0].message);
    let mut files = desk.export_table(&question(0)).unwrap();
    let saved = files.remove(0);
    assert_eq!((saved.name.as_str(), saved.records), ("bad_problems.csv", 13));
    let text = String::from_utf8(saved.bytes).unwrap();
    assert_eq!(text.lines().count(), 14);
    assert!(text.lines().nth(1).unwrap().starts_with("dir/bad.csv,1,2,"), "{text}");
}

#[test]
fn problems_are_kept_up_to_a_bound() {
    let wrong = Problems::KEPT + 5;
    let lines = (0..wrong).map(|at| format!("no date,00000000-0000-0000-0000-{at:012}\n"));
    let file = "Date (UTC),Request ID\n".to_owned() + &lines.collect::<String>();
    let mut desk = Desk::with("bad.csv", file.as_bytes());
    assert_eq!(desk.report(0).problem_count, wrong as u64);
    assert_eq!(page(&mut desk, 0).kept, Problems::KEPT as u64);
    assert_eq!(desk.export_table(&question(0)).unwrap()[0].records, Problems::KEPT as u64);
}

#[test]
fn a_request_id_that_is_none() {
    let lines = (0..65).map(|at| format!("2026-01-02T03:04:05Z,REDACTED,user{at}@contoso.example\n"));
    let file = "Date (UTC),Request ID,Username\n".to_owned() + &lines.collect::<String>();
    assert_eq!(warnings("a.csv", &file, None), [Warning::SharedRequestId { records: 65, id: "REDACTED".to_owned() }]);
    assert_eq!(warnings("a.csv", &file.replace("user64", "user63"), None), [], "versions of one");
}

#[test]
fn the_card_says_of_which_log_the_rows_are() {
    let record = |category: &str, flag: bool| {
        format!(
            r#"{{"time":"2026-01-02T03:04:05Z","category":"{category}","properties":{{"id":"r{flag}","createdDateTime":"2026-01-02T03:04:05Z","userId":"u","isInteractive":{flag}}}}}"#
        )
    };
    let records =
        [record("SignInLogs", false), record("NonInteractiveUserSignInLogs", true), record("ADFSSignInLogs", true)];
    let mut desk = Desk::with("diagnostics.ndjson", records.join("\n").as_bytes());
    let logs = page(&mut desk, 0).coverage.logs;
    assert_eq!(LogType::ALL.map(|log| logs.of(log)), [1, 1, 0, 0, 1]);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/faults/10_diag_array.json");
    let Ok(bytes) = std::fs::read(&path) else { return eprintln!("skipped: there is no file {}", path.display()) };
    let mut desk = Desk::with("10_diag_array.json", &bytes);
    let (page, rows) = (page(&mut desk, 0), desk.engine.store().len() as u32);
    assert_eq!((page.coverage.logs.of(LogType::Interactive), page.coverage.logs.unsaid), (rows, 0));
}
