//! Questions that wait for their answers. Each gets a turn after the other, so that none waits for a long one; one that
//! nobody has any more is dropped.

use std::collections::VecDeque;

use super::protocol::{Question, Reply, Request};
use super::{Engine, Turn};

/// The questions that are not answered yet.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: VecDeque<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    request: Request,
    /// The state of the records at its last turn.
    version: Option<u64>,
    /// How often the records changed between two of its turns, so that it had to begin anew.
    restarts: u32,
}

/// A question whose records change again and again gets turns so many times as long, at most.
const LONGEST: u32 = 64;

impl Queue {
    /// Adds a question. One that it takes the place of is dropped.
    pub fn ask(&mut self, request: Request) {
        if self.waiting.iter().any(|waiting| waiting.request == request) {
            return;
        }
        self.waiting.retain(|waiting| !request.supersedes(&waiting.request));
        self.waiting.push_back(Waiting { request, version: None, restarts: 0 });
    }

    /// Drops questions that nobody has any more.
    pub fn withdraw(&mut self, questions: &[Question]) {
        self.waiting.retain(|waiting| match &waiting.request {
            Request::Ask(question) => !questions.contains(question),
            _ => true,
        });
    }

    /// Drops all.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Whether no question waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many times as long as usual the next turn should be. While files are read the records change between turns, and
    /// what was found before is not the answer any more; so that there is one, it must be found in one turn.
    pub fn patience(&mut self, engine: &Engine) -> u32 {
        let Some(next) = self.waiting.front_mut() else { return 1 };
        let version = engine.store().version();
        if next.version.replace(version).is_some_and(|before| before != version) {
            next.restarts += 1;
        }
        1u32.checked_shl(next.restarts).unwrap_or(LONGEST).min(LONGEST)
    }

    /// Gives a turn to the question that waits longest for one; the answer if that was its last.
    pub fn go_on(&mut self, engine: &mut Engine, turn: &mut Turn) -> Option<Reply> {
        let next = self.waiting.pop_front()?;
        let reply = engine.answer_in_turn(&next.request, turn);
        if reply.is_none() && next.request.is_question() {
            self.waiting.push_back(next);
        }
        reply
    }
}

impl Request {
    /// Whether it asks for an answer that needs nothing but the records.
    pub fn is_question(&self) -> bool {
        matches!(self, Request::Rows { .. } | Request::Summary(_) | Request::Values { .. } | Request::Ask(_))
    }

    /// Whether nobody wants the answer to `older` any more once this is asked: the page has one list, with one line of
    /// numbers, and one list of values at a time for each field and length.
    fn supersedes(&self, older: &Request) -> bool {
        match (self, older) {
            (Request::Rows { view, columns, .. }, Request::Rows { view: before, columns: columns_before, .. }) => {
                view != before || columns != columns_before
            }
            (Request::Summary(_), Request::Summary(_)) => true,
            (Request::Values { of, limit, .. }, Request::Values { of: before, limit: limit_before, .. }) => {
                of == before && limit == limit_before
            }
            _ => false,
        }
    }
}
