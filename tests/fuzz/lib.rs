//! What all fuzz targets of files share: any bytes are read without a panic, and in pieces as they are at once.

pub mod questions;

use signscope::engine::Engine;
use signscope::engine::protocol::{FileReport, Request};
use signscope::engine::protocol::{Reply, View};
use signscope::ingest::{Decoded, Job, Leap, Piece, RecordDecoder};
use signscope::schema::{Column, Field};
use signscope::store::FileId;

/// Reads a file at once, in pieces, and with leaps over most of it, and compares everything that is found.
pub fn read_in_all_ways(name: &str, bytes: &[u8], piece: usize) {
    let whole = read(name, bytes, bytes.len().max(1));
    let pieces = read(name, bytes, piece.max(1));
    assert_eq!(whole.0, pieces.0, "reports, whole and in pieces of {piece}");
    assert_eq!(whole.1, pieces.1, "rows, whole and in pieces of {piece}");
    let stretch = SHORTEST_STRETCH + 16 * piece;
    let leapt = read_with_leaps(name, bytes, stretch);
    assert_eq!(whole.0, leapt.0, "reports, whole and with leaps of {stretch}");
    assert_eq!(whole.1, leapt.1, "rows, whole and with leaps of {stretch}");
}

/// With shorter ones nothing would ever be leapt over.
const SHORTEST_STRETCH: usize = 100;

fn read(name: &str, bytes: &[u8], piece: usize) -> (Vec<FileReport>, Option<Reply>) {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    if bytes.chunks(piece).all(|piece| engine.push(file, piece)) {
        engine.finish(file);
    }
    all_of(&mut engine, bytes)
}

/// Reads a file as with one parser.
fn read_with_leaps(name: &str, bytes: &[u8], stretch: usize) -> (Vec<FileReport>, Option<Reply>) {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    let mut parser = Parser { file, decoder: None };
    let mut at = 0;
    while at < bytes.len() && engine.is_wanted(file) {
        let end = bytes.len().min(at + stretch);
        if let Some(leap) = engine.leap(file, &bytes[at..end], at as u64) {
            let missed = parser.leap(&mut engine, &leap, bytes);
            at = missed.map_or(end, |offset| offset as usize);
            continue;
        }
        let landed = engine.land(file);
        parser.decode(&mut engine, landed, &[]);
        let jobs = engine.cut(file, &bytes[at..end]);
        parser.decode(&mut engine, jobs, &bytes[at..end]);
        at = end;
    }
    let landed = engine.land(file);
    parser.decode(&mut engine, landed, &[]);
    let last = engine.finish_cut(file);
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
        let layout = engine.layout_at(self.file, offset).expect("a file with records has a layout");
        let decoder = self.decoder.get_or_insert_with(|| RecordDecoder::new(self.file, layout));
        decoder.turn_to(layout);
        decoder
    }

    fn decode(&mut self, engine: &mut Engine, jobs: Vec<Job>, cut: &[u8]) {
        for job in jobs {
            let bytes = job.bytes_in(cut);
            let (decoder, mut decoded) = (self.decoder(engine, job.since), Decoded::default());
            decoder.decode_slice(&Piece { bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
            decoder.flush(0, &mut decoded);
            engine.take(self.file, 1, decoded);
        }
    }

    fn leap(&mut self, engine: &mut Engine, leap: &Leap, file: &[u8]) -> Option<u64> {
        let mut bytes = &file[leap.offset as usize..leap.end as usize];
        let (decoder, mut decoded) = (self.decoder(engine, leap.offset), Decoded::default());
        decoder.decode_leap(&leap.seam, leap.offset, &mut bytes, SHORTEST_STRETCH, &mut decoded);
        decoder.flush(0, &mut decoded);
        let missed = decoded.missed;
        engine.take_leap(self.file, 1, decoded);
        if missed.is_some() {
            self.decoder = None;
        }
        missed
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
