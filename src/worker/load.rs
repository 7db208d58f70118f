//! Loading: reads dropped files one after the other, a stretch at a time, and tells the page how far it is.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::host::Host;
use super::reader::Bytes;
use crate::engine::protocol::{Loading, NamedFile, Reply};
use crate::sample;
use crate::store::FileId;

/// The files waiting to be read, and how far this drop is.
#[derive(Default)]
pub struct Loads {
    waiting: RefCell<VecDeque<(FileId, u64)>>,
    busy: Cell<bool>,
    /// Counts cancellations: a load that finds another number stops.
    cancelled: Cell<u32>,
    progress: Cell<Progress>,
}

#[derive(Clone, Copy, Default)]
struct Progress {
    bytes_read: u64,
    bytes_total: u64,
    started: f64,
    reported: f64,
}

impl Loads {
    /// Drops what is waiting and stops what is being read.
    pub fn forget_all(&self) {
        self.cancelled.set(self.cancelled.get() + 1);
        self.waiting.borrow_mut().clear();
        self.progress.set(Progress::default());
    }

    fn update(&self, change: impl FnOnce(&mut Progress)) {
        let mut progress = self.progress.get();
        change(&mut progress);
        self.progress.set(progress);
    }
}

/// The first stretch is short, so that rows appear at once; later ones are long, since short reads are slow.
const FIRST_STRETCH: u64 = 1 << 20;
const LONGEST_STRETCH: u64 = 16 << 20;
/// Milliseconds between two reports to the page.
const REPORT_EVERY: f64 = 100.0;

impl Host {
    /// Reads files after those already waiting.
    pub(super) fn open(self: &Rc<Host>, files: Vec<(NamedFile, Bytes)>) {
        if !self.loads.busy.get() {
            self.loads.progress.set(Progress { started: self.now(), ..Progress::default() });
        }
        for (named, bytes) in files {
            let file = self.engine.borrow_mut().add_file(&named.name, named.size);
            self.files.borrow_mut().push(bytes);
            self.loads.waiting.borrow_mut().push_back((file, named.size));
            self.loads.update(|progress| progress.bytes_total += named.size);
        }
        if !self.loads.busy.replace(true) {
            let host = Rc::clone(self);
            spawn_local(async move { host.load().await });
        }
    }

    /// Makes the sample tenant and reads it like any file.
    pub(super) fn open_sample(self: &Rc<Host>) {
        let bytes = sample::story_file();
        let named = NamedFile { name: sample::STORY_FILE_NAME.to_owned(), size: bytes.len() as u64 };
        self.open(vec![(named, Bytes::Memory(bytes.into()))]);
    }

    /// Stops reading; what is there stays.
    pub(super) fn cancel(&self) {
        for (file, _) in std::mem::take(&mut *self.loads.waiting.borrow_mut()) {
            self.engine.borrow_mut().cancel(file);
        }
        self.loads.cancelled.set(self.loads.cancelled.get() + 1);
    }

    async fn load(&self) {
        self.report(true);
        loop {
            let next = self.loads.waiting.borrow_mut().pop_front();
            let Some((file, size)) = next else { break };
            self.load_file(file, size).await;
        }
        self.loads.busy.set(false);
        self.report(false);
    }

    async fn load_file(&self, file: FileId, size: u64) {
        let before = self.loads.cancelled.get();
        let (mut offset, mut stretch) = (0, FIRST_STRETCH);
        while offset < size {
            let read = self.read(file, offset, stretch.min(size - offset)).await;
            if self.loads.cancelled.get() != before {
                return self.engine.borrow_mut().cancel(file);
            }
            match read {
                Ok(bytes) if bytes.is_empty() => {
                    return self
                        .engine
                        .borrow_mut()
                        .fail(file, "The file became shorter while it was read. Choose it again.");
                }
                Ok(bytes) => {
                    offset += bytes.len() as u64;
                    self.loads.update(|progress| progress.bytes_read += bytes.len() as u64);
                    if !self.engine.borrow_mut().push(file, &bytes) {
                        return self.loads.update(|progress| progress.bytes_read += size - offset);
                    }
                }
                Err(reason) => return self.engine.borrow_mut().fail(file, &reason),
            }
            stretch = (stretch * 4).min(LONGEST_STRETCH);
            self.report_now_and_then();
            self.pause().await;
        }
        self.engine.borrow_mut().finish(file);
    }

    fn report_now_and_then(&self) {
        let progress = self.loads.progress.get();
        if progress.reported == progress.started || self.now() - progress.reported >= REPORT_EVERY {
            self.report(true);
        }
    }

    fn report(&self, busy: bool) {
        let now = self.now();
        let progress = self.loads.progress.get();
        let loading = Loading {
            busy,
            bytes_read: progress.bytes_read,
            bytes_total: progress.bytes_total,
            elapsed_ms: now - progress.started,
            ..self.engine.borrow().loading()
        };
        // The report at the very start has no rows yet: the first stretch is reported whenever it comes.
        self.loads.update(|progress| progress.reported = if progress.bytes_read == 0 { progress.started } else { now });
        self.reply(Reply::Loading(loading), Vec::new());
    }
}
