//! JSON records that nobody knows: the table they are, so that somebody can say what its columns hold, and the sign-ins
//! that come of it.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::json::{JsonSplitter, KEY_ROOM, PAGE_KEYS};
use super::mapping::Mapping;
use super::normalize::{self, Normalized};
use super::record_span::RecordSpan;
use super::simd;
use super::sniff::{MOST_MAPPED, WINDOW, may_be_mapped, refusal};
use crate::schema::Field;
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

/// Arrays of records are looked for so deep.
const DEEPEST_ARRAY: usize = 16;

/// The table that the records of a file are of which this is the beginning, if they may be sign-ins.
pub fn unknown_table(name: &str, sample: &[u8]) -> Option<Mapping> {
    let under = envelope(sample).map_or_else(Vec::new, |file| array_paths(&file));
    under.into_iter().chain([Vec::new()]).find_map(|under| table(name, sample, under))
}

/// The table of the records in the array at a path of the object that is the whole file; where there is no path, of
/// those at top level.
fn table(name: &str, sample: &[u8], under: Vec<String>) -> Option<Mapping> {
    let mut splitter = JsonSplitter::new(0).under(paths(&under));
    let mut spans = Vec::new();
    splitter.split(sample, &mut spans, &mut Problems::default());
    let record = |span: &RecordSpan| {
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
    Some(Mapping { names, rows, under, is_beside: false, message })
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
pub fn told(record: Value, columns: &[(String, Field)]) -> Normalized {
    let Value::Object(object) = record else { return Normalized::Foreign("a single value") };
    let values = columns.iter().filter_map(|(path, field)| Some((*field, at(&object, path)?.clone()))).collect();
    let rest = without(object, columns, "", 1);
    let mut normalized = normalize::told(values);
    if let Normalized::SignIn(sign_in) = &mut normalized {
        sign_in.graph = normalize::with_rest(sign_in.graph.take(), rest);
    }
    normalized
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

/// The paths of the arrays of records where it is this one; an empty one says that there is no such array.
pub fn paths(under: &[String]) -> Vec<Vec<String>> {
    if under.is_empty() { Vec::new() } else { vec![under.to_vec()] }
}

/// Known records that are not where files of known kinds have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nested {
    /// The paths of their arrays.
    pub paths: Vec<Vec<String>>,
    /// The keys of sign-ins that stand beside these arrays, each for itself; they are not read.
    pub singles: Vec<String>,
}

/// Where in the objects a file is made of the records are, as the first one tells. `head` is the beginning of the file,
/// or all of it; `None` if that is too short to tell.
pub fn nested_records(head: &[u8], is_all: bool) -> Option<Nested> {
    let is_page = |file: &Value| PAGE_KEYS.iter().any(|key| file.get(key).is_some_and(Value::is_array));
    // Nearly every file tells at once that it is none.
    let window = &head[..head.len().min(WINDOW)];
    let Some((first, rest)) = first_object(window).filter(|(file, _)| !is_page(file)) else {
        return Some(Nested::default());
    };
    if rest.is_none() && head.len() < SAMPLE && !is_all {
        return None;
    }
    let file = match rest {
        Some(_) => first,
        None => first_object(&head[..head.len().min(SAMPLE)]).map(|(file, _)| file).unwrap_or_default(),
    };
    // What is a record itself is one, whatever lists are in it.
    if normalize::is_record(&file) {
        return Some(Nested::default());
    }
    let is_known = |path: &Vec<String>| {
        let array = path.iter().try_fold(&file, |value, step| value.get(step));
        let item = array.and_then(|array| array.get(0));
        item.is_some_and(normalize::is_or_holds_record)
    };
    let paths: Vec<_> = array_paths(&file).into_iter().filter(is_known).collect();
    if paths.is_empty() {
        return Some(Nested::default());
    }
    // Pages as everybody has them may follow.
    let paths = paths.into_iter().chain(PAGE_KEYS.map(|key| vec![key.to_owned()])).collect();
    Some(Nested { paths, singles: normalize::single_sign_ins(&file) })
}

/// The object that is the whole file, as far as its beginning has it; `None` if the file is no such object.
fn envelope(sample: &[u8]) -> Option<Value> {
    let is_object = sample.trim_ascii_start().first() == Some(&b'{');
    let (file, rest) = first_object(sample).filter(|_| is_object)?;
    rest.is_none_or(|rest| rest.trim_ascii().is_empty()).then_some(file)
}

/// The first object of a file, of a list too, as far as its beginning has it, and what follows if it has all of it.
fn first_object(beginning: &[u8]) -> Option<(Value, Option<&[u8]>)> {
    let text = beginning.trim_ascii_start();
    let text = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    let (value, end) = closed(text).filter(|_| text.first() == Some(&b'{'))?;
    Some((serde_json::from_slice(&value).ok()?, end.map(|end| &text[end..])))
}

/// The beginning of a JSON value made a whole one: what is open is closed after the last member that is complete; and
/// where the value ends, if the bytes have all of it.
fn closed(beginning: &[u8]) -> Option<(Vec<u8>, Option<usize>)> {
    let (mut open, mut at) = (Vec::new(), 0);
    // Where the last complete member ends, and how many are open there.
    let mut whole = (0, 0);
    while let Some(&byte) = beginning.get(at) {
        match byte {
            b'"' => {
                at = simd::string_stop(beginning, at + 1);
                while beginning.get(at).is_some_and(|byte| *byte != b'"') {
                    at = simd::string_stop(beginning, at + if beginning[at] == b'\\' { 2 } else { 1 });
                }
            }
            b'{' | b'[' => {
                open.push(if byte == b'{' { b'}' } else { b']' });
                whole = (at + 1, open.len());
            }
            b',' => whole = (at, open.len()),
            b'}' | b']' => {
                open.pop()?;
                whole = (at + 1, open.len());
                if open.is_empty() {
                    return Some((beginning[..=at].to_vec(), Some(at + 1)));
                }
            }
            _ => {}
        }
        at += 1;
    }
    let (end, depth) = whole;
    Some((beginning[..end].iter().chain(open[..depth].iter().rev()).copied().collect(), None))
}

/// The paths of keys to the arrays of objects inside an object, as far as there are only objects around them.
fn array_paths(file: &Value) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut next = VecDeque::from([(Vec::new(), file)]);
    while let Some((path, value)) = next.pop_front() {
        for (key, value) in value.as_object().into_iter().flatten() {
            let path: Vec<String> = [path.as_slice(), std::slice::from_ref(key)].concat();
            match value {
                _ if key.len() > KEY_ROOM || paths.len() == MOST_ARRAYS => {}
                Value::Array(items) if items.first().is_some_and(Value::is_object) => paths.push(path),
                Value::Object(_) if path.len() < DEEPEST_ARRAY => next.push_back((path, value)),
                _ => {}
            }
        }
    }
    paths
}
