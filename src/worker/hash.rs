//! Hashing: reads files once more, a chunk at a time, whenever nothing is being loaded.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;

use super::engine_worker::EngineWorker;
use crate::engine::Hashing;
use crate::engine::protocol::Reply;
use crate::store::FileId;

/// Bytes read at once.
const CHUNK: u64 = 8 << 20;

/// Bytes hashed at once: some milliseconds' work, after which questions are answered.
const CACHE_BLOCK: u32 = 1 << 20;

/// The files to hash; the first of them is under way.
#[derive(Default)]
pub struct Hashes {
    waiting: RefCell<VecDeque<Hashing>>,
    busy: Cell<bool>,
    /// The file of which a chunk is being hashed, unless it is not wanted any more.
    current: Cell<Option<FileId>>,
}

impl Hashes {
    /// A file's hash is not wanted any more.
    pub fn forget(&self, file: FileId) {
        self.waiting.borrow_mut().retain(|hashing| hashing.file() != file);
        self.current.set(self.current.get().filter(|&current| current != file));
    }

    /// No hashes are wanted any more.
    pub fn forget_all(&self) {
        self.waiting.borrow_mut().clear();
        self.current.set(None);
    }

    fn is_known(&self, file: FileId) -> bool {
        self.current.get() == Some(file) || self.waiting.borrow().iter().any(|hashing| hashing.file() == file)
    }
}

impl EngineWorker {
    /// Hashes a file as it was given, after those already waiting.
    pub(super) fn hash(self: &Rc<EngineWorker>, file: FileId) {
        if self.hashes.is_known(file) {
            return;
        }
        let original = self.originals.borrow().get(&file).cloned();
        let bytes = original.or_else(|| self.files.borrow().get(&file).cloned());
        match bytes {
            Some(bytes) => self.hashes.waiting.borrow_mut().push_back(Hashing::new(file, bytes.size())),
            None => {
                let message = "This file is not loaded any more.".to_owned();
                return self.reply(Reply::HashFailed { file, message });
            }
        }
        self.hash_on();
    }

    /// Goes on with what is to be hashed, unless files are being loaded.
    pub(super) fn hash_on(self: &Rc<EngineWorker>) {
        if self.hashes.waiting.borrow().is_empty() || self.hashes.busy.replace(true) {
            return;
        }
        let engine_worker = Rc::clone(self);
        spawn_local(async move {
            while !engine_worker.load_queue.is_busy() {
                let next = engine_worker.hashes.waiting.borrow_mut().pop_front();
                let Some(hashing) = next else { break };
                engine_worker.hash_stretch(hashing).await;
            }
            engine_worker.hashes.busy.set(false);
        });
    }

    /// Hashes the next chunk of a file, and tells how far it is.
    async fn hash_stretch(&self, mut hashing: Hashing) {
        let file = hashing.file();
        self.hashes.current.set(Some(file));
        let read = self.add_stretch(&mut hashing).await;
        if self.hashes.current.replace(None) != Some(file) {
            return;
        }
        let (done, total) = hashing.progress();
        let reply = match read {
            Err(message) => Reply::HashFailed { file, message },
            Ok(()) if hashing.is_complete() => Reply::Hashed { file, sha256: hashing.finish() },
            Ok(()) => {
                self.hashes.waiting.borrow_mut().push_front(hashing);
                Reply::Hashing { file, done, total }
            }
        };
        self.reply(reply);
    }

    async fn add_stretch(&self, hashing: &mut Hashing) -> Result<(), String> {
        let (file, (done, total)) = (hashing.file(), hashing.progress());
        if done == total {
            return Ok(());
        }
        let original = self.originals.borrow().get(&file).cloned();
        let bytes = original.or_else(|| self.files.borrow().get(&file).cloned());
        let bytes = bytes.ok_or("This file is not loaded any more.")?;
        let buffer = self.read_from(&bytes, file, done, CHUNK.min(total - done)).await?;
        if buffer.byte_length() == 0 {
            return Err("The file became shorter since it was chosen. Choose it again.".to_owned());
        }
        let chunk = Uint8Array::new(&buffer);
        for start in (0..chunk.length()).step_by(CACHE_BLOCK as usize) {
            hashing.push(self.js_copy.borrow_mut().copy(&chunk, start, chunk.length().min(start + CACHE_BLOCK)));
            self.pause().await;
            if self.hashes.current.get() != Some(file) {
                break;
            }
        }
        Ok(())
    }
}
