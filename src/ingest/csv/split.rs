//! Finds where the records of a CSV file begin and end, in whatever chunks its bytes arrive.

use crate::ingest::record_span::RecordSpan;
use crate::ingest::simd;

/// A record over several lines that is longer than this is taken for a quote that was never closed.
pub const LONGEST_RECORD: u64 = 16 << 20;

/// Finds the records of a CSV file. A quote counts only at the beginning of a cell; inside quotes line ends belong to
/// the cell. Lines without a character, and lines of nothing but delimiters, are no records.
#[derive(Clone, Debug)]
pub struct CsvSplitter {
    delimiter: u8,
    /// Where the next byte lies in the file, and the line it is in.
    offset: u64,
    line: u64,
    /// Records met so far.
    number: u64,
    state: State,
    /// First byte and first line of the record that is open.
    start: u64,
    start_line: u64,
    /// The byte before the next one; a line end at the beginning of a record.
    before: u8,
    /// Whether the record holds anything but delimiters.
    has_text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Outside quotes.
    Open,
    /// Inside quotes.
    Quoted,
    /// After a quote inside quotes: the closing one, or the first of two.
    Quote,
    /// In what is left of a line that was given up.
    Skipped,
}

/// A record that the splitter has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it lies.
    pub span: RecordSpan,
    /// Whether it goes over several lines.
    pub is_long: bool,
    /// The place in the given bytes after its line end.
    pub next: usize,
}

impl CsvSplitter {
    /// Begins at a byte and line of the file, after its header.
    pub fn new(delimiter: u8, offset: u64, line: u64) -> CsvSplitter {
        CsvSplitter {
            delimiter,
            offset,
            line,
            number: 0,
            state: State::Open,
            start: offset,
            start_line: line,
            before: b'\n',
            has_text: false,
        }
    }

    /// Goes on, between two records, with those of a table with another delimiter.
    pub fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Goes back to the beginning of a line inside the record found last; that record stays counted.
    pub fn roll_back(&mut self, offset: u64, line: u64) {
        *self = CsvSplitter { number: self.number, ..CsvSplitter::new(self.delimiter, offset, line) };
    }

    /// Where it can go on after a speculative chunk; `None` in what is left of a line that was given up.
    pub fn pause(&self) -> Option<u64> {
        (self.state != State::Skipped).then_some(self.start)
    }

    /// Goes on at another place between two records, so many records after the one that is open, each a line.
    pub fn commit(&mut self, offset: u64, records: u64) {
        let (number, line) = (self.number + records, self.start_line + records);
        *self = CsvSplitter { number, ..CsvSplitter::new(self.delimiter, offset, line) };
    }

    /// Reads on in `bytes` from `from` to the end of the next record; `None` if it does not end there.
    pub fn next(&mut self, bytes: &[u8], from: usize) -> Option<Found> {
        let base = self.offset - from as u64;
        let mut at = from;
        while at < bytes.len() {
            at = match self.state {
                State::Open => {
                    let stop = simd::find_either(bytes, at, b'"', b'\n');
                    self.pass(&bytes[at..stop]);
                    self.offset = base + stop as u64;
                    match bytes.get(stop) {
                        Some(b'"') => self.quote(),
                        Some(_) => {
                            if let Some(found) = self.end_line(stop + 1) {
                                return Some(found);
                            }
                        }
                        None => {}
                    }
                    stop + 1
                }
                State::Quoted => self.quoted(bytes, at),
                State::Quote => {
                    let is_doubled = bytes[at] == b'"';
                    self.state = if is_doubled { State::Quoted } else { State::Open };
                    at + usize::from(is_doubled)
                }
                State::Skipped => self.skip(bytes, at, base),
            };
        }
        self.offset = base + bytes.len() as u64;
        None
    }

    /// Where the record that is open begins, and its line; `None` between records.
    pub fn open(&self) -> Option<(u64, u64)> {
        (self.offset > self.start && self.state != State::Skipped).then_some((self.start, self.start_line))
    }

    /// Whether the record that is open goes over several lines.
    pub fn is_open_long(&self) -> bool {
        self.line > self.start_line
    }

    /// Whether a quote is open.
    pub fn is_quoted(&self) -> bool {
        self.state == State::Quoted
    }

    /// Where the next byte lies in the file.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Passes over what is left of the line.
    pub fn skip_line(&mut self) {
        self.state = State::Skipped;
    }

    /// Ends the file: a record whose last line has no line end.
    pub fn finish(&mut self) -> Option<Found> {
        if !self.has_text || self.state == State::Skipped {
            return None;
        }
        let len = self.offset - self.start - u64::from(self.before == b'\r');
        Some(self.found(len, self.line > self.start_line, 0))
    }

    /// Counts a record that is given up before its end, and says which number it has.
    pub fn give_up(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    /// Bytes outside quotes without a line end.
    #[inline]
    fn pass(&mut self, bytes: &[u8]) {
        let Some(&last) = bytes.last() else { return };
        self.has_text = self.has_text || bytes.iter().any(|&byte| byte != self.delimiter && byte != b'\r');
        self.before = last;
    }

    /// Bytes inside quotes, up to the next quote; the answer is the place after it.
    #[inline]
    fn quoted(&mut self, bytes: &[u8], mut at: usize) -> usize {
        loop {
            at = simd::find_either(bytes, at, b'"', b'\n') + 1;
            match bytes.get(at - 1) {
                Some(b'\n') => self.line += 1,
                Some(_) => {
                    self.state = State::Quote;
                    self.before = b'"';
                    return at;
                }
                None => return at,
            }
        }
    }

    /// Bytes of a line that was given up; the answer is the place after its end.
    fn skip(&mut self, bytes: &[u8], at: usize, base: u64) -> usize {
        let stop = simd::find(bytes, at, b'\n');
        if stop < bytes.len() {
            self.offset = base + stop as u64 + 1;
            self.line += 1;
            self.begin();
        }
        stop + 1
    }

    /// A quote outside quotes.
    fn quote(&mut self) {
        if self.before == self.delimiter || self.offset == self.start {
            self.state = State::Quoted;
        }
        self.has_text = true;
        self.before = b'"';
    }

    /// A line end outside quotes, before the place `next` of the given bytes.
    fn end_line(&mut self, next: usize) -> Option<Found> {
        let len = self.offset - self.start - u64::from(self.before == b'\r' && self.offset > self.start);
        let is_record = self.has_text;
        let is_long = self.line > self.start_line;
        self.offset += 1;
        self.line += 1;
        is_record.then(|| self.found(len, is_long, next)).or_else(|| {
            self.begin();
            None
        })
    }

    fn found(&mut self, len: u64, is_long: bool, next: usize) -> Found {
        self.number += 1;
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        let span = RecordSpan { offset: self.start, len, number: self.number, line: self.start_line };
        self.begin();
        Found { span, is_long, next }
    }

    fn begin(&mut self) {
        (self.start, self.start_line) = (self.offset, self.line);
        (self.state, self.before, self.has_text) = (State::Open, b'\n', false);
    }
}
