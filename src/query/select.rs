//! Which rows a filter keeps: every test is decided once per distinct value, then looked up for the rows.

use hashbrown::HashSet;

use super::casefold::Folded;
use super::filter::{Filter, Test};
use super::guid_part::GuidPart;
use super::matcher::Matcher;
use super::tokens::tokens_passing;
use super::work::{Tables, Turn, Work};
use crate::schema::{ExtraColumn, Field, FieldKind, List, Part};
use crate::store::id::{parse_guid, write_guid};
use crate::store::table::is_time;
use crate::store::token::token_text;
use crate::store::{ABSENT, CodeColumn, Id, IdColumn, RowSet, Store, TimeColumn};

/// The rows a filter keeps, of those that are shown.
pub fn select(store: &Store, filter: &Filter) -> RowSet {
    shown(store, select_all(store, filter, &Work::at_once()))
}

/// The same in turns: `None` if another one is needed, for which `tables` keeps what was found so far. Of words only
/// those of the rows `among` are looked at, if that is given.
pub fn select_in_turn(
    store: &Store,
    filter: &Filter,
    among: Option<&RowSet>,
    tables: &mut Tables,
    turn: &mut Turn,
) -> Option<RowSet> {
    let work = Work::new(turn, std::mem::take(tables));
    let rows = match (filter, among) {
        (Filter::Words(words), Some(rows)) => with_words(store, words, rows, &work),
        _ => select_all(store, filter, &work),
    };
    if !work.is_done() {
        *tables = work.into_tables();
        return None;
    }
    Some(shown(store, rows))
}

fn shown(store: &Store, mut rows: RowSet) -> RowSet {
    if !store.shows_all() {
        rows.and(&store.shown());
    }
    rows
}

/// The rows a filter keeps, the hidden ones too.
fn select_all(store: &Store, filter: &Filter, work: &Work) -> RowSet {
    match filter {
        Filter::All(parts) => parts.iter().fold(RowSet::all(store.len()), |mut rows, part| {
            rows.and(&select_all(store, part, work));
            rows
        }),
        Filter::Any(parts) => parts.iter().fold(RowSet::none(store.len()), |mut rows, part| {
            rows.or(&select_all(store, part, work));
            rows
        }),
        Filter::Not(part) => {
            let mut rows = select_all(store, part, work);
            rows.invert();
            rows
        }
        Filter::Words(words) => with_words(store, words, &RowSet::all(store.len()), work),
        Filter::Field(field, test) => with_field(store, *field, test, work),
        Filter::Extra(extra, test) => with_extra(store, *extra, test, work),
        Filter::List(list, part, test) => with_list(store, *list, *part, test, work),
        Filter::Entry(list, tests) => with_entry(store, *list, tests, work),
        Filter::InList(list, test) => in_list(store, *list, test, work),
        Filter::Anywhere(test) => anywhere(store, test, work),
    }
}

fn with_field(store: &Store, field: Field, test: &Test, work: &Work) -> RowSet {
    match field.kind() {
        FieldKind::Time => {
            let rows = |column| with_time(store, field, column, test, work);
            store.times_of(field).map_or_else(|| RowSet::none(store.len()), rows)
        }
        FieldKind::Id => {
            let all = RowSet::all(store.len());
            store
                .ids(field)
                .map_or_else(|| RowSet::none(store.len()), |column| with_id(column, &work.matcher(test), &all, work))
        }
        _ => with_text(store, field, &work.matcher(test), work),
    }
}

fn with_text(store: &Store, field: Field, matcher: &Matcher, work: &Work) -> RowSet {
    let Some(column) = store.texts(field) else { return RowSet::none(store.len()) };
    column.among(&RowSet::all(store.len()), &matcher.codes(field, &column.dictionary, work))
}

fn with_extra(store: &Store, extra: ExtraColumn, test: &Test, work: &Work) -> RowSet {
    let (matcher, all) = (work.matcher(test), RowSet::all(store.len()));
    match store.extras().get(extra) {
        Some(column) => column.among(&all, &matcher.codes_of_extra(&column.dictionary, work)),
        // No file has it.
        None if matcher.passes_empty() => all,
        None => RowSet::none(store.len()),
    }
}

/// The rows whose time passes, or whose text does that cannot be read as one.
fn with_time(store: &Store, field: Field, column: &TimeColumn, test: &Test, work: &Work) -> RowSet {
    let newest = || column.as_slice().iter().copied().filter(|&time| is_time(time)).max().unwrap_or_default();
    let (from, to) = match *test {
        Test::Between { from, to } => (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)),
        Test::Newest { millis } => (newest().saturating_sub(millis), i64::MAX),
        Test::Older { millis } => (i64::MIN, newest().saturating_sub(millis)),
        Test::WeekHours(hours) => return column.passing(store.len(), |time| hours.contains(time)),
        // The texts that cannot be read as a time.
        _ if test.suits_lists() || matches!(test, Test::Matches(_)) => {
            return column.texts_passing(store.len(), &work.matcher(test).codes(field, column.unreadable(), work));
        }
        _ => return RowSet::none(store.len()),
    };
    column.passing(store.len(), |time| (time >= from) & (time < to))
}

/// Those of the given rows whose identifier passes.
fn with_id(column: &IdColumn, matcher: &Matcher, within: &RowSet, work: &Work) -> RowSet {
    let mut rows = match matcher {
        Matcher::OneOf { texts, .. } => {
            let guids: HashSet<u128> = texts.iter().filter_map(|text| parse_guid(text.as_str().as_bytes())).collect();
            match guids.iter().next() {
                None => RowSet::none(within.len()),
                Some(&only) if guids.len() == 1 => column.guids_among(within, |&guid| guid == only),
                Some(_) => column.guids_among(within, |guid| guids.contains(guid)),
            }
        }
        Matcher::Contains(part) => GuidPart::anywhere(part.as_str()).rows(column, within),
        Matcher::StartsWith(start) => GuidPart::at_start(start.as_str()).rows(column, within),
        // A GUID is neither empty, nor an address, nor a number.
        Matcher::IsEmpty | Matcher::Within(_) | Matcher::Number(..) | Matcher::Never => RowSet::none(within.len()),
        // Only GUIDs in lower case are kept as numbers, so that exact case is that of their usual form.
        Matcher::Is(texts, _) => {
            let guids: HashSet<u128> = texts.iter().filter_map(|text| parse_guid(text.as_bytes())).collect();
            column.guids_among(within, |guid| guids.contains(guid))
        }
        Matcher::Matches(_) => numbers_passing(column, matcher, within, work),
        Matcher::Stands(..) | Matcher::StandsCased(..) => {
            column.guids_among(within, |&guid| matcher.passes_text(&write_guid(guid)))
        }
    };
    if !matcher.is_slow() {
        rows.or(&tokens_passing(column, matcher, within));
    }
    rows.or(&column.texts_among(within, &matcher.codes_as_they_are(column.texts(), work)));
    if matcher.passes_empty() {
        rows.or(&column.missing_among(within));
    }
    rows
}

/// Those of the given rows whose GUID or token passes, of tests that take long.
fn numbers_passing(column: &IdColumn, matcher: &Matcher, within: &RowSet, work: &Work) -> RowSet {
    if column.is_empty() {
        return RowSet::none(within.len());
    }
    let passes = |row: usize| {
        within.contains(row)
            && match column.get(row) {
                Id::Guid(guid) => matcher.passes_text(&write_guid(guid)),
                Id::Token(token) => matcher.passes_text(&token_text(token)),
                Id::Absent | Id::Empty | Id::Text(_) => false,
            }
    };
    let found =
        work.table(within.len(), |row| row + matcher.texts_at_once(), |rows, found| found.extend(rows.map(passes)));
    RowSet::passing(&found, |&passes| passes)
}

fn with_list(store: &Store, list: List, part: Part, test: &Test, work: &Work) -> RowSet {
    match test {
        Test::IsEmpty => store.list(list).select_empty(),
        _ => with_entry(store, list, &[(part, test.clone())], work),
    }
}

fn with_part(store: &Store, part: Part, matcher: &Matcher, work: &Work) -> RowSet {
    let column = store.list(part.list());
    column.parts_among(&RowSet::all(store.len()), &[(part, matcher.codes_as_they_are(column.part(part), work))])
}

/// Rows with one entry of a list that passes all tests.
fn with_entry(store: &Store, list: List, tests: &[(Part, Test)], work: &Work) -> RowSet {
    if tests.iter().any(|(_, test)| !test.suits_lists()) {
        return RowSet::none(store.len());
    }
    let column = store.list(list);
    let keep = |(part, test): &(Part, Test)| {
        let matcher = work.matcher(test);
        let mut keep = matcher.codes_as_they_are(column.part(*part), work);
        keep[ABSENT as usize] = matcher.passes_empty();
        (*part, keep)
    };
    column.select_entries(&tests.iter().map(keep).collect::<Vec<_>>())
}

/// Rows with an entry that passes in some part.
fn in_list(store: &Store, list: List, test: &Test, work: &Work) -> RowSet {
    match test {
        Test::IsEmpty => store.list(list).select_empty(),
        _ if !test.suits_lists() && !matches!(test, Test::Matches(_)) => RowSet::none(store.len()),
        _ => {
            let matcher = work.matcher(test);
            union(store, list.parts().map(|part| with_part(store, part, &matcher, work)))
        }
    }
}

/// Rows that pass in some searched field, in some list or in some extra column.
fn anywhere(store: &Store, test: &Test, work: &Work) -> RowSet {
    let is_of_texts = matches!(test, Test::Matches(_)) || (test.suits_lists() && *test != Test::IsEmpty);
    if !is_of_texts {
        return RowSet::none(store.len());
    }
    let fields = Field::all().filter(|&field| is_searched(field)).map(|field| with_field(store, field, test, work));
    let extras = store.extras().iter().map(|(extra, _)| with_extra(store, extra, test, work));
    union(store, fields.chain(List::all().map(|list| in_list(store, list, test, work))).chain(extras))
}

fn union(store: &Store, sets: impl Iterator<Item = RowSet>) -> RowSet {
    sets.fold(RowSet::none(store.len()), |mut rows, more| {
        rows.or(&more);
        rows
    })
}

/// The rows of a set in which every word occurs somewhere.
pub fn select_words(store: &Store, words: &str, within: &RowSet) -> RowSet {
    with_words(store, words, within, &Work::at_once())
}

fn with_words(store: &Store, words: &str, within: &RowSet, work: &Work) -> RowSet {
    words.split_whitespace().fold(within.clone(), |rows, word| match rows.is_none() {
        true => rows,
        false => with_word(store, &Folded::new(word), &rows, work),
    })
}

/// Rows of a set in which a word occurs in some text; rows that have it already are not looked at again. Identifiers
/// come last: they are the most to look at, and often not needed.
fn with_word(store: &Store, word: &Folded, within: &RowSet, work: &Work) -> RowSet {
    let matcher = Matcher::Contains(word.clone());
    let mut left = within.clone();
    let fields = Field::all().filter(|&field| is_searched(field));
    let mut columns: Vec<(Option<Field>, &CodeColumn)> =
        fields.filter_map(|field| Some((Some(field), store.texts(field)?))).collect();
    columns.extend(store.extras().iter().map(|(_, column)| (None, column)));
    // Of a few values one that all rows have is soon found, and then there is nothing left to look for.
    columns.sort_by_key(|(_, column)| column.dictionary.code_count());
    for (field, column) in columns {
        let dictionary = &column.dictionary;
        let keep = match field {
            Some(field) => matcher.codes(field, dictionary, work),
            None => matcher.codes_of_extra(dictionary, work),
        };
        left.and_not(&column.among(&left, &keep));
        if left.is_none() {
            return within.clone();
        }
    }
    for list in List::all() {
        let column = store.list(list);
        let part = |part| (part, matcher.codes_as_they_are(column.part(part), work));
        let parts: Vec<_> = list.parts().map(part).collect();
        left.and_not(&column.parts_among(&left, &parts));
    }
    for (field, column) in Field::all().filter_map(|field| Some((field, store.times_of(field)?))) {
        left.and_not(&column.texts_passing(store.len(), &matcher.codes(field, column.unreadable(), work)));
    }
    for column in Field::all().filter_map(|field| store.ids(field)) {
        left.and_not(&with_id(column, &matcher, &left, work));
    }
    let mut rows = within.clone();
    rows.and_not(&left);
    rows
}

/// Words are looked for in texts, identifiers, addresses, and the two numbers people know by heart.
fn is_searched(field: Field) -> bool {
    match field.kind() {
        FieldKind::Text | FieldKind::Category | FieldKind::Id | FieldKind::Ip => true,
        FieldKind::Number => field.info().is_searched,
        // Of times those that cannot be read.
        FieldKind::Time => true,
        FieldKind::Bool => false,
    }
}
