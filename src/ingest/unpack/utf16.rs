//! Text in UTF-16 → UTF-8. PowerShell's `>` and `Out-File` write it, with a byte order mark or without.

use super::input::Input;
use super::{Found, PIECE, Unpacked};

/// A text under way.
#[derive(Clone, Debug)]
pub struct Utf16 {
    name: String,
    is_big: bool,
    is_begun: bool,
    is_over: bool,
    /// Units that are half a character.
    halves: u64,
}

impl Utf16 {
    /// The text of a file that begins like this; `None` if it is no UTF-16.
    pub fn sniff(name: &str, head: &[u8]) -> Option<Utf16> {
        let is_big = match head {
            [0xff, 0xfe, ..] => false,
            [0xfe, 0xff, ..] => true,
            _ => guess(head)?,
        };
        Some(Utf16 { name: name.to_owned(), is_big, is_begun: false, is_over: false, halves: 0 })
    }

    /// Goes on; answers whether it could.
    pub fn advance(&mut self, input: &mut Input, found: &mut Found) -> bool {
        if self.is_over {
            input.skip_all();
            return false;
        }
        if !self.is_begun && input.rest().len() < 2 && !input.is_all() {
            return false;
        }
        let is_begun = std::mem::replace(&mut self.is_begun, true);
        if !is_begun {
            found.push_back(Unpacked::Begin { name: self.name.clone(), modified: None });
            if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = input.rest() {
                input.skip(2);
            }
        }
        match self.decode(input) {
            Some(text) => found.push_back(Unpacked::Bytes(text.into_bytes())),
            None if input.is_all() => self.finish(input, found),
            None => return !is_begun,
        }
        true
    }

    /// The next chunk of text; `None` if there are not enough bytes for a character.
    fn decode(&mut self, input: &mut Input) -> Option<String> {
        let (pairs, _) = input.rest().as_chunks::<2>();
        let unit = |&pair: &[u8; 2]| if self.is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) };
        let mut len = pairs.len().min(PIECE / 2);
        // The first half of a character waits for the second.
        let is_half = |unit: u16| matches!(unit, 0xd800..=0xdbff);
        if pairs[..len].last().map(unit).is_some_and(is_half) && !(input.is_all() && len == pairs.len()) {
            len -= 1;
        }
        let mut halves = 0;
        let characters = char::decode_utf16(pairs[..len].iter().map(unit));
        let text: String = characters
            .map(|character| {
                character.unwrap_or_else(|_| {
                    halves += 1;
                    char::REPLACEMENT_CHARACTER
                })
            })
            .collect();
        self.halves += halves;
        input.skip(len * 2);
        (len > 0).then_some(text)
    }

    fn finish(&mut self, input: &mut Input, found: &mut Found) {
        if !input.rest().is_empty() {
            let at = input.position();
            let text = format!("The text ends at byte {at} in the middle of a character: it was probably cut off.");
            found.push_back(Unpacked::Problem(text));
        }
        if self.halves > 0 {
            let text = format!("The UTF-16 text has halves of characters ({}); they show as “\u{fffd}”.", self.halves);
            found.push_back(Unpacked::Problem(text));
        }
        found.push_back(Unpacked::End);
        self.is_over = true;
    }
}

/// Whether text without a byte order mark has the big half first: every other byte of plain characters is zero. `None`
/// if it is no UTF-16.
fn guess(head: &[u8]) -> Option<bool> {
    let (pairs, _) = head[..head.len().min(64)].as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    let is_most = |zeros: usize| pairs.len() >= 2 && zeros * 4 >= pairs.len() * 3;
    match (is_most(zeros(0)), is_most(zeros(1))) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
