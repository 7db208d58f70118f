//! What the first stage of reading hands to the second: whole records, and where in the file they lie.

/// Where one record lies, as the splitter found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte, counted from the start of the file.
    pub offset: u64,
    /// How many bytes.
    pub len: u32,
    /// The record's number, counted from 1; bad ones count.
    pub number: u64,
    /// The line it begins in, counted from 1; 0 where lines mean nothing.
    pub line: u64,
}

/// A run of bytes with the whole records in it, in file order.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Where the first byte lies in the file.
    pub offset: u64,
    /// The records; all of them lie inside the bytes.
    pub spans: &'a [Span],
}

impl<'a> Piece<'a> {
    /// The bytes of a record; empty if it does not lie inside.
    pub fn record(&self, span: &Span) -> &'a [u8] {
        let start = span.offset.saturating_sub(self.offset) as usize;
        self.bytes.get(start..start + span.len as usize).unwrap_or(&[])
    }
}
