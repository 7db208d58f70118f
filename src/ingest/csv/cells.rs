//! The cells of one CSV record.

use crate::ingest::simd::{self, BLOCK, Block};

/// A cell as it stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its bytes; without the quotes around it if there is nothing else to decode.
    raw: &'a [u8],
    form: Quoting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// The bytes are the text.
    Plain,
    /// Quotes inside the text are doubled.
    Doubled,
    /// Text follows the closing quote; the bytes still have their quotes.
    Untidy,
}

impl<'a> Cell<'a> {
    /// The text of the cell; `scratch` holds it if it had to be decoded.
    #[inline(always)]
    pub fn text<'b>(&self, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        'a: 'b,
    {
        if self.form == Quoting::Plain {
            return self.raw;
        }
        scratch.clear();
        decode(self.raw, self.form, scratch);
        scratch
    }

    /// Whether text follows the closing quote, which no well-formed file has.
    pub fn is_untidy(&self) -> bool {
        self.form == Quoting::Untidy
    }

    /// Whether the cell has no text.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }
}

/// The cells of a record from left to right. A quote counts only at the beginning of a cell; a quote that is never
/// closed is closed by the end of the record.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    record: &'a [u8],
    delimiter: u8,
    /// Where the next cell begins; beyond the end when there is none.
    at: usize,
    /// Where the block begins whose delimiters are known.
    block: usize,
    /// The delimiters of the block that do not lie before the next cell.
    delimiters: u64,
    is_tidy: bool,
}

impl<'a> Cells<'a> {
    /// The cells of a record without its line end.
    #[inline]
    pub fn new(record: &'a [u8], delimiter: u8) -> Cells<'a> {
        let delimiters = Block::equal_from(record, 0, delimiter);
        Cells { record, delimiter, at: 0, block: 0, delimiters, is_tidy: true }
    }

    /// Whether all quotes so far were closed, and closed at the end of their cells.
    pub fn is_tidy(&self) -> bool {
        self.is_tidy
    }

    /// The place of the next delimiter, which is passed; the end of the record if there is none.
    #[inline(always)]
    fn delimiter(&mut self) -> usize {
        while self.delimiters == 0 {
            self.block += BLOCK;
            if self.block >= self.record.len() {
                return self.record.len();
            }
            self.delimiters = Block::equal_from(self.record, self.block, self.delimiter);
        }
        let place = self.block + self.delimiters.trailing_zeros() as usize;
        self.delimiters &= self.delimiters - 1;
        place
    }

    /// Passes over the delimiters before a place.
    #[inline(always)]
    fn pass(&mut self, place: usize) {
        match place - self.block {
            bits @ 0..BLOCK => self.delimiters &= u64::MAX << bits,
            _ => {
                self.block = place;
                self.delimiters = Block::equal_from(self.record, place, self.delimiter);
            }
        }
    }

    #[inline(always)]
    fn quoted(&mut self) -> Cell<'a> {
        let start = self.at;
        let (close, is_doubled) = closing_quote(self.record, start + 1);
        self.pass((close + 1).min(self.record.len()));
        let end = self.delimiter();
        self.at = end + 1;
        self.is_tidy &= end == close + 1;
        if end > close + 1 {
            return Cell { raw: &self.record[start..end], form: Quoting::Untidy };
        }
        let form = if is_doubled { Quoting::Doubled } else { Quoting::Plain };
        Cell { raw: &self.record[start + 1..close], form }
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Cell<'a>> {
        let start = self.at;
        match self.record.get(start) {
            Some(b'"') => return Some(self.quoted()),
            Some(_) => {}
            None if start > self.record.len() => return None,
            None => {}
        }
        let end = self.delimiter();
        self.at = end + 1;
        Some(Cell { raw: &self.record[start..end], form: Quoting::Plain })
    }
}

/// The place of the quote that closes a cell, and whether there are doubled ones before it; the end if none does.
#[inline]
fn closing_quote(record: &[u8], from: usize) -> (usize, bool) {
    let mut is_doubled = false;
    let mut at = from;
    loop {
        at = simd::find(record, at, b'"');
        if record.get(at + 1) != Some(&b'"') {
            return (at, is_doubled);
        }
        is_doubled = true;
        at += 2;
    }
}

/// Decodes a cell that is not plain.
#[cold]
fn decode(raw: &[u8], form: Quoting, into: &mut Vec<u8>) {
    if form == Quoting::Doubled {
        return undouble(raw, into);
    }
    let close = closing_quote(raw, 1).0;
    undouble(&raw[1..close], into);
    into.extend_from_slice(raw.get(close + 1..).unwrap_or(&[]));
}

fn undouble(raw: &[u8], into: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(quote) = memchr::memchr(b'"', rest) {
        into.extend_from_slice(&rest[..=quote]);
        rest = rest.get(quote + 2..).unwrap_or(&[]);
    }
    into.extend_from_slice(rest);
}
