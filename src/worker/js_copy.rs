//! Brings bytes from JavaScript's memory into ours, always to the same place.

use std::ops::Range;

use js_sys::Uint8Array;

/// The place bytes are copied to.
#[derive(Default)]
pub struct JsCopy {
    place: Vec<u8>,
}

impl JsCopy {
    /// The bytes from `start` to before `end`, until others are copied.
    pub fn copy(&mut self, from: &Uint8Array, start: u32, end: u32) -> &[u8] {
        self.copy_after(&[], from, start as usize..end as usize)
    }

    /// A range of the bytes of `before` and `from` together, until others are copied.
    pub fn copy_after(&mut self, before: &[u8], from: &Uint8Array, range: Range<usize>) -> &[u8] {
        let len = range.len();
        if self.place.len() < len {
            self.place.resize(len, 0);
        }
        let place = &mut self.place[..len];
        let ours = before.get(range.start..before.len().min(range.end)).unwrap_or(&[]);
        let (first, rest) = place.split_at_mut(ours.len());
        first.copy_from_slice(ours);
        let start = (range.start + ours.len() - before.len()) as u32;
        from.subarray(start, start + rest.len() as u32).copy_to(rest);
        place
    }
}
