//! Tables in which a column may hold a nested value, or a row is only a part of a sign-in.

use serde_json::{Map, Value};

use super::cells::Cells;
use super::header::{CsvFormat, normalise};
use super::normalized_table::{NormalizedTable, STEP_COLUMNS};
use crate::ingest::normalize::with_rest;
use crate::schema::formula::unguarded;

/// The keys of Graph for the columns of a step, in the order of [`STEP_COLUMNS`]; the first is that of the record.
const STEP_KEYS: [&str; 6] = [
    "id",
    "authenticationMethod",
    "succeeded",
    "authenticationMethodDetail",
    "authenticationStepResultDetail",
    "authenticationStepRequirement",
];

impl NormalizedTable {
    /// Rows that are objects.
    pub fn normalized(_: &CsvFormat) -> NormalizedTable {
        NormalizedTable::Normalized
    }

    /// Rows that are steps.
    pub fn steps(file_format: &CsvFormat) -> NormalizedTable {
        let names: Vec<String> = file_format.names.iter().map(|name| normalise(name)).collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        NormalizedTable::Steps(STEP_COLUMNS.map(|wanted| place(wanted).and_then(|place| u16::try_from(place).ok())))
    }

    /// The object a row stands for: a member for each cell, or the sign-in of a step with that step alone.
    pub fn object(&self, record: &[u8], file_format: &CsvFormat) -> Value {
        let mut scratch = Vec::new();
        let cells = Cells::new(record, file_format.delimiter);
        let texts = cells.map(|cell| String::from_utf8_lossy(&unguarded(cell.text(&mut scratch))).into_owned());
        match self {
            NormalizedTable::Normalized => {
                let mut object = Map::with_capacity(file_format.names.len());
                file_format.names.iter().zip(texts).for_each(|(name, text)| add(&mut object, name.trim(), text));
                Value::Object(object)
            }
            NormalizedTable::Steps(places) => {
                let texts: Vec<String> = texts.collect();
                let is_other = |at: &usize| !places.iter().flatten().any(|place| usize::from(*place) == *at);
                let mut rest = Map::new();
                for (at, text) in texts.iter().enumerate().filter(|(at, _)| is_other(at)) {
                    let name = file_format.names.get(at).map_or("", |name| name.trim());
                    add(&mut rest, name, text.clone());
                }
                with_rest(step(places, &texts), rest)
            }
        }
    }
}

/// Adds a cell to a row. Two columns may have one name: the first that holds something counts, and another value gets a
/// number.
fn add(row: &mut Map<String, Value>, name: &str, text: String) {
    let is_free =
        |there: Option<&Value>| there.and_then(Value::as_str).is_none_or(|there| there.is_empty() || there == text);
    if is_free(row.get(name)) || text.is_empty() {
        let slot = row.entry(name).or_insert_with(|| Value::String(String::new()));
        if !text.is_empty() {
            *slot = Value::String(text);
        }
        return;
    }
    let numbered = (2..).map(|number| format!("{name} ({number})")).find(|name| is_free(row.get(name)));
    row.extend(numbered.map(|name| (name, Value::String(text))));
}

/// A sign-in with one step.
fn step(places: &[Option<u16>; STEP_COLUMNS.len()], texts: &[String]) -> Value {
    let text = |column: usize| texts.get(usize::from(places[column]?));
    let value = |column: usize| text(column).map(|text| Value::String(text.clone()));
    let keys = STEP_KEYS.iter().enumerate().skip(1);
    let date = value(6).or_else(|| value(7));
    let parts = keys.filter_map(|(column, key)| Some(((*key).to_owned(), value(column)?)));
    let mut step: Map<String, Value> = parts.collect();
    step.extend(date.clone().map(|date| ("authenticationStepDateTime".to_owned(), date)));
    let mut sign_in = Map::new();
    sign_in.extend(value(0).map(|id| (STEP_KEYS[0].to_owned(), id)));
    sign_in.extend(date.map(|date| ("createdDateTime".to_owned(), date)));
    sign_in.insert("authenticationDetails".to_owned(), Value::Array(vec![Value::Object(step)]));
    Value::Object(sign_in)
}
