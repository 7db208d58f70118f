//! Loading: reads dropped files one after the other, a chunk at a time, and tells the page how far it is.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::apart;
use super::engine_worker::EngineWorker;
use super::file_reads::Bytes;
use crate::engine::protocol::{NamedFile, ReadOptions, UnpackingReport};
use crate::ingest::unpack::Modified;
use crate::store::FileId;

/// The files waiting to be read, and how far this drop is.
#[derive(Default)]
pub struct LoadQueue {
    waiting: RefCell<VecDeque<(FileId, u64)>>,
    busy: Cell<bool>,
    /// Counts cancellations: a load that finds another number stops.
    cancelled: Cell<u32>,
    progress: Cell<Progress>,
    /// The file that must be read on from an earlier place because a speculative chunk was mispredicted, and that
    /// place.
    mispredicted: Cell<Option<(FileId, u64)>>,
    /// How far unpacking is, if it is a container that is read.
    unpacking: RefCell<Option<UnpackingReport>>,
    /// The container of which it is asked whether to go on, and what takes the answer.
    asking: RefCell<Option<(FileId, Function)>>,
}

/// How far this drop is; times are milliseconds since the worker started.
#[derive(Clone, Copy, Default)]
pub struct Progress {
    pub(super) bytes_read: u64,
    pub(super) bytes_total: u64,
    pub(super) started: f64,
    pub(super) reported: f64,
    /// Milliseconds spent on answers since the last report.
    pub(super) answering: f64,
}

impl LoadQueue {
    /// Drops what is waiting and stops what is being read.
    pub fn forget_all(&self) {
        self.waiting.borrow_mut().clear();
        self.progress.set(Progress::default());
        self.stop();
    }

    /// Stops what is being read.
    fn stop(&self) {
        self.cancelled.set(self.cancelled.get() + 1);
        let asking = self.asking.borrow().as_ref().map(|(file, _)| *file);
        asking.into_iter().for_each(|file| self.answer(file, false));
    }

    /// Takes note of how far unpacking is.
    pub(super) fn show_unpacking(&self, report: Option<UnpackingReport>) {
        self.unpacking.replace(report);
    }

    /// How far unpacking is.
    pub(super) fn unpacking(&self) -> Option<UnpackingReport> {
        self.unpacking.borrow().clone()
    }

    /// Waits for the answer whether to go on with a container.
    pub(super) fn ask(&self, file: FileId) -> impl Future<Output = bool> + use<> {
        let answer = Promise::new(&mut |resolve, _| {
            self.asking.replace(Some((file, resolve)));
        });
        // This promise is only ever resolved.
        async move { JsFuture::from(answer).await.is_ok_and(|go_on| go_on.is_truthy()) }
    }

    /// Answers whether to go on with a container, if that is asked.
    pub(super) fn answer(&self, file: FileId, go_on: bool) {
        let asking = self.asking.borrow_mut().take_if(|(of, _)| *of == file);
        // Settling a promise does not fail.
        asking.into_iter().for_each(|(_, take)| drop(take.call1(&JsValue::UNDEFINED, &go_on.into())));
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// How often loading was stopped: whoever finds another number than before stops too.
    pub(super) fn cancelled(&self) -> u32 {
        self.cancelled.get()
    }

    /// Takes note that a file must be read on from an earlier place.
    pub(super) fn roll_back(&self, file: FileId, to: u64) {
        self.mispredicted.set(Some((file, to)));
    }

    /// Whether a file must be read on from an earlier place.
    pub(super) fn has_mispredicted(&self, file: FileId) -> bool {
        self.mispredicted.get().is_some_and(|(of, _)| of == file)
    }

    /// The next file that waits, if it has no more bytes than this.
    pub(super) fn next_up_to(&self, most: u64) -> Option<(FileId, u64)> {
        let mut waiting = self.waiting.borrow_mut();
        let is_next = waiting.front().is_some_and(|(_, size)| *size <= most);
        if is_next { waiting.pop_front() } else { None }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    pub(super) fn update(&self, change: impl FnOnce(&mut Progress)) {
        let mut progress = self.progress.get();
        change(&mut progress);
        self.progress.set(progress);
    }
}

/// The first chunk is short, so that rows appear at once; later ones are long, since short reads are slow. The last
/// ones are shorter again, so that all parsers are done at about the same time.
pub(super) const FIRST_CHUNK: u64 = 1 << 20;
const LONGEST_STRETCH: u64 = 16 << 20;
const SHORTEST_OF_LAST: u64 = 8 << 20;
const PART_OF_REST: u64 = 4;
/// FileReads under way at once: the browser reads some while others are decoded, and the more it has to do, the less
/// time it loses between them (Firefox needs a quarter less for a long file than with four). The first chunk has only
/// one beside it, so that it comes soon.
const READS_AHEAD: usize = 8;
const FIRST_READS_AHEAD: usize = 2;

/// Why a file ends before its end.
pub(super) const BECAME_SHORTER: &str = "The file became shorter while it was read. Choose it again.";

/// The chunks of a file, from a short one to long ones and back.
struct Chunks {
    size: u64,
    offset: u64,
    len: u64,
}

impl Chunks {
    /// Offset and length of the next one.
    fn next(&mut self) -> Option<(u64, u64)> {
        let rest = self.size - self.offset;
        let len = self.len.min((rest / PART_OF_REST).max(SHORTEST_OF_LAST)).min(rest);
        let chunk = (len > 0).then_some((self.offset, len));
        self.offset += len;
        self.len = (self.len * 2).min(LONGEST_STRETCH);
        chunk
    }
}

impl EngineWorker {
    /// FileReads files after those already waiting.
    pub(super) fn open(self: &Rc<EngineWorker>, files: Vec<(NamedFile, Bytes)>) {
        let bytes_total = files.iter().map(|(named, _)| named.size).sum();
        for (named, bytes) in files {
            let file = match named.in_folder {
                true => self.engine.borrow_mut().add_file_along(&named.name, named.size),
                false => self.engine.borrow_mut().add_file(&named.name, named.size),
            };
            self.engine.borrow_mut().set_modified(file, named.modified.map(Modified::utc));
            self.files.borrow_mut().insert(file, bytes);
            self.load_queue.waiting.borrow_mut().push_back((file, named.size));
        }
        self.start(bytes_total);
    }

    /// FileReads files once more, each in another way, before all that wait.
    pub(super) fn read_again(self: &Rc<EngineWorker>, mut files: Vec<(FileId, ReadOptions)>) {
        files.retain(|(file, _)| self.files.borrow().contains_key(file));
        let again = self.engine.borrow_mut().read_again(files);
        let mut bytes_total = 0;
        for (file, again) in again.into_iter().rev() {
            let bytes = self.files.borrow_mut().remove(&file);
            // What is one file in another guise is unpacked once more, to its end, if it was not before.
            let bytes = self.originals.borrow_mut().remove(&file).or(bytes);
            if let Some(bytes) = bytes {
                bytes_total += bytes.size();
                self.load_queue.waiting.borrow_mut().push_front((again, bytes.size()));
                self.files.borrow_mut().insert(again, bytes);
            }
        }
        self.start(bytes_total);
    }

    /// Begins to read what waits, if nothing is being read; so many bytes more are to be read.
    fn start(self: &Rc<EngineWorker>, bytes: u64) {
        if !self.load_queue.busy.get() {
            self.load_queue.progress.set(Progress { started: self.now(), ..Progress::default() });
        }
        self.load_queue.update(|progress| progress.bytes_total += bytes);
        if !self.load_queue.busy.replace(true) {
            let engine_worker = Rc::clone(self);
            spawn_local(async move { engine_worker.load().await });
        }
    }

    /// Makes the sample tenant and reads it like any file.
    pub(super) fn open_sample(self: &Rc<EngineWorker>) {
        let bytes = signscope_sample::story_file();
        let (name, size) = (signscope_sample::STORY_FILE_NAME.to_owned(), bytes.len() as u64);
        let named = NamedFile { name, size, modified: None, in_folder: false };
        self.open(vec![(named, Bytes::Memory(bytes.into()))]);
    }

    /// Stops reading; what is there stays.
    pub(super) fn cancel(&self) {
        for (file, _) in std::mem::take(&mut *self.load_queue.waiting.borrow_mut()) {
            self.engine.borrow_mut().cancel(file);
        }
        self.load_queue.stop();
    }

    /// When the memory is full, nothing more of what waits is read.
    pub(super) fn leave_out_rest(&self) {
        if self.engine.borrow().is_full() {
            for (file, _) in std::mem::take(&mut *self.load_queue.waiting.borrow_mut()) {
                self.engine.borrow_mut().leave_out(file);
            }
        }
    }

    async fn load(self: &Rc<EngineWorker>) {
        self.report();
        loop {
            self.leave_out_rest();
            apart(self.load_small_files()).await;
            if let Some((file, size)) = self.load_queue.next_up_to(u64::MAX) {
                if !apart(self.unpack(file, size)).await {
                    apart(self.load_file(file, size)).await;
                }
                continue;
            }
            // All at once: the records of before are looked for among all there are.
            let better = self.engine.borrow_mut().better_readings();
            if better.is_empty() {
                break;
            }
            self.read_again(better);
        }
        self.load_queue.busy.set(false);
        self.report();
        // Hashes waited for the end of this.
        self.hash_on();
        apart(self.prepare()).await;
    }

    /// Finds what later questions need, a bit at a time between them, until files are loaded again.
    async fn prepare(&self) {
        loop {
            self.pause().await;
            if self.load_queue.busy.get() || !self.engine.borrow_mut().prepare() {
                break;
            }
        }
    }

    async fn load_file(self: &Rc<EngineWorker>, file: FileId, size: u64) {
        let before = self.load_queue.cancelled.get();
        // A file is decoded in one way from its beginning to its end.
        let is_shared = !self.pool.is_empty();
        let mut chunks = Chunks { size, offset: 0, len: FIRST_CHUNK };
        let mut ahead: VecDeque<JsFuture> = VecDeque::new();
        let mut done = 0;
        loop {
            // One of a file that was given up may still be there.
            if let Some((_, offset)) = self.load_queue.mispredicted.take().filter(|(of, _)| *of == file) {
                ahead.clear();
                chunks.offset = offset;
                self.load_queue.update(|progress| progress.bytes_read -= done - offset);
                done = offset;
            }
            let most = if done == 0 { FIRST_READS_AHEAD } else { READS_AHEAD };
            while ahead.len() < most
                && let Some((offset, len)) = chunks.next()
            {
                ahead.push_back(self.start_reading(file, offset, len).into());
            }
            let Some(read) = ahead.pop_front() else {
                if self.commit(file).await {
                    break;
                }
                continue;
            };
            let read = read.await;
            if self.load_queue.cancelled.get() != before {
                self.pool.all_done().await;
                return self.engine.borrow_mut().cancel(file);
            }
            let buffer: ArrayBuffer = match read {
                Ok(buffer) => buffer.unchecked_into(),
                Err(reason) => return self.engine.borrow_mut().fail(file, &reason.as_string().unwrap_or_default()),
            };
            let len = u64::from(buffer.byte_length());
            if !(is_shared && self.speculate(file, done, &buffer).await) {
                if !self.commit(file).await {
                    continue;
                }
                apart(self.decode(file, done, &buffer, is_shared)).await;
            }
            done += len;
            self.load_queue.update(|progress| progress.bytes_read += len);
            if len == 0 {
                return self.engine.borrow_mut().fail(file, BECAME_SHORTER);
            }
            if !self.engine.borrow().is_wanted(file) {
                break;
            }
            self.report_now_and_then();
            self.pause().await;
        }
        if self.is_whole(file) {
            return apart(self.finish(file, is_shared)).await;
        }
        self.pool.all_done().await;
        self.engine.borrow_mut().cancel(file);
    }

    /// Whether there is all of a file: if its unpacking was stopped, the rest is missing however it is read.
    pub(super) fn is_whole(&self, file: FileId) -> bool {
        self.files.borrow().get(&file).is_none_or(Bytes::is_whole)
    }

    /// Begins to read; the promise gives a buffer, or fails with words.
    pub(super) fn start_reading(self: &Rc<EngineWorker>, file: FileId, offset: u64, len: u64) -> Promise {
        let engine_worker = Rc::clone(self);
        future_to_promise(async move {
            engine_worker
                .read_buffer(file, offset, len)
                .await
                .map(JsValue::from)
                .map_err(|reason| JsValue::from(&reason))
        })
    }

    /// The same of a file whose bytes come from elsewhere.
    pub(super) fn start_reading_from(
        self: &Rc<EngineWorker>,
        bytes: &Bytes,
        file: FileId,
        offset: u64,
        len: u64,
    ) -> JsFuture {
        let (engine_worker, bytes) = (Rc::clone(self), bytes.clone());
        let read = future_to_promise(async move {
            let read = engine_worker.read_from(&bytes, file, offset, len).await;
            read.map(JsValue::from).map_err(|reason| JsValue::from(&reason))
        });
        read.into()
    }

    /// Decodes the next bytes of a file, which begin at `offset`, by the parsers or here; answers how many there were.
    pub(super) async fn decode(&self, file: FileId, offset: u64, buffer: &ArrayBuffer, is_shared: bool) -> u64 {
        let len = buffer.byte_length();
        match is_shared {
            true => self.share(file, offset, buffer).await,
            false => self.decode_here(file, buffer),
        }
        len.into()
    }

    /// Decodes the next bytes of a file here.
    pub(super) fn decode_here(&self, file: FileId, buffer: &ArrayBuffer) {
        self.blocks(buffer, |block| {
            self.engine.borrow_mut().push(file, block);
        });
    }

    pub(super) async fn finish(&self, file: FileId, is_shared: bool) {
        if !is_shared {
            return self.engine.borrow_mut().finish(file);
        }
        self.share_rest(file).await;
        self.pool.all_done().await;
        self.engine.borrow_mut().settle(file);
    }
}
