//! JSON written straight into a buffer, without a tree in between.

use crate::guid::Guid;
use std::fmt::Display;
use std::io::Write;

/// An object being written.
pub(super) struct Object<'a> {
    out: &'a mut Vec<u8>,
    is_empty: bool,
}

impl<'a> Object<'a> {
    /// Begins an object.
    pub fn open(out: &'a mut Vec<u8>) -> Object<'a> {
        out.push(b'{');
        Object { out, is_empty: true }
    }

    /// Ends it.
    pub fn close(self) {
        self.out.push(b'}');
    }

    /// A property whose value `write` appends as JSON.
    pub fn raw(&mut self, key: &str, write: impl FnOnce(&mut Vec<u8>)) {
        if !self.is_empty {
            self.out.push(b',');
        }
        self.is_empty = false;
        self.out.push(b'"');
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        write(self.out);
    }

    /// A string.
    pub fn text(&mut self, key: &str, value: &str) {
        self.raw(key, |out| write_text(out, value));
    }

    /// A string, or null when empty.
    pub fn text_or_null(&mut self, key: &str, value: &str) {
        if value.is_empty() { self.null(key) } else { self.text(key, value) }
    }

    /// Strings joined by commas into one, as Graph writes sets of flags.
    pub fn joined<'b>(&mut self, key: &str, values: impl Iterator<Item = &'b str>) {
        self.raw(key, |out| {
            out.push(b'"');
            for (number, value) in values.enumerate() {
                if number > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(value.as_bytes());
            }
            out.push(b'"');
        });
    }

    /// An id.
    pub fn guid(&mut self, key: &str, value: Guid) {
        self.raw(key, |out| write_guid(out, value));
    }

    /// An id in its base64 form.
    pub fn base64(&mut self, key: &str, value: Guid) {
        self.raw(key, |out| {
            out.push(b'"');
            value.write_base64(out);
            out.push(b'"');
        });
    }

    /// A string that needs no escapes and is written by its `Display`.
    pub fn display(&mut self, key: &str, value: &impl Display) {
        // Writing to a `Vec` cannot fail.
        self.raw(key, |out| _ = write!(out, "\"{value}\""));
    }

    /// A number.
    pub fn number(&mut self, key: &str, value: impl Display) {
        self.raw(key, |out| _ = write!(out, "{value}"));
    }

    /// True or false.
    pub fn boolean(&mut self, key: &str, value: bool) {
        self.raw(key, |out| out.extend_from_slice(if value { b"true" } else { b"false" }));
    }

    /// True, false or null.
    pub fn optional_boolean(&mut self, key: &str, value: Option<bool>) {
        match value {
            Some(value) => self.boolean(key, value),
            None => self.null(key),
        }
    }

    /// Null.
    pub fn null(&mut self, key: &str) {
        self.raw(key, |out| out.extend_from_slice(b"null"));
    }

    /// An object.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Object<'_>)) {
        self.raw(key, |out| {
            let mut object = Object::open(out);
            fill(&mut object);
            object.close();
        });
    }

    /// An array.
    pub fn array(&mut self, key: &str, fill: impl FnOnce(&mut Array<'_>)) {
        self.raw(key, |out| {
            out.push(b'[');
            fill(&mut Array { out, is_empty: true });
            out.push(b']');
        });
    }
}

/// An array being written.
pub(super) struct Array<'a> {
    out: &'a mut Vec<u8>,
    is_empty: bool,
}

impl Array<'_> {
    fn next(&mut self) -> &mut Vec<u8> {
        if !self.is_empty {
            self.out.push(b',');
        }
        self.is_empty = false;
        self.out
    }

    /// A string.
    pub fn text(&mut self, value: &str) {
        write_text(self.next(), value);
    }

    /// An id.
    pub fn guid(&mut self, value: Guid) {
        write_guid(self.next(), value);
    }

    /// An object.
    pub fn object(&mut self, fill: impl FnOnce(&mut Object<'_>)) {
        let mut object = Object::open(self.next());
        fill(&mut object);
        object.close();
    }
}

fn write_guid(out: &mut Vec<u8>, value: Guid) {
    out.push(b'"');
    value.write(out);
    out.push(b'"');
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            byte @ (b'"' | b'\\') => out.extend_from_slice(&[b'\\', byte]),
            byte => _ = write!(out, "\\u{byte:04x}"),
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}
