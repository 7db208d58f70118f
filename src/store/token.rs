//! Token identifiers as numbers: 22 characters of base64url are 16 bytes.

/// How many characters the text of a token has.
pub const TOKEN_LEN: usize = 22;

/// The characters of base64url (RFC 4648, section 5) in the order of their bytes, not of their usual values, so that the
/// numbers of tokens are in the order of their texts.
const CHARACTERS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// The characters a text of 16 bytes can end with: four of their six bits are padding, which is zero.
const LAST_CHARACTERS: &[u8; 4] = b"AQgw";

/// Marks the bytes that stand for nothing; no value has these bits.
const NOTHING: u8 = 0xc0;

static VALUES: [u8; 256] = places(CHARACTERS);
static LAST_VALUES: [u8; 256] = places(LAST_CHARACTERS);

/// For every byte its place among the characters.
const fn places(characters: &[u8]) -> [u8; 256] {
    let mut values = [NOTHING; 256];
    let mut place = 0;
    while place < characters.len() {
        values[characters[place] as usize] = place as u8;
        place += 1;
    }
    values
}

/// The number of a token: 22 characters of base64url with zero padding. Any other text is `None`, so that every text can
/// be given back.
pub fn parse_token(text: &[u8]) -> Option<u128> {
    let text: &[u8; TOKEN_LEN] = text.try_into().ok()?;
    let mut all = 0;
    let mut read = |part: &[u8]| {
        part.iter().fold(0, |number, &byte| {
            let value = VALUES[usize::from(byte)];
            all |= value;
            number << 6 | u64::from(value)
        })
    };
    // Ten characters are 60 bits, the most a word can hold.
    let (upper, lower, last_but_one) = (read(&text[..10]), read(&text[10..20]), read(&text[20..21]));
    let last = LAST_VALUES[usize::from(text[21])];
    all |= last;
    let number = u128::from(upper) << 68 | u128::from(lower) << 8 | u128::from(last_but_one << 2 | u64::from(last));
    (all & NOTHING == 0).then_some(number)
}

/// The text of a token.
pub fn write_token(token: u128) -> [u8; TOKEN_LEN] {
    let mut text = [0; TOKEN_LEN];
    let (upper, lower) = ((token >> 68) as u64, (token >> 8) as u64);
    for (place, shift) in (0..10).zip((0..60).step_by(6).rev()) {
        text[place] = CHARACTERS[(upper >> shift) as usize & 63];
        text[place + 10] = CHARACTERS[(lower >> shift) as usize & 63];
    }
    text[20] = CHARACTERS[(token >> 2) as usize & 63];
    text[21] = LAST_CHARACTERS[token as usize & 3];
    text
}

/// The text of a token as a string.
pub fn token_text(token: u128) -> String {
    write_token(token).map(char::from).iter().collect()
}

/// The first character of a token's text.
pub fn first_character(token: u128) -> u8 {
    CHARACTERS[(token >> 122) as usize]
}
