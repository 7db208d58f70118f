//! The page's behaviour: what it asks when, and what it does with the answers.

use signscope::engine::protocol::{
    Cell, Detail, FileReport, FileState, Loading, NamedFile, Reply, Request, Row, Rows, StatusCounts, Summary,
    Timeline, ValueCount, Values, Verdict,
};
use signscope::query::{Filter, Order, Test};
use signscope::schema::{Field, Tab};
use signscope::store::Location;
use signscope::ui::state::action::{Action, ColumnsAction, Effect, ExportChoice, Step, Target};
use signscope::ui::state::chip::{Condition, Subject};
use signscope::ui::state::editor::{EditorAction, Operator};
use signscope::ui::state::keys::{Key, Place};
use signscope::ui::state::popup::{Anchor, Content, PopupKind};
use signscope::ui::state::preferences::{Preferences, Theme};
use signscope::ui::state::timeline::TimelineAction;
use signscope::ui::state::{Phase, Screen, State};
use signscope::ui::time::{HOUR, Zone};

fn named() -> Vec<NamedFile> {
    vec![NamedFile { name: "InteractiveSignIns.csv".to_owned(), size: 1000 }]
}

fn report(state: FileState, records: u64) -> FileReport {
    FileReport {
        file: 0,
        name: "InteractiveSignIns.csv".to_owned(),
        size: 1000,
        shape: "Portal CSV, 57 columns".to_owned(),
        records,
        state,
        problems: Vec::new(),
        problem_count: 0,
        oldest: None,
        newest: None,
    }
}

fn loading(busy: bool, records: u64) -> Reply {
    let state = if busy { FileState::Reading } else { FileState::Done };
    let files = vec![report(state, records)];
    Reply::Loading(Loading { busy, bytes_read: 500, bytes_total: 1000, elapsed_ms: 100.0, records, files })
}

/// The questions among effects.
fn asked(effects: &[Effect]) -> Vec<&Request> {
    let requests = effects.iter().filter_map(|effect| match effect {
        Effect::Ask(request) => Some(request),
        _ => None,
    });
    requests.collect()
}

fn asks_rows(effects: &[Effect]) -> bool {
    asked(effects).iter().any(|request| matches!(request, Request::Rows { .. }))
}

fn asks_summary(effects: &[Effect]) -> bool {
    asked(effects).iter().any(|request| matches!(request, Request::Summary { .. }))
}

/// Answers every question among effects for a log of `total` records, and the questions that follow.
fn serve(state: &mut State, effects: Vec<Effect>, total: u32) {
    let mut waiting = effects;
    while !waiting.is_empty() {
        let replies: Vec<Reply> = asked(&waiting).into_iter().filter_map(|request| answer(request, total)).collect();
        waiting = replies.into_iter().flat_map(|reply| state.update(Action::Reply(reply))).collect();
    }
}

fn answer(request: &Request, total: u32) -> Option<Reply> {
    match request {
        Request::Rows { view, columns, first, count } => {
            let cells = || columns.iter().map(|field| Cell::Text(field.label().to_owned())).collect();
            let rows = (*first..total.min(first + count)).map(|row| Row { row: row + 1000, cells: cells() }).collect();
            let (view, columns) = (view.clone(), columns.clone());
            Some(Reply::Rows(Rows { view, columns, total, first: *first, rows }))
        }
        Request::Summary { filter } => {
            let counts = vec![StatusCounts { success: 5, ..StatusCounts::default() }; 4];
            let timeline = Timeline { start: 100 * HOUR, step: HOUR, counts };
            Some(Reply::Summary(Summary { filter: filter.clone(), shown: total, timeline, ..Summary::default() }))
        }
        Request::Detail { row } => Some(Reply::Detail(Box::new(detail(*row)))),
        _ => None,
    }
}

fn detail(row: u32) -> Detail {
    Detail {
        row,
        title: format!("Record {row}"),
        subtitle: String::new(),
        time: None,
        verdict: Verdict {
            status: None,
            headline: "Signed in".to_owned(),
            code: None,
            explanation: String::new(),
            action: None,
        },
        items: Vec::new(),
        policies: None,
        steps: None,
        lists: Vec::new(),
        other: Vec::new(),
        raw: String::new(),
        file: String::new(),
        location: Location { file: 0, offset: 0, len: 0 },
    }
}

/// A page with so many records, all questions answered.
fn ready(total: u32) -> State {
    let mut state = State::new(Preferences::default());
    state.update(Action::Resized(640.0));
    state.update(Action::OpenFiles(named()));
    let effects = state.update(Action::Reply(loading(false, u64::from(total))));
    serve(&mut state, effects, total);
    assert_eq!((state.phase(), state.rows.total()), (Phase::Ready, total));
    state
}

fn failure_chip(state: &mut State) -> Vec<Effect> {
    let value = Some("Failure".to_owned());
    state.update(Action::AddValue { subject: Subject::Field(Field::Status), value, exclude: false })
}

#[test]
fn rows_are_asked_while_the_file_is_still_read() {
    let mut state = State::new(Preferences::default());
    state.update(Action::Resized(640.0));
    assert_eq!(state.phase(), Phase::Empty);
    assert_eq!(asked(&state.update(Action::OpenFiles(named()))), [&Request::Open { files: named() }]);
    assert_eq!(state.phase(), Phase::Loading);

    let effects = state.update(Action::Reply(loading(true, 4000)));
    assert!(asks_rows(&effects) && asks_summary(&effects));
    let more = state.update(Action::Reply(loading(true, 8000)));
    assert!(asked(&more).is_empty(), "one question at a time while the answers are on the way");
    let answered = state.update(Action::Reply(answer(asked(&effects)[0], 4000).unwrap()));
    assert!(asks_rows(&answered), "records came in since it was asked");
    assert_eq!(state.rows.total(), 4000);
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
    state.update(Action::Reply(Reply::Loading(refused(5))));
    assert_eq!(state.phase(), Phase::Ready);
    assert_eq!(state.alerts.len(), 1);
    assert_eq!(state.alerts[0].text, "InteractiveSignIns.csv: no sign-ins in it");
    state.update(Action::Reply(Reply::Loading(refused(5))));
    assert_eq!(state.alerts.len(), 1, "said once");
}

#[test]
fn a_new_filter_asks_rows_and_numbers_and_drops_stale_answers() {
    let mut state = ready(500);
    let old = state.view();
    let effects = failure_chip(&mut state);
    assert!(asks_rows(&effects) && asks_summary(&effects));

    let stale = Rows { view: old, columns: state.columns.clone(), total: 9, first: 0, rows: Vec::new() };
    state.update(Action::Reply(Reply::Rows(stale)));
    state.update(Action::Reply(Reply::Summary(Summary { shown: 9, ..Summary::default() })));
    assert_eq!((state.rows.total(), state.summary.shown.shown), (500, 500), "the old rows stay on the screen");

    serve(&mut state, effects, 20);
    assert_eq!((state.rows.total(), state.summary.shown.shown), (20, 20));
    let effects = state.update(Action::RemoveChip(0));
    assert!(asks_rows(&effects));
    assert!(effects.contains(&Effect::Focus(Target::Filter)), "the focus was on the chip");
    assert_eq!(state.filters.filter(), Filter::default());
}

#[test]
fn a_new_view_starts_at_the_top_and_new_columns_do_not_move() {
    let mut state = ready(500);
    let effects = state.update(Action::Scrolled(6_400.0));
    serve(&mut state, effects, 500);
    let effects = state.update(Action::Columns(ColumnsAction::Toggle(Field::City)));
    assert!(effects.contains(&Effect::Store(state.preferences())));
    serve(&mut state, effects, 500);
    assert_eq!(state.viewport.first_visible(), 200);

    let effects = state.update(Action::Sort { field: Field::User, add: false });
    let Some(Request::Rows { first, .. }) = asked(&effects).first() else { panic!("no rows asked: {effects:?}") };
    assert_eq!(*first, 0);
    assert_eq!(state.viewport.first_visible(), 200, "until the answer comes");
    serve(&mut state, effects, 500);
    assert_eq!(state.viewport.first_visible(), 0);
}

#[test]
fn words_apply_on_enter_and_when_typing_rests() {
    let mut state = ready(500);
    let effects = state.update(Action::TypeWords("ad".to_owned()));
    let settled = Action::WordsSettled("ad".to_owned());
    assert_eq!(effects, [Effect::Later { millis: 150, action: Box::new(settled.clone()) }]);
    state.update(Action::TypeWords("ada".to_owned()));
    assert!(state.update(settled).is_empty(), "typing went on");
    let effects = state.update(Action::ApplyWords);
    assert!(asks_rows(&effects));
    assert_eq!(state.filters.filter(), Filter::All(vec![Filter::Words("ada".to_owned())]));
    assert!(state.update(Action::WordsSettled("ada".to_owned())).is_empty(), "applied already");
}

#[test]
fn a_header_sorts_turns_round_and_adds_keys() {
    let mut state = ready(5);
    let order = |field, descending| Order { field, descending };
    let steps = [
        (Field::Date, false, vec![order(Field::Date, false)]),
        (Field::User, false, vec![order(Field::User, false)]),
        (Field::User, false, vec![order(Field::User, true)]),
        (Field::Date, true, vec![order(Field::User, true), order(Field::Date, true)]),
        (Field::Date, true, vec![order(Field::User, true), order(Field::Date, false)]),
        (Field::Status, false, vec![order(Field::Status, false)]),
    ];
    for (field, add, expected) in steps {
        state.update(Action::Sort { field, add });
        assert_eq!(state.order, expected);
    }
}

#[test]
fn walking_the_list_keeps_the_details_up_to_date() {
    let mut state = ready(500);
    assert!(asked(&state.update(Action::Move(Step::Down))).is_empty(), "the pane is closed");
    assert_eq!(state.cursor.index, Some(0));
    let effects = state.update(Action::OpenRow { index: 0, focus: true });
    assert_eq!(asked(&effects), [&Request::Detail { row: 1000 }]);
    assert!(effects.contains(&Effect::Focus(Target::Detail)));
    let effects = state.update(Action::Move(Step::Down));
    assert_eq!(asked(&effects), [&Request::Detail { row: 1001 }]);

    state.update(Action::Reply(Reply::Detail(Box::new(detail(1000)))));
    assert_eq!(state.detail.shown, None, "an answer for the record before");
    state.update(Action::Reply(Reply::DetailFailed { row: 1001, message: "moved".to_owned() }));
    assert_eq!(state.detail.failure.as_deref(), Some("moved"));
    let effects = state.update(Action::Move(Step::Up));
    serve(&mut state, effects, 500);
    assert_eq!(state.detail.shown.as_ref().map(|detail| detail.row), Some(1000));
    assert_eq!(state.update(Action::CloseDetail), [Effect::Focus(Target::List)]);
    assert!(!state.detail.is_open);
}

#[test]
fn the_last_row_can_be_reached_before_its_rows_are_here() {
    let mut state = ready(100_000);
    state.update(Action::OpenRow { index: 0, focus: false });
    let effects = state.update(Action::Move(Step::Last));
    assert_eq!((state.cursor.index, state.cursor.record), (Some(99_999), None));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ScrollList(_))));
    serve(&mut state, effects, 100_000);
    assert_eq!(state.cursor.record, Some(100_999));
    assert_eq!(state.detail.shown.as_ref().map(|detail| detail.row), Some(100_999));
}

#[test]
fn the_cursor_stays_on_its_record_when_rows_move() {
    let mut state = ready(500);
    state.update(Action::OpenRow { index: 3, focus: false });
    let effects = failure_chip(&mut state);
    let Request::Rows { view, columns, .. } = asked(&effects)[0].clone() else { panic!("{effects:?}") };
    let rows = vec![Row { row: 7, cells: Vec::new() }, Row { row: 1003, cells: Vec::new() }];
    state.update(Action::Reply(Reply::Rows(Rows { view, columns, total: 2, first: 0, rows })));
    assert_eq!((state.cursor.index, state.cursor.record), (Some(1), Some(1003)));
    assert!(state.detail.is_open);
}

fn key(name: &str, place: Place) -> Key {
    Key { name: name.to_owned(), shift: false, command: false, place }
}

#[test]
fn keys_do_what_the_help_says_and_nothing_while_typing() {
    let mut state = ready(500);
    state.update(Action::Move(Step::Down));
    let keys = ["/", "c", "j", "k", "ArrowDown", "ArrowUp", "Enter", "t", "?", "PageDown", "Home", "End"];
    for name in keys {
        assert!(state.action_of(&key(name, Place::List)).is_some(), "{name}");
        assert_eq!(state.action_of(&key(name, Place::Typing)), None, "{name} while typing");
        let with_control = Key { command: true, ..key(name, Place::List) };
        assert_eq!(state.action_of(&with_control), None, "Control and {name} belongs to the browser");
    }
    assert_eq!(state.action_of(&key("Enter", Place::Control)), None, "Enter presses the button");
    assert_eq!(state.action_of(&key("Escape", Place::List)), None, "nothing is open");
    state.update(Action::OpenRow { index: 0, focus: false });
    assert_eq!(state.action_of(&key("Escape", Place::Page)), Some(Action::CloseDetail));
    state.update(Action::Open(PopupKind::Help, Anchor::Centre));
    for name in keys {
        assert_eq!(state.action_of(&key(name, Place::Page)), None, "{name} belongs to the dialog");
    }
}

#[test]
fn list_keys_need_a_list() {
    let mut state = State::new(Preferences::default());
    assert_eq!(state.action_of(&key("j", Place::Page)), None);
    assert_eq!(state.action_of(&key("t", Place::Page)), Some(Action::SwitchZone));
    state = ready(5);
    state.update(Action::Show(Screen::Data));
    assert_eq!(state.action_of(&key("c", Place::Page)), None);
}

#[test]
fn an_editor_offers_values_among_the_other_filters() {
    let mut state = ready(500);
    failure_chip(&mut state);
    let user = Subject::Field(Field::Username);
    let effects = state.update(Action::EditFilter(user, Anchor::Centre));
    let failures = state.filters.filter();
    let question = |containing: &str| Request::Values {
        filter: failures.clone(),
        field: Field::Username,
        containing: containing.to_owned(),
        limit: 50,
    };
    assert_eq!(asked(&effects), [&question("")]);
    let effects = state.update(Action::Editor(EditorAction::Search("ada".to_owned())));
    assert_eq!(asked(&effects), [&question("ada")]);

    let values = |containing: &str| {
        let count = ValueCount { value: Some("ada@contoso.example".to_owned()), also: None, count: 2 };
        let (filter, containing) = (failures.clone(), containing.to_owned());
        Reply::Values(Values { filter, field: Field::Username, containing, distinct: 1, values: vec![count] })
    };
    state.update(Action::Reply(values("")));
    assert_eq!(state.editor().unwrap().values, None, "the search went on");
    state.update(Action::Reply(values("ada")));
    assert!(state.editor().unwrap().values.is_some());

    state.update(Action::Editor(EditorAction::Toggle("ada@contoso.example".to_owned())));
    let effects = state.update(Action::Editor(EditorAction::Apply));
    assert!(asks_rows(&effects) && state.popup.is_none());
    assert_eq!(state.filters.chips[1].text(|_| 0), "User: ada@contoso.example");

    let effects = state.update(Action::EditChip(0));
    let Some(Request::Values { filter, .. }) = asked(&effects).first() else { panic!("{effects:?}") };
    assert_eq!(*filter, state.filters.filter_without(Some(0)), "all filters but its own");
}

#[test]
fn an_editor_shows_its_chip_and_takes_it_away_when_nothing_is_left() {
    let mut state = ready(500);
    failure_chip(&mut state);
    state.update(Action::EditChip(0));
    assert_eq!(state.editor().unwrap().picked.ticked, ["Failure"]);
    state.update(Action::Editor(EditorAction::Toggle("Failure".to_owned())));
    state.update(Action::Editor(EditorAction::Apply));
    assert!(state.filters.is_empty());
}

#[test]
fn a_network_that_is_none_is_an_error_in_the_editor() {
    let mut state = ready(500);
    state.update(Action::EditFilter(Subject::Field(Field::IpAddress), Anchor::Centre));
    state.update(Action::Editor(EditorAction::Operator(Operator::Within)));
    state.update(Action::Editor(EditorAction::Text("203.0.113.0/99".to_owned())));
    assert!(state.update(Action::Editor(EditorAction::Apply)).is_empty());
    assert!(state.editor().unwrap().error.as_ref().is_some_and(|error| error.contains("203.0.113.0/99")));
    state.update(Action::Editor(EditorAction::Text("203.0.113.0/24".to_owned())));
    state.update(Action::Editor(EditorAction::Apply));
    let within = Filter::Field(Field::IpAddress, Test::Within("203.0.113.0/24".to_owned()));
    assert_eq!(state.filters.filter(), Filter::All(vec![within]));
}

#[test]
fn there_is_one_date_filter() {
    let mut state = ready(500);
    state.update(Action::EditFilter(Subject::Field(Field::Date), Anchor::Centre));
    assert_eq!(state.popup.as_ref().map(|popup| &popup.content), Some(&Content::Dates));
    state.update(Action::SetDates(Some(Condition::Newest { millis: 24 * HOUR })));
    state.update(Action::SetDates(Some(Condition::Newest { millis: HOUR })));
    assert_eq!(state.filters.chips.len(), 1);
    state.update(Action::SetDates(None));
    assert!(state.filters.is_empty());
}

#[test]
fn dragging_over_the_timeline_sets_the_date_filter() {
    let between = |from, to| Filter::Field(Field::Date, Test::Between { from: Some(from), to: Some(to) });
    let mut state = ready(500);
    state.update(Action::Timeline(TimelineAction::Press(2)));
    state.update(Action::Timeline(TimelineAction::Drag(1)));
    let effects = state.update(Action::Timeline(TimelineAction::Release));
    assert!(asks_rows(&effects));
    assert_eq!(state.filters.filter(), Filter::All(vec![between(101 * HOUR, 103 * HOUR)]));

    let mut state = ready(500);
    for (by, extend) in [(-1, false), (-1, false), (-1, true)] {
        state.update(Action::Timeline(TimelineAction::Step { by, extend }));
    }
    assert_eq!(state.timeline.steps(), Some(1..=2));
    state.update(Action::Timeline(TimelineAction::Apply));
    assert_eq!(state.filters.filter(), Filter::All(vec![between(101 * HOUR, 103 * HOUR)]));
    assert!(state.update(Action::Timeline(TimelineAction::Release)).is_empty(), "nothing was pressed");
}

#[test]
fn columns_can_be_shown_hidden_moved_and_reset() {
    let mut state = ready(5);
    for field in Field::DEFAULT_COLUMNS {
        state.update(Action::Columns(ColumnsAction::Toggle(field)));
    }
    assert_eq!(state.columns, [Field::ConditionalAccess], "the last one stays");
    state.update(Action::Columns(ColumnsAction::Toggle(Field::City)));
    state.update(Action::Columns(ColumnsAction::Earlier(Field::City)));
    assert_eq!(state.columns, [Field::City, Field::ConditionalAccess]);
    assert!(state.update(Action::Columns(ColumnsAction::Earlier(Field::City))).is_empty(), "it is the first already");
    state.update(Action::Columns(ColumnsAction::Reset));
    assert_eq!(state.columns, Field::DEFAULT_COLUMNS);
}

#[test]
fn preferences_come_back_and_unknown_ones_are_left_out() {
    let preferences = Preferences { theme: Theme::Dark, zone: Zone::Local, columns: vec![Field::City, Field::Date] };
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
    state.update(Action::Reply(Reply::Exporting { done: 10, total: 500 }));
    assert_eq!(state.export.map(|export| export.done), Some(10));
    let (name, media_type) = ("sign-ins.csv".to_owned(), "text/csv".to_owned());
    let exported = Reply::Exported { name: name.clone(), media_type: media_type.clone(), records: 500 };
    let effects = state.update(Action::Reply(exported));
    assert!(effects.contains(&Effect::Save { name, media_type }));
    assert_eq!(state.export, None);

    state.update(Action::Export(ExportChoice::AllColumns));
    state.update(Action::Reply(Reply::ExportFailed { message: "the file has changed".to_owned() }));
    assert_eq!(state.alerts.last().map(|alert| alert.text.as_str()), Some("the file has changed"));
    assert_eq!(state.export, None);
}

#[test]
fn a_crash_says_what_to_do() {
    let mut state = ready(5);
    state.update(Action::OpenFiles(named()));
    state.update(Action::WorkerFailed("out of memory".to_owned()));
    assert_eq!(state.phase(), Phase::Ready, "what was loaded is still on the screen");
    let text = &state.alerts.last().unwrap().text;
    assert!(text.contains("out of memory") && text.contains("Reload the page"), "{text}");

    let mut state = State::new(Preferences::default());
    state.update(Action::WorkerFailed("no WebAssembly".to_owned()));
    assert_eq!(state.phase(), Phase::Failed);
}

#[test]
fn clearing_forgets_the_log_and_keeps_the_preferences() {
    let mut state = ready(500);
    failure_chip(&mut state);
    state.update(Action::ShowTab(Tab::Raw));
    state.update(Action::NextTheme);
    let preferences = state.preferences();
    assert_eq!(asked(&state.update(Action::Clear)), [&Request::Clear]);
    assert_eq!(state.phase(), Phase::Empty);
    assert!(state.filters.is_empty() && state.rows.get(0).is_none() && state.rows.total() == 0);
    assert_eq!(state.preferences(), preferences);
    let effects = state.update(Action::Reply(loading(true, 5)));
    let Some(Request::Rows { view, .. }) = asked(&effects).first() else { panic!("{effects:?}") };
    assert_eq!(view.filter, Filter::default());
}
