//! The text of a JSON string, its escapes decoded.

/// The body of a string, without its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The bytes as they stand in the record.
    pub raw: &'a [u8],
    /// Whether they hold escapes.
    pub is_escaped: bool,
}

impl<'a> Text<'a> {
    /// The text itself; `scratch` holds it if escapes had to be decoded.
    #[inline]
    pub fn decode<'b>(&self, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        'a: 'b,
    {
        if !self.is_escaped {
            return self.raw;
        }
        scratch.clear();
        unescape(self.raw, scratch);
        scratch
    }
}

/// Decodes escapes that [`Cursor::string`] has found valid.
fn unescape(raw: &[u8], into: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(stop) = memchr::memchr(b'\\', rest) {
        into.extend_from_slice(&rest[..stop]);
        let (byte, mut used) = match rest.get(stop + 1).copied() {
            Some(b'b') => (8, 2),
            Some(b'f') => (12, 2),
            Some(b'n') => (b'\n', 2),
            Some(b'r') => (b'\r', 2),
            Some(b't') => (b'\t', 2),
            Some(byte) => (byte, 2),
            None => return,
        };
        if byte == b'u' {
            let (character, len) = unicode_escape(&rest[stop..]);
            into.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            used = len;
        } else {
            into.push(byte);
        }
        rest = rest.get(stop + used..).unwrap_or(&[]);
    }
    into.extend_from_slice(rest);
}

/// The character of an escape that begins with `\u`, and how many bytes it takes; a pair of surrogates is one.
fn unicode_escape(escape: &[u8]) -> (char, usize) {
    let unit = |from: usize| escape.get(from..from + 4).and_then(hex_unit);
    let first = unit(2).unwrap_or(0xfffd);
    match (first, unit(8)) {
        (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
    }
}

/// The number that four hexadecimal digits stand for.
pub fn hex_unit(digits: &[u8]) -> Option<u32> {
    if digits.len() != 4 {
        return None;
    }
    digits.iter().try_fold(0, |unit, &digit| Some(unit << 4 | char::from(digit).to_digit(16)?))
}
