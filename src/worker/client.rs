//! The page's side: starts the worker, sends requests, and reads files for it where the browser wants that.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, ErrorEvent, File, MessageChannel, MessageEvent, Worker};

use super::file_reads::words;
use super::message::{Role, ToPage, ToWorker};
use super::reader;
use super::spawn::spawn;
use super::topology::parsers_wanted;
use crate::engine::protocol::{Reply, Request};

/// What comes from the worker.
#[derive(Debug)]
pub enum Message {
    /// An answer, with the file it speaks of.
    Reply {
        /// The answer.
        reply: Reply,
        /// What was written, if it is a whole file now.
        written: Option<Blob>,
    },
    /// The worker could not start: why, and what to do.
    Failed(String),
    /// The worker stopped for good, with all it knew. Nothing more comes from it; another one can be started.
    Stopped,
}

/// A connection to the worker; clones speak to the same one.
#[derive(Clone, Debug)]
pub struct Client {
    worker: Option<Worker>,
    /// Whether anything was asked: an engine that stops by itself would do so again.
    was_asked: Rc<Cell<bool>>,
}

impl Client {
    /// Starts the worker. Every message from it goes to `on_message`, failing to start among them.
    pub fn start(on_message: impl Fn(Message) + 'static) -> Client {
        let was_asked = Rc::default();
        let worker = match spawn() {
            Ok(worker) => {
                post(&worker, &ToWorker::Role(Role::Engine));
                listen(&worker, on_message, &was_asked);
                Some(worker)
            }
            Err(error) => {
                on_message(Message::Failed(not_started(&words(&error))));
                None
            }
        };
        Client { worker, was_asked }
    }

    /// Sends a request, with the files it speaks of.
    pub fn send(&self, request: &Request, files: &[File]) {
        self.was_asked.set(true);
        let message = ToWorker::Ask { request: request.clone(), files: files.to_vec() };
        self.worker.iter().for_each(|worker| post(worker, &message));
    }
}

/// The cores of the machine, or as many as the browser wants to tell.
fn cores() -> f64 {
    web_sys::window().map_or(1.0, |window| window.navigator().hardware_concurrency())
}

/// Starts the reader and the parsers of an engine that cannot do it.
fn add_helpers(engine: &Worker) -> Vec<Worker> {
    let mut helpers: Vec<Worker> = add_reader(engine).into_iter().collect();
    let mut parsers = 0;
    for _ in 0..parsers_wanted(cores()) {
        let parser = add_parser(engine, parsers);
        parsers += usize::from(parser.is_some());
        helpers.extend(parser);
    }
    helpers
}

/// Starts a reader and joins it to the engine by a channel; the engine is told if it stops. Without a reader the engine
/// reads by itself.
fn add_reader(engine: &Worker) -> Option<Worker> {
    let (Ok(worker), Ok(channel)) = (spawn(), MessageChannel::new()) else { return None };
    on_stop(&worker, engine, ToWorker::Reader { listens: false });
    post(&worker, &ToWorker::Role(Role::Reader(Some(channel.port1()))));
    post(engine, &ToWorker::Role(Role::WithReader(channel.port2())));
    Some(worker)
}

/// Starts a parser and joins it to the engine by a channel; the engine is told if it stops. Without parsers the engine
/// decodes by itself. `None` if the parser with this number could not be started.
fn add_parser(engine: &Worker, number: usize) -> Option<Worker> {
    let (Ok(parser), Ok(channel)) = (spawn(), MessageChannel::new()) else { return None };
    on_stop(&parser, engine, ToWorker::ParserStopped { number });
    post(&parser, &ToWorker::Role(Role::Parser(Some(channel.port1()))));
    post(engine, &ToWorker::Role(Role::WithParser(channel.port2())));
    Some(parser)
}

/// Tells the engine when a helper stops: it says nothing to the page but that, by a panic's last words or by an error.
fn on_stop(helper: &Worker, engine: &Worker, message: ToWorker) {
    let engine = engine.clone();
    let stopped = Closure::<dyn Fn()>::new(move || post(&engine, &message));
    helper.set_onmessage(Some(stopped.as_ref().unchecked_ref()));
    helper.set_onerror(Some(stopped.as_ref().unchecked_ref()));
    // The page listens as long as it lives.
    stopped.forget();
}

fn listen(worker: &Worker, on_message: impl Fn(Message) + 'static, was_asked: &Rc<Cell<bool>>) {
    let on_message = Rc::new(on_message);
    let helpers: Rc<RefCell<Vec<Worker>>> = Rc::default();
    let stop = {
        let (worker, helpers, on_message) = (worker.clone(), Rc::clone(&helpers), Rc::clone(&on_message));
        let was_asked = Rc::clone(was_asked);
        move |reason: &str| {
            // A panic is followed by an error, and whatever the rest of the worker still does is wrong.
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
            helpers.take().iter().for_each(Worker::terminate);
            on_message(if was_asked.get() { Message::Stopped } else { Message::Failed(not_started(reason)) });
        }
    };
    let (answering, failing) = (worker.clone(), stop.clone());
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match ToPage::from_event(&event) {
        Some(ToPage::Reply { reply, written, .. }) => on_message(Message::Reply { reply, written }),
        Some(ToPage::Read { ticket, file, offset, len }) => read_for(answering.clone(), ticket, file, offset, len),
        Some(ToPage::Started) => mark("signscope: worker"),
        Some(ToPage::NeedsHelpers) => drop(helpers.replace(add_helpers(&answering))),
        Some(ToPage::Panic(reason)) => failing(&reason),
        None => {}
    });
    let error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| stop(&event.message()));
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    // The page listens as long as it lives.
    message.forget();
    error.forget();
}

/// Leaves a mark in the browser's timeline of the page (User Timing), where profilers and `cargo xtask bench` find it.
pub fn mark(name: &str) {
    if let Some(clock) = web_sys::window().and_then(|window| window.performance()) {
        // A mark that could not be set is mispredicted by nobody who uses the page.
        let _ = clock.mark(name);
    }
}

fn not_started(reason: &str) -> String {
    format!(
        "The part of Signscope that reads files could not start: {reason}. Reload the page, or try another browser."
    )
}

/// FileReads a chunk of a file on behalf of the worker.
fn read_for(worker: Worker, ticket: u32, file: Blob, offset: f64, len: f64) {
    spawn_local(async move {
        post(&worker, &reader::answer(ticket, &file, offset, len).await);
    });
}

fn post(worker: &Worker, message: &ToWorker) {
    let posted = message.to_js().and_then(|(message, moved)| worker.post_message_with_transfer(&message, &moved));
    if let Err(error) = posted {
        web_sys::console::error_2(&JsValue::from_str("A message to the engine was lost:"), &error);
    }
}
