//! Words, chips, editors and timeline: what is asked for a new filter.

use signscope::engine::protocol::{Reply, Request, Rows, Summary, ValueCount, Values};
use signscope::query::{Filter, Test};
use signscope::schema::Field;
use signscope::ui::format::time::HOUR;
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, Effect, Target};
use signscope::ui::state::chip::{ChipSubject, Condition};
use signscope::ui::state::client_apps;
use signscope::ui::state::editor::{EditorAction, Operator};
use signscope::ui::state::popup::{Content, PopupPlace};
use signscope::ui::state::range_selection::StepAction;

use super::*;

#[test]
fn a_new_filter_asks_rows_and_numbers_and_drops_stale_answers() {
    let mut state = ready(500);
    let old = state.list.view();
    let effects = failure_chip(&mut state);
    assert!(asks_rows(&effects) && asks_summary(&effects));

    let stale = Rows { view: old, columns: state.list.columns.clone(), total: 9, first: 0, rows: Vec::new() };
    state.update(Action::Reply(Reply::Rows(stale)));
    state.update(Action::Reply(Reply::Summary(Summary { shown: 9, ..Summary::default() })));
    assert_eq!(
        (state.list.rows.total(), state.list.summary.shown.shown),
        (500, 500),
        "the old rows stay on the screen"
    );

    serve(&mut state, effects, 20);
    assert_eq!((state.list.rows.total(), state.list.summary.shown.shown), (20, 20));
    let effects = state.update(Action::List(ListAction::RemoveChip(0)));
    assert!(asks_rows(&effects));
    assert!(effects.contains(&Effect::Focus(Target::Filter)), "the focus was on the chip");
    assert_eq!(state.list.filters.filter(), Filter::default());
}

#[test]
fn words_apply_on_enter_and_when_typing_rests() {
    let mut state = ready(500);
    let effects = state.update(Action::List(ListAction::TypeWords("ad".to_owned())));
    let settled = Action::List(ListAction::WordsSettled("ad".to_owned()));
    assert_eq!(effects, [Effect::Later { millis: 150, action: Box::new(settled.clone()) }]);
    state.update(Action::List(ListAction::TypeWords("ada".to_owned())));
    assert!(state.update(settled).is_empty(), "typing went on");
    let effects = state.update(Action::List(ListAction::ApplyWords));
    assert!(asks_rows(&effects));
    assert_eq!(state.list.filters.filter(), Filter::All(vec![Filter::Words("ada".to_owned())]));
    assert!(state.update(Action::List(ListAction::WordsSettled("ada".to_owned()))).is_empty(), "applied already");
}

#[test]
fn an_editor_offers_values_among_the_other_filters() {
    let mut state = ready(500);
    failure_chip(&mut state);
    let user = ChipSubject::Field(Field::Username);
    let effects = state.update(Action::List(ListAction::EditFilter(user, PopupPlace::Centre)));
    let failures = state.list.filters.filter();
    let question = |containing: &str| Request::Values {
        filter: failures.clone(),
        of: Field::Username.into(),
        containing: containing.to_owned(),
        limit: 50,
    };
    assert_eq!(asked(&effects), [&question("")]);
    let effects = state.update(Action::List(ListAction::Editor(EditorAction::Search("ada".to_owned()))));
    assert_eq!(asked(&effects), [&question("ada")]);

    let values = |containing: &str| {
        let count =
            ValueCount { value: Some("ada@contoso.example".to_owned()), also: None, spellings: Vec::new(), count: 2 };
        let (filter, containing) = (failures.clone(), containing.to_owned());
        Reply::Values(Values {
            filter,
            of: Field::Username.into(),
            containing,
            distinct: 1,
            absent: 0,
            values: vec![count],
        })
    };
    state.update(Action::Reply(values("")));
    assert_eq!(state.editor().unwrap().values, None, "the search went on");
    state.update(Action::Reply(values("ada")));
    assert!(state.editor().unwrap().values.is_some());

    state.update(Action::List(ListAction::Editor(EditorAction::Toggle("ada@contoso.example".to_owned()))));
    let effects = state.update(Action::List(ListAction::Editor(EditorAction::Apply)));
    assert!(asks_rows(&effects) && state.popup.is_none());
    assert_eq!(state.list.filters.chips[1].text(|_| 0), "User: ada@contoso.example");

    let effects = state.update(Action::List(ListAction::EditChip(0)));
    let Some(Request::Values { filter, .. }) = asked(&effects).first() else { panic!("{effects:?}") };
    assert_eq!(*filter, state.list.filters.filter_without(Some(0)), "all filters but its own");
}

#[test]
fn an_editor_shows_its_chip_and_takes_it_away_when_nothing_is_left() {
    let mut state = ready(500);
    failure_chip(&mut state);
    state.update(Action::List(ListAction::EditChip(0)));
    assert_eq!(state.editor().unwrap().picked.ticked, ["Failure"]);
    state.update(Action::List(ListAction::Editor(EditorAction::Toggle("Failure".to_owned()))));
    state.update(Action::List(ListAction::Editor(EditorAction::Apply)));
    assert!(state.list.filters.is_empty());
}

#[test]
fn a_network_that_is_none_is_an_error_in_the_editor() {
    let mut state = ready(500);
    state.update(Action::List(ListAction::EditFilter(ChipSubject::Field(Field::IpAddress), PopupPlace::Centre)));
    state.update(Action::List(ListAction::Editor(EditorAction::Operator(Operator::Within))));
    state.update(Action::List(ListAction::Editor(EditorAction::Text("203.0.113.0/99".to_owned()))));
    assert!(state.update(Action::List(ListAction::Editor(EditorAction::Apply))).is_empty());
    assert!(state.editor().unwrap().error.as_ref().is_some_and(|error| error.contains("203.0.113.0/99")));
    state.update(Action::List(ListAction::Editor(EditorAction::Text("203.0.113.0/24".to_owned()))));
    state.update(Action::List(ListAction::Editor(EditorAction::Apply)));
    let within = Filter::Field(Field::IpAddress, Test::Within("203.0.113.0/24".to_owned()));
    assert_eq!(state.list.filters.filter(), Filter::All(vec![within]));
}

#[test]
fn there_is_one_date_filter() {
    let mut state = ready(500);
    state.update(Action::List(ListAction::EditFilter(ChipSubject::Field(Field::Date), PopupPlace::Centre)));
    assert_eq!(state.popup.as_ref().map(|popup| &popup.content), Some(&Content::Dates));
    state.update(Action::List(ListAction::SetDates(Some(Condition::Newest { millis: 24 * HOUR }))));
    state.update(Action::List(ListAction::SetDates(Some(Condition::Newest { millis: HOUR }))));
    assert_eq!(state.list.filters.chips.len(), 1);
    state.update(Action::List(ListAction::SetDates(None)));
    assert!(state.list.filters.is_empty());
}

#[test]
fn dragging_over_the_timeline_sets_the_date_filter() {
    let between = |from, to| Filter::Field(Field::Date, Test::Between { from: Some(from), to: Some(to) });
    let mut state = ready(500);
    state.update(Action::List(ListAction::Timeline(StepAction::Press(2))));
    state.update(Action::List(ListAction::Timeline(StepAction::Drag(1))));
    let effects = state.update(Action::List(ListAction::Timeline(StepAction::Release)));
    assert!(asks_rows(&effects));
    assert_eq!(state.list.filters.filter(), Filter::All(vec![between(101 * HOUR, 103 * HOUR)]));

    let mut state = ready(500);
    for (by, extend) in [(-1, false), (-1, false), (-1, true)] {
        state.update(Action::List(ListAction::Timeline(StepAction::Step { by, extend })));
    }
    assert_eq!(state.list.timeline.steps(), Some(1..=2));
    state.update(Action::List(ListAction::Timeline(StepAction::Apply)));
    assert_eq!(state.list.filters.filter(), Filter::All(vec![between(101 * HOUR, 103 * HOUR)]));
    assert!(state.update(Action::List(ListAction::Timeline(StepAction::Release))).is_empty(), "nothing was pressed");
}

#[test]
fn client_apps_are_a_tree_that_leaves_no_value_out() {
    let count = |value: Option<&str>, count| ValueCount {
        value: value.map(str::to_owned),
        also: None,
        spellings: Vec::new(),
        count,
    };
    let values = [
        count(Some("Browser"), 5),
        count(Some("IMAP4"), 2),
        count(Some("Other clients; IMAP"), 3),
        count(Some("Carrier pigeon"), 1),
        count(Some("Unknown"), 4),
        count(None, 9),
    ];
    let tree = client_apps::tree(&values);
    let labels: Vec<&str> = tree.iter().map(|branch| branch.label).collect();
    assert_eq!(labels, ["Modern authentication clients", "Legacy authentication clients", "Other values"]);
    let sizes: Vec<usize> = tree.iter().map(|branch| branch.leaves.len()).collect();
    assert_eq!(sizes, [2, 15, 1], "sixteen names, a legacy one nobody knows, one without a family");

    let leaf = |name: &str| tree.iter().flat_map(|branch| &branch.leaves).find(|leaf| leaf.name == name).unwrap();
    assert_eq!((leaf("Browser").count, leaf("POP3").count), (5, 0));
    assert_eq!(leaf("POP3").values, ["POP3"], "a name no record has can still be asked for");
    assert_eq!(leaf("Other clients").values, ["Other clients; IMAP"], "the file's spelling is what is asked for");
    assert!(tree[1].values().contains(&"Carrier pigeon".to_owned()));
    assert_eq!(tree[2].values(), ["Unknown"]);
}

#[test]
fn ticking_a_group_ticks_each_value_once() {
    let mut state = ready(5);
    state.update(Action::List(ListAction::EditFilter(ChipSubject::Field(Field::ClientApp), PopupPlace::Centre)));
    let both = vec!["IMAP4".to_owned(), "POP3".to_owned()];
    state.update(Action::List(ListAction::Editor(EditorAction::Toggle("POP3".to_owned()))));
    state.update(Action::List(ListAction::Editor(EditorAction::ToggleAll(both.clone(), true))));
    assert_eq!(state.editor().unwrap().picked.ticked, both);
    state.update(Action::List(ListAction::Editor(EditorAction::ToggleAll(both, false))));
    assert!(state.editor().unwrap().picked.is_empty());
}
