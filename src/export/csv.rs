//! CSV with the columns a person chose, safe to open in a spreadsheet.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat};

use crate::query::list_summary_text;
use crate::schema::formula::guarded;
use crate::schema::label::value_label;
use crate::schema::{Column, Field, name};
use crate::store::{Store, TextAt};

/// UTF-8 byte order mark: Excel takes a CSV for UTF-8 only with it. The portal's downloads have it too.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// In which zones the times of some rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zones {
    /// All in UTC.
    Utc,
    /// All in zones that nobody has named ([`Store::is_local`]).
    Local,
    /// Some so, some so.
    Both,
}

impl Zones {
    /// Those of these rows.
    pub fn of(store: &Store, rows: &[u32]) -> Zones {
        let locals = rows.iter().filter(|&&row| store.is_local(row as usize)).count();
        match locals {
            0 => Zones::Utc,
            _ if locals == rows.len() => Zones::Local,
            _ => Zones::Both,
        }
    }
}

/// The beginning of a file: byte order mark and header.
///
/// Headers are the portal's, so that the file can be loaded again.
pub fn head(columns: &[Column], zones: Zones) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(columns.iter().map(|&column| header(column, zones).into_owned()))?;
    bytes(writer)
}

/// Some rows.
///
/// Values are as the original file had them; a list is in short, as the page shows it. What is empty and what the
/// original file did not have are both empty here, as CSV cannot tell them apart.
pub fn lines(store: &Store, columns: &[Column], rows: &[u32]) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = writer(Vec::new());
    for &row in rows {
        for &column in columns {
            writer.write_field(&*cell(store, column, row as usize))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    bytes(writer)
}

/// A whole file of these lines, the header among them; every cell is made safe.
pub(super) fn document<'a>(lines: impl Iterator<Item = Vec<Cow<'a, str>>>) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    for line in lines {
        writer.write_record(line.into_iter().map(|cell| guarded(cell).into_owned()))?;
    }
    bytes(writer)
}

/// A table of words as the text of a CSV file; every cell is made safe.
pub fn table_text(rows: Vec<Vec<String>>) -> String {
    let lines = rows.into_iter().map(|cells| cells.into_iter().map(Cow::Owned).collect());
    // Writing into memory fails for nothing, and all that is written is UTF-8.
    document(lines).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn writer(into: Vec<u8>) -> ::csv::Writer<Vec<u8>> {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(into)
}

fn bytes(writer: ::csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ::csv::Error> {
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The portal's header of a column; the label of one that the portal's CSV does not have, the name that files give to
/// an extra one.
fn header(column: Column, zones: Zones) -> Cow<'static, str> {
    match column {
        // As Log Analytics says it of the times it exports.
        Column::Field(Field::Date) if zones == Zones::Local => "Date [Local Time]".into(),
        // Each time tells by itself whether it is UTC.
        Column::Field(Field::Date) if zones == Zones::Both => "Date".into(),
        Column::Field(field) => field.info().portal.first().copied().unwrap_or(field.label()).into(),
        Column::List(list) => list.info().label.into(),
        // What is called as a field may be is not to be taken for that field.
        Column::Extra(extra) if name::recognise(extra.name()).is_some() => format!("['{}']", extra.name()).into(),
        Column::Extra(extra) => guarded(extra.name().into()),
    }
}

fn cell(store: &Store, column: Column, row: usize) -> Cow<'_, str> {
    match column {
        Column::Field(field) => field_cell(store, field, row),
        Column::List(list) => guarded(list_summary_text(store, list, row).unwrap_or_default().into()),
        Column::Extra(extra) => guarded(store.extra_at(extra, row).unwrap_or_default().into()),
    }
}

fn field_cell(store: &Store, field: Field, row: usize) -> Cow<'_, str> {
    match store.text_at(field, row) {
        TextAt::Absent | TextAt::Empty => Cow::Borrowed(""),
        TextAt::Time(millis) if store.is_local(row) => Cow::Owned(local_text(millis)),
        TextAt::Time(millis) => Cow::Owned(time_text(millis)),
        TextAt::Text(text) => guarded(in_words(field, text)),
    }
}

/// A number that stands for a word, as old exports of Log Analytics have them, as that word: the portal's CSV has
/// words, and nobody can look the number up in the file. Words stay as the original file has them.
fn in_words(field: Field, text: Cow<'_, str>) -> Cow<'_, str> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    match is_number.then(|| value_label(field, &text)).flatten() {
        Some(words) => words.into(),
        None => text,
    }
}

/// A time as the portal writes it, `2026-11-19T22:41:07Z`, with milliseconds where it has some.
pub(super) fn time_text(millis: i64) -> String {
    let time = DateTime::from_timestamp_millis(millis);
    time.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true)).unwrap_or_default()
}

/// The same of a time in a zone that nobody has named, without the `Z` that says UTC.
fn local_text(millis: i64) -> String {
    time_text(millis).trim_end_matches('Z').to_owned()
}
