//! Looking for a part in all texts of a dictionary at once, without regard to case.

use super::fold::Folded;
use crate::store::rows::bits;
use crate::store::{Dictionary, EMPTY};

/// For every code whether its text contains a part; absent and empty contain nothing.
pub fn codes_containing(dictionary: &Dictionary, part: &Folded) -> Vec<bool> {
    let mut found = vec![false; dictionary.code_count()];
    let (text, ends) = dictionary.joined();
    let codes = &mut found[EMPTY as usize + 1..];
    if part.as_str().is_empty() {
        codes.fill(true);
        return found;
    }
    // Only texts of ASCII letters have as many bytes in lower case as before; the others are looked at one by one.
    let is_ascii = if part.as_str().is_ascii() {
        let (mut index, mut rest) = (0, 0);
        each_match(text.as_bytes(), part.as_str().as_bytes(), |start, end| {
            if start < rest {
                return;
            }
            while ends[index] as usize <= start {
                index += 1;
            }
            // A match that goes over the end of its text is none, but one that begins later may be.
            if end <= ends[index] as usize {
                codes[index] = true;
                rest = ends[index] as usize;
            }
        })
    } else {
        text.is_ascii()
    };
    if !is_ascii {
        for (code, text) in dictionary.texts().filter(|(_, text)| !text.is_ascii()) {
            found[code as usize] = part.is_in(text);
        }
    }
    found
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
    use super::codes_containing;
    use crate::query::fold::Folded;
    use crate::store::Dictionary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_looking_at_every_text(
            texts in prop::collection::vec("[aAbB@`çÇİK ]{0,3}|[ab]{60,70}|[a-cA-C]{1,9}", 0..40),
            part in "[aAbB@`çÇk]{0,3}|[ab]{5}",
        ) {
            let mut dictionary = Dictionary::default();
            texts.iter().for_each(|text| { dictionary.code_of(text.as_bytes()); });
            let part = Folded::new(&part);
            let found = codes_containing(&dictionary, &part);
            prop_assert_eq!(&found[..2], [false, false]);
            for (code, text) in dictionary.texts() {
                prop_assert_eq!(found[code as usize], part.is_in(text), "{:?} in {:?}", part, text);
            }
        }
    }
}
