//! Reads JSON tokens from the bytes of one record, as strictly as the standard has them.

use super::text::{Text, hex_unit};
use crate::ingest::simd;

/// How deep containers may be nested, the limit `serde_json` has too, with which the detail pane reads a record again.
pub const DEEPEST: u32 = 127;

/// Where a record is no valid JSON, and what should have been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte, counted from the start of the record.
    pub at: usize,
    /// What was expected, as the end of a sentence.
    pub expected: &'static str,
}

/// Whether a byte may stand between any two tokens.
#[inline]
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Whether a byte may stand between two records of an array.
pub fn is_between_records(byte: u8) -> bool {
    is_blank(byte) || byte == b','
}

/// A place in the bytes of a record.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { bytes, at: 0 }
    }

    /// The next byte, if there is one.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here on.
    #[inline]
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Passes over bytes that were looked at.
    #[inline]
    pub fn advance(&mut self, count: usize) {
        self.at += count;
    }

    /// What is wrong at the next byte.
    #[cold]
    pub fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected }
    }

    /// Passes over blanks.
    #[inline]
    pub fn blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Passes over one byte that must be there.
    #[inline]
    pub fn byte(&mut self, byte: u8, expected: &'static str) -> Result<(), Fault> {
        if self.peek() != Some(byte) {
            return Err(self.fault(expected));
        }
        self.at += 1;
        Ok(())
    }

    /// Passes over the bracket that opens a container and says whether anything is in it.
    #[inline]
    pub fn open(&mut self, close: u8) -> bool {
        self.at += 1;
        self.blanks();
        let is_empty = self.peek() == Some(close);
        self.at += usize::from(is_empty);
        !is_empty
    }

    /// After a member: whether another one follows, or else the container ends.
    #[inline]
    pub fn next(&mut self, close: u8) -> Result<bool, Fault> {
        self.blanks();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.blanks();
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            _ if close == b'}' => Err(self.fault("a comma or “}”")),
            _ => Err(self.fault("a comma or “]”")),
        }
    }

    /// Passes over the colon after a key and the blanks around it.
    #[inline]
    pub fn colon(&mut self) -> Result<(), Fault> {
        self.blanks();
        self.byte(b':', "a colon after the key")?;
        self.blanks();
        Ok(())
    }

    /// A string; its escapes are checked, not decoded.
    #[inline]
    pub fn string(&mut self) -> Result<Text<'a>, Fault> {
        self.byte(b'"', "a text in double quotes")?;
        let start = self.at;
        self.at = simd::string_stop(self.bytes, start);
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(Text { raw: &self.bytes[start..self.at - 1], is_escaped: false });
        }
        self.string_with_escapes(start)
    }

    fn string_with_escapes(&mut self, start: usize) -> Result<Text<'a>, Fault> {
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Text { raw: &self.bytes[start..self.at - 1], is_escaped: true });
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some(_) => return Err(self.fault("a character of a text, not a control character")),
                None => return Err(self.fault("the closing quote of a text")),
            }
            self.at = simd::string_stop(self.bytes, self.at);
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                let unit = self.hex()?;
                let is_high = (0xd800..0xdc00).contains(&unit);
                let is_low = (0xdc00..0xe000).contains(&unit);
                if is_low {
                    return Err(self.fault("the first half of a surrogate pair before its second"));
                }
                if is_high {
                    self.byte(b'\\', "the second half of a surrogate pair")?;
                    if self.peek() != Some(b'u') || !(0xdc00..0xe000).contains(&self.hex()?) {
                        return Err(self.fault("the second half of a surrogate pair"));
                    }
                }
            }
            _ => return Err(self.fault("a valid escape after the backslash")),
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let digits = self.bytes.get(self.at + 1..self.at + 5).unwrap_or(&[]);
        let Some(unit) = hex_unit(digits) else { return Err(self.fault("four hexadecimal digits after “\\u”")) };
        self.at += 5;
        Ok(unit)
    }

    /// A number, as its text.
    pub fn number(&mut self) -> Result<&'a [u8], Fault> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let whole = self.digits()?;
        if whole > 1 && self.bytes[self.at - whole] == b'0' {
            return Err(self.fault("a number without leading zeros"));
        }
        let mut may_overflow = whole > 300;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
            may_overflow = true;
        }
        let text = &self.bytes[start..self.at];
        let is_finite = |text| str::from_utf8(text).ok().and_then(|text| text.parse().ok()).is_some_and(f64::is_finite);
        if may_overflow && !is_finite(text) {
            return Err(Fault { at: start, expected: "a number within range" });
        }
        Ok(text)
    }

    fn digits(&mut self) -> Result<usize, Fault> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.fault("a digit"));
        }
        self.at += count;
        Ok(count)
    }

    /// One of the words `true`, `false` and `null`.
    pub fn word(&mut self) -> Result<&'static [u8], Fault> {
        let words: [&[u8]; 3] = [b"null", b"true", b"false"];
        let Some(word) = words.into_iter().find(|word| self.rest().starts_with(word)) else {
            return Err(self.fault("a value"));
        };
        self.at += word.len();
        Ok(word)
    }

    /// Passes over a value that nobody wants; `depth` containers are open around it.
    pub fn skip(&mut self, depth: u32) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => {
                self.string()?;
            }
            Some(b'{') => {
                let mut more = self.enter(b'}', depth)?;
                while more {
                    self.string()?;
                    self.colon()?;
                    self.skip(depth + 1)?;
                    more = self.next(b'}')?;
                }
            }
            Some(b'[') => {
                let mut more = self.enter(b']', depth)?;
                while more {
                    self.skip(depth + 1)?;
                    more = self.next(b']')?;
                }
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
            }
            _ => {
                self.word()?;
            }
        }
        Ok(())
    }

    /// Opens a container inside `depth` others and says whether anything is in it.
    #[inline]
    pub fn enter(&mut self, close: u8, depth: u32) -> Result<bool, Fault> {
        if depth >= DEEPEST {
            return Err(self.fault("a value nested no deeper than 127 levels"));
        }
        Ok(self.open(close))
    }

    /// Nothing but blanks may follow.
    pub fn end(&mut self) -> Result<(), Fault> {
        self.blanks();
        if self.at < self.bytes.len() { Err(self.fault("the end of the record")) } else { Ok(()) }
    }
}

/// The place after the first key of an object, and its second key with its quotes.
pub fn first_keys(record: &[u8]) -> Option<(usize, &[u8])> {
    let mut cursor = Cursor::new(record);
    if cursor.peek() != Some(b'{') || !cursor.open(b'}') {
        return None;
    }
    cursor.string().ok()?;
    let first = record.len() - cursor.rest().len();
    cursor.colon().ok()?;
    cursor.skip(1).ok()?;
    if !cursor.next(b'}').ok()? {
        return None;
    }
    let second = cursor.rest();
    cursor.string().ok()?;
    Some((first, &second[..second.len() - cursor.rest().len()]))
}
