//! A dictionary: every distinct text of a column once, with a small number to stand for it.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// A number that stands for a value of a column.
pub type Code = u32;

/// The code of a value the file does not have: the column, or the key, is not there.
pub const ABSENT: Code = 0;
/// The code of a value the file has and leaves empty (`null`, `""`, `,,`).
pub const EMPTY: Code = 1;
/// The code of the first text.
const FIRST: Code = 2;

/// Distinct texts in the order they were met, numbered from 2; 0 is [`ABSENT`], 1 is [`EMPTY`].
///
/// ```
/// use signscope::store::{Dictionary, EMPTY};
/// let mut names = Dictionary::default();
/// let ada = names.code_of(b"Ada");
/// assert_eq!(names.code_of(b"Ada"), ada);
/// assert_eq!(names.text(ada), Some("Ada"));
/// assert_eq!(names.code_of(b""), EMPTY);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
    table: HashTable<Code>,
    hasher: DefaultHashBuilder,
    recent: Recent,
}

/// The codes met lately, each in the slot its text's beginning, end and length point to: most values of a column were
/// there a few rows ago, and looking here costs a fraction of hashing them.
#[derive(Clone, Debug)]
struct Recent([Code; RECENT_SLOTS]);

const RECENT_SLOTS: usize = 128;

impl Default for Recent {
    fn default() -> Recent {
        Recent([ABSENT; RECENT_SLOTS])
    }
}

impl Recent {
    /// The slot of a text that is not empty.
    #[inline]
    fn slot(value: &[u8]) -> usize {
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let (first, last) = match (value.first_chunk::<8>(), value.last_chunk::<8>()) {
            (Some(first), Some(last)) => (word(first), word(last)),
            _ => value.iter().fold((0, 0), |(all, _), &byte| (all << 8 | u64::from(byte), 0)),
        };
        let mixed = (first ^ last.rotate_left(29) ^ value.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (u64::BITS - RECENT_SLOTS.trailing_zeros())) as usize
    }
}

impl Dictionary {
    /// The code of a text, added if it is new. Bytes that are not UTF-8 are kept with `U+FFFD` in their place.
    #[inline]
    pub fn code_of(&mut self, value: &[u8]) -> Code {
        if value.is_empty() {
            return EMPTY;
        }
        let slot = Recent::slot(value);
        let recent = self.recent.0[slot];
        if recent >= FIRST && self.bytes(recent) == value {
            return recent;
        }
        let hash = self.hasher.hash_one(value);
        let found = self.table.find(hash, |&code| bytes_at(&self.text, &self.ends, code) == value).copied();
        let code = found.unwrap_or_else(|| self.add(value, hash));
        self.recent.0[slot] = code;
        code
    }

    /// The code of a text if the dictionary has it.
    pub fn find(&self, value: &str) -> Option<Code> {
        if value.is_empty() {
            return Some(EMPTY);
        }
        let hash = self.hasher.hash_one(value.as_bytes());
        self.table.find(hash, |&code| bytes_at(&self.text, &self.ends, code) == value.as_bytes()).copied()
    }

    /// The text of a code: `None` for [`ABSENT`], `""` for [`EMPTY`].
    pub fn text(&self, code: Code) -> Option<&str> {
        match code {
            ABSENT => None,
            EMPTY => Some(""),
            code => {
                let index = (code - FIRST) as usize;
                let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
                self.text.get(start as usize..*self.ends.get(index)? as usize)
            }
        }
    }

    /// One more than the highest code in use: the length of a table with an entry for every code.
    pub fn code_count(&self) -> usize {
        self.ends.len() + FIRST as usize
    }

    /// Every text with its code, in the order they were met; without absent and empty.
    pub fn texts(&self) -> impl Iterator<Item = (Code, &str)> {
        (FIRST..).zip(0..self.ends.len()).filter_map(|(code, _)| self.text(code).map(|text| (code, text)))
    }

    /// All texts one after the other, with the place each ends at: those of the codes from 2, in their order.
    pub fn joined(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.text.capacity() + (self.ends.capacity() + self.table.capacity()) * size_of::<Code>()
    }

    fn bytes(&self, code: Code) -> &[u8] {
        bytes_at(&self.text, &self.ends, code)
    }

    fn add(&mut self, value: &[u8], hash: u64) -> Code {
        let Ok(text) = std::str::from_utf8(value) else {
            return self.code_of(String::from_utf8_lossy(value).as_bytes());
        };
        let code = self.ends.len() as Code + FIRST;
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        self.table.insert_unique(hash, code, |&code| hasher.hash_one(bytes_at(text, ends, code)));
        code
    }
}

/// The bytes of a text's code (2 or more).
fn bytes_at<'a>(text: &'a str, ends: &[u32], code: Code) -> &'a [u8] {
    let index = (code - FIRST) as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &text.as_bytes()[start..ends[index] as usize]
}
