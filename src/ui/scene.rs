//! The page without a browser: its state speaks to a stand-in for the engine and does what people do first.

use std::collections::VecDeque;

use super::state::action::{Action, Effect};
use super::state::preferences::Preferences;
use super::state::{Screen, State};
use crate::schema::Field;
use crate::worker::StandIn;

/// The height of the list, in pixels: that of a large window.
const HEIGHT: f64 = 900.0;

/// What people do when their sign-ins are there.
fn script() -> Vec<Action> {
    let sort = |field: Field| Action::Sort { by: field.into(), add: false };
    let mut script: Vec<Action> = [Field::User, Field::Status, Field::IpAddress, Field::Date].map(sort).into();
    script.extend([Action::OpenRow { index: 0, focus: false }, Action::CloseDetail]);
    script.extend([Screen::Users, Screen::ConditionalAccess, Screen::Data, Screen::SignIns].map(Action::Show));
    script
}

/// A page that reads made-up sign-ins and then does what its script says.
#[derive(Debug)]
pub struct Scene {
    state: State,
    engine: StandIn,
    script: VecDeque<Action>,
}

impl Default for Scene {
    fn default() -> Scene {
        let mut state = State::new(Preferences::default());
        state.update(Action::Resized(HEIGHT));
        Scene { state, engine: StandIn::default(), script: script().into() }
    }
}

impl Scene {
    /// What the page shows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Lets the next thing happen, with all that follows from it; whether there was one.
    pub fn go_on(&mut self) -> bool {
        let next = self.engine.read_on().map(Action::Reply).or_else(|| self.script.pop_front());
        let has_more = next.is_some();
        let mut actions = VecDeque::from_iter(next);
        while let Some(action) = actions.pop_front() {
            let effects = self.state.update(action);
            actions.extend(effects.into_iter().filter_map(|effect| self.perform(effect)));
        }
        has_more
    }

    /// What comes of an effect that has to do with the engine; those on a browser come to nothing.
    fn perform(&mut self, effect: Effect) -> Option<Action> {
        match effect {
            Effect::Ask(request) => self.engine.answer(&request).map(Action::Reply),
            Effect::ReadClocks { from, to, .. } => Some(Action::clocks(from, to, |_| 0)),
            _ => None,
        }
    }
}
