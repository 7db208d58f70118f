//! Telling the page how far loading is, as often as is worth the time it takes.

use super::engine_worker::EngineWorker;
use super::load_queue::Progress;
use crate::engine::protocol::{Loading, Reply};

/// Milliseconds between two reports: at least and at most. Each report makes the page ask for rows and numbers again
/// and draw them, which takes time from reading.
const SHORTEST: f64 = 200.0;
const LONGEST: f64 = 800.0;
/// Of what takes long anyway, the page need not hear as often: the next report is due after this part of the time so
/// far,
const PART_OF_ELAPSED: f64 = 0.2;
/// and no sooner than so many times the time its last one cost.
const TIMES_ITS_COST: f64 = 20.0;

/// What is new of so many files travels in one message: a few milliseconds' work for the page.
const FILES_AT_ONCE: usize = 500;

impl EngineWorker {
    /// Tells the page how far loading is, if it has not been told for a while.
    pub(super) fn report_now_and_then(&self) {
        if self.load_queue.is_busy() && is_due(&self.load_queue.progress(), self.now()) {
            self.report();
        }
    }

    /// Tells the page how far loading is, and all that is new of files. What is new of many comes in several messages,
    /// between which the page draws; of these only the last can say that loading is over.
    pub(super) fn report(&self) {
        let now = self.now();
        let progress = self.load_queue.progress();
        loop {
            let news = self.engine.borrow_mut().news(FILES_AT_ONCE);
            let has_more = self.engine.borrow().has_news();
            let loading = Loading {
                busy: self.load_queue.is_busy() || has_more,
                bytes_read: progress.bytes_read,
                bytes_total: progress.bytes_total,
                elapsed_ms: now - progress.started,
                unpacking: self.load_queue.unpacking(),
                ..news
            };
            // The first reports have no rows yet: the first rows are reported whenever they come.
            let has_rows = loading.records > 0;
            self.load_queue.update(|progress| {
                progress.reported = if has_rows { now } else { progress.started };
                progress.answering = 0.0;
            });
            self.reply(Reply::Loading(loading));
            if !has_more {
                break;
            }
        }
    }
}

fn is_due(progress: &Progress, now: f64) -> bool {
    let elapsed = progress.reported - progress.started;
    let pause = (elapsed * PART_OF_ELAPSED).max(progress.answering * TIMES_ITS_COST).clamp(SHORTEST, LONGEST);
    elapsed == 0.0 || now - progress.reported >= pause
}
