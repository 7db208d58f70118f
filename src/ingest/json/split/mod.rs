//! Finds where the records of a JSON file begin and end, in whatever chunks its bytes arrive.

mod blocks;
mod key;
mod path;
mod rest;
mod seen;
mod speculate;

use super::cursor::is_blank;
use crate::ingest::record_span::RecordSpan;
use crate::ingest::simd;
use crate::store::{ProblemPlace, Problems};
use key::ObjectKey;
use path::Path;
use seen::Items;

pub use key::{KEY_ROOM, PAGE_KEYS};
pub use seen::Seen;

/// A record longer than this is taken for damage and left out: its bytes must be held in memory.
pub const LONGEST_RECORD: u64 = 64 << 20;

/// Finds the records of a top-level array, of the array in a `{"value":[…]}`, `{"records":[…]}` or `{"results":[…]}`
/// page, of one object a line, or of several of these one after the other, and of an array of such pages. An object at
/// top level is a page as soon as its key `value` or `records` turns out to hold an array; otherwise it is a record
/// itself. In an array the first object tells of all, and must say more surely that it is a page: by the key `records`,
/// as what an Event Hub captures has it, or by a key of OData before its `value`.
///
/// A record that breaks off is noticed where the next one begins at a place that can only be a beginning; what there is
/// of it becomes a span that the decoder then finds fault with, so that the records after it are kept.
#[derive(Clone, Debug, Default)]
pub struct JsonSplitter {
    /// Where the next byte lies in the file.
    offset: u64,
    /// Records met so far.
    number: u64,
    state: State,
    /// How many arrays of records are open.
    arrays: u32,
    /// Whether the object that is open is a page around records.
    in_page: bool,
    /// How many arrays are open around that page.
    around: u32,
    /// What the objects of the array that is open are.
    array: Items,
    /// Whether the object that is open is a page or may turn out to be one.
    may_be_page: bool,
    /// Whether one of its keys so far is one of OData.
    has_odata: bool,
    /// First byte of the record or page that is open.
    start: u64,
    /// Containers open inside the record or page.
    depth: u32,
    /// One bit for each of the 64 innermost of them: whether it is an object.
    objects: u64,
    /// Whether the record goes over several lines.
    spans_lines: bool,
    /// The last byte before this chunk that is not a blank.
    before: u8,
    key: ObjectKey,
    path: Path,
    has_next_link: bool,
    /// Whether a key `@odata.nextLink` was reported.
    told_next_link: bool,
    /// What the file is made of as far as it is known.
    seen: Seen,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Not in a record.
    #[default]
    Between,
    /// In an object or array, outside its strings.
    Inside,
    /// In a string of a record or page.
    Text,
    /// After a backslash in such a string.
    Escape,
    /// In a number or word where a record should be.
    Scalar,
    /// After damage: on to the next line that begins with an object.
    Lost,
    /// The same, at the beginning of a line.
    LostAtLine,
}

impl JsonSplitter {
    /// Begins at a byte of the file.
    pub fn new(offset: u64) -> JsonSplitter {
        JsonSplitter { offset, ..JsonSplitter::default() }
    }

    /// The same of records in the arrays at these paths of keys of the object around them, if there are any.
    pub fn under(self, paths: Vec<Vec<String>>) -> JsonSplitter {
        JsonSplitter { path: Path::to(paths), ..self }
    }

    /// Where the next byte lies in the file.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Finds the records that end in these bytes, which follow those of the last call.
    pub fn split(&mut self, bytes: &[u8], spans: &mut Vec<RecordSpan>, problems: &mut Problems) {
        let mut at = 0;
        while at < bytes.len() {
            at = match self.state {
                State::Between => self.between(bytes, at, problems),
                State::Inside if self.is_block_ready(bytes, at) => self.blocks(bytes, at, spans, problems),
                State::Inside => self.inside(bytes, at, spans, problems),
                State::Text => self.text(bytes, at, spans, problems),
                State::Escape => {
                    self.state = State::Text;
                    at + 1
                }
                State::Scalar => self.scalar(bytes, at, spans, problems),
                State::Lost | State::LostAtLine => self.lost(bytes, at),
            };
        }
        if let Some(&last) = bytes.iter().rev().find(|byte| !is_blank(**byte)) {
            self.before = last;
        }
        self.offset += bytes.len() as u64;
    }

    /// Where the record that is open begins; `None` if there is none whose bytes are needed.
    pub fn open(&self) -> Option<u64> {
        let is_record = !matches!(self.state, State::Between | State::Lost | State::LostAtLine) && !self.is_page_open();
        (is_record && self.offset - self.start <= LONGEST_RECORD).then_some(self.start)
    }

    /// What the file is made of as far as it is known.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// Ends the file: a number or word may be the last record; what is still open was cut off.
    pub fn finish(&mut self, spans: &mut Vec<RecordSpan>, problems: &mut Problems) {
        let state = std::mem::take(&mut self.state);
        let place = ProblemPlace { byte: Some(self.offset), ..ProblemPlace::default() };
        match state {
            State::Scalar => self.emit(self.offset, spans, problems),
            State::Inside | State::Text | State::Escape if !self.is_page_open() => {
                let (number, start) = (self.number + 1, self.start);
                let place = ProblemPlace { record: Some(number), line: None, byte: Some(start) };
                let message = format!(
                    "The file ends inside record {number}, which begins at byte {start}: it was probably cut off, or \
                     that record is damaged. Nothing from there on was read."
                );
                problems.give_up(place, message);
            }
            _ if self.arrays > 0 || self.in_page => {
                problems.push(place, "The file ends before its list does: it was probably cut off.");
            }
            _ => {}
        }
        self.tell_next_link(problems);
    }

    fn is_page_open(&self) -> bool {
        self.in_page && self.arrays == self.around
    }

    /// Whether keys must be looked at: in a page, an object that may be one, and the objects inside that lead to
    /// records.
    fn is_key_wanted(&self) -> bool {
        self.may_be_page && self.objects & 1 == 1 && self.depth == self.path.depth()
    }

    /// Whether the key before an array says that the object around it is a page.
    fn names_page(&self) -> bool {
        if self.path.is_told() {
            return self.path.leads_to(&self.key);
        }
        self.key.names_page(self.arrays == 0 || self.in_page || self.has_odata)
    }

    fn between(&mut self, bytes: &[u8], at: usize, problems: &mut Problems) -> usize {
        match bytes[at] {
            // Files put together have a byte order mark in the middle.
            b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xef | 0xbb | 0xbf => {}
            b'[' => {
                self.arrays = self.arrays.saturating_add(1);
                self.seen.array |= !self.in_page;
                if !self.in_page {
                    self.array = Items::Unknown;
                }
            }
            b']' if self.arrays > 0 => {
                self.arrays -= 1;
                if self.is_page_open() {
                    self.state = State::Inside;
                    self.depth = self.path.depth();
                    (self.objects, self.key) = (u64::MAX, ObjectKey::default());
                    self.may_be_page = true;
                }
            }
            byte @ (b']' | b'}') => {
                let place = ProblemPlace { byte: Some(self.offset + at as u64), ..ProblemPlace::default() };
                problems.push(place, format!("An unexpected “{}” between records; it was passed over.", byte as char));
            }
            byte => {
                self.start = self.offset + at as u64;
                self.spans_lines = false;
                (self.depth, self.objects) = (0, 0);
                self.state = match byte {
                    b'{' => State::Inside,
                    b'"' => State::Text,
                    _ => State::Scalar,
                };
                if byte == b'{' {
                    (self.depth, self.objects) = (1, 1);
                    (self.key, self.has_odata) = (ObjectKey::default(), false);
                    if !self.in_page {
                        self.path.clear();
                    }
                    self.may_be_page = !self.in_page && (self.arrays == 0 || self.array != Items::Records);
                }
            }
        }
        at + 1
    }

    fn inside(&mut self, bytes: &[u8], mut at: usize, spans: &mut Vec<RecordSpan>, problems: &mut Problems) -> usize {
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let stop = simd::string_stop(bytes, at + 1);
                    if bytes.get(stop) == Some(&b'"') && !self.is_key_wanted() {
                        at = stop + 1;
                        continue;
                    }
                    self.state = State::Text;
                    self.key = ObjectKey::default();
                    return at + 1;
                }
                b'{' | b'[' | b'}' | b']' => {
                    if let Some(next) = self.bracket(bytes, at, spans, problems) {
                        return next;
                    }
                }
                b'\n' => self.spans_lines = true,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// A bracket outside of strings; the answer is the next place if what is open ends here, or turns out to be a page.
    #[inline]
    fn bracket(
        &mut self,
        bytes: &[u8],
        at: usize,
        spans: &mut Vec<RecordSpan>,
        problems: &mut Problems,
    ) -> Option<usize> {
        match bytes[at] {
            b'{' if self.is_misplaced(bytes, at) => {
                // Only a record can begin here: the one that is open broke off.
                self.break_off(self.offset + at as u64, spans, problems);
                return Some(at);
            }
            b'[' if self.is_key_wanted() && self.names_page() => {
                (self.in_page, self.around) = (true, self.arrays);
                self.arrays = self.arrays.saturating_add(1);
                (self.seen.page, self.may_be_page) = (true, false);
                self.state = State::Between;
                return Some(at + 1);
            }
            byte @ (b'{' | b'[') => {
                if byte == b'{' && self.is_key_wanted() {
                    self.path.enter(self.key);
                }
                self.depth = self.depth.saturating_add(1);
                self.objects = self.objects << 1 | u64::from(byte == b'{');
            }
            b']' if self.depth == 1 && self.objects & 1 == 1 && self.arrays > 0 => {
                self.break_off(self.offset + at as u64, spans, problems);
                return Some(at);
            }
            _ => {
                if self.is_key_wanted() {
                    self.path.leave();
                }
                self.depth -= 1;
                self.objects >>= 1;
                if self.depth == 0 {
                    self.close(self.offset + at as u64 + 1, spans, problems);
                    return Some(at + 1);
                }
            }
        }
        None
    }

    /// Ends the record or the page that is open, at a byte that cannot be in it. A page has given its records by then.
    fn break_off(&mut self, end: u64, spans: &mut Vec<RecordSpan>, problems: &mut Problems) {
        if !self.is_page_open() {
            return self.emit(end, spans, problems);
        }
        self.in_page = false;
        self.state = State::Between;
        let place = ProblemPlace { byte: Some(end), ..ProblemPlace::default() };
        problems.push(place, format!("The page of records before byte {end} is not closed; its records were read."));
        self.tell_next_link(problems);
    }

    /// Whether an object cannot stand here inside a record: it follows neither a colon nor an opening bracket nor, in
    /// an array, a comma.
    fn is_misplaced(&self, bytes: &[u8], at: usize) -> bool {
        let before = bytes[..at].iter().rev().find(|byte| !is_blank(**byte)).copied().unwrap_or(self.before);
        match before {
            b':' | b'[' => false,
            b',' => self.objects & 1 == 1 && self.depth <= u64::BITS,
            _ => true,
        }
    }

    fn text(&mut self, bytes: &[u8], at: usize, spans: &mut Vec<RecordSpan>, problems: &mut Problems) -> usize {
        let stop = simd::string_stop(bytes, at);
        if self.is_key_wanted() {
            self.key.add(&bytes[at..stop]);
        }
        match bytes.get(stop) {
            Some(b'"') if self.depth == 0 => self.close(self.offset + stop as u64 + 1, spans, problems),
            Some(b'"') => {
                self.state = State::Inside;
                self.has_next_link |= self.key.is(b"@odata.nextLink");
                self.has_odata |= self.key.is_odata();
            }
            Some(b'\\') => self.state = State::Escape,
            Some(b'\n') if self.arrays == 0 && !self.in_page && !self.spans_lines => {
                // No string goes over a line's end, so in a file of one record a line the record broke off here.
                self.emit(self.offset + stop as u64, spans, problems);
                self.state = State::Lost;
                return stop;
            }
            _ => {}
        }
        stop + 1
    }

    /// Ends the object, array or string that was open, at the byte after its last one.
    fn close(&mut self, end: u64, spans: &mut Vec<RecordSpan>, problems: &mut Problems) {
        if self.is_page_open() {
            (self.in_page, self.array) = (false, Items::Pages);
            self.state = State::Between;
            self.tell_next_link(problems);
        } else {
            self.seen.lines |= self.arrays == 0;
            if !self.in_page && self.array == Items::Unknown {
                self.array = Items::Records;
            }
            self.emit(end, spans, problems);
        }
    }

    fn emit(&mut self, end: u64, spans: &mut Vec<RecordSpan>, problems: &mut Problems) {
        self.state = State::Between;
        self.number += 1;
        let (number, offset, len) = (self.number, self.start, end - self.start);
        if len <= LONGEST_RECORD {
            return spans.push(RecordSpan { offset, len: len as u32, number, line: 0 });
        }
        let place = ProblemPlace { record: Some(number), line: None, byte: Some(offset) };
        let mebibytes = LONGEST_RECORD >> 20;
        let message =
            format!("Record {number} is longer than {mebibytes} MiB, so it is probably damaged. It was left out.");
        problems.give_up(place, message);
    }

    fn tell_next_link(&mut self, problems: &mut Problems) {
        if self.has_next_link && !self.told_next_link && self.seen.page {
            self.told_next_link = true;
            let message = "There were more pages (@odata.nextLink): this file does not hold all sign-ins of its query.";
            problems.push(ProblemPlace::default(), message);
        }
    }
}
