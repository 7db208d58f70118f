//! Brings bytes from JavaScript's memory into ours, always to the same place.

use js_sys::Uint8Array;

/// Bytes to copy at once: so few are still in the processor's cache when they are read for the second time.
pub const PORTION: u32 = 256 << 10;

/// The place bytes are copied to.
#[derive(Default)]
pub struct Scratch {
    place: Vec<u8>,
}

impl Scratch {
    /// The bytes from `start` to before `end`, until others are copied.
    pub fn copy(&mut self, from: &Uint8Array, start: u32, end: u32) -> &[u8] {
        let bytes = from.subarray(start, end);
        let len = bytes.length() as usize;
        if self.place.len() < len {
            self.place.resize(len, 0);
        }
        let place = &mut self.place[..len];
        bytes.copy_to(place);
        place
    }
}
