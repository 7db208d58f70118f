//! Texts of a log as the page draws them. Whoever signs in chooses some of them: none may look like another one, and none
//! may be so long that laying it out stops the page.

use std::borrow::Cow;

use yew::AttrValue;

/// A text is drawn to so many characters; the whole of it is a click away, and what is copied is always whole.
pub const MOST_DRAWN: usize = 1_000;

/// A text as it is drawn on one line or in a tooltip: legible, and cut where it is very long.
pub fn drawn(text: &str) -> AttrValue {
    let beginning = beginning(text);
    match legible(beginning) {
        Cow::Borrowed(same) if same.len() == text.len() => AttrValue::from(text.to_owned()),
        legible if beginning.len() == text.len() => AttrValue::from(legible.into_owned()),
        legible => AttrValue::from(format!("{legible}…")),
    }
}

/// The first [`MOST_DRAWN`] characters of a text.
pub fn beginning(text: &str) -> &str {
    // Most texts have fewer bytes.
    if text.len() <= MOST_DRAWN {
        return text;
    }
    text.char_indices().nth(MOST_DRAWN).map_or(text, |(end, _)| &text[..end])
}

/// A text in which every character that changes how others look, and none of its own, is a mark with its number: the
/// embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX #9, section 2), with which
/// `gnp.exe` can be made to read `exe.png`, and control characters but for tabs and line ends.
pub fn legible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut legible = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_invisible(character) {
            true => legible.push_str(&format!("⟦U+{:04X}⟧", u32::from(character))),
            false => legible.push(character),
        }
    }
    Cow::Owned(legible)
}

fn is_invisible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        character => character.is_control(),
    }
}
