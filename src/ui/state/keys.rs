//! What a key does, by where the focus is.

use super::action::ListAction;
use super::action::{Action, Step};
use super::list_screen::ListScreen;
use super::popup::{PopupKind, PopupPlace};
use super::{Screen, State};

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// In something that takes text: letters are letters.
    Typing,
    /// On a button, a link, a tick box: Enter and the arrows are its own.
    Control,
    /// In the list of sign-ins.
    List,
    /// Anywhere else.
    Page,
}

/// A key that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Its name, as the browser gives it: `j`, `Enter`, `ArrowDown`.
    pub name: String,
    /// Whether Shift was down.
    pub shift: bool,
    /// Whether Control, Alt or the command key was down: then it belongs to the browser.
    pub command: bool,
    /// Where the focus is.
    pub place: KeyScope,
}

/// Keys, and what they do.
type Line = (&'static [&'static str], &'static str);

/// The keys of the help: where they work, and what they do there.
pub const HELP: [(&str, &[Line]); 7] = [
    (
        "Anywhere but in a field for text",
        &[
            (&["/"], "Go to the filter"),
            (&["t"], "Switch between UTC and the time of this computer"),
            (&["?"], "This help"),
            (&["Esc"], "Close the details, a dialog or a menu"),
        ],
    ),
    (
        "On the screen Sign-ins",
        &[
            (&["j", "↓"], "Next sign-in; the details follow if they are open"),
            (&["k", "↑"], "Previous sign-in"),
            (&["Enter"], "Open the details of the sign-in"),
            (&["c"], "Choose columns"),
        ],
    ),
    (
        "In the list",
        &[
            (&["←", "→"], "Previous or next column"),
            (&["Page Up", "Page Down"], "A screen up or down"),
            (&["Home", "End"], "First or last sign-in"),
            (&["Shift F10"], "Menu of the value: add to the filter, exclude, copy"),
            (&["Shift click"], "On the head of a column: sort by it within the order there is"),
        ],
    ),
    (
        "On the timeline and on charts",
        &[
            (&["←", "→"], "Choose a step"),
            (&["Shift ←", "Shift →"], "Choose several"),
            (&["Home", "End"], "First or last step"),
            (&["Enter"], "Show or list the sign-ins of the steps chosen"),
            (&["Backspace"], "On the timeline: zoom back"),
            (&["Esc"], "Choose none"),
        ],
    ),
    (
        "On the hours of the week",
        &[
            (&["←", "→", "↑", "↓"], "Another hour, another day"),
            (&["Home", "End"], "First or last hour of the day"),
            (&["Enter"], "List the sign-ins of the hour"),
        ],
    ),
    (
        "In the filter",
        &[
            (&["Ctrl Space"], "Suggest columns, operators and values for KQL"),
            (&["↑", "↓"], "Choose a suggestion"),
            (&["Tab"], "Take the suggestion"),
            (&["Enter"], "Take the suggestion chosen, or apply the text"),
            (&["Esc"], "Close the suggestions, or leave the filter as before"),
        ],
    ),
    (
        "On the edge of a column’s head",
        &[
            (&["←", "→"], "Narrower or wider; with Shift in larger steps"),
            (&["↑", "↓"], "The edge of another column"),
            (&["Home"], "As narrow as can be"),
            (&["Enter"], "As wide as what the column holds"),
            (&["Delete"], "The width of its own"),
        ],
    ),
];

impl ListScreen {
    fn list_action(&self, key: &Shortcut) -> Option<Action> {
        let in_list = key.place == KeyScope::List;
        let is_free = key.place != KeyScope::Control;
        let step = |step| Some(Action::List(ListAction::Move(step)));
        match key.name.as_str() {
            "c" => Some(Action::Open(PopupKind::Columns, PopupPlace::Centre)),
            "j" => step(Step::Down),
            "k" => step(Step::Up),
            "ArrowDown" if is_free => step(Step::Down),
            "ArrowUp" if is_free => step(Step::Up),
            "PageDown" if in_list => step(Step::PageDown),
            "PageUp" if in_list => step(Step::PageUp),
            "Home" if in_list => step(Step::First),
            "End" if in_list => step(Step::Last),
            "ArrowLeft" if in_list => Some(Action::List(ListAction::MoveColumn(-1))),
            "ArrowRight" if in_list => Some(Action::List(ListAction::MoveColumn(1))),
            "Enter" if is_free => {
                self.cursor.index.map(|index| Action::List(ListAction::OpenRow { index, focus: true }))
            }
            "F10" if in_list && key.shift => Some(Action::List(ListAction::OpenMenuAtCursor)),
            "ContextMenu" if in_list => Some(Action::List(ListAction::OpenMenuAtCursor)),
            "Escape" if self.detail.is_open => Some(Action::List(ListAction::CloseDetail)),
            _ => None,
        }
    }
}

impl State {
    /// What a key does now; `None` leaves it to the browser.
    pub fn action_of(&self, key: &Shortcut) -> Option<Action> {
        if key.command || self.popup.is_some() || key.place == KeyScope::Typing {
            return None;
        }
        match key.name.as_str() {
            "t" => return Some(Action::SwitchZone),
            "?" => return Some(Action::Open(PopupKind::Help, PopupPlace::Centre)),
            "/" if self.has_list() && self.screen != Screen::Files => return Some(Action::FocusFilter),
            _ => {}
        }
        if self.screen != Screen::SignIns || !self.has_list() {
            return None;
        }
        self.list.list_action(key)
    }
}
