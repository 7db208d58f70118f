//! The columns: names, dragging, widths, and what is remembered of them.

use signscope::ui::state::action::ListAction;
use std::collections::HashSet;

use signscope::schema::{Column, ExtraColumn, Field, List, SIGN_INS, Tab};
use signscope::ui::state::action::{Action, ColumnsAction, Effect};
use signscope::ui::state::columns::{LEAST_WIDTH, MOST_WIDTH, tracks};
use signscope::ui::state::popup::{Content, MenuForm, PopupKind, PopupPlace};
use signscope::ui::state::preferences::Preferences;

use super::*;

fn act(state: &mut State, action: ColumnsAction) -> Vec<Effect> {
    state.update(Action::List(ListAction::Columns(action)))
}

fn is_stored(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Store(_)))
}

#[test]
fn every_column_has_a_name_of_its_own() {
    let all: Vec<Column> = Column::all(&SIGN_INS).collect();
    assert_eq!(all.len(), Field::COUNT + List::COUNT, "every field and every list");
    assert_eq!(all.iter().map(|column| column.id()).collect::<HashSet<_>>().len(), all.len());
    for &column in &all {
        assert_eq!(Column::from_id(&column.id()), Some(column));
        assert!(Tab::ALL.contains(&column.tab()) && !column.label().is_empty());
    }
    assert_eq!(Column::from_id("gone"), None);
}

#[test]
fn columns_of_the_files_are_remembered_by_their_names_unless_these_may_be_values() {
    let extra = |name: &str| Column::Extra(ExtraColumn::named(name).unwrap());
    let mut state = ready(5);
    for name in ["Cost centre", "ada@contoso.example", "2025-11-01T08:00:00Z"] {
        act(&mut state, ColumnsAction::Toggle(extra(name)));
    }
    let effects = act(&mut state, ColumnsAction::Widen(extra("Cost centre"), 300));
    let Some(Effect::Store(preferences)) = effects.last() else { panic!("{effects:?}") };
    let text = preferences.to_text();
    assert!(!text.contains("ada@") && !text.contains("2025"), "{text}");
    let again = Preferences::from_text(&text);
    assert_eq!(again.columns.last(), Some(&extra("Cost centre")));
    assert_eq!(again.widths.get(&extra("Cost centre")), Some(&300));
}

#[test]
fn a_carried_column_is_put_down_where_the_pointer_is() {
    let mut state = ready(5);
    let user = Column::Field(Field::User);
    assert!(act(&mut state, ColumnsAction::Grab(user)).is_empty());
    act(&mut state, ColumnsAction::Carry(3));
    assert_eq!(state.list.columns[1], user, "the list itself stays as it is");
    assert_eq!(state.list.columns_in_dialog()[3], user);
    act(&mut state, ColumnsAction::Carry(99));
    assert_eq!(state.list.columns_in_dialog().last(), Some(&user));
    let effects = act(&mut state, ColumnsAction::Drop);
    assert!(asks_rows(&effects) && is_stored(&effects));
    assert_eq!((state.list.columns.last(), state.list.columns.len(), state.list.column_drag), (Some(&user), 9, None));

    act(&mut state, ColumnsAction::Grab(user));
    act(&mut state, ColumnsAction::Carry(0));
    assert!(act(&mut state, ColumnsAction::Abort).is_empty());
    assert_eq!(state.list.columns_in_dialog().last(), Some(&user), "nothing moved");
    act(&mut state, ColumnsAction::Grab(user));
    assert!(act(&mut state, ColumnsAction::Drop).is_empty(), "it is where it was");
}

#[test]
fn widths_are_kept_when_the_edge_is_let_go() {
    let mut state = ready(5);
    let user = Column::Field(Field::User);
    assert!(act(&mut state, ColumnsAction::Drag(user, 200)).is_empty(), "no store for every pixel, no new rows");
    assert_eq!(state.list.widths.get(&user), Some(&200));
    let effects = act(&mut state, ColumnsAction::Widen(user, 210));
    assert!(is_stored(&effects) && !asks_rows(&effects));
    for (asked, given) in [(0, LEAST_WIDTH), (1_000_000, MOST_WIDTH)] {
        act(&mut state, ColumnsAction::Widen(user, asked));
        assert_eq!(state.list.widths.get(&user), Some(&given));
    }
    assert!(is_stored(&act(&mut state, ColumnsAction::Unwiden(user))));
    assert!(state.list.widths.is_empty());

    act(&mut state, ColumnsAction::Widen(user, 300));
    assert!(is_stored(&act(&mut state, ColumnsAction::Reset)), "only the widths change");
    assert!(state.list.widths.is_empty());
}

#[test]
fn the_columns_of_the_portal_fit_beside_a_scroll_bar_into_a_small_window() {
    let (_, least) = tracks(&ready(1).list.columns, &[].into());
    assert!(least <= 1280 - 17, "{least}");
}

#[test]
fn columns_with_widths_of_their_own_share_what_is_left() {
    let columns = [Field::Status, Field::User].map(Column::Field);
    assert_eq!(tracks(&columns, &[].into()), ("110px minmax(124px, 2fr)".to_owned(), 234));
    let widths = [(columns[1], 90)].into();
    assert_eq!(tracks(&columns, &widths), ("110px 90px 1fr".to_owned(), 200), "the rest stays empty");
}

#[test]
fn columns_and_widths_are_remembered_by_name() {
    let columns = vec![Column::List(List::Policies), Field::User.into()];
    let widths = [(columns[0], 300)].into();
    let preferences = Preferences { columns, widths, ..Preferences::default() };
    let text = preferences.to_text();
    assert_eq!(Preferences::from_text(&text), preferences);
    assert!(text.contains(r#""columns":["appliedConditionalAccessPolicies","user"]"#), "{text}");
    let read = Preferences::from_text(r#"{"widths":{"user":7,"gone":100}}"#);
    assert_eq!(read.widths, [(Field::User.into(), LEAST_WIDTH)].into());
}

#[test]
fn a_list_in_short_offers_the_filter_of_its_list() {
    let mut state = ready(5);
    let effects = act(&mut state, ColumnsAction::Toggle(Column::List(List::Policies)));
    serve(&mut state, effects, 5);
    state.update(Action::List(ListAction::OpenCellMenu { index: 0, column: 9, anchor: PopupPlace::Centre }));
    let Some(Content::Plain(PopupKind::Value(value), _)) = state.popup.as_ref().map(|popup| &popup.content) else {
        panic!("{:?}", state.popup);
    };
    assert_eq!(value.form, MenuForm::Short);
    assert_eq!(value.subject.map(ChipSubject::label), Some("Policy"));
    let effects = state.update(Action::List(ListAction::EditFilter(value.subject.unwrap(), PopupPlace::Centre)));
    assert_eq!(asked(&effects).len(), 2, "policies, and their results");
}
