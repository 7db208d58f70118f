//! Reading again what was unpacked and not kept: copies of the unpacker, made on the way, go on from where they
//! were made.
//!
//! A place is counted in the bytes of all plain files of a container, one after the other, as [`Unpacker::written`]
//! does.

use super::{Unpacked, Unpacker};

/// Between two copies lie so many bytes that came out, at least:
const SPACING: u64 = 16 << 20;
/// a moment's work. And a copy takes no more than one in so many of them.
const TIMES_A_COPY: u64 = 100;
/// Copies of one container take no more than so many bytes.
const MOST_BYTES: u64 = 32 << 20;

/// Where unpacking a container can begin again.
#[derive(Debug)]
pub struct Restarts {
    /// In order; the first is at the beginning.
    copies: Vec<Unpacker>,
    spacing: u64,
    most_bytes: u64,
}

impl Restarts {
    /// Those of a container that is being unpacked from its beginning.
    pub fn new(unpacker: &Unpacker) -> Restarts {
        Restarts::with_limits(unpacker, SPACING, MOST_BYTES)
    }

    /// The same with other distances and another limit for their bytes.
    pub fn with_limits(unpacker: &Unpacker, spacing: u64, most_bytes: u64) -> Restarts {
        Restarts { copies: vec![unpacker.clone()], spacing, most_bytes }
    }

    /// Keeps a copy, if the last one is far enough behind.
    pub fn note(&mut self, unpacker: &Unpacker) {
        let since = unpacker.written() - self.copies.last().map_or(0, Unpacker::written);
        if since < self.spacing || since / TIMES_A_COPY < unpacker.footprint() {
            return;
        }
        self.copies.push(unpacker.clone());
        while self.footprint() > self.most_bytes && self.copies.len() > 1 {
            self.spacing *= 2;
            let mut is_kept = false;
            self.copies.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
        }
    }

    /// How many bytes the copies take.
    pub fn footprint(&self) -> u64 {
        self.copies.iter().map(Unpacker::footprint).sum()
    }

    /// Unpacking again from the last copy that is not behind a place.
    pub fn before(&self, place: u64) -> Replay {
        let behind = self.copies.partition_point(|copy| copy.written() <= place);
        // The first is at the beginning, so there is always one.
        let mut unpacker = self.copies[behind.saturating_sub(1)].clone();
        unpacker.limits = unpacker.limits.of_replay();
        Replay { unpacker, chunk: Vec::new() }
    }
}

/// A container that is unpacked again.
#[derive(Clone, Debug)]
pub struct Replay {
    unpacker: Unpacker,
    /// What came out last.
    chunk: Vec<u8>,
}

/// What unpacking again gives.
#[derive(Debug, PartialEq)]
pub enum Replayed<'a> {
    /// The next bytes.
    Bytes(&'a [u8]),
    /// None of them yet, but there is more to do.
    Going,
    /// The bytes of the container from [`Replay::given`] on are wanted.
    Wants,
    /// There are no more.
    Over,
}

impl Replay {
    /// The first place it can still come to.
    pub fn place(&self) -> u64 {
        self.unpacker.written() - self.chunk.len() as u64
    }

    /// How many bytes of the container were given to it: the next ones begin there.
    pub fn given(&self) -> u64 {
        self.unpacker.given()
    }

    /// Takes the next bytes of the container.
    pub fn push(&mut self, bytes: &[u8]) {
        self.unpacker.push(bytes);
    }

    /// Takes note that the container has no more bytes.
    pub fn end(&mut self) {
        self.unpacker.end();
    }

    /// Some of the bytes from a place on, which is not before [`Replay::place`].
    pub fn read(&mut self, from: u64) -> Replayed<'_> {
        if self.unpacker.written() <= from {
            match self.unpacker.pull() {
                Some(Unpacked::Bytes(chunk)) => self.chunk = chunk,
                Some(_) => {}
                None if self.unpacker.layer.is_ended() => return Replayed::Over,
                None => return Replayed::Wants,
            }
        }
        let at = usize::try_from(from - self.place()).unwrap_or(usize::MAX);
        match self.chunk.get(at..) {
            Some(bytes) if !bytes.is_empty() => Replayed::Bytes(bytes),
            _ => Replayed::Going,
        }
    }
}
