//! Distinct sequences of codes, each once, with a small number to stand for it.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::code::Code;
use super::growth::{Need, make_room};
use super::hash_index::first_word;
use super::record_batch::Runs;

/// Interned sequences: the entries of a list as tuples of codes, and lists as sequences of entries.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    items: Vec<Code>,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The number of a sequence, added if it is new.
    pub fn number_of(&mut self, sequence: &[Code]) -> u32 {
        let first = first_word();
        let hash = self.hasher.hash_one((first, sequence));
        let (items, ends, hasher) = (&mut self.items, &mut self.ends, &self.hasher);
        if let Some(&number) = self.table.find(hash, |&number| slice(items, ends, number) == sequence) {
            return number;
        }
        let number = ends.len() as u32;
        make_room(items, sequence.len());
        items.extend_from_slice(sequence);
        make_room(ends, 1);
        ends.push(items.len() as u32);
        self.table.insert_unique(hash, number, |&number| hasher.hash_one((first, slice(items, ends, number))));
        number
    }

    /// The sequence of a number.
    pub fn get(&self, number: u32) -> &[Code] {
        slice(&self.items, &self.ends, number)
    }

    /// The sequences from a number on.
    pub(super) fn since(&self, number: usize) -> Runs {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        let mut before = start;
        let lens = self.ends[number..].iter().map(|&end| end - std::mem::replace(&mut before, end)).collect();
        Runs { items: self.items[start as usize..].to_vec(), lens }
    }

    /// How many distinct sequences there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        (self.items.capacity() + self.ends.capacity()) * size_of::<u32>() + self.table.allocation_size()
    }

    /// What it takes to add these sequences, if none of them is there yet.
    pub(super) fn need(&self, runs: &Runs) -> Need {
        let more = runs.lens.len();
        let table = match self.len() + more <= self.table.capacity() {
            true => Need::default(),
            // A table is doubled, and has a number and a byte for each place.
            false => Need::to_move(self.table.allocation_size(), (self.len() + more) * 4 * (size_of::<u32>() + 1)),
        };
        Need::of_each(&self.items, runs.items.len()).and(Need::of_each(&self.ends, more)).and(table)
    }
}

fn slice<'a>(items: &'a [Code], ends: &[u32], number: u32) -> &'a [Code] {
    let index = number as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &items[start..ends[index] as usize]
}
