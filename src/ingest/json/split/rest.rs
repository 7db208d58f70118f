//! What a file has that is no object: numbers and words where records should be, and what comes after damage.

use super::{JsonSplitter, State};
use crate::ingest::json::cursor::is_blank;
use crate::ingest::record_span::RecordSpan;
use crate::store::Problems;

impl JsonSplitter {
    pub(super) fn scalar(
        &mut self,
        bytes: &[u8],
        at: usize,
        spans: &mut Vec<RecordSpan>,
        problems: &mut Problems,
    ) -> usize {
        let is_end = |byte: &u8| is_blank(*byte) || matches!(byte, b',' | b']' | b'}' | b'{' | b'[');
        match bytes[at..].iter().position(is_end) {
            None => bytes.len(),
            Some(len) => {
                self.emit(self.offset + (at + len) as u64, spans, problems);
                at + len
            }
        }
    }

    pub(super) fn lost(&mut self, bytes: &[u8], at: usize) -> usize {
        if self.state == State::LostAtLine && bytes[at] == b'{' {
            self.state = State::Between;
            return at;
        }
        self.state = State::LostAtLine;
        let next = bytes[at..].iter().position(|&byte| byte == b'\n');
        if next.is_none() {
            self.state = State::Lost;
        }
        next.map_or(bytes.len(), |line| at + line + 1)
    }
}
