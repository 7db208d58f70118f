//! Files whose dates make sense both ways: what is asked, and what becomes of the answer.

use signscope::engine::protocol::{DateOrder, FileReport, FileState, Loading, ReadOptions, Reply, Request};
use signscope::ui::format::time::DAY;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, Effect, Target};
use signscope::ui::state::file_words::{asked_dates, date_examples, recognised_by, shapes};
use signscope::ui::state::files::{FilesAction, Hash};
use signscope::ui::state::{Phase, Screen, State};

use super::{asked, ready, report, whole};

/// 4 March 2025, and 3 March.
const FOURTH: i64 = 1_741_046_400_000;
const THIRD: i64 = FOURTH - DAY;

fn unsure(number: u32) -> FileReport {
    let (oldest, newest) = (Some(FOURTH), Some(FOURTH + DAY));
    let name = format!("{number}.csv");
    FileReport { file: number, name, asks_dates: true, oldest, newest, ..report(FileState::Done, 5) }
}

fn told(number: u32, name: &str, order: DateOrder) -> FileReport {
    let reading = ReadOptions { dates: Some(order), ..ReadOptions::default() };
    FileReport { name: name.to_owned(), asks_dates: false, reading, ..unsure(number) }
}

fn loaded(files: Vec<FileReport>) -> Action {
    Action::Reply(Reply::Loading(Loading { version: 9, ..whole(files) }))
}

fn answer(state: &mut State, file: u32, order: DateOrder) -> Vec<Effect> {
    state.update(Action::Files(FilesAction::Dates(file, order)))
}

fn again(effects: &[Effect]) -> Vec<(u32, Option<DateOrder>)> {
    let of = |request: &&Request| match request {
        Request::ReadAgain { file, reading } => Some((*file, reading.dates)),
        _ => None,
    };
    asked(effects).iter().filter_map(of).collect()
}

#[test]
fn the_question_has_an_example_of_the_file() {
    let labels = |file: &FileReport| date_examples(file).map(|(_, label)| label);
    let file = unsure(3);
    assert_eq!(labels(&file), ["3/4/2025 is 4 March", "3/4/2025 is 3 April"]);
    assert_eq!(
        asked_dates(&file),
        "All dates in 3.csv make sense with the day first and with the month first; they were read with the month first."
    );
    // Read the other way round, the instant is another one and the text of the file the same.
    let april = told(4, "3.csv", DateOrder::DayFirst);
    assert_eq!(labels(&FileReport { oldest: Some(FOURTH + 30 * DAY), ..april }), labels(&file));
    // Of 3/3 there is nothing to decide, so a later date is the example.
    assert_eq!(labels(&FileReport { oldest: Some(THIRD), newest: Some(FOURTH), ..unsure(3) }), labels(&file));
    let none = FileReport { oldest: Some(THIRD), newest: None, ..unsure(3) };
    assert_eq!(labels(&none), ["The month is first", "The day is first"]);
}

#[test]
fn an_answer_reads_the_file_again_and_can_be_changed() {
    let mut state = ready(5);
    state.update(Action::Show(Screen::Files));
    state.update(loaded(vec![unsure(3)]));
    state.update(loaded(vec![unsure(3)]));
    let [alert] = &state.alerts[..] else { panic!("asked once: {:?}", state.alerts) };
    assert_eq!((alert.text.as_str(), alert.offers.len()), (asked_dates(&unsure(3)).as_str(), 2));
    let alert = alert.id;
    state.update(Action::List(ListAction::OpenRow { index: 1, focus: false }));
    let effects = state.update(Action::TakeOffer { alert, at: 1 });
    assert_eq!(again(&effects), [(3, Some(DateOrder::DayFirst))]);
    assert!(state.alerts.is_empty() && !state.list.detail.is_open, "rows have other numbers now");
    assert_eq!(state.phase(), Phase::Loading);

    let effects = state.update(loaded(vec![told(4, "3.csv", DateOrder::DayFirst)]));
    assert!(effects.contains(&Effect::Focus(Target::File(4))));
    assert!(state.files.user_hints[&4].dates && state.alerts.is_empty());
    assert!(again(&answer(&mut state, 4, DateOrder::DayFirst)).is_empty(), "it is read so already");
    assert_eq!(again(&answer(&mut state, 4, DateOrder::MonthFirst)), [(4, Some(DateOrder::MonthFirst))]);
    state.update(loaded(vec![told(5, "3.csv", DateOrder::MonthFirst)]));
    assert!(state.files.user_hints[&5].dates && state.files.user_hints.len() == 1);
    state.update(Action::Clear);
    assert!(state.files.user_hints.is_empty());
}

#[test]
fn many_files_ask_in_one_alert_and_a_removed_one_does_not_ask() {
    let mut state = ready(5);
    state.update(loaded(vec![unsure(3), unsure(4)]));
    let [alert] = &state.alerts[..] else { panic!("{:?}", state.alerts) };
    assert!(alert.text.starts_with("All dates in 2 files make sense"));
    let alert = alert.id;
    state.update(Action::TakeOffer { alert, at: 0 });
    assert_eq!(state.screen, Screen::Files);
    state.update(loaded(vec![unsure(3), unsure(4), unsure(5)]));
    assert_eq!(state.alerts.len(), 1, "the new one");
    state.update(Action::Files(FilesAction::Remove(5)));
    assert!(state.alerts.is_empty());
}

#[test]
fn a_file_the_engine_reads_again_by_itself_is_followed() {
    let mut state = ready(5);
    state.update(loaded(vec![unsure(3)]));
    answer(&mut state, 3, DateOrder::DayFirst);
    state.update(loaded(vec![told(4, "3.csv", DateOrder::DayFirst)]));
    state.update(loaded(vec![told(5, "3.csv", DateOrder::MonthFirst)]));
    assert_eq!(state.files.user_hints.keys().copied().collect::<Vec<_>>(), [5]);
}

#[test]
fn the_hash_of_a_file_that_is_read_again_is_kept_or_asked_for_again() {
    let mut state = ready(5);
    state.update(loaded(vec![unsure(3), unsure(4)]));
    for file in [3, 4] {
        state.update(Action::Files(FilesAction::Hash(file)));
    }
    state.update(Action::Reply(Reply::Hashed { file: 3, sha256: "ab".repeat(32) }));
    let hashed = |effects: &[Effect]| -> Vec<u32> {
        let of = |request: &&Request| match request {
            Request::Hash { file } => Some(*file),
            _ => None,
        };
        asked(effects).iter().filter_map(of).collect()
    };
    answer(&mut state, 3, DateOrder::DayFirst);
    let effects = state.update(loaded(vec![told(5, "3.csv", DateOrder::DayFirst), unsure(4)]));
    assert_eq!(state.files.hashes[&5], Hash::Done("ab".repeat(32)));
    assert!(hashed(&effects).is_empty() && !state.files.hashes.contains_key(&3));
    // The engine reads the other one again by itself while it is being hashed.
    let effects =
        state.update(loaded(vec![told(5, "3.csv", DateOrder::DayFirst), told(6, "4.csv", DateOrder::DayFirst)]));
    assert_eq!(hashed(&effects), [6]);
    assert!(matches!(state.files.hashes[&6], Hash::Under { .. }) && state.files.hashes.len() == 2);
}

#[test]
fn a_card_says_how_sure_its_shape_is() {
    let of = |description: &str, is_table, state| FileReport {
        description: description.to_owned(),
        is_table,
        ..report(state, 5)
    };
    assert_eq!(recognised_by(&of("Portal, 57 columns", true, FileState::Done)), Some("recognised by its header"));
    assert_eq!(recognised_by(&of("Portal JSON", false, FileState::Done)), Some("recognised by its records"));
    let said = ReadOptions { columns: Some(Vec::new()), ..ReadOptions::default() };
    let told = FileReport { reading: said, ..of("Own columns, CSV", true, FileState::Done) };
    assert_eq!(recognised_by(&told), Some("read as you said"));
    for state in [FileState::Waiting, FileState::Unpacked, FileState::Refused("no".to_owned())] {
        assert_eq!(recognised_by(&of("ZIP archive", false, state)), None);
    }
    let two = vec![("Graph".to_owned(), 1200), ("Event Hub".to_owned(), 1)];
    assert_eq!(shapes(&FileReport { source_formats: two, ..unsure(3) }).unwrap(), "Graph 1,200, Event Hub 1");
    assert_eq!(shapes(&FileReport { source_formats: vec![("Graph".to_owned(), 5)], ..unsure(3) }), None);
}
