//! The memory of a worker: grown ahead of need.
//!
//! All workers share one process. Whenever one of them grows its memory, the others may have to wait for the system, and
//! it for them; so memory is grown seldom and by a lot. What is not used yet takes no room.

use std::cell::Cell;
use std::hint::black_box;

use js_sys::{ArrayBuffer, WebAssembly};
use wasm_bindgen::JsCast;

/// Room for the records of a hundred thousand sign-ins.
pub const FOR_ENGINE: usize = 48 << 20;
/// Room for what a parser has in hand, which does not grow with the file.
pub const FOR_PARSER: usize = 24 << 20;

/// Memory is grown by half of itself, but by no less and no more than this.
const LEAST: usize = 16 << 20;
const MOST: usize = 256 << 20;

/// Makes room for so many more bytes at once. Where there is none nothing happens: whoever needs it will find out.
pub fn reserve(bytes: usize) {
    let mut room: Vec<u8> = Vec::new();
    // The allocator keeps what it got for the next who asks.
    let _ = room.try_reserve_exact(bytes);
    black_box(&room);
}

/// Sees to it that memory is grown seldom.
#[derive(Default)]
pub struct Growth {
    /// Bytes there were when it was last grown ahead.
    size: Cell<usize>,
}

impl Growth {
    /// Grows the memory by a lot if it had to be grown since the last time.
    pub fn stay_ahead(&self) {
        let size = bytes_there_are();
        if size > self.size.get() {
            reserve((size / 2).clamp(LEAST, MOST));
            self.size.set(bytes_there_are());
        }
    }
}

fn bytes_there_are() -> usize {
    let buffer: ArrayBuffer = wasm_bindgen::memory().unchecked_into::<WebAssembly::Memory>().buffer().unchecked_into();
    buffer.byte_length() as usize
}
