//! Messages over the page: problems stay until they are read, notices go by themselves.

use super::State;
use super::action::{Action, Effect};
use crate::engine::protocol::FileId;

/// How long a notice stays, in milliseconds.
const NOTICE: i32 = 4000;

/// How urgent a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// Something went wrong.
    Problem,
    /// Something went well.
    Notice,
}

/// Something that can be done about what a message says.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What its button says.
    pub label: String,
    /// What the button does.
    pub action: Action,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Its number.
    pub id: u32,
    /// How urgent it is.
    pub kind: AlertKind,
    /// What it says.
    pub text: String,
    /// What can be done about it; with one of these done, it was read.
    pub offers: Vec<Offer>,
    /// The file it is about; it goes with the file.
    pub about: Option<FileId>,
}

impl State {
    fn alert(&mut self, kind: AlertKind, text: String, about: Option<FileId>, offers: Vec<Offer>) -> u32 {
        let id = self.next_alert;
        self.next_alert += 1;
        self.alerts.push(Alert { id, kind, text, offers, about });
        id
    }

    pub(super) fn complain(&mut self, text: &str) {
        self.alert(AlertKind::Problem, text.to_owned(), None, Vec::new());
    }

    /// A problem, and what can be done about it.
    pub(super) fn complain_with(&mut self, text: String, offers: Vec<Offer>) {
        self.alert(AlertKind::Problem, text, None, offers);
    }

    /// A problem with a file, and what can be done about it.
    pub(super) fn complain_of(&mut self, text: String, about: FileId, offers: Vec<Offer>) {
        self.alert(AlertKind::Problem, text, Some(about), offers);
    }

    /// A message that stays, because something can be done about what it says.
    pub(super) fn offer(&mut self, text: String, about: Option<FileId>, offers: Vec<Offer>) {
        self.alert(AlertKind::Notice, text, about, offers);
    }

    /// What a button of a message does; the message goes.
    pub(super) fn take_offer(&mut self, id: u32, at: usize) -> Option<Action> {
        let place = self.alerts.iter().position(|alert| alert.id == id)?;
        let action = self.alerts[place].offers.get(at)?.action.clone();
        self.alerts.remove(place);
        Some(action)
    }

    pub(super) fn notice(&mut self, text: String) -> Effect {
        let id = self.alert(AlertKind::Notice, text, None, Vec::new());
        Effect::Later { millis: NOTICE, action: Box::new(Action::DismissAlert(id)) }
    }
}
