//! Nested values of a other record: what stands in texts is opened, and keys get the names that Graph has.

use serde_json::{Map, Value};

use super::{Building, is_blank, is_type_name};
use crate::ingest::normalize::names;
use crate::ingest::normalize::notation::{self, Opened};
use crate::ingest::normalize::{Unread, Why};
use crate::schema::{List, error_code};

/// The object inside the location.
pub const GEO: &str = "geoCoordinates";
const GEO_PATH: &str = "location.geoCoordinates";

impl Building {
    /// Sets a list. One of objects in which something else stands is not told at all: a part of it would say that the
    /// rest was not there.
    pub(super) fn set_list(&mut self, name: &str, path: &'static str, value: Value) {
        let mut value = self.opened(name, value, path);
        if List::from_graph(path).is_none_or(|list| list.info().is_plain()) {
            let value = self.renamed(name, value, path);
            return self.set_or_keep(name, path, value);
        }
        if let Value::Array(items) = &mut value {
            items.iter_mut().for_each(|item| *item = self.opened(name, item.take(), path));
        }
        let items = match &value {
            Value::Array(items) => items.as_slice(),
            item => std::slice::from_ref(item),
        };
        let closed = |item: &&Value| item.is_string() && !is_blank(item);
        let type_names = items.iter().filter(|item| is_type_name(item)).count();
        let others = items.iter().filter(closed).count() - type_names;
        self.lost += type_names as u64;
        if others > 0 {
            return self.not_understood(name, value);
        }
        if type_names > 0 {
            return;
        }
        let value = self.renamed(name, value, path);
        self.set_or_keep(name, path, value);
    }

    /// Another value where Graph has an object: a `Status` in one word, a `Location` in one text.
    pub(super) fn stand_for_object(&mut self, name: &str, path: &str, value: Value) {
        match (names::field_place(name), value) {
            (_, Value::String(text)) if path == "status" && error_code::parse(&text).is_some() => {
                self.set_or_keep(name, "status.errorCode", Value::String(text));
            }
            (Some(place), value) => self.waiting.push((name.to_owned(), place, value)),
            (None, value @ Value::String(_)) => self.not_understood(name, value),
            (None, value) => self.keep(name, value),
        }
    }

    /// Keeps a value that is not what Graph has under its name, and says so. The name must not make it what it is not.
    fn not_understood(&mut self, name: &str, value: Value) {
        self.unread.push(Unread { name: name.to_owned(), why: Why::Unknown });
        self.keep(&format!("{name} (as text)"), value);
    }

    /// What is in a text that stands at a path of Graph; any other value, and a text that holds nothing, as it was.
    pub(super) fn opened(&mut self, name: &str, value: Value, path: &str) -> Value {
        self.opened_at(name, value, path, 1)
    }

    fn opened_at(&mut self, name: &str, value: Value, path: &str, depth: usize) -> Value {
        let Value::String(text) = &value else { return value };
        match notation::open(text, path, depth) {
            Opened::Value(inner) => inner,
            Opened::Closed => value,
            Opened::TooDeep => {
                self.unread.push(Unread { name: name.to_owned(), why: Why::TooDeep });
                value
            }
        }
    }

    /// The keys inside a value as Graph writes them; texts inside that hold objects are opened.
    pub(super) fn renamed(&mut self, name: &str, value: Value, path: &str) -> Value {
        self.renamed_at(name, value, path, 1)
    }

    fn renamed_at(&mut self, name: &str, mut value: Value, path: &str, depth: usize) -> Value {
        match &mut value {
            Value::Object(members) => {
                let members = std::mem::take(members).into_iter();
                let mut renamed = Map::with_capacity(members.len());
                for (key, value) in members {
                    if is_type_name(&value) {
                        self.lost += 1;
                    } else {
                        let value = self.renamed_at(name, value, "", depth + 1);
                        renamed.insert(names::inner(&key).to_owned(), value);
                    }
                }
                Value::Object(renamed)
            }
            Value::Array(items) => {
                for item in items {
                    let opened = match item.as_str().map(str::trim_start) {
                        Some(text) if text.starts_with('{') || text.starts_with("@{") => {
                            self.opened_at(name, item.take(), path, depth)
                        }
                        _ => item.take(),
                    };
                    *item = self.renamed_at(name, opened, path, depth + 1);
                }
                value
            }
            _ => value,
        }
    }

    /// The members of an object with the keys that Graph has.
    pub(super) fn inner_members(&mut self, path: &'static str, members: Map<String, Value>) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        for (key, value) in members {
            if is_type_name(&value) {
                self.lost += 1;
                continue;
            }
            let key = names::inner(&key).to_owned();
            // The only object inside; a name that looks like JSON is a name all the same.
            let value = match key == GEO {
                true => self.opened_at(&key, value, GEO_PATH, 2),
                false => value,
            };
            if key == GEO && value.is_string() && !is_blank(&value) {
                self.not_understood(&format!("{path}.{key}"), value);
                continue;
            }
            let value = self.renamed_at(&key, value, "", 2);
            found.push((key, value));
        }
        found
    }
}
