//! Texts that whoever signs in has chosen: legible, and never too long to draw.

use std::borrow::Cow;

use proptest::prelude::*;
use signscope::ui::log_text::{MOST_DRAWN, beginning, drawn, legible};

#[test]
fn what_turns_text_around_is_a_mark() {
    // Drawn as it is, this reads "user exe.png".
    assert_eq!(legible("user \u{202e}gnp.exe"), "user ⟦U+202E⟧gnp.exe");
    assert_eq!(legible("\u{2066}a\u{2069}\u{0}\u{7f}\u{85}"), "⟦U+2066⟧a⟦U+2069⟧⟦U+0000⟧⟦U+007F⟧⟦U+0085⟧");
    for plain in ["", "Ada Lindqvist", "שלום", "عادة", "a\tb\r\nc", "日本語", "\u{200f}"] {
        assert!(matches!(legible(plain), Cow::Borrowed(_)), "{plain:?}");
    }
}

#[test]
fn a_long_text_is_cut_and_says_so() {
    let (short, long) = ("ü".repeat(MOST_DRAWN), "ü".repeat(MOST_DRAWN + 1));
    assert_eq!(&*drawn(&short), short);
    assert_eq!(&*drawn(&long), format!("{short}…"));
    assert_eq!(&*drawn("a\u{202e}b"), "a⟦U+202E⟧b");
}

proptest! {
    #[test]
    fn the_beginning_is_of_whole_characters(text in "[aé日😀]{0,1100}") {
        let expected: String = text.chars().take(MOST_DRAWN).collect();
        prop_assert_eq!(beginning(&text), expected);
    }

    #[test]
    fn nothing_that_turns_text_around_is_drawn(text in "[\\PC\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,40}") {
        let turns = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert_eq!(legible(&text).chars().filter(|&character| turns(character)).count(), 0);
    }
}
