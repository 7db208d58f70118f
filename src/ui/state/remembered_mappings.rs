//! What the columns of tables hold, as somebody said: kept by the names of the columns, without anything of their rows.

use serde_json::{Value, json};

use crate::engine::protocol::Mapping;
use crate::schema::Field;

/// So many tables are remembered; the oldest make room.
const MOST_HEADERS: usize = 30;

/// A table has no more columns.
const MOST_COLUMNS: usize = 1000;

/// A header with what each of its columns holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHeader {
    /// The names of the columns, as the file has them, each with the field it holds.
    pub columns: Vec<(String, Option<Field>)>,
}

impl KnownHeader {
    /// Whether these are its names.
    pub fn is_of(&self, names: &[String]) -> bool {
        self.columns.iter().map(|(name, _)| name).eq(names)
    }

    /// The fields, column by column.
    pub fn fields(&self) -> Vec<Option<Field>> {
        self.columns.iter().map(|(_, field)| *field).collect()
    }

    /// Whether its names may be values of a log: then it is not stored.
    fn may_be_data(&self) -> bool {
        let names = self.columns.iter().map(|(name, _)| name.clone()).collect();
        Mapping { names, ..Mapping::default() }.has_values_for_names()
    }
}

/// Puts a header to those that are known, in the place of one with the same names.
pub fn remember(headers: &mut Vec<KnownHeader>, header: KnownHeader) {
    headers.retain(|known| !known.columns.iter().map(|(name, _)| name).eq(header.columns.iter().map(|(name, _)| name)));
    headers.push(header);
    let excess = headers.len().saturating_sub(MOST_HEADERS);
    headers.drain(..excess);
}

/// The headers to store: a list of names and stable names of fields each.
pub fn written(headers: &[KnownHeader]) -> Vec<Value> {
    let stored = headers.iter().filter(|header| !header.may_be_data());
    stored
        .map(|header| {
            let columns = header.columns.iter().map(|(name, field)| json!([name, field.map(|field| field.id())]));
            Value::Array(columns.collect())
        })
        .collect()
}

/// Reads a stored header. A field this version does not know is read by nobody; `None` for what is no header.
pub fn read(value: &Value) -> Option<KnownHeader> {
    let columns: Vec<(String, Option<String>)> = serde_json::from_value(value.clone()).ok()?;
    if columns.is_empty() || columns.len() > MOST_COLUMNS {
        return None;
    }
    let column = |(name, field): (String, Option<String>)| (name, field.and_then(|id| Field::from_id(&id)));
    let header = KnownHeader { columns: columns.into_iter().map(column).collect() };
    // With all fields unknown there is nothing to read by it.
    header.columns.iter().any(|(_, field)| field.is_some()).then_some(header)
}
