//! What is chosen in menus and dialogs of the header and of the screens: the zone, and the applications of a chart.

use signscope::engine::protocol::Question;
use signscope::engine::protocol::usage::EntityKey;
use signscope::ui::format::time::Zone;
use signscope::ui::state::Screen;
use signscope::ui::state::popup::{PopupKind, PopupPlace};
use signscope::ui::state::usage::{Named, UsageAction};

use super::*;

#[test]
fn a_zone_is_chosen_in_its_menu() {
    let mut state = ready(500);
    state.update(Action::Open(PopupKind::Zone, PopupPlace::Under("zone".to_owned())));
    let effects = state.update(Action::SetZone(Zone::Local));
    assert_eq!((state.display.zone, &state.popup), (Zone::Local, &None));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Store(stored) if stored.zone == Zone::Local)));
    state.update(Action::SetZone(Zone::Local));
    assert_eq!(state.display.zone, Zone::Local, "it is no switch");
}

#[test]
fn applications_for_the_chart_are_found_by_typing() {
    let mut state = ready(500);
    state.update(Action::Show(Screen::Applications));
    let choices = |effects: &[Effect]| match asked(effects).as_slice() {
        [Request::Ask(Question::Table(question))] if question.count > 1 => Some(question.containing.clone()),
        _ => None,
    };
    // The question is like that of the table of the screen, but has an answer of its own.
    let effects = state.update(Action::Open(PopupKind::Focus, PopupPlace::Under("focus-on".to_owned())));
    assert_eq!(choices(&effects).as_deref(), Some(""), "those with the most sign-ins");
    let effects = state.update(Action::PopupSearch(" teams".to_owned()));
    assert_eq!(choices(&effects).as_deref(), Some("teams"));
    let named = Named { key: EntityKey::Name("Teams".to_owned()), name: "Teams".to_owned() };
    state.update(Action::Usage(UsageAction::Focus(named.clone())));
    assert!(state.popup.is_some(), "others can be ticked too");
    assert_eq!(state.analyses.applications.focus, [named]);
    let effects = state.update(Action::ClosePopup);
    assert!(asked(&effects).is_empty(), "nothing new is asked: {effects:?}");
}
