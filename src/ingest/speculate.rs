//! Speculation: most of a file need not be framed. Where all records are alike, a guess tells where one of them begins
//! near the end of a chunk, and whoever decodes the records before it finds out whether it was right. If it was not,
//! the file is read again from the last place that is beyond doubt, with care.

use std::ops::Range;

use super::boundary_pattern::BoundaryPattern;
use super::framer::{FrameSink, Framer, Stage};
use crate::store::Problems;

/// Bytes of a file that were cut off by a guess and hold whole records if it was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeculativeChunk {
    /// By what the guess was made.
    pub pattern: BoundaryPattern,
    /// Where they begin in the file: between two records.
    pub offset: u64,
    /// Those of them that were read before.
    pub before: Vec<u8>,
    /// Where they end in the file: between two records, if the guess was right.
    pub end: u64,
}

/// So many bytes at the end of a chunk are looked at to guess where its last record begins: some records are long.
pub const TAIL: usize = 128 << 10;

/// So many bytes are best decoded at once: they are still in the processor's cache when they are read again.
pub const CACHE_BLOCK: usize = 256 << 10;

/// A file in which so many guesses went wrong is read with care.
const MOST_MISPREDICTS: u32 = 8;

/// Bytes of a record that are kept for a speculative chunk; with more, something is wrong.
const MOST_BEFORE: usize = 16 << 20;

impl Framer {
    /// Passes over the bytes up to a record near the end of the next chunk, of which `tail`, the last bytes, begins at
    /// `at` in the file. `None` if the file must be framed with care there.
    pub fn speculate(&mut self, tail: &[u8], at: u64) -> Option<SpeculativeChunk> {
        if self.has_mispredicted
            || self.mispredicts >= MOST_MISPREDICTS
            || self.carry.len() > MOST_BEFORE
            || !self.file_format()?.is_plain()
        {
            return None;
        }
        let pattern = self.pattern.clone()?;
        let offset = match (self.speculated, &self.stage) {
            (Some(speculated), _) => speculated,
            (None, Stage::Json(splitter)) => splitter.pause()?,
            (None, Stage::Csv(splitter)) => splitter.pause()?,
            (None, Stage::Sniffing | Stage::Refused) => return None,
        };
        let whole = pattern.last(tail)?;
        let before = std::mem::replace(&mut self.carry, tail[whole..].to_vec());
        let end = at + whole as u64;
        self.speculated = Some(end);
        Some(SpeculativeChunk { pattern, offset, before, end })
    }

    /// Whether the last bytes were read speculatively.
    pub fn is_speculating(&self) -> bool {
        self.speculated.is_some()
    }

    /// Goes on with care after speculative chunks over so many records: where the last one ended.
    pub fn commit(&mut self, records: u64, problems: &mut Problems, take: &mut FrameSink) {
        let Some(offset) = self.speculated.take() else { return };
        let carry = std::mem::take(&mut self.carry);
        self.move_to(offset, records);
        self.frame(&carry, problems, take);
    }

    /// Goes on with care at a place that is beyond doubt, so many records after the first speculative chunk began,
    /// because a guess was wrong. The bytes from there on come once more.
    pub fn roll_back(&mut self, offset: u64, records: u64) {
        (self.mispredicts, self.has_mispredicted) = (self.mispredicts + 1, true);
        self.speculated = None;
        self.carry.clear();
        self.move_to(offset, records);
    }

    fn move_to(&mut self, offset: u64, records: u64) {
        match &mut self.stage {
            Stage::Json(splitter) => splitter.commit(offset, records),
            Stage::Csv(splitter) => splitter.commit(offset, records),
            Stage::Sniffing | Stage::Refused => {}
        }
    }
}

/// Bytes that can be looked at a range after the other.
pub trait ByteSource {
    /// How many there are.
    fn total(&self) -> usize;

    /// Some of them.
    fn range(&mut self, range: Range<usize>) -> &[u8];
}

impl ByteSource for &[u8] {
    fn total(&self) -> usize {
        self.len()
    }

    fn range(&mut self, range: Range<usize>) -> &[u8] {
        &self[range]
    }
}

/// A speculative chunk in cache blocks that fit into the processor's cache, each from the beginning of a record to that
/// of another, as far as one can guess.
#[derive(Debug)]
pub struct CacheBlocks<'a> {
    pattern: &'a BoundaryPattern,
    len: usize,
    usual: usize,
    from: usize,
    size: usize,
}

impl<'a> CacheBlocks<'a> {
    /// The cache blocks of a speculative chunk of `len` bytes, each at most `usual` bytes if it can be.
    pub fn new(pattern: &'a BoundaryPattern, len: usize, usual: usize) -> CacheBlocks<'a> {
        CacheBlocks { pattern, len, usual, from: 0, size: usual }
    }

    /// The bytes to look at next; `None` at the end.
    pub fn next(&self) -> Option<Range<usize>> {
        (self.from < self.len).then(|| self.from..self.len.min(self.from + self.size))
    }

    /// How many of these bytes are a cache block; 0 if more of them must be looked at.
    pub fn pass(&mut self, bytes: &[u8]) -> usize {
        let is_last = self.from + bytes.len() == self.len;
        let whole = if is_last { bytes.len() } else { self.pattern.last(bytes).unwrap_or(0) };
        self.from += whole;
        self.size = if whole > 0 { self.usual } else { self.size * 2 };
        whole
    }
}
