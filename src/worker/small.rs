//! Small files: read whole, several at once, and decoded by the engine itself. A folder can have thousands of them, and
//! a way to a parser and back takes longer than to decode one.

use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::apart;
use super::engine_worker::EngineWorker;
use super::load_queue::{BECAME_SHORTER, FIRST_CHUNK};
use crate::ingest::unpack::{Unpacker, WINDOW};
use crate::store::FileId;

/// A file is small if it has no more bytes than the first chunk of a long one: with more, parsers are worth their way.
const SMALL: u64 = FIRST_CHUNK;

/// Files being read at once, so that the browser is never waited for.
const FILES_AHEAD: usize = 16;

/// A small file that is being read.
struct Read {
    file: FileId,
    size: u64,
    bytes: JsFuture,
}

impl EngineWorker {
    /// FileReads the small files at the front of those that wait, until one comes that is not small.
    pub(super) async fn load_small_files(self: &Rc<EngineWorker>) {
        let before = self.load_queue.cancelled();
        let mut ahead = VecDeque::new();
        loop {
            self.leave_out_rest();
            while ahead.len() < FILES_AHEAD
                && let Some((file, size)) = self.load_queue.next_up_to(SMALL)
            {
                ahead.push_back(Read { file, size, bytes: self.start_reading(file, 0, size).into() });
            }
            let Some(read) = ahead.pop_front() else { break };
            let file = read.file;
            apart(self.take_small(read)).await;
            if self.load_queue.cancelled() != before {
                let mut engine = self.engine.borrow_mut();
                engine.cancel(file);
                return ahead.iter().for_each(|read| engine.cancel(read.file));
            }
            self.report_now_and_then();
            self.breathe().await;
        }
    }

    /// Takes a file that was read whole. What is packed goes the way of long files.
    async fn take_small(self: &Rc<EngineWorker>, Read { file, size, bytes }: Read) {
        let before = self.load_queue.cancelled();
        let read = bytes.await;
        if self.load_queue.cancelled() != before {
            return;
        }
        let buffer: ArrayBuffer = match read {
            Ok(buffer) => buffer.unchecked_into(),
            Err(reason) => return self.engine.borrow_mut().fail(file, &reason.as_string().unwrap_or_default()),
        };
        if self.is_packed(file, &buffer) && apart(self.unpack(file, size)).await {
            return;
        }
        self.decode_here(file, &buffer);
        self.growth.stay_ahead();
        self.load_queue.update(|progress| progress.bytes_read += u64::from(buffer.byte_length()));
        match u64::from(buffer.byte_length()) < size && self.engine.borrow().is_wanted(file) {
            true => self.engine.borrow_mut().fail(file, BECAME_SHORTER),
            false if self.is_whole(file) => self.engine.borrow_mut().finish(file),
            false => self.engine.borrow_mut().cancel(file),
        }
    }

    fn is_packed(&self, file: FileId, buffer: &ArrayBuffer) -> bool {
        let (bytes, mut js_copy) = (Uint8Array::new(buffer), self.js_copy.borrow_mut());
        let head = js_copy.copy(&bytes, 0, bytes.length().min(WINDOW as u32));
        Unpacker::sniff(self.engine.borrow().file_name(file), head).is_some()
    }
}
