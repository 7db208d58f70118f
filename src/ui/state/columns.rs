//! The columns of the list: which ones, in which order, how wide.

use super::list_screen::ListScreen;
use std::collections::BTreeMap;

use super::State;
use super::action::{ColumnsAction, Effect};
use crate::schema::{Column, Field, FieldKind, List, SIGN_INS};

/// The widths people gave to columns, in CSS pixels; the others have their own.
pub type Widths = BTreeMap<Column, u32>;

/// No column is narrower, in CSS pixels: room for the edge that widens it again, and for a letter or two.
pub const LEAST_WIDTH: u32 = 56;
/// No column is wider, in CSS pixels.
pub const MOST_WIDTH: u32 = 1200;

/// A column on its way to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnDrag {
    /// The column.
    pub column: Column,
    /// The place it would have.
    pub to: usize,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width {
    /// The least number of CSS pixels.
    pub least: u32,
    /// Its share of what is left over; with 0 it is just as wide.
    pub share: u32,
}

impl Width {
    /// The width a person gave to a column, else its own.
    pub fn of(column: Column, widths: &Widths) -> Width {
        let given = widths.get(&column).map(|&least| Width { least, share: 0 });
        given.unwrap_or_else(|| Width::own(column))
    }

    /// The width by what a column holds. The portal's columns together fit beside a scroll bar into 1280 pixels.
    fn own(column: Column) -> Width {
        let (least, share) = match column {
            Column::List(List::Policies | List::Steps | List::Processing) => (220, 2),
            Column::List(_) => (164, 1),
            Column::Field(field) => own_width(field),
            Column::Extra(_) => (164, 2),
        };
        Width { least, share }
    }

    /// The track of a CSS grid.
    fn track(self) -> String {
        match self {
            Width { least, share: 0 } => format!("{least}px"),
            Width { least, share } => format!("minmax({least}px, {share}fr)"),
        }
    }
}

fn own_width(field: Field) -> (u32, u32) {
    match field {
        Field::Status => (110, 0),
        Field::RiskState => (108, 0),
        Field::User => (124, 2),
        Field::Application => (142, 2),
        Field::Username => (180, 2),
        Field::Location => (138, 2),
        Field::ConditionalAccess => (152, 0),
        Field::MfaResult => (230, 2),
        Field::AuthenticationRequirement => (202, 0),
        _ => match field.kind() {
            FieldKind::Time => (160, 0),
            FieldKind::Ip => (124, 1),
            FieldKind::Id => (290, 0),
            FieldKind::Number | FieldKind::Bool => (112, 0),
            FieldKind::Category => (130, 1),
            FieldKind::Text => (164, 2),
        },
    }
}

/// The columns as tracks of a CSS grid, and the width they need together in CSS pixels.
pub fn tracks(columns: &[Column], widths: &Widths) -> (String, u32) {
    let widths: Vec<Width> = columns.iter().map(|&column| Width::of(column, widths)).collect();
    let mut tracks: Vec<String> = widths.iter().map(|width| width.track()).collect();
    // Where no column takes what is left over, it stays empty behind the last.
    if widths.iter().all(|width| width.share == 0) {
        tracks.push("1fr".to_owned());
    }
    (tracks.join(" "), widths.iter().map(|width| width.least).sum())
}

impl ListScreen {
    /// The columns as the dialog shows them: the one a pointer carries is already where it would be put down.
    pub fn columns_in_dialog(&self) -> Vec<Column> {
        let mut columns = self.columns.clone();
        if let Some(drag) = self.column_drag {
            columns.retain(|column| *column != drag.column);
            columns.insert(drag.to.min(columns.len()), drag.column);
        }
        columns
    }

    /// The list of a day says how the second factor went, as the portal's does, unless a person chose the columns.
    pub(super) fn show_mfa_result(&mut self) {
        let result = Column::Field(Field::MfaResult);
        if self.columns == Column::defaults(&SIGN_INS) {
            let after = self.columns.iter().position(|column| *column == Column::Field(Field::Status));
            self.columns.insert(after.map_or(0, |at| at + 1), result);
            self.has_day_columns = true;
            self.rows.restart(self.view(), self.columns.clone());
        }
    }

    /// A list needs a column: the last one cannot be hidden.
    fn toggle_column(&mut self, column: Column) {
        match self.columns.iter().position(|other| *other == column) {
            Some(at) if self.columns.len() > 1 => drop(self.columns.remove(at)),
            Some(_) => {}
            None => self.columns.push(column),
        }
    }

    fn move_by(&mut self, column: Column, by: isize) {
        let Some(from) = self.columns.iter().position(|other| *other == column) else { return };
        let to = from.saturating_add_signed(by).min(self.columns.len() - 1);
        self.columns.swap(from, to);
    }
}

impl State {
    pub(super) fn change_columns(&mut self, action: ColumnsAction) -> Vec<Effect> {
        let before = self.list.columns.clone();
        match action {
            ColumnsAction::Toggle(column) => self.list.toggle_column(column),
            ColumnsAction::Earlier(column) => self.list.move_by(column, -1),
            ColumnsAction::Later(column) => self.list.move_by(column, 1),
            ColumnsAction::Grab(column) => {
                let place = self.list.columns.iter().position(|other| *other == column);
                self.list.column_drag = place.map(|to| ColumnDrag { column, to });
            }
            ColumnsAction::Carry(place) => {
                let last = self.list.columns.len().saturating_sub(1);
                self.list.column_drag.iter_mut().for_each(|drag| drag.to = place.min(last));
            }
            ColumnsAction::Drop => {
                self.list.columns = self.list.columns_in_dialog();
                self.list.column_drag = None;
            }
            ColumnsAction::Abort => self.list.column_drag = None,
            ColumnsAction::Drag(column, width) => {
                self.list.widths.insert(column, width.clamp(LEAST_WIDTH, MOST_WIDTH));
            }
            ColumnsAction::Widen(column, width) => {
                self.list.widths.insert(column, width.clamp(LEAST_WIDTH, MOST_WIDTH));
                return vec![Effect::Store(self.preferences())];
            }
            ColumnsAction::Unwiden(column) => {
                self.list.widths.remove(&column);
                return vec![Effect::Store(self.preferences())];
            }
            ColumnsAction::Reset => {
                self.list.columns = Column::defaults(&SIGN_INS);
                if !std::mem::take(&mut self.list.widths).is_empty() && self.list.columns == before {
                    return vec![Effect::Store(self.preferences())];
                }
            }
        }
        if self.list.columns == before {
            return Vec::new();
        }
        self.list.has_day_columns = false;
        self.recolumn()
    }
}
