//! The way of most bytes: inside a record of an array only brackets matter, and those are found a block at a time.

use super::{JsonSplitter, State};
use crate::ingest::record_span::RecordSpan;
use crate::ingest::simd::{BLOCK, Block, Strings};
use crate::store::Problems;

impl JsonSplitter {
    /// Whether nothing but brackets matters, and there are bytes enough for a block. Keys and line ends matter too
    /// where a record may turn out to be a page, or, at top level, may break off at the end of its line.
    pub(super) fn is_block_ready(&self, bytes: &[u8], at: usize) -> bool {
        self.arrays > 0 && !self.may_be_page && bytes.len() - at >= BLOCK
    }

    /// Reads blocks, beginning outside of strings, until the record ends or the bytes are fewer than a block; the
    /// answer is the next place.
    pub(super) fn blocks(
        &mut self,
        bytes: &[u8],
        from: usize,
        spans: &mut Vec<RecordSpan>,
        told: &mut Problems,
    ) -> usize {
        let mut strings = Strings::default();
        let mut at = from;
        while let Some(block) = Block::at(bytes, at) {
            let mut rest = strings.brackets(&block);
            while rest != 0 {
                let place = at + rest.trailing_zeros() as usize;
                if !self.pass_usual(bytes, place)
                    && let Some(next) = self.bracket(bytes, place, spans, told)
                {
                    return next;
                }
                rest &= rest - 1;
            }
            at += BLOCK;
        }
        self.key = Default::default();
        self.state = match (strings.is_escaped(), strings.is_inside()) {
            (true, _) => State::Escape,
            (false, true) => State::Text,
            (false, false) => State::Inside,
        };
        at
    }

    /// Passes over a bracket that neither ends the record nor stands in a strange place, which nearly none does.
    #[inline(always)]
    fn pass_usual(&mut self, bytes: &[u8], place: usize) -> bool {
        let byte = bytes[place];
        if let b'}' | b']' = byte {
            let is_inner = self.depth > 1;
            self.depth -= u32::from(is_inner);
            self.objects >>= u32::from(is_inner);
            return is_inner;
        }
        let is_object = byte == b'{';
        let is_usual = match place.checked_sub(1).map(|before| bytes[before]) {
            Some(b':' | b'[') => true,
            Some(b',') => self.objects & 1 == 0,
            _ => false,
        };
        if is_object && !is_usual {
            return false;
        }
        self.depth = self.depth.saturating_add(1);
        self.objects = self.objects << 1 | u64::from(is_object);
        true
    }
}
