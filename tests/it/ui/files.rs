//! The screen of the files: what it asks, how records add up, and removing a file.

use signscope::engine::protocol::files::{Coverage, Pace};
use signscope::engine::protocol::usage::{Calendar, Unit};
use signscope::engine::protocol::{
    Answer, FilePage, FileQuestion, FileReport, FileState, Loading, Question, Reply, Request, Warning,
};
use signscope::store::Store;
use signscope::ui::chart::strip::{bars, blanks};
use signscope::ui::format::time::{DAY, HOUR, MINUTE};
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, Effect, Target};
use signscope::ui::state::file_words::{equation, incomplete, length, table, times, versions};
use signscope::ui::state::files::{FilesAction, Reconciliation};
use signscope::ui::state::{Phase, Screen, State};

use super::{asked, ready, report, whole};

fn file(number: u32, records: u64) -> FileReport {
    FileReport { file: number, name: format!("{number}.csv"), ..report(FileState::Done, records) }
}

fn loaded(version: u64, files: Vec<FileReport>) -> Action {
    Action::Reply(Reply::Loading(Loading { version, ..whole(files) }))
}

pub fn with_files(numbers: &[u32]) -> State {
    let mut state = ready(5);
    state.update(loaded(9, numbers.iter().map(|&number| file(number, 5)).collect()));
    state.update(Action::Show(Screen::Files));
    state
}

fn questions(effects: &[Effect]) -> Vec<u32> {
    let of = |request: &&Request| match request {
        Request::Ask(Question::File(ask)) => Some(ask.file),
        _ => None,
    };
    asked(effects).iter().filter_map(of).collect()
}

#[test]
fn every_file_is_asked_about_once_all_are_read() {
    let mut state = ready(5);
    assert_eq!(questions(&state.update(loaded(9, vec![file(3, 5), file(4, 5)]))), [0; 0]);
    assert_eq!(questions(&state.update(Action::Show(Screen::Files))), [3, 4]);
    let busy = Loading { busy: true, version: 10, ..whole(vec![file(3, 5), file(5, 0)]) };
    assert_eq!(questions(&state.update(Action::Reply(Reply::Loading(busy)))), [0; 0]);
    assert_eq!(questions(&state.update(loaded(11, vec![file(3, 5), file(5, 6), file(6, 0)]))), [3, 5]);
}

pub fn page_of(file: u32) -> FilePage {
    FilePage {
        question: FileQuestion { file, calendar: Calendar::default(), problems: 0 },
        name: format!("{file}.csv"),
        coverage: Coverage::new(&Store::default(), file, &Calendar::default()),
        extras: Vec::new(),
        table: None,
        log_by_name: None,
        warnings: Vec::new(),
        companions: Vec::new(),
        groups: Vec::new(),
        kept: 0,
        problems: Vec::new(),
    }
}

#[test]
fn a_page_is_shown_and_its_strip_lists_a_time() {
    let mut state = with_files(&[3, 4]);
    let requests: Vec<Request> = Vec::new();
    assert!(requests.is_empty() && state.analyses.file_page(3).is_none());
    let mut page = page_of(3);
    page.coverage.times.edges = vec![0, HOUR, 2 * HOUR, 3 * HOUR];
    page.coverage.times.counts = vec![4, 0, 1];
    state.update(Action::Reply(Reply::Answer(Box::new(Answer::File(page)))));
    assert!(state.analyses.file_page(3).is_some() && state.analyses.file_page(4).is_none());
    let id = signscope::ui::state::charts::ChartId::File(3);
    assert_eq!(state.chart(id).unwrap().chart.steps[2].name, "1970-01-01 02:00");
    state.update(Action::PickSteps(id, 1..3));
    assert_eq!(state.screen, Screen::SignIns);
    assert_eq!(state.list.filters.chips.len(), 1);
}

#[test]
fn a_removed_file_takes_everything_about_rows_along() {
    let mut state = with_files(&[3, 4, 5]);
    state.update(Action::List(ListAction::OpenRow { index: 1, focus: false }));
    assert!(state.list.detail.is_open);
    let effects = state.update(Action::Files(FilesAction::Remove(4)));
    assert!(asked(&effects).contains(&&Request::Remove { files: vec![4] }));
    assert!(effects.contains(&Effect::Focus(Target::File(5))), "the next card");
    assert!(!state.list.detail.is_open && state.list.cursor.index.is_none());
    assert_eq!(state.files.reports.iter().map(|file| file.file).collect::<Vec<_>>(), [3, 5]);
    let effects = state.update(Action::Files(FilesAction::Remove(5)));
    assert!(effects.contains(&Effect::Focus(Target::File(3))), "the last card has the one before it");
    assert!(state.update(Action::Files(FilesAction::Remove(77))).is_empty());
    let effects = state.update(Action::Files(FilesAction::Remove(3)));
    assert_eq!(asked(&effects), [&Request::Clear]);
    assert_eq!((state.phase(), state.screen), (Phase::Empty, Screen::SignIns));
}

#[test]
fn a_file_refused_after_a_refused_one_was_removed_is_told_of() {
    let refused = |number| FileReport { state: FileState::Refused("no".to_owned()), ..file(number, 0) };
    let mut state = ready(5);
    state.update(loaded(9, vec![file(3, 5), refused(4)]));
    assert_eq!(state.alerts.len(), 1);
    state.update(Action::Files(FilesAction::Remove(4)));
    state.update(loaded(10, vec![file(3, 5), refused(5)]));
    assert_eq!(state.alerts.iter().map(|alert| alert.about).collect::<Vec<_>>(), [Some(5)], "and of the other no more");
}

#[test]
fn records_add_up() {
    let csv = FileReport { shown: 3, merged: 4, unmatched: 1, versions: 2, of_other_logs: 5, broken: 6, ..file(1, 8) };
    let account = Reconciliation::of(&csv);
    assert!(account.is_balanced());
    assert_eq!(equation(&account), "19 read = 3 shown + 4 merged + 1 belonging to sign-ins not loaded + 11 left out");
    let all = Reconciliation::of(&csv).plus(&Reconciliation::of(&file(2, 1000)));
    assert_eq!(all.minus(&Reconciliation::of(&csv)), Reconciliation::of(&file(2, 1000)));
    assert!(all.is_balanced());
    assert_eq!(equation(&Reconciliation::of(&file(2, 1000))), "1,000 read = 1,000 shown");
    assert_eq!((all.read, all.shown, versions(&Reconciliation::of(&file(2, 1))).is_some()), (1019, 1003, false));
    assert!(versions(&all).unwrap().starts_with("2 records shown share their request ID"));
    assert!(!Reconciliation { read: 2, shown: 1, ..Reconciliation::default() }.is_balanced());
}

#[test]
fn another_version_is_opened_wherever_it_is() {
    let mut state = ready(100);
    state.update(Action::List(ListAction::OpenRow { index: 1, focus: false }));
    let effects = state.update(Action::List(ListAction::OpenRecord(super::id(77_000))));
    assert!(asked(&effects).contains(&&Request::Detail { row: super::id(77_000) }));
    assert_eq!(
        (state.list.detail.wanted, state.list.cursor.record),
        (Some(super::id(77_000)), Some(super::id(77_000)))
    );
    // A row that is here gives the cursor its place.
    state.update(Action::List(ListAction::OpenRecord(super::id(1007))));
    assert_eq!(state.list.cursor.index, Some(7));
}

#[test]
fn details_are_read_again_when_files_came() {
    let mut state = ready(5);
    state.update(Action::List(ListAction::OpenRow { index: 1, focus: false }));
    state.update(Action::Reply(Reply::Detail(Box::new(super::detail(1001)))));
    let effects = state.update(loaded(50, vec![file(0, 5), file(1, 5)]));
    assert!(asked(&effects).contains(&&Request::Detail { row: super::id(1001) }));
}

#[test]
fn only_a_file_that_is_whole_is_well() {
    let whole = file(1, 5);
    assert_eq!(incomplete(&whole, None), None);
    let words = |file: FileReport| incomplete(&file, None).unwrap_or_default();
    let part = FileReport { of_other_logs: 1, broken: 1_000, problem_count: 3, ..whole.clone() };
    assert_eq!(words(part), "Read, but not all of it: 1,001 records left out, 3 problems");
    assert_eq!(words(FileReport { problem_count: 1, ..whole.clone() }), "Read, but not all of it: 1 problem");
    let mut page = page_of(1);
    page.warnings = vec![Warning::CutOff { records: 100_000 }];
    assert_eq!(incomplete(&whole, Some(&page)).unwrap(), "Read, but the download was probably cut off");
}

#[test]
fn lengths_and_strips() {
    assert_eq!(length(30_000), "less than a minute");
    assert_eq!(length(HOUR + MINUTE), "1 hour 1 minute");
    assert_eq!(length(2 * DAY + 3 * HOUR + 5 * MINUTE), "2 days 3 hours");
    assert_eq!(bars(&[2, 0, 1]), "M0 32v-32.0h1v32.0zM2 32v-16.0h1v16.0z");
    assert_eq!(blanks(&[2, 0, 0, 1, 0]), "M1 0h2v32h-2zM4 0h1v32h-1z");
    let mut found = Coverage::new(&Store::default(), 0, &Calendar::default()).times;
    assert_eq!(times(&found, "UTC", |_| 0), "No record has a date");
    found.span = Some((10 * MINUTE, DAY + 10 * MINUTE));
    found.edges = (0..=25).map(|hour| hour * HOUR).collect();
    found.counts = [&[3][..], &[0; 23], &[1]].concat();
    found.without = 1;
    let words = times(&found, "UTC", |_| 0);
    assert_eq!(
        words,
        "4 records from 1970-01-01 00:10 to 1970-01-02 00:10 (UTC), a bar for each hour. 23 of 25 hours without \
         records. 1 record has no date."
    );
    let mut long = found.clone();
    long.pace = Pace { unit: Unit::Week, every: 3 };
    let words = times(&long, "UTC", |_| 0);
    assert!(words.contains("a bar for each span of 3 weeks. 23 of 25 spans of 3 weeks without records."), "{words}");
    long.counts = vec![1; 25];
    assert!(times(&long, "UTC", |_| 0).contains("No span of 3 weeks of 25 is without records."));
    let rows = [["1970-01-01", "3", "23 of 24"], ["1970-01-02", "1", "0 of 1"]].map(|row| row.map(str::to_owned));
    assert_eq!(table(&found, &Calendar::default()), rows);
}

#[test]
fn a_hash_is_asked_for_and_shown() {
    use signscope::ui::state::files::Hash;
    let mut state = with_files(&[3, 4]);
    let hash = |file, sha256: &str| Action::Reply(Reply::Hashed { file, sha256: sha256.to_owned() });
    state.update(hash(3, "of nobody"));
    assert!(state.files.hashes.is_empty(), "nobody asked");
    let effects = state.update(Action::Files(FilesAction::Hash(3)));
    assert_eq!(asked(&effects), [&Request::Hash { file: 3 }]);
    assert_eq!(state.files.hashes.get(&3), Some(&Hash::Under { done: 0, total: 1000 }));
    state.update(hash(3, "ab"));
    assert_eq!(state.files.hashes.get(&3), Some(&Hash::Done("ab".to_owned())));
    state.update(Action::Files(FilesAction::Hash(4)));
    let effects = state.update(Action::Files(FilesAction::Remove(4)));
    assert!(asked(&effects).contains(&&Request::CancelHash { file: 4 }));
    assert!(!state.files.hashes.contains_key(&4));
}
