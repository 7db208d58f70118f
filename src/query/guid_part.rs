//! Looking for a part of a GUID's text in GUIDs that are kept as numbers.

use crate::store::{IdColumn, RowSet};

/// How to tell whether a GUID contains a part of its text.
pub enum GuidPart {
    /// No GUID does.
    Nowhere,
    /// At one of few places the bits under the mask must be the value: what contains a hyphen fits few places only.
    Places(Vec<(u128, u128)>),
    /// Digits one after the other. As there is a hyphen between the halves of a GUID, they are in either of them.
    Digits {
        /// Each of them in all 16 places of a half.
        digits: Vec<u64>,
        /// The highest bit of each place of either half they may begin at: not all, as there are hyphens in between.
        starts: [u64; 2],
    },
}

/// A part that contains a hyphen fits no more places than a GUID has hyphens.
const MOST_PLACES: usize = 4;
/// One in every digit of half a GUID.
const ONES: u64 = u64::MAX / 15;
/// The lower three bits of every digit.
const SEVENS: u64 = ONES * 7;

impl GuidPart {
    /// A part that may stand anywhere.
    pub fn anywhere(part: &str) -> GuidPart {
        if part.is_empty() {
            return GuidPart::at_start(part);
        }
        let places: Vec<_> =
            (0..=36usize.saturating_sub(part.len())).filter_map(|place| at_place(part.as_bytes(), place)).collect();
        if places.len() <= MOST_PLACES {
            return GuidPart::at_places(places);
        }
        let starts = places.iter().fold(0, |starts, (mask, _)| starts | highest_bit(*mask));
        let digits = part.bytes().map(|byte| ONES * u64::from(hex_digit(byte))).collect();
        GuidPart::Digits { digits, starts: halves(starts) }
    }

    /// A part that stands at the beginning.
    pub fn at_start(part: &str) -> GuidPart {
        GuidPart::at_places(at_place(part.as_bytes(), 0).into_iter().collect())
    }

    fn at_places(places: Vec<(u128, u128)>) -> GuidPart {
        if places.is_empty() { GuidPart::Nowhere } else { GuidPart::Places(places) }
    }

    /// Whether a GUID contains it.
    pub fn is_in(&self, guid: u128) -> bool {
        match self {
            GuidPart::Nowhere => false,
            GuidPart::Places(places) => places.iter().any(|&(mask, value)| guid & mask == value),
            GuidPart::Digits { digits, starts } => has_digits(guid, digits, *starts),
        }
    }

    /// Those of the given rows whose GUID contains it.
    pub fn rows(&self, column: &IdColumn, within: &RowSet) -> RowSet {
        match self {
            GuidPart::Nowhere => RowSet::none(within.len()),
            GuidPart::Places(places) => match places.as_slice() {
                &[one] => column.guids_among(within, |&guid| is_at(guid, one)),
                &[one, other] => column.guids_among(within, |&guid| is_at(guid, one) | is_at(guid, other)),
                places => column.guids_among(within, |&guid| places.iter().any(|&place| is_at(guid, place))),
            },
            // So many digits are looked for without a branch between them; few GUIDs have the first four of more.
            GuidPart::Digits { digits, starts } => match digits.as_slice() {
                &[one] => column.guids_among(within, |&guid| has_digits(guid, &[one], *starts)),
                &[one, two] => column.guids_among(within, |&guid| has_digits(guid, &[one, two], *starts)),
                &[one, two, three] => column.guids_among(within, |&guid| has_digits(guid, &[one, two, three], *starts)),
                &[one, two, three, four, ..] => column.guids_among(within, |&guid| {
                    has_digits(guid, &[one, two, three, four], *starts) && has_digits(guid, digits, *starts)
                }),
                [] => RowSet::none(within.len()),
            },
        }
    }
}

fn is_at(guid: u128, (mask, value): (u128, u128)) -> bool {
    guid & mask == value
}

/// The upper and the lower half of a GUID.
fn halves(guid: u128) -> [u64; 2] {
    [(guid >> 64) as u64, guid as u64]
}

/// Whether one of the halves has digits one after the other, the first of them at one of the places of `starts`: there the
/// half is the same as the first digit, moved by one digit the same as the second, and so on.
#[inline(always)]
fn has_digits(guid: u128, digits: &[u64], starts: [u64; 2]) -> bool {
    let places = |half: u64| {
        let moved = digits.iter().zip((0..).step_by(4));
        zero_digits(moved.fold(0, |differences, (digit, shift)| differences | half << shift ^ digit))
    };
    let [upper, lower] = halves(guid).map(places);
    (upper & starts[0]) | (lower & starts[1]) != 0
}

/// The highest bit of every digit that is zero.
fn zero_digits(number: u64) -> u64 {
    !(((number & SEVENS) + SEVENS) | number | SEVENS)
}

/// The value of a lower-case hexadecimal digit.
fn hex_digit(byte: u8) -> u8 {
    if byte.is_ascii_digit() { byte - b'0' } else { byte.wrapping_sub(b'a').wrapping_add(10) }
}

fn highest_bit(mask: u128) -> u128 {
    1 << (u128::BITS - 1 - mask.leading_zeros())
}

/// The bits of a GUID that `part` fixes when its text stands at `place` of the 36 characters, as mask and value.
fn at_place(part: &[u8], place: usize) -> Option<(u128, u128)> {
    let (mut mask, mut value) = (0u128, 0u128);
    for (at, &byte) in (place..).zip(part) {
        let is_hyphen_place = matches!(at, 8 | 13 | 18 | 23);
        let digit = match byte {
            b'-' if is_hyphen_place => continue,
            b'0'..=b'9' | b'a'..=b'f' if !is_hyphen_place => hex_digit(byte),
            _ => return None,
        };
        let hyphens_before = [8, 13, 18, 23].iter().filter(|&&hyphen| hyphen < at).count();
        let shift = 4 * 31usize.checked_sub(at - hyphens_before)?;
        mask |= 0xf << shift;
        value |= u128::from(digit) << shift;
    }
    (part.len() + place <= 36).then_some((mask, value))
}

#[cfg(test)]
mod tests {
    use super::GuidPart;
    use crate::store::id::write_guid;
    use crate::store::{IdColumn, RowSet};
    use proptest::prelude::*;

    fn check(guid: u128, part: &str) {
        let text = write_guid(guid);
        assert_eq!(GuidPart::anywhere(part).is_in(guid), text.contains(part), "{part} in {text}");
        assert_eq!(GuidPart::at_start(part).is_in(guid), text.starts_with(part), "{part} begins {text}");
    }

    proptest! {
        #[test]
        fn agrees_with_the_text(guid in any::<u128>(), part in "[0-9a-f]{0,4}|[0-9a-f]{0,3}-[0-9a-f]{0,3}|[0-g-]{0,40}") {
            check(guid, &part);
        }

        #[test]
        fn finds_every_part_of_the_text(guid in prop_oneof![any::<u128>(), any::<u64>().prop_map(u128::from)], from in 0usize..36, len in 0usize..37) {
            let text = write_guid(guid);
            check(guid, &text[from..(from + len).min(36)]);
        }

        #[test]
        fn finds_the_rows_of_a_column(guids in prop::collection::vec(any::<u128>(), 1..200), of in any::<prop::sample::Index>(), from in 0usize..36, len in 0usize..9, digits in "[0-9a-f]{1,4}") {
            let texts: Vec<String> = guids.iter().map(|&guid| write_guid(guid)).collect();
            let mut column = IdColumn::default();
            texts.iter().for_each(|text| column.push(text.as_bytes()));
            for part in [&of.get(&texts)[from..(from + len).min(36)], &digits] {
                prop_assert_eq!(GuidPart::anywhere(part).rows(&column, &RowSet::all(column.len())), RowSet::passing(&texts, |text| text.contains(part)), "{}", part);
            }
        }
    }
}
