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

/// The place of a character among those of tokens; `None` if no token has it.
pub fn character_place(character: u8) -> Option<u8> {
    Some(VALUES[usize::from(character)]).filter(|&place| place & NOTHING == 0)
}

/// The two characters of a token from one of the places 0 to 20 on, by their places among those of tokens: twelve bits of
/// one of three words ([`pair_words`]), which begin at this bit of it.
pub const fn pair_bits(place: usize) -> (usize, usize) {
    match place {
        0..=8 => (0, 52 - 6 * place),
        9..=11 => (1, 76 - 6 * place),
        _ => (2, 120 - 6 * place),
    }
}

/// The characters of a token as three words that overlap, so that every two side by side are together in one of them; a
/// fourth one is zero, as two bits can tell four words.
#[inline(always)]
pub fn pair_words(token: u128) -> [u64; 4] {
    let last = VALUES[usize::from(LAST_CHARACTERS[token as usize & 3])];
    [(token >> 64) as u64, (token >> 40) as u64, (token as u64 >> 2) << 6 | u64::from(last), 0]
}
