//! A dictionary: every distinct text of a column once, with a small number to stand for it.

use super::code::{ABSENT, Code, EMPTY};
use super::fingerprint::Fingerprint;
use super::growth::{Need, make_room, make_room_for_text};
use super::hash_index::HashIndex;
use super::texts::Texts;

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
/// assert_eq!(names.code_of(b"null"), EMPTY);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
    index: HashIndex,
    recent: Recent,
}

/// The texts met lately, each in the slot its beginning, end and length point to: most values of a column were there a
/// few rows ago, and looking here costs a fraction of hashing them. Texts of up to sixteen bytes are all in their slot.
#[derive(Clone, Debug, Default)]
struct Recent(Vec<Met>);

const RECENT_SLOTS: usize = 256;

/// A text met lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Met {
    fingerprint: Fingerprint,
    /// Where the text begins.
    start: u32,
    code: Code,
}

/// Whether a text is only what a program writes where it has no value. Words that mean something, such as `none`, are
/// not among them.
fn is_no_value(text: &[u8]) -> bool {
    matches!(text, b"null" | b"NULL" | b"(null)" | b"undefined" | b"NaN")
}

/// The slot of a text with this fingerprint.
#[inline(always)]
fn slot_of(fingerprint: &Fingerprint) -> usize {
    let mixed = (fingerprint.first ^ fingerprint.last.rotate_left(29) ^ u64::from(fingerprint.len))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (u64::BITS - RECENT_SLOTS.trailing_zeros())) as usize
}

impl Dictionary {
    /// The code of a text, added if it is new. Bytes that are not UTF-8 are kept with `U+FFFD` in their place.
    #[inline]
    pub fn code_of(&mut self, value: &[u8]) -> Code {
        if value.is_empty() {
            return EMPTY;
        }
        let fingerprint = Fingerprint::of(value);
        let slot = slot_of(&fingerprint);
        if let Some(met) = self.recent.0.get(slot)
            && met.fingerprint == fingerprint
            && (value.len() <= 16 || self.has_middle(met.start as usize, value))
        {
            return met.code;
        }
        if is_no_value(value) {
            return EMPTY;
        }
        let code = self.look_up(fingerprint, value);
        self.recent.0.resize(RECENT_SLOTS, Met::default());
        self.recent.0[slot] = Met { fingerprint, start: self.start(code) as u32, code };
        code
    }

    fn look_up(&mut self, fingerprint: Fingerprint, value: &[u8]) -> Code {
        let hash = self.index.hash(&fingerprint, value);
        match self.find_hashed(hash, fingerprint, value) {
            Some(code) => code,
            None => self.add(value, hash),
        }
    }

    fn find_hashed(&self, hash: u32, fingerprint: Fingerprint, value: &[u8]) -> Option<Code> {
        self.index.find(hash, |code| {
            Fingerprint::of(self.bytes(code)) == fingerprint && self.has_middle(self.start(code), value)
        })
    }

    /// Whether the text that begins at a place is this value, whose first and last eight bytes are known to be the same.
    /// Whole words are compared here because the comparison of slices goes byte by byte in WebAssembly.
    #[inline(always)]
    fn has_middle(&self, start: usize, value: &[u8]) -> bool {
        let Some(text) = self.text.as_bytes().get(start..start + value.len()) else { return false };
        let ((text, _), (value, _)) = (text.as_chunks::<8>(), value.as_chunks::<8>());
        text.iter().zip(value).all(|(text, value)| u64::from_le_bytes(*text) == u64::from_le_bytes(*value))
    }

    /// Where the text of a code (2 or more) begins.
    fn start(&self, code: Code) -> usize {
        let index = (code - FIRST) as usize;
        if index == 0 { 0 } else { self.ends[index - 1] as usize }
    }

    /// The code of a text if the dictionary has it.
    pub fn find(&self, value: &str) -> Option<Code> {
        if value.is_empty() {
            return Some(EMPTY);
        }
        let (fingerprint, value) = (Fingerprint::of(value.as_bytes()), value.as_bytes());
        self.find_hashed(self.index.hash(&fingerprint, value), fingerprint, value)
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

    /// The texts from a code on, that is, those met after [`Dictionary::code_count`] was that.
    pub(super) fn since(&self, code_count: usize) -> Texts {
        let first = code_count - FIRST as usize;
        let start = if first == 0 { 0 } else { self.ends[first - 1] };
        let mut before = start;
        let lens = self.ends[first..].iter().map(|&end| end - std::mem::replace(&mut before, end)).collect();
        Texts { text: self.text[start as usize..].to_owned(), lens }
    }

    /// All texts one after the other, with the place each ends at: those of the codes from 2, in their order.
    pub fn joined(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let recent = self.recent.0.capacity() * size_of::<Met>();
        self.text.capacity() + self.ends.capacity() * size_of::<u32>() + self.index.memory() + recent
    }

    /// What it takes to add these texts, if none of them is there yet.
    pub(super) fn need(&self, texts: &Texts) -> Need {
        let (bytes, more) = (texts.text.len(), texts.lens.len());
        let recent = if more > 0 { RECENT_SLOTS.saturating_sub(self.recent.0.len()) } else { 0 };
        let own = Need::of_texts(&self.text, bytes).and(Need::of_each(&self.ends, more)).and(self.index.need(more));
        own.and(Need::of(&self.recent.0, recent))
    }

    /// The bytes of all texts.
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    fn bytes(&self, code: Code) -> &[u8] {
        &self.text.as_bytes()[self.start(code)..self.ends[(code - FIRST) as usize] as usize]
    }

    fn add(&mut self, value: &[u8], hash: u32) -> Code {
        let Ok(text) = std::str::from_utf8(value) else {
            return self.code_of(String::from_utf8_lossy(value).as_bytes());
        };
        let code = self.ends.len() as Code + FIRST;
        make_room_for_text(&mut self.text, text.len());
        self.text.push_str(text);
        make_room(&mut self.ends, 1);
        self.ends.push(self.text.len() as u32);
        self.index.insert(hash, code);
        code
    }
}
