//! The parsers, as the engine sees them: jobs go out to whichever has room, results come back in the order of the jobs.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::channel::Channel;
use super::engine_worker::EngineWorker;
use super::job::{JobMessage, ResultMessage};
use super::parser::decode_alone;
use crate::ingest::{Decoded, RecordSpan};
use crate::store::{FileId, ProblemPlace};

/// The parsers and their work.
#[derive(Default)]
pub struct Pool {
    parsers: RefCell<Vec<Parser>>,
    /// Jobs given out so far; the next one gets this number.
    given: Cell<u32>,
    /// The job whose result is to be taken next.
    next: Cell<u32>,
    /// Results that came before their turn.
    early: RefCell<BTreeMap<u32, Work>>,
    /// Which parser has which job, whose bytes it has too.
    running: RefCell<BTreeMap<u32, (usize, JobMessage)>>,
    /// Jobs that no parser did, so far.
    alone: Cell<usize>,
    /// How often reading rolled back because a speculative chunk was mispredicted; jobs of earlier generations count
    /// for nothing.
    generation: Cell<u32>,
    /// Whoever waits for a result to come.
    waiting: RefCell<Vec<Function>>,
}

struct Parser {
    channel: Channel,
    is_ready: bool,
    is_lost: bool,
    jobs: u32,
}

/// A result and where it came from.
struct Work {
    file: FileId,
    parser: usize,
    generation: u32,
    is_speculative: bool,
    decoded: Decoded,
}

/// What is decoded without a parser has dictionaries of its own each time, as if from a parser with a number from here
/// on.
const FIRST_ALONE: usize = 64;

/// A job is given to another parser so often.
const MOST_LOSSES: u32 = 1;

/// Jobs a parser has at once: the next one is there when it has done one.
const JOBS_A_PARSER: u32 = 2;

impl Pool {
    /// Whether there is any parser that works.
    pub fn is_empty(&self) -> bool {
        self.parsers.borrow().iter().all(|parser| !parser.is_ready)
    }

    /// Adds a parser, which gets work once it has said that it is ready. The answer is its number.
    pub fn add(&self, channel: Channel) -> usize {
        let mut parsers = self.parsers.borrow_mut();
        parsers.push(Parser { channel, is_ready: false, is_lost: false, jobs: 0 });
        parsers.len() - 1
    }

    /// Gives a job to a parser, as soon as one has room. The job's number is set here. If no parser is left, the job is
    /// the answer, to be done by whoever asks.
    pub async fn give(&self, mut job: JobMessage) -> Option<JobMessage> {
        let parser = loop {
            match self.with_room() {
                Some(parser) => break Some(parser),
                None if self.is_empty() => break None,
                None => self.change().await,
            }
        };
        job.number = self.given.replace(self.given.get() + 1);
        let Some(parser) = parser else { return Some(job) };
        let mut parsers = self.parsers.borrow_mut();
        parsers[parser].jobs += 1;
        // Posting fails only for values that cannot be cloned, of which there are none in these messages.
        let channel = &parsers[parser].channel;
        let _ = job.to_js().and_then(|(message, moved)| channel.post(&message, &moved));
        self.running.borrow_mut().insert(job.number, (parser, job));
        None
    }

    /// Takes note that a parser stopped; the answer is the jobs it had.
    fn lose(&self, parser: usize) -> Vec<JobMessage> {
        if let Some(lost) = self.parsers.borrow_mut().get_mut(parser) {
            (lost.is_ready, lost.is_lost) = (false, true);
        }
        let running = self.running.take();
        let (lost, kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
            running.into_iter().partition(|(_, (of, _))| *of == parser);
        self.running.replace(kept);
        self.wake();
        let jobs = lost.into_values().map(|(_, job)| JobMessage { losses: job.losses + 1, ..job });
        jobs.collect()
    }

    /// Gives a job of a parser that stopped to another one; if there is none, the job is the answer.
    fn give_again(&self, job: JobMessage) -> Option<JobMessage> {
        let mut parsers = self.parsers.borrow_mut();
        let ready = parsers.iter_mut().enumerate().filter(|(_, parser)| parser.is_ready);
        let Some((number, parser)) = ready.min_by_key(|(_, parser)| parser.jobs) else { return Some(job) };
        parser.jobs += 1;
        let _ = job.to_js().and_then(|(message, moved)| parser.channel.post(&message, &moved));
        self.running.borrow_mut().insert(job.number, (number, job));
        None
    }

    /// A number for what is decoded alone, as if from a parser of its own.
    fn alone(&self) -> usize {
        FIRST_ALONE + self.alone.replace(self.alone.get() + 1)
    }

    /// Takes what was made of a job without a parser.
    fn arrive_alone(&self, job: &JobMessage, decoded: Decoded) {
        let parser = self.alone();
        if job.number >= self.next.get() {
            self.early.borrow_mut().insert(job.number, Work::new(job, parser, decoded));
        }
    }

    /// How often reading rolled back.
    pub fn generation(&self) -> u32 {
        self.generation.get()
    }

    /// Waits until every result has come and been taken.
    pub async fn all_done(&self) {
        while self.next.get() < self.given.get() {
            self.change().await;
        }
    }

    /// Results of jobs given so far are not wanted any more.
    pub fn forget_all(&self) {
        self.next.set(self.given.get());
        self.early.borrow_mut().clear();
        self.wake();
    }

    fn with_room(&self) -> Option<usize> {
        let parsers = self.parsers.borrow();
        let free = parsers.iter().enumerate().filter(|(_, parser)| parser.is_ready && parser.jobs < JOBS_A_PARSER);
        free.min_by_key(|(_, parser)| parser.jobs).map(|(number, _)| number)
    }

    async fn change(&self) {
        let change = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
        // This promise is only ever resolved.
        let _ = JsFuture::from(change).await;
    }

    fn wake(&self) {
        for resolve in self.waiting.take() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    fn arrive(&self, parser: usize, result: ResultMessage) {
        match result.number {
            None => {
                let parser = &mut self.parsers.borrow_mut()[parser];
                parser.is_ready = !parser.is_lost;
            }
            Some(number) => {
                self.parsers.borrow_mut()[parser].jobs -= 1;
                let job = self.running.borrow_mut().remove(&number).filter(|_| number >= self.next.get());
                if let Some((parser, job)) = job {
                    let parser = if job.losses > 0 { self.alone() } else { parser };
                    self.early.borrow_mut().insert(number, Work::new(&job, parser, result.decoded));
                }
            }
        }
    }

    fn take_next(&self) -> Option<Work> {
        let work = self.early.borrow_mut().remove(&self.next.get())?;
        self.next.set(self.next.get() + 1);
        Some(work)
    }
}

impl Work {
    fn new(job: &JobMessage, parser: usize, decoded: Decoded) -> Work {
        Work { file: job.file, parser, generation: job.generation, is_speculative: job.pattern.is_some(), decoded }
    }
}

impl EngineWorker {
    /// Takes what a parser says.
    pub(super) fn take_result(&self, parser: usize, result: ResultMessage) {
        self.pool.arrive(parser, result);
        self.take_results();
    }

    /// A parser stopped: what it had is read again and decoded by another one, or here if there is none, and the others
    /// go on. Where two have stopped a third one would too: reading the file ends there.
    pub(super) fn lose_parser(self: &Rc<EngineWorker>, parser: usize) {
        for job in self.pool.lose(parser) {
            let engine_worker = Rc::clone(self);
            spawn_local(async move { engine_worker.do_again(job).await });
        }
    }

    async fn do_again(&self, mut job: JobMessage) {
        let first = job.spans.first().map_or(job.offset, |span| span.offset);
        let of_leap = job.offset + job.before.len() as u64 + u64::from(job.end - job.start);
        let len = job.spans.last().map_or(of_leap, RecordSpan::end) - first;
        if job.losses > MOST_LOSSES {
            return self.give_up(
                &job,
                &format!(
                    "The part of Signscope that reads records stopped twice at byte {first} of this file, so reading it ended \
                     there. The records before are there. Save the file without what is at that place, and open it again."
                ),
            );
        }
        match self.read_buffer(job.file, first, len).await {
            Ok(bytes) => {
                (job.offset, job.start, job.end) = (first, 0, bytes.byte_length());
                (job.before, job.bytes) = (Vec::new(), bytes);
                if let Some(job) = self.pool.give_again(job) {
                    self.do_alone(&job);
                }
            }
            Err(reason) => self.give_up(&job, &reason),
        }
    }

    /// A job cannot be done: reading its file ends.
    fn give_up(&self, job: &JobMessage, reason: &str) {
        self.engine.borrow_mut().fail(job.file, reason);
        self.pool.arrive_alone(job, Decoded::default());
        self.take_results();
    }

    /// Decodes the records of a job here.
    pub(super) fn do_alone(&self, job: &JobMessage) {
        let mut decoded = decode_alone(job);
        let span = job.spans.first();
        let place =
            ProblemPlace { record: span.map(|span| span.number), line: None, byte: span.map(|span| span.offset) };
        let message = "A helper that reads records stopped here. Signscope read them without it; nothing is missing.";
        decoded.problems.push(place, message);
        self.pool.arrive_alone(job, decoded);
        self.take_results();
    }

    /// Takes all results whose turn it is. The engine's own parser is number 0, so those of the pool begin with 1.
    fn take_results(&self) {
        while let Some(Work { file, parser, generation, is_speculative, decoded }) = self.pool.take_next() {
            if generation != self.pool.generation() {
                continue;
            }
            let mispredicted = decoded.mispredicted;
            match is_speculative {
                true => self.engine.borrow_mut().append_speculative(file, parser + 1, decoded),
                false => self.engine.borrow_mut().take(file, parser + 1, decoded),
            }
            // Of a file that was given up nothing is read on, and the jobs of the next one are not to be thrown away.
            if let Some(offset) = mispredicted
                && self.engine.borrow().is_wanted(file)
            {
                self.pool.generation.set(generation + 1);
                self.load_queue.roll_back(file, offset);
            }
        }
        self.growth.stay_ahead();
        self.report_now_and_then();
        self.pool.wake();
    }
}
