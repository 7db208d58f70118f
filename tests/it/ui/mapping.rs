//! Tables whose columns nobody knows: what is guessed, what somebody says in the dialog, and what is remembered of it.

use signscope::engine::protocol::{
    Answer, FilePage, FileReport, FileState, Loading, Mapping, ReadOptions, ReadTable, Reply, Request,
};
use signscope::schema::{ExtraColumn, Field};
use signscope::ui::state::action::{Action, Effect, Target};
use signscope::ui::state::alert::AlertKind;
use signscope::ui::state::mapping::{MappingAction, MappingDialog};
use signscope::ui::state::popup::Content;
use signscope::ui::state::preferences::Preferences;
use signscope::ui::state::{Phase, Screen, State};

use super::files::{page_of, with_files};
use super::{asked, ready, report, settle, whole};

fn table(names: &[&str], row: &[&str]) -> Mapping {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    Mapping {
        names: owned(names),
        rows: vec![owned(row)],
        message: "its columns are not known".to_owned(),
        ..Mapping::default()
    }
}

fn own_table() -> Mapping {
    table(&["When", "Who", "Whence"], &["2025-03-03T00:00:00Z", "ada@contoso.example", "192.0.2.1"])
}

fn unread(number: u32, mapping: Mapping) -> FileReport {
    let state = FileState::Refused(mapping.message.clone());
    FileReport { file: number, name: format!("{number}.csv"), mapping: Some(mapping), ..report(state, 0) }
}

fn read_as(number: u32, name: &str, columns: &[(&str, Field)]) -> FileReport {
    let columns = columns.iter().map(|(name, field)| ((*name).to_owned(), *field)).collect();
    let reading = ReadOptions { columns: Some(columns), ..ReadOptions::default() };
    FileReport { file: number, name: name.to_owned(), reading, ..report(FileState::Done, 1) }
}

fn loaded(files: Vec<FileReport>) -> Action {
    Action::Reply(Reply::Loading(Loading { version: 9, ..whole(files) }))
}

fn act(state: &mut State, action: MappingAction) -> Vec<Effect> {
    state.update(Action::Mapping(action))
}

fn dialog(state: &State) -> &MappingDialog {
    match &state.popup.as_ref().unwrap().content {
        Content::Mapping(dialog) => dialog,
        other => panic!("{other:?}"),
    }
}

fn stored(effects: &[Effect]) -> Option<String> {
    effects.iter().find_map(|effect| match effect {
        Effect::Store(preferences) => Some(preferences.to_text()),
        _ => None,
    })
}

fn read_again<'a>(effects: &'a [Effect]) -> Vec<(u32, Vec<(&'a str, Field)>)> {
    let of = |request: &&'a Request| match request {
        Request::ReadAgain { file, reading } => {
            let columns = reading.columns.iter().flatten().map(|(name, field)| (name.as_str(), *field));
            Some((*file, columns.collect()))
        }
        _ => None,
    };
    asked(effects).iter().filter_map(of).collect()
}

const OWN: [(&str, Field); 3] = [("When", Field::Date), ("Who", Field::Username), ("Whence", Field::IpAddress)];

#[test]
fn columns_are_guessed_by_their_names_and_then_by_their_values() {
    assert_eq!(own_table().guess(), [Some(Field::Date), Some(Field::Username), Some(Field::IpAddress)]);
    let names =
        ["TimeGenerated [UTC]", "user_principal_name", "ipAddress_s", "App display name", "City", "RequestID", "x"];
    let fields = [Field::Date, Field::Username, Field::IpAddress, Field::Application, Field::City, Field::RequestId];
    let expected: Vec<_> = fields.into_iter().map(Some).chain([None]).collect();
    assert_eq!(table(&names, &[]).guess(), expected);
    // Nothing is guessed twice, and columns that cannot be told apart are read once.
    let twice = table(&["Date", "createdDateTime", "note", "note"], &["", "", "192.0.2.1", "192.0.2.2"]);
    assert_eq!(twice.guess(), [Some(Field::Date), None, Some(Field::IpAddress), None]);
    assert_eq!(table(&["a", "b"], &["17", ""]).guess(), [None, None]);
}

#[test]
fn names_that_may_be_values_are_known() {
    for name in ["2025-03-03T00:00:00Z", "ada@contoso.example", "192.0.2.1", "2001:db8::1", "53003", "2025-03-03"] {
        assert!(table(&["When", name], &[]).has_values_for_names(), "{name}");
    }
    assert!(!table(&["When", "IPv4", "Address 2", "TokenProtection2024"], &[]).has_values_for_names());
}

#[test]
fn a_table_is_read_as_somebody_says() {
    let mut state = ready(5);
    state.update(Action::Show(Screen::Files));
    settle(&mut state, loaded(vec![report(FileState::Done, 5), unread(3, own_table())]));
    let [alert] = &state.alerts[..] else { panic!("{:?}", state.alerts) };
    assert_eq!((alert.kind, alert.offers[0].label.as_str()), (AlertKind::Problem, "Say what its columns are"));
    state.update(Action::TakeOffer { alert: alert.id, at: 0 });
    assert!(state.alerts.is_empty());
    assert_eq!(dialog(&state).fields, OWN.map(|(_, field)| Some(field)));

    act(&mut state, MappingAction::Choose(2, None));
    act(&mut state, MappingAction::Choose(1, Some(Field::Date)));
    assert!(act(&mut state, MappingAction::Read).is_empty());
    assert!(dialog(&state).error.as_ref().unwrap().contains("Two columns are to be “Date”"));
    act(&mut state, MappingAction::Choose(1, None));
    assert!(dialog(&state).error.is_none(), "what is wrong is said again when it is wrong again");
    act(&mut state, MappingAction::Read);
    assert!(dialog(&state).error.as_ref().unwrap().starts_with("Say which column is the date or the request ID"));
    act(&mut state, MappingAction::Choose(1, Some(Field::Username)));

    let effects = act(&mut state, MappingAction::Read);
    assert_eq!(read_again(&effects), [(3, OWN[..2].to_vec())]);
    assert!(state.popup.is_none());
    assert_eq!(state.phase(), Phase::Loading);
    // A report that was under way does not bring the question back.
    assert!(
        read_again(&settle(&mut state, loaded(vec![report(FileState::Done, 5), unread(3, own_table())]))).is_empty()
    );
    assert!(state.alerts.is_empty() && state.phase() == Phase::Loading);

    let effects = settle(&mut state, loaded(vec![report(FileState::Done, 5), read_as(7, "3.csv", &OWN[..2])]));
    assert!(effects.contains(&Effect::Focus(Target::File(7))), "the card of the file, under its new number");
    assert_eq!((state.phase(), state.alerts.len()), (Phase::Ready, 0));
    // What was said can be said again.
    act(&mut state, MappingAction::Open(7));
    assert_eq!(dialog(&state).fields, [Some(Field::Date), Some(Field::Username), None]);
    assert_eq!(*dialog(&state).mapping, own_table());
}

#[test]
fn the_first_screen_asks_too() {
    let mut state = State::new(Preferences::default());
    settle(&mut state, loaded(vec![unread(0, own_table())]));
    assert_eq!((state.phase(), state.alerts.len()), (Phase::Failed, 0));
    act(&mut state, MappingAction::Open(0));
    assert_eq!(read_again(&act(&mut state, MappingAction::Read)), [(0, OWN.to_vec())]);
    let effects = settle(&mut state, loaded(vec![read_as(1, "0.csv", &OWN)]));
    assert!(effects.contains(&Effect::Focus(Target::List)));
    assert_eq!(state.phase(), Phase::Ready);
}

#[test]
fn the_same_columns_are_read_at_once_the_next_time() {
    let mut state = ready(5);
    settle(&mut state, loaded(vec![report(FileState::Done, 5), unread(3, own_table()), unread(4, own_table())]));
    act(&mut state, MappingAction::Open(3));
    let effects = act(&mut state, MappingAction::Read);
    assert_eq!(read_again(&effects), [(3, OWN.to_vec()), (4, OWN.to_vec())], "the other one has the same columns");
    let text = stored(&effects).unwrap();
    assert!(text.contains("Whence") && !text.contains("ada@") && !text.contains("192.0.2.1"), "{text}");

    let mut state = State::new(Preferences::from_text(&text));
    let effects = settle(&mut state, loaded(vec![unread(0, own_table())]));
    assert_eq!(read_again(&effects), [(0, OWN.to_vec())]);
    assert_eq!(state.phase(), Phase::Loading, "no moment at which nothing could be read");
    settle(&mut state, loaded(vec![read_as(1, "0.csv", &OWN)]));
    let [alert] = &state.alerts[..] else { panic!("{:?}", state.alerts) };
    assert_eq!((alert.kind, alert.offers[0].label.as_str()), (AlertKind::Notice, "Change"));
    let alert = alert.id;
    state.update(Action::TakeOffer { alert, at: 0 });
    assert_eq!((dialog(&state).file, dialog(&state).is_remembered), (1, true));

    // Whoever does not want it remembered any more says so there.
    act(&mut state, MappingAction::Remember(false));
    let effects = act(&mut state, MappingAction::Read);
    assert!(!stored(&effects).unwrap().contains("Whence"));
    let effects = settle(&mut state, loaded(vec![read_as(2, "0.csv", &OWN), unread(5, own_table())]));
    assert_eq!(read_again(&effects), []);
}

#[test]
fn a_first_line_of_data_is_never_stored() {
    let mut state = ready(5);
    let headless = table(
        &["2025-03-03T00:00:00Z", "ada@contoso.example", "Ada"],
        &["2025-03-04T00:00:00Z", "bob@contoso.example", "Bob"],
    );
    settle(&mut state, loaded(vec![report(FileState::Done, 5), unread(3, headless.clone())]));
    act(&mut state, MappingAction::Open(3));
    let effects = act(&mut state, MappingAction::Read);
    assert_eq!(read_again(&effects).len(), 1);
    let text = stored(&effects).unwrap();
    assert!(!text.contains("ada@contoso.example") && !text.contains("Ada"), "{text}");
    // Until the page is closed it is known.
    let effects = settle(&mut state, loaded(vec![report(FileState::Done, 5), unread(6, headless)]));
    assert_eq!(read_again(&effects).len(), 1);
}

#[test]
fn stored_headers_of_other_versions_do_no_harm() {
    let text = r#"{"headers":[[["When","date"],["Who","gone"],["Note",null]],[],7,[["x","gone"]],[["x"]]]}"#;
    let headers = Preferences::from_text(text).headers;
    assert_eq!(headers.len(), 1);
    assert_eq!(headers[0].fields(), [Some(Field::Date), None, None]);
    let again = Preferences { headers, ..Preferences::default() };
    assert_eq!(Preferences::from_text(&again.to_text()), again);
}

#[test]
fn extra_columns_of_a_known_form_are_said_one_by_one() {
    let mut state = with_files(&[3]);
    let mapping = Mapping { is_beside: true, ..table(&["own.login", "Team"], &["ada@contoso.example", "x"]) };
    let page = FilePage { table: Some(ReadTable { fields: vec![None; 2], mapping }), ..page_of(3) };
    state.update(Action::Reply(Reply::Answer(Box::new(Answer::File(page)))));
    act(&mut state, MappingAction::Open(3));
    assert_eq!(dialog(&state).fields, [None, None], "nothing is guessed");
    act(&mut state, MappingAction::Choose(0, Some(Field::Username)));
    act(&mut state, MappingAction::Choose(1, Some(Field::Username)));
    assert!(act(&mut state, MappingAction::Read).is_empty());
    act(&mut state, MappingAction::Choose(1, None));
    let effects = act(&mut state, MappingAction::Read);
    let extras = vec![(ExtraColumn::named("own.login").unwrap(), Field::Username)];
    let reading = ReadOptions { extras, ..ReadOptions::default() };
    assert!(asked(&effects).contains(&&Request::ReadAgain { file: 3, reading }));
}
