//! Rows in order: a stable sort by each key, the least important first.

use std::cmp::Ordering;

use super::address::parse_address;
use super::matcher::names_of;
use super::view::Order;
use crate::schema::{Field, Kind};
use crate::store::table::is_time;
use crate::store::{Code, CodeColumn, Dictionary, EMPTY, Id, IdColumn, RowSet, Store};

/// The rows of a set in order. Ties keep the order of the files; rows without a value come last either way.
pub fn in_order(store: &Store, rows: &RowSet, order: &[Order]) -> Vec<u32> {
    let mut sorted = rows.to_rows();
    for key in order.iter().rev() {
        match key.field.kind() {
            Kind::Time => sort_by_time(&mut sorted, store.times(), key.descending),
            Kind::Id => {
                store.ids(key.field).into_iter().for_each(|column| sort_by_id(&mut sorted, column, key.descending))
            }
            _ => {
                if let Some(column) = store.texts(key.field) {
                    sorted = sort_by_rank(&sorted, column, &ranks(key.field, &column.dictionary, key.descending));
                }
            }
        }
    }
    sorted
}

fn sort_by_time(rows: &mut [u32], times: &[i64], descending: bool) {
    let key = |&row: &u32| match times[row as usize] {
        time if !is_time(time) => i64::MAX,
        time if descending => -time,
        time => time,
    };
    rows.sort_by_key(key);
}

fn sort_by_id(rows: &mut [u32], column: &IdColumn, descending: bool) {
    let compare = |left: Id, right: Id| match (left, right) {
        (Id::Guid(left), Id::Guid(right)) => left.cmp(&right),
        (Id::Text(left), Id::Text(right)) => column.texts().text(left).cmp(&column.texts().text(right)),
        (Id::Guid(_), Id::Text(_)) => Ordering::Less,
        (Id::Text(_), Id::Guid(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    };
    let missing = |id: Id| matches!(id, Id::Absent | Id::Empty);
    rows.sort_by(|&left, &right| {
        let (left, right) = (column.get(left as usize), column.get(right as usize));
        let by_value = if descending { compare(right, left) } else { compare(left, right) };
        missing(left).cmp(&missing(right)).then(by_value)
    });
}

/// A counting sort: as many counters as the column has distinct values.
fn sort_by_rank(rows: &[u32], column: &CodeColumn, ranks: &[u32]) -> Vec<u32> {
    let mut starts = vec![0u32; ranks.len() + 1];
    let rank = |row: u32| ranks[column.code(row as usize) as usize] as usize;
    rows.iter().for_each(|&row| starts[rank(row) + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; rows.len()];
    for &row in rows {
        let start = &mut starts[rank(row)];
        sorted[*start as usize] = row;
        *start += 1;
    }
    sorted
}

/// The place of every code in the order of its values; equal values share one, absent and empty come last.
fn ranks(field: Field, dictionary: &Dictionary, descending: bool) -> Vec<u32> {
    let mut keys: Vec<(SortKey, Code)> =
        dictionary.texts().map(|(code, text)| (SortKey::new(field, text), code)).collect();
    keys.sort_by(|left, right| if descending { right.0.cmp(&left.0) } else { left.0.cmp(&right.0) });
    let mut ranks = vec![keys.len() as u32; dictionary.code_count()];
    let mut rank = 0;
    for (at, (key, code)) in keys.iter().enumerate() {
        if at > 0 && keys[at - 1].0 != *key {
            rank = at as u32;
        }
        ranks[*code as usize] = rank;
    }
    debug_assert!(ranks[EMPTY as usize] == keys.len() as u32);
    ranks
}

/// What a value is compared by: numbers and addresses by size, texts without regard to case.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64, u32),
    Address(std::net::IpAddr),
    Text(String),
}

impl SortKey {
    fn new(field: Field, text: &str) -> SortKey {
        let as_text = || SortKey::Text(names_of(field, text).unwrap_or(text).to_lowercase());
        match field.kind() {
            Kind::Number => number(text).unwrap_or_else(as_text),
            Kind::Ip => parse_address(text).map(SortKey::Address).unwrap_or_else(as_text),
            _ => as_text(),
        }
    }
}

/// A number as its whole part and its millionths, which compare as it does.
fn number(text: &str) -> Option<SortKey> {
    let number: f64 = text.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
    let whole = number.floor();
    Some(SortKey::Number(whole as i64, ((number - whole) * 1e6) as u32))
}
