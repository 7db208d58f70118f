//! Sharing out: cuts a stretch of a file between its records and gives them to the parsers.

use js_sys::{ArrayBuffer, Uint8Array};

use super::host::Host;
use super::job::JobMessage;
use crate::ingest::{Job, JobBytes, Leap, PORTION, TAIL};
use crate::store::FileId;

impl Host {
    /// Cuts the next stretch of a file, which begins at `offset`, and gives its records to the parsers.
    pub(super) async fn share(&self, file: FileId, offset: u64, stretch: &ArrayBuffer) {
        let mut jobs = Vec::new();
        self.portions(stretch, |portion| {
            let cut = self.engine.borrow_mut().cut(file, portion);
            cut.into_iter().for_each(|job| job.join(&mut jobs, offset));
        });
        self.give(file, jobs, Some(stretch)).await;
    }

    /// Gives the parsers the next stretch of a file, which begins at `offset`, without cutting it, if that can be. Only
    /// its last bytes are looked at.
    pub(super) async fn leap(&self, file: FileId, offset: u64, stretch: &ArrayBuffer) -> bool {
        let len = stretch.byte_length();
        let tail = len.saturating_sub(TAIL as u32);
        let leap = {
            let mut scratch = self.scratch.borrow_mut();
            let bytes = scratch.copy(&Uint8Array::new(stretch), tail, len);
            self.engine.borrow_mut().leap(file, bytes, offset + u64::from(tail))
        };
        let Some(Leap { seam, offset: start, before, end }) = leap else { return false };
        let Some(layout) = self.engine.borrow().layout_at(file, start).cloned() else { return false };
        let job = JobMessage {
            number: 0,
            file,
            layout,
            offset: start,
            round: self.pool.round(),
            spans: Vec::new(),
            seam: Some(seam),
            before,
            bytes: stretch.clone(),
            start: 0,
            end: (end - offset) as u32,
            losses: 0,
        };
        if let Some(job) = self.pool.give(job).await {
            self.do_alone(&job);
        }
        true
    }

    /// After leaps, gives the parsers what comes after the last one, when all of them were decoded. The answer is false if
    /// one of them went wrong, so that the file must be read on from there.
    pub(super) async fn land(&self, file: FileId) -> bool {
        if self.engine.borrow().is_leaping(file) {
            self.pool.all_done().await;
            let jobs = self.engine.borrow_mut().land(file);
            self.give(file, jobs, None).await;
        }
        !self.loads.has_missed(file)
    }

    /// Gives the parsers what is left at the end of a file.
    pub(super) async fn share_rest(&self, file: FileId) {
        let jobs = self.engine.borrow_mut().finish_cut(file);
        self.give(file, jobs, None).await;
    }

    /// Hands out a stretch a portion at a time.
    pub(super) fn portions(&self, stretch: &ArrayBuffer, mut take: impl FnMut(&[u8])) {
        let bytes = Uint8Array::new(stretch);
        let mut scratch = self.scratch.borrow_mut();
        for start in (0..bytes.length()).step_by(PORTION) {
            take(scratch.copy(&bytes, start, bytes.length().min(start + PORTION as u32)));
        }
    }

    /// Gives jobs to the parsers. The stretch that was cut is moved to the last one that needs it.
    async fn give(&self, file: FileId, jobs: Vec<Job>, stretch: Option<&ArrayBuffer>) {
        let last = jobs.iter().rposition(|job| matches!(job.bytes, JobBytes::Cut(_)));
        for (at, job) in jobs.into_iter().enumerate() {
            let (bytes, range) = match (job.bytes, stretch) {
                (JobBytes::Cut(range), Some(buffer)) if Some(at) == last => (buffer.clone(), range),
                (JobBytes::Cut(range), Some(buffer)) => {
                    let part = buffer.slice_with_end(range.start as u32, range.end as u32);
                    (part, 0..range.len())
                }
                (JobBytes::Cut(_), None) => continue,
                (JobBytes::Own(bytes), _) => (Uint8Array::from(bytes.as_slice()).buffer(), 0..bytes.len()),
            };
            let (start, end) = (range.start as u32, range.end as u32);
            let Some(layout) = self.engine.borrow().layout_at(file, job.since).cloned() else { continue };
            let (offset, spans) = (job.offset, job.spans);
            let round = self.pool.round();
            let (seam, before) = (None, Vec::new());
            let (number, losses) = (0, 0);
            let job =
                JobMessage { number, file, layout, offset, round, spans, seam, before, bytes, start, end, losses };
            if let Some(job) = self.pool.give(job).await {
                self.do_alone(&job);
            }
        }
    }
}
