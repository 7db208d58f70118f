//! Saved views as JSON: in the storage of the browser one by one, in a file together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{SavedView, numbered_parts};
use crate::query::{Filter, Order};
use crate::schema::{Column, List, Part, SIGN_INS};
use crate::ui::state::chip::{Chip, ChipSubject, Condition};
use crate::ui::state::filters::Filters;
use crate::ui::state::preferences::{columns_named, names_of, names_of_widths, widths_named};

/// The longest name of a view, in characters.
pub const LONGEST_NAME: usize = 80;

/// The largest file of views that is read, in bytes: far more than thousands of views need.
pub const LARGEST_FILE: usize = 1 << 20;

/// The most views that are read from a file.
pub const MOST_VIEWS: usize = 500;

/// A view in writing. What it does not say is as if nobody had chosen it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Written {
    name: String,
    columns: Vec<String>,
    widths: BTreeMap<String, u32>,
    order: Vec<WrittenOrder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<WrittenFilter>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct WrittenOrder {
    field: String,
    descending: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct WrittenFilter {
    words: String,
    chips: Vec<Value>,
}

/// A view in writing.
pub fn written_view(view: &SavedView) -> Value {
    let order = |order: &Order| WrittenOrder { field: order.by.id(), descending: order.descending };
    let filter = |filter: &Filters| WrittenFilter {
        words: filter.words.clone(),
        chips: filter.chips.iter().filter_map(|chip| serde_json::to_value(chip).ok()).collect(),
    };
    let written = Written {
        name: view.name.clone(),
        columns: names_of(&view.columns),
        widths: names_of_widths(&view.widths),
        order: view.order.iter().map(order).collect(),
        filter: view.filter.as_ref().map(filter),
    };
    serde_json::to_value(written).unwrap_or_default()
}

/// Reads a view, and tells what in it this version does not know; `None` for what is no view, or has no name.
pub fn read_view(value: &Value) -> Option<(SavedView, Vec<String>)> {
    let written = Written::deserialize(value).ok()?;
    let name: String = written.name.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        return None;
    }
    let (mut columns, unknown) = columns_named(&written.columns);
    let mut left_out: Vec<String> = unknown.iter().map(|column| format!("the column “{column}”")).collect();
    if columns.is_empty() {
        columns = Column::defaults(&SIGN_INS);
    }
    let mut order = Vec::new();
    for key in written.order {
        match Column::from_id(&key.field).filter(|column| column.is_sorted_by()) {
            Some(by) => order.push(Order { by, descending: key.descending }),
            None => left_out.push(format!("the order by “{}”", key.field)),
        }
    }
    let filter = written.filter.map(|filter| {
        let chips: Vec<Chip> = filter.chips.iter().filter_map(read_chip).collect();
        if chips.len() < filter.chips.len() {
            left_out.push(format!("{} of the filters of “{name}”", filter.chips.len() - chips.len()));
        }
        Filters { words: filter.words, chips }
    });
    let widths = widths_named(&written.widths);
    Some((SavedView { name, columns, widths, order, filter }, left_out))
}

/// All views as the text of a file, with their whole filters.
pub fn file_of(views: &[SavedView]) -> String {
    let views: Vec<Value> = views.iter().map(written_view).collect();
    let file = json!({ "signscope": "views", "version": 1, "views": views });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Reads a file of views, and tells what in it this version does not know. Fails in words that say what is wrong.
pub fn read_file(text: &str) -> Result<(Vec<SavedView>, Vec<String>), String> {
    if text.len() > LARGEST_FILE {
        return Err("it is larger than any file of saved views".to_owned());
    }
    let text = text.trim_start_matches('\u{feff}');
    let file: Value = serde_json::from_str(text).map_err(|error| format!("it is not JSON (line {})", error.line()))?;
    let Some(values) = file.get("views").and_then(Value::as_array) else {
        return Err("it has no list of views".to_owned());
    };
    if values.len() > MOST_VIEWS {
        return Err(format!("it has more than {MOST_VIEWS} views"));
    }
    let (mut views, mut left_out) = (Vec::new(), Vec::new());
    for value in values {
        match read_view(value) {
            Some((view, unknown)) => {
                views.push(view);
                left_out.extend(unknown);
            }
            None => left_out.push("an entry that is no view with a name".to_owned()),
        }
    }
    if views.is_empty() { Err("no view is in it".to_owned()) } else { Ok((views, left_out)) }
}

/// A chip of a file, if it is one that this version could have made.
fn read_chip(value: &Value) -> Option<Chip> {
    let chip = Chip::deserialize(&numbered_parts::named(value)).ok()?;
    let is_sound = match (chip.subject, &chip.condition) {
        (ChipSubject::Part(list, own), Condition::Entry { part, .. }) => has_part(list, own) && has_part(list, *part),
        (ChipSubject::Field(_) | ChipSubject::Extra(_) | ChipSubject::Record, Condition::Entry { .. }) => false,
        (ChipSubject::Part(list, part), _) => has_part(list, part),
        (ChipSubject::Field(_) | ChipSubject::Extra(_) | ChipSubject::Record, _) => true,
    };
    let is_filter_sound = match &chip.condition {
        Condition::Named { filter, .. } | Condition::Kql(filter) => has_all_parts(filter),
        _ => true,
    };
    (is_sound && is_filter_sound).then_some(chip)
}

fn has_part(list: List, part: Part) -> bool {
    part.list() == list
}

/// Whether a filter asks lists only for parts they have.
fn has_all_parts(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().all(has_all_parts),
        Filter::Not(part) => has_all_parts(part),
        Filter::List(list, part, _) => has_part(*list, *part),
        Filter::Entry(list, tests) => tests.iter().all(|(part, _)| has_part(*list, *part)),
        Filter::Words(_) | Filter::Field(..) | Filter::Extra(..) | Filter::InList(..) | Filter::Anywhere(_) => true,
    }
}
