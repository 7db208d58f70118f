//! Records of other source formats → the sign-in as Microsoft Graph writes it: one file a source format.
//!
//! What a record does not have stays absent, what it leaves empty stays empty, and values stay as they are. Keys get
//! the names and places they have in Graph, and JSON inside texts is opened; the same reader then reads all.

mod audit_log;
mod build;
mod defender;
mod diagnostic;
mod envelope;
mod log_analytics;
mod names;
mod notation;
mod numbered;
mod other_logs;
mod power_shell;

use std::collections::HashSet;

use build::Building;
use envelope::Unwrapped;
use names::Dialect;
use serde_json::{Map, Value};

pub use build::{INGESTION, names_a_type};
pub use envelope::with_rest;

use super::json;
use super::source_format::SourceFormat;
use crate::schema::{Field, List, name};

/// What became of a record.
#[derive(Debug)]
pub enum Normalized {
    /// A sign-in.
    SignIn(Box<SignIn>),
    /// A record of another kind, in words.
    Foreign(&'static str),
}

/// A sign-in in the form of Graph.
#[derive(Debug)]
pub struct SignIn {
    /// The object.
    pub graph: Value,
    /// How the record was written.
    pub source_format: SourceFormat,
    /// Which of the sign-in logs it belongs to, in the record's words.
    pub log_type: Option<String>,
    /// Values of fields that have no place in it.
    pub texts: Vec<(Field, String)>,
    /// Whether the record says that it is a sign-in: then it may have as few values as it likes.
    pub is_stated: bool,
    /// How many of its values are names of types, left by an export that cannot nest.
    pub lost: u64,
    /// Whether its time is that at which the record came to Azure Monitor, for want of a better one.
    pub is_ingested: bool,
    /// What it has that was not understood.
    pub unread: Vec<Unread>,
    /// How many other sign-ins stand in what is around it.
    pub others: u64,
}

/// A value that is in a record and was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The key or column it stands under.
    pub name: String,
    /// Why it was not.
    pub why: Why,
}

/// Why a value was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is written in a way that is not known.
    Unknown,
    /// It is nested too deeply.
    TooDeep,
}

impl SignIn {
    /// A sign-in in the form of Graph about which nothing else is known.
    pub fn new(graph: Value, source_format: SourceFormat) -> SignIn {
        SignIn {
            graph,
            source_format,
            log_type: None,
            is_stated: false,
            lost: 0,
            is_ingested: false,
            texts: Vec::new(),
            unread: Vec::new(),
            others: 0,
        }
    }
}

impl Normalized {
    fn sign_in(mut building: Building, source_format: SourceFormat, is_stated: bool) -> Normalized {
        let log_type = building.log_type.take();
        let (graph, rest) = building.finish();
        let (lost, texts, unread, is_ingested) = (rest.lost, rest.texts, rest.unread, rest.is_ingested);
        Normalized::SignIn(Box::new(SignIn {
            graph: Value::Object(graph),
            source_format,
            log_type,
            is_stated,
            lost,
            is_ingested,
            texts,
            unread,
            others: 0,
        }))
    }

    /// The same with what stood around it.
    fn with_around(mut self, around: Map<String, Value>, others: u64) -> Normalized {
        if let Normalized::SignIn(sign_in) = &mut self
            && !around.is_empty()
        {
            sign_in.graph = envelope::with_around(sign_in.graph.take(), around);
            sign_in.others = others;
        }
        self
    }
}

/// The names of an object's members as they are compared.
pub struct Names(HashSet<String>);

impl Names {
    /// The names of these columns.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Names {
        Names(names.map(|name| name::bare(&name::plain(name)).to_owned()).collect())
    }

    /// Whether one of them is this, in whatever case.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(name) || self.0.contains(&name.to_lowercase())
    }
}

/// The source format of a table or object with these names, if it is one of sign-ins.
pub fn source_format_of(names: &Names) -> Option<SourceFormat> {
    match () {
        () if defender::is_it(names) => Some(SourceFormat::Defender),
        () if log_analytics::is_it(names) => Some(SourceFormat::LogAnalytics),
        () if power_shell::is_it(names) => Some(SourceFormat::PowerShell),
        () => None,
    }
}

/// What an object is around sign-ins that are not read from there.
const AROUND_LISTS: &str = "an object around lists of sign-ins, which stand elsewhere than those of the first object";

/// A record in the form of Graph; `None` if it is a sign-in of Graph already, or nothing known. `last` is the source
/// format of the record before, which most often is that of this one too.
pub fn normalize(record: Value, last: Option<SourceFormat>) -> Option<Normalized> {
    let is_graph = |object: &Map<String, Value>| {
        object.contains_key("createdDateTime")
            && !object.contains_key("properties")
            && !object.keys().any(|key| name::is_other_name(key))
    };
    // The reader of Graph has the last word on its own.
    if record.as_object().is_some_and(is_graph) {
        return None;
    }
    let Unwrapped { record: object, around, others, has_lists } = envelope::unwrap(record)?;
    let is_like_last = last == Some(SourceFormat::LogAnalytics)
        && object.contains_key("TimeGenerated")
        && !object.contains_key("Timestamp")
        && !object.contains_key("CreationTime");
    let normalized = if is_graph(&object) {
        graph(object)
    } else if diagnostic::is_it(&object) {
        diagnostic::normalize(object)
    } else {
        match adapt_object(object, last.filter(|_| is_like_last)) {
            None if has_lists => Normalized::Foreign(AROUND_LISTS),
            normalized => normalized?,
        }
    };
    Some(normalized.with_around(around, others))
}

/// Whether a value is a known record by its keys, or an envelope around a sign-in.
pub fn is_or_holds_record(value: &Value) -> bool {
    value.as_object().is_some_and(|object| envelope::is_known(object) || envelope::has_sign_in(object))
}

/// Whether a value is a known record by its own keys.
pub fn is_record(value: &Value) -> bool {
    value.as_object().is_some_and(envelope::is_known)
}

/// The keys in an object under which single sign-ins stand.
pub fn single_sign_ins(value: &Value) -> Vec<String> {
    value.as_object().map(envelope::single_sign_ins).unwrap_or_default()
}

/// A row of a table of this source format in the form of Graph: its columns may have the names that Graph has.
pub fn normalize_row(row: Value, source_format: SourceFormat) -> Option<Normalized> {
    let Unwrapped { record: object, around, others, .. } = envelope::unwrap(row)?;
    let is_named =
        matches!(source_format, SourceFormat::LogAnalytics | SourceFormat::Defender | SourceFormat::PowerShellCsv);
    Some(adapt_object(object, Some(source_format).filter(|_| is_named))?.with_around(around, others))
}

/// An object in the form of Graph. Where its source format is not known, its names tell.
fn adapt_object(object: Map<String, Value>, source_format: Option<SourceFormat>) -> Option<Normalized> {
    if source_format.is_none() && audit_log::is_it(&object) {
        return Some(audit_log::normalize(object));
    }
    match source_format.or_else(|| source_format_of(&Names::of(object.keys().map(String::as_str)))) {
        Some(SourceFormat::Defender) => Some(defender::normalize(object)),
        Some(SourceFormat::LogAnalytics) => Some(log_analytics::normalize(object)),
        Some(_) => Some(power_shell::normalize(object)),
        None => match other_logs::by_keys(&object) {
            Some(what) => Some(Normalized::Foreign(what)),
            None => has_other_names(&object).then(|| power_shell::normalize(object)),
        },
    }
}

/// The sign-in with these values, as somebody told.
pub fn told(values: Vec<(Field, Value)>) -> Normalized {
    let mut building = Building::new(Dialect::Graph);
    values.into_iter().for_each(|(field, value)| building.tell(field, value));
    Normalized::sign_in(building, SourceFormat::Mapped, true)
}

/// Whether an object has some of the keys that mark a sign-in of Graph, and other values under names of their own.
fn has_other_names(object: &Map<String, Value>) -> bool {
    object.keys().any(|key| name::is_other_name(key)) && json::has_marks(object.keys().map(String::as_str))
}

/// A sign-in of Graph that was inside something else.
fn graph(object: Map<String, Value>) -> Normalized {
    if let Some(what) = other_logs::by_keys(&object) {
        return Normalized::Foreign(what);
    }
    if has_closed_texts(&object) {
        return open_texts(object);
    }
    Normalized::SignIn(Box::new(SignIn::new(Value::Object(object), SourceFormat::Graph)))
}

/// Whether in a record of Graph a text stands in the place of an object or a list, or among the objects of a list, as
/// [`super::json::GraphReader`] finds it.
pub fn has_closed_texts(object: &Map<String, Value>) -> bool {
    object.iter().any(|(key, value)| is_closed(key, value))
}

fn is_closed(key: &str, value: &Value) -> bool {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    match List::from_graph(key) {
        Some(list) if list.info().is_plain() => false,
        Some(_) => is_text(value) || value.as_array().is_some_and(|items| items.iter().any(is_text)),
        None => names::is_object(key) && (is_text(value) || value.get(build::GEO).is_some_and(is_text)),
    }
}

/// A record of Graph with what is in such texts.
pub fn open_texts(object: Map<String, Value>) -> Normalized {
    let mut building = Building::new(Dialect::Graph);
    for (key, value) in object {
        if is_closed(&key, &value) {
            building.add(&key, value);
        } else {
            building.put(key, value);
        }
    }
    Normalized::sign_in(building, SourceFormat::Graph, false)
}

/// The value of a key in whatever case.
fn member<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object.get(key).or_else(|| {
        let mut members = object.iter();
        members.find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    })
}
