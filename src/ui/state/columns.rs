//! The columns of the list: which ones, in which order.

use super::State;
use super::action::{ColumnsAction, Effect};
use crate::schema::Field;

impl State {
    pub(super) fn change_columns(&mut self, action: ColumnsAction) -> Vec<Effect> {
        let before = self.columns.clone();
        match action {
            ColumnsAction::Toggle(field) => self.toggle_column(field),
            ColumnsAction::Earlier(field) => self.move_field(field, -1),
            ColumnsAction::Later(field) => self.move_field(field, 1),
            ColumnsAction::Reset => self.columns = Field::DEFAULT_COLUMNS.to_vec(),
        }
        if self.columns == before { Vec::new() } else { self.recolumn() }
    }

    /// A list needs a column: the last one cannot be hidden.
    fn toggle_column(&mut self, field: Field) {
        match self.columns.iter().position(|column| *column == field) {
            Some(at) if self.columns.len() > 1 => drop(self.columns.remove(at)),
            Some(_) => {}
            None => self.columns.push(field),
        }
    }

    fn move_field(&mut self, field: Field, by: isize) {
        let Some(from) = self.columns.iter().position(|column| *column == field) else { return };
        let to = from.saturating_add_signed(by).min(self.columns.len() - 1);
        self.columns.swap(from, to);
    }
}
