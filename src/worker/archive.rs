//! What came out of a container, read again: it is not kept anywhere, but unpacked again from the nearest place where
//! that can begin. What is read in the order of the container is unpacked once, however many reads it takes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::engine_worker::EngineWorker;
use super::file_reads::Bytes;
use crate::ingest::unpack::Unpacker;
use crate::ingest::unpack::restart::{Replay, Replayed, Restarts};
use crate::store::FileId;

/// Bytes of the container read at once: few for one record, more for what goes on.
const FIRST_CHUNK: u64 = 256 << 10;
const LONGEST_STRETCH: u64 = 4 << 20;

/// Bytes of the container given to the unpacker at once.
const CACHE_BLOCK: u32 = 64 << 10;

/// So many places are known where unpacking again has come to: that of an export, and that of the list.
const MOST_RUNNING: usize = 2;

/// A container that was unpacked.
#[derive(Debug)]
pub struct Archive {
    source: Bytes,
    restarts: RefCell<Restarts>,
}

impl Archive {
    /// One that is being unpacked from its beginning.
    pub fn new(source: Bytes, unpacker: &Unpacker) -> Archive {
        Archive { source, restarts: RefCell::new(Restarts::new(unpacker)) }
    }

    /// The container itself.
    pub fn source(&self) -> &Bytes {
        &self.source
    }

    /// Takes note of how far unpacking is.
    pub fn note(&self, unpacker: &Unpacker) {
        self.restarts.borrow_mut().note(unpacker);
    }
}

/// A plain file in a container: a chunk of what comes out of it.
#[derive(Clone, Debug)]
pub struct Member {
    /// The container.
    pub archive: Rc<Archive>,
    /// Its first byte, counted as [`Unpacker::written`] does.
    pub start: u64,
    /// How many bytes it has, as far as it was unpacked.
    pub len: u64,
    /// Whether it was unpacked to its end.
    pub is_whole: bool,
}

/// Unpacking again, as far as it has come.
struct Running {
    archive: Rc<Archive>,
    replay: Replay,
    /// Bytes of the container that were read and not given to it yet.
    ahead: Uint8Array,
    chunk: u64,
}

/// Containers that are unpacked again, by one read at a time.
#[derive(Default)]
pub struct Replays {
    /// The one used last comes last.
    running: RefCell<Vec<Running>>,
    /// Ends with the last read that was begun.
    last: RefCell<Option<Promise>>,
    /// Counts: what was begun before is not kept.
    forgotten: Cell<u32>,
}

impl Replays {
    /// Forgets how far unpacking has come, and with it containers that nobody has any more.
    pub fn forget_all(&self) {
        self.forgotten.set(self.forgotten.get() + 1);
        self.running.borrow_mut().clear();
    }

    /// Waits until every read before this one has ended; the answer ends this one.
    async fn turn(&self) -> Function {
        let mut end = None;
        let turn = Promise::new(&mut |resolve, _| end = Some(resolve));
        let before = self.last.replace(Some(turn));
        if let Some(before) = before {
            // This promise is only ever resolved.
            let _ = JsFuture::from(before).await;
        }
        end.unwrap_or_default()
    }

    /// Unpacking that comes to a place soonest.
    fn before(&self, archive: &Rc<Archive>, place: u64) -> Running {
        let replay = archive.restarts.borrow().before(place);
        let mut running = self.running.borrow_mut();
        let is_nearer = |running: &Running| {
            let come_to = running.replay.place();
            Rc::ptr_eq(&running.archive, archive) && come_to <= place && come_to >= replay.place()
        };
        match running.iter().position(is_nearer) {
            Some(at) => running.remove(at),
            None => {
                let (ahead, chunk) = (Uint8Array::new_with_length(0), FIRST_CHUNK);
                Running { archive: Rc::clone(archive), replay, ahead, chunk }
            }
        }
    }

    fn keep(&self, running: Running) {
        let mut kept = self.running.borrow_mut();
        if kept.len() >= MOST_RUNNING {
            kept.remove(0);
        }
        kept.push(running);
    }
}

impl EngineWorker {
    /// FileReads a chunk of a file in a container, as much of it as the file has.
    pub(super) async fn read_member(
        &self,
        member: &Member,
        file: FileId,
        offset: u64,
        len: u64,
    ) -> Result<ArrayBuffer, String> {
        let end = self.replays.turn().await;
        let forgotten = self.replays.forgotten.get();
        let start = member.start + offset.min(member.len);
        let mut running = self.replays.before(&member.archive, start);
        let read = self.replay(&mut running, file, start, len.min(member.len.saturating_sub(offset))).await;
        if read.is_ok() && self.replays.forgotten.get() == forgotten {
            self.replays.keep(running);
        }
        // Settling a promise does not fail.
        let _ = end.call0(&JsValue::UNDEFINED);
        read
    }

    async fn replay(&self, running: &mut Running, file: FileId, start: u64, len: u64) -> Result<ArrayBuffer, String> {
        let out = Uint8Array::new_with_length(len as u32);
        let mut done = 0;
        while done < len {
            match running.replay.read(start + done) {
                Replayed::Bytes(bytes) => {
                    let bytes = &bytes[..bytes.len().min((len - done) as usize)];
                    let next = done + bytes.len() as u64;
                    out.subarray(done as u32, next as u32).copy_from(bytes);
                    done = next;
                }
                Replayed::Going => {}
                Replayed::Wants => self.give_more(running, file).await?,
                Replayed::Over => return Ok(out.slice(0, done as u32).buffer()),
            }
            self.breathe().await;
        }
        Ok(out.buffer())
    }

    /// Gives unpacking the next bytes of the container.
    async fn give_more(&self, running: &mut Running, file: FileId) -> Result<(), String> {
        if running.ahead.length() == 0 {
            let (source, from) = (running.archive.source.clone(), running.replay.given());
            let buffer = self.read_from(&source, file, from, running.chunk).await?;
            running.ahead = Uint8Array::new(&buffer);
            running.chunk = (running.chunk * 2).min(LONGEST_STRETCH);
        }
        let (len, block) = (running.ahead.length(), running.ahead.length().min(CACHE_BLOCK));
        match block {
            0 => running.replay.end(),
            _ => running.replay.push(&running.ahead.subarray(0, block).to_vec()),
        }
        running.ahead = running.ahead.subarray(block, len);
        Ok(())
    }
}
