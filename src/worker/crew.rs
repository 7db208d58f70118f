//! The crew of the engine: a reader and some parsers, and who starts them.
//!
//! The engine does it where it may. What it moves to a worker of its own costs next to nothing, while Firefox copies what
//! goes through a channel, by way of another process: 65 ms for 16 MiB. Chromium and WebKit let no worker of a page from
//! disk start another: there the page starts the crew, and joins it to the engine by channels, which copy nothing there.
//! Where neither works, or there is one core only, the engine does everything by itself.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MessageEvent;

use super::host::Host;
use super::job::ResultMessage;
use super::line::Line;
use super::message::{Role, ToPage, ToWorker};
use super::spawn::spawn;

/// Reading gives no more bytes than so many parsers decode.
const MOST_PARSERS: f64 = 4.0;

/// Milliseconds a reader may take to start before the page is asked for one.
const PATIENCE: i32 = 2000;

/// How many parsers are wanted on a machine with so many cores: as many, since with one fewer loading takes twice as long
/// on two cores; but none where they would only be in the way of the engine.
pub fn parsers_wanted(cores: f64) -> u32 {
    if cores < 2.0 { 0 } else { cores.min(MOST_PARSERS) as u32 }
}

/// Who starts the crew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Crew {
    /// It is not known yet whether the engine can.
    #[default]
    Awaited,
    /// The engine.
    Own,
    /// The page.
    OfPage,
}

impl Host {
    /// Starts the crew, if one is wanted: first the reader, which shows whether a worker may start others here.
    pub(super) fn start_crew(self: &Rc<Host>) {
        if parsers_wanted(self.cores()) == 0 {
            return;
        }
        let Some(line) = start(Role::Reader(None)) else { return self.ask_page_for_crew() };
        let (hearing, failing, late) = (Rc::clone(self), Rc::clone(self), Rc::clone(self));
        let own = line.clone();
        line.listen(move |event| hearing.hear_own_reader(&event, &own));
        line.on("error", move || failing.lose_own_reader());
        let late = Closure::once_into_js(move || late.ask_page_for_crew());
        let late = late.unchecked_ref();
        let _ = self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(late, PATIENCE);
    }

    fn hear_own_reader(self: &Rc<Host>, event: &MessageEvent, line: &Line) {
        match (ToWorker::from_event(event), self.crew.get()) {
            (Some(ToWorker::Reader { listens: true }), Crew::Awaited) => {
                self.crew.set(Crew::Own);
                self.reads.add_reader(line.clone());
                self.reads.reader_listens(true);
                (0..parsers_wanted(self.cores())).for_each(|_| self.start_parser());
            }
            (Some(ToWorker::Bytes { ticket, bytes }), _) => self.reads.arrived(ticket, bytes),
            // The last words of a panic, or that it cannot have a file.
            _ => self.lose_own_reader(),
        }
    }

    fn lose_own_reader(&self) {
        match self.crew.get() {
            Crew::Awaited => self.ask_page_for_crew(),
            Crew::Own => self.reads.reader_listens(false),
            Crew::OfPage => {}
        }
    }

    fn start_parser(self: &Rc<Host>) {
        let Some(line) = start(Role::Parser(None)) else { return };
        let number = self.add_parser(line.clone());
        let host = Rc::clone(self);
        line.on("error", move || host.lose_parser(number));
    }

    /// Takes a parser into the pool, which gets work once it has said that it is ready. The answer is its number.
    pub(super) fn add_parser(self: &Rc<Host>, line: Line) -> usize {
        let (number, host) = (self.pool.add(line.clone()), Rc::clone(self));
        line.listen(move |event| match ResultMessage::from_js(&event.data()) {
            Some(result) => host.take_result(number, result),
            // The last words of a panic.
            None => host.lose_parser(number),
        });
        number
    }

    /// Takes the reader that the page started; it gets work once it has said that it listens.
    pub(super) fn add_reader(self: &Rc<Host>, line: Line) {
        let host = Rc::clone(self);
        line.listen(move |event| host.receive(&event));
        self.reads.add_reader(line);
    }

    fn ask_page_for_crew(&self) {
        if self.crew.get() == Crew::Awaited {
            self.crew.set(Crew::OfPage);
            self.send(&ToPage::NeedsCrew);
        }
    }

    fn cores(&self) -> f64 {
        self.scope.navigator().hardware_concurrency()
    }
}

/// Starts a worker for this one; `None` where that is not allowed.
fn start(role: Role) -> Option<Line> {
    let worker = spawn().ok()?;
    let (message, moved) = ToWorker::Role(role).to_js().ok()?;
    let line = Line::Worker(worker);
    line.post(&message, &moved).ok()?;
    Some(line)
}
