//! Records inside a text or an envelope of the tool that collected them.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::build::opened;
use super::names::{self, Dialect, KeyTarget};
use super::{Names, audit_log, diagnostic, other_logs, source_format_of};
use crate::ingest::json::{FEWEST_MARKS, has_marks};
use crate::schema::name::{Sureness, is_of_graph, recognise};

/// Keys whose value is the whole record: Cribl and Splunk write `_raw`, the Microsoft 365 audit search `AuditData`.
const KEYS: [&str; 3] = ["_raw", "AuditData", "auditData"];

/// Envelopes around envelopes are opened so deep.
const DEEPEST: usize = 16;

/// What collectors that follow the Elastic Common Schema take out of the record and write beside it, and the places of
/// Graph. Source: Elastic Common Schema reference.
const BESIDE: [(&[&str], &str); 3] = [
    (&["@timestamp"], "createdDateTime"),
    (&["source", "ip"], "ipAddress"),
    (&["user_agent", "original"], "userAgent"),
];

/// A record that was inside something else, if it was.
#[derive(Debug)]
pub struct Unwrapped {
    /// The record.
    pub record: Map<String, Value>,
    /// What stands around it.
    pub around: Map<String, Value>,
    /// How many other sign-ins are among that.
    pub others: u64,
    /// Whether it is not known what the record is, and lists inside hold sign-ins.
    pub has_lists: bool,
}

/// The record itself; `None` for a text that holds no JSON.
pub fn unwrap(record: Value) -> Option<Unwrapped> {
    let Value::Object(mut record) = opened(record) else { return None };
    let (mut around, mut others, mut has_lists) = (Map::new(), 0, false);
    for _ in 0..DEEPEST {
        let path = match KEYS.into_iter().find(|key| record.contains_key(*key)) {
            Some(key) => vec![key.to_owned()],
            None if is_known(&record) => break,
            None => {
                let spread = spread(record.clone(), DEEPEST);
                let Some(path) = find(&spread) else {
                    has_lists = count_others(&spread, None) > 0;
                    break;
                };
                record = spread;
                path
            }
        };
        let Value::Object(inner) = opened(take(&mut record, &path)?) else { return None };
        let outer = std::mem::replace(&mut record, inner);
        others += count_others(&outer, id_of(&record));
        for (key, value) in outer {
            around.entry(key).or_insert(value);
        }
    }
    Some(Unwrapped { record, around, others, has_lists })
}

/// The sign-in with what stood around it: values that it lacks in their places, the others under their own names.
pub fn with_around(graph: Value, mut around: Map<String, Value>) -> Value {
    let Value::Object(mut graph) = graph else { return graph };
    for (path, place) in BESIDE {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        if graph.get(place).is_none_or(Value::is_null)
            && let Some(value) = take_anywhere(&mut around, &path)
        {
            graph.insert(place.to_owned(), value);
        }
    }
    with_rest(Value::Object(graph), around)
}

/// A sign-in with values that nobody asks for, under their names; one that Graph has for something else gets a mark,
/// since it is not that.
pub fn with_rest(graph: Value, rest: Map<String, Value>) -> Value {
    let Value::Object(mut graph) = graph else { return graph };
    for (key, value) in rest {
        let is_taken = is_of_graph(&key) || graph.contains_key(&key);
        graph.insert(if is_taken { format!("{key} (in this file)") } else { key }, value);
    }
    Value::Object(graph)
}

/// Whether it is known what an object is, so that nothing is looked for inside.
pub fn is_known(object: &Map<String, Value>) -> bool {
    has_marks(object.keys().map(String::as_str))
        || (diagnostic::is_it(object) && object.keys().any(|key| key.eq_ignore_ascii_case("category")))
        || source_format_of(&Names::of(object.keys().map(String::as_str))).is_some()
        || audit_log::is_it(object)
        || other_logs::by_keys(object).is_some()
}

/// The identifier of a sign-in.
fn id_of(object: &Map<String, Value>) -> Option<&str> {
    let inside = super::member(object, "properties").and_then(Value::as_object);
    inside.into_iter().chain([object]).find_map(|object| super::member(object, "id")?.as_str())
}

/// How many sign-ins are in an object, in lists too, that have another identifier than this: collectors keep a record
/// in several forms beside each other.
fn count_others(object: &Map<String, Value>, id: Option<&str>) -> u64 {
    let is_other =
        |inner: &Map<String, Value>| is_sign_in(inner) && id_of(inner).is_some_and(|other| Some(other) != id);
    let of_value = |value: &Value| match value {
        Value::Object(inner) if is_other(inner) => 1,
        Value::Object(inner) => count_others(inner, id),
        _ => 0,
    };
    let of_member = |value: &Value| match value {
        Value::Array(items) => items.iter().map(of_value).sum(),
        value => of_value(value),
    };
    object.values().map(of_member).sum()
}

/// The keys in an object under which single sign-ins stand.
pub fn single_sign_ins(object: &Map<String, Value>) -> Vec<String> {
    let is_one = |value: &Value| value.as_object().is_some_and(is_sign_in);
    object.iter().filter(|(_, value)| is_one(value)).map(|(key, _)| key.clone()).collect()
}

/// Whether a sign-in is inside an object.
pub fn has_sign_in(object: &Map<String, Value>) -> bool {
    KEYS.iter().any(|key| object.contains_key(*key)) || find(&spread(object.clone(), DEEPEST)).is_some()
}

/// Whether an object inside another one is a sign-in, by its keys.
fn is_sign_in(object: &Map<String, Value>) -> bool {
    let is_mark = |key: &&String| {
        recognise(key).is_some_and(|(field, sureness)| sureness <= Sureness::Usual && field.info().is_mark)
    };
    let is_marked = |object: &Map<String, Value>| object.keys().filter(is_mark).count() >= FEWEST_MARKS;
    let category = super::member(object, "category").and_then(Value::as_str);
    match super::member(object, "properties") {
        Some(Value::Object(inside)) => category.map_or_else(|| is_marked(inside), other_logs::is_sign_in_log),
        _ if audit_log::is_it(object) => true,
        _ => source_format_of(&Names::of(object.keys().map(String::as_str))).is_some() && is_marked(object),
    }
}

/// Where in an object the sign-in is that is the least deep, and of those the first.
fn find(object: &Map<String, Value>) -> Option<Vec<String>> {
    let mut next = VecDeque::from([(Vec::new(), object)]);
    while let Some((path, object)) = next.pop_front() {
        for (key, value) in object {
            let Value::Object(inner) = value else { continue };
            let path = [path.as_slice(), std::slice::from_ref(key)].concat();
            if is_sign_in(inner) {
                return Some(path);
            }
            if path.len() < DEEPEST {
                next.push_back((path, inner));
            }
        }
    }
    None
}

/// An object in which JSON in texts is opened and keys with dots (`source.ip`) are objects inside objects, as far down
/// as told.
fn spread(object: Map<String, Value>, levels: usize) -> Map<String, Value> {
    // The `fields` of an answer of Elasticsearch have every value in a list.
    let is_listed = object.keys().any(|key| key.contains('.')) && object.values().all(Value::is_array);
    let mut spread = Map::new();
    for (key, value) in object {
        let value = match opened(value) {
            Value::Object(inner) if levels > 1 => Value::Object(self::spread(inner, levels - 1)),
            Value::Array(mut items) if is_listed && items.len() == 1 && !is_list(&key) => items.remove(0),
            value => value,
        };
        put(&mut spread, &key, value);
    }
    spread
}

fn is_list(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    matches!(names::place(last, Dialect::Graph), Some(KeyTarget::List(_) | KeyTarget::ListStandIn(_)))
}

/// Puts a value where the steps of a key lead; under the key as it is where something else stands in the way.
fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some((first, rest)) = key.split_once('.').filter(|(first, rest)| !first.is_empty() && !rest.is_empty())
        && let Value::Object(inner) = object.entry(first).or_insert_with(|| Value::Object(Map::new()))
    {
        return put(inner, rest, value);
    }
    match (object.get_mut(key), value) {
        // `source.ip` came before `source` itself.
        (Some(Value::Object(there)), Value::Object(more)) => {
            for (key, value) in more {
                there.entry(key).or_insert(value);
            }
        }
        (_, value) => drop(object.insert(key.to_owned(), value)),
    }
}

/// Takes the value at a path that begins in an object or in one inside.
fn take_anywhere(object: &mut Map<String, Value>, path: &[String]) -> Option<Value> {
    take(object, path).or_else(|| {
        let mut inner = object.values_mut().filter_map(Value::as_object_mut);
        inner.find_map(|inner| take_anywhere(inner, path))
    })
}

/// Takes the value at a path out of an object, and the objects around it if nothing else is in them.
fn take(object: &mut Map<String, Value>, path: &[String]) -> Option<Value> {
    let (first, rest) = path.split_first()?;
    if rest.is_empty() {
        return object.shift_remove(first);
    }
    let Value::Object(inner) = object.get_mut(first)? else { return None };
    let value = take(inner, rest);
    if inner.is_empty() {
        object.shift_remove(first);
    }
    value
}
