//! Rows in order: a stable sort by each key, the least important first.

use hashbrown::HashMap;

use super::ranks::{ExtraRanks, beginning, ranks, unsigned};
use super::sorting::sort_by_number;
use super::view::Order;
use crate::schema::{Column, Field, FieldKind};
use crate::store::table::is_time;
use crate::store::{ABSENT, CodeColumn, EMPTY, Id, IdColumn, RowSet, Store};

/// The rows of a set in order. Ties keep the order of the files; rows without a value come last either way, in the
/// order of what stands in for it.
pub fn in_order(store: &Store, rows: &RowSet, order: &[Order]) -> Vec<u32> {
    Sorter::default().in_order(store, rows, order)
}

/// Sorts rows, and keeps the ranks of the values: they stay the same as long as a field has the same values.
#[derive(Clone, Debug, Default)]
pub struct Sorter {
    /// For a field the rank of each code it had.
    ranks: HashMap<Field, Vec<u32>>,
    extra_ranks: ExtraRanks,
}

impl Sorter {
    /// As [`in_order`] does.
    pub fn in_order(&mut self, store: &Store, rows: &RowSet, order: &[Order]) -> Vec<u32> {
        let mut sorted = rows.to_rows();
        for key in order.iter().rev() {
            match key.by {
                Column::Field(field) => self.sort_by_field(store, &mut sorted, field, key.descending),
                Column::Extra(extra) => {
                    if let Some(column) = store.extras().get(extra) {
                        let ranks = self.extra_ranks.get(extra, store.extras());
                        sorted = sort_by_rank(&sorted, column, ranks, key.descending);
                    }
                }
                Column::List(_) => {}
            }
        }
        sorted
    }

    fn sort_by_field(&mut self, store: &Store, sorted: &mut Vec<u32>, field: Field, descending: bool) {
        match field.kind() {
            FieldKind::Time => {
                let column = store.times_of(field).filter(|column| !column.is_empty());
                column.into_iter().for_each(|column| sort_by_time(sorted, column.as_slice(), descending));
            }
            FieldKind::Id => store.ids(field).into_iter().for_each(|column| sort_by_id(sorted, column, descending)),
            _ => {
                if let Some(column) = store.texts(field) {
                    *sorted = sort_by_rank(sorted, column, self.ranks(field, column), descending);
                    self.sort_by_fallbacks(store, sorted, column, field, descending);
                }
            }
        }
    }

    /// Sorts the rows at the end, which have no value, by the fields that stand in for it.
    fn sort_by_fallbacks(
        &mut self,
        store: &Store,
        sorted: &mut [u32],
        column: &CodeColumn,
        field: Field,
        descending: bool,
    ) {
        let mut with_value = sorted.partition_point(|&row| column.code(row as usize) > EMPTY);
        for &field in field.info().fallbacks {
            let Some(column) = store.texts(field).filter(|_| with_value < sorted.len()) else { continue };
            let rest = &mut sorted[with_value..];
            let in_order = sort_by_rank(rest, column, self.ranks(field, column), descending);
            rest.copy_from_slice(&in_order);
            with_value += rest.partition_point(|&row| column.code(row as usize) > EMPTY);
        }
    }

    fn ranks(&mut self, field: Field, column: &CodeColumn) -> &[u32] {
        if !self.is_prepared(field, column) {
            self.ranks.insert(field, ranks(Some(field), &column.dictionary));
        }
        self.ranks.get(&field).map_or(&[], Vec::as_slice)
    }

    fn is_prepared(&self, field: Field, column: &CodeColumn) -> bool {
        self.ranks.get(&field).is_some_and(|ranks| ranks.len() == column.dictionary.code_count())
    }

    /// The bytes of memory that the ranks take.
    pub fn memory(&self) -> usize {
        let fields: usize = self.ranks.values().map(|ranks| ranks.capacity() * size_of::<u32>()).sum();
        fields + self.extra_ranks.memory()
    }

    /// Finds the ranks of one more field, before anybody sorts by it; the answer is false when all are known.
    pub fn prepare(&mut self, store: &Store) -> bool {
        let mut columns = Field::all().filter_map(|field| Some((field, store.texts(field)?)));
        let next = columns.find(|&(field, column)| !self.is_prepared(field, column));
        next.map(|(field, column)| self.ranks(field, column)).is_some()
    }
}

fn sort_by_time(rows: &mut Vec<u32>, times: &[i64], descending: bool) {
    let key = |&row: &u32| match unsigned(times[row as usize]) {
        _ if !is_time(times[row as usize]) => u64::MAX,
        time if descending => u64::MAX - time,
        time => time,
    };
    // Files are mostly written newest first, and shown so, or the other way round.
    if rows.is_sorted_by_key(key) {
        return;
    }
    if rows.is_sorted_by(|left, right| key(left) >= key(right)) {
        rows.reverse();
        rows.chunk_by_mut(|left, right| key(left) == key(right)).for_each(<[u32]>::reverse);
        return;
    }
    sort_by_number(rows, |row| key(&row).into(), None);
}

/// GUIDs first, then tokens and other texts, which are in one order.
fn sort_by_id(rows: &mut Vec<u32>, column: &IdColumn, descending: bool) {
    let (mut guids, mut tokens, mut texts, mut missing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for &row in rows.iter() {
        match column.get(row as usize) {
            Id::Guid(_) => guids.push(row),
            Id::Token(_) => tokens.push(row),
            Id::Text(_) => texts.push(row),
            Id::Absent | Id::Empty => missing.push(row),
        }
    }
    let turned = |number: u128| if descending { !number } else { number };
    let number = |row: u32| match column.get(row as usize) {
        Id::Guid(number) | Id::Token(number) => turned(number),
        _ => 0,
    };
    let text = |row: u32| match column.get(row as usize) {
        Id::Text(code) => column.texts().text(code).unwrap_or_default(),
        _ => "",
    };
    let by_text = |left, right| if descending { text(right).cmp(text(left)) } else { text(left).cmp(text(right)) };
    sort_by_number(&mut guids, number, None);
    sort_by_number(&mut tokens, number, None);
    sort_by_number(&mut texts, |row| turned(beginning(text(row).as_bytes())), Some(&by_text));
    let texts = merged(&tokens, &texts, |token, other| {
        let (token, other) = (column.text(token as usize).unwrap_or_default(), text(other));
        if descending { token.as_ref() > other } else { token.as_ref() < other }
    });
    *rows = if descending { [texts, guids, missing] } else { [guids, texts, missing] }.concat();
}

/// Two sorted lists as one; `is_first` says whether an item of the left one goes before one of the right one.
fn merged(left: &[u32], right: &[u32], is_first: impl Fn(u32, u32) -> bool) -> Vec<u32> {
    let mut all = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left, right);
    while let (Some((&one, rest_of_left)), Some((&other, rest_of_right))) = (left.split_first(), right.split_first()) {
        if is_first(one, other) {
            all.push(one);
            left = rest_of_left;
        } else {
            all.push(other);
            right = rest_of_right;
        }
    }
    all.extend_from_slice(left);
    all.extend_from_slice(right);
    all
}

/// A counting sort: as many counters as the column has distinct values. The highest rank is that of missing values.
fn sort_by_rank(rows: &[u32], column: &CodeColumn, ranks: &[u32], descending: bool) -> Vec<u32> {
    let mut starts = vec![0u32; ranks.len()];
    let rank = |row: u32| ranks[column.code(row as usize) as usize] as usize;
    rows.iter().for_each(|&row| starts[rank(row)] += 1);
    let (values, missing) = starts.split_at_mut(ranks[ABSENT as usize] as usize);
    let mut start = 0;
    let mut count_to_start = |count: &mut u32| start += std::mem::replace(count, start);
    if descending {
        values.iter_mut().rev().for_each(&mut count_to_start);
    } else {
        values.iter_mut().for_each(&mut count_to_start);
    }
    missing.iter_mut().for_each(&mut count_to_start);
    let mut sorted = vec![0; rows.len()];
    for &row in rows {
        let start = &mut starts[rank(row)];
        sorted[*start as usize] = row;
        *start += 1;
    }
    sorted
}
