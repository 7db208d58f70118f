//! Thousands of files on the screen Data: groups, the list of one group, and what each costs.

use signscope::engine::protocol::{FileReport, FileState, Loading, Question, Reply, Request, SourceFormat};
use signscope::ui::format::time::HOUR;
use signscope::ui::state::action::{Action, Effect, Step, Target};
use signscope::ui::state::file_groups::{FileGroup, Format, GroupAction, GroupKey, MOST_CARDS, VISIBLE};
use signscope::ui::state::file_words::{group_facts, title};
use signscope::ui::state::files::FilesAction;
use signscope::ui::state::{Phase, Screen, State};

use super::{asked, ready, report};

/// Hours of a year.
const YEAR: u32 = 8_760;

/// The file of an hour of a year of months of 28, 30 or 31 days.
fn hour(at: u32) -> FileReport {
    let (month, day) = (at / (YEAR / 12) + 1, at % (YEAR / 12) / 24 + 1);
    let name = format!("resourceId=/tenants/x/y=2025/m={month:02}/d={day:02}/h={:02}/m=00/PT1H.json", at % 24);
    let oldest = Some(i64::from(at) * HOUR);
    let newest = Some(i64::from(at + 1) * HOUR - 1);
    FileReport {
        file: at,
        place: at,
        name,
        source_format: Some(SourceFormat::Diagnostics),
        description: "Diagnostic settings, JSON".to_owned(),
        oldest,
        newest,
        ..report(FileState::Done, 10)
    }
}

fn told(files: Vec<FileReport>, version: u64) -> Action {
    Action::Reply(Reply::Loading(Loading { records: 10, version, files, ..Loading::default() }))
}

/// A page with so many files.
fn with_hours(files: u32) -> State {
    let mut state = ready(5);
    state.update(told((0..files).map(hour).collect(), 9));
    state.update(Action::Show(Screen::Files));
    state
}

fn act(state: &mut State, action: GroupAction) -> Vec<Effect> {
    state.update(Action::Files(FilesAction::Groups(action)))
}

fn key(state: &State, at: usize) -> GroupKey {
    state.files.file_groups.groups[at].key.clone()
}

fn questions(effects: &[Effect]) -> Vec<u32> {
    let of = |request: &&Request| match request {
        Request::Ask(Question::File(ask)) => Some(ask.file),
        _ => None,
    };
    asked(effects).iter().filter_map(of).collect()
}

#[test]
fn a_year_of_hours_is_twelve_months() {
    let state = with_hours(YEAR);
    let groups = &state.files.file_groups.groups;
    assert_eq!(groups.len(), 12);
    let months: Vec<u64> = groups.iter().map(|group| group.files.len() as u64).collect();
    assert_eq!(months, [730; 12]);
    let first: &FileGroup = &groups[0];
    assert_eq!(first.key.folder, "resourceId=/tenants/x/y=2025/m=01");
    assert_eq!(title(first), "…/m=01: Diagnostic settings", "without what all have in common");
    let facts = group_facts(first, "UTC", |_| 0);
    let period = "1970-01-01 00:00 – 1970-01-31 09:59 (UTC)";
    assert_eq!(facts, ["730 files", "7,300 records", "730 kB", period]);
    let sums = groups.iter().map(|group| group.sums.account.shown).sum::<u64>();
    assert_eq!(sums, state.files.reports.sums().account.shown);
}

#[test]
fn few_files_have_a_card_each() {
    let state = with_hours(MOST_CARDS as u32);
    assert!(!state.files.has_groups() && state.files.file_groups.groups.is_empty());
    assert!(with_hours(MOST_CARDS as u32 + 1).files.has_groups());
}

#[test]
fn files_are_told_apart_by_what_they_are_and_their_archive() {
    let mut files: Vec<_> =
        (0..60).map(|at| FileReport { name: format!("logs.zip › {at}.json"), ..hour(at) }).collect();
    files[1].source_format = Some(SourceFormat::PortalCsv);
    (files[2].state, files[2].source_format) = (FileState::Refused("no".to_owned()), None);
    (files[3].state, files[3].source_format) = (FileState::Waiting, None);
    files.push(FileReport { name: "logs.zip".to_owned(), state: FileState::Unpacked, source_format: None, ..hour(60) });
    let mut state = ready(5);
    state.update(told(files, 9));
    state.update(Action::Show(Screen::Files));
    let found: Vec<_> = state.files.file_groups.groups.iter().map(|group| (title(group), group.files.len())).collect();
    let expected = [
        ("Archives", 1),
        ("logs.zip: Diagnostic settings", 57),
        ("logs.zip: Portal CSV", 1),
        ("logs.zip: Not read yet", 1),
        ("logs.zip: Could not be read", 1),
    ];
    assert_eq!(found, expected.map(|(title, files)| (title.to_owned(), files)));
}

#[test]
fn folders_are_named_by_what_tells_them_apart() {
    let named = |names: &[&str]| {
        let file = |at: u32| FileReport { name: names[at as usize % names.len()].to_owned(), ..hour(at) };
        let mut state = ready(5);
        state.update(told((0..60).map(file).collect(), 9));
        state.update(Action::Show(Screen::Files));
        let groups = &state.files.file_groups.groups;
        groups.iter().map(|group| group.folder.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named(&["a.json", "b.json"]), [""]);
    assert_eq!(named(&["x/y/a.json"]), ["…/y"], "of one folder the last");
    assert_eq!(named(&["x/y/a.json", "x/yz/a.json", "b.json"]), ["", "…/y", "…/yz"]);
    assert_eq!(named(&["x/a.json", "x/y/a.json"]), ["x", "x/y"]);
    assert_eq!(named(&["p.zip › x/a.json", "p.zip › y/a.json"]), ["…/x", "…/y"]);
    assert_eq!(named(&["x/é/a.json", "x/è/a.json"]), ["…/è", "…/é"]);
}

#[test]
fn only_the_file_whose_card_is_shown_is_asked_about() {
    let mut state = ready(5);
    state.update(told((0..YEAR).map(hour).collect(), 9));
    assert_eq!(questions(&state.update(Action::Show(Screen::Files))), [0; 0]);
    let second = key(&state, 1);
    assert_eq!(questions(&act(&mut state, GroupAction::Toggle(second.clone()))), [0; 0]);
    assert_eq!(questions(&act(&mut state, GroupAction::Choose(3))), [733]);
    assert_eq!(state.files.chosen_file().map(|file| file.file), Some(733));
    // What changes elsewhere asks about nothing else.
    assert_eq!(questions(&state.update(told(vec![hour(5)], 10))), [0; 0], "its answer is on the way");
    act(&mut state, GroupAction::Choose(3));
    assert_eq!(state.files.chosen_file(), None, "and is closed again");
    act(&mut state, GroupAction::Toggle(second));
    assert!(state.files.file_groups.open.is_none());
}

#[test]
fn the_list_of_a_group_draws_what_is_in_sight() {
    let mut state = with_hours(YEAR);
    let first = key(&state, 0);
    act(&mut state, GroupAction::Toggle(first));
    let drawn = |state: &State| state.files.file_groups.open.as_ref().unwrap().drawn(730);
    assert_eq!(drawn(&state), 0..18);
    act(&mut state, GroupAction::Scrolled(100.0 * 32.0));
    assert_eq!(drawn(&state), 94..118);
    act(&mut state, GroupAction::Scrolled(1e9));
    assert_eq!(drawn(&state), 730..730, "a group that became shorter");
    let effects = act(&mut state, GroupAction::Move(Step::Last));
    assert_eq!(effects, [Effect::ScrollFiles((730 - VISIBLE) as f64 * 32.0)]);
    assert!(drawn(&state).contains(&729) && drawn(&state).len() < 30);
    assert_eq!(act(&mut state, GroupAction::Move(Step::Up)), [], "it is in sight");
    act(&mut state, GroupAction::Move(Step::First));
    act(&mut state, GroupAction::Move(Step::Down));
    act(&mut state, GroupAction::ChooseAtCursor);
    assert_eq!(state.files.chosen_file().map(|file| file.file), Some(1));
}

#[test]
fn a_group_is_removed_at_once() {
    let mut state = with_hours(YEAR);
    let third = key(&state, 2);
    let effects = act(&mut state, GroupAction::Remove(third.clone()));
    let files: Vec<u32> = (2 * 730..3 * 730).collect();
    assert_eq!(asked(&effects), [&Request::Remove { files }]);
    assert!(effects.contains(&Effect::Focus(Target::Heading)));
    assert_eq!((state.files.reports.len(), state.files.file_groups.groups.len()), (YEAR as usize - 730, 11));
    assert!(act(&mut state, GroupAction::Remove(third)).is_empty(), "it is gone");
    // One file of a group goes: the list has the focus.
    let first = key(&state, 0);
    act(&mut state, GroupAction::Toggle(first));
    act(&mut state, GroupAction::Choose(7));
    let effects = state.update(Action::Files(FilesAction::Remove(7)));
    assert!(effects.contains(&Effect::Focus(Target::Files)) && state.files.chosen_file().is_none());
    assert_eq!(state.files.file_groups.groups[0].files.len(), 729);
}

#[test]
fn the_last_group_that_is_removed_clears_the_page() {
    let mut state = with_hours(60);
    assert_eq!(state.files.file_groups.groups.len(), 3, "the days of a month");
    let flat = (0..60).map(|at| FileReport { name: format!("{at}.json"), ..hour(at) }).collect();
    state.update(told(flat, 10));
    let only = key(&state, 0);
    assert_eq!(only, GroupKey { folder: String::new(), format: Format::Records(SourceFormat::Diagnostics) });
    assert_eq!(asked(&act(&mut state, GroupAction::Remove(only))), [&Request::Clear]);
    assert_eq!(state.phase(), Phase::Empty);
}

#[test]
fn many_refused_files_are_told_of_at_once() {
    let refused = |at| FileReport { state: FileState::Refused("no".to_owned()), ..hour(at) };
    let mut state = ready(5);
    state.update(told((0..600).map(refused).collect(), 9));
    let texts: Vec<&str> = state.alerts.iter().map(|alert| alert.text.as_str()).collect();
    assert_eq!(texts, ["600 files could not be read"]);
    state.update(told((0..600).map(refused).collect(), 10));
    assert_eq!(state.alerts.len(), 1, "said once");
}
