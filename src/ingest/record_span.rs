//! Where a record lies in its file.

/// Where one record lies, as the splitter found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordSpan {
    /// The first byte, counted from the start of the file.
    pub offset: u64,
    /// How many bytes.
    pub len: u32,
    /// The record's number, counted from 1; bad ones count.
    pub number: u64,
    /// The line it begins in, counted from 1; 0 where lines mean nothing.
    pub line: u64,
}

impl RecordSpan {
    /// The byte after the last one, counted from the start of the file.
    pub fn end(&self) -> u64 {
        self.offset + u64::from(self.len)
    }
}
