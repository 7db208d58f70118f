//! Looking for a part of a token's text in tokens that are kept as numbers.

use super::casefold::Folded;
use crate::store::token::{TOKEN_LEN, character_place, pair_bits, pair_words, write_token};

/// As many as two characters side by side can be.
const PAIRS: usize = 1 << 12;

/// How to tell whether a token contains a part of its text, in any case. Every token with a part of more than two
/// characters has one of its pairs at one of few places, so that few places of a token need to be looked at, and of few
/// tokens the text.
pub struct TokenPart<'a> {
    part: &'a Folded,
    /// Whether two characters side by side are some of the part.
    pairs: Box<[bool; PAIRS]>,
    /// The places that are looked at, as word and bit.
    places: Vec<(usize, usize)>,
}

impl TokenPart<'_> {
    /// A part that is not empty; `None` if no token can contain it.
    pub fn new(part: &Folded) -> Option<TokenPart<'_>> {
        let characters: Option<Vec<[u8; 2]>> = part.as_str().bytes().map(both_cases).collect();
        let characters = characters.filter(|characters| characters.len() <= TOKEN_LEN)?;
        let mut pairs = Box::new([false; PAIRS]);
        let mut learn = |first: u8, second: u8| pairs[usize::from(first) << 6 | usize::from(second)] = true;
        for window in characters.windows(2) {
            window[0].into_iter().for_each(|first| window[1].into_iter().for_each(|second| learn(first, second)));
        }
        let pairs_of_token = TOKEN_LEN - 1;
        let places: Vec<usize> = match characters.as_slice() {
            [only] => {
                for (one, other) in only.iter().flat_map(|&one| (0..64).map(move |other| (one, other))) {
                    learn(one, other);
                    learn(other, one);
                }
                (0..pairs_of_token).step_by(2).collect()
            }
            // Wherever the part begins, one of its pairs is at one of these places.
            _ => (characters.len() - 2..pairs_of_token).step_by(characters.len() - 1).collect(),
        };
        Some(TokenPart { part, pairs, places: places.into_iter().map(pair_bits).collect() })
    }

    /// Whether a token contains it.
    #[inline(always)]
    pub fn is_in(&self, token: u128) -> bool {
        let words = pair_words(token);
        let is_pair = |&(word, bit): &(usize, usize)| self.pairs[(words[word % 4] >> bit) as usize % PAIRS];
        self.places.iter().fold(false, |any, place| any | is_pair(place))
            && (self.part.as_str().len() <= 2 || has_part(token, self.part))
    }
}

/// The places of a character of a folded text among those of tokens, in lower and in upper case.
fn both_cases(character: u8) -> Option<[u8; 2]> {
    Some([character_place(character)?, character_place(character.to_ascii_uppercase())?])
}

/// Whether a token contains a part, by its text.
pub fn has_part(token: u128, part: &Folded) -> bool {
    std::str::from_utf8(&write_token(token)).is_ok_and(|text| part.is_in(text))
}

#[cfg(test)]
mod tests {
    use super::{TokenPart, has_part};
    use crate::query::casefold::Folded;
    use crate::store::token::token_text;
    use proptest::prelude::*;

    fn check(token: u128, part: &str) {
        let part = Folded::new(part);
        let found = TokenPart::new(&part).is_some_and(|part| part.is_in(token));
        assert_eq!(found, has_part(token, &part), "{part:?} in {}", token_text(token));
    }

    proptest! {
        #[test]
        fn agrees_with_the_text(token in any::<u128>(), part in "[0-9a-zA-Z_-]{1,3}|[agqwAGQW]{1,2}|[0-9a-z.]{1,24}|[éÀK]") {
            check(token, &part);
        }

        #[test]
        fn finds_every_part_of_the_text(token in prop_oneof![any::<u128>(), any::<u64>().prop_map(u128::from)], from in 0usize..22, len in 1usize..23) {
            let text = token_text(token);
            check(token, &text[from..(from + len).min(22)]);
        }
    }

    #[test]
    fn finds_the_last_characters() {
        for token in 0..256 {
            let text = token_text(token);
            (0..22).for_each(|from| check(token, &text[from..]));
        }
    }
}
