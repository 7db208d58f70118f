//! What the first stage of reading hands to the second: whole records, and where in the file they lie.

use super::file_format::FileFormat;
use super::record_span::RecordSpan;

/// A run of bytes with the whole records in it, in file order.
#[derive(Clone, Copy, Debug)]
pub struct FramedChunk<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Where the first byte lies in the file.
    pub offset: u64,
    /// The records; all of them lie inside the bytes.
    pub spans: &'a [RecordSpan],
}

impl<'a> FramedChunk<'a> {
    /// The bytes of a record; empty if it does not lie inside.
    pub fn record(&self, span: &RecordSpan) -> &'a [u8] {
        let start = span.offset.saturating_sub(self.offset) as usize;
        self.bytes.get(start..start + span.len as usize).unwrap_or(&[])
    }
}

/// A chunk to be decoded elsewhere: the spans, and where their bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The first byte of the file that is read with the file format of this job.
    pub since: u64,
    /// Where the first byte of the chunk lies in the file.
    pub offset: u64,
    /// The records.
    pub spans: Vec<RecordSpan>,
    /// The bytes of the chunk.
    pub bytes: JobBytes,
}

/// The bytes of a job: most are those just read, which need not be copied to be handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobBytes {
    /// This range of the bytes that were cut.
    Chunk(std::ops::Range<usize>),
    /// Bytes put together from two reads.
    Own(Vec<u8>),
}

impl Job {
    /// The job of a chunk that came of framing these bytes.
    pub fn new(file_format: &FileFormat, chunk: &FramedChunk, cut: &[u8]) -> Job {
        let start = (chunk.bytes.as_ptr() as usize).wrapping_sub(cut.as_ptr() as usize);
        let is_part = start.checked_add(chunk.bytes.len()).is_some_and(|end| end <= cut.len());
        let bytes = match is_part {
            true => JobBytes::Chunk(start..start + chunk.bytes.len()),
            false => JobBytes::Own(chunk.bytes.to_vec()),
        };
        Job { since: file_format.since, offset: chunk.offset, spans: chunk.spans.to_vec(), bytes }
    }

    /// The bytes of the chunk; `cut` is what was cut.
    pub fn bytes_in<'a>(&'a self, cut: &'a [u8]) -> &'a [u8] {
        match &self.bytes {
            JobBytes::Chunk(range) => cut.get(range.clone()).unwrap_or(&[]),
            JobBytes::Own(bytes) => bytes,
        }
    }

    /// Adds this job, which came of framing a cache block of a longer chunk, to those that came of earlier cache
    /// blocks. All records inside the chunk, which begins at `base` in the file, become one job with a range of its
    /// bytes, if they are read with one file format.
    pub fn join(self, joined: &mut Vec<Job>, base: u64) {
        let (Some(first), Some(last)) = (self.spans.first(), self.spans.last()) else { return };
        let Some(start) = first.offset.checked_sub(base) else { return joined.push(self) };
        let end = (last.end() - base) as usize;
        let before = joined.last_mut().filter(|job| job.since == self.since);
        if let Some(Job { spans, bytes: JobBytes::Chunk(range), .. }) = before {
            spans.extend_from_slice(&self.spans);
            range.end = end;
        } else {
            let (offset, bytes) = (first.offset, JobBytes::Chunk(start as usize..end));
            joined.push(Job { offset, bytes, ..self });
        }
    }
}
