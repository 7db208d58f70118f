//! What most texts are sent apart by: their beginning, their end and their length.

/// The first and the last eight bytes of a text, and its length: two texts of up to sixteen bytes are equal if these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// The first eight bytes; of a shorter text the first four, or all of them.
    pub first: u64,
    /// The last eight bytes; of a shorter text the last four, or none.
    pub last: u64,
    /// How many bytes the text has.
    pub len: u32,
}

impl Fingerprint {
    /// The fingerprint of a text.
    #[inline(always)]
    pub fn of(value: &[u8]) -> Fingerprint {
        let long = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let short = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        let (first, last) = match (value.first_chunk(), value.last_chunk(), value.first_chunk(), value.last_chunk()) {
            (Some(first), Some(last), _, _) => (long(first), long(last)),
            (_, _, Some(first), Some(last)) => (short(first), short(last)),
            _ => (value.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
        };
        Fingerprint { first, last, len: value.len() as u32 }
    }
}
