//! What rows hold: whether two say the same, and in which order they come.

use std::cmp::Reverse;
use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

use crate::schema::{ExtraColumn, Field, List};
use crate::store::hash_index::first_word;
use crate::store::{ListColumn, ListEntry, Store, TextAt};

/// A number for each of some rows: that of rows which hold the same is the same, and that of others is another one, but for
/// one pair in 2^64. Columns are gone through one after the other, which is quick however the rows lie.
pub(super) fn digests(store: &Store, rows: &[u32]) -> Vec<u64> {
    let mut in_order: Vec<(u32, u32)> = rows.iter().copied().zip(0..).collect();
    in_order.sort_unstable();
    let hasher = DefaultHashBuilder::default();
    let mut found = vec![first_word(); rows.len()];
    let mut add = |number: &dyn Fn(usize) -> (u8, u128)| {
        for (digest, &(row, _)) in found.iter_mut().zip(&in_order) {
            *digest = hasher.hash_one((*digest, number(row as usize)));
        }
    };
    for field in Field::all() {
        if let Some(column) = store.times_of(field) {
            add(&|row| (0, column.get(row) as u128));
        } else if let Some(column) = store.ids(field) {
            add(&|row| column.raw(row).numbers());
        } else if let Some(column) = store.texts(field).filter(|column| !column.is_absent()) {
            add(&|row| (0, column.code(row).into()));
        }
    }
    for (_, column) in store.extras().iter().filter(|(_, column)| !column.is_absent()) {
        add(&|row| (0, column.code(row).into()));
    }
    for list in List::all() {
        let column = store.list(list);
        add(&|row| (0, column.list_code(row).into()));
    }
    let mut digests = vec![0; rows.len()];
    in_order.iter().zip(found).for_each(|(&(_, place), digest)| digests[place as usize] = digest);
    digests
}

/// Whether two records say nothing different: each value that both have is the same, but for its case.
pub(super) fn agree(store: &Store, one: u32, other: u32) -> bool {
    let (one, other) = (one as usize, other as usize);
    let agree_in_extra = |extra| match (store.extra_at(extra, one), store.extra_at(extra, other)) {
        (None | Some(""), _) | (_, None | Some("")) => true,
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
    };
    Field::all().all(|field| agree_in(store, field, one, other))
        && store.extras().iter().all(|(extra, _)| agree_in_extra(extra))
        && List::all().all(|list| {
            let column = store.list(list);
            column.list_code(one) == column.list_code(other) || column.is_blank(one) || column.is_blank(other)
        })
}

/// What the records of one sign-in have in common in every export.
const OF_ANY_EXPORT: [Field; 5] = [Field::Date, Field::Username, Field::UserId, Field::IpAddress, Field::CorrelationId];

/// Whether two records may be of one sign-in by what is in every export of it.
pub(super) fn may_be_one(store: &Store, one: u32, other: u32) -> bool {
    OF_ANY_EXPORT.into_iter().all(|field| agree_in(store, field, one as usize, other as usize))
}

fn agree_in(store: &Store, field: Field, one: usize, other: usize) -> bool {
    match (store.text_at(field, one), store.text_at(field, other)) {
        // Not every export writes fractions of a second.
        (TextAt::Time(one), TextAt::Time(other)) => one.div_euclid(1000) == other.div_euclid(1000),
        (TextAt::Text(one), TextAt::Text(other)) => one.eq_ignore_ascii_case(&other),
        _ => true,
    }
}

/// What a record holds, in an order that depends on nothing else: the fullest comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Content {
    filled: Reverse<usize>,
    values: Vec<(usize, String)>,
    extras: Vec<(&'static str, String)>,
    lists: Vec<(usize, Vec<Option<String>>)>,
}

impl Content {
    pub(super) fn of(store: &Store, row: u32) -> Content {
        let row = row as usize;
        let text = |field: Field| match store.text_at(field, row) {
            TextAt::Absent => None,
            TextAt::Empty => Some(String::new()),
            TextAt::Time(millis) => Some(millis.to_string()),
            TextAt::Text(text) => Some(text.into_owned()),
        };
        let values: Vec<_> = Field::all().filter_map(|field| Some((field as usize, text(field)?))).collect();
        let extra = |extra: ExtraColumn| Some((extra.name(), store.extra_at(extra, row)?.to_owned()));
        let mut extras: Vec<_> = store.extras().iter().filter_map(|(of, _)| extra(of)).collect();
        extras.sort_unstable();
        let lists: Vec<_> =
            List::all().filter_map(|list| Some((list as usize, entries(store.list(list), row)?))).collect();
        let filled = values.iter().filter(|(_, text)| !text.is_empty()).count()
            + extras.iter().filter(|(_, text)| !text.is_empty()).count()
            + lists.iter().filter(|(_, entries)| !entries.is_empty()).count();
        Content { filled: Reverse(filled), values, extras, lists }
    }
}

/// All parts of all entries of a list.
pub(super) fn entries(column: &ListColumn, row: usize) -> Option<Vec<Option<String>>> {
    let parts = |entry: ListEntry<'_>| column.list().parts().map(|part| entry.part(part).map(str::to_owned)).collect();
    let entries: Vec<Vec<Option<String>>> = column.get(row)?.map(parts).collect();
    Some(entries.concat())
}
