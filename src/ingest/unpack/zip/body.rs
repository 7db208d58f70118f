//! The data of one file in an archive, however it is packed, and however its end is known.

use crc32fast::Hasher;
use memchr::memmem;

use super::super::PIECE;
use super::super::inflate::{Inflate, Inflated};
use super::super::input::Input;
use super::header::{DESCRIPTOR, DESCRIPTOR_WINDOW, Descriptor, Header, Method};

/// What follows a file: another one, or the table of contents.
const NEXT: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x01\x02"];

/// Data under way.
#[derive(Clone, Debug)]
pub struct Body {
    way: Way,
    /// How many bytes of it are in the archive, if that is known.
    size: Option<u64>,
    /// How many bytes of it were used.
    used: u64,
    /// The checksum of stored data.
    crc: Hasher,
}

#[derive(Clone, Debug)]
enum Way {
    Inflate(Box<Inflate>),
    /// Given as it is.
    Copy,
    /// Passed over.
    Skip,
    /// Passed over to where the next file begins, since nothing else tells its end.
    Lost,
}

/// What the next bytes gave.
#[derive(Debug)]
pub enum BodyProgress {
    /// Bytes of the file.
    Bytes(Vec<u8>),
    /// Nothing, but there is more to do.
    Going,
    /// More input is needed.
    Wants,
    /// What follows cannot be unpacked, and is passed over; so many bytes came out before.
    Damaged(u64),
    /// The data has ended.
    Over,
}

impl Body {
    /// The data after a header. If it is not wanted it is passed over in the quickest way there is.
    pub fn new(header: &Header, is_wanted: bool) -> Body {
        let way = match header.method {
            // Only unpacking it finds the end of data whose length is not known.
            Method::Deflated if is_wanted || header.packed.is_none() => Way::Inflate(Box::new(Inflate::new())),
            Method::Stored if is_wanted => Way::Copy,
            _ => Way::Skip,
        };
        Body { way, size: header.packed, used: 0, crc: Hasher::new() }
    }

    /// How many bytes a copy takes.
    pub fn footprint(&self) -> usize {
        if let Way::Inflate(_) = self.way { Inflate::COPY } else { 0 }
    }

    /// How many bytes of it are in the archive, as far as it was used.
    pub fn packed(&self) -> u64 {
        self.used
    }

    /// How many bytes it unpacked to, if it was unpacked.
    pub fn unpacked(&self) -> Option<u64> {
        match &self.way {
            Way::Inflate(inflate) => Some(inflate.written()),
            Way::Copy => Some(self.used),
            Way::Skip | Way::Lost => None,
        }
    }

    /// The checksum of what was unpacked, if it was unpacked.
    pub fn sum(&self) -> Option<u32> {
        match &self.way {
            Way::Inflate(inflate) => Some(inflate.sum()),
            Way::Copy => Some(self.crc.clone().finalize()),
            Way::Skip | Way::Lost => None,
        }
    }

    /// Takes note that the data did not end where it seemed to: what is left of it is passed over.
    pub fn lose(&mut self) {
        self.way = Way::Lost;
    }

    /// Whether it is passed over to the beginning of the next file.
    pub fn is_lost(&self) -> bool {
        matches!(self.way, Way::Lost)
    }

    /// Uses the next bytes.
    pub fn advance(&mut self, input: &mut Input) -> BodyProgress {
        match (&self.way, self.size) {
            (Way::Inflate(_), _) => self.inflate(input),
            (Way::Lost, _) => self.find_next(input),
            (_, Some(size)) => self.copy_sized(input, size),
            (_, None) => self.copy_unsized(input),
        }
    }

    fn inflate(&mut self, input: &mut Input) -> BodyProgress {
        let Way::Inflate(inflate) = &mut self.way else { return BodyProgress::Over };
        let left = self.size.map_or(u64::MAX, |size| size - self.used);
        let inflated = inflate.advance(input, left);
        self.used = inflate.used();
        match inflated {
            Inflated::Bytes(bytes) => BodyProgress::Bytes(bytes),
            Inflated::Over if self.size.is_none_or(|size| size == self.used) => BodyProgress::Over,
            Inflated::Wants if self.size != Some(self.used) => BodyProgress::Wants,
            // Data that ends too early or too late for the length in the header is damaged too.
            Inflated::Over | Inflated::Wants | Inflated::Damaged => {
                let written = inflate.written();
                self.way = if self.size.is_some() { Way::Skip } else { Way::Lost };
                BodyProgress::Damaged(written)
            }
        }
    }

    fn copy_sized(&mut self, input: &mut Input, size: u64) -> BodyProgress {
        let left = usize::try_from(size - self.used).unwrap_or(usize::MAX);
        match input.rest().len().min(left).min(PIECE) {
            _ if left == 0 => BodyProgress::Over,
            0 => BodyProgress::Wants,
            len => self.copy(input, len),
        }
    }

    /// The end of the data is where a descriptor has its length.
    fn copy_unsized(&mut self, input: &mut Input) -> BodyProgress {
        let rest = &input.rest()[..input.rest().len().min(PIECE)];
        let is_last = input.is_all() && rest.len() == input.rest().len();
        let len = match memmem::find(rest, DESCRIPTOR) {
            Some(0) if input.rest().len() < DESCRIPTOR_WINDOW && !input.is_all() => return BodyProgress::Wants,
            Some(0) => match Descriptor::read(input, self.used, self.unpacked()) {
                Some(_) => return BodyProgress::Over,
                // The archive ends in what is probably the descriptor.
                None if input.rest().len() < DESCRIPTOR_WINDOW => return BodyProgress::Wants,
                None => DESCRIPTOR.len(),
            },
            Some(len) => len,
            // The signature may go over the end.
            None if is_last => rest.len() - begun_descriptor(rest),
            None => rest.len().saturating_sub(DESCRIPTOR.len() - 1),
        };
        if len == 0 { BodyProgress::Wants } else { self.copy(input, len) }
    }

    fn find_next(&mut self, input: &mut Input) -> BodyProgress {
        let rest = &input.rest()[..input.rest().len().min(PIECE)];
        let is_last = input.is_all() && rest.len() == input.rest().len();
        let next = NEXT.iter().filter_map(|signature| memmem::find(rest, *signature)).min();
        match next.unwrap_or(if is_last { rest.len() } else { rest.len().saturating_sub(DESCRIPTOR.len() - 1) }) {
            0 if next.is_some() => BodyProgress::Over,
            0 => BodyProgress::Wants,
            len => self.copy(input, len),
        }
    }

    fn copy(&mut self, input: &mut Input, len: usize) -> BodyProgress {
        let outcome = match self.way {
            Way::Copy => {
                let bytes = input.rest()[..len].to_vec();
                self.crc.update(&bytes);
                BodyProgress::Bytes(bytes)
            }
            _ => BodyProgress::Going,
        };
        input.skip(len);
        self.used += len as u64;
        outcome
    }
}

/// How many bytes at the end may be the beginning of a descriptor's signature.
fn begun_descriptor(bytes: &[u8]) -> usize {
    (1..DESCRIPTOR.len()).rev().find(|&len| bytes.ends_with(&DESCRIPTOR[..len])).unwrap_or(0)
}
