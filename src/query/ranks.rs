//! The place of every value of a column in the order of its values.

use std::cmp::Ordering;
use std::net::IpAddr;
use std::ops::Range;

use hashbrown::HashMap;

use super::address::parse_address;
use super::matcher::names_of;
use super::sorting::{Ties, sort_by_number};
use crate::schema::{ExtraColumn, Field, FieldKind};
use crate::store::{Code, Dictionary, EMPTY, ExtraColumns};

/// The ranks of the extra columns that were sorted by.
#[derive(Clone, Debug, Default)]
pub struct ExtraRanks(HashMap<ExtraColumn, (u64, Vec<u32>)>);

impl ExtraRanks {
    /// The bytes of memory they take.
    pub fn memory(&self) -> usize {
        self.0.values().map(|(_, ranks)| ranks.capacity() * size_of::<u32>()).sum()
    }

    /// For every code of an extra column the place of its value.
    pub fn get(&mut self, extra: ExtraColumn, columns: &ExtraColumns) -> &[u32] {
        let (Some(column), Some(begun)) = (columns.get(extra), columns.begun(extra)) else { return &[] };
        let (of, known) = self.0.entry(extra).or_default();
        if *of != begun || known.len() != column.dictionary.code_count() {
            (*of, *known) = (begun, ranks(None, &column.dictionary));
        }
        known
    }
}

/// For every code the place of its value; equal values share one, absent and empty come last. The values are those of a
/// field, or else texts.
pub fn ranks(field: Option<Field>, dictionary: &Dictionary) -> Vec<u32> {
    let keys = Keys::new(field, dictionary);
    let first = EMPTY + 1;
    let mut ranks = vec![dictionary.code_count() as u32 - first; dictionary.code_count()];
    let mut rank = 0;
    let mut before: Option<u32> = None;
    for (at, index) in (0..).zip(keys.in_order()) {
        if before.is_some_and(|before| keys.compare(before, index) != Ordering::Equal) {
            rank = at;
        }
        ranks[(first + index) as usize] = rank;
        before = Some(index);
    }
    ranks
}

/// What the texts of a dictionary are compared by: numbers and addresses by size, before texts without regard to case.
struct Keys {
    keys: Vec<SortKey>,
    /// The texts among them in lower case.
    folded: String,
}

struct SortKey {
    class: Class,
    /// All of a number or address, the beginning of a text.
    number: u128,
    text: Range<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Numbers and addresses of the old kind.
    Number,
    /// Addresses of the new kind.
    Address,
    Text,
}

impl Keys {
    fn new(field: Option<Field>, dictionary: &Dictionary) -> Keys {
        let is_text = !matches!(field.map(Field::kind), Some(FieldKind::Number | FieldKind::Ip));
        // Growing a text by doubling it would take as much again.
        let folded = String::with_capacity(if is_text { dictionary.text_bytes() } else { 0 });
        let mut keys = Keys { keys: Vec::with_capacity(dictionary.code_count()), folded };
        for (_, text) in dictionary.texts() {
            let number = match field.map(Field::kind) {
                Some(FieldKind::Number) => number(text).map(|number| (Class::Number, number)),
                Some(FieldKind::Ip) => parse_address(text).map(address),
                _ => None,
            };
            let key = match number {
                Some((class, number)) => SortKey { class, number, text: 0..0 },
                None => keys.fold(field.and_then(|field| names_of(field, text)).unwrap_or(text)),
            };
            keys.keys.push(key);
        }
        keys
    }

    fn fold(&mut self, text: &str) -> SortKey {
        let start = self.folded.len();
        self.folded.push_str(text);
        if text.is_ascii() {
            self.folded[start..].make_ascii_lowercase();
        } else {
            self.folded.replace_range(start.., &text.to_lowercase());
        }
        let number = beginning(&self.folded.as_bytes()[start..]);
        SortKey { class: Class::Text, number, text: start as u32..self.folded.len() as u32 }
    }

    /// The texts by their place in the dictionary, sorted.
    fn in_order(&self) -> Vec<Code> {
        let mut sorted = Vec::with_capacity(self.keys.len());
        for class in [Class::Number, Class::Address, Class::Text] {
            let all = (0..).zip(&self.keys);
            let mut some: Vec<u32> = all.filter(|(_, key)| key.class == class).map(|(index, _)| index).collect();
            let by_text = |left, right| self.text(left).cmp(self.text(right));
            let ties = (class == Class::Text).then_some(&by_text as Ties);
            sort_by_number(&mut some, |index| self.key(index).number, ties);
            sorted.append(&mut some);
        }
        sorted
    }

    fn compare(&self, left: u32, right: u32) -> Ordering {
        let order = |index| (self.key(index).class, self.key(index).number, self.text(index));
        order(left).cmp(&order(right))
    }

    fn key(&self, index: u32) -> &SortKey {
        &self.keys[index as usize]
    }

    fn text(&self, index: u32) -> &str {
        let Range { start, end } = self.key(index).text;
        &self.folded[start as usize..end as usize]
    }
}

/// The first sixteen bytes of a text as a number, which orders as they do.
pub fn beginning(text: &[u8]) -> u128 {
    match text.first_chunk::<16>() {
        Some(&bytes) => u128::from_be_bytes(bytes),
        None => {
            let mut bytes = [0; 16];
            bytes[..text.len()].copy_from_slice(text);
            u128::from_be_bytes(bytes)
        }
    }
}

/// A number as its whole part and its millionths, which compare as it does.
fn number(text: &str) -> Option<u128> {
    let number: f64 = text.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
    let whole = number.floor();
    Some(u128::from(unsigned(whole as i64)) << 32 | ((number - whole) * 1e6) as u128)
}

/// A number that orders among the unsigned ones as the given one does among those with a sign.
pub fn unsigned(number: i64) -> u64 {
    number as u64 ^ 1 << 63
}

fn address(address: IpAddr) -> (Class, u128) {
    match address {
        IpAddr::V4(address) => (Class::Number, address.to_bits().into()),
        IpAddr::V6(address) => (Class::Address, address.to_bits()),
    }
}
