//! Unpacking: a file that is a container is read through once. What is in it is decoded as it comes out, and not kept:
//! its records are unpacked again when they are read again.

use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};

use super::archive::{Archive, Member};
use super::engine_worker::EngineWorker;
use super::file_reads::Bytes;
use crate::engine::protocol::UnpackingReport;
use crate::ingest::unpack::limit::Caution;
use crate::ingest::unpack::{Modified, Unpacked, Unpacker, WINDOW};
use crate::store::FileId;

/// Bytes of the container read at once, and reads under way at once.
const CHUNK: u64 = 4 << 20;
const READS_AHEAD: usize = 2;

/// Bytes of the container given to the unpacker at once.
const CACHE_BLOCK: u32 = 64 << 10;

/// Bytes that came out are decoded so many at once; the first ones sooner, so that rows appear at once.
const FIRST_PART: usize = 1 << 20;
const LONGEST_PART: usize = 4 << 20;

/// A container under way.
struct Unpacking {
    engine_worker: Rc<EngineWorker>,
    container: FileId,
    name: String,
    archive: Rc<Archive>,
    size: u64,
    unpacker: Unpacker,
    caution: Caution,
    output: Option<Output>,
    /// Whether the container is one file in another guise, which takes its place.
    is_one: bool,
    files: u64,
    problem: Option<String>,
    cancelled_before: u32,
    /// Whether somebody said that it is not to go on.
    is_stopped: bool,
}

/// A plain file that comes out.
struct Output {
    file: FileId,
    is_shared: bool,
    member: Member,
    /// How many bytes of it were decoded.
    done: u64,
    pending: Vec<u8>,
}

impl EngineWorker {
    /// Unpacks a file and reads what is in it, if it is a container. Answers whether there is nothing left to do: not
    /// if the file is to be read as it is.
    pub(super) async fn unpack(self: &Rc<EngineWorker>, file: FileId, size: u64) -> bool {
        let source = self.files.borrow().get(&file).cloned();
        let Some(source) = source else { return false };
        let cancelled_before = self.load_queue.cancelled();
        // A file that cannot be read is told by whoever reads it next.
        let head = self.read(file, 0, size.min(WINDOW as u64)).await.unwrap_or_default();
        if self.load_queue.cancelled() != cancelled_before {
            self.engine.borrow_mut().cancel(file);
            return true;
        }
        let name = self.engine.borrow().file_name(file).to_owned();
        let Some(unpacker) = Unpacker::sniff(&name, &head) else { return false };
        let unpacking = Unpacking {
            engine_worker: Rc::clone(self),
            container: file,
            name,
            archive: Rc::new(Archive::new(source, &unpacker)),
            size,
            unpacker,
            caution: Caution::default(),
            output: None,
            is_one: false,
            files: 0,
            problem: None,
            cancelled_before,
            is_stopped: false,
        };
        unpacking.run().await;
        self.load_queue.show_unpacking(None);
        true
    }
}

impl Unpacking {
    async fn run(mut self) {
        match self.read_through().await {
            Ok(()) if self.is_stopped || self.is_cancelled() || self.output.is_some() => self.cancel().await,
            Ok(()) => self.finish(),
            Err(reason) => self.fail(&reason).await,
        }
    }

    fn is_cancelled(&self) -> bool {
        self.engine_worker.load_queue.cancelled() != self.cancelled_before
    }

    /// FileReads the container to its end, or until it is cancelled.
    async fn read_through(&mut self) -> Result<(), String> {
        let engine_worker = Rc::clone(&self.engine_worker);
        let source = self.archive.source().clone();
        let mut offsets = (0..self.size).step_by(CHUNK as usize);
        let mut ahead = VecDeque::new();
        loop {
            while ahead.len() < READS_AHEAD
                && let Some(offset) = offsets.next()
            {
                let len = CHUNK.min(self.size - offset);
                ahead.push_back(engine_worker.start_reading_from(&source, self.container, offset, len));
            }
            let Some(read) = ahead.pop_front() else { break };
            let chunk = read.await.map_err(|reason| reason.as_string().unwrap_or_default())?;
            let chunk = Uint8Array::new(&chunk);
            if chunk.length() == 0 {
                return Err("The file became shorter while it was read. Choose it again.".to_owned());
            }
            for start in (0..chunk.length()).step_by(CACHE_BLOCK as usize) {
                let end = chunk.length().min(start + CACHE_BLOCK);
                self.unpacker.push(&chunk.subarray(start, end).to_vec());
                engine_worker.load_queue.update(|progress| progress.bytes_read += u64::from(end - start));
                self.take_all().await;
                if self.is_over() || !self.is_wanted() {
                    return Ok(());
                }
            }
        }
        self.unpacker.end();
        self.take_all().await;
        Ok(())
    }

    /// Whether more of the container is wanted: not if it was removed, or is one file that is nothing Signscope reads.
    fn is_wanted(&self) -> bool {
        self.engine_worker.engine.borrow().is_wanted(self.container)
    }

    /// Whether it goes on no more, whatever there is.
    fn is_over(&self) -> bool {
        self.is_stopped || self.is_cancelled()
    }

    async fn take_all(&mut self) {
        while let Some(unpacked) = self.unpacker.pull() {
            self.take(unpacked).await;
            self.archive.note(&self.unpacker);
            self.show(false);
            if self.caution.asks(self.unpacker.used(), self.unpacker.unpacked()) {
                self.ask().await;
            }
            self.engine_worker.report_now_and_then();
            self.engine_worker.breathe().await;
            if self.is_over() {
                break;
            }
        }
    }

    /// Has the page show how far it is.
    fn show(&self, asks: bool) {
        let (file, name) = (self.container, self.name.clone());
        let (used, unpacked) = (self.unpacker.used(), self.unpacker.unpacked());
        self.engine_worker.load_queue.show_unpacking(Some(UnpackingReport { file, name, used, unpacked, asks }));
    }

    /// Asks whether to go on, when what came out so far can be looked at, and waits for the answer.
    async fn ask(&mut self) {
        let engine_worker = Rc::clone(&self.engine_worker);
        if let Some(output) = &mut self.output {
            output.decode(&engine_worker).await;
        }
        engine_worker.pool.all_done().await;
        self.show(true);
        let answer = engine_worker.load_queue.ask(self.container);
        engine_worker.report();
        self.is_stopped = !answer.await;
        self.caution.go_on(self.unpacker.unpacked());
        self.show(false);
        engine_worker.report();
    }

    async fn take(&mut self, unpacked: Unpacked) {
        let engine_worker = Rc::clone(&self.engine_worker);
        match unpacked {
            Unpacked::Begin { name, modified } => self.begin(&name, modified),
            Unpacked::Bytes(bytes) => {
                let Some(output) = &mut self.output else { return };
                output.member.len += bytes.len() as u64;
                if engine_worker.engine.borrow().is_wanted(output.file) {
                    output.pending.extend_from_slice(&bytes);
                }
                let enough = if output.done == 0 { FIRST_PART } else { LONGEST_PART };
                if output.pending.len() >= enough {
                    output.decode(&engine_worker).await;
                }
            }
            Unpacked::End => {
                let Some(mut output) = self.output.take() else { return };
                // A small file is decoded here: the way to a parser and back takes longer.
                output.is_shared &= output.done > 0;
                output.decode(&engine_worker).await;
                output.member.is_whole = true;
                output.put_down(&engine_worker);
                if output.file != self.container {
                    engine_worker.engine.borrow_mut().set_size(output.file, output.member.len);
                }
                engine_worker.finish(output.file, output.is_shared).await;
            }
            Unpacked::Problem(text) => {
                let file = self.output.as_ref().map_or(self.container, |output| output.file);
                engine_worker.engine.borrow_mut().complain(file, &text);
                self.problem.get_or_insert(text);
            }
            Unpacked::Refused { name, reason } => {
                self.files += 1;
                let mut engine = engine_worker.engine.borrow_mut();
                let file = engine.add_file(&name, 0);
                engine.fail(file, &reason);
            }
            Unpacked::LeftOut => {}
        }
    }

    /// A plain file begins: the container itself in another guise, or one of several.
    fn begin(&mut self, name: &str, modified: Option<Modified>) {
        self.files += 1;
        let mut engine = self.engine_worker.engine.borrow_mut();
        let file = if name == self.name {
            self.is_one = true;
            engine.set_wrapping(self.container, self.unpacker.kind());
            self.engine_worker.originals.borrow_mut().insert(self.container, self.archive.source().clone());
            self.container
        } else {
            engine.add_file_along(name, 0)
        };
        // What is inside may be older than what it is packed in; where that is not told, they are taken to be of one
        // age.
        if modified.is_some() {
            engine.set_modified(file, modified);
        }
        // A file is decoded in one way from its beginning to its end.
        let is_shared = !self.engine_worker.pool.is_empty();
        let member =
            Member { archive: Rc::clone(&self.archive), start: self.unpacker.written(), len: 0, is_whole: false };
        self.engine_worker.files.borrow_mut().entry(file).or_insert_with(|| Bytes::Packed(member.clone()));
        self.output = Some(Output { file, is_shared, member, done: 0, pending: Vec::new() });
    }

    /// The container was read to its end.
    fn finish(self) {
        let mut engine = self.engine_worker.engine.borrow_mut();
        match self.problem {
            _ if self.is_one => {}
            Some(problem) if self.files == 0 => engine.fail(self.container, &problem),
            _ => engine.set_unpacked(self.container, self.files),
        }
    }

    /// What is there of an open file stays.
    async fn cancel(self) {
        self.engine_worker.pool.all_done().await;
        let mut engine = self.engine_worker.engine.borrow_mut();
        self.output.iter().for_each(|output| engine.cancel(output.file));
        engine.cancel(self.container);
    }

    async fn fail(self, reason: &str) {
        self.engine_worker.pool.all_done().await;
        let mut engine = self.engine_worker.engine.borrow_mut();
        self.output.iter().for_each(|output| engine.fail(output.file, reason));
        engine.fail(self.container, reason);
    }
}

impl Output {
    /// Decodes what has come out.
    async fn decode(&mut self, engine_worker: &Rc<EngineWorker>) {
        if self.pending.is_empty() {
            return;
        }
        let buffer: ArrayBuffer = Uint8Array::from(self.pending.as_slice()).buffer();
        self.pending.clear();
        // It may be read again at once.
        self.put_down(engine_worker);
        self.done += engine_worker.decode(self.file, self.done, &buffer, self.is_shared).await;
    }

    /// Takes note of where it can be read again, unless it was removed.
    fn put_down(&self, engine_worker: &EngineWorker) {
        if let Some(bytes) = engine_worker.files.borrow_mut().get_mut(&self.file) {
            *bytes = Bytes::Packed(self.member.clone());
        }
    }
}
