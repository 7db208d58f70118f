//! Looking for a part of a GUID's text in GUIDs that are kept as numbers.

use crate::store::{IdColumn, RowSet};

/// How to tell whether a GUID contains a part of its text.
pub enum GuidPart {
    /// No GUID does.
    Nowhere,
    /// At one of few places the bits under the mask must be the value: what contains a hyphen fits few places only.
    Places(Vec<(u128, u128)>),
    /// Digits one after the other.
    Digits {
        /// Each of them in all 32 places.
        digits: Vec<u128>,
        /// The highest bit of each place they may begin at: not all, as there are hyphens between some digits.
        starts: u128,
        /// If there are at least three of them.
        beginning: Option<Beginning>,
    },
}

/// Bytes that a GUID with some digits has: as many as the digits fill whole, up to two, where the first digit is the upper
/// one of a byte, and where it is the lower one. Each of them in all eight places. Few GUIDs have either.
#[derive(Clone, Copy)]
pub struct Beginning([[u64; 2]; 2]);

/// A part that contains a hyphen fits no more places than a GUID has hyphens.
const MOST_PLACES: usize = 4;
/// One in every digit of a GUID.
const ONES: u128 = u128::MAX / 15;
/// The lower three bits of every digit.
const SEVENS: u128 = ONES * 7;

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
        let digits: Vec<u8> = part.bytes().map(hex_digit).collect();
        GuidPart::Digits {
            digits: digits.iter().map(|&digit| ONES * u128::from(digit)).collect(),
            starts: places.iter().fold(0, |starts, (mask, _)| starts | highest_bit(*mask)),
            beginning: Beginning::of(&digits),
        }
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
            GuidPart::Digits { digits, starts, .. } => has_digits(guid, digits, *starts),
        }
    }

    /// The rows of a column whose GUID contains it.
    pub fn rows(&self, column: &IdColumn) -> RowSet {
        match self {
            GuidPart::Nowhere => RowSet::none(column.len()),
            GuidPart::Places(places) => match places.as_slice() {
                &[(mask, value)] => column.select_guids(|&guid| guid & mask == value),
                places => {
                    // All places are looked at for each GUID: memory is slower than comparing.
                    let mut all = [places[0]; MOST_PLACES];
                    all.iter_mut().zip(places).for_each(|(one, place)| *one = *place);
                    column.select_guids(|&guid| {
                        all.iter().fold(false, |any, (mask, value)| any | (guid & mask == *value))
                    })
                }
            },
            GuidPart::Digits { digits, starts, beginning: None } => {
                column.select_guids(|&guid| has_digits(guid, digits, *starts))
            }
            GuidPart::Digits { digits, starts, beginning: Some(beginning) } => {
                column.select_guids(|&guid| beginning.may_be_in(guid) && has_digits(guid, digits, *starts))
            }
        }
    }
}

impl Beginning {
    /// That of at least three digits.
    fn of(digits: &[u8]) -> Option<Beginning> {
        let byte = |at: usize| Some(EACH_BYTE * u64::from(digits.get(at)? << 4 | digits.get(at + 1)?));
        let two = |at: usize| byte(at).map(|first| [first, byte(at + 2).unwrap_or(first)]);
        Some(Beginning([two(0)?, two(1)?]))
    }

    /// Whether a GUID has these bytes, in any places.
    #[inline(always)]
    fn may_be_in(self, guid: u128) -> bool {
        let Beginning([upper, lower]) = self;
        let (high, low) = ((guid >> 64) as u64, guid as u64);
        let has = |byte: u64| (has_zero_byte(high ^ byte) | has_zero_byte(low ^ byte)) & (EACH_BYTE << 7) != 0;
        (has(upper[0]) & has(upper[1])) | (has(lower[0]) & has(lower[1]))
    }
}

/// One in every byte.
const EACH_BYTE: u64 = u64::MAX / 255;

/// Whether a byte is zero: then, and only then, the highest bit of some byte is set.
#[inline(always)]
fn has_zero_byte(number: u64) -> u64 {
    number.wrapping_sub(EACH_BYTE) & !number
}

/// Whether a number has the digits one after the other, the first of them at one of the places of `starts`.
fn has_digits(number: u128, digits: &[u128], starts: u128) -> bool {
    let mut begin = starts;
    for (digit, shift) in digits.iter().zip((0..).step_by(4)) {
        begin &= zero_digits(number ^ digit) << shift;
        if begin == 0 {
            return false;
        }
    }
    true
}

/// The highest bit of every digit that is zero.
fn zero_digits(number: u128) -> u128 {
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
                prop_assert_eq!(GuidPart::anywhere(part).rows(&column), RowSet::passing(&texts, |text| text.contains(part)), "{}", part);
            }
        }
    }
}
