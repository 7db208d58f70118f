//! The worker's side: takes the page's requests, lets the engine answer, and reads the files it needs.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{ArrayBuffer, BigUint64Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use super::apart;
use super::archive::Replays;
use super::channel::Channel;
use super::file_reads::{Bytes, FileReads, copy};
use super::hash::Hashes;
use super::js_copy::JsCopy;
use super::load_queue::LoadQueue;
use super::memory::{self, Growth};
use super::message::{Role, ToPage, ToWorker};
use super::parser;
use super::pool::Pool;
use super::questions::Questions;
use super::reader;
use super::topology::Topology;
use crate::engine::Engine;
use crate::engine::protocol::{Reply, Request};
use crate::store::{FileId, KEY_WORDS, RowId, set_hash_keys};

/// The worker: the engine, and what it needs around it.
pub struct EngineWorker {
    pub(super) scope: DedicatedWorkerGlobalScope,
    pub(super) engine: RefCell<Engine>,
    pub(super) file_reads: FileReads,
    pub(super) replays: Replays,
    pub(super) js_copy: RefCell<JsCopy>,
    pub(super) files: RefCell<HashMap<FileId, Bytes>>,
    /// Files as they were given, where [`EngineWorker::files`] has what came out of them.
    pub(super) originals: RefCell<HashMap<FileId, Bytes>>,
    pub(super) load_queue: LoadQueue,
    pub(super) hashes: Hashes,
    pub(super) questions: Questions,
    pub(super) pool: Pool,
    pub(super) growth: Growth,
    pub(super) topology: Cell<Topology>,
    /// The number of the export under way, else 0: an export that finds another number stops.
    pub(super) export: Cell<u32>,
    /// When messages were last let in, milliseconds since the worker started.
    paused: Cell<f64>,
}

/// Milliseconds of work after which messages are let in.
const BREATH: f64 = 8.0;

/// Runs this worker: its first message says what it is to be.
pub fn run(scope: DedicatedWorkerGlobalScope) {
    tell_of_panics();
    draw_hash_keys();
    super::code_page::install();
    let listening = scope.clone();
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match ToWorker::from_event(&event) {
        Some(ToWorker::Role(Role::Engine)) => run_engine(&listening),
        Some(ToWorker::Role(Role::Parser(port))) => parser::run(&Channel::to_engine(port, &listening)),
        Some(ToWorker::Role(Role::Reader(port))) => reader::run(&Channel::to_engine(port, &listening)),
        _ => {}
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // It must live until it is called, by the first message.
    listen.forget();
}

fn run_engine(scope: &DedicatedWorkerGlobalScope) {
    let engine_worker = Rc::new(EngineWorker {
        scope: scope.clone(),
        engine: RefCell::default(),
        file_reads: FileReads::new(scope.clone()),
        replays: Replays::default(),
        js_copy: RefCell::default(),
        files: RefCell::default(),
        originals: RefCell::default(),
        load_queue: LoadQueue::default(),
        hashes: Hashes::default(),
        questions: Questions::default(),
        pool: Pool::default(),
        growth: Growth::default(),
        topology: Cell::default(),
        export: Cell::new(0),
        paused: Cell::new(0.0),
    });
    let listening = Rc::clone(&engine_worker);
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| listening.receive(&event));
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    listen.forget();
    engine_worker.send(&ToPage::Started);
    engine_worker.start_helpers();
    memory::reserve(memory::FOR_ENGINE);
}

impl EngineWorker {
    pub(super) fn receive(self: &Rc<EngineWorker>, event: &MessageEvent) {
        match ToWorker::from_event(event) {
            Some(ToWorker::Ask { request, files }) => self.ask(request, files),
            Some(ToWorker::Role(Role::WithParser(port))) => drop(self.add_parser(Channel::Port(port))),
            Some(ToWorker::Role(Role::WithReader(port))) => self.add_reader(Channel::Port(port)),
            Some(ToWorker::Role(_)) => {}
            Some(ToWorker::Bytes { ticket, bytes }) => self.file_reads.arrived(ticket, bytes),
            Some(ToWorker::ParserStopped { number }) => self.lose_parser(number),
            Some(ToWorker::Reader { listens }) => self.file_reads.reader_listens(listens),
            None => {}
        }
    }

    fn ask(self: &Rc<EngineWorker>, request: Request, files: Vec<web_sys::File>) {
        let engine_worker = Rc::clone(self);
        match request {
            Request::Open { files: names } => {
                self.open(names.into_iter().zip(files.into_iter().map(|file| Bytes::File(file.into()))).collect())
            }
            Request::OpenSample => self.open_sample(),
            Request::Cancel => self.cancel(),
            Request::GoOn { file, go_on } => self.load_queue.answer(file, go_on),
            Request::Clear => self.clear(),
            Request::Remove { files } => self.remove(&files),
            Request::ReadAgain { file, reading } => self.read_again(vec![(file, reading)]),
            Request::Detail { row } => spawn_local(async move { engine_worker.detail(row).await }),
            Request::Export { number, view, format } => {
                spawn_local(async move { engine_worker.export(number, &view, &format).await })
            }
            Request::ExportTable { number, question } => {
                spawn_local(async move { engine_worker.export_table(number, &question).await })
            }
            Request::Hash { file } => self.hash(file),
            Request::CancelHash { file } => self.hashes.forget(file),
            Request::CancelExport { number } if self.export.get() == number => self.export.set(0),
            Request::CancelExport { .. } => {}
            Request::Withdraw(questions) => self.questions.queue().withdraw(&questions),
            question => self.ask_question(question),
        }
    }

    async fn detail(&self, row: RowId) {
        let location = self.engine.borrow().location(row);
        let Some(location) = location else { return self.reply(Reply::Gone { row }) };
        let bytes = self.read(location.file, location.offset, location.len.into()).await;
        // Files may have been removed meanwhile.
        let reply = match (self.engine.borrow().location(row), bytes) {
            (None, _) => Reply::Gone { row },
            (Some(_), Err(message)) => Reply::DetailFailed { row, message },
            (Some(_), Ok(bytes)) => match self.engine.borrow().detail(row, &bytes) {
                None => Reply::Gone { row },
                Some(Err(message)) => Reply::DetailFailed { row, message },
                Some(Ok(detail)) => Reply::Detail(Box::new(detail)),
            },
        };
        self.reply(reply);
    }

    /// FileReads a chunk of a loaded file. Fails in words a person can act on.
    pub(super) async fn read(&self, file: FileId, offset: u64, len: u64) -> Result<Vec<u8>, String> {
        let buffer = self.read_buffer(file, offset, len).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// The same as a buffer.
    pub(super) async fn read_buffer(&self, file: FileId, offset: u64, len: u64) -> Result<ArrayBuffer, String> {
        let bytes = self.files.borrow().get(&file).cloned().ok_or("This file is not loaded any more.")?;
        self.read_from(&bytes, file, offset, len).await
    }

    /// The same of a file whose bytes come from elsewhere.
    pub(super) async fn read_from(
        &self,
        bytes: &Bytes,
        file: FileId,
        offset: u64,
        len: u64,
    ) -> Result<ArrayBuffer, String> {
        let read = match bytes {
            Bytes::File(file) => self.file_reads.read(file, offset, len).await,
            Bytes::Memory(bytes) => return Ok(copy(bytes, offset, len)),
            Bytes::Packed(member) => return apart(self.read_member(member, file, offset, len)).await,
        };
        read.map_err(|reason| {
            let name = self.engine.borrow().file_name(file).to_owned();
            format!("{name} could not be read: it was changed, moved or deleted after it was chosen. Choose it again. (The browser says: {reason})")
        })
    }

    /// Sends an answer to the page.
    pub(super) fn reply(&self, reply: Reply) {
        self.send(&ToPage::Reply { reply, written: None, took: 0.0 });
    }

    /// Sends the page a file.
    pub(super) fn reply_with_file(&self, reply: Reply, written: Blob) {
        self.send(&ToPage::Reply { reply, written: Some(written), took: 0.0 });
    }

    pub(super) fn send(&self, message: &ToPage) {
        // Posting fails only for values that cannot be cloned, of which there are none in these messages.
        let _ = message.to_js().and_then(|message| self.scope.post_message(&message));
    }

    /// Forgets files. If one is being read, reading it stops as soon as the engine is asked whether more is wanted.
    fn remove(&self, files: &[FileId]) {
        self.engine.borrow_mut().remove(files);
        for &file in files {
            self.files.borrow_mut().remove(&file);
            self.originals.borrow_mut().remove(&file);
            self.hashes.forget(file);
            self.load_queue.answer(file, false);
        }
        self.replays.forget_all();
        self.report();
    }

    fn clear(&self) {
        self.load_queue.forget_all();
        self.questions.queue().clear();
        self.hashes.forget_all();
        self.pool.forget_all();
        self.export.set(0);
        self.engine.borrow_mut().clear();
        self.files.borrow_mut().clear();
        self.originals.borrow_mut().clear();
        self.replays.forget_all();
        // A report of before may still be on its way, so the last one must be of no files. A load ends with one.
        if !self.load_queue.is_busy() {
            self.report();
        }
    }

    /// Milliseconds since the worker started.
    pub(super) fn now(&self) -> f64 {
        self.scope.performance().map_or(0.0, |performance| performance.now())
    }

    /// Lets messages in if that was not done for a while: for work in small chunks, each shorter than a pause.
    pub(super) async fn breathe(&self) {
        if self.now() - self.paused.get() >= BREATH {
            self.pause().await;
            self.paused.set(self.now());
        }
    }

    /// Lets messages in that have come meanwhile.
    pub(super) async fn pause(&self) {
        // A timer would wait longer: browsers chunk those that follow one another to 4 ms.
        let Ok(channel) = MessageChannel::new() else { return };
        let posted = Promise::new(&mut |resolve, _| {
            channel.port1().set_onmessage(Some(&resolve));
            // Nothing is in this message that could not be posted.
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        // This promise is only ever resolved.
        let _ = JsFuture::from(posted).await;
        channel.port1().close();
    }
}

/// Gives the dictionaries of this worker random numbers, so that nobody can write a file that makes them slow.
fn draw_hash_keys() {
    let words = BigUint64Array::new_with_length(KEY_WORDS as u32);
    let drawn = Reflect::get(&js_sys::global(), &"crypto".into()).and_then(|crypto| {
        let draw: Function = Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
        draw.call1(&crypto, &words)
    });
    // Without them everything is right too, and a file would have to be made to measure to be slow.
    if let (Ok(_), Ok(words)) = (drawn, words.to_vec().try_into()) {
        set_hash_keys(words);
    }
}

/// A panic ends the worker: the page must hear of it, with the words of the panic.
fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        let message = ToPage::Panic(panic.to_string()).to_js();
        if let (Some(scope), Ok(message)) = (super::scope(), message) {
            // There is nobody left to tell if this fails.
            let _ = scope.post_message(&message);
        }
    }));
}
