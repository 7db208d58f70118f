//! What stands between two records of a file, by which a place between two others can be guessed.

use std::ops::Range;

use memchr::{memmem, memrchr};
use serde::{Deserialize, Serialize};

use super::json::first_keys;

/// What tells where a record begins, in a file whose records are all written in one way. It may be wrong: a text can hold
/// the same bytes. Whoever goes by it must find out from the records themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seam {
    /// A record begins after each line end.
    Lines,
    /// Objects of an array.
    Objects {
        /// The bytes from the bracket that closes one record to the first key of the next.
        between: Vec<u8>,
        /// How many of them come before the next record.
        lead: usize,
        /// The second key, which comes soon; objects inside records may have the same first key.
        second_key: Vec<u8>,
    },
}

/// The second key of a record comes within so many bytes after the first.
const SOON: usize = 256;

impl Seam {
    /// What stands between the objects of an array, by the record that follows `gap`.
    pub fn of_objects(gap: &[u8], record: &[u8]) -> Option<Seam> {
        let is_gap = gap.iter().all(|byte| matches!(byte, b',' | b' ' | b'\t' | b'\r' | b'\n'));
        let commas = gap.iter().filter(|byte| **byte == b',').count();
        if !is_gap || commas != 1 {
            return None;
        }
        let (first, second_key) = first_keys(record)?;
        let between = [b"}", gap, &record[..first]].concat();
        Some(Seam::Objects { between, lead: 1 + gap.len(), second_key: second_key.to_vec() })
    }

    /// Where the last record begins that begins in these bytes, as far as one can guess.
    pub fn last(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            Seam::Lines => memrchr(b'\n', bytes).map(|end| end + 1),
            Seam::Objects { between, lead, second_key } => {
                let mut end = bytes.len();
                loop {
                    let at = memmem::rfind(&bytes[..end], between)?;
                    let after = &bytes[at + between.len()..];
                    if memmem::find(&after[..after.len().min(SOON)], second_key).is_some() {
                        return Some(at + lead);
                    }
                    end = at + between.len() - 1;
                }
            }
        }
    }
}

/// Bytes that can be looked at a range after the other.
pub trait Source {
    /// How many there are.
    fn total(&self) -> usize;

    /// Some of them.
    fn range(&mut self, range: Range<usize>) -> &[u8];
}

impl Source for &[u8] {
    fn total(&self) -> usize {
        self.len()
    }

    fn range(&mut self, range: Range<usize>) -> &[u8] {
        &self[range]
    }
}

/// A leap in portions that fit into the processor's cache, each from the beginning of a record to that of another, as far
/// as one can guess.
#[derive(Debug)]
pub struct Portions<'a> {
    seam: &'a Seam,
    len: usize,
    usual: usize,
    from: usize,
    size: usize,
}

impl<'a> Portions<'a> {
    /// The portions of a leap of `len` bytes, each at most `usual` bytes if it can be.
    pub fn new(seam: &'a Seam, len: usize, usual: usize) -> Portions<'a> {
        Portions { seam, len, usual, from: 0, size: usual }
    }

    /// The bytes to look at next; `None` at the end.
    pub fn next(&self) -> Option<Range<usize>> {
        (self.from < self.len).then(|| self.from..self.len.min(self.from + self.size))
    }

    /// How many of these bytes are a portion; 0 if more of them must be looked at.
    pub fn pass(&mut self, bytes: &[u8]) -> usize {
        let is_last = self.from + bytes.len() == self.len;
        let whole = if is_last { bytes.len() } else { self.seam.last(bytes).unwrap_or(0) };
        self.from += whole;
        self.size = if whole > 0 { self.usual } else { self.size * 2 };
        whole
    }
}
