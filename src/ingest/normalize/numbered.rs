//! Lists that were flattened into numbered columns: `AppliedConditionalAccessPolicies.1.DisplayName`.

use serde_json::{Map, Value};

use super::names::{self, Dialect, KeyTarget};

/// Whether a step of a name is the number of an item.
fn is_number(step: &str) -> bool {
    (1..=4).contains(&step.len()) && step.bytes().all(|byte| byte.is_ascii_digit())
}

/// The list that such a name belongs to, and the steps from there to its value, the first of them a number; `None` for
/// any other name.
pub fn place(name: &str, dialect: Dialect) -> Option<(&'static str, Vec<&str>)> {
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_separator = |letter: char| matches!(letter, '.' | '_' | '/' | '[' | ']' | ':');
    let mut start = 0;
    for step in name.split(is_separator) {
        let end = start + step.len();
        if is_number(step) && start > 0 {
            let Some(KeyTarget::List(path) | KeyTarget::ListStandIn(path)) = names::place(&name[..start - 1], dialect)
            else {
                return None;
            };
            let steps = name[start..].split(is_separator).filter(|step| !step.is_empty()).collect();
            return Some((path, steps));
        }
        start = end + 1;
    }
    None
}

/// Puts a value where the steps lead, in objects inside objects.
pub fn put(tree: &mut Map<String, Value>, steps: &[&str], value: Value) {
    match steps {
        [] => {}
        [last] => {
            tree.entry(*last).or_insert(value);
        }
        [step, rest @ ..] => {
            if let Value::Object(inner) = tree.entry(*step).or_insert_with(|| Value::Object(Map::new())) {
                put(inner, rest, value);
            }
        }
    }
}

/// Objects whose keys are numbers as the lists they were, in the order of the numbers; items in which nothing stands
/// were never there.
pub fn lists(tree: Map<String, Value>) -> Value {
    let members = tree.into_iter().map(|(key, value)| match value {
        Value::Object(inner) => (key, lists(inner)),
        value => (key, value),
    });
    let mut members: Vec<(String, Value)> = members.collect();
    if members.is_empty() || !members.iter().all(|(key, _)| is_number(key)) {
        return Value::Object(members.into_iter().collect());
    }
    members.sort_by_key(|(key, _)| key.parse::<u32>().unwrap_or(u32::MAX));
    Value::Array(members.into_iter().map(|(_, value)| value).filter(|value| !is_blank(value)).collect())
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(members) => members.values().all(is_blank),
        _ => false,
    }
}
