//! Sharing out: cuts a chunk of a file between its records and gives them to the parsers.

use js_sys::{ArrayBuffer, Uint8Array};

use super::engine_worker::EngineWorker;
use super::job::JobMessage;
use crate::ingest::{CACHE_BLOCK, Job, JobBytes, SpeculativeChunk, TAIL};
use crate::store::FileId;

impl EngineWorker {
    /// Cuts the next chunk of a file, which begins at `offset`, and gives its records to the parsers.
    pub(super) async fn share(&self, file: FileId, offset: u64, chunk: &ArrayBuffer) {
        let mut jobs = Vec::new();
        self.blocks(chunk, |block| {
            let cut = self.engine.borrow_mut().frame(file, block);
            cut.into_iter().for_each(|job| job.join(&mut jobs, offset));
        });
        self.give(file, jobs, Some(chunk)).await;
    }

    /// Gives the parsers the next chunk of a file, which begins at `offset`, without framing it, if that can be. Only
    /// its last bytes are looked at.
    pub(super) async fn speculate(&self, file: FileId, offset: u64, chunk: &ArrayBuffer) -> bool {
        let len = chunk.byte_length();
        let tail = len.saturating_sub(TAIL as u32);
        let speculative = {
            let mut js_copy = self.js_copy.borrow_mut();
            let bytes = js_copy.copy(&Uint8Array::new(chunk), tail, len);
            self.engine.borrow_mut().speculate(file, bytes, offset + u64::from(tail))
        };
        let Some(SpeculativeChunk { pattern, offset: start, before, end }) = speculative else { return false };
        let Some(file_format) = self.engine.borrow().file_format_at(file, start).cloned() else { return false };
        let job = JobMessage {
            number: 0,
            file,
            file_format,
            offset: start,
            generation: self.pool.generation(),
            spans: Vec::new(),
            pattern: Some(pattern),
            before,
            bytes: chunk.clone(),
            start: 0,
            end: (end - offset) as u32,
            losses: 0,
        };
        if let Some(job) = self.pool.give(job).await {
            self.do_alone(&job);
        }
        true
    }

    /// After speculative chunks, gives the parsers what comes after the last one, when all of them were decoded. The
    /// answer is false if one of them went wrong, so that the file must be read on from there.
    pub(super) async fn commit(&self, file: FileId) -> bool {
        if self.engine.borrow().is_speculating(file) {
            self.pool.all_done().await;
            let jobs = self.engine.borrow_mut().commit(file);
            self.give(file, jobs, None).await;
        }
        !self.load_queue.has_mispredicted(file)
    }

    /// Gives the parsers what is left at the end of a file.
    pub(super) async fn share_rest(&self, file: FileId) {
        let jobs = self.engine.borrow_mut().finish_framing(file);
        self.give(file, jobs, None).await;
    }

    /// Hands out a chunk a cache block at a time.
    pub(super) fn blocks(&self, chunk: &ArrayBuffer, mut take: impl FnMut(&[u8])) {
        let bytes = Uint8Array::new(chunk);
        let mut js_copy = self.js_copy.borrow_mut();
        for start in (0..bytes.length()).step_by(CACHE_BLOCK) {
            take(js_copy.copy(&bytes, start, bytes.length().min(start + CACHE_BLOCK as u32)));
        }
    }

    /// Gives jobs to the parsers. The chunk that was cut is moved to the last one that needs it.
    async fn give(&self, file: FileId, jobs: Vec<Job>, chunk: Option<&ArrayBuffer>) {
        let last = jobs.iter().rposition(|job| matches!(job.bytes, JobBytes::Chunk(_)));
        for (at, job) in jobs.into_iter().enumerate() {
            let (bytes, range) = match (job.bytes, chunk) {
                (JobBytes::Chunk(range), Some(buffer)) if Some(at) == last => (buffer.clone(), range),
                (JobBytes::Chunk(range), Some(buffer)) => {
                    let part = buffer.slice_with_end(range.start as u32, range.end as u32);
                    (part, 0..range.len())
                }
                (JobBytes::Chunk(_), None) => continue,
                (JobBytes::Own(bytes), _) => (Uint8Array::from(bytes.as_slice()).buffer(), 0..bytes.len()),
            };
            let (start, end) = (range.start as u32, range.end as u32);
            let Some(file_format) = self.engine.borrow().file_format_at(file, job.since).cloned() else { continue };
            let (offset, spans) = (job.offset, job.spans);
            let generation = self.pool.generation();
            let (pattern, before) = (None, Vec::new());
            let (number, losses) = (0, 0);
            let job = JobMessage {
                number,
                file,
                file_format,
                offset,
                generation,
                spans,
                pattern,
                before,
                bytes,
                start,
                end,
                losses,
            };
            if let Some(job) = self.pool.give(job).await {
                self.do_alone(&job);
            }
        }
    }
}
