//! What a decoder gives to the store: rows as columns of codes, and the texts that are new since its last batch.

use hashbrown::HashMap;

use super::code::{ABSENT, Code, EMPTY};
use super::codes::Codes;
use super::dictionary::Dictionary;
use super::record_location::RecordLocation;
use super::texts::Texts;
use crate::schema::{ExtraColumn, Field, List};

/// Some records on their way to the store. The codes are the sender's: a [`Translation`] turns them into the store's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordBatch {
    /// Where each record lies; as many as there are rows.
    pub locations: Vec<RecordLocation>,
    /// The columns that any of the sender's records has had a value in.
    pub(super) columns: Vec<(Field, RecordColumn)>,
    /// The lists that any of the sender's records has had.
    pub(super) lists: Vec<(List, RecordList)>,
    /// The extra columns that one of its records has, and their new texts.
    pub(super) extras: Vec<(ExtraColumn, Codes, Texts)>,
    /// How many values of its records no column can hold.
    pub(super) left_out: u64,
}

/// The rows of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RecordColumn {
    /// Times in milliseconds, and the new texts that cannot be read as one.
    Times(Vec<i64>, Texts),
    /// Identifiers: kinds and values, and the new texts.
    Ids(Vec<u8>, Vec<u128>, Texts),
    /// Codes, and the new texts.
    Codes(Codes, Texts),
}

/// The rows of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RecordList {
    /// The sender's code of the list of each row.
    pub(super) rows: Codes,
    /// The new lists, as numbers of entries.
    pub(super) lists: Runs,
    /// The new entries, as codes of their parts.
    pub(super) entries: Runs,
    /// The new texts of each part.
    pub(super) parts: Vec<Texts>,
}

/// Sequences of numbers one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// All of them.
    pub(super) items: Vec<u32>,
    /// The length of each.
    pub(super) lens: Vec<u32>,
}

impl RecordBatch {
    /// How many records it has.
    pub fn len(&self) -> usize {
        self.locations.len()
    }

    /// Whether it has no record.
    pub fn is_empty(&self) -> bool {
        self.locations.is_empty()
    }
}

impl Runs {
    /// The sequences in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut at = 0;
        self.lens.iter().map_while(move |&len| {
            let run = self.items.get(at..at + len as usize);
            at += len as usize;
            run
        })
    }
}

/// For each code of one sender's dictionaries the store's code, kept between its batches.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    columns: Vec<CodeMap>,
    lists: Vec<ListTranslation>,
    extras: HashMap<ExtraColumn, CodeMap>,
}

/// The same for one list.
#[derive(Clone, Debug)]
pub(super) struct ListTranslation {
    pub(super) parts: Vec<CodeMap>,
    /// The store's number of each entry.
    pub(super) entries: Vec<u32>,
    /// The store's code of each list; the first is that of rows without one.
    pub(super) lists: Vec<Code>,
}

/// The store's code for each code of one dictionary.
#[derive(Clone, Debug)]
pub(super) struct CodeMap {
    codes: Vec<Code>,
    highest: Code,
}

impl Default for CodeMap {
    fn default() -> CodeMap {
        CodeMap { codes: vec![ABSENT, EMPTY], highest: EMPTY }
    }
}

impl CodeMap {
    /// Takes in the sender's new texts.
    pub(super) fn extend(&mut self, texts: &Texts, dictionary: &mut Dictionary) {
        for text in texts.iter() {
            let code = dictionary.code_of(text.as_bytes());
            self.highest = self.highest.max(code);
            self.codes.push(code);
        }
    }

    /// The store's code; a code the sender never sent the text of is absent.
    pub(super) fn get(&self, code: Code) -> Code {
        self.codes.get(code as usize).copied().unwrap_or(ABSENT)
    }

    fn memory(&self) -> usize {
        self.codes.capacity() * size_of::<Code>()
    }

    /// The highest code it gives.
    pub(super) fn highest(&self) -> Code {
        self.highest
    }
}

impl Translation {
    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let of_lists = self.lists.iter().map(|list| {
            let parts: usize = list.parts.iter().map(CodeMap::memory).sum();
            parts + (list.entries.capacity() + list.lists.capacity()) * size_of::<u32>()
        });
        self.columns.iter().chain(self.extras.values()).map(CodeMap::memory).chain(of_lists).sum()
    }

    pub(super) fn column(&mut self, field: Field) -> &mut CodeMap {
        self.columns.resize_with(Field::COUNT, CodeMap::default);
        &mut self.columns[field as usize]
    }

    pub(super) fn extra(&mut self, extra: ExtraColumn) -> &mut CodeMap {
        self.extras.entry(extra).or_default()
    }

    pub(super) fn list(&mut self, list: List) -> &mut ListTranslation {
        if self.lists.is_empty() {
            self.lists.extend(List::all().map(|list| ListTranslation {
                parts: vec![CodeMap::default(); list.info().parts.len()],
                entries: Vec::new(),
                lists: vec![ABSENT],
            }));
        }
        &mut self.lists[list as usize]
    }
}
