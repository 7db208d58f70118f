//! Raw deflate data → bytes, with their checksum: what gzip and zip have in common.

use std::fmt;

use crc32fast::Hasher;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::input::Input;

/// Bytes come out into a ring of this size, of which deflate data repeats the last 32 KiB; a power of two.
const RING: usize = 256 << 10;
/// What the data may still repeat.
const REPEATABLE: usize = 32 << 10;

/// Data under way.
pub struct Inflate {
    machine: DecompressorOxide,
    /// In a copy that has not gone on yet: only what the data may still repeat.
    ring: Vec<u8>,
    /// Where in the ring the next byte goes.
    at: usize,
    used: u64,
    written: u64,
    crc: Hasher,
    state: State,
}

impl fmt::Debug for Inflate {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Inflate { used, written, state, .. } = self;
        write!(formatter, "Inflate({used} → {written}, {state:?})")
    }
}

/// A copy is small, so that many can be kept.
impl Clone for Inflate {
    fn clone(&self) -> Inflate {
        let before = self.at.min(REPEATABLE);
        let at_end = self.ring.len() - (REPEATABLE - before);
        Inflate {
            machine: self.machine.clone(),
            ring: [&self.ring[at_end..], &self.ring[self.at - before..self.at]].concat(),
            at: REPEATABLE,
            used: self.used,
            written: self.written,
            crc: self.crc.clone(),
            state: self.state,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Going,
    Over,
    Damaged,
}

/// What the next bytes gave.
#[derive(Debug)]
pub enum Inflated {
    /// Bytes; there may be more without further input.
    Bytes(Vec<u8>),
    /// More input is needed.
    Wants,
    /// The data ended, and all bytes were given.
    Over,
    /// The data is no deflate data from here on.
    Damaged,
}

impl Inflate {
    /// Begins data.
    pub fn new() -> Inflate {
        Inflate {
            machine: DecompressorOxide::new(),
            ring: vec![0; RING],
            at: 0,
            used: 0,
            written: 0,
            crc: Hasher::new(),
            state: State::Going,
        }
    }

    /// Uses at most so many bytes of the input, and gives what they unpack to.
    pub fn advance(&mut self, input: &mut Input, most: u64) -> Inflated {
        match self.state {
            State::Over => return Inflated::Over,
            State::Damaged => return Inflated::Damaged,
            State::Going => {}
        }
        let rest = input.rest();
        let given = &rest[..rest.len().min(usize::try_from(most).unwrap_or(usize::MAX))];
        self.ring.resize(RING, 0);
        let (status, used, written) =
            decompress(&mut self.machine, given, &mut self.ring, self.at, TINFL_FLAG_HAS_MORE_INPUT);
        let bytes = self.ring[self.at..self.at + written].to_vec();
        self.at = (self.at + written) % RING;
        let is_given = !given.is_empty();
        input.skip(used);
        self.used += used as u64;
        self.written += written as u64;
        self.state = match status {
            TINFLStatus::Done => State::Over,
            // Input and room, and yet nothing happens.
            _ if is_given && used == 0 && bytes.is_empty() => State::Damaged,
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput => State::Going,
            _ => State::Damaged,
        };
        self.crc.update(&bytes);
        match self.state {
            _ if !bytes.is_empty() => Inflated::Bytes(bytes),
            State::Over => Inflated::Over,
            State::Damaged => Inflated::Damaged,
            State::Going if used > 0 => self.advance(input, most - used as u64),
            State::Going => Inflated::Wants,
        }
    }

    /// How many bytes a copy takes.
    pub const COPY: usize = REPEATABLE + size_of::<Inflate>();

    /// How many bytes of input were used.
    pub fn used(&self) -> u64 {
        self.used
    }

    /// How many bytes came out.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// The checksum (CRC-32) of what came out.
    pub fn sum(&self) -> u32 {
        self.crc.clone().finalize()
    }
}
