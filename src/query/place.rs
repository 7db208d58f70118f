//! Where a text stands in another: inside, at an end, or as terms, which are runs of letters and digits.

use super::filter::Place;
use super::fold::Folded;

/// Whether `part` stands at a place of `text`, case counted.
pub fn stands(place: Place, part: &str, text: &str) -> bool {
    match place {
        Place::Inside => text.contains(part),
        Place::Start => text.starts_with(part),
        Place::End => text.ends_with(part),
        // Nothing is at the beginning or end of every term, and there is no empty term.
        Place::Term | Place::TermStart | Place::TermEnd => places(part, text).any(|at| {
            let begins = place == Place::TermEnd || !text[..at].ends_with(char::is_alphanumeric);
            let ends = place == Place::TermStart || !text[at + part.len()..].starts_with(char::is_alphanumeric);
            begins && ends
        }),
    }
}

/// Whether a folded text stands at a place of `text`, in any case.
pub fn stands_folded(place: Place, part: &Folded, text: &str) -> bool {
    match place {
        Place::Inside => part.is_in(text),
        Place::Start => part.starts(text),
        // Most texts do not have it at all, and finding that out copies nothing.
        _ => part.is_in(text) && stands(place, part.as_str(), &text.to_lowercase()),
    }
}

/// Every place where `text` has `part`, overlapping ones too.
fn places<'a>(part: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.char_indices().map(|(at, _)| at).filter(move |&at| !part.is_empty() && text[at..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_end_where_letters_and_digits_do() {
        let has = |place, part: &str, text: &str| stands_folded(place, &Folded::new(part), text);
        for (place, part, text, expected) in [
            (Place::Term, "america", "North America", true),
            (Place::Term, "amer", "North America", false),
            (Place::Term, "north america", "North America", true),
            (Place::Term, "ab", "xab ab", true),
            (Place::Term, "", "anything", false),
            (Place::Term, "windows", "Windows10", false),
            (Place::Term, "fabrikam", "ada@fabrikam.example", true),
            (Place::TermStart, "ame", "North America", true),
            (Place::TermStart, "mer", "North America", false),
            (Place::TermEnd, "ica", "North America", true),
            (Place::TermEnd, "ic", "North America", false),
            (Place::End, "ICA", "North America", true),
            (Place::Term, "é", "café", false),
        ] {
            assert_eq!(has(place, part, text), expected, "{place:?} {part} {text}");
        }
        assert!(!stands(Place::Term, "america", "North America"));
        assert!(stands(Place::Term, "America", "North America"));
    }
}
