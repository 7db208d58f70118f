//! What a key does, by where the focus is.

use super::action::{Action, Step};
use super::popup::{Anchor, PopupKind};
use super::{Screen, State};

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
pub struct Key {
    /// Its name, as the browser gives it: `j`, `Enter`, `ArrowDown`.
    pub name: String,
    /// Whether Shift was down.
    pub shift: bool,
    /// Whether Control, Alt or the command key was down: then it belongs to the browser.
    pub command: bool,
    /// Where the focus is.
    pub place: Place,
}

/// The keys of the help dialog, with what they do.
pub const HELP: [(&str, &str); 12] = [
    ("/", "Go to the filter"),
    ("j  ↓", "Next sign-in"),
    ("k  ↑", "Previous sign-in"),
    ("← →", "Next or previous column, in the list"),
    ("Page Up  Page Down  Home  End", "Move through the list"),
    ("Enter", "Open the details of the sign-in"),
    ("Shift F10", "Menu of the value: add to the filter, exclude, copy"),
    ("Esc", "Close the details or a dialog"),
    ("c", "Choose columns"),
    ("t", "Switch between UTC and the time of this computer"),
    ("?", "This help"),
    ("Shift click on a column", "Sort by it within the order there is"),
];

impl State {
    /// What a key does now; `None` leaves it to the browser.
    pub fn action_of(&self, key: &Key) -> Option<Action> {
        if key.command || self.popup.is_some() || key.place == Place::Typing {
            return None;
        }
        match key.name.as_str() {
            "t" => return Some(Action::SwitchZone),
            "?" => return Some(Action::Open(PopupKind::Help, Anchor::Centre)),
            _ => {}
        }
        if self.screen != Screen::SignIns || !self.has_list() {
            return None;
        }
        self.list_action(key)
    }

    fn list_action(&self, key: &Key) -> Option<Action> {
        let in_list = key.place == Place::List;
        let is_free = key.place != Place::Control;
        let step = |step| Some(Action::Move(step));
        match key.name.as_str() {
            "/" => Some(Action::FocusFilter),
            "c" => Some(Action::Open(PopupKind::Columns, Anchor::Centre)),
            "j" => step(Step::Down),
            "k" => step(Step::Up),
            "ArrowDown" if is_free => step(Step::Down),
            "ArrowUp" if is_free => step(Step::Up),
            "PageDown" if in_list => step(Step::PageDown),
            "PageUp" if in_list => step(Step::PageUp),
            "Home" if in_list => step(Step::First),
            "End" if in_list => step(Step::Last),
            "ArrowLeft" if in_list => Some(Action::MoveColumn(-1)),
            "ArrowRight" if in_list => Some(Action::MoveColumn(1)),
            "Enter" if is_free => self.cursor.index.map(|index| Action::OpenRow { index, focus: true }),
            "F10" if in_list && key.shift => Some(Action::OpenMenuAtCursor),
            "ContextMenu" if in_list => Some(Action::OpenMenuAtCursor),
            "Escape" if self.detail.is_open => Some(Action::CloseDetail),
            _ => None,
        }
    }
}
