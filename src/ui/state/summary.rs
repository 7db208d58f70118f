//! The numbers over the list: asked one at a time, and again when records came in meanwhile.

use std::rc::Rc;

use crate::engine::protocol::{Request, Summary, SummaryQuestion};

/// The numbers the page has, and whether others are on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryCache {
    /// The numbers shown.
    pub shown: Rc<Summary>,
    /// What was asked for last, while the answer is on the way.
    asked: Option<SummaryQuestion>,
    is_outdated: bool,
}

impl SummaryCache {
    /// Asks for numbers. While an answer to the same question is on the way, the question waits for it.
    pub fn ask(&mut self, question: SummaryQuestion) -> Option<Request> {
        if self.asked.as_ref() == Some(&question) {
            self.is_outdated = true;
            return None;
        }
        self.is_outdated = false;
        self.asked = Some(question.clone());
        Some(Request::Summary(question))
    }

    /// Takes an answer; gives the question that waited for it.
    pub fn take(&mut self, summary: Summary) -> Option<Request> {
        if self.asked.as_ref() != Some(&summary.question) {
            return None;
        }
        let question = self.asked.take();
        self.shown = Rc::new(summary);
        question.filter(|_| self.is_outdated).and_then(|question| self.ask(question))
    }
}
