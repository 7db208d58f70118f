//! Finding codes by the hashes of their texts.

use std::hash::BuildHasher;
use std::sync::{LazyLock, OnceLock};

use hashbrown::DefaultHashBuilder;

use super::code::{ABSENT, Code};
use super::fingerprint::Fingerprint;
use super::growth::Need;

/// Codes with 32 bits of the hash of each text. Where all 32 are equal the text is most likely the same; it is compared
/// there and nowhere else. The table grows without looking at texts.
#[derive(Clone, Debug)]
pub struct HashIndex {
    /// As many as a power of two; searched from the place the upper bits of a hash point to, up to the first free one.
    slots: Vec<Slot>,
    used: usize,
    keys: &'static Keys,
}

/// A hash with its code, which is [`ABSENT`] where the slot is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    code: Code,
}

/// The first table has so many slots.
const FEWEST_SLOTS: usize = 16;

impl Default for HashIndex {
    fn default() -> HashIndex {
        HashIndex { slots: Vec::new(), used: 0, keys: &KEYS }
    }
}

impl HashIndex {
    /// The hash of a text with this fingerprint.
    #[inline]
    pub fn hash(&self, fingerprint: &Fingerprint, text: &[u8]) -> u32 {
        self.keys.hash(fingerprint, text)
    }

    /// The code with this hash that `is_it`.
    #[inline]
    pub fn find(&self, hash: u32, mut is_it: impl FnMut(Code) -> bool) -> Option<Code> {
        let mut at = self.home(hash);
        loop {
            // There is always a free slot, if there are slots at all.
            let slot = self.slots.get(at)?;
            if slot.code == ABSENT {
                return None;
            }
            if slot.hash == hash && is_it(slot.code) {
                return Some(slot.code);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds a code whose text is not there yet.
    pub fn insert(&mut self, hash: u32, code: Code) {
        let more = self.slots_for(1);
        if more > self.slots.len() {
            let before = std::mem::replace(&mut self.slots, vec![Slot::default(); more]);
            before.into_iter().filter(|slot| slot.code != ABSENT).for_each(|slot| self.put(slot));
        }
        self.used += 1;
        self.put(Slot { hash, code });
    }

    /// So many slots there are with `more` codes. At three quarters a text that is there is found in two to three steps.
    #[inline]
    fn slots_for(&self, more: usize) -> usize {
        let mut slots = self.slots.len();
        while (self.used + more) * 4 > slots * 3 {
            slots = (slots * 2).max(FEWEST_SLOTS);
        }
        slots
    }

    /// What it takes to add so many codes.
    pub fn need(&self, more: usize) -> Need {
        match self.slots_for(more) {
            slots if slots > self.slots.len() => Need::to_move(self.memory(), slots * size_of::<Slot>()),
            _ => Need::default(),
        }
    }

    /// The bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    fn put(&mut self, slot: Slot) {
        let mut at = self.home(slot.hash);
        while self.slots[at].code != ABSENT {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }

    #[inline]
    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> u32::BITS) as usize
    }
}

/// Random numbers of this run of the program, so that no file can be written to make all texts collide.
#[derive(Debug)]
struct Keys {
    pairs: [(u32, u32); 16],
    /// An odd number.
    factor: u64,
    /// For the hashes of sequences.
    first: u64,
}

static DRAWN: OnceLock<[u64; KEY_WORDS]> = OnceLock::new();

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let random = DefaultHashBuilder::default();
    let words = DRAWN.get().copied().unwrap_or_else(|| std::array::from_fn(|place| random.hash_one(place)));
    Keys {
        pairs: std::array::from_fn(|place| (words[place] as u32, (words[place] >> u32::BITS) as u32)),
        factor: words[16] | 1,
        first: words[17],
    }
});

/// So many random words are wanted.
pub const KEY_WORDS: usize = 18;

/// Sets the random numbers of this run. To be called before any dictionary is made, where the program cannot draw them
/// by itself: in WebAssembly it would draw the same in every run.
pub fn set_hash_keys(random: [u64; KEY_WORDS]) {
    // A second call changes nothing: what was hashed must be found again.
    let _ = DRAWN.set(random);
}

/// The word that hashes of sequences begin with.
pub(super) fn first_word() -> u64 {
    KEYS.first
}

impl Keys {
    /// A hash that multiplies the halves of each word, each with a key of its own added (NH of UMAC, RFC 4418): without
    /// the keys nobody can tell which texts share one. All of it is arithmetic that WebAssembly has too.
    #[inline]
    fn hash(&self, fingerprint: &Fingerprint, text: &[u8]) -> u32 {
        let (ends, middle) = self.pairs.split_at(3);
        let outer_words = [fingerprint.first, fingerprint.last, fingerprint.len.into()];
        let mut sum = ends.iter().zip(outer_words).fold(0, add_product);
        if text.len() > 16 {
            let (words, _) = text[8..].as_chunks::<8>();
            for run in words.chunks(middle.len()) {
                let run = run.iter().map(|word| u64::from_le_bytes(*word));
                sum = middle.iter().zip(run).fold(sum.wrapping_mul(self.factor), add_product);
            }
        }
        (sum.wrapping_mul(self.factor) >> u32::BITS) as u32
    }
}

#[inline(always)]
fn add_product(sum: u64, (&(key, other), word): (&(u32, u32), u64)) -> u64 {
    let (low, high) = ((word as u32).wrapping_add(key), ((word >> u32::BITS) as u32).wrapping_add(other));
    sum.wrapping_add(u64::from(low) * u64::from(high))
}

#[cfg(test)]
mod tests {
    use super::HashIndex;
    use crate::store::fingerprint::Fingerprint;
    use hashbrown::HashSet;

    #[test]
    fn texts_that_differ_a_little_have_tags_of_their_own() {
        let index = HashIndex::default();
        let mut seen = HashSet::new();
        let mut count = 0;
        for len in [1, 3, 4, 7, 8, 9, 15, 16, 17, 24, 36, 100, 128, 129, 300] {
            for place in 0..len {
                for bit in 0..7 {
                    let mut text = vec![b'a'; len];
                    text[place] ^= 1 << bit;
                    count += 1;
                    seen.insert(index.hash(&Fingerprint::of(&text), &text));
                }
            }
        }
        assert!(count - seen.len() <= 3, "{} of {count} hashes are shared", count - seen.len());
    }

    #[test]
    fn codes_are_found_after_the_table_has_grown() {
        let mut index = HashIndex::default();
        assert_eq!(index.find(7, |_| true), None);
        // Hashes that point to few places make long ways through the table.
        let hash = |code: u32| ((code % 5) << 29) | (code % 3);
        (2..500).for_each(|code| index.insert(hash(code), code));
        for code in 2..500 {
            assert_eq!(index.find(hash(code), |found| found == code), Some(code));
        }
        assert_eq!(index.find(hash(2), |_| false), None);
    }
}
