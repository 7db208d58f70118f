//! Messages over the page: problems stay until they are read, notices go by themselves.

use super::State;
use super::action::{Action, Effect};

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

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Its number.
    pub id: u32,
    /// How urgent it is.
    pub kind: AlertKind,
    /// What it says.
    pub text: String,
}

impl State {
    fn alert(&mut self, kind: AlertKind, text: String) -> u32 {
        let id = self.next_alert;
        self.next_alert += 1;
        self.alerts.push(Alert { id, kind, text });
        id
    }

    pub(super) fn complain(&mut self, text: &str) {
        self.alert(AlertKind::Problem, text.to_owned());
    }

    pub(super) fn notice(&mut self, text: String) -> Effect {
        let id = self.alert(AlertKind::Notice, text);
        Effect::Later { millis: NOTICE, action: Box::new(Action::DismissAlert(id)) }
    }
}
