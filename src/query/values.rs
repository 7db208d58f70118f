//! The values of a field, or of a part of a list, among the rows of a filter, with their counts.

use std::borrow::Cow;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::filter::{Filter, Test};
use super::fold::Folded;
use super::guid_part::GuidPart;
use super::matcher::spelling;
use super::part_values::part_values;
use super::search::codes_containing;
use super::sorting::sort_by_number;
use super::token_part::has_part;
use crate::schema::{Field, Kind, List, Part};
use crate::store::id::write_guid;
use crate::store::token::token_text;
use crate::store::{ABSENT, Code, CodeColumn, EMPTY, Id, IdColumn, RowSet, Store};

/// What values are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ValuesOf {
    /// Those of a field.
    Field(Field),
    /// Those in one part of the entries of a list.
    Part {
        /// The list.
        list: List,
        /// The part.
        part: Part,
        /// Only of entries that pass all of these, each in its part: the results of one policy.
        with: Vec<(Part, Test)>,
    },
}

impl From<Field> for ValuesOf {
    fn from(field: Field) -> ValuesOf {
        ValuesOf::Field(field)
    }
}

/// Values with their counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// The filter asked for.
    pub filter: Filter,
    /// What was asked for.
    pub of: ValuesOf,
    /// The text asked for.
    pub containing: String,
    /// How many distinct values contain the text, before the limit.
    pub distinct: u32,
    /// Of the records that have no value those whose files do not have it; the others' files leave it empty.
    pub absent: u32,
    /// The values, the most frequent first, ties by name.
    pub values: Vec<ValueCount>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The value, of a field in the portal's words, of a list as the file has it; `None` for records that have none.
    pub value: Option<String>,
    /// A second name for it: the display name of a user name, the portal's words for a value of a list.
    pub also: Option<String>,
    /// Other spellings of a value of a list that are counted with it, and are asked for with it.
    pub spellings: Vec<String>,
    /// Records that have it.
    pub count: u32,
}

/// The most frequent values among `rows` that contain a text, at most `limit` of them.
pub fn values(store: &Store, filter: &Filter, rows: &RowSet, of: &ValuesOf, containing: &str, limit: usize) -> Values {
    let part = Folded::new(containing.trim());
    let (distinct, values) = match of {
        ValuesOf::Field(field) => field_values(store, rows, *field, &part, limit),
        ValuesOf::Part { list, part: of, with } => part_values(store, rows, (*list, *of, with), &part, limit),
    };
    let absent = if values.iter().any(|counted| counted.value.is_none()) { absent(store, rows, of) } else { 0 };
    Values { filter: filter.clone(), of: of.clone(), containing: containing.to_owned(), distinct, absent, values }
}

/// How many rows' files do not have it.
fn absent(store: &Store, rows: &RowSet, of: &ValuesOf) -> u32 {
    let mut count = 0;
    match of {
        ValuesOf::Part { list, .. } => {
            let column = store.list(*list);
            rows.for_each(|row| count += u32::from(column.entries(column.list_code(row)).is_none()));
        }
        ValuesOf::Field(field) => match (store.ids(*field), store.texts(*field)) {
            (Some(column), _) => rows.for_each(|row| count += u32::from(column.get(row) == Id::Absent)),
            (None, Some(column)) => rows.for_each(|row| count += u32::from(column.code(row) == ABSENT)),
            (None, None) => {}
        },
    }
    count
}

fn field_values(store: &Store, rows: &RowSet, field: Field, part: &Folded, limit: usize) -> (u32, Vec<ValueCount>) {
    match (field.kind(), store.ids(field), store.texts(field)) {
        (Kind::Id, Some(column), _) => identifiers(column, rows, part, limit),
        (_, _, Some(column)) => texts(store, column, rows, field, part, limit),
        _ => (0, Vec::new()),
    }
}

/// A value with its count, and what is needed to say more about it if it is among the most frequent.
pub(super) struct Counted<V, S> {
    pub count: u32,
    /// Ties are ordered by it.
    pub value: Option<V>,
    pub source: S,
}

/// The most frequent, ties by name, and how many there were before the limit.
pub(super) fn most_frequent<V: Ord, S>(mut all: Vec<Counted<V, S>>, limit: usize) -> (u32, Vec<Counted<V, S>>) {
    let by_count = |left: &Counted<V, S>, right: &Counted<V, S>| {
        right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value))
    };
    let distinct = all.len() as u32;
    if all.len() > limit {
        all.select_nth_unstable_by(limit, by_count);
        all.truncate(limit);
    }
    all.sort_unstable_by(by_count);
    (distinct, all)
}

fn texts(
    store: &Store,
    column: &CodeColumn,
    rows: &RowSet,
    field: Field,
    part: &Folded,
    limit: usize,
) -> (u32, Vec<ValueCount>) {
    let counts = column.counts(rows);
    let contains = codes_containing(&column.dictionary, part);
    let users = store.texts(Field::User).filter(|_| field == Field::Username);
    let also = users.map(|users| second_names(column, users, rows)).unwrap_or_default();
    let also_of = |code: Code| users?.dictionary.text(*also.get(code as usize)?).filter(|name| !name.is_empty());
    let mut all: Vec<Counted<Cow<str>, Code>> = Vec::new();
    let mut spelled: Vec<Counted<Cow<str>, Code>> = Vec::new();
    for (code, text) in column.dictionary.texts().filter(|(code, _)| counts[*code as usize] > 0) {
        let count = counts[code as usize];
        let is_wanted = || contains[code as usize] || also_of(code).is_some_and(|also| part.is_in(also));
        match spelling(field, text) {
            None if is_wanted() => all.push(Counted { count, value: Some(Cow::Borrowed(text)), source: code }),
            None => {}
            Some(usual) if part.is_in(&usual) => spelled.push(Counted { count, value: Some(usual), source: code }),
            Some(_) => {}
        }
    }
    count_together(&mut all, spelled);
    let missing = counts[ABSENT as usize] + counts[EMPTY as usize];
    if missing > 0 && part.as_str().is_empty() {
        all.push(Counted { count: missing, value: None, source: ABSENT });
    }
    let (distinct, all) = most_frequent(all, limit);
    let shown = all.into_iter().map(|Counted { count, value, source }| ValueCount {
        value: value.map(Cow::into_owned),
        also: also_of(source).map(str::to_owned),
        spellings: Vec::new(),
        count,
    });
    (distinct, shown.collect())
}

/// Adds values of other spellings: what has several in the files is counted together.
fn count_together<'a>(all: &mut Vec<Counted<Cow<'a, str>, Code>>, spelled: Vec<Counted<Cow<'a, str>, Code>>) {
    if spelled.is_empty() {
        return;
    }
    let mut places: HashMap<Cow<str>, usize> =
        (0..).zip(&*all).filter_map(|(place, counted)| Some((counted.value.clone()?, place))).collect();
    for counted in spelled {
        let Some(value) = counted.value.clone() else { continue };
        match places.get(&value) {
            Some(&place) => all[place].count += counted.count,
            None => {
                places.insert(value, all.len());
                all.push(counted);
            }
        }
    }
}

/// For each code of a user name the code of the display name that goes with it: that of its first row.
fn second_names(column: &CodeColumn, users: &CodeColumn, rows: &RowSet) -> Vec<Code> {
    const UNSEEN: Code = Code::MAX;
    let mut names = vec![UNSEEN; column.dictionary.code_count()];
    rows.for_each(|row| {
        let name = &mut names[column.code(row) as usize];
        if *name == UNSEEN {
            *name = users.code(row);
        }
    });
    names
}

fn identifiers(column: &IdColumn, rows: &RowSet, part: &Folded, limit: usize) -> (u32, Vec<ValueCount>) {
    let contains = codes_containing(column.texts(), part);
    let guid_part = GuidPart::anywhere(part.as_str());
    let mut text_counts = vec![0; column.texts().code_count()];
    let (mut guids, mut tokens) = (Vec::new(), Vec::new());
    let is_any = part.as_str().is_empty();
    let mut missing = 0;
    rows.for_each(|row| match column.get(row) {
        Id::Absent | Id::Empty => missing += 1,
        Id::Guid(guid) if guid_part.is_in(guid) => guids.push(guid),
        Id::Token(token) if is_any || has_part(token, part) => tokens.push(token),
        Id::Guid(_) | Id::Token(_) => {}
        Id::Text(code) => text_counts[code as usize] += u32::from(contains[code as usize]),
    });
    let texts = column.texts().texts().map(|(code, text)| (text_counts[code as usize], text));
    let texts = texts.filter(|(count, _)| *count > 0);
    let texts = texts.map(|(count, text)| Counted { count, value: Some(text), source: () });
    // Each kind is cut to the limit by itself, so that few identifiers need to be written.
    let (distinct_texts, texts) = most_frequent(texts.collect(), limit);
    let (distinct_guids, guids) = most_frequent(distinct_numbers(&guids), limit);
    let (distinct_tokens, tokens) = most_frequent(distinct_numbers(&tokens), limit);
    let texts = texts.into_iter().map(|counted| (counted.value.map(str::to_owned), counted.count));
    let guids = guids.into_iter().map(|counted| (counted.value.map(write_guid), counted.count));
    let tokens = tokens.into_iter().map(|counted| (counted.value.map(token_text), counted.count));
    let missing = (missing > 0 && is_any).then_some((None, missing));
    let has_missing = u32::from(missing.is_some());
    let each = texts.chain(guids).chain(tokens).chain(missing);
    let (_, all) = most_frequent(each.map(|(value, count)| Counted { count, value, source: () }).collect(), limit);
    let shown = all.into_iter().map(|Counted { count, value, .. }| {
        let (also, spellings) = (None, Vec::new());
        ValueCount { value, also, spellings, count }
    });
    (distinct_texts + distinct_guids + distinct_tokens + has_missing, shown.collect())
}

/// Every distinct number with its count.
fn distinct_numbers(numbers: &[u128]) -> Vec<Counted<u128, ()>> {
    let mut places: Vec<u32> = (0..numbers.len() as u32).collect();
    let number = |place: u32| numbers[place as usize];
    sort_by_number(&mut places, number, None);
    let runs = places.chunk_by(|&left, &right| number(left) == number(right));
    runs.map(|run| Counted { count: run.len() as u32, value: Some(number(run[0])), source: () }).collect()
}
