//! Usage: calendars, charts over time, tables, patterns and places, counted by hand and by slow twins.

pub mod calendar;
mod entity_index;
mod over_time;
mod pattern;
mod places;
mod random;
mod table;

use signscope::query::select;
use signscope::query::usage::{EntityIndexes, Scope};
use signscope::schema::Field;
use signscope::store::{RowSet, Store};

use crate::records::store;

/// The rows of a scope.
pub fn rows_of(store: &Store, scope: &Scope) -> RowSet {
    select(store, &scope.as_filter())
}

/// An instant written as `2026-03-29T01:30:00Z`, in UTC milliseconds.
pub fn at(text: &str) -> i64 {
    signscope::ingest::time::parse_time(text.as_bytes()).unwrap()
}

/// Asks a question about all records with fresh directories.
pub fn fresh<T>(ask: impl FnOnce(&mut EntityIndexes) -> T) -> T {
    ask(&mut EntityIndexes::default())
}

/// A store of sign-ins written as a table: a line a record, cells between bars, `-` for a field the file does not have.
/// The first line names the fields.
pub fn sign_ins(text: &str) -> Store {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let fields: Vec<Field> = cells(lines.next().unwrap()).iter().map(|id| Field::from_id(id).unwrap()).collect();
    let rows: Vec<Vec<(Field, String)>> = lines
        .map(|line| {
            let kept = fields.iter().copied().zip(cells(line)).filter(|(_, cell)| cell != "-");
            kept.map(|(field, cell)| (field, if field == Field::Date { at(&cell).to_string() } else { cell })).collect()
        })
        .collect();
    let rows: Vec<Vec<(Field, &str)>> =
        rows.iter().map(|row| row.iter().map(|(field, cell)| (*field, cell.as_str())).collect()).collect();
    store(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}
