//! The cursor of the list and the details of the record it is on.

use super::list_screen::ListScreen;
use std::rc::Rc;

use super::State;
use super::action::{Effect, Step, Target};
use super::chip::ChipSubject;
use super::popup::{Content, MenuForm, MenuValue, Popup, PopupKind, PopupPlace};
use crate::engine::protocol::{Cell, Detail, Request, RowId};
use crate::schema::{Column, List, ListOffer, Tab};
use crate::ui::format::time;

/// Where the cursor of the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The place in the view; `None` before a row was chosen, or if the view may not have the record.
    pub index: Option<u32>,
    /// The record, once its row is here.
    pub record: Option<RowId>,
    /// The column.
    pub column: usize,
}

/// The pane of details.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailPane {
    /// Whether it is there.
    pub is_open: bool,
    /// The tab shown.
    pub tab: Tab,
    /// The record wanted.
    pub wanted: Option<RowId>,
    /// The record shown: while another is fetched, still the one before.
    pub shown: Option<Rc<Detail>>,
    /// Why the record wanted cannot be shown.
    pub failure: Option<String>,
}

impl Default for DetailPane {
    fn default() -> DetailPane {
        DetailPane { is_open: false, tab: Tab::Basic, wanted: None, shown: None, failure: None }
    }
}

impl DetailPane {
    /// Whether the record wanted is still being fetched.
    pub fn is_busy(&self) -> bool {
        self.failure.is_none() && self.wanted != self.shown.as_ref().map(|detail| detail.row)
    }

    /// Takes note that a record cannot be shown, if it is the one wanted.
    pub fn fail(&mut self, row: RowId, message: String) {
        if self.wanted == Some(row) {
            self.failure = Some(message);
        }
    }
}

impl ListScreen {
    /// Takes the details of a record, if it is the one wanted. Rows may have other numbers since it was asked for.
    pub(super) fn take_detail(&mut self, detail: Detail) {
        if self.detail.wanted != Some(detail.asked) {
            return;
        }
        if self.cursor.record == Some(detail.asked) {
            self.cursor.record = Some(detail.row);
            self.cursor.index = self.rows.index_of(detail.row).or(self.cursor.index);
        }
        self.detail.wanted = Some(detail.row);
        self.detail.shown = Some(Rc::new(detail));
    }

    /// A record is not loaded any more: the cursor is on whatever is in its place now.
    pub(super) fn forget_record(&mut self, row: RowId) -> Option<Effect> {
        if self.detail.wanted == Some(row) {
            (self.detail.wanted, self.detail.shown) = (None, None);
        }
        if self.cursor.record != Some(row) {
            return None;
        }
        let index = self.cursor.index;
        self.cursor.record =
            index.and_then(|index| self.rows.get(index)).map(|here| here.row).filter(|&here| here != row);
        self.ask_detail()
    }

    pub(super) fn move_cursor(&mut self, step: Step) -> Vec<Effect> {
        let Some(last) = self.rows.total().checked_sub(1) else { return Vec::new() };
        let page = self.viewport.page();
        let index = match (step, self.cursor.index) {
            (Step::First, _) => 0,
            (Step::Last, _) => last,
            (_, None) => self.viewport.first_visible(),
            (Step::Up, Some(index)) => index.saturating_sub(1),
            (Step::Down, Some(index)) => index + 1,
            (Step::PageUp, Some(index)) => index.saturating_sub(page),
            (Step::PageDown, Some(index)) => index + page,
        };
        self.put_cursor(index.min(last))
    }

    fn put_cursor(&mut self, index: u32) -> Vec<Effect> {
        self.cursor.index = Some(index);
        self.cursor.record = self.rows.get(index).map(|row| row.row);
        let before = self.viewport.first_visible();
        let scroll = self.viewport.reveal(index, self.rows.total()).map(Effect::ScrollList);
        let mut effects: Vec<Effect> = scroll.into_iter().collect();
        self.moved_from(before);
        effects.extend(self.ask_rows());
        effects.extend(self.ask_detail());
        effects
    }

    pub(super) fn move_column(&mut self, by: i32) {
        let last = self.rows.columns().len().saturating_sub(1);
        self.cursor.column = self.cursor.column.saturating_add_signed(by as isize).min(last);
    }

    pub(super) fn open_row(&mut self, index: u32, focus: bool) -> Vec<Effect> {
        self.detail.is_open = true;
        let mut effects = self.put_cursor(index);
        effects.extend(focus.then_some(Effect::Focus(Target::Detail)));
        effects
    }

    /// Opens a record that may not be among the rows that are here, and may not be in the view at all.
    pub(super) fn open_record(&mut self, record: RowId) -> Vec<Effect> {
        self.detail.is_open = true;
        self.cursor.record = Some(record);
        self.cursor.index = self.rows.index_of(record).or(self.cursor.index);
        let mut effects: Vec<Effect> = self.ask_detail().into_iter().collect();
        effects.push(Effect::Focus(Target::Detail));
        effects
    }

    pub(super) fn close_detail(&mut self) -> Vec<Effect> {
        self.detail = DetailPane { tab: self.detail.tab, ..DetailPane::default() };
        vec![Effect::Focus(Target::List)]
    }

    /// Asks for the record at the cursor, if the pane is open and has another one.
    pub(super) fn ask_detail(&mut self) -> Option<Effect> {
        let row = self.cursor.record.filter(|_| self.detail.is_open)?;
        if self.detail.wanted == Some(row) {
            return None;
        }
        self.detail.wanted = Some(row);
        self.detail.failure = None;
        Some(Effect::Ask(Request::Detail { row }))
    }

    /// After rows came: the cursor stays on its record, or learns which record it is on.
    pub(super) fn follow_record(&mut self) -> Option<Effect> {
        match (self.cursor.index, self.cursor.record) {
            (Some(index), None) => self.cursor.record = self.rows.get(index).map(|row| row.row),
            (Some(index), Some(record)) if self.rows.get(index).is_some_and(|row| row.row == record) => {}
            (_, Some(record)) => {
                // A record that is not among the rows here may be far away: then the place is as good as any.
                self.cursor.index = self.rows.index_of(record).or(self.cursor.index);
            }
            (None, None) => {}
        }
        self.ask_detail()
    }
}

impl State {
    /// Opens the menu of the cell at the cursor.
    pub(super) fn open_menu_at_cursor(&mut self) {
        let column = self.list.cursor.column;
        if let Some(index) = self.list.cursor.index {
            self.open_cell_menu(index, column, PopupPlace::Under(cell_id(index, column)));
        }
    }

    /// Opens the menu of a cell.
    pub(super) fn open_cell_menu(&mut self, index: u32, column: usize, anchor: PopupPlace) {
        let Some(&column_of) = self.list.rows.columns().get(column) else { return };
        let Some(cell) = self.list.rows.get(index).and_then(|row| row.cells.get(column)) else { return };
        let value = match column_of {
            Column::Field(field) => menu_value(ChipSubject::Field(field), cell),
            Column::List(list) => short_value(list, cell),
            Column::Extra(extra) => menu_value(ChipSubject::Extra(extra), cell),
        };
        let content = Content::Plain(PopupKind::Value(value), String::new());
        self.popup = Some(Popup { anchor, content });
    }
}

/// The identifier of a cell's element.
pub fn cell_id(index: u32, column: usize) -> String {
    format!("cell-{index}-{column}")
}

/// A value of a record as its menu takes it. A time is copied in UTC, as the exports write it.
pub fn menu_value(subject: ChipSubject, cell: &Cell) -> MenuValue {
    let subject = Some(subject);
    match cell {
        Cell::Fallback { field, text } => {
            let subject = Some(ChipSubject::Field(*field));
            MenuValue { subject, value: Some(text.clone()), form: MenuForm::Single }
        }
        Cell::Absent | Cell::Empty => MenuValue { subject, value: None, form: MenuForm::Single },
        Cell::Text(text) => MenuValue { subject, value: Some(text.clone()), form: MenuForm::Single },
        Cell::Time(millis) => {
            let instant = *millis as i64;
            let text = format!("{} UTC", time::date_time(instant, 0));
            MenuValue { subject, value: Some(text), form: MenuForm::Time(instant) }
        }
        Cell::LocalTime(millis) => {
            let instant = *millis as i64;
            let text = time::date_time(instant, 0);
            MenuValue { subject, value: Some(text), form: MenuForm::Time(instant) }
        }
    }
}

/// A list in short as its menu takes it.
fn short_value(list: List, cell: &Cell) -> MenuValue {
    let value = menu_value(ChipSubject::Part(list, ListOffer::main_part(list)), cell);
    let form = if value.value.is_some() { MenuForm::Short } else { MenuForm::Single };
    MenuValue { form, ..value }
}
