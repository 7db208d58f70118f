//! Raw deflate data → bytes, with their checksum: what gzip and zip have in common.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::PIECE;
use super::input::Input;

/// Data under way.
#[derive(Debug)]
pub struct Inflate {
    stream: Decompress,
    crc: Crc,
    state: State,
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
        Inflate { stream: Decompress::new(false), crc: Crc::new(), state: State::Going }
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
        // Logs unpack to some ten times their size.
        let mut bytes = Vec::with_capacity((given.len() * 16).clamp(PIECE / 64, PIECE));
        let before = self.stream.total_in();
        let status = self.stream.decompress_vec(given, &mut bytes, FlushDecompress::None);
        let (is_given, used) = (!given.is_empty(), (self.stream.total_in() - before) as usize);
        input.skip(used);
        self.state = match status {
            Ok(Status::StreamEnd) => State::Over,
            Err(_) => State::Damaged,
            // Input and room, and yet nothing happens.
            Ok(_) if is_given && used == 0 && bytes.is_empty() => State::Damaged,
            Ok(_) => State::Going,
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

    /// How many bytes of input were used.
    pub fn used(&self) -> u64 {
        self.stream.total_in()
    }

    /// How many bytes came out.
    pub fn written(&self) -> u64 {
        self.stream.total_out()
    }

    /// The checksum (CRC-32) of what came out.
    pub fn sum(&self) -> u32 {
        self.crc.sum()
    }
}
