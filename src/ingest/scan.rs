//! Byte searches over short distances, eight bytes at a step, without the cost of a call a cell or a string.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Marks (with the high bit) the bytes of `word` that are `byte`; marks above the lowest one may be wrong.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let difference = word ^ (ONES * byte as u64);
    difference.wrapping_sub(ONES) & !difference & HIGHS
}

/// Marks the bytes of `word` below 0x20; marks above the lowest one may be wrong.
#[inline]
fn control(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

/// The place of the first byte, from `from` on, for which `marks` sets a high bit; the length if there is none.
#[inline]
fn first(bytes: &[u8], from: usize, marks: impl Fn(u64) -> u64) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = marks(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while at < bytes.len() {
        if marks(u64::from(bytes[at]) | (HIGHS & !0xff)) & 0x80 != 0 {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The next byte that ends or interrupts the body of a JSON string: a quote, a backslash or a control character.
#[inline]
pub fn string_stop(bytes: &[u8], from: usize) -> usize {
    first(bytes, from, |word| equal(word, b'"') | equal(word, b'\\') | control(word))
}

/// The next byte that is `byte`.
#[inline]
pub fn find(bytes: &[u8], from: usize, byte: u8) -> usize {
    first(bytes, from, |word| equal(word, byte))
}

/// The next byte that is `one` or `other`.
#[inline]
pub fn find_either(bytes: &[u8], from: usize, one: u8, other: u8) -> usize {
    first(bytes, from, |word| equal(word, one) | equal(word, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_searches_agree_with_a_byte_loop() {
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
            }
        }
    }
}
