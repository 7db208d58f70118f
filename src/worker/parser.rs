//! A parser: a worker that does nothing but decode records, for the engine at the other end of a channel.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use js_sys::Uint8Array;

use super::channel::Channel;
use super::job::{JobMessage, ResultMessage};
use super::js_copy::JsCopy;
use super::memory::{self, BufferReleaser};
use crate::ingest::{ByteSource, CACHE_BLOCK, Decoded, FramedChunk, RecordDecoder, RecordSpan};
use crate::store::FileId;

/// Listens for jobs from now on, and says at once that it does.
pub fn run(channel: &Channel) {
    super::code_page::install();
    let (decoding, bin) = (RefCell::new(Decoding::default()), BufferReleaser::default());
    let answering = channel.clone();
    channel.listen(move |event| {
        if let Some(job) = JobMessage::from_js(&event.data()) {
            let decoded = match job.losses {
                0 => decoding.borrow_mut().decode(&job),
                _ => decode_alone(&job),
            };
            bin.throw(&job.bytes);
            answer(&answering, &ResultMessage::new(job.number, decoded));
        }
    });
    answer(channel, &ResultMessage::ready());
    memory::reserve(memory::FOR_PARSER);
}

/// What a parser works with.
#[derive(Default)]
struct Decoding {
    /// A decoder learns a file’s source format and words, so each file has one, and a new one after reading rolled
    /// back.
    decoders: HashMap<(FileId, u32), RecordDecoder>,
    js_copy: JsCopy,
}

impl Decoding {
    /// Decodes the records of a job. The decoders of earlier files are not needed any more.
    fn decode(&mut self, job: &JobMessage) -> Decoded {
        let of = (job.file, job.generation);
        self.decoders.retain(|&earlier, _| earlier == of);
        let decoder = self.decoders.entry(of).or_insert_with(|| RecordDecoder::new(job.file, &job.file_format));
        decoder.turn_to(&job.file_format);
        let bytes = Uint8Array::new(&job.bytes).subarray(job.start, job.end);
        let mut decoded = Decoded::default();
        match &job.pattern {
            Some(pattern) => {
                let mut bytes = LeapBytes { before: &job.before, chunk: bytes, js_copy: &mut self.js_copy };
                decoder.decode_speculative(pattern, job.offset, &mut bytes, CACHE_BLOCK, &mut decoded);
            }
            None => decode_spans(decoder, &mut self.js_copy, job, &bytes, &mut decoded),
        }
        decoder.flush(0, &mut decoded);
        decoded
    }
}

fn decode_spans(
    decoder: &mut RecordDecoder,
    js_copy: &mut JsCopy,
    job: &JobMessage,
    bytes: &Uint8Array,
    into: &mut Decoded,
) {
    let mut rest = job.spans.as_slice();
    while let Some(RecordSpan { offset, .. }) = rest.first().copied() {
        let fitting = rest.partition_point(|span| span.end() - offset <= CACHE_BLOCK as u64);
        // A record that is longer than a cache block is a cache block of its own.
        let (spans, later) = rest.split_at(fitting.max(1));
        let end = spans.last().map_or(offset, RecordSpan::end);
        let bytes = js_copy.copy(bytes, (offset - job.offset) as u32, (end - job.offset) as u32);
        decoder.decode_slice(&FramedChunk { bytes, offset, spans }, into);
        rest = later;
    }
}

/// The bytes of a speculative chunk: those that were read before its chunk, and those of the chunk.
struct LeapBytes<'a> {
    before: &'a [u8],
    chunk: Uint8Array,
    js_copy: &'a mut JsCopy,
}

impl ByteSource for LeapBytes<'_> {
    fn total(&self) -> usize {
        self.before.len() + self.chunk.length() as usize
    }

    fn range(&mut self, range: Range<usize>) -> &[u8] {
        self.js_copy.copy_after(self.before, &self.chunk, range)
    }
}

/// Decodes the records of a job of a parser that stopped, without what it had learned.
pub fn decode_alone(job: &JobMessage) -> Decoded {
    Decoding::default().decode(job)
}

fn answer(channel: &Channel, result: &ResultMessage) {
    // Posting fails only for values that cannot be cloned, of which there are none in these messages.
    let _ = result.to_js().and_then(|(message, moved)| channel.post(&message, &moved));
}
