//! How much memory the store takes, what taking in more would need, and what must be left for questions.

use super::code::{ABSENT, Code};
use super::code_column::CodeColumn;
use super::dictionary::Dictionary;
use super::growth::Need;
use super::record_batch::{RecordBatch, RecordColumn};
use super::table::{MAIN_TIME, Store};
use super::texts::Texts;
use crate::schema::{ExtraColumn, Field, List};

/// Bytes a row that answers and merging take for a while: sets of rows, rows in order, and the numbers they are sorted by.
const OF_ANSWERS_A_ROW: u64 = 64;

/// Bytes a distinct text that sorting takes for a while, beside the text itself: what it is compared by, and its rank.
const OF_ANSWERS_A_TEXT: u64 = 96;

impl Store {
    /// The bytes of memory all columns take.
    pub fn memory(&self) -> usize {
        let texts = self.texts.iter().map(CodeColumn::memory).sum::<usize>() + self.extras().memory();
        let ids: usize = self.ids.iter().map(|(_, column)| column.memory()).sum();
        let times: usize = self.times.iter().map(|(_, column)| column.memory()).sum();
        let lists: usize = List::all().map(|list| self.list(list).memory()).sum();
        texts + ids + lists + times + self.record_locations().memory() + self.merged().memory()
    }

    /// Bytes that questions need beside the columns, for a while.
    pub fn need_of_answers(&self) -> u64 {
        let extras = self.extras().iter().map(|(_, column)| column);
        let texts = self.texts.iter().chain(extras).map(|column| &column.dictionary);
        let sorted = texts.chain(self.ids.iter().map(|(_, column)| column.texts())).map(need_to_sort).max();
        self.len() as u64 * OF_ANSWERS_A_ROW + sorted.unwrap_or_default()
    }

    /// The most bytes that taking in a batch can need at once, beyond those taken already.
    pub fn need_of(&self, batch: &RecordBatch) -> usize {
        let rows = batch.len();
        let sent = |field: Field| batch.columns.iter().find(|(of, _)| *of == field).map(|(_, column)| column);
        let fields = Field::all().map(|field| self.need_of_field(field, sent(field), rows));
        let lists = List::all().map(|list| match batch.lists.iter().find(|(of, _)| *of == list) {
            Some((_, column)) => self.list(list).need(column),
            None => self.list(list).need_of_absent(rows),
        });
        let extras = self.extras().iter().map(|(extra, column)| match sent_extra(batch, extra) {
            Some(texts) => column.need(self.len(), rows, texts),
            None => column.need_of_absent(rows),
        });
        let begun = batch.extras.iter().filter(|(extra, ..)| self.extras().get(*extra).is_none());
        let begun = begun.map(|(_, _, texts)| CodeColumn::default().need(self.len(), rows, texts));
        fields.chain(lists).chain(extras).chain(begun).fold(self.record_locations().need(rows), Need::and).bytes()
    }

    fn need_of_field(&self, field: Field, sent: Option<&RecordColumn>, rows: usize) -> Need {
        if let Some(column) = self.times_of(field) {
            return match sent {
                // A column begins with all rows before.
                Some(RecordColumn::Times(_, texts)) => column.need(self.len() - column.len() + rows, Some(texts)),
                _ if column.is_empty() && field != MAIN_TIME => Need::default(),
                _ => column.need(rows, None),
            };
        }
        match (self.ids(field), self.texts(field), sent) {
            (Some(column), _, Some(RecordColumn::Ids(_, _, texts))) => {
                // A column begins with all rows before.
                column.need(self.len() - column.len() + rows, Some(texts))
            }
            (Some(column), ..) if !column.is_empty() => column.need(rows, None),
            (_, Some(column), Some(RecordColumn::Codes(_, texts))) => column.need(self.len(), rows, texts),
            (_, Some(column), _) if !column.is_absent() => column.need_of_absent(rows),
            _ => Need::default(),
        }
    }
}

impl CodeColumn {
    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.codes.memory() + self.dictionary.memory()
    }

    /// What it takes to add so many rows with these texts to the rows that the store has.
    fn need(&self, rows_before: usize, rows: usize, texts: &Texts) -> Need {
        let more = rows_before - self.codes.len() + rows;
        let highest = self.dictionary.code_count() + texts.lens.len();
        self.codes.need(more, highest as Code).and(self.dictionary.need(texts))
    }

    /// What it takes to add so many rows without a value.
    fn need_of_absent(&self, rows: usize) -> Need {
        self.codes.need(rows, ABSENT)
    }
}

fn sent_extra(batch: &RecordBatch, extra: ExtraColumn) -> Option<&Texts> {
    batch.extras.iter().find(|(of, ..)| *of == extra).map(|(_, _, texts)| texts)
}

fn need_to_sort(dictionary: &Dictionary) -> u64 {
    dictionary.text_bytes() as u64 + dictionary.code_count() as u64 * OF_ANSWERS_A_TEXT
}
