//! Sixty-four bytes at a time as bit masks: the bit of the first byte is the lowest.

use super::u8x16::Lanes;

/// How many bytes a block has.
pub const BLOCK: usize = 64;

/// Sixty-four bytes to ask questions about.
#[derive(Clone, Copy, Debug)]
pub struct Block([Lanes; 4]);

impl Block {
    /// The block that begins at `at`; `None` if fewer bytes are left.
    #[inline(always)]
    pub fn at(bytes: &[u8], at: usize) -> Option<Block> {
        Some(Block::of(bytes.get(at..)?.first_chunk()?))
    }

    /// The block that begins at `at`, filled up with zeros where the bytes end before it does.
    #[inline(always)]
    pub fn at_or_rest(bytes: &[u8], at: usize) -> Block {
        Block::at(bytes, at).unwrap_or_else(|| {
            let mut filled = [0; BLOCK];
            let rest = bytes.get(at..).unwrap_or(&[]);
            filled[..rest.len()].copy_from_slice(rest);
            Block::of(&filled)
        })
    }

    /// Which bytes from `at` on are this one, in a block or what is left; none beyond the end.
    #[inline(always)]
    pub fn equal_from(bytes: &[u8], at: usize, byte: u8) -> u64 {
        if let Some(block) = Block::at(bytes, at) {
            return block.equal(byte);
        }
        let left = bytes.len().saturating_sub(at);
        match bytes.last_chunk() {
            // The last whole block, without its bytes before `at`.
            Some(last) if left > 0 => Block::of(last).equal(byte) >> (BLOCK - left),
            _ => Block::at_or_rest(bytes, at).equal(byte) & !(u64::MAX << left),
        }
    }

    #[inline(always)]
    fn of(bytes: &[u8; BLOCK]) -> Block {
        let (lanes, _) = bytes.as_chunks::<16>();
        Block([Lanes::load(&lanes[0]), Lanes::load(&lanes[1]), Lanes::load(&lanes[2]), Lanes::load(&lanes[3])])
    }

    /// Whether no byte has its highest bit set.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        let [a, b, c, d] = self.0;
        a.or(b).or(c.or(d)).mask() == 0
    }

    /// Which bytes are this one.
    #[inline(always)]
    pub fn equal(&self, byte: u8) -> u64 {
        self.mask(|lanes| lanes.equal(byte))
    }

    /// Which bytes are brackets, square or curly: they differ by the bit 0x20.
    #[inline(always)]
    fn brackets(&self) -> u64 {
        self.mask(|lanes| {
            let curly = lanes.with_bits(0x20);
            curly.equal(b'{').or(curly.equal(b'}'))
        })
    }

    #[inline(always)]
    fn mask(&self, question: impl Fn(Lanes) -> Lanes) -> u64 {
        let [a, b, c, d] = self.0.map(|lanes| u64::from(question(lanes).mask()));
        a | b << 16 | c << 32 | d << 48
    }
}

/// What one block of JSON tells the next one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strings {
    /// All bits set if the next byte is inside a string.
    inside: u64,
    /// 1 if the next byte follows the backslash of an escape.
    escaped: u64,
}

impl Strings {
    /// Which bytes are brackets outside of strings.
    #[inline(always)]
    pub fn brackets(&mut self, block: &Block) -> u64 {
        let before = *self;
        let backslashes = block.equal(b'\\');
        let escaped = self.escaped(backslashes);
        let quotes = block.equal(b'"');
        let inside = parity(quotes & !escaped) ^ self.inside;
        if backslashes & !escaped & !inside != 0 {
            let (after, outside) = before.one_by_one(quotes, backslashes);
            *self = after;
            return block.brackets() & outside;
        }
        // An arithmetic shift spreads the state of the last byte over the next block.
        self.inside = ((inside as i64) >> 63) as u64;
        block.brackets() & !inside
    }

    /// The state after a damaged block, with a backslash outside of strings, where it escapes nothing; and which bytes
    /// are outside. All goes by value, so that the loops over sound blocks keep theirs in registers.
    #[cold]
    fn one_by_one(mut self, quotes: u64, backslashes: u64) -> (Strings, u64) {
        let mut outside = 0;
        for bit in (0..BLOCK).map(|place| 1u64 << place) {
            if std::mem::take(&mut self.escaped) != 0 {
                continue;
            }
            match self.inside {
                0 if quotes & bit != 0 => self.inside = u64::MAX,
                0 => outside |= bit,
                _ if quotes & bit != 0 => self.inside = 0,
                _ => self.escaped = u64::from(backslashes & bit != 0),
            }
        }
        (self, outside)
    }

    /// Whether the next byte is inside a string.
    pub fn is_inside(&self) -> bool {
        self.inside != 0
    }

    /// Whether the next byte follows the backslash of an escape.
    pub fn is_escaped(&self) -> bool {
        self.escaped != 0
    }

    /// Which bytes follow a backslash that is not itself escaped.
    #[inline(always)]
    fn escaped(&mut self, backslashes: u64) -> u64 {
        if backslashes == 0 {
            return std::mem::take(&mut self.escaped);
        }
        let mut escaped = self.escaped;
        let mut rest = backslashes & !escaped;
        self.escaped = 0;
        while rest != 0 {
            let backslash = rest & rest.wrapping_neg();
            self.escaped = backslash >> 63;
            escaped |= backslash << 1;
            rest &= !(backslash | backslash << 1);
        }
        escaped
    }
}

/// For every bit whether the number of bits set up to and with it is odd.
#[inline(always)]
fn parity(bits: u64) -> u64 {
    [1, 2, 4, 8, 16, 32].into_iter().fold(bits, |parity, distance| parity ^ parity << distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The brackets outside of strings, a byte at a time.
    fn slow(bytes: &[u8]) -> Vec<usize> {
        let (mut found, mut is_text, mut is_escaped) = (Vec::new(), false, false);
        for (place, &byte) in bytes.iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_text => is_escaped = true,
                b'"' => is_text = !is_text,
                b'{' | b'[' | b'}' | b']' if !is_text => found.push(place),
                _ => {}
            }
        }
        found
    }

    #[test]
    fn brackets_outside_of_strings_agree_with_a_byte_loop() {
        let mut seed = 11u64;
        for round in 0..2000 {
            let bytes: Vec<u8> = (0..BLOCK * 4)
                .map(|_| {
                    seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    b"\\\\\"{}[]aa;\x5c\x0b\xfb"[(seed >> 40) as usize % if round % 2 == 0 { 13 } else { 3 }]
                })
                .collect();
            let mut strings = Strings::default();
            let mut found = Vec::new();
            for at in (0..bytes.len()).step_by(BLOCK) {
                let brackets = strings.brackets(&Block::at_or_rest(&bytes, at));
                found.extend((0..BLOCK).filter(|&place| brackets >> place & 1 == 1).map(|place| at + place));
            }
            assert_eq!(found, slow(&bytes));
        }
    }

    #[test]
    fn a_block_at_the_end_is_filled_with_zeros() {
        let bytes = [b'x'; 70];
        assert_eq!(Block::at_or_rest(&bytes, 64).equal(b'x'), 0b11_1111);
        assert_eq!(Block::at_or_rest(&bytes, 64).equal(0), !0b11_1111);
        assert_eq!(Block::equal_from(&bytes, 64, b'x'), 0b11_1111);
        assert_eq!(Block::equal_from(&bytes[..50], 47, b'x'), 0b111);
        assert_eq!(Block::equal_from(&bytes[..50], 47, 0), 0);
        assert_eq!(Block::equal_from(&bytes, 70, b'x'), 0);
        assert!(Block::at(&bytes, 7).is_none());
        assert_eq!(Block::at(&bytes, 6).map(|block| block.equal(b'x')), Some(!0));
    }
}
