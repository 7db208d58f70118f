//! The original records, byte for byte, read again from their file: which bytes to read, and what to write around them.

use crate::store::{FileId, RecordLocation, Store};

/// What stands before, between and after the records of an exported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Before the first record.
    pub open: Vec<u8>,
    /// Between two records.
    pub between: Vec<u8>,
    /// After the last record.
    pub close: Vec<u8>,
}

impl Frame {
    /// A JSON array, a record a line.
    pub fn json() -> Frame {
        Frame { open: b"[\n".to_vec(), between: b",\n".to_vec(), close: b"\n]\n".to_vec() }
    }

    /// Lines under a header, with the byte order mark without which Excel reads no UTF-8. `separator` is what separates
    /// the cells, where the header alone does not tell; it gets a line of its own, as Excel has it.
    pub fn lines(header: &[u8], separator: Option<u8>) -> Frame {
        let told = separator.map(|separator| [&b"sep="[..], &[separator], b"\r\n"].concat()).unwrap_or_default();
        let open = [b"\xef\xbb\xbf", told.as_slice(), header, b"\r\n"].concat();
        Frame { open, between: b"\r\n".to_vec(), close: b"\r\n".to_vec() }
    }
}

/// A range of a file to read, and the records in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRange {
    /// The file.
    pub file: FileId,
    /// Its first byte.
    pub offset: u64,
    /// Its length in bytes.
    pub len: u64,
    /// The rows whose records lie in it, in the order of the file.
    pub rows: Vec<u32>,
}

/// No read is longer than this, if its first record is not: buffers of this size are cheap to make and to move.
const LONGEST: u64 = 16 << 20;
/// Reading this much in vain is quicker than beginning another read.
const WIDEST_GAP: u64 = 256 << 10;

/// The ranges to read for some rows, in the order of the files: sorted otherwise, every record would be a read. The
/// records of one are of one table, as `is_one_table` says of two of a file.
pub fn record_ranges(
    store: &Store,
    rows: &[u32],
    is_one_table: impl Fn(RecordLocation, RecordLocation) -> bool,
) -> Vec<RecordRange> {
    let mut places: Vec<(RecordLocation, u32)> =
        rows.iter().filter_map(|&row| store.location(row as usize).map(|place| (place, row))).collect();
    places.sort_unstable();
    let mut record_ranges: Vec<RecordRange> = Vec::new();
    for (place, row) in places {
        let end = place.offset + u64::from(place.len);
        let first = |last: &RecordRange| RecordLocation { file: last.file, offset: last.offset, len: 0 };
        match record_ranges.last_mut().filter(|last| joins(last, place, end) && is_one_table(first(last), place)) {
            Some(last) => {
                last.len = last.len.max(end - last.offset);
                last.rows.push(row);
            }
            None => record_ranges.push(RecordRange {
                file: place.file,
                offset: place.offset,
                len: place.len.into(),
                rows: vec![row],
            }),
        }
    }
    record_ranges
}

fn joins(last: &RecordRange, place: RecordLocation, end: u64) -> bool {
    let gap = place.offset.saturating_sub(last.offset + last.len);
    last.file == place.file && gap <= WIDEST_GAP && end - last.offset <= LONGEST
}

/// The bytes of one record of a range that was read; `None` if the file gave fewer bytes than it had.
pub fn record_in<'a>(range: &RecordRange, bytes: &'a [u8], place: RecordLocation) -> Option<&'a [u8]> {
    let start = usize::try_from(place.offset.checked_sub(range.offset)?).ok()?;
    bytes.get(start..start + place.len as usize)
}
