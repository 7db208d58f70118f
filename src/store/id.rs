//! A column of identifiers that hardly repeat: GUIDs and tokens as 16 bytes, any other text as it is.

use std::borrow::Cow;
use std::ops::Range;

use super::code::{Code, EMPTY};
use super::dictionary::Dictionary;
use super::growth::{Need, make_room};
use super::record_batch::CodeMap;
use super::rows::RowSet;
use super::texts::Texts;
use super::token::{parse_token, token_text};

/// One identifier, without its dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    /// The file does not have it.
    Absent,
    /// The file has it and leaves it empty.
    Empty,
    /// A GUID, written in lower case with hyphens.
    Guid(u128),
    /// A token of 22 characters: its number, which [`token_text`] gives back as the text.
    Token(u128),
    /// Any other text: its code in the column's dictionary.
    Text(Code),
}

/// One identifier as its column holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawId {
    kind: u8,
    value: u128,
}

impl RawId {
    /// An absent identifier, or else an empty one.
    pub(super) fn blank(is_absent: bool) -> RawId {
        RawId { kind: if is_absent { KIND_ABSENT } else { KIND_EMPTY }, value: 0 }
    }

    /// Its kind and its value, which no other identifier of the column has both.
    pub(super) fn numbers(self) -> (u8, u128) {
        (self.kind, self.value)
    }

    /// Whether it is absent or empty.
    pub(super) fn is_blank(self) -> bool {
        self.kind <= KIND_EMPTY
    }

    /// 0 for an absent one, 1 for an empty one, more for any other.
    pub(super) fn fullness(self) -> u8 {
        self.kind
    }
}

/// Identifiers, one a row: 17 bytes each for GUIDs and tokens. In a column without any all rows are absent, and take
/// nothing.
#[derive(Clone, Debug, Default)]
pub struct IdColumn {
    /// One a row, or none at all; values are as many.
    kinds: Vec<u8>,
    values: Vec<u128>,
    texts: Dictionary,
}

const KIND_ABSENT: u8 = 0;
const KIND_EMPTY: u8 = 1;
const KIND_GUID: u8 = 2;
const KIND_TEXT: u8 = 3;
const KIND_TOKEN: u8 = 4;

impl IdColumn {
    /// How many rows it holds: none where every row is absent.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether it holds no row: then every row is absent.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// How many of these rows are absent, and how many empty.
    pub(super) fn null_counts(&self, rows: Range<usize>) -> (usize, usize) {
        if self.kinds.is_empty() {
            return (rows.len(), 0);
        }
        let count = |kind| self.kinds[rows.clone()].iter().map(|&of| usize::from(of == kind)).sum();
        (count(KIND_ABSENT), count(KIND_EMPTY))
    }

    /// Adds a row with a text of the file.
    pub fn push(&mut self, text: &[u8]) {
        if text.is_empty() {
            self.push_raw(KIND_EMPTY, 0);
        } else if let Some(guid) = parse_guid(text) {
            self.push_raw(KIND_GUID, guid);
        } else if let Some(token) = parse_token(text) {
            self.push_raw(KIND_TOKEN, token);
        } else {
            match self.texts.code_of(text) {
                EMPTY => self.push_raw(KIND_EMPTY, 0),
                code => self.push_raw(KIND_TEXT, code.into()),
            }
        }
    }

    /// Adds `count` rows the file has no value for.
    pub fn push_absent(&mut self, count: usize) {
        self.make_room(count);
        self.kinds.resize(self.kinds.len() + count, KIND_ABSENT);
        self.values.resize(self.kinds.len(), 0);
    }

    /// Drops all rows but the first `len`.
    pub fn truncate(&mut self, len: usize) {
        self.kinds.truncate(len);
        self.values.truncate(len);
    }

    /// Gives all rows away, and the texts met after their dictionary had `sent` codes.
    pub(super) fn drain(&mut self, sent: usize) -> (Vec<u8>, Vec<u128>, Texts) {
        (std::mem::take(&mut self.kinds), std::mem::take(&mut self.values), self.texts.since(sent))
    }

    /// Adds rows of a sender.
    pub(super) fn append(&mut self, kinds: &[u8], values: &[u128], texts: &Texts, map: &mut CodeMap) {
        map.extend(texts, &mut self.texts);
        self.make_room(kinds.len());
        self.kinds.extend_from_slice(kinds);
        self.values.extend(kinds.iter().zip(values).map(|(&kind, &value)| match kind {
            KIND_TEXT => map.get(value as Code).into(),
            _ => value,
        }));
    }

    /// Makes room for so many more rows.
    pub(super) fn make_room(&mut self, rows: usize) {
        make_room(&mut self.kinds, rows);
        make_room(&mut self.values, rows);
    }

    /// What it takes to add so many rows and these texts.
    pub(super) fn need(&self, rows: usize, texts: Option<&Texts>) -> Need {
        let own = Need::of(&self.kinds, rows).and(Need::of(&self.values, rows));
        texts.map_or(own, |texts| own.and(self.texts.need(texts)))
    }

    /// The identifier of a row as the column holds it.
    pub(super) fn raw(&self, row: usize) -> RawId {
        match self.kinds.is_empty() {
            true => RawId { kind: KIND_ABSENT, value: 0 },
            false => RawId { kind: self.kinds[row], value: self.values[row] },
        }
    }

    /// Gives a row another identifier of this column.
    pub(super) fn replace(&mut self, row: usize, id: RawId) {
        self.kinds[row] = id.kind;
        self.values[row] = id.value;
    }

    /// Drops the rows that are not in `kept`.
    pub(super) fn retain(&mut self, kept: &RowSet) {
        kept.retain(&mut self.kinds);
        kept.retain(&mut self.values);
    }

    /// The identifier of a row.
    pub fn get(&self, row: usize) -> Id {
        if self.kinds.is_empty() {
            return Id::Absent;
        }
        match self.kinds[row] {
            KIND_ABSENT => Id::Absent,
            KIND_EMPTY => Id::Empty,
            KIND_GUID => Id::Guid(self.values[row]),
            KIND_TOKEN => Id::Token(self.values[row]),
            _ => Id::Text(self.values[row] as Code),
        }
    }

    /// The identifier of a row as the file wrote it; `None` where the file does not have it.
    pub fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        match self.get(row) {
            Id::Absent => None,
            Id::Empty => Some(Cow::Borrowed("")),
            Id::Guid(guid) => Some(Cow::Owned(write_guid(guid))),
            Id::Token(token) => Some(Cow::Owned(token_text(token))),
            Id::Text(code) => self.texts.text(code).map(Cow::Borrowed),
        }
    }

    /// Those of the given rows with a GUID that passes.
    pub fn guids_among(&self, within: &RowSet, passes: impl FnMut(&u128) -> bool) -> RowSet {
        self.among(within, KIND_GUID, passes)
    }

    /// Those of the given rows with a token that passes.
    pub fn tokens_among(&self, within: &RowSet, passes: impl FnMut(&u128) -> bool) -> RowSet {
        self.among(within, KIND_TOKEN, passes)
    }

    /// Those of the given rows with another text whose code `keep` holds true for; `keep` has an entry for every code.
    pub fn texts_among(&self, within: &RowSet, keep: &[bool]) -> RowSet {
        if !keep.contains(&true) {
            return RowSet::none(within.len());
        }
        self.among(within, KIND_TEXT, |&code| keep.get(code as usize) == Some(&true))
    }

    /// Those of the given rows whose identifier is absent or empty.
    pub fn missing_among(&self, within: &RowSet) -> RowSet {
        let mut rows = within.clone();
        if !self.kinds.is_empty() {
            rows.keep_passing(&self.kinds, |&kind| kind == KIND_ABSENT || kind == KIND_EMPTY);
        }
        rows
    }

    fn among(&self, within: &RowSet, kind: u8, passes: impl FnMut(&u128) -> bool) -> RowSet {
        if !self.kinds.contains(&kind) {
            return RowSet::none(within.len());
        }
        let mut rows = within.clone();
        rows.keep_passing(&self.kinds, |&of| of == kind);
        rows.keep_passing(&self.values, passes);
        rows
    }

    /// The dictionary of the identifiers that are neither GUIDs nor tokens.
    pub fn texts(&self) -> &Dictionary {
        &self.texts
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.kinds.capacity() + self.values.capacity() * size_of::<u128>() + self.texts.memory()
    }

    fn push_raw(&mut self, kind: u8, value: u128) {
        self.kinds.push(kind);
        self.values.push(value);
    }
}

/// The GUID in a text of 36 lower-case characters; any other spelling is `None`, so that every text can be given back.
pub fn parse_guid(text: &[u8]) -> Option<u128> {
    let text: &[u8; 36] = text.try_into().ok()?;
    let four = |at: usize| u64::from(u32::from_le_bytes([text[at], text[at + 1], text[at + 2], text[at + 3]]));
    let words = [(0, 4), (9, 14), (19, 24), (28, 32)].map(|(one, other)| digits(four(one) | four(other) << 32));
    let hyphens = [8, 13, 18, 23].iter().fold(0, |all, &place| all | text[place] ^ b'-');
    let errors = words.iter().fold(u64::from(hyphens), |all, &(_, errors)| all | errors);
    let [a, b, c, d] = words.map(|(number, _)| u128::from(number));
    (errors == 0).then_some(a << 96 | b << 64 | c << 32 | d)
}

/// The number eight lower-case hexadecimal digits stand for, the first of them in the lowest byte; and bits that are zero
/// if all eight are such digits. All bytes are looked at together, and none of the sums goes over its byte.
#[inline(always)]
fn digits(text: u64) -> (u32, u64) {
    const EACH: u64 = u64::MAX / 255;
    let letters = (text >> 6) & EACH;
    let values = (text & (EACH * 0x0f)) + letters * 9;
    let is_ten_or_more = ((values + EACH * 6) >> 4) & EACH;
    let wrong_half = (text & (EACH * 0xf0)) ^ (EACH * 0x30 + letters * 0x30);
    let errors = wrong_half | (is_ten_or_more ^ letters) | (values & (EACH * 0xf0));
    let pairs = (values << 4 | values >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs << 8 | pairs >> 16) & 0x0000_ffff_0000_ffff;
    ((fours << 16 | fours >> 32) as u32, errors)
}

/// A GUID in its usual form.
pub fn write_guid(guid: u128) -> String {
    let hex = format!("{guid:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
