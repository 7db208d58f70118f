//! Thousands of small files: what is told of them grows with the files, not with how often it is told.

use std::collections::BTreeMap;

use signscope::engine::Engine;
use signscope::engine::protocol::{DateOrder, FileReport, FileState, Loading, ReadOptions};
use signscope::store::{FileId, RecordLocation, RecordLocations};
use signscope::ui::state::reports::{Reports, Sums};

use super::Desk;

/// The file of an hour as diagnostic settings write it to a storage account, with its path.
fn hour(at: u64) -> (String, Vec<u8>) {
    let (month, day, hour) = (at / 672 + 1, at / 24 % 28 + 1, at % 24);
    let path = format!("logs/y=2025/m={month:02}/d={day:02}/h={hour:02}/m=00/PT1H.json");
    let time = format!("2025-{month:02}-{day:02}T{hour:02}:00:00Z");
    let record = format!(
        r#"{{"time":"{time}","category":"SignInLogs","properties":{{"id":"00000000-0000-4000-8000-{at:012}","createdDateTime":"{time}","userPrincipalName":"ada@contoso.example"}}}}"#
    );
    (path, record.into_bytes())
}

fn load(engine: &mut Engine, name: &str, bytes: &[u8]) -> FileId {
    let file = engine.add_file_along(name, bytes.len() as u64);
    read(engine, file, bytes);
    file
}

fn read(engine: &mut Engine, file: FileId, bytes: &[u8]) {
    if engine.push(file, bytes) {
        engine.finish(file);
    }
}

/// What the page knows, by place.
fn known(reports: &Reports) -> BTreeMap<FileId, FileReport> {
    reports.iter().map(|report| (report.place, (**report).clone())).collect()
}

/// The slow obvious twin: everything, told at once.
fn all(engine: &Engine) -> BTreeMap<FileId, FileReport> {
    engine.loading().files.into_iter().map(|report| (report.place, report)).collect()
}

#[track_caller]
fn assert_page_knows(reports: &Reports, engine: &Engine) {
    assert_eq!(known(reports), all(engine));
    let mut sums = Sums::default();
    engine.loading().files.iter().for_each(|report| sums.add(report));
    assert_eq!(*reports.sums(), sums);
}

/// Tells all that is new; the answer is how many files that were, and how many bytes the messages have.
fn tell(engine: &mut Engine, reports: &mut Reports) -> (usize, usize) {
    let (mut files, mut bytes) = (0, 0);
    loop {
        let mut news: Loading = engine.news(500);
        assert!(news.files.len() <= 500);
        files += news.files.len() + news.gone.len();
        bytes += serde_json::to_string(&news).unwrap().len();
        reports.take(&mut news);
        if !engine.has_news() {
            return (files, bytes);
        }
    }
}

/// Loads so many files, tells what is new after each of them, and counts what was told.
fn told_of(files: u64) -> (usize, usize) {
    let (mut engine, mut reports) = (Engine::default(), Reports::default());
    let waiting: Vec<_> = (0..files).map(hour).collect();
    let numbers: Vec<_> = waiting.iter().map(|(name, bytes)| engine.add_file_along(name, bytes.len() as u64)).collect();
    let mut told = (0, 0);
    for (file, (_, bytes)) in numbers.into_iter().zip(&waiting) {
        read(&mut engine, file, bytes);
        let news = tell(&mut engine, &mut reports);
        told = (told.0 + news.0, told.1 + news.1);
    }
    assert_page_knows(&reports, &engine);
    assert_eq!((engine.store().len() as u64, reports.len() as u64), (files, files));
    told
}

#[test]
fn what_is_told_grows_with_the_files() {
    let (few, bytes_of_few) = told_of(100);
    let (many, bytes_of_many) = told_of(1_000);
    assert_eq!(
        (few, many),
        (2 * 100 - 1, 2 * 1_000 - 1),
        "each file as it waits and as it is done, the first but once"
    );
    assert!(bytes_of_many < 11 * bytes_of_few, "{bytes_of_many} bytes for ten times the files of {bytes_of_few}");
}

#[test]
fn removing_some_tells_of_those_alone() {
    let (mut engine, mut reports) = (Engine::default(), Reports::default());
    for (name, bytes) in (0..300).map(hour) {
        load(&mut engine, &name, &bytes);
    }
    tell(&mut engine, &mut reports);
    engine.remove(&[7]);
    assert_eq!(tell(&mut engine, &mut reports).0, 1);
    engine.remove(&[8, 9, 10, 200]);
    assert_eq!(tell(&mut engine, &mut reports).0, 4);
    assert_page_knows(&reports, &engine);
    assert_eq!((engine.store().len(), reports.len()), (295, 295));
    assert_eq!(reports.beside(7).map(|report| report.file), Some(11), "the next one that is there");
    engine.clear();
    tell(&mut engine, &mut reports);
    assert!(reports.is_empty() && *reports.sums() == Sums::default());
}

#[test]
fn a_merge_tells_of_the_files_whose_records_it_changed() {
    let (mut engine, mut reports) = (Engine::default(), Reports::default());
    for (name, bytes) in (0..300).map(hour) {
        load(&mut engine, &name, &bytes);
    }
    tell(&mut engine, &mut reports);
    let (_, bytes) = hour(5);
    let fuller = String::from_utf8(bytes).unwrap().replace(r#""userPrin"#, r#""appDisplayName":"App","userPrin"#);
    load(&mut engine, "once more/PT1H.json", fuller.as_bytes());
    assert_eq!(tell(&mut engine, &mut reports).0, 2, "the new one, and the one whose record became part of it");
    assert_page_knows(&reports, &engine);
    assert_eq!(reports.sums().account.merged, 1);
}

#[test]
fn what_was_passed_over_is_counted_along_and_leaves_no_place() {
    let (mut engine, mut reports) = (Engine::default(), Reports::default());
    let waiting: Vec<_> = (0..200).map(|at| engine.add_file_along(&format!("folder/{at}.png"), 9)).collect();
    tell(&mut engine, &mut reports);
    assert_eq!(reports.len(), 200);
    for file in waiting {
        read(&mut engine, file, b"\x89PNG\r\n\x1a\n\0");
    }
    let passed_over = engine.news(0).passed_over;
    assert_eq!((passed_over.count, passed_over.first.len()), (200, 50));
    assert_eq!(passed_over.first[1].0, "folder/1.png");
    tell(&mut engine, &mut reports);
    assert!(reports.is_empty());
}

#[test]
fn a_file_that_is_read_again_takes_its_place_whatever_was_told() {
    let table = "Date (UTC),Request ID,User\n03/04/2025 00:00:00,a,Ada\n25/04/2025 00:00:00,b,Ada\n";
    for tells_between in [true, false] {
        let (mut desk, mut reports) = (Desk::new(), Reports::default());
        let files: Vec<_> = (0..3).map(|at| load(&mut desk.engine, &format!("{at}.csv"), table.as_bytes())).collect();
        if tells_between {
            tell(&mut desk.engine, &mut reports);
        }
        let better = desk.engine.better_readings();
        assert_eq!(better.iter().map(|(file, _)| *file).collect::<Vec<_>>(), files);
        assert!(desk.engine.better_readings().is_empty(), "each is told once");
        let again = desk.engine.read_again(better);
        assert!(desk.engine.store().is_empty(), "all went at once");
        for (_, file) in &again {
            read(&mut desk.engine, *file, table.as_bytes());
        }
        tell(&mut desk.engine, &mut reports);
        assert_page_knows(&reports, &desk.engine);
        assert_eq!(
            reports.iter().map(|report| (report.place, report.file)).collect::<Vec<_>>(),
            [(0, 3), (1, 4), (2, 5)]
        );
        assert!(reports.iter().all(|report| report.reading.dates == Some(DateOrder::DayFirst)));
        assert!(reports.get(0).is_none() && reports.get(3).is_some());
        // It goes before it was told that it was read again.
        let (_, last) = desk.engine.read_again(vec![(4, ReadOptions::default())])[0];
        desk.engine.remove(&[last]);
        tell(&mut desk.engine, &mut reports);
        assert_eq!(reports.iter().map(|report| report.file).collect::<Vec<_>>(), [3, 5]);
        assert_page_knows(&reports, &desk.engine);
    }
}

#[test]
fn nothing_is_being_read_when_every_file_has_ended_in_some_way() {
    let mut engine = Engine::default();
    let files: Vec<_> = (0..6).map(|at| engine.add_file(&format!("{at}.json"), 1)).collect();
    let (_, bytes) = hour(0);
    // Equal records are made one when the last file has ended, and not before.
    let end = |engine: &mut Engine, at: usize| match at {
        0 => engine.cancel(files[0]),
        1 => engine.fail(files[1], "gone"),
        2 => engine.remove(&files[2..3]),
        3 => read(engine, files[3], b"%PDF-1.7 and so on"),
        _ => read(engine, files[at], &bytes),
    };
    (0..6).for_each(|at| end(&mut engine, at));
    assert_eq!((engine.store().len(), engine.loading().records), (2, 1));
    let state = |at: usize| engine.loading().files[at].state.clone();
    assert_eq!((state(0), state(4)), (FileState::Cancelled, FileState::Done));
}

#[test]
fn the_rows_of_a_file_are_those_that_lie_in_it() {
    let mut source = RecordLocations::default();
    let files = [4, 4, 1, 4, 9, 9, 1, 1, 4];
    for (at, &file) in (0..).zip(&files) {
        source.push(RecordLocation { file, offset: at * 10, len: 10 });
    }
    assert_eq!(source.files().collect::<Vec<_>>(), [1, 4, 9]);
    for file in [0, 1, 4, 9] {
        let rows: Vec<_> = source.rows_of(file).flatten().collect();
        let expected: Vec<_> = (0..files.len()).filter(|&row| files[row] == file).collect();
        assert_eq!((rows, source.has(file)), (expected.clone(), !expected.is_empty()), "{file}");
    }
}
