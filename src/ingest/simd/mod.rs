//! Searches and comparisons of bytes, sixteen or sixty-four at a step, without the cost of a call a cell or a string.

mod block64;
mod u8x16;

pub use block64::{BLOCK, Block, Strings};
use u8x16::Lanes;

/// The place of the first byte, from `from` on, for which `question` sets a high bit; the length if there is none.
#[inline(always)]
fn first(bytes: &[u8], from: usize, question: impl Fn(Lanes) -> Lanes) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let found = question(Lanes::load(chunk)).mask();
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += 16;
    }
    first_of_rest(bytes, at, question)
}

/// The same for the last bytes, of which there are fewer than sixteen.
fn first_of_rest(bytes: &[u8], at: usize, question: impl Fn(Lanes) -> Lanes) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let mut filled = [0; 16];
    filled[..rest.len()].copy_from_slice(rest);
    let found = question(Lanes::load(&filled)).mask() & !(u32::MAX << rest.len());
    if found == 0 { bytes.len() } else { at + found.trailing_zeros() as usize }
}

/// The next byte that ends or interrupts the body of a JSON string: a quote, a backslash or a control character.
#[inline]
pub fn string_stop(bytes: &[u8], from: usize) -> usize {
    first(bytes, from, |lanes| lanes.equal(b'"').or(lanes.equal(b'\\')).or(lanes.below(0x20)))
}

/// The next byte that is `byte`.
#[inline]
pub fn find(bytes: &[u8], from: usize, byte: u8) -> usize {
    first(bytes, from, |lanes| lanes.equal(byte))
}

/// The next byte that is `one` or `other`.
#[inline]
pub fn find_either(bytes: &[u8], from: usize, one: u8, other: u8) -> usize {
    first(bytes, from, |lanes| lanes.equal(one).or(lanes.equal(other)))
}

/// What bytes are as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// Nothing but ASCII.
    Ascii,
    /// UTF-8 beyond ASCII.
    Utf8,
    /// No UTF-8.
    Other,
}

/// What the bytes are as text. Only those that are not ASCII, a few in most files, are looked at more closely.
pub fn text(bytes: &[u8]) -> Text {
    let mut at = beyond_ascii(bytes, 0);
    if at >= bytes.len() {
        return Text::Ascii;
    }
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| !byte.is_ascii()).count();
        if str::from_utf8(&bytes[at..at + run]).is_err() {
            return Text::Other;
        }
        at = beyond_ascii(bytes, at + run);
    }
    Text::Utf8
}

/// The next byte that is not ASCII.
#[inline]
fn beyond_ascii(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while Block::at(bytes, at).is_some_and(|block| block.is_ascii()) {
        at += BLOCK;
    }
    first(bytes, at, |lanes| lanes)
}

/// Whether the first bytes are these. In WebAssembly the comparison of slices goes byte by byte; this one does not.
#[inline]
pub fn starts_with(bytes: &[u8], start: &[u8]) -> bool {
    bytes.len() >= start.len() && are_equal(&bytes[..start.len()], start)
}

/// Whether two slices of one length are equal. The last step overlaps the one before it.
#[inline(always)]
fn are_equal(one: &[u8], other: &[u8]) -> bool {
    let (Some(one_last), Some(other_last)) = (one.last_chunk::<16>(), other.last_chunk::<16>()) else {
        return are_short_equal(one, other);
    };
    let (one, _) = one.as_chunks::<16>();
    let (other, _) = other.as_chunks::<16>();
    let differ = |one: &[u8; 16], other: &[u8; 16]| Lanes::load(one).xor(Lanes::load(other)).equal(0).mask() != 0xffff;
    !one.iter().zip(other).any(|(one, other)| differ(one, other)) && !differ(one_last, other_last)
}

/// The same for fewer than sixteen bytes.
#[inline(always)]
fn are_short_equal(one: &[u8], other: &[u8]) -> bool {
    if let (Some(a), Some(b), Some(c), Some(d)) =
        (one.first_chunk::<8>(), other.first_chunk::<8>(), one.last_chunk::<8>(), other.last_chunk::<8>())
    {
        return (u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b)) | (u64::from_le_bytes(*c) ^ u64::from_le_bytes(*d))
            == 0;
    }
    if let (Some(a), Some(b), Some(c), Some(d)) =
        (one.first_chunk::<4>(), other.first_chunk::<4>(), one.last_chunk::<4>(), other.last_chunk::<4>())
    {
        return (u32::from_le_bytes(*a) ^ u32::from_le_bytes(*b)) | (u32::from_le_bytes(*c) ^ u32::from_le_bytes(*d))
            == 0;
    }
    one.iter().zip(other).all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_agree_with_a_byte_loop() {
        let mut seed = 7u64;
        for len in 0..200 {
            let bytes: Vec<u8> = (0..len)
                .map(|_| {
                    seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    [b'a', 0x7f, 0x80, 0xff, b'z', 0x1f, b'"', b'\\', b' ', 0, b'!', b'#'][(seed >> 40) as usize % 12]
                })
                .collect();
            for from in 0..=len {
                let slow = |is: &dyn Fn(u8) -> bool| (from..len).find(|&at| is(bytes[at])).unwrap_or(len);
                assert_eq!(string_stop(&bytes, from), slow(&|byte| byte == b'"' || byte == b'\\' || byte < 0x20));
                assert_eq!(find_either(&bytes, from, b'#', 0), slow(&|byte| byte == b'#' || byte == 0));
                assert_eq!(find(&bytes, from, b'#'), slow(&|byte| byte == b'#'));
                assert_eq!(beyond_ascii(&bytes, from), slow(&|byte| !byte.is_ascii()));
            }
        }
    }

    #[test]
    fn text_is_told_from_what_is_none() {
        let whole = "Zoë in Łódź, 東京 and 🜁; Владивосток".repeat(5).into_bytes();
        for place in 0..whole.len() {
            for byte in [b'a', 0x80, 0xbf, 0xc3, 0xe2, 0xf0, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] = byte;
                for part in [&bytes[..], &bytes[place..], &bytes[..=place]] {
                    assert_eq!(text(part) != Text::Other, str::from_utf8(part).is_ok(), "{part:?}");
                    assert_eq!(text(part) == Text::Ascii, part.is_ascii(), "{part:?}");
                }
            }
        }
    }

    #[test]
    fn a_single_difference_is_noticed_wherever_it_is() {
        for len in 0..80 {
            let bytes: Vec<u8> = (0..100).map(|place| (place * 37 % 251) as u8).collect();
            let start = bytes[..len].to_vec();
            assert!(starts_with(&bytes, &start));
            assert!(starts_with(&start, &start));
            assert!(len == 0 || !starts_with(&start[..len - 1], &start));
            for place in 0..len {
                let mut other = start.clone();
                other[place] ^= 0x40;
                assert!(!starts_with(&bytes, &other), "{len} {place}");
            }
        }
    }
}
