//! The rehearsal: a file goes the way of a loaded one, through engine and parser, and is forgotten.

use super::Engine;
use super::protocol::{Request, SummaryQuestion, View};
use crate::ingest::{Decoded, Job, JobBytes, Piece, RecordDecoder};
use crate::schema::Column;

/// Does what engine and parsers do with a file, and answers what the page asks then. Tells how many records it has.
pub fn rehearse(name: &str, bytes: &[u8]) -> usize {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    let jobs = engine.cut(file, bytes);
    let Some(layout) = engine.layout(file).cloned() else { return 0 };
    let mut decoder = RecordDecoder::new(file, &layout);
    let last = engine.finish_cut(file);
    for job in jobs.iter().chain(&last) {
        engine.take(file, 1, decode(&mut decoder, job, bytes));
    }
    engine.settle(file);
    let view = View::default();
    engine.answer(&Request::Rows { view, columns: Column::defaults(), first: 0, count: 64 });
    engine.answer(&Request::Summary(SummaryQuestion::default()));
    engine.store().len()
}

fn decode(decoder: &mut RecordDecoder, job: &Job, cut: &[u8]) -> Decoded {
    let bytes = match &job.bytes {
        JobBytes::Cut(range) => cut.get(range.clone()).unwrap_or_default(),
        JobBytes::Own(bytes) => bytes,
    };
    let mut decoded = Decoded::default();
    decoder.decode_slice(&Piece { bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
    decoder.flush(0, &mut decoded);
    decoded
}
