//! Sixteen bytes at a time, with the vector instructions of the machine: the only place that knows which one it is.

#[cfg(target_arch = "wasm32")]
pub use wasm::Lanes;

#[cfg(target_arch = "x86_64")]
pub use sse2::Lanes;

#[cfg(not(any(target_arch = "wasm32", target_arch = "x86_64")))]
pub use plain::Lanes;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128, v128_or, v128_xor};

    /// Sixteen bytes, or sixteen answers.
    #[derive(Clone, Copy, Debug)]
    pub struct Lanes(v128);

    impl Lanes {
        /// The bytes themselves. The compiler makes one load of the two halves.
        #[inline(always)]
        pub fn load(bytes: &[u8; 16]) -> Lanes {
            let value = u128::from_le_bytes(*bytes);
            Lanes(u64x2(value as u64, (value >> 64) as u64))
        }

        /// Where a byte is this one.
        #[inline(always)]
        pub fn equal(self, byte: u8) -> Lanes {
            Lanes(u8x16_eq(self.0, u8x16_splat(byte)))
        }

        /// Where a byte is less than this one.
        #[inline(always)]
        pub fn below(self, byte: u8) -> Lanes {
            Lanes(u8x16_lt(self.0, u8x16_splat(byte)))
        }

        /// Every byte with these bits set too.
        #[inline(always)]
        pub fn with_bits(self, bits: u8) -> Lanes {
            Lanes(v128_or(self.0, u8x16_splat(bits)))
        }

        /// Where either is set.
        #[inline(always)]
        pub fn or(self, other: Lanes) -> Lanes {
            Lanes(v128_or(self.0, other.0))
        }

        /// The bits in which the two differ.
        #[inline(always)]
        pub fn xor(self, other: Lanes) -> Lanes {
            Lanes(v128_xor(self.0, other.0))
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        pub fn mask(self) -> u32 {
            u32::from(u8x16_bitmask(self.0))
        }
    }
}

#[cfg(target_arch = "x86_64")]
// Vector instructions are unsafe to call because a processor may lack them. SSE2 is part of x86-64, so none does.
#[allow(unsafe_code)]
mod sse2 {
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x, _mm_set1_epi8,
        _mm_xor_si128,
    };

    /// Sixteen bytes, or sixteen answers.
    #[derive(Clone, Copy, Debug)]
    pub struct Lanes(__m128i);

    impl Lanes {
        /// The bytes themselves. The compiler makes one load of the two halves.
        #[inline(always)]
        pub fn load(bytes: &[u8; 16]) -> Lanes {
            let value = u128::from_le_bytes(*bytes);
            Lanes(unsafe { _mm_set_epi64x((value >> 64) as i64, value as i64) })
        }

        /// Where a byte is this one.
        #[inline(always)]
        pub fn equal(self, byte: u8) -> Lanes {
            Lanes(unsafe { _mm_cmpeq_epi8(self.0, _mm_set1_epi8(byte as i8)) })
        }

        /// Where a byte is less than this one, which must not be 0.
        #[inline(always)]
        pub fn below(self, byte: u8) -> Lanes {
            Lanes(unsafe { _mm_cmpeq_epi8(_mm_min_epu8(self.0, _mm_set1_epi8((byte - 1) as i8)), self.0) })
        }

        /// Every byte with these bits set too.
        #[inline(always)]
        pub fn with_bits(self, bits: u8) -> Lanes {
            Lanes(unsafe { _mm_or_si128(self.0, _mm_set1_epi8(bits as i8)) })
        }

        /// Where either is set.
        #[inline(always)]
        pub fn or(self, other: Lanes) -> Lanes {
            Lanes(unsafe { _mm_or_si128(self.0, other.0) })
        }

        /// The bits in which the two differ.
        #[inline(always)]
        pub fn xor(self, other: Lanes) -> Lanes {
            Lanes(unsafe { _mm_xor_si128(self.0, other.0) })
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        pub fn mask(self) -> u32 {
            unsafe { _mm_movemask_epi8(self.0) as u32 }
        }
    }
}

#[cfg(any(test, not(any(target_arch = "wasm32", target_arch = "x86_64"))))]
mod plain {
    /// Sixteen bytes, or sixteen answers.
    #[derive(Clone, Copy, Debug)]
    pub struct Lanes([u8; 16]);

    impl Lanes {
        /// The bytes themselves.
        #[inline(always)]
        pub fn load(bytes: &[u8; 16]) -> Lanes {
            Lanes(*bytes)
        }

        /// Where a byte is this one.
        #[inline(always)]
        pub fn equal(self, byte: u8) -> Lanes {
            Lanes(self.0.map(|lane| if lane == byte { 0xff } else { 0 }))
        }

        /// Where a byte is less than this one, which must not be 0.
        #[inline(always)]
        pub fn below(self, byte: u8) -> Lanes {
            Lanes(self.0.map(|lane| if lane < byte { 0xff } else { 0 }))
        }

        /// Every byte with these bits set too.
        #[inline(always)]
        pub fn with_bits(self, bits: u8) -> Lanes {
            Lanes(self.0.map(|lane| lane | bits))
        }

        /// Where either is set.
        #[inline(always)]
        pub fn or(self, other: Lanes) -> Lanes {
            Lanes(std::array::from_fn(|place| self.0[place] | other.0[place]))
        }

        /// The bits in which the two differ.
        #[inline(always)]
        pub fn xor(self, other: Lanes) -> Lanes {
            Lanes(std::array::from_fn(|place| self.0[place] ^ other.0[place]))
        }

        /// The highest bit of each byte, that of the first byte lowest.
        #[inline(always)]
        pub fn mask(self) -> u32 {
            (0..16).map(|place| u32::from(self.0[place] >> 7) << place).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lanes, plain};

    #[test]
    fn the_machine_agrees_with_the_plain_twin() {
        for start in 0..=255u8 {
            let bytes: [u8; 16] = std::array::from_fn(|place| start.wrapping_mul(7).wrapping_add(place as u8 * 11));
            let (fast, plain) = (Lanes::load(&bytes), plain::Lanes::load(&bytes));
            let other = bytes.map(|byte| byte.rotate_left(3));
            let (fast_other, plain_other) = (Lanes::load(&other), plain::Lanes::load(&other));
            assert_eq!(fast.mask(), plain.mask());
            assert_eq!(fast.or(fast_other).mask(), plain.or(plain_other).mask());
            assert_eq!(fast.xor(fast_other).mask(), plain.xor(plain_other).mask());
            for byte in 1..=255 {
                assert_eq!(fast.equal(byte).mask(), plain.equal(byte).mask());
                assert_eq!(fast.below(byte).mask(), plain.below(byte).mask());
                assert_eq!(fast.with_bits(byte).mask(), plain.with_bits(byte).mask());
            }
        }
    }
}
