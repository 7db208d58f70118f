//! Questions of the page: answered a turn at a time, and between turns the worker looks at its messages.

use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::engine_worker::EngineWorker;
use super::message::ToPage;
use crate::engine::protocol::{Reply, Request};
use crate::engine::{Queue, Turn};

/// Milliseconds a question may take before others have their turn.
const TURN: f64 = 12.0;

/// The questions that wait.
#[derive(Default)]
pub struct Questions {
    queue: RefCell<Queue>,
    is_answering: Cell<bool>,
    /// Milliseconds spent on questions since the last answer.
    took: Cell<f64>,
}

impl Questions {
    /// The queue.
    pub(super) fn queue(&self) -> RefMut<'_, Queue> {
        self.queue.borrow_mut()
    }
}

impl EngineWorker {
    /// Takes a question, to be answered when all messages that are here were looked at: another may take its place.
    pub(super) fn ask_question(self: &Rc<EngineWorker>, question: Request) {
        self.questions.queue().ask(question);
        if !self.questions.is_answering.replace(true) {
            let engine_worker = Rc::clone(self);
            spawn_local(async move { engine_worker.answer_questions().await });
        }
    }

    async fn answer_questions(&self) {
        while !self.questions.queue().is_empty() {
            self.pause().await;
            self.take_turn();
        }
        self.questions.is_answering.set(false);
    }

    fn take_turn(&self) {
        let begun = self.now();
        let reply = self.turn_of(&mut self.questions.queue());
        let took = self.questions.took.get() + self.now() - begun;
        self.questions.took.set(took);
        if let Some(reply) = reply {
            self.questions.took.set(0.0);
            self.send(&ToPage::Reply { reply, written: None, took });
        }
        self.load_queue.update(|progress| progress.answering += self.now() - begun);
    }

    fn turn_of(&self, queue: &mut Queue) -> Option<Reply> {
        let mut engine = self.engine.borrow_mut();
        let until = self.now() + TURN * f64::from(queue.patience(&engine));
        let mut is_over = || self.now() >= until;
        queue.go_on(&mut engine, &mut Turn::new(&mut is_over))
    }

    /// Finds what the answer to a question needs, as long as it is wanted: what comes next and needs the same is quick.
    pub(super) async fn find(&self, question: Request, is_wanted: impl Fn() -> bool) {
        let mut queue = Queue::default();
        queue.ask(question);
        while is_wanted() && self.turn_of(&mut queue).is_none() && !queue.is_empty() {
            self.pause().await;
        }
    }
}
