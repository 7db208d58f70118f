//! Which rows a filter keeps: every test is decided once per distinct value, then looked up for the rows.

use super::filter::{Filter, Test};
use super::fold::Folded;
use super::matcher::Matcher;
use crate::schema::{Field, Kind, List, Part};
use crate::store::id::{parse_guid, write_guid};
use crate::store::table::is_time;
use crate::store::{Id, IdColumn, RowSet, Store};

/// The rows a filter keeps.
pub fn select(store: &Store, filter: &Filter) -> RowSet {
    match filter {
        Filter::All(parts) => parts.iter().fold(RowSet::all(store.len()), |mut rows, part| {
            rows.and(&select(store, part));
            rows
        }),
        Filter::Any(parts) => parts.iter().fold(RowSet::none(store.len()), |mut rows, part| {
            rows.or(&select(store, part));
            rows
        }),
        Filter::Not(part) => {
            let mut rows = select(store, part);
            rows.invert();
            rows
        }
        Filter::Words(words) => with_words(store, words),
        Filter::Field(field, test) => with_field(store, *field, test),
        Filter::List(list, part, test) => with_list(store, *list, *part, &Matcher::new(test)),
    }
}

fn with_field(store: &Store, field: Field, test: &Test) -> RowSet {
    match field.kind() {
        Kind::Time => with_time(store, test),
        Kind::Id => {
            store.ids(field).map_or_else(|| RowSet::none(store.len()), |column| with_id(column, &Matcher::new(test)))
        }
        _ => with_text(store, field, &Matcher::new(test)),
    }
}

fn with_text(store: &Store, field: Field, matcher: &Matcher) -> RowSet {
    let Some(column) = store.texts(field) else { return RowSet::none(store.len()) };
    let mut keep = vec![matcher.passes_empty(); column.dictionary.code_count()];
    for (code, text) in column.dictionary.texts() {
        keep[code as usize] = matcher.passes(field, text);
    }
    column.select(store.len(), &keep)
}

fn with_time(store: &Store, test: &Test) -> RowSet {
    let newest = || store.times().iter().copied().filter(|&time| is_time(time)).max().unwrap_or_default();
    let (from, to) = match *test {
        Test::Between { from, to } => (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)),
        Test::Newest { millis } => (newest() - millis, i64::MAX),
        Test::IsEmpty => {
            return RowSet::from_bools(store.len(), store.times().iter().map(|&time| !is_time(time)));
        }
        _ => return RowSet::none(store.len()),
    };
    RowSet::from_bools(store.len(), store.times().iter().map(|&time| is_time(time) && time >= from && time < to))
}

fn with_id(column: &IdColumn, matcher: &Matcher) -> RowSet {
    let text_passes: Vec<bool> = codes_passing(column, |text| matcher.passes_text(text));
    let guids: Option<Vec<u128>> = match matcher {
        Matcher::OneOf { texts, .. } => {
            Some(texts.iter().filter_map(|text| parse_guid(text.as_str().as_bytes())).collect())
        }
        _ => None,
    };
    let guid_passes = |guid: u128| match &guids {
        Some(guids) => guids.contains(&guid),
        None => matcher.passes_text(&write_guid(guid)),
    };
    RowSet::from_bools(
        column.len(),
        (0..column.len()).map(|row| match column.get(row) {
            Id::Absent | Id::Empty => matcher.passes_empty(),
            Id::Guid(guid) => guid_passes(guid),
            Id::Text(code) => text_passes[code as usize],
        }),
    )
}

fn with_list(store: &Store, list: List, part: Part, matcher: &Matcher) -> RowSet {
    let column = store.list(list);
    match matcher {
        Matcher::IsEmpty => column.select_empty(),
        _ => column.select(|entry| entry.part(part).is_some_and(|text| matcher.passes_text(text))),
    }
}

/// Rows in which every word occurs somewhere.
fn with_words(store: &Store, words: &str) -> RowSet {
    words.split_whitespace().fold(RowSet::all(store.len()), |mut rows, word| {
        rows.and(&with_word(store, &Folded::new(word)));
        rows
    })
}

fn with_word(store: &Store, word: &Folded) -> RowSet {
    let matcher = Matcher::Contains(word.clone());
    let mut rows = RowSet::none(store.len());
    for field in Field::all().filter(|&field| is_searched(field)) {
        match store.ids(field) {
            Some(column) => rows.or(&with_id_part(column, word)),
            None => rows.or(&with_text(store, field, &matcher)),
        }
    }
    for list in List::all() {
        let parts = list.info().parts.len() as u8;
        rows.or(&store
            .list(list)
            .select(|entry| (0..parts).any(|part| entry.part(Part(part)).is_some_and(|text| word.is_in(text)))));
    }
    rows
}

/// Words are looked for in texts, identifiers, addresses, and the two numbers people know by heart.
fn is_searched(field: Field) -> bool {
    match field.kind() {
        Kind::Text | Kind::Category | Kind::Id | Kind::Ip => true,
        Kind::Number => matches!(field, Field::ErrorCode | Field::Asn),
        Kind::Time | Kind::Bool => false,
    }
}

/// Identifiers that contain a word; one that no GUID can contain is looked for in the other texts only.
fn with_id_part(column: &IdColumn, word: &Folded) -> RowSet {
    let text_passes = codes_passing(column, |text| word.is_in(text));
    let pattern = GuidPart::new(word.as_str());
    RowSet::from_bools(
        column.len(),
        (0..column.len()).map(|row| match column.get(row) {
            Id::Absent | Id::Empty => false,
            Id::Guid(guid) => pattern.is_in(guid),
            Id::Text(code) => text_passes[code as usize],
        }),
    )
}

/// For every code of the column's own texts whether it passes.
fn codes_passing(column: &IdColumn, passes: impl Fn(&str) -> bool) -> Vec<bool> {
    let mut keep = vec![false; column.texts().code_count()];
    for (code, text) in column.texts().texts() {
        keep[code as usize] = passes(text);
    }
    keep
}

/// A part of a GUID's text, as the numbers to compare at each place it can stand.
struct GuidPart {
    /// Mask and value for each possible place.
    places: Vec<(u128, u128)>,
}

impl GuidPart {
    fn new(part: &str) -> GuidPart {
        let places =
            (0..=36usize.saturating_sub(part.len())).filter_map(|place| at_place(part.as_bytes(), place)).collect();
        GuidPart { places }
    }

    fn is_in(&self, guid: u128) -> bool {
        self.places.iter().any(|&(mask, value)| guid & mask == value)
    }
}

/// The bits of a GUID that `part` fixes when its text stands at `place` of the 36 characters.
fn at_place(part: &[u8], place: usize) -> Option<(u128, u128)> {
    let (mut mask, mut value) = (0u128, 0u128);
    for (at, &byte) in (place..).zip(part) {
        let is_hyphen_place = matches!(at, 8 | 13 | 18 | 23);
        let digit = match byte {
            b'-' if is_hyphen_place => continue,
            b'0'..=b'9' if !is_hyphen_place => byte - b'0',
            b'a'..=b'f' if !is_hyphen_place => byte - b'a' + 10,
            _ => return None,
        };
        let hyphens_before = [8, 13, 18, 23].iter().filter(|&&hyphen| hyphen < at).count();
        let shift = 4 * (31 - (at - hyphens_before));
        mask |= 0xf << shift;
        value |= u128::from(digit) << shift;
    }
    (part.len() + place <= 36).then_some((mask, value))
}
