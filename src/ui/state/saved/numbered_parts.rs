//! Views that were saved when the parts of lists had numbers, counted within their list, and not names.

use serde_json::{Value, json};

use crate::schema::List;

/// A chip with names for the numbers of parts; what is no part of its list stays as it is, and is refused later.
pub(super) fn named(chip: &Value) -> Value {
    let mut chip = chip.clone();
    let list = chip.pointer("/subject/Part/0").and_then(list_at);
    if let (Some(list), Some(part)) = (list, chip.pointer_mut("/condition/Entry/part")) {
        name(part, list);
    }
    name_all(&mut chip);
    chip
}

/// Gives names to the parts in arrays that begin with their list: `["Policies", 2, …]`, `["Policies", [[2, …], …]]`.
fn name_all(value: &mut Value) {
    match value {
        Value::Array(values) => {
            if let Some(list) = values.first().and_then(list_at)
                && let Some(second) = values.get_mut(1)
            {
                name(second, list);
                second
                    .as_array_mut()
                    .into_iter()
                    .flatten()
                    .filter_map(|test| test.get_mut(0))
                    .for_each(|part| name(part, list));
            }
            values.iter_mut().for_each(name_all);
        }
        Value::Object(members) => members.values_mut().for_each(name_all),
        _ => {}
    }
}

fn list_at(name: &Value) -> Option<List> {
    List::all().find(|list| json!(list) == *name)
}

fn name(part: &mut Value, list: List) {
    if let Some(named) = part.as_u64().and_then(|place| list.part(usize::try_from(place).ok()?)) {
        *part = json!(named);
    }
}
