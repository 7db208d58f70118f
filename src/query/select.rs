//! Which rows a filter keeps: every test is decided once per distinct value, then looked up for the rows.

use hashbrown::HashSet;

use super::filter::{Filter, Test};
use super::fold::Folded;
use super::guid_part::GuidPart;
use super::matcher::Matcher;
use crate::schema::{Field, Kind, List, Part};
use crate::store::id::parse_guid;
use crate::store::table::is_time;
use crate::store::{ABSENT, Id, IdColumn, RowSet, Store};

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
        Filter::Entry(list, tests) => with_entry(store, *list, tests),
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
    column.select(store.len(), &matcher.codes(field, &column.dictionary))
}

fn with_time(store: &Store, test: &Test) -> RowSet {
    let times = store.times();
    let newest = || times.iter().copied().filter(|&time| is_time(time)).max().unwrap_or_default();
    let (from, to) = match *test {
        Test::Between { from, to } => (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)),
        Test::Newest { millis } => (newest().saturating_sub(millis), i64::MAX),
        Test::IsEmpty => return RowSet::passing(times, |&time| !is_time(time)),
        _ => return RowSet::none(store.len()),
    };
    RowSet::passing(times, |&time| is_time(time) & (time >= from) & (time < to))
}

fn with_id(column: &IdColumn, matcher: &Matcher) -> RowSet {
    let mut rows = match matcher {
        Matcher::OneOf { texts, .. } => {
            let guids: HashSet<u128> = texts.iter().filter_map(|text| parse_guid(text.as_str().as_bytes())).collect();
            match guids.iter().next() {
                None => RowSet::none(column.len()),
                Some(&only) if guids.len() == 1 => column.select_guids(|&guid| guid == only),
                Some(_) => column.select_guids(|guid| guids.contains(guid)),
            }
        }
        Matcher::Contains(part) => GuidPart::anywhere(part.as_str()).rows(column),
        Matcher::StartsWith(start) => GuidPart::at_start(start.as_str()).rows(column),
        // A GUID is neither empty nor an address.
        Matcher::IsEmpty | Matcher::Within(_) | Matcher::Never => RowSet::none(column.len()),
    };
    rows.or(&column.select_texts(&matcher.codes_as_they_are(column.texts())));
    if matcher.passes_empty() {
        rows.or(&column.select_missing());
    }
    rows
}

fn with_list(store: &Store, list: List, part: Part, matcher: &Matcher) -> RowSet {
    let column = store.list(list);
    match matcher {
        Matcher::IsEmpty => column.select_empty(),
        _ => column.select_parts(&[(part, matcher.codes_as_they_are(column.part(part)))]),
    }
}

/// Rows with one entry of a list that passes all tests.
fn with_entry(store: &Store, list: List, tests: &[(Part, Test)]) -> RowSet {
    let column = store.list(list);
    let keep = |(part, test): &(Part, Test)| {
        let matcher = Matcher::new(test);
        let mut keep = matcher.codes_as_they_are(column.part(*part));
        keep[ABSENT as usize] = matcher.passes_empty();
        (*part, keep)
    };
    column.select_entries(&tests.iter().map(keep).collect::<Vec<_>>())
}

/// Rows in which every word occurs somewhere.
fn with_words(store: &Store, words: &str) -> RowSet {
    words.split_whitespace().fold(RowSet::all(store.len()), |mut rows, word| {
        if !rows.is_none() {
            rows.and(&with_word(store, Folded::new(word)));
        }
        rows
    })
}

/// Rows in which a word occurs in some text. Identifiers come last: they are the most to look at, and often not needed.
fn with_word(store: &Store, word: Folded) -> RowSet {
    let guid_part = GuidPart::anywhere(word.as_str());
    let matcher = Matcher::Contains(word);
    let mut rows = RowSet::none(store.len());
    let fields = Field::all().filter(|&field| is_searched(field));
    let mut columns: Vec<_> = fields.filter_map(|field| Some((field, store.texts(field)?))).collect();
    // Of a few values one that all rows have is soon found, and then there is nothing left to look for.
    columns.sort_by_key(|(_, column)| column.dictionary.code_count());
    for (field, column) in columns {
        rows.or(&column.select(store.len(), &matcher.codes(field, &column.dictionary)));
        if rows.is_all() {
            return rows;
        }
    }
    for list in List::all() {
        let column = store.list(list);
        let part = |part| (Part(part), matcher.codes_as_they_are(column.part(Part(part))));
        let parts: Vec<_> = (0..list.info().parts.len() as u8).map(part).collect();
        rows.or(&column.select_parts(&parts));
    }
    for column in Field::all().filter_map(|field| store.ids(field)) {
        add_ids(&mut rows, column, &guid_part, &matcher.codes_as_they_are(column.texts()));
    }
    rows
}

/// Adds the rows whose identifier has a part, or is one of the texts.
fn add_ids(rows: &mut RowSet, column: &IdColumn, part: &GuidPart, texts: &[bool]) {
    if matches!(part, GuidPart::Nowhere) && !texts.contains(&true) {
        return;
    }
    let missing = rows.len() - rows.count();
    if missing > rows.len() / FEW_ARE_LEFT {
        rows.or(&part.rows(column));
        return rows.or(&column.select_texts(texts));
    }
    let mut left = rows.clone();
    left.invert();
    left.for_each(|row| {
        let passes = match column.get(row) {
            Id::Absent | Id::Empty => false,
            Id::Guid(guid) => part.is_in(guid),
            Id::Text(code) => texts[code as usize],
        };
        if passes {
            rows.insert(row);
        }
    });
}

/// If no more than this part of the rows is undecided, they are looked at one by one.
const FEW_ARE_LEFT: usize = 8;

/// Words are looked for in texts, identifiers, addresses, and the two numbers people know by heart.
fn is_searched(field: Field) -> bool {
    match field.kind() {
        Kind::Text | Kind::Category | Kind::Id | Kind::Ip => true,
        Kind::Number => matches!(field, Field::ErrorCode | Field::Asn),
        Kind::Time | Kind::Bool => false,
    }
}
