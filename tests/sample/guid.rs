//! Ids of records, users, applications and tenants in their usual text form.

/// A 128-bit id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid(pub u128);

const HEX: &[u8; 16] = b"0123456789abcdef";

impl Guid {
    /// The id written as `text`; characters that are no hexadecimal digit, such as the hyphens, are passed over.
    pub const fn of(text: &str) -> Guid {
        let bytes = text.as_bytes();
        let (mut value, mut at) = (0u128, 0);
        while at < bytes.len() {
            let digit = match bytes[at] {
                digit @ b'0'..=b'9' => digit - b'0',
                letter @ b'a'..=b'f' => letter - b'a' + 10,
                letter @ b'A'..=b'F' => letter - b'A' + 10,
                _ => 16,
            };
            if digit < 16 {
                value = (value << 4) | digit as u128;
            }
            at += 1;
        }
        Guid(value)
    }

    /// Appends the text form, 36 characters.
    pub fn write(self, out: &mut Vec<u8>) {
        for (place, byte) in self.0.to_be_bytes().into_iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                out.push(b'-');
            }
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }

    /// Appends the 22 characters of URL-safe base64 that the logs use for `uniqueTokenIdentifier`; it may begin with `-`.
    pub fn write_base64(self, out: &mut Vec<u8>) {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for step in 0..21 {
            out.push(DIGITS[(self.0 >> (122 - 6 * step)) as usize & 63]);
        }
        out.push(DIGITS[(self.0 << 4) as usize & 63]);
    }
}

impl std::fmt::Display for Guid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = Vec::with_capacity(36);
        self.write(&mut text);
        f.write_str(&String::from_utf8_lossy(&text))
    }
}
