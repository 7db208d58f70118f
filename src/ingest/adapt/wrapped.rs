//! Records inside a text or an envelope of the tool that collected them.

use serde_json::Value;

use super::build::opened;

/// Keys whose value is the whole record: Cribl and Splunk write `_raw`, the Microsoft 365 audit search `AuditData`.
const KEYS: [&str; 3] = ["_raw", "AuditData", "auditData"];

/// Envelopes around envelopes are opened so deep.
const DEEPEST: u32 = 4;

/// The record itself; `None` for a text that holds no JSON.
pub fn unwrap(mut record: Value) -> Option<Value> {
    for _ in 0..DEEPEST {
        record = match record {
            Value::String(_) => match opened(record) {
                Value::String(_) => return None,
                value => value,
            },
            Value::Object(mut object) => {
                let key = KEYS.into_iter().find(|key| object.contains_key(*key));
                let Some(inner) = key.and_then(|key| object.get_mut(key)) else {
                    return Some(Value::Object(object));
                };
                match opened(inner.take()) {
                    value @ Value::Object(_) => value,
                    _ => return None,
                }
            }
            value => return Some(value),
        };
    }
    Some(record)
}
