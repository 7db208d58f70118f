//! The help's table of keys tells the truth: each key does something where it is said to.

use signscope::ui::state::action::ListAction;
use signscope::ui::state::keys::{HELP, KeyScope, Shortcut};
use signscope::ui::state::popup::PopupKind;
use signscope::ui::state::search_box::BoxAction;
use signscope::ui::state::{Screen, action};

use super::*;

/// A key as the browser names it, and whether Shift is down; `None` for a click.
fn named_key(shown: &str) -> Option<(String, bool)> {
    let (shift, shown) = match shown.strip_prefix("Shift ") {
        Some("click") => return None,
        Some(rest) => (true, rest),
        None => (false, shown),
    };
    let name = match shown {
        "↓" => "ArrowDown",
        "↑" => "ArrowUp",
        "←" => "ArrowLeft",
        "→" => "ArrowRight",
        "Page Up" => "PageUp",
        "Page Down" => "PageDown",
        "Esc" => "Escape",
        other => other,
    };
    Some((name.to_owned(), shift))
}

/// A list with the cursor on a row and its details open.
fn walking() -> State {
    let mut state = ready(500);
    let effects = state.update(Action::List(ListAction::OpenRow { index: 3, focus: false }));
    serve(&mut state, effects, 500);
    state
}

#[test]
fn every_key_of_the_help_does_something() {
    let state = walking();
    for (at, place) in [(0, KeyScope::Page), (1, KeyScope::Page), (2, KeyScope::List)] {
        let (title, lines) = HELP[at];
        for (name, shift) in lines.iter().flat_map(|(keys, _)| keys.iter()).filter_map(|shown| named_key(shown)) {
            let key = Shortcut { name: name.clone(), shift, command: false, place };
            assert!(state.action_of(&key).is_some(), "{title}: {name}");
            let typing = Shortcut { place: KeyScope::Typing, ..key };
            assert_eq!(state.action_of(&typing), None, "{name} while typing");
        }
    }
}

#[test]
fn the_keys_of_the_filter_work_on_its_suggestions() {
    let (title, lines) = HELP[5];
    let mut state = ready(50);
    state.update(Action::List(ListAction::TypeWords("UserPr".to_owned())));
    state.update(Action::List(ListAction::Search(BoxAction::Suggest { caret: 6, wanted: true })));
    for (name, _) in lines.iter().flat_map(|(keys, _)| keys.iter()).filter_map(|shown| named_key(shown)) {
        // What Control and Space do is up to the box itself.
        let is_known = name == "Ctrl Space" || state.list.search.action_of(&name).is_some();
        assert!(is_known, "{title}: {name}");
    }
}

#[test]
fn the_filter_is_reached_from_every_screen_that_has_it() {
    let mut state = ready(50);
    let slash = Shortcut { name: "/".to_owned(), shift: false, command: false, place: KeyScope::Page };
    for screen in Screen::ALL {
        state.update(Action::Show(screen));
        let focuses = state.action_of(&slash) == Some(action::Action::FocusFilter);
        assert_eq!(focuses, screen != Screen::Files, "{}", screen.label());
    }
    let question = Shortcut { name: "?".to_owned(), ..slash };
    let empty = State::new(Preferences::default());
    assert!(
        matches!(empty.action_of(&question), Some(Action::Open(PopupKind::Help, _))),
        "before there is a list, too"
    );
}
