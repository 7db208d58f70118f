//! The lists of a record that have no table of their own: networks, processing details, risk types and the like.

use serde_json::Value;

use super::{Facts, plain, text_of};
use crate::engine::protocol::DetailList;
use crate::schema::label::network_label;
use crate::schema::{List, ListInfo, PartInfo};

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
    DetailList { label: info.label.to_owned(), tab: info.tab, entries }
}

fn parts(info: &ListInfo, entry: &Value) -> Vec<(String, String)> {
    info.parts.iter().map(|part| (part.label.to_owned(), part_text(info, part, entry))).collect()
}

fn part_text(info: &ListInfo, part: &PartInfo, entry: &Value) -> String {
    let text = if entry.is_object() { text_of(entry, part.graph) } else { plain(entry) };
    match (info.list, part.graph) {
        (List::Networks, "networkType") => network_label(&text).to_owned(),
        _ => text,
    }
}
