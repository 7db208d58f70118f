//! `@{city=Madrid; state=}`: what PowerShell writes of an object inside a cell or a text.

use serde_json::{Map, Value};

use super::{below, is_key};

/// Objects inside objects are opened so deep; PowerShell itself stops before.
const DEEPEST: usize = 8;

/// No key is longer.
const LONGEST_KEY: usize = 64;

/// The object in such a text, which stands at a path of Graph; `None` for any other text.
pub fn value(text: &str, path: &str) -> Option<Value> {
    value_at(text, path, 0)
}

fn value_at(text: &str, path: &str, depth: usize) -> Option<Value> {
    if depth >= DEEPEST {
        return None;
    }
    let inside = text.strip_prefix("@{")?.strip_suffix('}')?;
    let mut object = Map::new();
    for (key, text) in members(inside, path) {
        let value = match value_at(text, &below(path, key), depth + 1) {
            Some(value) => value,
            None => Value::String(text.to_owned()),
        };
        object.entry(key.to_owned()).or_insert(value);
    }
    Some(Value::Object(object))
}

/// The keys and values. A value ends only where a key follows that the object has and that was not there yet.
fn members<'a>(inside: &'a str, path: &str) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    // Where the value of the last key begins, and how many objects inside it are open.
    let (mut start, mut depth) = (0, 0_usize);
    let mut at = 0;
    while at <= inside.len() {
        let rest = &inside[at..];
        if depth == 0
            && (at == 0 || inside[..at].ends_with(';') || inside[..at].ends_with("; "))
            && let Some(key) = key_of(rest)
            && (at == 0 || is_key(key, path) && found.iter().all(|(known, _)| *known != key))
        {
            if let Some((_, value)) = found.last_mut() {
                *value = inside[start..at].trim_end().trim_end_matches(';');
            }
            let skipped = rest.len() - rest.trim_start().len();
            start = at + skipped + key.len() + 1;
            found.push((key, &inside[start..]));
            at = start;
            continue;
        }
        match rest.as_bytes() {
            [b'@', b'{', ..] => depth += 1,
            [b'}', ..] => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The key that a text begins with, if an equals sign follows.
fn key_of(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST_KEY).position(|byte| byte == b'=')?;
    let key = text[..end].trim_start();
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_@.".contains(&byte));
    is_word.then_some(key)
}
