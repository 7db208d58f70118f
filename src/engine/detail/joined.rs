//! What other records of the same sign-in add to a record.

use serde_json::{Map, Value};

use crate::engine::files::Files;
use crate::engine::protocol::OtherRecord;
use crate::ingest::Record;
use crate::schema::{List, Part};
use crate::store::{ListEntry, RowId, Store};

/// The other records of the sign-in of a row: those that became part of it, then those that contradict it.
pub(super) fn others(store: &Store, files: &Files, row: u32) -> Vec<OtherRecord> {
    let record = |row: u32, version: Option<RowId>| {
        let location = store.location(row as usize)?;
        Some(OtherRecord { file: files.name(location.file).to_owned(), location, version })
    };
    let merged = store.members(row).filter_map(|member| record(member, None));
    let versions = store.other_versions(row).into_iter().filter_map(|other| record(other, Some(store.row_id(other))));
    merged.chain(versions).collect()
}

/// Gives the record the lists that were filled in from other ones.
pub(super) fn fill_lists(store: &Store, row: u32, record: &mut Record) {
    if store.members(row).next().is_none() {
        return;
    }
    for list in List::all() {
        let Some(entries) = store.list(list).get(row as usize) else { continue };
        let entries: Vec<Value> = entries.map(|entry| as_json(list, entry)).collect();
        let json = record.json.get_or_insert_with(|| Value::Object(Map::new()));
        let own = json.get(list.info().graph);
        let is_blank = own.is_none_or(|own| own.is_null() || own.as_array().is_some_and(Vec::is_empty));
        if let (true, Value::Object(members)) = (is_blank, json) {
            members.insert(list.info().graph.to_owned(), Value::Array(entries));
        }
    }
}

/// An entry as the Graph resource has it.
fn as_json(list: List, entry: ListEntry<'_>) -> Value {
    let value = |part: Part| match entry.part(part) {
        None => Value::Null,
        Some(text) if text.eq_ignore_ascii_case("true") => Value::Bool(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Value::Bool(false),
        Some(text) => Value::String(text.to_owned()),
    };
    match list.info().is_plain() {
        true => value(list.first_part()),
        false => Value::Object(list.parts().map(|part| (part.info().graph.to_owned(), value(part))).collect()),
    }
}
