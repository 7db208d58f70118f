//! Nested values that were written into a text: as JSON, or as PowerShell, .NET and Python print an object.

mod class;
mod hash;
mod python;

use serde_json::Value;

use super::names;
use crate::ingest::json::mended;
use crate::schema::SIGN_INS;

/// What is opened lies so deep at most, the containers around it counted; the reader takes little more.
const DEEPEST: usize = 100;

/// What became of a text in the place of a nested value.
#[derive(Debug, PartialEq)]
pub enum Opened {
    /// The value that was in it.
    Value(Value),
    /// It is no notation that is known.
    Closed,
    /// What was in it is nested too deeply.
    TooDeep,
}

/// The value in a text that stands at this path of Graph, in which so many containers are open.
pub fn open(text: &str, path: &str, depth: usize) -> Opened {
    let start = text.trim();
    let value = match start.as_bytes() {
        [b'@', b'{', ..] => hash::value(start, path),
        [b'{' | b'[', ..] => serde_json::from_str(text)
            .ok()
            .or_else(|| python::value(start))
            .or_else(|| serde_json::from_slice(&mended(start.as_bytes())).ok()),
        _ if start.starts_with("class ") => class::value(start, path),
        _ => None,
    };
    match value {
        None => Opened::Closed,
        Some(value) if depth + height(&value) > DEEPEST => Opened::TooDeep,
        Some(value) => Opened::Value(value),
    }
}

/// How many containers are open at the deepest place of a value.
fn height(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(height).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(height).max().unwrap_or(0),
        _ => 0,
    }
}

/// Whether an object at this path of Graph has such a key, in whatever case. Only there a member of it begins: its
/// values hold semicolons, equals signs and colons too.
fn is_key(key: &str, path: &str) -> bool {
    let is_it = |known: &str| known.eq_ignore_ascii_case(key);
    let below = |graph: &str| {
        graph
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|rest| is_it(rest.split('.').next().unwrap_or(rest)))
    };
    if let Some(list) = SIGN_INS.lists.iter().map(|list| list.info()).find(|info| info.graph == path) {
        return list.parts.iter().any(|part| is_it(part.graph)) || names::INNER.into_iter().any(is_it);
    }
    SIGN_INS.fields().any(|info| below(info.graph)) || path == "location.geoCoordinates" && is_it("altitude")
}

/// The path of Graph of what stands under a key.
fn below(path: &str, key: &str) -> String {
    format!("{path}.{}", names::inner(key))
}
