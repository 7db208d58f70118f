//! The view of the list: when filter, order or columns change, rows and numbers are asked for.

use super::State;
use super::action::ListAction;
use super::action::{Action, Effect};
use super::editor::Asks;
use super::list_screen::ListScreen;
use super::rows::Taken;
use super::viewport::Viewport;
use crate::engine::protocol::{Rows, SummaryQuestion};
use crate::query::{Order, View};
use crate::schema::{Column, FieldKind};

/// How long typing or scrolling must rest, in milliseconds.
const REST: i32 = 150;

impl ListScreen {
    /// The view of the list.
    pub fn view(&self) -> View {
        View { filter: self.filters.filter(), order: self.order.clone() }
    }

    pub(super) fn ask_rows(&mut self) -> Vec<Effect> {
        let window = match self.starts_at_top && !self.rows.is_answered() {
            true => 0..self.viewport.page(),
            false => self.viewport.window(self.rows.total()),
        };
        self.rows.ask(window, self.moved).into_iter().map(Effect::Ask).collect()
    }

    /// Whether rows that should be visible are on the way.
    pub fn is_waiting_for_rows(&self) -> bool {
        let mut visible = self.viewport.visible(self.rows.total());
        !self.rows.is_answered() || visible.any(|index| self.rows.get(index).is_none())
    }

    /// The viewport has moved; `before` was its first row. A browser tells of a movement that the page made itself,
    /// too: then nothing has moved, and the way is the same.
    pub(super) fn moved_from(&mut self, before: u32) {
        let moved = i64::from(self.viewport.first_visible()) - i64::from(before);
        if moved != 0 {
            self.moved = moved;
        }
        self.draw_rows();
    }

    /// Turns to the rows in the viewport, as soon as one of them is here.
    pub(super) fn draw_rows(&mut self) {
        let window = self.viewport.window(self.rows.total());
        let here = self.rows.here(window.clone());
        if !here.is_empty() || window.is_empty() {
            self.drawn = here;
        }
    }

    /// The order changed: the same records in other places.
    pub(super) fn reorder(&mut self) -> Vec<Effect> {
        self.starts_at_top = true;
        self.rows.restart(self.view(), self.columns.clone());
        self.ask_rows()
    }

    pub(super) fn take_rows(&mut self, rows: Rows) -> Vec<Effect> {
        let mut effects = Vec::new();
        match self.rows.take(rows, self.viewport.first_visible()) {
            Taken::Stale => return effects,
            Taken::NewView if self.starts_at_top => {
                self.starts_at_top = false;
                // Setting it makes the browser lay the page out at once, so it is not done where it changes nothing.
                let is_elsewhere = self.viewport.scroll_top != 0.0;
                self.viewport.scrolled(0.0, 0);
                effects.extend(is_elsewhere.then_some(Effect::ScrollList(0.0)));
                self.cursor.index = self.cursor.record.and_then(|record| self.rows.index_of(record));
            }
            Taken::NewView => self.cursor.column = self.cursor.column.min(self.rows.columns().len().saturating_sub(1)),
            Taken::More => {}
        }
        self.draw_rows();
        effects.extend(self.follow_record());
        effects.extend(self.ask_rows());
        effects
    }

    pub(super) fn type_words(&mut self, text: String) -> Vec<Effect> {
        self.typed_words = text.clone();
        self.search.fault = None;
        vec![Effect::Later { millis: REST, action: Box::new(Action::List(ListAction::WordsSettled(text))) }]
    }

    /// Sets the text of the search box, whatever is being typed.
    pub(super) fn set_words(&mut self, text: String) {
        self.typed_words = text;
        self.words_set += 1;
        self.search = Default::default();
    }

    /// A column header was pressed: its column becomes the key, or turns round if it is that already.
    pub(super) fn sort(&mut self, by: Column, add: bool) -> Vec<Effect> {
        let first = Order { by, descending: by.field().is_some_and(|field| field.kind() == FieldKind::Time) };
        let turned = |order: Order| Order { descending: !order.descending, ..order };
        let present = self.order.iter().position(|order| order.by == by);
        match (add, present) {
            (true, Some(at)) => self.order[at] = turned(self.order[at]),
            (true, None) => self.order.push(first),
            (false, Some(0)) => self.order = vec![turned(self.order[0])],
            (false, _) => self.order = vec![first],
        }
        self.reorder()
    }

    pub(super) fn scroll(&mut self, scroll_top: f64) -> Vec<Effect> {
        let total = self.rows.total();
        let before = self.viewport.first_visible();
        self.viewport.scrolled(scroll_top, total);
        self.moved_from(before);
        let mut effects = self.ask_rows();
        if Viewport::is_scaled(total) {
            effects.push(Effect::Later {
                millis: REST,
                action: Box::new(Action::List(ListAction::ScrollSettled(scroll_top))),
            });
        }
        effects
    }

    /// Puts the scroll bar of a scaled list where it belongs, once the scrolling rests.
    pub(super) fn settle_scroll(&mut self, scroll_top: f64) -> Vec<Effect> {
        if self.viewport.scroll_top != scroll_top {
            return Vec::new();
        }
        self.viewport.settle(self.rows.total()).map(Effect::ScrollList).into_iter().collect()
    }
}

impl State {
    pub(super) fn ask_summary(&mut self) -> Option<Effect> {
        let (filter, calendar) = (self.list.filters.filter(), self.display.calendar.clone());
        self.list.summary.ask(SummaryQuestion { filter, calendar, unit: self.list.step }).map(Effect::Ask)
    }

    /// The filter changed.
    pub(super) fn refilter(&mut self) -> Vec<Effect> {
        self.list.timeline = Default::default();
        self.list.leave_edited();
        let mut effects = self.list.reorder();
        effects.extend(self.ask_summary());
        effects
    }

    /// The columns changed: the same rows with other values.
    pub(super) fn recolumn(&mut self) -> Vec<Effect> {
        self.list.starts_at_top = false;
        self.list.rows.restart(self.list.view(), self.list.columns.clone());
        let mut effects = self.list.ask_rows();
        effects.push(Effect::Store(self.preferences()));
        effects
    }

    /// Applies the words if they are still what the box has: typing went on otherwise.
    pub(super) fn settle_words(&mut self, text: &str) -> Vec<Effect> {
        match () {
            () if self.list.typed_words != text || self.list.search.edited.is_some() => Vec::new(),
            // The words that were applied are not what the box has any more.
            () if self.list.holds_words_back() => self.set_applied_words(String::new()),
            () => self.set_applied_words(self.list.typed_words.clone()),
        }
    }

    /// Enter in the search box: a predicate becomes chips, anything else is words.
    pub(super) fn apply_words(&mut self) -> Vec<Effect> {
        if self.list.is_kql() { self.apply_kql() } else { self.set_applied_words(self.list.typed_words.clone()) }
    }

    /// Applies words, whatever the box has.
    pub(super) fn set_applied_words(&mut self, words: String) -> Vec<Effect> {
        if self.list.filters.words.trim() == words.trim() {
            return Vec::new();
        }
        self.list.filters.words = words;
        self.refilter()
    }

    pub(super) fn resize(&mut self, height: f64) -> Vec<Effect> {
        self.list.viewport.height = height.max(0.0);
        self.list.draw_rows();
        if self.has_list() { self.list.ask_rows() } else { Vec::new() }
    }

    /// The values an open editor offers.
    pub(super) fn ask_values(&self, asks: Asks) -> Vec<Effect> {
        let Some(editor) = self.editor() else { return Vec::new() };
        let questions = editor.questions(&self.list.filters.filter_without(editor.chip), asks);
        questions.into_iter().map(Effect::Ask).collect()
    }
}
