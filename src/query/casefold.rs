//! Comparing texts without regard to case.

use memchr::memchr2_iter;

/// A text to look for, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Folded(String);

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Folded {
        Folded(text.to_lowercase())
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text equals it.
    pub fn equals(&self, text: &str) -> bool {
        // Most texts differ in length, which is enough where both are ASCII.
        self.0.eq_ignore_ascii_case(text) || (!text.is_ascii() && text.to_lowercase() == self.0)
    }

    /// Whether a text starts with it.
    pub fn starts(&self, text: &str) -> bool {
        match text.is_ascii() {
            true => starts_ascii(text.as_bytes(), self.0.as_bytes()),
            false => text.to_lowercase().starts_with(&self.0),
        }
    }

    /// Whether a text contains it.
    pub fn is_in(&self, text: &str) -> bool {
        match text.is_ascii() {
            true => contains_ascii(text.as_bytes(), self.0.as_bytes()),
            false => text.to_lowercase().contains(&self.0),
        }
    }
}

fn starts_ascii(text: &[u8], folded: &[u8]) -> bool {
    text.len() >= folded.len() && text[..folded.len()].eq_ignore_ascii_case(folded)
}

fn contains_ascii(text: &[u8], folded: &[u8]) -> bool {
    let Some(&first) = folded.first() else { return true };
    let Some(last_start) = text.len().checked_sub(folded.len()) else { return false };
    memchr2_iter(first, first.to_ascii_uppercase(), &text[..=last_start]).any(|at| starts_ascii(&text[at..], folded))
}

#[cfg(test)]
mod tests {
    use super::Folded;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_lowercasing_everything(text in "[aAbBçÇİ ]{0,8}", part in "[aAbBçÇ ]{0,3}") {
            let (folded, text_low, part_low) = (Folded::new(&part), text.to_lowercase(), part.to_lowercase());
            prop_assert_eq!(folded.is_in(&text), text_low.contains(&part_low));
            prop_assert_eq!(folded.starts(&text), text_low.starts_with(&part_low));
            prop_assert_eq!(folded.equals(&text), text_low == part_low);
        }
    }
}
