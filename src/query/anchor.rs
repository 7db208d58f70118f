//! Where a text stands in another: inside, at an end, or as terms, which are runs of letters and digits.

use super::casefold::Folded;
use super::filter::Anchor;

/// Whether `part` stands at an anchor of `text`, case counted.
pub fn stands(anchor: Anchor, part: &str, text: &str) -> bool {
    match anchor {
        Anchor::Inside => text.contains(part),
        Anchor::Start => text.starts_with(part),
        Anchor::End => text.ends_with(part),
        // Nothing is at the beginning or end of every term, and there is no empty term.
        Anchor::Term | Anchor::TermStart | Anchor::TermEnd => places(part, text).any(|at| {
            let begins = anchor == Anchor::TermEnd || !text[..at].ends_with(char::is_alphanumeric);
            let ends = anchor == Anchor::TermStart || !text[at + part.len()..].starts_with(char::is_alphanumeric);
            begins && ends
        }),
    }
}

/// Whether a folded text stands at an anchor of `text`, in any case.
pub fn stands_folded(anchor: Anchor, part: &Folded, text: &str) -> bool {
    match anchor {
        Anchor::Inside => part.is_in(text),
        Anchor::Start => part.starts(text),
        // Most texts do not have it at all, and finding that out copies nothing.
        _ => part.is_in(text) && stands(anchor, part.as_str(), &text.to_lowercase()),
    }
}

/// Every anchor where `text` has `part`, overlapping ones too.
fn places<'a>(part: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.char_indices().map(|(at, _)| at).filter(move |&at| !part.is_empty() && text[at..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_end_where_letters_and_digits_do() {
        let has = |anchor, part: &str, text: &str| stands_folded(anchor, &Folded::new(part), text);
        for (anchor, part, text, expected) in [
            (Anchor::Term, "america", "North America", true),
            (Anchor::Term, "amer", "North America", false),
            (Anchor::Term, "north america", "North America", true),
            (Anchor::Term, "ab", "xab ab", true),
            (Anchor::Term, "", "anything", false),
            (Anchor::Term, "windows", "Windows10", false),
            (Anchor::Term, "fabrikam", "ada@fabrikam.example", true),
            (Anchor::TermStart, "ame", "North America", true),
            (Anchor::TermStart, "mer", "North America", false),
            (Anchor::TermEnd, "ica", "North America", true),
            (Anchor::TermEnd, "ic", "North America", false),
            (Anchor::End, "ICA", "North America", true),
            (Anchor::Term, "é", "café", false),
        ] {
            assert_eq!(has(anchor, part, text), expected, "{anchor:?} {part} {text}");
        }
        assert!(!stands(Anchor::Term, "america", "North America"));
        assert!(stands(Anchor::Term, "America", "North America"));
    }
}
