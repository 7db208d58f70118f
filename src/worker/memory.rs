//! The memory of a worker: grown ahead of need, and given back as soon as nobody needs it.
//!
//! All workers share one process. Whenever one of them grows its memory, the others may have to wait for the system,
//! and it for them; so memory is grown seldom and by a lot. What is not used yet takes no room.

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

/// Gives back the memory of buffers as soon as nobody needs them any more, in browsers that hold it for long.
pub struct BufferReleaser {
    is_needed: bool,
}

impl Default for BufferReleaser {
    /// Firefox collects the buffers of a worker about once a second, and so held 1.2 GB while a long file was read,
    /// instead of 0.5 GB. Chromium collects them in time, and must be left alone: what is given back here stays with
    /// its own handle of the buffer, where it is not counted as garbage any more, and 2 GB come together. Nothing but
    /// the name of the browser tells the two apart. (Moving buffers into a closed channel frees them in both, but
    /// Firefox copies them first.)
    fn default() -> BufferReleaser {
        let agent = super::scope().and_then(|scope| scope.navigator().user_agent().ok());
        BufferReleaser { is_needed: agent.is_some_and(|agent| agent.contains("Firefox/")) }
    }
}

impl BufferReleaser {
    /// Throws a buffer away.
    pub fn throw(&self, buffer: &ArrayBuffer) {
        if self.is_needed {
            // Firefox before 122 cannot do it.
            let _ = buffer.transfer_with_length(0);
        }
    }
}

fn bytes_there_are() -> usize {
    let buffer: ArrayBuffer = wasm_bindgen::memory().unchecked_into::<WebAssembly::Memory>().buffer().unchecked_into();
    buffer.byte_length() as usize
}
