//! The values of a field, or of a part of a list, among the rows of a filter, with their counts.

use std::borrow::Cow;
use std::cmp::Reverse;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::casefold::Folded;
use super::filter::{Filter, Test};
use super::guid_part::GuidPart;
use super::matcher::spelling;
use super::part_values::part_values;
use super::search::codes_containing;
use super::token_part::has_part;
use super::value_counts::{Counted, ValueCount, most_frequent};
use crate::schema::{ExtraColumn, Field, FieldKind, List, Part};
use crate::store::duplicate_filter::{DuplicateFilter, mixed};
use crate::store::id::write_guid;
use crate::store::token::token_text;
use crate::store::{ABSENT, Code, CodeColumn, EMPTY, Id, IdColumn, RowSet, Store, TimeColumn};

/// What values are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ValuesOf {
    /// Those of a field.
    Field(Field),
    /// Those of an extra column.
    Extra(ExtraColumn),
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

/// The most frequent values among `rows` that contain a text, at most `limit` of them.
pub fn values(store: &Store, filter: &Filter, rows: &RowSet, of: &ValuesOf, containing: &str, limit: usize) -> Values {
    let part = Folded::new(containing.trim());
    let has_blank = |values: &[ValueCount]| values.iter().any(|counted| counted.value.is_none());
    let Found { distinct, absent, values } = match of {
        ValuesOf::Field(field) => field_values(store, rows, *field, &part, limit),
        ValuesOf::Extra(extra) => match store.extras().get(*extra) {
            Some(column) => texts(store, column, rows, None, &part, limit),
            None => Found::default(),
        },
        ValuesOf::Part { list, part: of, with } => {
            let (distinct, values) = part_values(store, rows, (*list, *of, with), &part, limit);
            // It takes another pass over the rows.
            let absent = if has_blank(&values) { absent_lists(store, rows, *list) } else { 0 };
            Found { distinct, absent, values }
        }
    };
    let absent = if has_blank(&values) { absent } else { 0 };
    Values { filter: filter.clone(), of: of.clone(), containing: containing.to_owned(), distinct, absent, values }
}

/// What was found of a field or part.
#[derive(Default)]
struct Found {
    distinct: u32,
    /// How many rows' files do not have it.
    absent: u32,
    values: Vec<ValueCount>,
}

fn absent_lists(store: &Store, rows: &RowSet, list: List) -> u32 {
    let column = store.list(list);
    let mut count = 0;
    rows.for_each(|row| count += u32::from(column.entries(column.list_code(row)).is_none()));
    count
}

fn field_values(store: &Store, rows: &RowSet, field: Field, part: &Folded, limit: usize) -> Found {
    match (field.kind(), store.ids(field), store.texts(field)) {
        (FieldKind::Id, Some(column), _) => identifiers(column, rows, part, limit),
        (FieldKind::Time, ..) => {
            store.times_of(field).map_or_else(Found::default, |column| unreadable_times(column, rows, part, limit))
        }
        (_, _, Some(column)) => texts(store, column, rows, Some(field), part, limit),
        _ => Found::default(),
    }
}

/// The values of a column of codes, be it that of a field.
fn texts(
    store: &Store,
    column: &CodeColumn,
    rows: &RowSet,
    field: Option<Field>,
    part: &Folded,
    limit: usize,
) -> Found {
    let counts = column.counts(rows);
    let contains = codes_containing(&column.dictionary, part);
    let users = store.texts(Field::User).filter(|_| field == Some(Field::Username));
    let also = users.map(|users| second_names(column, users, rows)).unwrap_or_default();
    let also_of = |code: Code| users?.dictionary.text(*also.get(code as usize)?).filter(|name| !name.is_empty());
    let mut all: Vec<Counted<Cow<str>, Code>> = Vec::new();
    let mut spelled: Vec<Counted<Cow<str>, Code>> = Vec::new();
    for (code, text) in column.dictionary.texts().filter(|(code, _)| counts[*code as usize] > 0) {
        let count = counts[code as usize];
        let is_wanted = || contains[code as usize] || also_of(code).is_some_and(|also| part.is_in(also));
        match field.and_then(|field| spelling(field, text)) {
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
    Found { distinct, absent: counts[ABSENT as usize], values: shown.collect() }
}

/// What stands where a time should and cannot be read as one: instants are too many to be offered as values.
fn unreadable_times(column: &TimeColumn, rows: &RowSet, part: &Folded, limit: usize) -> Found {
    let dictionary = column.unreadable();
    let mut counts = vec![0; dictionary.code_count()];
    if column.is_empty() {
        counts[ABSENT as usize] = rows.count() as u32;
    }
    rows.for_each_value(column.as_slice(), |_, time| {
        TimeColumn::code(time).and_then(|code| counts.get_mut(code as usize)).into_iter().for_each(|count| *count += 1);
    });
    let contains = codes_containing(dictionary, part);
    let is_wanted = |code: Code| counts[code as usize] > 0 && contains[code as usize];
    let texts = dictionary.texts().filter(|(code, _)| is_wanted(*code));
    let counted = |(code, text)| Counted { count: counts[code as usize], value: Some(text), source: () };
    let mut all: Vec<Counted<&str, ()>> = texts.map(counted).collect();
    let missing = counts[ABSENT as usize] + counts[EMPTY as usize];
    if missing > 0 && part.as_str().is_empty() {
        all.push(Counted { count: missing, value: None, source: () });
    }
    let (distinct, all) = most_frequent(all, limit);
    let shown = all.into_iter().map(|counted| ValueCount {
        value: counted.value.map(str::to_owned),
        also: None,
        spellings: Vec::new(),
        count: counted.count,
    });
    Found { distinct, absent: counts[ABSENT as usize], values: shown.collect() }
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

fn identifiers(column: &IdColumn, rows: &RowSet, part: &Folded, limit: usize) -> Found {
    let contains = codes_containing(column.texts(), part);
    let guid_part = GuidPart::anywhere(part.as_str());
    let mut text_counts = vec![0; column.texts().code_count()];
    let (mut guids, mut tokens) = (Vec::new(), Vec::new());
    let is_any = part.as_str().is_empty();
    let (mut absent, mut empty) = (0, 0);
    rows.for_each(|row| match column.get(row) {
        Id::Absent => absent += 1,
        Id::Empty => empty += 1,
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
    let (distinct_guids, guids) = most_frequent_numbers(&guids, limit);
    let (distinct_tokens, tokens) = most_frequent_numbers(&tokens, limit);
    let texts = texts.into_iter().map(|counted| (counted.value.map(str::to_owned), counted.count));
    let guids = guids.into_iter().map(|(guid, count)| (Some(write_guid(guid)), count));
    let tokens = tokens.into_iter().map(|(token, count)| (Some(token_text(token)), count));
    let missing = absent + empty;
    let missing = (missing > 0 && is_any).then_some((None, missing));
    let has_missing = u32::from(missing.is_some());
    let each = texts.chain(guids).chain(tokens).chain(missing);
    let (_, all) = most_frequent(each.map(|(value, count)| Counted { count, value, source: () }).collect(), limit);
    let shown = all.into_iter().map(|Counted { count, value, .. }| {
        let (also, spellings) = (None, Vec::new());
        ValueCount { value, also, spellings, count }
    });
    let distinct = distinct_texts + distinct_guids + distinct_tokens + has_missing;
    Found { distinct, absent, values: shown.collect() }
}

/// How many distinct numbers there are, and the most frequent with their counts, the lowest of those as frequent.
///
/// Nearly all identifiers of requests are there once. Most of those are the only number at their place in a large
/// table, and just the lowest of them can be among the answers. The others are few, and are brought into order.
fn most_frequent_numbers(numbers: &[u128], limit: usize) -> (u32, Vec<(u128, u32)>) {
    let mut places = DuplicateFilter::new(numbers.len());
    numbers.iter().for_each(|&number| places.take(number));
    let mut lone = Lowest::new(limit);
    let mut others = Vec::new();
    for &number in numbers {
        match places.is_shared(number) {
            false => lone.push(number),
            true => others.push(number),
        }
    }
    let mut distinct = numbers.len() - others.len();
    let mut counted = Vec::new();
    bring_together(&mut others);
    for run in others.chunk_by(|left, right| left == right) {
        distinct += 1;
        counted.push((run[0], run.len() as u32));
    }
    counted.extend(lone.into_numbers().into_iter().map(|number| (number, 1)));
    counted.sort_unstable_by_key(|&(number, count)| (Reverse(count), number));
    counted.truncate(limit);
    (distinct as u32, counted)
}

/// Numbers in a bucket, if all are distinct.
const USUAL_BUCKET: usize = 4;

/// Brings equal numbers together: they come into one bucket each, so that only few have to be brought into order.
fn bring_together(numbers: &mut Vec<u128>) {
    let bits = (numbers.len() / USUAL_BUCKET).max(1).ilog2();
    let bucket_of = |number: u128| (mixed(number) >> 1 >> (u64::BITS - 1 - bits)) as usize;
    let mut ends = vec![0u32; 1 << bits];
    numbers.iter().for_each(|&number| ends[bucket_of(number)] += 1);
    let mut end = 0;
    for count in &mut ends {
        // First where each begins; placing its numbers moves that to its end.
        (*count, end) = (end, end + *count);
    }
    let mut placed = vec![0u128; numbers.len()];
    for &number in &*numbers {
        let place = &mut ends[bucket_of(number)];
        placed[*place as usize] = number;
        *place += 1;
    }
    let mut start = 0;
    for end in ends {
        placed[start as usize..end as usize].sort_unstable();
        start = end;
    }
    *numbers = placed;
}

/// The lowest of many numbers.
struct Lowest {
    limit: usize,
    /// Those found so far, and others.
    numbers: Vec<u128>,
    /// Numbers above this one are not among the lowest.
    highest: u128,
}

impl Lowest {
    fn new(limit: usize) -> Lowest {
        Lowest { limit, numbers: Vec::new(), highest: u128::MAX }
    }

    fn push(&mut self, number: u128) {
        if number > self.highest {
            return;
        }
        self.numbers.push(number);
        if self.numbers.len() > 2 * self.limit {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.numbers.len() > self.limit {
            let (_, &mut next, _) = self.numbers.select_nth_unstable(self.limit);
            self.highest = next;
            self.numbers.truncate(self.limit);
        }
    }

    fn into_numbers(mut self) -> Vec<u128> {
        self.cut();
        self.numbers
    }
}
