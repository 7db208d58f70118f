//! Records of Azure Monitor diagnostic settings, as Event Hubs and storage accounts hold them.
//!
//! Around the `properties`, which are a sign-in of Graph, there is an envelope. Its time is that of its delivery, so
//! its values only stand in where the properties have none (Microsoft Entra documentation, "Azure Monitor sign-in log
//! schema").

use serde_json::{Map, Value};

use super::build::{Building, opened};
use super::names::Dialect;
use super::{Names, Normalized, member, other_logs, power_shell};
use crate::ingest::source_format::SourceFormat;

/// Whether an object is such a record.
pub fn is_it(record: &Map<String, Value>) -> bool {
    let has = |key: &str| member(record, key).is_some();
    match member(record, "properties") {
        Some(Value::Object(_)) => true,
        Some(Value::String(text)) => text.trim_start().starts_with('{'),
        // Flattened records keep their category.
        _ => has("category") && has("time"),
    }
}

/// The sign-in in the record.
pub fn normalize(mut record: Map<String, Value>) -> Normalized {
    let key = record.keys().find(|key| key.eq_ignore_ascii_case("properties")).cloned();
    let properties = key.and_then(|key| record.shift_remove(&key)).map(opened);
    let category = member(&record, "category").and_then(Value::as_str);
    let is_sign_in = category.is_some_and(other_logs::is_sign_in_log);
    if !is_sign_in && let Some(what) = other_log(category, properties.as_ref()) {
        return Normalized::Foreign(what);
    }
    let mut inside = Building::new(Dialect::Graph);
    if let Some(Value::Object(properties)) = properties {
        inside.add_all(properties);
    }
    let mut building = Building::new(Dialect::LogAnalytics);
    building.log_type = inside.log_type.take();
    let (properties, inside) = inside.finish();
    (building.lost, building.texts, building.unread) = (inside.lost, inside.texts, inside.unread);
    for (key, value) in properties {
        building.put(key, value);
    }
    building.add_all(record);
    Normalized::sign_in(building, SourceFormat::Diagnostics, is_sign_in)
}

/// What a record is whose category is not that of sign-ins; `None` where it has none and holds a sign-in all the same.
fn other_log(category: Option<&str>, properties: Option<&Value>) -> Option<&'static str> {
    let properties = properties.and_then(Value::as_object);
    let known = category.and_then(other_logs::by_category).or_else(|| properties.and_then(other_logs::by_keys));
    let names = Names::of(properties.into_iter().flat_map(|object| object.keys()).map(String::as_str));
    let is_sign_in = category.is_none() && power_shell::is_it(&names);
    known.or_else(|| (!is_sign_in).then_some("a record of another log of Azure Monitor"))
}
