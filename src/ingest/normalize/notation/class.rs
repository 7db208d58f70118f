//! `class SignInStatus { ErrorCode: 0 … }`, a line a member: what the older AzureADPreview module prints of an object.

use std::iter::Peekable;
use std::str::Lines;

use serde_json::{Map, Value};

use super::{DEEPEST, below, is_key};

/// The object in such a text, which stands at a path of Graph; `None` for any other text.
pub fn value(text: &str, path: &str) -> Option<Value> {
    let mut lines = text.lines().peekable();
    if !begins(lines.next()?) {
        return None;
    }
    object(&mut lines, path, 1).map(Value::Object)
}

/// The members up to the bracket that closes the object.
fn object(lines: &mut Peekable<Lines>, path: &str, depth: usize) -> Option<Map<String, Value>> {
    let mut object = Map::new();
    let mut last: Option<String> = None;
    while let Some(line) = lines.next() {
        let member = line.trim_start().split_once(':').filter(|(key, _)| is_key(key, path));
        match (member, line.trim()) {
            (Some((key, text)), _) => {
                let text = text.trim();
                let value = match begins(text) {
                    true if depth < DEEPEST => Value::Object(self::object(lines, &below(path, key), depth + 1)?),
                    _ => Value::String(text.to_owned()),
                };
                object.entry(key).or_insert(value);
                last = Some(key.to_owned());
            }
            (None, "}") => return Some(object),
            // A text goes on in the next line.
            (None, more) => {
                if let Some(Value::String(text)) = last.as_ref().and_then(|key| object.get_mut(key))
                    && !more.is_empty()
                {
                    text.push('\n');
                    text.push_str(more);
                }
            }
        }
    }
    None
}

fn begins(line: &str) -> bool {
    line.strip_prefix("class ").and_then(|rest| rest.trim_end().strip_suffix('{')).is_some()
}
