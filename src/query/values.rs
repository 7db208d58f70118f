//! The values of a field among the rows of a filter, with their counts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::fold::Folded;
use super::matcher::names_of;
use crate::schema::{Field, Kind};
use crate::store::{ABSENT, Code, CodeColumn, EMPTY, Id, IdColumn, RowSet, Store};

/// The values of a field with their counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// The filter asked for.
    pub filter: Filter,
    /// The field asked for.
    pub field: Field,
    /// The text asked for.
    pub containing: String,
    /// How many distinct values contain the text, before the limit.
    pub distinct: u32,
    /// The values, the most frequent first, ties by name.
    pub values: Vec<ValueCount>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The value in the portal's words; `None` for records that have none.
    pub value: Option<String>,
    /// A second name for it: the display name of a user name.
    pub also: Option<String>,
    /// Records that have it.
    pub count: u32,
}

/// The most frequent values of a field among `rows` that contain a text, at most `limit` of them.
pub fn values(store: &Store, filter: &Filter, rows: &RowSet, field: Field, containing: &str, limit: usize) -> Values {
    let mut values = match (field.kind(), store.ids(field), store.texts(field)) {
        (Kind::Id, Some(column), _) => identifiers(column, rows),
        (_, _, Some(column)) => texts(store, column, rows, field),
        _ => Vec::new(),
    };
    let part = Folded::new(containing.trim());
    values.retain(|value| {
        let names = [value.value.as_deref().unwrap_or_default(), value.also.as_deref().unwrap_or_default()];
        value.count > 0 && names.iter().any(|name| part.is_in(name))
    });
    let by_count =
        |left: &ValueCount, right: &ValueCount| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value));
    let distinct = values.len() as u32;
    if values.len() > limit {
        values.select_nth_unstable_by(limit, by_count);
        values.truncate(limit);
    }
    values.sort_unstable_by(by_count);
    Values { filter: filter.clone(), field, containing: containing.to_owned(), distinct, values }
}

fn texts(store: &Store, column: &CodeColumn, rows: &RowSet, field: Field) -> Vec<ValueCount> {
    let counts = column.counts(rows);
    let also = second_names(store, column, rows, field);
    let mut by_name: HashMap<&str, ValueCount> = HashMap::new();
    for (code, text) in column.dictionary.texts() {
        let name = names_of(field, text).unwrap_or(text);
        let entry = by_name.entry(name).or_insert_with(|| ValueCount {
            value: Some(name.to_owned()),
            also: also.get(&code).cloned(),
            count: 0,
        });
        entry.count += counts[code as usize];
    }
    let missing = ValueCount { value: None, also: None, count: counts[ABSENT as usize] + counts[EMPTY as usize] };
    by_name.into_values().chain([missing]).collect()
}

/// The display name that goes with each user name: that of its first row.
fn second_names(store: &Store, column: &CodeColumn, rows: &RowSet, field: Field) -> HashMap<Code, String> {
    let mut names = HashMap::new();
    let (Field::Username, Some(users)) = (field, store.texts(Field::User)) else { return names };
    let mut seen = vec![false; column.dictionary.code_count()];
    rows.for_each(|row| {
        let code = column.code(row);
        if !std::mem::replace(&mut seen[code as usize], true)
            && let Some(name) = users.dictionary.text(users.code(row)).filter(|name| !name.is_empty())
        {
            names.insert(code, name.to_owned());
        }
    });
    names
}

fn identifiers(column: &IdColumn, rows: &RowSet) -> Vec<ValueCount> {
    let mut first_rows: HashMap<(bool, u128), (usize, u32)> = HashMap::new();
    let mut missing = 0;
    rows.for_each(|row| {
        let key = match column.get(row) {
            Id::Absent | Id::Empty => return missing += 1,
            Id::Guid(guid) => (true, guid),
            Id::Text(code) => (false, code.into()),
        };
        first_rows.entry(key).or_insert((row, 0)).1 += 1;
    });
    let counted = first_rows.into_values().map(|(row, count)| ValueCount {
        value: column.text(row).map(|text| text.into_owned()),
        also: None,
        count,
    });
    counted.chain([ValueCount { value: None, also: None, count: missing }]).collect()
}
