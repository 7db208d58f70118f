//! The lists of a record that have no table of their own: networks, processing details, risk types and the like.

use serde_json::Value;

use super::{Facts, plain, text_of};
use crate::engine::protocol::DetailList;
use crate::schema::{List, ListInfo};

/// Every list the record has, empty ones too; policies and steps are shown elsewhere.
pub(super) fn lists(facts: &Facts<'_>) -> Vec<DetailList> {
    let Some(json) = facts.json() else { return Vec::new() };
    let shown = List::all().filter(|list| !matches!(list, List::Policies | List::Steps));
    shown.filter_map(|list| json.get(list.info().graph).map(|value| detail_list(list.info(), value))).collect()
}

fn detail_list(info: &ListInfo, value: &Value) -> DetailList {
    let entries = match value {
        Value::Array(entries) => entries.iter().map(|entry| parts(info, entry)).collect(),
        Value::Null => Vec::new(),
        single => vec![parts(info, single)],
    };
    DetailList { list: info.list, entries }
}

fn parts(info: &ListInfo, entry: &Value) -> Vec<String> {
    info.parts.iter().map(|part| if entry.is_object() { text_of(entry, part.graph) } else { plain(entry) }).collect()
}
