//! Files coming in, records going out, and what the page remembers.

use signscope::engine::protocol::{FileReport, FileState, Loading, PassedOver, Reply, Request, UnpackingReport};
use signscope::query::Filter;
use signscope::schema::{Field, Tab};
use signscope::ui::format::time::Zone;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, Effect, ExportChoice};
use signscope::ui::state::export::Originals;
use signscope::ui::state::file_words::no_room;
use signscope::ui::state::files::FilesAction;
use signscope::ui::state::loading::question;
use signscope::ui::state::preferences::{Preferences, Theme};
use signscope::ui::state::{Phase, Screen, State};

use super::*;

#[test]
fn rows_are_asked_while_the_file_is_still_read() {
    let mut state = State::new(Preferences::default());
    state.update(Action::List(ListAction::Resized(640.0)));
    assert_eq!(state.phase(), Phase::Empty);
    assert_eq!(asked(&state.update(Action::OpenFiles(named()))), [&Request::Open { files: named() }]);
    assert_eq!(state.phase(), Phase::Loading);

    let effects = state.update(Action::Reply(loading(true, 4000)));
    assert!(asks_rows(&effects) && asks_summary(&effects));
    let more = state.update(Action::Reply(loading(true, 8000)));
    assert!(asked(&more).is_empty(), "one question at a time while the answers are on the way");
    let answered = state.update(Action::Reply(answer(asked(&effects)[0], 4000).unwrap()));
    assert!(asks_rows(&answered), "records came in since it was asked");
    assert_eq!(state.list.rows.total(), 4000);
}

#[test]
fn the_end_of_loading_asks_again_even_with_no_more_records() {
    let mut state = State::new(Preferences::default());
    let effects = state.update(Action::Reply(loading(true, 10)));
    serve(&mut state, effects, 10);
    let effects = state.update(Action::Reply(loading(false, 10)));
    assert!(asks_rows(&effects) && asks_summary(&effects));
}

#[test]
fn the_page_is_ready_when_its_list_has_all_records() {
    let mut state = State::new(Preferences::default());
    state.update(Action::List(ListAction::Resized(640.0)));
    let early = state.update(Action::Reply(loading(true, 10)));
    let last = state.update(Action::Reply(loading(false, 60)));
    assert_eq!((state.phase(), asks_rows(&last)), (Phase::Loading, false), "the first rows are still on the way");
    let again = state.update(Action::Reply(answer(asked(&early)[0], 10).unwrap()));
    assert_eq!((state.phase(), state.list.rows.total()), (Phase::Loading, 10), "they are those of before");
    serve(&mut state, again, 60);
    assert_eq!((state.phase(), state.list.rows.total()), (Phase::Ready, 60));

    // A filter that is being applied loads nothing, and an engine that is gone is not waited for.
    failure_chip(&mut state);
    assert_eq!(state.phase(), Phase::Ready);
    state.update(Action::Reply(loading(false, 70)));
    assert_eq!(state.phase(), Phase::Loading);
    state.update(Action::EngineFailed("gone".to_owned()));
    assert_eq!(state.phase(), Phase::Failed);
}

#[test]
fn a_page_whose_files_were_all_refused_has_failed() {
    let mut state = State::new(Preferences::default());
    let refused = |records| Loading {
        files: vec![report(FileState::Refused("no sign-ins in it".to_owned()), 0)],
        records,
        ..Loading::default()
    };
    state.update(Action::Reply(Reply::Loading(refused(0))));
    assert_eq!(state.phase(), Phase::Failed);
    assert!(state.alerts.is_empty(), "the first screen says it");

    let mut state = State::new(Preferences::default());
    settle(&mut state, Action::Reply(Reply::Loading(refused(5))));
    assert_eq!(state.phase(), Phase::Ready);
    assert_eq!(state.alerts.len(), 1);
    assert_eq!(state.alerts[0].text, "InteractiveSignIns.csv: no sign-ins in it");
    state.update(Action::Reply(Reply::Loading(refused(5))));
    assert_eq!(state.alerts.len(), 1, "said once");
}

/// Files with numbers of their own.
fn numbered(files: Vec<FileReport>) -> Vec<FileReport> {
    (0..).zip(files).map(|(number, file)| FileReport { file: number, ..file }).collect()
}

#[test]
fn archives_and_what_was_passed_over_are_nothing_by_themselves() {
    let of = |files: Vec<FileReport>, passed_over: u64, records| {
        let first = (0..passed_over).map(|at| (format!("folder/{at}.png"), "is a binary file".to_owned())).collect();
        let passed_over = PassedOver { count: passed_over, first };
        Reply::Loading(Loading { passed_over, records, ..whole(numbered(files)) })
    };
    let phase = |reply| {
        let mut state = State::new(Preferences::default());
        settle(&mut state, Action::Reply(reply));
        (state.phase(), state.alerts.len(), state.files.originals())
    };
    let archive = || report(FileState::Unpacked, 0);
    assert_eq!(phase(of(vec![], 0, 0)).0, Phase::Empty);
    assert_eq!(phase(of(vec![], 3, 0)).0, Phase::Failed, "a folder of pictures");
    assert_eq!(phase(of(vec![archive()], 3, 0)).0, Phase::Failed, "an archive of pictures");
    let refused = report(FileState::Refused("protected by a password".to_owned()), 0);
    assert_eq!(phase(of(vec![archive(), refused.clone()], 0, 0)), (Phase::Failed, 0, Originals::Json));
    let read = vec![archive(), refused, report(FileState::Done, 5)];
    assert_eq!(phase(of(read, 3, 5)), (Phase::Ready, 1, Originals::Csv), "one alert, for the refused file alone");
}

#[test]
fn a_file_that_unpacks_to_very_much_is_asked_about() {
    let mut state = State::new(Preferences::default());
    let report = |asks| UnpackingReport {
        file: 7,
        name: "big.json.gz".to_owned(),
        used: 104_000_000,
        unpacked: 4_300_000_000,
        asks,
    };
    let reading = |asks| Loading { busy: true, unpacking: Some(report(asks)), ..Loading::default() };
    state.update(Action::Reply(Reply::Loading(reading(false))));
    assert_eq!(question(&state.files.loading), None);
    state.update(Action::Reply(Reply::Loading(reading(true))));
    let text = question(&state.files.loading).unwrap();
    assert!(text.starts_with("big.json.gz: 104 MB of it unpacked to 4.30 GB, 41 times as much"), "{text}");
    assert_eq!(state.phase(), Phase::Loading, "so that it can be cancelled too");
    for go_on in [true, false] {
        let effects = state.update(Action::GoOn { file: 7, go_on });
        assert_eq!(asked(&effects), [&Request::GoOn { file: 7, go_on }]);
    }
    state.update(Action::Reply(Reply::Loading(Loading::default())));
    assert_eq!(question(&state.files.loading), None);
}

#[test]
fn a_folder_that_cannot_be_opened_says_what_to_do() {
    let mut state = State::new(Preferences::default());
    assert_eq!(state.update(Action::ChooseFolder), [Effect::ChooseFolder]);
    state.update(Action::FolderFailed("logs".to_owned()));
    assert!(state.alerts[0].text.starts_with("logs: ") && state.alerts[0].text.contains("Open folder"));
}

#[test]
fn preferences_come_back_and_unknown_ones_are_left_out() {
    let preferences = Preferences {
        theme: Theme::Dark,
        zone: Zone::Local,
        columns: vec![Field::City.into(), Field::Date.into()],
        ..Preferences::default()
    };
    assert_eq!(Preferences::from_text(&preferences.to_text()), preferences);
    for text in ["", "no JSON", "{}", r#"{"columns":["gone"]}"#] {
        assert_eq!(Preferences::from_text(text), Preferences::default(), "{text}");
    }
    let columns = Preferences::from_text(r#"{"columns":["city","gone","city","date"],"newer":1}"#).columns;
    assert_eq!(columns, [Field::City, Field::Date]);
}

#[test]
fn an_export_is_saved_or_says_why_not() {
    let mut state = ready(500);
    let effects = state.update(Action::Export(ExportChoice::ShownColumns));
    assert!(matches!(asked(&effects)[..], [Request::Export { .. }]));
    assert!(state.update(Action::Export(ExportChoice::Original)).is_empty(), "one at a time");
    state.update(Action::Reply(Reply::Exporting { number: 1, done: 10, total: 500 }));
    assert_eq!(state.export.map(|export| export.done), Some(10));
    let (name, media_type) = ("sign-ins.csv".to_owned(), "text/csv".to_owned());
    let exported =
        Reply::Exported { number: 1, is_last: true, name: name.clone(), media_type: media_type.clone(), records: 500 };
    let effects = state.update(Action::Reply(exported));
    assert!(effects.contains(&Effect::Save { name, media_type }));
    assert_eq!(state.export, None);

    state.update(Action::Export(ExportChoice::AllColumns));
    state.update(Action::Reply(Reply::ExportFailed { number: 2, message: "the file has changed".to_owned() }));
    assert_eq!(state.alerts.last().map(|alert| alert.text.as_str()), Some("the file has changed"));
    assert_eq!(state.export, None);
}

#[test]
fn a_page_without_an_engine_says_so_whatever_is_dropped() {
    let mut state = ready(5);
    state.update(Action::OpenFiles(named()));
    state.update(Action::EngineFailed("It could not start. Reload the page".to_owned()));
    assert_eq!(state.phase(), Phase::Failed, "an engine that is gone is not ready");
    assert_eq!(state.alerts.last().unwrap().text, "It could not start. Reload the page");
    assert!(asked(&state.update(Action::OpenFiles(named()))).is_empty());
    assert!(state.alerts.last().unwrap().text.contains("Reload"));
    assert_eq!(state.phase(), Phase::Failed);
}

/// Files with these names.
fn files(names: &[&str]) -> Vec<NamedFile> {
    names.iter().map(|name| NamedFile { name: (*name).to_owned(), ..named().remove(0) }).collect()
}

#[test]
fn after_an_engine_stopped_everything_can_be_read_again() {
    let mut state = State::new(Preferences::default());
    failure_chip(&mut state);
    let filters = state.list.filters.clone();
    state.update(Action::OpenFiles(files(&["a.csv", "b.csv"])));
    state.update(Action::OpenFiles(files(&["c.csv"])));
    let of = |file: u32, name: &str, state| FileReport { file, place: file, name: name.to_owned(), ..report(state, 5) };
    let loaded =
        vec![of(0, "a.csv", FileState::Done), of(1, "b.csv", FileState::Done), of(2, "c.csv", FileState::Reading)];
    settle(
        &mut state,
        Action::Reply(Reply::Loading(Loading { busy: true, files: loaded, records: 15, ..Loading::default() })),
    );
    state.update(Action::Files(FilesAction::Remove(1)));
    let effects = state.update(Action::EngineStopped);
    assert!(asked(&effects).is_empty(), "the new engine knows nothing that could be asked");
    assert_eq!(state.phase(), Phase::Empty);
    assert_eq!(state.list.filters, filters, "what somebody looks for stays");
    let [alert] = state.alerts.as_slice() else { panic!("one message, not {:?}", state.alerts) };
    assert!(alert.text.contains("while it read c.csv") && alert.text.contains("can be read again"), "{}", alert.text);
    assert!(["panick", "RefCell", "unreachable"].iter().all(|word| !alert.text.contains(word)));
    assert_eq!(alert.offers[0].label, "Read 2 files again");

    // It can stop once more before anything is read, and there is still one message.
    state.update(Action::EngineStopped);
    let [alert] = state.alerts.as_slice() else { panic!("one message, not {:?}", state.alerts) };
    assert!(alert.text.contains("Nothing was loaded"), "{}", alert.text);
    let take = Action::TakeOffer { alert: alert.id, at: 0 };
    let effects = state.update(take);
    assert_eq!(effects, [Effect::OpenAgain { files: files(&["a.csv", "c.csv"]), places: vec![0, 2] }]);
    assert_eq!(state.phase(), Phase::Loading);

    // Later drops work, and are read again too.
    settle(&mut state, Action::Reply(loading(false, 5)));
    assert_eq!(
        asked(&state.update(Action::OpenFiles(files(&["d.csv"])))),
        [&Request::Open { files: files(&["d.csv"]) }]
    );
    state.update(Action::EngineStopped);
    let effects = state.update(Action::OpenAgain);
    assert_eq!(effects, [Effect::OpenAgain { files: files(&["a.csv", "c.csv", "d.csv"]), places: vec![0, 1, 2] }]);
    state.update(Action::Clear);
    assert!(state.update(Action::OpenAgain).is_empty(), "what was forgotten is not read again");
}

#[test]
fn clearing_forgets_the_log_and_keeps_the_preferences() {
    let mut state = ready(500);
    failure_chip(&mut state);
    state.update(Action::List(ListAction::ShowTab(Tab::Raw)));
    state.update(Action::NextTheme);
    let preferences = state.preferences();
    assert_eq!(asked(&state.update(Action::Clear)), [&Request::Clear]);
    assert_eq!(state.phase(), Phase::Empty);
    assert!(state.list.filters.is_empty() && state.list.rows.get(0).is_none() && state.list.rows.total() == 0);
    assert_eq!(state.preferences(), preferences);
    let effects = state.update(Action::Reply(loading(true, 5)));
    let Some(Request::Rows { view, .. }) = asked(&effects).first() else { panic!("{effects:?}") };
    assert_eq!(view.filter, Filter::default());
}

#[test]
fn a_cancelled_export_is_not_saved_after_all() {
    let mut state = ready(500);
    state.update(Action::Export(ExportChoice::AllColumns));
    assert_eq!(asked(&state.update(Action::CancelExport)), [&Request::CancelExport { number: 1 }]);
    assert_eq!(state.export, None);
    let exported = |number| {
        let (name, media_type) = (format!("{number}.csv"), "text/csv".to_owned());
        Action::Reply(Reply::Exported { number, is_last: true, name, media_type, records: 1 })
    };
    assert!(state.update(exported(1)).is_empty());
    state.update(Action::Reply(Reply::Exporting { number: 1, done: 1, total: 2 }));
    assert_eq!(state.export, None);

    // The end of the cancelled one may still be on its way when another is under way.
    state.update(Action::Export(ExportChoice::ShownColumns));
    assert!(state.update(exported(1)).is_empty());
    state.update(Action::Reply(Reply::ExportFailed { number: 1, message: "late".to_owned() }));
    state.update(Action::Reply(Reply::Exporting { number: 1, done: 1, total: 2 }));
    assert_eq!(state.export.map(|export| (export.number, export.done)), Some((2, 0)));
    assert!(!state.update(exported(2)).is_empty());
}

#[test]
fn every_file_of_an_export_is_saved() {
    let mut state = ready(500);
    state.update(Action::Export(ExportChoice::Original));
    let exported = |is_last, name: &str| {
        let (name, media_type) = (name.to_owned(), "text/csv".to_owned());
        Action::Reply(Reply::Exported { number: 1, is_last, name, media_type, records: 1 })
    };
    for (is_last, name) in [(false, "a.csv"), (true, "b.csv")] {
        let effects = state.update(exported(is_last, name));
        let save = Effect::Save { name: name.to_owned(), media_type: "text/csv".to_owned() };
        assert!(effects.contains(&save), "{name}: {effects:?}");
        assert_eq!(state.export.is_none(), is_last);
    }
}

#[test]
fn original_records_are_offered_in_the_form_they_have() {
    let originals = |are_tables: &[bool]| {
        let files = are_tables.iter().map(|&is_table| FileReport { is_table, ..report(FileState::Done, 1) });
        let mut state = State::new(Preferences::default());
        let loading = Loading { records: 2, ..whole(numbered(files.collect())) };
        state.update(Action::Reply(Reply::Loading(loading)));
        state.files.originals()
    };
    assert_eq!(originals(&[false]), Originals::Json);
    assert_eq!(originals(&[true, true]), Originals::Csv);
    assert_eq!(originals(&[true, false]), Originals::Mixed);
}

#[test]
fn a_file_of_nothing_but_problems_was_not_read() {
    let mut state = State::new(Preferences::default());
    let file = FileReport { problem_count: 7, ..report(FileState::Done, 0) };
    state.update(Action::Reply(Reply::Loading(Loading { files: vec![file], ..Loading::default() })));
    assert_eq!(state.phase(), Phase::Failed);

    let mut state = State::new(Preferences::default());
    let loading = Loading { files: vec![report(FileState::Done, 0)], ..Loading::default() };
    settle(&mut state, Action::Reply(Reply::Loading(loading)));
    assert_eq!(state.phase(), Phase::Ready, "an export without a sign-in is no mistake");
}

#[test]
fn the_speed_counts_the_records_of_this_drop_alone() {
    let mut state = ready(500);
    state.update(Action::OpenFiles(named()));
    state.update(Action::Reply(loading(true, 700)));
    assert_eq!(state.files.new_records(), 200);
}

#[test]
fn a_full_memory_is_told_in_words_with_what_was_left_out() {
    let of = |file: u32, size: u64, state: FileState, records: u64| FileReport {
        file,
        place: file,
        name: format!("{file}.json"),
        size,
        ..report(state, records)
    };
    let read = of(0, 2_000_000, FileState::Done, 50);
    let half = of(1, 2_000_000, FileState::NoRoom { read: Some(500_000) }, 10);
    let none = of(2, 1_000_000, FileState::NoRoom { read: Some(0) }, 0);
    let mut state = State::new(Preferences::default());
    state.update(Action::OpenFiles(named()));
    let files = vec![read, half.clone(), none.clone()];
    let loading = |busy| Reply::Loading(Loading { busy, records: 60, files: files.clone(), ..Loading::default() });
    settle(&mut state, Action::Reply(loading(true)));
    assert!(state.alerts.is_empty());
    settle(&mut state, Action::Reply(loading(false)));
    let text = &state.alerts[0].text;
    assert!(text.contains("2.50 MB (50.0 %) were left out, of 1.json and of 1 other file"), "{text}");
    assert!(text.contains("What was read can be used") && text.contains("filter in the portal"), "{text}");
    assert_eq!(state.alerts[0].offers[0].action, Action::Show(Screen::Files));
    settle(&mut state, Action::Reply(loading(false)));
    assert_eq!(state.alerts.len(), 1, "said once");
    assert_eq!(state.phase(), Phase::Ready);

    let words = no_room(&half, Some(500_000));
    assert!(words.contains("1.50 MB (75.0 %) of it were left out; the records before are there."), "{words}");
    assert!(no_room(&none, Some(0)).contains("all of it was left out."), "nothing of it is there");
    let member = FileReport { size: 0, ..half };
    assert!(no_room(&member, Some(500_000)).contains("what comes after its first 500 kB was left out"));
}
