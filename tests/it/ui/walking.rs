//! The list: keys, cursor, order, columns, and the details beside it.

use signscope::engine::protocol::{Reply, Request, Row, Rows};
use signscope::query::Order;
use signscope::schema::{Column, Field, SIGN_INS};
use signscope::ui::state::action::ListAction;
use signscope::ui::state::action::{Action, ColumnsAction, Effect, Step, Target};
use signscope::ui::state::keys::{KeyScope, Shortcut};
use signscope::ui::state::popup::{PopupKind, PopupPlace};
use signscope::ui::state::preferences::Preferences;
use signscope::ui::state::{Screen, State};

use super::*;

#[test]
fn a_new_view_starts_at_the_top_and_new_columns_do_not_move() {
    let mut state = ready(500);
    let effects = state.update(Action::List(ListAction::Scrolled(6_400.0)));
    serve(&mut state, effects, 500);
    let effects = state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Field::City.into()))));
    assert!(effects.contains(&Effect::Store(state.preferences())));
    serve(&mut state, effects, 500);
    assert_eq!(state.list.viewport.first_visible(), 200);

    let effects = state.update(Action::List(ListAction::Sort { by: Field::User.into(), add: false }));
    let Some(Request::Rows { first, .. }) = asked(&effects).first() else { panic!("no rows asked: {effects:?}") };
    assert_eq!(*first, 0);
    assert_eq!(state.list.viewport.first_visible(), 200, "until the answer comes");
    serve(&mut state, effects, 500);
    assert_eq!(state.list.viewport.first_visible(), 0);
}

#[test]
fn rows_stay_drawn_until_one_that_belongs_on_the_screen_is_here() {
    let mut state = ready(5000);
    assert_eq!((state.list.drawn.clone(), state.list.is_waiting_for_rows()), (0..37, false));
    let effects = state.update(Action::List(ListAction::Scrolled(64_000.0)));
    assert_eq!((state.list.drawn.clone(), state.list.is_waiting_for_rows()), (0..37, true));
    serve(&mut state, effects, 5000);
    assert_eq!((state.list.drawn.clone(), state.list.is_waiting_for_rows()), (1992..2029, false));
    let effects = failure_chip(&mut state);
    serve(&mut state, effects, 3);
    assert_eq!((state.list.drawn.clone(), state.list.is_waiting_for_rows()), (0..3, false));
    let effects = state.update(Action::List(ListAction::ClearFilters));
    serve(&mut state, effects, 0);
    assert_eq!((state.list.drawn.clone(), state.list.is_waiting_for_rows()), (0..0, false));
}

#[test]
fn a_header_sorts_turns_round_and_adds_keys() {
    let mut state = ready(5);
    let order = |field, descending| Order { by: Column::Field(field), descending };
    let steps = [
        (Field::Date, false, vec![order(Field::Date, false)]),
        (Field::User, false, vec![order(Field::User, false)]),
        (Field::User, false, vec![order(Field::User, true)]),
        (Field::Date, true, vec![order(Field::User, true), order(Field::Date, true)]),
        (Field::Date, true, vec![order(Field::User, true), order(Field::Date, false)]),
        (Field::Status, false, vec![order(Field::Status, false)]),
    ];
    for (field, add, expected) in steps {
        state.update(Action::List(ListAction::Sort { by: field.into(), add }));
        assert_eq!(state.list.order, expected);
    }
}

#[test]
fn walking_the_list_keeps_the_details_up_to_date() {
    let mut state = ready(500);
    assert!(asked(&state.update(Action::List(ListAction::Move(Step::Down)))).is_empty(), "the pane is closed");
    assert_eq!(state.list.cursor.index, Some(0));
    let effects = state.update(Action::List(ListAction::OpenRow { index: 0, focus: true }));
    assert_eq!(asked(&effects), [&Request::Detail { row: super::id(1000) }]);
    assert!(effects.contains(&Effect::Focus(Target::Detail)));
    let effects = state.update(Action::List(ListAction::Move(Step::Down)));
    assert_eq!(asked(&effects), [&Request::Detail { row: super::id(1001) }]);

    state.update(Action::Reply(Reply::Detail(Box::new(detail(1000)))));
    assert_eq!(state.list.detail.shown, None, "an answer for the record before");
    state.update(Action::Reply(Reply::DetailFailed { row: super::id(1001), message: "moved".to_owned() }));
    assert_eq!(state.list.detail.failure.as_deref(), Some("moved"));
    let effects = state.update(Action::List(ListAction::Move(Step::Up)));
    serve(&mut state, effects, 500);
    assert_eq!(state.list.detail.shown.as_ref().map(|detail| detail.row), Some(super::id(1000)));
    assert_eq!(state.update(Action::List(ListAction::CloseDetail)), [Effect::Focus(Target::List)]);
    assert!(!state.list.detail.is_open);
}

#[test]
fn the_last_row_can_be_reached_before_its_rows_are_here() {
    let mut state = ready(100_000);
    state.update(Action::List(ListAction::OpenRow { index: 0, focus: false }));
    let effects = state.update(Action::List(ListAction::Move(Step::Last)));
    assert_eq!((state.list.cursor.index, state.list.cursor.record), (Some(99_999), None));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ScrollList(_))));
    serve(&mut state, effects, 100_000);
    assert_eq!(state.list.cursor.record, Some(super::id(100_999)));
    assert_eq!(state.list.detail.shown.as_ref().map(|detail| detail.row), Some(super::id(100_999)));
}

#[test]
fn the_cursor_stays_on_its_record_when_rows_move() {
    let mut state = ready(500);
    state.update(Action::List(ListAction::OpenRow { index: 3, focus: false }));
    let effects = failure_chip(&mut state);
    let Request::Rows { view, columns, .. } = asked(&effects)[0].clone() else { panic!("{effects:?}") };
    let rows = vec![Row { row: super::id(7), cells: Vec::new() }, Row { row: super::id(1003), cells: Vec::new() }];
    state.update(Action::Reply(Reply::Rows(Rows { view, columns, total: 2, first: 0, rows })));
    assert_eq!((state.list.cursor.index, state.list.cursor.record), (Some(1), Some(super::id(1003))));
    assert!(state.list.detail.is_open);
}

#[test]
fn the_cursor_stays_on_its_record_when_rows_get_other_numbers() {
    let mut state = ready(500);
    let effects = state.update(Action::List(ListAction::OpenRow { index: 3, focus: false }));
    serve(&mut state, effects, 500);
    let held = super::id(1003);
    let report = super::loading(false, 400);
    let effects = state.update(Action::Reply(report));
    assert!(asked(&effects).contains(&&Request::Detail { row: held }));
    let now = RowId { edition: 1, row: 903 };
    state.update(Action::Reply(Reply::Detail(Box::new(Detail { row: now, ..detail(1003) }))));
    assert_eq!((state.list.cursor.record, state.list.detail.wanted), (Some(now), Some(now)));
    assert!(!state.list.detail.is_busy() && state.list.detail.shown.is_some());
}

#[test]
fn a_record_that_is_gone_gives_way_to_the_one_in_its_place() {
    let mut state = ready(500);
    let effects = state.update(Action::List(ListAction::OpenRow { index: 3, focus: false }));
    serve(&mut state, effects, 500);
    state.list.cursor.record = Some(super::id(7));
    state.list.detail.wanted = Some(super::id(7));
    let effects = state.update(Action::Reply(Reply::Gone { row: super::id(7) }));
    assert_eq!(asked(&effects), [&Request::Detail { row: super::id(1003) }]);
    assert_eq!(state.list.detail.shown, None, "nothing is shown under the wrong row meanwhile");
    assert!(state.update(Action::Reply(Reply::Gone { row: super::id(8) })).is_empty(), "nobody asked for it");
}

fn key(name: &str, place: KeyScope) -> Shortcut {
    Shortcut { name: name.to_owned(), shift: false, command: false, place }
}

#[test]
fn keys_do_what_the_help_says_and_nothing_while_typing() {
    let mut state = ready(500);
    state.update(Action::List(ListAction::Move(Step::Down)));
    let keys = ["/", "c", "j", "k", "ArrowDown", "ArrowUp", "Enter", "t", "?", "PageDown", "Home", "End"];
    for name in keys {
        assert!(state.action_of(&key(name, KeyScope::List)).is_some(), "{name}");
        assert_eq!(state.action_of(&key(name, KeyScope::Typing)), None, "{name} while typing");
        let with_control = Shortcut { command: true, ..key(name, KeyScope::List) };
        assert_eq!(state.action_of(&with_control), None, "Control and {name} belongs to the browser");
    }
    assert_eq!(state.action_of(&key("Enter", KeyScope::Control)), None, "Enter presses the button");
    assert_eq!(state.action_of(&key("Escape", KeyScope::List)), None, "nothing is open");
    state.update(Action::List(ListAction::OpenRow { index: 0, focus: false }));
    assert_eq!(state.action_of(&key("Escape", KeyScope::Page)), Some(Action::List(ListAction::CloseDetail)));
    state.update(Action::Open(PopupKind::Help, PopupPlace::Centre));
    for name in keys {
        assert_eq!(state.action_of(&key(name, KeyScope::Page)), None, "{name} belongs to the dialog");
    }
}

#[test]
fn list_keys_need_a_list() {
    let mut state = State::new(Preferences::default());
    assert_eq!(state.action_of(&key("j", KeyScope::Page)), None);
    assert_eq!(state.action_of(&key("t", KeyScope::Page)), Some(Action::SwitchZone));
    state = ready(5);
    state.update(Action::Show(Screen::Files));
    assert_eq!(state.action_of(&key("c", KeyScope::Page)), None);
}

#[test]
fn columns_can_be_shown_hidden_moved_and_reset() {
    let mut state = ready(5);
    for field in Column::defaults(&SIGN_INS) {
        state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(field))));
    }
    assert_eq!(state.list.columns, [Field::ConditionalAccess], "the last one stays");
    state.update(Action::List(ListAction::Columns(ColumnsAction::Toggle(Field::City.into()))));
    state.update(Action::List(ListAction::Columns(ColumnsAction::Earlier(Field::City.into()))));
    assert_eq!(state.list.columns, [Field::City, Field::ConditionalAccess]);
    assert!(
        state.update(Action::List(ListAction::Columns(ColumnsAction::Earlier(Field::City.into())))).is_empty(),
        "it is the first already"
    );
    state.update(Action::List(ListAction::Columns(ColumnsAction::Reset)));
    assert_eq!(state.list.columns, SIGN_INS.columns);
}
