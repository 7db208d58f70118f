//! The numbers over the list: asked one at a time, and again when records came in meanwhile.

use std::rc::Rc;

use crate::engine::protocol::{Request, Summary};
use crate::query::Filter;

/// The numbers the page has, and whether others are on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryCache {
    /// The numbers shown.
    pub shown: Rc<Summary>,
    /// The filter asked for.
    asked: Option<Filter>,
    is_outdated: bool,
}

impl SummaryCache {
    /// Asks for the numbers of a filter. While an answer for the same filter is on the way, the question waits for it.
    pub fn ask(&mut self, filter: Filter) -> Option<Request> {
        if self.asked.as_ref() == Some(&filter) {
            self.is_outdated = true;
            return None;
        }
        self.is_outdated = false;
        self.asked = Some(filter.clone());
        Some(Request::Summary { filter })
    }

    /// Takes an answer; gives the question that waited for it.
    pub fn take(&mut self, summary: Summary) -> Option<Request> {
        if self.asked.as_ref() != Some(&summary.filter) {
            return None;
        }
        let filter = self.asked.take();
        self.shown = Rc::new(summary);
        filter.filter(|_| self.is_outdated).and_then(|filter| self.ask(filter))
    }
}
