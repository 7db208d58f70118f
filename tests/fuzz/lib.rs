//! What all fuzz targets of files share: any bytes are read without a panic, and in pieces as they are at once.

use signscope::engine::Engine;
use signscope::engine::protocol::{FileReport, Request};
use signscope::engine::protocol::{Reply, View};
use signscope::schema::{Column, Field};

/// Reads a file at once and in pieces, and compares everything that is found.
pub fn read_in_two_ways(name: &str, bytes: &[u8], piece: usize) {
    let whole = read(name, bytes, bytes.len().max(1));
    let pieces = read(name, bytes, piece.max(1));
    assert_eq!(whole.0, pieces.0, "reports, whole and in pieces of {piece}");
    assert_eq!(whole.1, pieces.1, "rows, whole and in pieces of {piece}");
}

fn read(name: &str, bytes: &[u8], piece: usize) -> (Vec<FileReport>, Option<Reply>) {
    let mut engine = Engine::default();
    let file = engine.add_file(name, bytes.len() as u64);
    if bytes.chunks(piece).all(|piece| engine.push(file, piece)) {
        engine.finish(file);
    }
    for row in 0..engine.store().len() as u32 {
        let Some(place) = engine.location(row) else { continue };
        let record = bytes.get(place.offset as usize..(place.offset + u64::from(place.len)) as usize);
        // Whether it can be shown again is not the question, only that trying is safe.
        let _ = engine.detail(row, record.unwrap_or_default());
    }
    let columns = Field::all().map(Column::from).collect();
    let rows = engine.answer(&Request::Rows { view: View::default(), columns, first: 0, count: 1000 });
    (engine.loading().files, rows)
}
