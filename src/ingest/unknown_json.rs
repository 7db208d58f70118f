//! JSON records that nobody knows: the table they are, so that somebody can say what its columns hold, and the sign-ins
//! that come of it.

use serde_json::{Map, Value};

use super::adapt::{self, Adapted};
use super::json::{JsonSplitter, KEY_ROOM};
use super::mapping::Mapping;
use super::scan;
use super::sniff::{MOST_MAPPED, may_be_mapped, refusal};
use super::split::Span;
use crate::schema::Field;
use crate::schema::name::is_of_graph;
use crate::store::Problems;

/// So many bytes at the beginning of a file are looked at.
pub const SAMPLE: usize = 64 << 10;

/// The names of so many records are columns; later ones rarely have others.
const LOOKED_AT: usize = 50;

/// The records are in one of so many arrays of the object around them.
const MOST_ARRAYS: usize = 8;

/// So many rows are shown to whoever maps the columns.
const SHOWN_ROWS: usize = 5;

/// Objects inside objects are columns of their own so deep.
const DEEPEST: usize = 4;

/// The table that the records of a file are of which this is the beginning, if they may be sign-ins.
pub fn unknown_table(name: &str, sample: &[u8]) -> Option<Mapping> {
    let under = array_keys(sample).into_iter().take(MOST_ARRAYS).map(Some);
    under.chain([None]).find_map(|under| table(name, sample, under))
}

/// The table of the records under a key of the object that is the whole file, or of those at top level.
fn table(name: &str, sample: &[u8], under: Option<String>) -> Option<Mapping> {
    let mut splitter = JsonSplitter::new(0).under(under.as_deref());
    let mut spans = Vec::new();
    splitter.split(sample, &mut spans, &mut Problems::default());
    let record = |span: &Span| {
        let bytes = sample.get(span.offset as usize..span.end() as usize)?;
        serde_json::from_slice::<Map<String, Value>>(bytes).ok()
    };
    let records: Vec<Columns> =
        spans.iter().filter_map(record).take(LOOKED_AT).map(|record| columns(&record)).collect();
    let mut names: Vec<String> = Vec::new();
    for (name, _) in records.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
        if names.len() > MOST_MAPPED {
            return None;
        }
    }
    let cell = |record: &Columns, name: &String| {
        record.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let row = |record: &Columns| names.iter().map(|name| cell(record, name)).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = records.iter().take(SHOWN_ROWS).map(row).collect();
    if !may_be_mapped(&names, &rows) {
        return None;
    }
    let first: Vec<String> = names.iter().take(4).map(|name| format!("“{name}”")).collect();
    let found = format!("holds JSON whose keys are not those of sign-ins; the first are {}", first.join(", "));
    let message = refusal(name, &found, "Say which of them hold what, or open another export.");
    Some(Mapping { names, rows, under, message })
}

/// The paths of a record's values, steps with dots between, and the values as texts.
type Columns = Vec<(String, String)>;

fn columns(record: &Map<String, Value>) -> Columns {
    let mut columns = Vec::new();
    collect(record, "", 1, &mut columns);
    columns
}

fn collect(object: &Map<String, Value>, path: &str, depth: usize, into: &mut Columns) {
    for (key, value) in object {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match value {
            Value::Object(inner) if depth < DEEPEST && !inner.is_empty() => collect(inner, &path, depth + 1, into),
            Value::Null => into.push((path, String::new())),
            Value::String(text) => into.push((path, text.clone())),
            value => into.push((path, value.to_string())),
        }
    }
}

/// The sign-in that a record is by what somebody told of its columns.
pub fn told(record: Value, columns: &[(String, Field)]) -> Adapted {
    let Value::Object(object) = record else { return Adapted::Foreign("a single value") };
    let values = columns.iter().filter_map(|(path, field)| Some((*field, at(&object, path)?.clone()))).collect();
    let rest = without(object, columns, "", 1);
    let mut adapted = adapt::told(values);
    if let Adapted::SignIn(sign_in) = &mut adapted {
        sign_in.graph = with_rest(sign_in.graph.take(), rest);
    }
    adapted
}

/// The value at a path; a key may have dots itself.
fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    path.match_indices('.').find_map(|(dot, _)| at(object.get(&path[..dot])?.as_object()?, &path[dot + 1..]))
}

/// What nobody told.
fn without(object: Map<String, Value>, columns: &[(String, Field)], path: &str, depth: usize) -> Map<String, Value> {
    let mut rest = Map::new();
    for (key, value) in object {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match value {
            _ if columns.iter().any(|(told, _)| *told == path) => {}
            Value::Object(inner) if depth < DEEPEST && !inner.is_empty() => {
                let inner = without(inner, columns, &path, depth + 1);
                if !inner.is_empty() {
                    rest.insert(key, Value::Object(inner));
                }
            }
            value => drop(rest.insert(key, value)),
        }
    }
    rest
}

/// The values that nobody told stay under their names; one that Graph has for something else gets a mark, since it is
/// not that.
fn with_rest(graph: Value, rest: Map<String, Value>) -> Value {
    let Value::Object(mut graph) = graph else { return graph };
    for (key, value) in rest {
        let is_taken = is_of_graph(&key) || graph.contains_key(&key);
        graph.insert(if is_taken { format!("{key} (in this file)") } else { key }, value);
    }
    Value::Object(graph)
}

/// Where the text that begins at `from` ends: at its quote, or at the end of the bytes.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = scan::string_stop(bytes, from);
    while bytes.get(at).is_some_and(|byte| *byte != b'"') {
        at = scan::string_stop(bytes, at + if bytes[at] == b'\\' { 2 } else { 1 });
    }
    at.min(bytes.len())
}

/// The keys, directly inside the object that a text begins with, whose values are arrays of objects.
fn array_keys(text: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut depth, mut key, mut at) = (0usize, String::new(), 0);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => {
                let end = string_end(text, at + 1);
                if depth == 1 {
                    key = String::from_utf8_lossy(&text[at + 1..end]).into_owned();
                }
                at = end;
            }
            b'[' if depth == 0 => return keys,
            b'{' | b'[' => {
                let inside = text[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
                if byte == b'[' && depth == 1 && inside == Some(&b'{') && key.len() <= KEY_ROOM {
                    keys.push(key.clone());
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                // What follows is another record: the file is no envelope.
                if depth == 0 && text[at + 1..].iter().any(|byte| !byte.is_ascii_whitespace()) {
                    return Vec::new();
                }
            }
            _ => {}
        }
        at += 1;
    }
    keys
}
