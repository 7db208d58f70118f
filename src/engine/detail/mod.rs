//! One record in full: what the detail pane shows, made from the record's bytes.

mod decision;
mod joined;
mod lists;
mod policies;
mod steps;
mod verdict;

use serde_json::Value;

use super::files::Files;
use super::list_cache::shown;
use super::protocol::{Cell, Detail, DetailItem};
use crate::ingest::{Record, RecordValue, read_record, still_holds};
use crate::schema::{ExtraColumn, Field};
use crate::store::Store;
use joined::others;

/// The record of a row from its bytes. Fails in words if they are not the record any more.
pub fn detail(store: &Store, files: &Files, row: u32, bytes: &[u8]) -> Result<Detail, String> {
    let location = store.location(row as usize).ok_or("This record is not loaded any more.")?;
    let changed = || files.changed(location.file);
    if bytes.len() != location.len as usize {
        return Err(changed());
    }
    let file_format = files.file_format_at(location.file, location.offset).ok_or_else(changed)?;
    if !still_holds(store, &[row], bytes, location.offset, file_format) {
        return Err(changed());
    }
    let mut record = read_record(bytes, file_format).map_err(|_| changed())?;
    joined::fill_lists(store, row, &mut record);
    let facts = Facts::new(store, row, &record);
    let policies = policies::policies(&facts);
    let steps = steps::steps(&facts);
    let row_id = store.row_id(row);
    Ok(Detail {
        asked: row_id,
        row: row_id,
        title: facts.first_of(&[Field::User, Field::Username, Field::ServicePrincipalName, Field::UserId]),
        subtitle: facts.first_of(&[Field::Username, Field::ServicePrincipalId]),
        time: store.time(row as usize),
        verdict: verdict::verdict(&facts, policies.as_deref(), steps.as_deref()),
        items: facts.items(files),
        policies,
        steps,
        lists: lists::lists(&facts),
        other: extras(store, row, &record),
        raw: record.raw.clone(),
        file: files.name(location.file).to_owned(),
        location,
        others: others(store, files, row),
    })
}

/// The values of the extra columns: those of the record, then those that were filled in from other records of the
/// sign-in.
fn extras(store: &Store, row: u32, record: &Record) -> Vec<(ExtraColumn, String)> {
    let mut values = record.other.clone();
    let own = values.len();
    for (extra, _) in store.extras().iter() {
        let text = store.extra_at(extra, row as usize).filter(|text| !text.is_empty());
        let is_new = || values[..own].iter().all(|(known, _)| *known != extra);
        if let Some(text) = text.filter(|_| is_new()) {
            values.push((extra, text.to_owned()));
        }
    }
    values
}

/// What the record says, and what the store derived from it (status, location).
struct Facts<'a> {
    store: &'a Store,
    row: u32,
    record: &'a Record,
}

impl<'a> Facts<'a> {
    fn new(store: &'a Store, row: u32, record: &'a Record) -> Facts<'a> {
        Facts { store, row, record }
    }

    /// The record as JSON, if it is JSON.
    fn json(&self) -> Option<&Value> {
        self.record.json.as_ref()
    }

    /// The text of a field in the portal's words; empty if there is none.
    fn text(&self, field: Field) -> String {
        match self.cell(field) {
            Cell::Text(text) => text,
            _ => String::new(),
        }
    }

    fn first_of(&self, fields: &[Field]) -> String {
        fields.iter().map(|&field| self.text(field)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn items(&self, files: &Files) -> Vec<DetailItem> {
        let fillers = self.store.fillers(self.row);
        let from = |field| {
            let (_, filler) = fillers.iter().find(|(of, _)| *of == field)?;
            Some(files.name(self.store.location(*filler as usize)?.file).to_owned())
        };
        Field::all().map(|field| DetailItem { field, value: self.cell(field), from: from(field) }).collect()
    }

    fn cell(&self, field: Field) -> Cell {
        let in_record = self.record.fields.iter().find(|(of, _)| *of == field).map(|(_, value)| value);
        match in_record {
            Some(RecordValue::Time { millis, .. }) => super::list_cache::time_cell(self.store, self.row, *millis),
            Some(RecordValue::Text(text)) => Cell::Text(shown(field, text)),
            Some(RecordValue::Empty) | None => super::list_cache::cell(self.store, field, self.row),
        }
    }
}

/// A member of a JSON object as text: lists are joined, `null` and what is missing is empty.
fn text_of(value: &Value, key: &str) -> String {
    value.get(key).map(plain).unwrap_or_default()
}

/// A JSON value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The texts of a list: of an array, or of a text with commas.
fn texts_of(value: &Value, key: &str) -> Vec<String> {
    let texts: Vec<String> = match value.get(key) {
        Some(Value::Array(values)) => values.iter().map(plain).collect(),
        Some(Value::String(text)) => text.split(',').map(|part| part.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// A label inside a sentence: `Sign-in risk` begins small, `IP address` stays.
fn starting_small(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}
