//! The topology of the engine: a reader and some parsers, and who starts them.
//!
//! The engine does it where it may. What it moves to a worker of its own costs next to nothing, while Firefox copies
//! what goes through a channel, by way of another process: 65 ms for 16 MiB. Chromium and WebKit let no worker of a
//! page from disk start another: there the page starts the topology, and joins it to the engine by channels, which copy
//! nothing there. Where neither works, or there is one core only, the engine does everything by itself.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MessageEvent;

use super::channel::Channel;
use super::engine_worker::EngineWorker;
use super::job::ResultMessage;
use super::message::{Role, ToPage, ToWorker};
use super::spawn::spawn;

/// Reading gives no more bytes than so many parsers decode.
const MOST_PARSERS: f64 = 4.0;

/// Milliseconds a reader may take to start before the page is asked for one.
const PATIENCE: i32 = 2000;

/// How many parsers are wanted on a machine with so many cores: as many, since with one fewer loading takes twice as
/// long on two cores; but none where they would only be in the way of the engine.
pub fn parsers_wanted(cores: f64) -> u32 {
    if cores < 2.0 { 0 } else { cores.min(MOST_PARSERS) as u32 }
}

/// Who starts the topology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topology {
    /// It is not known yet whether the engine can.
    #[default]
    Awaited,
    /// The engine.
    Own,
    /// The page.
    OfPage,
}

impl EngineWorker {
    /// Starts the topology, if one is wanted: first the reader, which shows whether a worker may start others here.
    pub(super) fn start_helpers(self: &Rc<EngineWorker>) {
        if parsers_wanted(self.cores()) == 0 {
            return;
        }
        let Some(channel) = start(Role::Reader(None)) else { return self.ask_page_for_helpers() };
        let (hearing, failing, late) = (Rc::clone(self), Rc::clone(self), Rc::clone(self));
        let own = channel.clone();
        channel.listen(move |event| hearing.hear_own_reader(&event, &own));
        channel.on("error", move || failing.lose_own_reader());
        let late = Closure::once_into_js(move || late.ask_page_for_helpers());
        let late = late.unchecked_ref();
        let _ = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(late, PATIENCE);
    }

    fn hear_own_reader(self: &Rc<EngineWorker>, event: &MessageEvent, channel: &Channel) {
        match (ToWorker::from_event(event), self.topology.get()) {
            (Some(ToWorker::Reader { listens: true }), Topology::Awaited) => {
                self.topology.set(Topology::Own);
                self.file_reads.add_reader(channel.clone());
                self.file_reads.reader_listens(true);
                (0..parsers_wanted(self.cores())).for_each(|_| self.start_parser());
            }
            (Some(ToWorker::Bytes { ticket, bytes }), _) => self.file_reads.arrived(ticket, bytes),
            // The last words of a panic, or that it cannot have a file.
            _ => self.lose_own_reader(),
        }
    }

    fn lose_own_reader(&self) {
        match self.topology.get() {
            Topology::Awaited => self.ask_page_for_helpers(),
            Topology::Own => self.file_reads.reader_listens(false),
            Topology::OfPage => {}
        }
    }

    fn start_parser(self: &Rc<EngineWorker>) {
        let Some(channel) = start(Role::Parser(None)) else { return };
        let number = self.add_parser(channel.clone());
        let engine_worker = Rc::clone(self);
        channel.on("error", move || engine_worker.lose_parser(number));
    }

    /// Takes a parser into the pool, which gets work once it has said that it is ready. The answer is its number.
    pub(super) fn add_parser(self: &Rc<EngineWorker>, channel: Channel) -> usize {
        let (number, engine_worker) = (self.pool.add(channel.clone()), Rc::clone(self));
        channel.listen(move |event| match ResultMessage::from_js(&event.data()) {
            Some(result) => engine_worker.take_result(number, result),
            // The last words of a panic.
            None => engine_worker.lose_parser(number),
        });
        number
    }

    /// Takes the reader that the page started; it gets work once it has said that it listens.
    pub(super) fn add_reader(self: &Rc<EngineWorker>, channel: Channel) {
        let engine_worker = Rc::clone(self);
        channel.listen(move |event| engine_worker.receive(&event));
        self.file_reads.add_reader(channel);
    }

    fn ask_page_for_helpers(&self) {
        if self.topology.get() == Topology::Awaited {
            self.topology.set(Topology::OfPage);
            self.send(&ToPage::NeedsHelpers);
        }
    }

    fn cores(&self) -> f64 {
        self.scope.navigator().hardware_concurrency()
    }
}

/// Starts a worker for this one; `None` where that is not allowed.
fn start(role: Role) -> Option<Channel> {
    let worker = spawn().ok()?;
    let (message, moved) = ToWorker::Role(role).to_js().ok()?;
    let channel = Channel::Worker(worker);
    channel.post(&message, &moved).ok()?;
    Some(channel)
}
