//! What all fuzz targets of files share: any bytes are read without a panic, and in chunks as they are at once.

pub mod questions;

use signscope::engine::Engine;
use signscope::engine::protocol::{FileReport, Request};
use signscope::engine::protocol::{Reply, View};
use signscope::ingest::{Decoded, FramedChunk, Job, RecordDecoder, SpeculativeChunk};
use signscope::schema::{Column, Field};
use signscope::store::FileId;

/// Reads a file at once, in chunks, and with speculative chunks over most of it, and compares everything that is found.
pub fn read_in_all_ways(name: &str, bytes: &[u8], chunk: usize) {
    let whole = read(name, bytes, bytes.len().max(1));
    let chunks = read(name, bytes, chunk.max(1));
    assert_eq!(whole.0, chunks.0, "reports, whole and in chunks of {chunk}");
    assert_eq!(whole.1, chunks.1, "rows, whole and in chunks of {chunk}");
    let chunk = SHORTEST_CHUNK + 16 * chunk;
    let speculated = read_speculatively(name, bytes, chunk);
    assert_eq!(whole.0, speculated.0, "reports, whole and with speculative chunks of {chunk}");
    assert_eq!(whole.1, speculated.1, "rows, whole and with speculative chunks of {chunk}");
}

/// With shorter ones nothing would ever be read speculatively.
const SHORTEST_CHUNK: usize = 100;

fn read(name: &str, bytes: &[u8], chunk: usize) -> (Vec<FileReport>, Option<Reply>) {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    if bytes.chunks(chunk).all(|chunk| engine.push(file, chunk)) {
        engine.finish(file);
    }
    all_of(&mut engine, bytes)
}

/// Reads a file as with one parser.
fn read_speculatively(name: &str, bytes: &[u8], chunk: usize) -> (Vec<FileReport>, Option<Reply>) {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    let mut parser = Parser { file, decoder: None };
    let mut at = 0;
    while at < bytes.len() && engine.is_wanted(file) {
        let end = bytes.len().min(at + chunk);
        if let Some(chunk) = engine.speculate(file, &bytes[at..end], at as u64) {
            let mispredicted = parser.speculate(&mut engine, &chunk, bytes);
            at = mispredicted.map_or(end, |offset| offset as usize);
            continue;
        }
        let committed = engine.commit(file);
        parser.decode(&mut engine, committed, &[]);
        let jobs = engine.frame(file, &bytes[at..end]);
        parser.decode(&mut engine, jobs, &bytes[at..end]);
        at = end;
    }
    let committed = engine.commit(file);
    parser.decode(&mut engine, committed, &[]);
    let last = engine.finish_framing(file);
    parser.decode(&mut engine, last, &[]);
    engine.settle(file);
    all_of(&mut engine, bytes)
}

struct Parser {
    file: FileId,
    decoder: Option<RecordDecoder>,
}

impl Parser {
    /// The decoder, for records at this byte.
    fn decoder(&mut self, engine: &Engine, offset: u64) -> &mut RecordDecoder {
        let file_format = engine.file_format_at(self.file, offset).expect("a file with records has a file_format");
        let decoder = self.decoder.get_or_insert_with(|| RecordDecoder::new(self.file, file_format));
        decoder.turn_to(file_format);
        decoder
    }

    fn decode(&mut self, engine: &mut Engine, jobs: Vec<Job>, cut: &[u8]) {
        for job in jobs {
            let bytes = job.bytes_in(cut);
            let (decoder, mut decoded) = (self.decoder(engine, job.since), Decoded::default());
            decoder.decode_slice(&FramedChunk { bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
            decoder.flush(0, &mut decoded);
            engine.take(self.file, 1, decoded);
        }
    }

    fn speculate(&mut self, engine: &mut Engine, chunk: &SpeculativeChunk, file: &[u8]) -> Option<u64> {
        let mut bytes = &file[chunk.offset as usize..chunk.end as usize];
        let (decoder, mut decoded) = (self.decoder(engine, chunk.offset), Decoded::default());
        decoder.decode_speculative(&chunk.pattern, chunk.offset, &mut bytes, SHORTEST_CHUNK, &mut decoded);
        decoder.flush(0, &mut decoded);
        let mispredicted = decoded.mispredicted;
        engine.append_speculative(self.file, 1, decoded);
        if mispredicted.is_some() {
            self.decoder = None;
        }
        mispredicted
    }
}

/// Everything that was found. Questions are only asked: that they are answered at all, and soon, is what is tried.
fn all_of(engine: &mut Engine, bytes: &[u8]) -> (Vec<FileReport>, Option<Reply>) {
    for row in 0..engine.store().len() as u32 {
        let row = engine.store().row_id(row);
        let Some(place) = engine.location(row) else { continue };
        let record = bytes.get(place.offset as usize..(place.offset + u64::from(place.len)) as usize);
        // Whether it can be shown again is not the question, only that trying is safe.
        let _ = engine.detail(row, record.unwrap_or_default());
    }
    questions::ask_everything(engine);
    let columns = Field::all().map(Column::from).collect();
    let rows = engine.answer(&Request::Rows { view: View::default(), columns, first: 0, count: 1000 });
    (engine.loading().files, rows)
}
