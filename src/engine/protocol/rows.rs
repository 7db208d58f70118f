//! Rows of the list.

use serde::{Deserialize, Serialize};

use crate::query::View;
use crate::schema::{Column, Field};
use crate::store::RowId;

/// One value of a row, as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// The file does not have it: shown as "not in this file".
    Absent,
    /// The file has it and leaves it empty.
    Empty,
    /// A time in UTC milliseconds since 1970.
    Time(f64),
    /// What a clock has shown in a zone that nobody has named, in milliseconds as if it were UTC.
    LocalTime(f64),
    /// In the portal's words.
    Text(String),
    /// The record does not have it; the value of another field stands in for it ([`FieldInfo::fallbacks`](crate::schema::FieldInfo::fallbacks)).
    Fallback {
        /// The field it is a value of.
        field: Field,
        /// Its value in the portal's words.
        text: String,
    },
}

/// Rows of a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// The view asked for.
    pub view: View,
    /// The columns asked for.
    pub columns: Vec<Column>,
    /// How many rows the view has.
    pub total: u32,
    /// The first row given.
    pub first: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The record, as [`Request::Detail`](super::Request::Detail) takes it.
    pub row: RowId,
    /// A value for each column.
    pub cells: Vec<Cell>,
}
