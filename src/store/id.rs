//! A column of identifiers that hardly repeat: GUIDs and tokens as 16 bytes, any other text as it is.

use std::borrow::Cow;

use super::dictionary::{Code, Dictionary};
use super::parcel::{CodeMap, Texts};
use super::rows::RowSet;
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

/// Identifiers, one a row: 17 bytes each for GUIDs and tokens.
#[derive(Clone, Debug, Default)]
pub struct IdColumn {
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
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
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
            let code = self.texts.code_of(text);
            self.push_raw(KIND_TEXT, code.into());
        }
    }

    /// Adds `count` rows the file has no value for.
    pub fn push_absent(&mut self, count: usize) {
        self.kinds.resize(self.kinds.len() + count, KIND_ABSENT);
        self.values.resize(self.kinds.len(), 0);
    }

    /// Drops all rows but the first `len`.
    pub fn truncate(&mut self, len: usize) {
        self.kinds.truncate(len);
        self.values.truncate(len);
    }

    /// Hands out all rows, and the texts met after their dictionary had `told` codes.
    pub(super) fn hand_out(&mut self, told: usize) -> (Vec<u8>, Vec<u128>, Texts) {
        (std::mem::take(&mut self.kinds), std::mem::take(&mut self.values), self.texts.since(told))
    }

    /// Adds rows of a sender.
    pub(super) fn take_in(&mut self, kinds: &[u8], values: &[u128], texts: &Texts, map: &mut CodeMap) {
        map.learn(texts, &mut self.texts);
        self.kinds.extend_from_slice(kinds);
        self.values.extend(kinds.iter().zip(values).map(|(&kind, &value)| match kind {
            KIND_TEXT => map.get(value as Code).into(),
            _ => value,
        }));
    }

    /// The identifier of a row.
    pub fn get(&self, row: usize) -> Id {
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

    /// The rows with a GUID that passes.
    pub fn select_guids(&self, passes: impl FnMut(&u128) -> bool) -> RowSet {
        if !self.kinds.contains(&KIND_GUID) {
            return RowSet::none(self.len());
        }
        let mut rows = RowSet::passing(&self.values, passes);
        rows.and(&RowSet::passing(&self.kinds, |&kind| kind == KIND_GUID));
        rows
    }

    /// Calls `visit` with every row that has a token, and its number.
    pub fn each_token(&self, mut visit: impl FnMut(usize, u128)) {
        if self.kinds.contains(&KIND_TOKEN) {
            let rows = self.kinds.iter().zip(&self.values).enumerate();
            rows.filter(|(_, (kind, _))| **kind == KIND_TOKEN).for_each(|(row, (_, &token))| visit(row, token));
        }
    }

    /// The rows with another text whose code `keep` holds true for; `keep` has an entry for every code.
    pub fn select_texts(&self, keep: &[bool]) -> RowSet {
        if !keep.contains(&true) {
            return RowSet::none(self.len());
        }
        let mut rows = RowSet::passing(&self.values, |&code| keep.get(code as usize) == Some(&true));
        rows.and(&RowSet::passing(&self.kinds, |&kind| kind == KIND_TEXT));
        rows
    }

    /// The rows whose identifier is absent or empty.
    pub fn select_missing(&self) -> RowSet {
        RowSet::passing(&self.kinds, |&kind| kind == KIND_ABSENT || kind == KIND_EMPTY)
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
    if [8, 13, 18, 23].iter().any(|&place| text[place] != b'-') {
        return None;
    }
    let (mut halves, mut all) = ([0u64; 2], 0);
    for (half, places) in halves.iter_mut().zip(DIGIT_PLACES) {
        for place in places {
            let digit = DIGITS[usize::from(text[place])];
            all |= digit;
            *half = *half << 4 | u64::from(digit & 0x0f);
        }
    }
    let [high, low] = halves;
    (all <= 0x0f).then_some(u128::from(high) << 64 | u128::from(low))
}

/// Where the digits of the upper and the lower half of a GUID are in its text.
const DIGIT_PLACES: [[usize; 16]; 2] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17],
    [19, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35],
];

/// The value of each byte as a lower-case hexadecimal digit; 0xff for the bytes that are none.
const DIGITS: [u8; 256] = {
    let mut digits = [0xff; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};

/// A GUID in its usual form.
pub fn write_guid(guid: u128) -> String {
    let hex = format!("{guid:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
