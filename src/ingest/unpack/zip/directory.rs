//! The table of contents at the end of an archive. All it says was known before; it only shows that the archive is whole.

use super::super::input::Input;
use super::header::{u16_at, u32_at, u64_at};

/// The table, one entry at a time.
#[derive(Clone, Debug)]
pub struct Directory;

impl Directory {
    /// Whether an entry of the table begins with these bytes.
    pub fn begins_with(signature: &[u8; 4]) -> bool {
        matches!(
            signature,
            b"PK\x01\x02" | b"PK\x05\x05" | b"PK\x05\x06" | b"PK\x06\x06" | b"PK\x06\x07" | b"PK\x06\x08"
        )
    }

    /// Passes over the entries that are there. When nothing more can come: whether the table is whole.
    pub fn advance(&self, input: &mut Input) -> Option<bool> {
        loop {
            let rest = input.rest();
            let len = match rest.first_chunk::<4>() {
                Some(b"PK\x05\x06") if rest.len() >= 22 => return Some(true),
                Some(b"PK\x01\x02") => 46 + [28, 30, 32].iter().map(|&at| usize::from(u16_at(rest, at))).sum::<usize>(),
                Some(b"PK\x05\x05") => 6 + usize::from(u16_at(rest, 4)),
                Some(b"PK\x06\x06") => usize::try_from(u64_at(rest, 4)).unwrap_or(usize::MAX).saturating_add(12),
                Some(b"PK\x06\x07") => 20,
                Some(b"PK\x06\x08") => 8 + u32_at(rest, 4) as usize,
                Some(b"PK\x05\x06") | None => usize::MAX,
                Some(_) => return Some(false),
            };
            // The lengths lie in the first 46 bytes of an entry.
            if rest.len() < len.clamp(8, 46) || rest.len() < len {
                return input.is_all().then_some(false);
            }
            input.skip(len);
        }
    }
}
