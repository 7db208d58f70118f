//! Rows keep their meaning: what holds row numbers while files come and go is right, or says that they went.

use proptest::prelude::*;
use signscope::engine::protocol::{ExportFormat, ReadOptions, View};
use signscope::schema::{Column, Field};
use signscope_sample::{Form, Vintage};

use super::{Desk, Exported, other_file, sample_file};

/// What happens to the files meanwhile.
#[derive(Clone, Copy, Debug)]
enum Event {
    Remove(usize),
    ReadAgain(usize),
    /// Sign-ins nobody has yet.
    Append,
    /// Sign-ins that are there already.
    AppendAgain,
    Clear,
}

const PASSED: &str =
    "Files were added, removed or read again while this was being saved, so nothing was saved. Export again.";

fn desk() -> Desk {
    let mut desk = Desk::with("a.csv", &sample_file(Form::PortalCsv(Vintage::Of2025), 40));
    desk.load("b.json", &other_file(Form::PortalJson, 30), 4096);
    desk
}

fn happen(desk: &mut Desk, event: Event) {
    let file = |at: usize| desk.engine.loading().files.get(at).map(|report| report.file);
    match event {
        Event::Remove(at) => file(at).into_iter().for_each(|file| desk.engine.remove(&[file])),
        Event::ReadAgain(at) => {
            file(at).into_iter().for_each(|file| desk.read_again(file, ReadOptions::default()));
        }
        Event::Append => {
            let line = "Date (UTC),Request ID,User\n2026-01-02T03:04:05Z,00000000-0000-0000-0000-00000000000c,Ada\n";
            desk.load("c.csv", line.as_bytes(), 4096);
        }
        Event::AppendAgain => desk.load("d.json", &sample_file(Form::PortalJson, 40), 4096),
        Event::Clear => desk.engine.clear(),
    }
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0..2usize).prop_map(Event::Remove),
        (0..2usize).prop_map(Event::ReadAgain),
        Just(Event::Append),
        Just(Event::AppendAgain),
        Just(Event::Clear),
    ]
}

fn formats() -> [ExportFormat; 2] {
    [ExportFormat::Csv { columns: Field::all().map(Column::Field).collect() }, ExportFormat::Original]
}

fn export_while(desk: &mut Desk, format: &ExportFormat, events: &[(usize, Event)]) -> Result<Vec<Exported>, String> {
    let export = desk.engine.export(&View::default(), format);
    desk.write_while(export, |desk, step| {
        events.iter().filter(|(at, _)| *at == step).for_each(|(_, event)| happen(desk, *event));
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_export_is_right_or_ends_in_true_words(events in prop::collection::vec((0..8usize, event()), 0..3)) {
        for format in formats() {
            let alone = desk().export(&View::default(), &format).unwrap();
            match export_while(&mut desk(), &format, &events) {
                Ok(files) => prop_assert_eq!(files, alone),
                Err(words) => {
                    prop_assert_eq!(words, PASSED);
                    // What is appended twice is merged.
                    let is_more = events.iter().any(|(_, event)| !matches!(event, Event::Append)) || events.len() > 1;
                    prop_assert!(is_more);
                }
            }
        }
    }

    #[test]
    fn a_row_that_is_held_stays_the_same_record_or_is_gone(events in prop::collection::vec(event(), 0..4), row in 0..70u32) {
        let mut desk = desk();
        let held = desk.id(row);
        let before = desk.detail(row).unwrap();
        events.iter().for_each(|event| happen(&mut desk, *event));
        let is_there = desk.engine.loading().files.iter().any(|file| file.file == before.location.file);
        match desk.detail_of(held) {
            None => prop_assert!(!is_there),
            Some(detail) => {
                let detail = detail.unwrap();
                prop_assert!(is_there);
                prop_assert_eq!((detail.location, detail.raw), (before.location, before.raw));
                prop_assert_eq!((detail.asked, detail.row.edition), (held, desk.engine.store().edition()));
            }
        }
    }
}

#[test]
fn an_export_of_many_rows_ends_when_one_of_its_files_is_removed() {
    let mut desk = Desk::with("a.json", &sample_file(Form::PortalJson, 6_000));
    desk.load("b.json", &other_file(Form::PortalJson, 6_000), 1 << 16);
    for (format, step) in formats().into_iter().zip([2, 3]) {
        let words = export_while(&mut desk, &format, &[(step, Event::Remove(0))]).unwrap_err();
        assert_eq!(words, PASSED);
        let rest = desk.export(&View::default(), &format).unwrap();
        assert_eq!(rest[0].records, 6_000);
        desk.load("again.json", &sample_file(Form::PortalJson, 6_000), 1 << 16);
    }
}

#[test]
fn files_that_only_come_do_not_end_an_export() {
    let columns: ExportFormat = ExportFormat::Csv { columns: vec![Field::RequestId.into()] };
    for step in 0..4 {
        assert_eq!(export_while(&mut desk(), &columns, &[(step, Event::Append)]).unwrap()[0].records, 70);
    }
}

#[test]
fn nothing_is_left_of_before_when_all_files_are_gone() {
    let mut desk = desk();
    let (held, version) = (desk.id(3), desk.engine.store().version());
    desk.engine.clear();
    assert!(desk.engine.store().version() > version, "answers of before are none of now");
    desk.load("c.json", &sample_file(Form::PortalJson, 40), 4096);
    assert!(desk.engine.location(held).is_none() && desk.detail_of(held).is_none());
}

const RECORDS: &str = r#"[{"id":"00000000-0000-0000-0000-00000000000a","createdDateTime":"2026-01-02T03:04:05Z","userPrincipalName":"ada@contoso.example","correlationId":"00000000-0000-0000-0000-00000000000b"},
{"createdDateTime":"2026-01-02T03:04:06Z","userPrincipalName":"bob@contoso.example","userAgent":"ada@contoso.example"}]"#;

#[test]
fn bytes_are_those_of_a_record_only_if_they_say_the_same() {
    let mut desk = Desk::with("a.json", RECORDS.as_bytes());
    assert!(desk.export(&View::default(), &ExportFormat::Original).is_ok());
    let changes = [
        // The same characters in other places.
        ("00000000000a", "00000000000X", "00000000000b", "00000000000a"),
        ("bob@contoso", "eve@contoso", "", ""),
        ("03:04:06", "03:04:07", "", ""),
    ];
    for (at, (from, to, other, another)) in changes.into_iter().enumerate() {
        let changed = RECORDS.replace(from, to).replace(other, another);
        desk.files[0] = if other.is_empty() { RECORDS.replace(from, to) } else { changed }.into_bytes();
        let words = desk.export(&View::default(), &ExportFormat::Original).unwrap_err();
        assert!(words.contains("a.json has changed since it was loaded"), "{words}");
        let row = u32::from(at > 0);
        assert!(desk.detail(row).unwrap_err().contains("has changed since it was loaded"), "{from}");
    }
}

#[test]
fn a_record_that_was_filled_in_is_compared_by_what_its_own_file_has() {
    let csv =
        "Date (UTC),Request ID,User agent,User\n2026-01-02T03:04:05Z,00000000-0000-0000-0000-00000000000a,curl/8,Ada\n";
    let mut desk = Desk::with("a.json", RECORDS.as_bytes());
    desk.load("b.csv", csv.as_bytes(), 4096);
    assert_eq!(desk.engine.loading().records, 2);
    assert_eq!(desk.export(&View::default(), &ExportFormat::Original).unwrap()[0].records, 2);
    assert_eq!(desk.detail(0).unwrap().row, desk.id(0));
}
