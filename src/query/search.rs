//! Looking for a part in all texts of a dictionary at once, without regard to case.

use std::ops::Range;

use super::casefold::Folded;
use crate::store::rows::bits;
use crate::store::{Code, Dictionary, EMPTY};

/// For every code whether its text contains a part; absent and empty contain nothing.
pub fn codes_containing(dictionary: &Dictionary, part: &Folded) -> Vec<bool> {
    let mut found = vec![false; dictionary.code_count()];
    let codes = &mut found[EMPTY as usize + 1..];
    texts_containing(dictionary, part, 0..codes.len(), codes);
    found
}

/// For some texts, counted from the first one, whether they contain a part; `found` has an entry for each of them.
pub fn texts_containing(dictionary: &Dictionary, part: &Folded, texts: Range<usize>, found: &mut [bool]) {
    if part.as_str().is_empty() {
        found.fill(true);
        return;
    }
    let (text, ends) = dictionary.joined();
    let begin = texts.start.checked_sub(1).map_or(0, |before| ends[before] as usize);
    let ends = &ends[texts.clone()];
    let text = &text.as_bytes()[begin..ends.last().map_or(begin, |&end| end as usize)];
    // Only texts of ASCII letters have as many bytes in lower case as before; the others are looked at one by one.
    let is_ascii = if part.as_str().is_ascii() {
        let (mut index, mut rest) = (0, 0);
        each_match(text, part.as_str().as_bytes(), |start, end| {
            if start < rest {
                return;
            }
            while ends[index] as usize <= begin + start {
                index += 1;
            }
            // A match that goes over the end of its text is none, but one that begins later may be.
            if begin + end <= ends[index] as usize {
                found[index] = true;
                rest = ends[index] as usize - begin;
            }
        })
    } else {
        text.is_ascii()
    };
    if !is_ascii {
        for (found, code) in found.iter_mut().zip((texts.start as Code..).map(|text| text + EMPTY + 1)) {
            let text = dictionary.text(code).filter(|text| !text.is_ascii());
            *found |= text.is_some_and(|text| part.is_in(text));
        }
    }
}

/// Calls `visit` with the beginning and end of every place where `text` has `part` (lower-case ASCII) in any case.
/// Returns whether all of the text is ASCII, which costs less here than going through its memory once more.
fn each_match(text: &[u8], part: &[u8], mut visit: impl FnMut(usize, usize)) -> bool {
    let (Some(&first), Some(&last), Some(rest)) = (part.first(), part.last(), text.len().checked_sub(part.len()))
    else {
        return text.is_ascii();
    };
    let mut check = |at: usize| {
        if text[at..at + part.len()].eq_ignore_ascii_case(part) {
            visit(at, at + part.len());
        }
    };
    // Places where the first and the last byte fit are found 64 at a time.
    let (firsts, _) = text[..=rest].as_chunks::<64>();
    let (lasts, _) = text[part.len() - 1..].as_chunks::<64>();
    let (case_of_first, case_of_last) = (case_bit(first), case_bit(last));
    let mut flags = [0; 64];
    let mut all_bytes = 0;
    for (number, (heads, tails)) in firsts.iter().zip(lasts).enumerate() {
        let mut any = 0;
        for (flag, (head, tail)) in flags.iter_mut().zip(heads.iter().zip(tails)) {
            *flag = u8::from(head | case_of_first == first) & u8::from(tail | case_of_last == last);
            any |= *flag;
            all_bytes |= head;
        }
        let mut places = if any == 0 { 0 } else { bits(&flags) };
        while places != 0 {
            check(number * 64 + places.trailing_zeros() as usize);
            places &= places - 1;
        }
    }
    (firsts.len() * 64..=rest).for_each(check);
    all_bytes.is_ascii() && text[firsts.len() * 64..].is_ascii()
}

/// The bit that tells a lower-case letter from its capital; none for other bytes.
fn case_bit(byte: u8) -> u8 {
    if byte.is_ascii_lowercase() { 0x20 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{codes_containing, texts_containing};
    use crate::query::casefold::Folded;
    use crate::store::Dictionary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_looking_at_every_text(
            texts in prop::collection::vec("[aAbB@`çÇİK ]{0,3}|[ab]{60,70}|[a-cA-C]{1,9}", 0..40),
            part in "[aAbB@`çÇk]{0,3}|[ab]{5}",
            cut in any::<prop::sample::Index>(),
        ) {
            let mut dictionary = Dictionary::default();
            texts.iter().for_each(|text| { dictionary.code_of(text.as_bytes()); });
            let part = Folded::new(&part);
            let found = codes_containing(&dictionary, &part);
            prop_assert_eq!(&found[..2], [false, false]);
            for (code, text) in dictionary.texts() {
                prop_assert_eq!(found[code as usize], part.is_in(text), "{:?} in {:?}", part, text);
            }
            let mut in_two = vec![false; found.len() - 2];
            let cut = cut.index(in_two.len() + 1);
            let (first, second) = in_two.split_at_mut(cut);
            texts_containing(&dictionary, &part, 0..cut, first);
            texts_containing(&dictionary, &part, cut..cut + second.len(), second);
            prop_assert_eq!(&found[2..], in_two);
        }
    }
}
