//! Code page 437 of the first PCs, in which the names in a ZIP archive are unless it says that they are UTF-8
//! ("APPNOTE.TXT – .ZIP File Format Specification", appendix D; the characters as Unicode's mapping table has them).

/// The characters from byte 128 on.
const UPPER: [&str; 8] = [
    "ÇüéâäàåçêëèïîìÄÅ",
    "ÉæÆôöòûùÿÖÜ¢£¥₧ƒ",
    "áíóúñÑªº¿⌐¬½¼¡«»",
    "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧",
    "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    "αßΓπΣσµτΦΘΩδ∞φε∩",
    "≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
];

/// The character that a byte stands for.
pub fn character(byte: u8) -> char {
    let Some(upper) = byte.checked_sub(128).map(usize::from) else { return byte.into() };
    UPPER[upper / 16].chars().nth(upper % 16).unwrap_or(char::REPLACEMENT_CHARACTER)
}
