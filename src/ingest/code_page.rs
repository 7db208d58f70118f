//! Text in a code page of Windows, as Excel writes a table that is saved as “CSV”: found out, and turned into UTF-8.
//!
//! In these code pages the signs that a table is made of (separators, quotes, line ends) are the bytes of ASCII, and no
//! part of another character. So records are framed as they are in the file and each is decoded by itself: the places
//! of records are those of the bytes of the file, and no character lies on both sides of a cut.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::simd::{self, Text};

/// A code page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodePage {
    /// Western Europe.
    Windows1252,
    /// Japan: Windows' extension of Shift_JIS, code page 932.
    ShiftJis,
}

/// Turns bytes of a code page into text; what has no meaning there becomes U+FFFD. `None` if that cannot be done here.
pub type Decode = fn(CodePage, &[u8]) -> Option<String>;

static DECODE: OnceLock<Decode> = OnceLock::new();

/// Says how code pages are decoded here. Browsers can do it, so that no tables need to be carried along.
pub fn set_decoder(decode: Decode) {
    let _ = DECODE.set(decode);
}

impl CodePage {
    /// All of them.
    pub const ALL: [CodePage; 2] = [CodePage::Windows1252, CodePage::ShiftJis];

    /// Its name in the Encoding Standard (WHATWG), which is that of the IANA too.
    pub fn label(self) -> &'static str {
        match self {
            CodePage::Windows1252 => "Windows-1252",
            CodePage::ShiftJis => "Shift_JIS",
        }
    }

    /// The bytes as UTF-8. ASCII is that already.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        if bytes.is_ascii() {
            return Cow::Borrowed(bytes);
        }
        let decoded = DECODE.get().and_then(|decode| decode(self, bytes));
        Cow::Owned(decoded.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()).into_bytes())
    }
}

/// What the bytes of records tell of the code page they are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextCounts {
    /// Records with characters of UTF-8 beyond ASCII.
    pub utf8: u64,
    /// Records that are no UTF-8.
    pub other: u64,
    /// Those of them that are no Shift_JIS either.
    pub not_shift_jis: u64,
    /// Runs of several characters beyond ASCII, read as Shift_JIS.
    pub in_words: u64,
    /// Characters beyond ASCII that stand alone in it.
    pub alone: u64,
}

impl TextCounts {
    /// Takes note of a record.
    pub fn note(&mut self, record: &[u8]) {
        match simd::text(record) {
            Text::Ascii => {}
            Text::Utf8 => self.utf8 += 1,
            Text::Other => {
                self.other += 1;
                self.note_shift_jis(record);
            }
        }
    }

    /// Adds those of another part.
    pub fn add(&mut self, more: TextCounts) {
        self.utf8 += more.utf8;
        self.other += more.other;
        self.not_shift_jis += more.not_shift_jis;
        self.in_words += more.in_words;
        self.alone += more.alone;
    }

    /// The code page; `None` if it is UTF-8, damaged perhaps here and there.
    ///
    /// A letter with an accent and the letter after it may be a character of Shift_JIS, but Japanese words have several
    /// such characters, and words of Western Europe have one.
    pub fn code_page(&self) -> Option<CodePage> {
        let is_shift_jis = self.not_shift_jis == 0 && self.in_words > self.alone;
        (self.other > self.utf8).then_some(if is_shift_jis { CodePage::ShiftJis } else { CodePage::Windows1252 })
    }

    fn note_shift_jis(&mut self, record: &[u8]) {
        let (mut rest, mut run) = (record, 0);
        loop {
            let (len, is_over) = match rest {
                // Half-width syllables are a byte each.
                [0..=0x7f, ..] => (1, true),
                [0xa1..=0xdf, ..] => (1, false),
                [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..] => (2, false),
                [] => (0, true),
                _ => {
                    self.not_shift_jis += 1;
                    return;
                }
            };
            if !is_over {
                run += 1;
            } else {
                match std::mem::take(&mut run) {
                    0 => {}
                    1 => self.alone += 1,
                    _ => self.in_words += 1,
                }
            }
            if len == 0 {
                return;
            }
            rest = &rest[len..];
        }
    }
}

/// The code page of a table that begins like this; `is_all` says that it is the whole file. `None` for UTF-8.
pub fn of_head(head: &[u8], is_all: bool) -> Option<CodePage> {
    // The last line may end inside of a character.
    let end = if is_all { head.len() } else { memchr::memrchr(b'\n', head).unwrap_or(0) };
    let mut counts = TextCounts::default();
    head[..end].split(|&byte| byte == b'\n').for_each(|line| counts.note(line));
    counts.code_page()
}
