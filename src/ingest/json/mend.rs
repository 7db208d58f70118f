//! A value that JSON cannot have must not cost the record it stands in: it is made a text.

use super::cursor::{Cursor, is_blank};
use super::text::hex_unit;
use crate::ingest::simd;

/// The record with each value that is no valid JSON made a text: `NaN`, words without quotes and numbers beyond all
/// range as they stand; inside texts a control character and a backslash before nothing known stand for themselves, and
/// half a surrogate pair becomes U+FFFD. Whatever else is wrong stays so.
pub fn mended(record: &[u8]) -> Vec<u8> {
    let mut mending = Mending { rest: record, into: Vec::with_capacity(record.len() + 16) };
    // The brackets that are open, and the last byte that is no blank: they tell a value from a key.
    let (mut open, mut before) = (Vec::new(), 0);
    while let Some(&byte) = mending.rest.first() {
        let is_value = before == b':' || open.last() == Some(&b'[') && matches!(before, b'[' | b',');
        match byte {
            b'"' => mending.string(),
            b'{' | b'[' => {
                open.push(byte);
                mending.copy(1);
            }
            b'}' | b']' => {
                open.pop();
                mending.copy(1);
            }
            b',' | b':' => mending.copy(1),
            _ if is_blank(byte) => mending.copy(1),
            _ => mending.word(is_value),
        }
        if !is_blank(byte) {
            before = byte;
        }
    }
    mending.into
}

struct Mending<'a> {
    rest: &'a [u8],
    into: Vec<u8>,
}

impl Mending<'_> {
    /// Takes so many bytes as they are.
    fn copy(&mut self, count: usize) {
        let (bytes, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.into.extend_from_slice(bytes);
        self.rest = rest;
    }

    /// Passes over so many bytes and writes others.
    fn replace(&mut self, count: usize, by: &[u8]) {
        self.into.extend_from_slice(by);
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn string(&mut self) {
        self.copy(1);
        loop {
            self.copy(simd::string_stop(self.rest, 0));
            match self.rest.first() {
                Some(b'"') => return self.copy(1),
                Some(b'\\') => self.escape(),
                Some(&control) => self.replace(1, control_escape(control).as_bytes()),
                None => return,
            }
        }
    }

    /// A backslash and what follows it.
    fn escape(&mut self) {
        let unit = |from: usize| self.rest.get(from..from + 4).and_then(hex_unit);
        match self.rest.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.copy(2),
            Some(b'u') => match (unit(2), self.rest.get(6..8), unit(8)) {
                (Some(0xd800..0xdc00), Some(b"\\u"), Some(0xdc00..0xe000)) => self.copy(12),
                (Some(0xd800..0xe000), ..) => self.replace(6, b"\\ufffd"),
                (Some(_), ..) => self.copy(6),
                (None, ..) => self.replace(1, b"\\\\"),
            },
            Some(_) => self.replace(1, b"\\\\"),
            None => self.copy(1),
        }
    }

    /// Bytes up to the next sign or blank.
    fn word(&mut self, is_value: bool) {
        let is_end = |byte: &u8| is_blank(*byte) || matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"');
        let len = self.rest.iter().position(is_end).unwrap_or(self.rest.len());
        let word = &self.rest[..len];
        let mut probe = Cursor::new(word);
        if !is_value || probe.skip(0).and_then(|()| probe.end()).is_ok() {
            return self.copy(len);
        }
        self.into.push(b'"');
        for &byte in word {
            match byte {
                b'\\' => self.into.extend_from_slice(b"\\\\"),
                0..0x20 => self.into.extend_from_slice(control_escape(byte).as_bytes()),
                _ => self.into.push(byte),
            }
        }
        self.into.push(b'"');
        self.rest = &self.rest[len..];
    }
}

fn control_escape(byte: u8) -> String {
    format!("\\u{byte:04x}")
}
