//! Entries of lists that were met before: policies and their like repeat byte for byte, so they are compared, not read.

use crate::ingest::simd::{self, BLOCK, Block, Strings};

/// So many different entries are remembered; then all are forgotten.
const MOST_ENTRIES: usize = 4096;

/// Together they have at most so many bytes,
const MOST_BYTES: usize = 2 << 20;

/// and one alone so many.
const LONGEST_ENTRY: usize = 8 << 10;

/// After so many questions it is decided whether asking is worth while: it is not where entries hold times, for
/// example.
const TRIAL: u32 = 2048;

/// So many entries that followed another one are tried before an entry is looked up.
const FOLLOWERS: usize = 3;

/// No entry.
const NONE: u32 = u32::MAX;

/// The entries of one list. What a JSON value begins with tells where it ends, so an entry is found by comparing it
/// with the bytes of the record, most often with those of the entry that followed the last time.
#[derive(Clone, Debug)]
pub struct EntryCache {
    bytes: Vec<u8>,
    entries: Vec<KnownEntry>,
    /// The entry that has each hash.
    slots: Vec<u32>,
    /// The entries that lists began with the last times, the latest first.
    first: [u32; FOLLOWERS],
    asked: u32,
    found: u32,
    is_given_up: bool,
}

#[derive(Clone, Debug)]
struct KnownEntry {
    start: usize,
    len: usize,
    /// Its number in the list's column.
    number: u32,
    /// The entries that followed the last times, the latest first.
    followers: [u32; FOLLOWERS],
}

impl Default for EntryCache {
    fn default() -> EntryCache {
        EntryCache {
            bytes: Vec::new(),
            entries: Vec::new(),
            slots: vec![NONE; MOST_ENTRIES],
            first: [NONE; FOLLOWERS],
            asked: 0,
            found: 0,
            is_given_up: false,
        }
    }
}

/// The entry before the one that is read.
#[derive(Clone, Copy, Debug)]
pub struct Before(u32);

impl Before {
    /// At the beginning of a list.
    pub const START: Before = Before(NONE);
}

impl EntryCache {
    /// The entry that `rest` begins with: its length, and its number in the list's column.
    #[inline]
    pub fn find(&mut self, rest: &[u8], before: &mut Before) -> Option<(usize, u32)> {
        if self.is_given_up {
            return None;
        }
        self.asked += 1;
        if self.asked == TRIAL {
            self.is_given_up = self.found < TRIAL / 2;
            (self.asked, self.found) = (0, 0);
        }
        let followers = self.followers(*before);
        let begins = |&place: &u32| {
            self.entries.get(place as usize).is_some_and(|entry| simd::starts_with(rest, self.raw(entry)))
        };
        let place = match followers.into_iter().find(begins) {
            Some(place) => place,
            None => self.look_up(rest)?,
        };
        if place != followers[0] {
            self.link(*before, place);
        }
        *before = Before(place);
        self.found += 1;
        let entry = &self.entries[place as usize];
        Some((entry.len, entry.number))
    }

    /// Remembers an entry that was read and is valid.
    pub fn remember(&mut self, raw: &[u8], number: u32, before: &mut Before) {
        if self.is_given_up || raw.len() > LONGEST_ENTRY {
            return;
        }
        if self.entries.len() >= MOST_ENTRIES || self.bytes.len() + raw.len() > MOST_BYTES {
            self.forget();
            *before = Before::START;
        }
        let place = self.entries.len() as u32;
        let start = self.bytes.len();
        self.bytes.extend_from_slice(raw);
        self.slots[slot_of(raw)] = place;
        self.entries.push(KnownEntry { start, len: raw.len(), number, followers: [NONE; FOLLOWERS] });
        self.link(*before, place);
        *before = Before(place);
    }

    fn forget(&mut self) {
        self.bytes.clear();
        self.entries.clear();
        self.slots.fill(NONE);
        self.first = [NONE; FOLLOWERS];
    }

    fn raw(&self, entry: &KnownEntry) -> &[u8] {
        &self.bytes[entry.start..entry.start + entry.len]
    }

    fn look_up(&self, rest: &[u8]) -> Option<u32> {
        let len = object_len(&rest[..rest.len().min(LONGEST_ENTRY)])?;
        self.place_of(&rest[..len])
    }

    fn place_of(&self, raw: &[u8]) -> Option<u32> {
        let place = self.slots[slot_of(raw)];
        let entry = self.entries.get(place as usize)?;
        (entry.len == raw.len() && simd::starts_with(raw, self.raw(entry))).then_some(place)
    }

    fn followers(&self, before: Before) -> [u32; FOLLOWERS] {
        self.entries.get(before.0 as usize).map_or(self.first, |entry| entry.followers)
    }

    /// Makes an entry the latest follower of another; the one that was longest ago gives way, or its own old place.
    fn link(&mut self, before: Before, place: u32) {
        let followers = match self.entries.get_mut(before.0 as usize) {
            Some(entry) => &mut entry.followers,
            None => &mut self.first,
        };
        let old = followers.iter().position(|&follower| follower == place).unwrap_or(FOLLOWERS - 1);
        followers[..=old].rotate_right(1);
        followers[0] = place;
    }
}

/// The length of the object at the beginning of the bytes, if its brackets are balanced.
fn object_len(bytes: &[u8]) -> Option<usize> {
    let mut strings = Strings::default();
    let mut depth = 0u32;
    for at in (0..bytes.len()).step_by(BLOCK) {
        let mut brackets = strings.brackets(&Block::at_or_rest(bytes, at));
        while brackets != 0 {
            let place = at + brackets.trailing_zeros() as usize;
            match bytes[place] {
                b'{' | b'[' => depth += 1,
                _ => depth = depth.checked_sub(1)?,
            }
            if depth == 0 {
                return Some(place + 1);
            }
            brackets &= brackets - 1;
        }
    }
    None
}

/// The slot of an entry, from all of its bytes, thirty-two at a step.
fn slot_of(raw: &[u8]) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    let mut hashes = [1, 2, 3, raw.len() as u64];
    let (steps, rest) = raw.as_chunks::<32>();
    for step in steps {
        let (words, _) = step.as_chunks::<8>();
        hashes.iter_mut().zip(words).for_each(|(hash, word)| *hash = mix(*hash, u64::from_le_bytes(*word)));
    }
    let hash = rest.iter().fold(0, |hash, &byte| mix(hash, u64::from(byte)));
    let hash = hashes.into_iter().fold(hash, mix);
    (hash >> (u64::BITS - MOST_ENTRIES.trailing_zeros())) as usize
}
