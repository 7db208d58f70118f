//! Loading: reports, several files, and the same questions whatever the cache blocks.

use signscope::engine::protocol::{FileState, Filter, View};
use signscope::query::Test;
use signscope::schema::Field;
use signscope_sample::{Form, Vintage, story_file};

use super::{Desk, other_file, sample_file};

#[test]
fn the_story_loads_whole_and_adds_up() {
    let mut desk = Desk::with("InteractiveSignIns.json", &story_file());
    let report = desk.report(0);
    assert_eq!(report.state, FileState::Done);
    assert_eq!((report.problems.as_slice(), report.problem_count), (&[][..], 0));
    let summary = desk.summary(&Filter::default());
    assert_eq!(u64::from(summary.shown), report.records);
    assert_eq!(summary.by_status.total(), summary.shown);
    assert_eq!(summary.by_status.unknown, 0);
    assert_eq!(summary.timeline.counts.iter().map(|step| step.total()).sum::<u32>(), summary.shown);
    assert_eq!(summary.span, Some((report.oldest.unwrap(), report.newest.unwrap())));
    assert_eq!(desk.rows(&View::default(), &[Field::Date]).total, summary.shown);
}

#[test]
fn portions_make_no_difference() {
    for form in [Form::PortalJson, Form::NdJson, Form::GraphPage, Form::PortalCsv(Vintage::Of2025)] {
        let file = sample_file(form, 40);
        let columns: Vec<Field> = Field::all().collect();
        let mut whole = Desk::new();
        whole.load("a", &file, file.len());
        let expected = whole.rows(&View::default(), &columns);
        assert_eq!(expected.total, 40);
        for block in [7, 1000] {
            let mut desk = Desk::new();
            desk.load("a", &file, block);
            assert_eq!(desk.rows(&View::default(), &columns), expected, "{form:?} in blocks of {block}");
        }
    }
}

#[test]
fn parsers_make_no_difference() {
    let damaged = |file: Vec<u8>| [&file[..file.len() / 2], b"\x00,\"", &file[file.len() / 2..]].concat();
    for form in [Form::PortalJson, Form::NdJson, Form::PortalCsv(Vintage::Of2025), Form::PortalCsv(Vintage::Of2024)] {
        for file in [sample_file(form, 60), damaged(sample_file(form, 60))] {
            let columns: Vec<Field> = Field::all().collect();
            let mut alone = Desk::new();
            alone.load("a", &file, 5000);
            let expected = (alone.rows(&View::default(), &columns), alone.report(0));
            let whole = file.len();
            let ways =
                [(5000, 5000, 1), (5000, 700, 3), (300, 300, 2), (whole, whole, 2), (whole, 9000, 2), (9000, 90, 1)];
            for (chunk, block, parsers) in ways {
                let mut desk = Desk::new();
                desk.load_with_parsers("a", &file, chunk, block, parsers);
                let how = format!("{form:?}, {parsers} parsers, {chunk} bytes, {block} at once");
                assert_eq!(desk.report(0), expected.1, "{how}");
                for (row, expected) in desk.rows(&View::default(), &columns).rows.iter().zip(&expected.0.rows) {
                    assert_eq!(row, expected, "{how}");
                }
            }
        }
    }
}

#[test]
fn problems_at_one_place_have_one_order() {
    // One record breaks off where the next begins, which is cut off: two stages say so, of the same byte.
    let file = b"{\n {\n \"TenantId\": 1,";
    let (mut alone, mut with_parsers) = (Desk::new(), Desk::new());
    alone.load("a.json", file, file.len());
    with_parsers.load_with_parsers("a.json", file, file.len(), file.len(), 1);
    assert_eq!(alone.report(0).problems.len(), 2);
    assert_eq!(alone.report(0), with_parsers.report(0));
}

#[test]
fn what_comes_late_for_a_forgotten_file_is_ignored() {
    let file = sample_file(Form::PortalJson, 30);
    let mut desk = Desk::new();
    let forgotten = desk.engine.add_file("old.json", file.len() as u64);
    let jobs = desk.engine.frame(forgotten, &file[..file.len() / 2]);
    assert!(!jobs.is_empty());
    desk.engine.clear();
    let wanted = desk.engine.add_file("new.json", file.len() as u64);
    assert_ne!(forgotten, wanted, "parsers keep what they learned under the number of the file");
    desk.engine.cancel(forgotten);
    desk.engine.settle(forgotten);
    assert!(!desk.engine.push(forgotten, &file));
    assert!(desk.engine.push(wanted, &file));
    desk.engine.finish(wanted);
    assert_eq!((desk.report(0).state, desk.report(0).records), (FileState::Done, 30));
    assert_eq!(desk.engine.location(desk.id(0)).unwrap().file, wanted);
    assert_eq!(desk.summary(&Filter::default()).records, 30);
}

#[test]
fn a_large_file_loads_whole_with_parsers() {
    let file = sample_file(Form::PortalCsv(Vintage::Of2025), 20_000);
    let mut desk = Desk::new();
    desk.load_with_parsers("a", &file, 4 << 20, 256 << 10, 2);
    assert_eq!(desk.report(0).records, 20_000);
    assert_eq!(desk.summary(&Filter::default()).shown, 20_000);
}

#[test]
fn json_and_csv_of_the_same_sign_ins_show_the_same() {
    let (mut json, mut csv) = (Desk::new(), Desk::new());
    json.load("a.json", &sample_file(Form::PortalJson, 60), 5000);
    csv.load("a.csv", &sample_file(Form::PortalCsv(Vintage::Of2025), 60), 5000);
    let shared = [
        Field::RequestId,
        Field::User,
        Field::Username,
        Field::Application,
        Field::Status,
        Field::IpAddress,
        Field::Location,
        Field::City,
        Field::Country,
        Field::ClientApp,
        Field::OperatingSystem,
        Field::ConditionalAccess,
        Field::AuthenticationRequirement,
    ];
    let view = View::default();
    let (json, csv) = (json.rows(&view, &shared), csv.rows(&view, &shared));
    for (json, csv) in json.rows.iter().zip(&csv.rows) {
        for (field, (json, csv)) in shared.iter().zip(json.cells.iter().zip(&csv.cells)) {
            assert_eq!(super::text(json), super::text(csv), "{field:?}");
        }
    }
    assert_eq!(json.total, csv.total);
}

#[test]
fn a_second_file_is_added_and_a_refused_one_says_why() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 5));
    desk.load("b.pdf", b"%PDF-1.7 ...", 4);
    desk.load("c.csv", &other_file(Form::PortalCsv(Vintage::Of2023), 6), 100);
    let states: Vec<_> = (0..3).map(|file| desk.report(file).state).collect();
    assert_eq!(states[0], FileState::Done);
    assert!(matches!(&states[1], FileState::Refused(reason) if reason.contains("PDF")), "{states:?}");
    assert_eq!(states[2], FileState::Done);
    assert_eq!(desk.summary(&Filter::default()).records, 11);
}

#[test]
fn a_text_that_only_begins_like_json_is_refused() {
    let desk = Desk::with("Cargo.toml", b"[package]\nname = \"x\"\n");
    assert!(matches!(desk.report(0).state, FileState::Refused(_)), "{:?}", desk.report(0));
}

#[test]
fn cancelling_keeps_what_is_there() {
    let file = sample_file(Form::PortalJson, 50);
    let mut desk = Desk::new();
    let number = desk.engine.add_file("a.json", file.len() as u64);
    desk.files.push(file.clone());
    desk.engine.push(number, &file[..file.len() / 2]);
    desk.engine.cancel(number);
    assert_eq!(desk.report(0).state, FileState::Cancelled);
    assert!(!desk.engine.push(number, &file[file.len() / 2..]), "no more is wanted");
    let records = desk.report(0).records;
    assert_eq!(u64::from(desk.summary(&Filter::default()).shown), records);
    if records > 0 {
        assert!(desk.detail(0).is_ok());
    }
}

#[test]
fn answers_follow_when_more_records_come() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 5));
    let filter = Filter::Field(Field::User, Test::Contains("a".into()));
    let view = View { filter: filter.clone(), ..View::default() };
    let (before, rows) = (desk.summary(&filter).shown, desk.rows(&view, &[Field::User]).total);
    assert_eq!(before, rows);
    desk.load("b.json", &sample_file(Form::PortalJson, 30), 4096);
    assert!(desk.summary(&filter).shown > before);
    assert_eq!(desk.rows(&view, &[Field::User]).total, desk.summary(&filter).shown);
}
