//! The rows the page has of its view, in chunks, and which to ask for next.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use crate::engine::protocol::{Request, Row, RowId, Rows};
use crate::query::View;
use crate::schema::Column;

/// Rows asked for at once: about those of two screens.
pub const CHUNK: u32 = 64;

/// Questions under way at most: a scroll bar dragged through a million rows must not queue a thousand of them. As many
/// as a high window needs.
const AT_ONCE: usize = 3;

/// Chunks kept.
const KEPT: usize = 128;

/// Frames of scrolling for which rows are asked ahead: an answer takes one or two.
const FRAMES_AHEAD: i64 = 4;

/// Chunks asked ahead at most.
const AHEAD: i64 = 2;

#[derive(Debug, Clone, PartialEq)]
struct Chunk {
    rows: Vec<Rc<Row>>,
    /// The state of the records it was asked in.
    epoch: u64,
}

/// What came of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It answers a question the page does not have any more.
    Stale,
    /// It is the first of a new view: the old rows are gone.
    NewView,
    /// It adds to the view.
    More,
}

/// The rows of the view the page has.
///
/// After a change of view the old rows stay, with their columns, until the first rows of the new one come.
#[derive(Debug, Clone, PartialEq)]
pub struct RowCache {
    view: View,
    columns: Vec<Column>,
    /// The columns of the rows that are here.
    shown_columns: Rc<Vec<Column>>,
    answered: bool,
    total: u32,
    chunks: BTreeMap<u32, Chunk>,
    pending: BTreeMap<u32, u64>,
    epoch: u64,
    /// The state of the records that `total` was counted in.
    counted: u64,
}

impl RowCache {
    /// No rows of a view.
    pub fn new(view: View, columns: Vec<Column>) -> RowCache {
        RowCache {
            shown_columns: Rc::new(columns.clone()),
            view,
            columns,
            answered: false,
            total: 0,
            chunks: BTreeMap::new(),
            pending: BTreeMap::new(),
            epoch: 0,
            counted: 0,
        }
    }

    /// How many rows the view has, as far as it is known.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Whether the number of rows is that of all records that are in.
    pub fn is_counted(&self) -> bool {
        self.counted == self.epoch
    }

    /// Whether the rows here are those of the view asked for.
    pub fn is_answered(&self) -> bool {
        self.answered
    }

    /// The columns of the rows here.
    pub fn columns(&self) -> &Rc<Vec<Column>> {
        &self.shown_columns
    }

    /// The row at a place of the view, if it is here.
    pub fn get(&self, index: u32) -> Option<&Rc<Row>> {
        self.chunks.get(&(index / CHUNK))?.rows.get((index % CHUNK) as usize)
    }

    /// The part of a window from its first to its last row that is here.
    pub fn here(&self, window: Range<u32>) -> Range<u32> {
        let is_here = |index: &u32| self.get(*index).is_some();
        let first = window.clone().find(is_here).unwrap_or(window.end);
        let end = window.clone().rev().find(is_here).map_or(first, |last| last + 1);
        first..end
    }

    /// Where in the view a record is, if its row is here.
    pub fn index_of(&self, record: RowId) -> Option<u32> {
        self.chunks.iter().find_map(|(number, chunk)| {
            let at = chunk.rows.iter().position(|row| row.row == record)?;
            Some(number * CHUNK + at as u32)
        })
    }

    /// Turns to another view or other columns.
    pub fn restart(&mut self, view: View, columns: Vec<Column>) {
        self.view = view;
        self.columns = columns;
        self.answered = false;
        self.pending.clear();
    }

    /// Records came in: the rows here may not be the right ones any more.
    pub fn outdate(&mut self) {
        self.epoch += 1;
    }

    /// The questions for what is missing or outdated in a window. When nothing is, those for the rows ahead of it:
    /// `moved` is how many rows the window went down, or up if it is negative, in the last frame.
    pub fn ask(&mut self, window: Range<u32>, moved: i64) -> Vec<Request> {
        let first = window.start / CHUNK;
        let last = window.end.saturating_sub(1).max(window.start) / CHUNK;
        let seen = self.ask_chunks(first..=last);
        // What is not seen yet waits for what is.
        if !seen.is_empty() || !self.pending.is_empty() || !self.answered {
            return seen;
        }
        let ahead = (moved.abs() * FRAMES_AHEAD / i64::from(CHUNK) + 1).min(AHEAD) as u32;
        if moved < 0 {
            return self.ask_chunks(first.saturating_sub(ahead)..=first);
        }
        self.ask_chunks(last..=(last + ahead).min(self.total.saturating_sub(1) / CHUNK))
    }

    fn ask_chunks(&mut self, numbers: RangeInclusive<u32>) -> Vec<Request> {
        let mut requests = Vec::new();
        for number in numbers {
            if self.pending.len() < AT_ONCE && self.is_wanted(number) {
                self.pending.insert(number, self.epoch);
                let (view, columns) = (self.view.clone(), self.columns.clone());
                requests.push(Request::Rows { view, columns, first: number * CHUNK, count: CHUNK });
            }
        }
        requests
    }

    fn is_wanted(&self, number: u32) -> bool {
        let is_fresh = self.answered && self.chunks.get(&number).is_some_and(|chunk| chunk.epoch == self.epoch);
        !is_fresh && !self.pending.contains_key(&number)
    }

    /// Takes the rows of a reply; `near` is where the window is, from which far chunks are dropped.
    pub fn take(&mut self, reply: Rows, near: u32) -> Taken {
        if reply.view != self.view || reply.columns != self.columns {
            return Taken::Stale;
        }
        let number = reply.first / CHUNK;
        let epoch = self.pending.remove(&number).unwrap_or(self.epoch);
        let taken = if self.answered { Taken::More } else { Taken::NewView };
        if taken == Taken::NewView {
            self.chunks.clear();
            self.shown_columns = Rc::new(self.columns.clone());
            self.answered = true;
        }
        self.total = reply.total;
        self.counted = self.counted.max(epoch);
        self.chunks.insert(number, Chunk { rows: reply.rows.into_iter().map(Rc::new).collect(), epoch });
        self.forget_far(near / CHUNK);
        taken
    }

    fn forget_far(&mut self, near: u32) {
        while self.chunks.len() > KEPT {
            let Some(&far) = self.chunks.keys().max_by_key(|number| number.abs_diff(near)) else { return };
            self.chunks.remove(&far);
        }
    }
}
