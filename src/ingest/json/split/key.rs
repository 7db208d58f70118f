//! The keys that tell a page of records from a record.

/// The keys of the arrays in pages as everybody has them; the first one says so in every place.
pub const PAGE_KEYS: [&str; 4] = ["records", "value", "results", "Results"];

/// Keys are told apart by so many bytes: the longest that matter are those somebody tells.
pub const KEY_ROOM: usize = 32;

/// The beginning of a string inside an object that may be a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct ObjectKey {
    bytes: [u8; KEY_ROOM],
    len: usize,
}

impl ObjectKey {
    /// Takes the next bytes of the string.
    pub fn add(&mut self, bytes: &[u8]) {
        for (place, &byte) in self.bytes.iter_mut().skip(self.len).zip(bytes) {
            *place = byte;
        }
        self.len += bytes.len();
    }

    /// Whether it is this one.
    pub fn is(&self, name: &[u8]) -> bool {
        self.bytes.get(..self.len) == Some(name)
    }

    /// Whether an array under it makes a page of the object around, in a place where any of the keys does, or only the
    /// first.
    pub fn names_page(&self, is_any: bool) -> bool {
        let known = if is_any { &PAGE_KEYS[..] } else { &PAGE_KEYS[..1] };
        known.iter().any(|key| self.is(key.as_bytes()))
    }

    /// Whether it begins as the keys of OData do.
    pub fn is_odata(&self) -> bool {
        const PREFIX: &[u8] = b"@odata.";
        self.len > PREFIX.len() && self.bytes.starts_with(PREFIX)
    }
}
