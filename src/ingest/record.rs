//! One record in full, again from its bytes: for the detail pane.

use serde_json::Value;
use serde_json::error::Category;

use super::csv::{Cells, CsvFormat};
use super::decode::decode_one;
use super::file_format::{FileFormat, Syntax};
use super::json_reader::{graph_of, graph_of_row, value_of_any};
use crate::schema::formula::unguarded;
use crate::schema::{ExtraColumn, Field, FieldKind};
use crate::store::{Store, TextAt, Translation};

/// One record in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Every field the record has, in table order.
    pub fields: Vec<(Field, RecordValue)>,
    /// The record as Microsoft Graph would write it, for its policies and steps; `None` for flat tables.
    pub json: Option<Value>,
    /// The values of its extra columns that are not empty.
    pub other: Vec<(ExtraColumn, String)>,
    /// The record as the file has it: indented JSON, or a line `Header: value` for each cell.
    pub raw: String,
}

/// The value of a field in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordValue {
    /// The record has the field and leaves it empty.
    Empty,
    /// A time.
    Time {
        /// UTC milliseconds since 1970.
        millis: i64,
        /// As the record has it.
        text: String,
    },
    /// Any other value, and a time that cannot be read.
    Text(String),
}

/// Reads one record again. The error says why the bytes are no sign-in any more.
pub fn read_record(raw: &[u8], file_format: &FileFormat) -> Result<Record, String> {
    let batch = decode_one(raw, file_format)?;
    let mut store = Store::default();
    store.append(&batch, &mut Translation::default());
    let raw = &*file_format.decoded(raw);
    match &file_format.syntax {
        Syntax::Json { told, .. } => {
            let text = String::from_utf8_lossy(raw);
            let value = value_of_any(raw).map_err(|error| damage(&error))?;
            Ok(graph_record(graph_of(value, told.as_deref()), indent(&text), &store))
        }
        Syntax::Csv(csv) => {
            let flat = csv_record(raw, csv, &store);
            let graph = csv.table.as_ref().and_then(|table| graph_of_row(raw, csv, table));
            Ok(graph.map_or(flat.clone(), |graph| graph_record(graph, flat.raw, &store)))
        }
    }
}

/// What is wrong with the JSON of a record, in words for people.
fn damage(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => "The record is no valid JSON: it breaks off before its end.".to_owned(),
        _ => format!(
            "The record is no JSON that can be shown: what stands at its line {line}, character {column} is damaged, or nested too deeply."
        ),
    }
}

fn graph_record(json: Value, raw: String, store: &Store) -> Record {
    let original = |field: Field| {
        let value = field.info().graph.split('.').try_fold(&json, |value, step| value.get(step));
        value.map(text_of).unwrap_or_default()
    };
    Record { fields: fields(store, original), other: other(store), raw, json: Some(json) }
}

fn csv_record(raw: &[u8], csv: &CsvFormat, store: &Store) -> Record {
    let mut scratch = Vec::new();
    let texts: Vec<String> = Cells::new(raw, csv.delimiter)
        .map(|cell| String::from_utf8_lossy(&unguarded(cell.text(&mut scratch))).into_owned())
        .collect();
    let cells = csv.columns.iter().zip(&csv.names).zip(&texts);
    let original = |field: Field| {
        let mut cells =
            csv.columns.iter().zip(&texts).filter(|(column, text)| **column == Some(field) && !text.is_empty());
        cells.next().map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let lines = cells.map(|((_, name), text)| format!("{}: {text}\n", name.trim()));
    Record { fields: fields(store, original), json: None, other: other(store), raw: lines.collect() }
}

/// The fields of the only record of a store; `original` gives the text of a time as the record has it.
fn fields(store: &Store, original: impl Fn(Field) -> String) -> Vec<(Field, RecordValue)> {
    let value = |field: Field| match store.text_at(field, 0) {
        TextAt::Absent => None,
        TextAt::Empty => match original(field) {
            text if !text.is_empty() && field.kind() == FieldKind::Time => Some(RecordValue::Text(text)),
            _ => Some(RecordValue::Empty),
        },
        TextAt::Time(millis) => Some(RecordValue::Time { millis, text: original(field) }),
        TextAt::Text(text) => Some(RecordValue::Text(text.into_owned())),
    };
    Field::all().filter_map(|field| Some((field, value(field)?))).collect()
}

/// The values of the extra columns of the only record of a store.
fn other(store: &Store) -> Vec<(ExtraColumn, String)> {
    let value = |(extra, _)| Some((extra, store.extra_at(extra, 0).filter(|text| !text.is_empty())?.to_owned()));
    store.extras().iter().filter_map(value).collect()
}

/// A value as text: nothing for `null`, the items of an array with `, ` between.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text_of).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        value => value.to_string(),
    }
}

/// Valid JSON with every value on a line of its own. Keys, texts and numbers stay exactly as they are.
fn indent(json: &str) -> String {
    let mut into = String::with_capacity(json.len() * 2);
    let (mut depth, mut is_text, mut is_escape) = (0usize, false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if is_text {
            into.push(character);
            (is_text, is_escape) = (is_escape || character != '"', !is_escape && character == '\\');
            continue;
        }
        match character {
            ' ' | '\t' | '\r' | '\n' => {}
            '{' | '[' => {
                into.push(character);
                while characters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(close) = characters.next_if(|&next| next == '}' || next == ']') {
                    into.push(close);
                } else {
                    depth += 1;
                    new_line(&mut into, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut into, depth);
                into.push(character);
            }
            ',' => {
                into.push(',');
                new_line(&mut into, depth);
            }
            ':' => into.push_str(": "),
            character => {
                is_text = character == '"';
                into.push(character);
            }
        }
    }
    into
}

fn new_line(into: &mut String, depth: usize) {
    into.push('\n');
    (0..depth).for_each(|_| into.push_str("  "));
}
