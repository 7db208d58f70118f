//! Whether the bytes of a file are still what they were when it was loaded.

use super::decode::{Decoded, RecordDecoder};
use super::file_format::FileFormat;
use super::framed::FramedChunk;
use super::record_span::RecordSpan;
use crate::schema::Field;
use crate::store::{Store, TextAt, Translation};

/// Whether bytes read again, which begin at `offset` in their file, still hold the records of these rows, which are in
/// the order of the file: decoded once more, each has the values it had.
pub fn still_holds(store: &Store, rows: &[u32], bytes: &[u8], offset: u64, file_format: &FileFormat) -> bool {
    let spans: Option<Vec<RecordSpan>> =
        (1..).zip(rows).map(|(number, &row)| span(store, row, number, bytes, offset)).collect();
    let Some(spans) = spans else { return false };
    let mut decoded = Decoded::default();
    let mut decoder = RecordDecoder::new(0, file_format);
    decoder.decode_slice(&FramedChunk { bytes, offset, spans: &spans }, &mut decoded);
    decoder.flush(0, &mut decoded);
    let (mut again, mut translation) = (Store::default(), Translation::default());
    decoded.batches.iter().for_each(|batch| again.append(batch, &mut translation));
    again.len() == rows.len() && (0..).zip(rows).all(|(place, &row)| is_same(store, row, &again, place))
}

/// Where the record of a row lies in the bytes; `None` if they do not reach that far.
fn span(store: &Store, row: u32, number: u64, bytes: &[u8], offset: u64) -> Option<RecordSpan> {
    let place = store.location(row as usize)?;
    let start = usize::try_from(place.offset.checked_sub(offset)?).ok()?;
    bytes.get(start..)?.get(..place.len as usize)?;
    Some(RecordSpan { offset: place.offset, len: place.len, number, line: 0 })
}

fn is_same(store: &Store, row: u32, again: &Store, place: usize) -> bool {
    let filled = store.filled_fields(row);
    Field::all().all(|field| match again.text_at(field, place) {
        // Its own record does not have it.
        value if filled.contains(&field) => matches!(value, TextAt::Absent | TextAt::Empty),
        value => store.text_at(field, row as usize) == value,
    })
}
