//! The rehearsal: reads made-up files while the user is still choosing one, in a worker of its own that ends then.
//!
//! A browser runs code that is new to it slowly, and compiles for speed what has run for a while. What it compiles in one
//! worker serves all that share the module, so that the first file is read as fast as a second one.

use super::Engine;
use super::protocol::{Filter, Request, View};
use crate::ingest::{Decoded, Job, JobBytes, Piece, RecordDecoder};
use crate::sample::{Form, Generator, Profile, Vintage};
use crate::schema::Field;

/// The files: their names, forms, and numbers of records, which give about three megabytes each.
const FILES: [(&str, Form, usize); 2] =
    [("a.csv", Form::PortalCsv(Vintage::Of2025), 3000), ("a.json", Form::PortalJson, 600)];

/// How often each is read: browsers compile for speed what has run for some tens of megabytes.
const TIMES: usize = 6;

/// Reads the files, and tells how many records that were.
pub fn rehearse() -> usize {
    let mut read = 0;
    for (name, form, records) in FILES {
        let bytes: Vec<u8> = form.chunks(Generator::new(1, records, Profile::LARGE)).flatten().collect();
        for _ in 0..TIMES {
            read += read_once(name, &bytes);
        }
    }
    read
}

/// Does what engine and parsers do with a file, and what the page asks then.
fn read_once(name: &str, bytes: &[u8]) -> usize {
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
    engine.answer(&Request::Rows { view, columns: Field::DEFAULT_COLUMNS.to_vec(), first: 0, count: 64 });
    engine.answer(&Request::Summary { filter: Filter::default() });
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
