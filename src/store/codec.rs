//! Record batches as bytes, so that they can be moved between threads as one buffer.
//!
//! Both ends are the same build of the program, so the form needs neither versions nor names: numbers in little endian,
//! lists with their length in front. Bytes that are no batch are refused, never trusted.

use super::codes::Codes;
use super::extras::filled;
use super::record_batch::{RecordBatch, RecordColumn, RecordList, Runs};
use super::record_location::RecordLocation;
use super::texts::Texts;
use crate::schema::{ExtraColumn, Field, List};

const TIMES: u8 = 0;
const IDS: u8 = 1;
const CODES: u8 = 2;

impl RecordBatch {
    /// The batch as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.len(self.locations.len());
        out.numbers(self.locations.iter().map(|place| place.file), u32::to_le_bytes);
        out.numbers(self.locations.iter().map(|place| place.offset), u64::to_le_bytes);
        out.numbers(self.locations.iter().map(|place| place.len), u32::to_le_bytes);
        out.len(self.columns.len());
        for (field, column) in &self.columns {
            out.0.push(*field as u8);
            out.column(column);
        }
        out.len(self.lists.len());
        for (list, column) in &self.lists {
            out.0.push(*list as u8);
            out.codes(&column.rows);
            out.runs(&column.lists);
            out.runs(&column.entries);
            out.len(column.parts.len());
            column.parts.iter().for_each(|texts| out.texts(texts));
        }
        out.len(self.extras.len());
        for (extra, codes, texts) in &self.extras {
            out.len(extra.name().len());
            out.0.extend_from_slice(extra.name().as_bytes());
            out.codes(codes);
            out.texts(texts);
        }
        out.0.extend_from_slice(&self.left_out.to_le_bytes());
        out.0
    }

    /// The batch in bytes; `None` if there is none.
    // A function of its own: its loops are compiled for speed once, not once for each that calls it.
    #[inline(never)]
    pub fn from_bytes(bytes: &[u8]) -> Option<RecordBatch> {
        let mut input = Reader(bytes);
        let locations = input.locations()?;
        let columns = (0..input.len()?).map(|_| Some((Field::at(input.index()?)?, input.column()?)));
        let columns = columns.collect::<Option<_>>()?;
        let lists = (0..input.len()?).map(|_| Some((List::at(input.index()?)?, input.list()?)));
        let lists = lists.collect::<Option<_>>()?;
        let (mut extras, mut left_out) = (Vec::new(), 0);
        for _ in 0..input.len()? {
            let (name, codes, texts) = (input.name()?, input.codes()?, input.texts()?);
            match ExtraColumn::named(name) {
                Some(extra) => extras.push((extra, codes, texts)),
                // The sender had room for the name, but here are those of other senders too.
                None => left_out += filled(&codes),
            }
        }
        left_out += input.number(u64::from_le_bytes)?;
        input.0.is_empty().then_some(RecordBatch { locations, columns, lists, extras, left_out })
    }
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn len(&mut self, len: usize) {
        self.0.extend_from_slice(&(len as u32).to_le_bytes());
    }

    fn numbers<T, const N: usize>(&mut self, numbers: impl ExactSizeIterator<Item = T>, bytes: impl Fn(T) -> [u8; N]) {
        self.0.reserve(numbers.len() * N);
        numbers.for_each(|number| self.0.extend_from_slice(&bytes(number)));
    }

    fn column(&mut self, column: &RecordColumn) {
        match column {
            RecordColumn::Times(times, texts) => {
                self.0.push(TIMES);
                self.len(times.len());
                self.numbers(times.iter().copied(), i64::to_le_bytes);
                self.texts(texts);
            }
            RecordColumn::Ids(kinds, values, texts) => {
                self.0.push(IDS);
                self.len(kinds.len());
                self.0.extend_from_slice(kinds);
                self.numbers(values.iter().copied(), u128::to_le_bytes);
                self.texts(texts);
            }
            RecordColumn::Codes(codes, texts) => {
                self.0.push(CODES);
                self.codes(codes);
                self.texts(texts);
            }
        }
    }

    fn codes(&mut self, codes: &Codes) {
        self.0.push(codes.width());
        self.len(codes.len());
        codes.write(&mut self.0);
    }

    fn texts(&mut self, texts: &Texts) {
        self.len(texts.lens.len());
        self.numbers(texts.lens.iter().copied(), u32::to_le_bytes);
        self.len(texts.text.len());
        self.0.extend_from_slice(texts.text.as_bytes());
    }

    fn runs(&mut self, runs: &Runs) {
        for numbers in [&runs.lens, &runs.items] {
            self.len(numbers.len());
            self.numbers(numbers.iter().copied(), u32::to_le_bytes);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn number<T, const N: usize>(&mut self, from: impl Fn([u8; N]) -> T) -> Option<T> {
        self.take(N)?.try_into().ok().map(from)
    }

    fn numbers<T, const N: usize>(&mut self, len: usize, from: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let (chunks, _) = self.take(len.checked_mul(N)?)?.as_chunks::<N>();
        Some(chunks.iter().map(|&chunk| from(chunk)).collect())
    }

    fn len(&mut self) -> Option<usize> {
        self.number(u32::from_le_bytes).map(|len| len as usize)
    }

    fn index(&mut self) -> Option<usize> {
        self.number(u8::from_le_bytes).map(usize::from)
    }

    fn locations(&mut self) -> Option<Vec<RecordLocation>> {
        let count = self.len()?;
        let files = self.numbers(count, u32::from_le_bytes)?;
        let offsets = self.numbers(count, u64::from_le_bytes)?;
        let lens = self.numbers(count, u32::from_le_bytes)?;
        let place = |((file, offset), len)| RecordLocation { file, offset, len };
        Some(files.into_iter().zip(offsets).zip(lens).map(place).collect())
    }

    fn column(&mut self) -> Option<RecordColumn> {
        let kind = self.number(u8::from_le_bytes)?;
        Some(match kind {
            TIMES => {
                let len = self.len()?;
                RecordColumn::Times(self.numbers(len, i64::from_le_bytes)?, self.texts()?)
            }
            IDS => {
                let len = self.len()?;
                RecordColumn::Ids(self.take(len)?.to_vec(), self.numbers(len, u128::from_le_bytes)?, self.texts()?)
            }
            CODES => RecordColumn::Codes(self.codes()?, self.texts()?),
            _ => return None,
        })
    }

    fn list(&mut self) -> Option<RecordList> {
        let (rows, lists, entries) = (self.codes()?, self.runs()?, self.runs()?);
        let parts = (0..self.len()?).map(|_| self.texts()).collect::<Option<_>>()?;
        Some(RecordList { rows, lists, entries, parts })
    }

    fn name(&mut self) -> Option<&'a str> {
        let len = self.len()?;
        str::from_utf8(self.take(len)?).ok()
    }

    fn codes(&mut self) -> Option<Codes> {
        let (width, len) = (self.number(u8::from_le_bytes)?, self.len()?);
        Some(match width {
            1 => Codes::from(self.take(len)?.to_vec()),
            2 => Codes::from(self.numbers(len, u16::from_le_bytes)?),
            _ => Codes::from(self.numbers(len, u32::from_le_bytes)?),
        })
    }

    fn texts(&mut self) -> Option<Texts> {
        let count = self.len()?;
        let lens = self.numbers(count, u32::from_le_bytes)?;
        let len = self.len()?;
        let text = std::str::from_utf8(self.take(len)?).ok()?.to_owned();
        Some(Texts { text, lens })
    }

    fn runs(&mut self) -> Option<Runs> {
        let mut numbers = || {
            let len = self.len()?;
            self.numbers(len, u32::from_le_bytes)
        };
        let (lens, items) = (numbers()?, numbers()?);
        Some(Runs { items, lens })
    }
}
