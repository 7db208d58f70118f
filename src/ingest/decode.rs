//! The second stage of reading: whole records → batches and problems. It knows nothing of the records around a piece, so
//! pieces of one file can be read by several workers.

use serde::{Deserialize, Serialize};

use super::csv::CsvReader;
use super::csv::record::Count;
use super::derive::Derivation;
use super::json::{Fault, JsonReader, Outcome};
use super::layout::Layout;
use super::scan;
use super::split::{Piece, Span};
use crate::store::{Batch, FileId, Location, Parcel, Place, Problems};

/// A batch is full with so many records,
const FULL_RECORDS: usize = 4096;
/// or with records of so many bytes.
const FULL_BYTES: usize = 4 << 20;

/// Batches and problems, as far as bytes gave any.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The records, in file order.
    pub batches: Vec<Parcel>,
    /// What was wrong.
    pub problems: Problems,
    /// How many records of each sort there were.
    pub tally: Tally,
    /// What the first record is that is no sign-in, in words.
    pub first_foreign: Option<String>,
    /// Set if nothing of this file can be read: what was found, what is accepted, what to do.
    pub refused: Option<String>,
}

/// How many records of each sort there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Sign-ins that were read.
    pub read: u64,
    /// Records that are valid but no sign-ins.
    pub foreign: u64,
    /// Records that are damaged.
    pub broken: u64,
}

impl Tally {
    /// Adds the records of another part of the file.
    pub fn add(&mut self, other: Tally) {
        self.read += other.read;
        self.foreign += other.foreign;
        self.broken += other.broken;
    }
}

/// Decodes records of one file. It learns how they are built, so one should decode many.
#[derive(Clone, Debug)]
pub struct RecordDecoder {
    file: FileId,
    reader: Reader,
    batch: Batch,
    derivation: Derivation,
    /// Bytes of the records in the batch.
    bytes: usize,
}

#[derive(Clone, Debug)]
enum Reader {
    Json(Box<JsonReader>),
    Csv(CsvReader),
}

impl RecordDecoder {
    /// Decodes records of this file, which has this layout.
    pub fn new(file: FileId, layout: &Layout) -> RecordDecoder {
        let reader = match layout {
            Layout::Json(_) => Reader::Json(Box::default()),
            Layout::PortalCsv(csv) => Reader::Csv(CsvReader::new(csv)),
        };
        RecordDecoder { file, reader, batch: Batch::default(), derivation: Derivation::default(), bytes: 0 }
    }

    /// Decodes the records of a piece. Full batches are handed out; [`RecordDecoder::flush`] gives the rest.
    pub fn decode_slice(&mut self, piece: &Piece, into: &mut Decoded) {
        for span in piece.spans {
            let record = piece.record(span);
            if self.decode_record(record, span, into) {
                self.batch.end_record(Location { file: self.file, offset: span.offset, len: span.len });
                into.tally.read += 1;
                self.bytes += record.len();
                if !scan::is_ascii(record) && str::from_utf8(record).is_err() {
                    let message =
                        format!("Record {} holds bytes that are no UTF-8 text; they show as “\u{fffd}”.", span.number);
                    into.problems.push(place(span), message);
                }
            } else {
                self.batch.abandon_record();
            }
            if self.batch.len() >= FULL_RECORDS || self.bytes >= FULL_BYTES {
                self.flush(0, into);
            }
        }
    }

    /// Hands out the batch if its records have at least `bytes` bytes.
    pub fn flush(&mut self, bytes: usize, into: &mut Decoded) {
        if self.batch.is_empty() || self.bytes < bytes {
            return;
        }
        self.bytes = 0;
        self.batch.complete();
        self.derivation.derive(&mut self.batch);
        into.batches.push(self.batch.parcel());
    }

    /// Whether the record is a sign-in whose values are now in the batch.
    fn decode_record(&mut self, record: &[u8], span: &Span, into: &mut Decoded) -> bool {
        let batch = &mut self.batch;
        let is_time_unreadable = match &mut self.reader {
            Reader::Json(reader) => match reader.read(record, batch) {
                Outcome::SignIn { is_time_unreadable } => Some(is_time_unreadable),
                Outcome::Foreign(what) => {
                    into.tally.foreign += 1;
                    into.first_foreign.get_or_insert_with(|| what.to_owned());
                    into.problems
                        .push(place(span), format!("Record {} is {what}, no sign-in. It was left out.", span.number));
                    None
                }
                Outcome::Broken(fault) => {
                    into.tally.broken += 1;
                    tell_fault(span, fault, &mut into.problems);
                    None
                }
            },
            Reader::Csv(reader) if reader.is_header(record) => {
                let message = format!("Line {} repeats the header: several files were put together.", span.line);
                into.problems.push(place(span), message);
                None
            }
            Reader::Csv(reader) => {
                let outcome = reader.read(record, batch);
                let is_kept = !matches!(outcome.count, Count::Wrong(_));
                into.tally.broken += u64::from(!is_kept);
                tell_count(span, outcome.count, reader.columns(), &mut into.problems);
                is_kept.then_some(outcome.is_time_unreadable)
            }
        };
        if is_time_unreadable == Some(true) {
            let message = format!("Record {} has a date that cannot be read. It was kept without one.", span.number);
            into.problems.push(place(span), message);
        }
        is_time_unreadable.is_some()
    }
}

fn tell_fault(span: &Span, fault: Fault, problems: &mut Problems) {
    let byte = span.offset + fault.at as u64;
    let (number, expected) = (span.number, fault.expected);
    let message = format!("Record {number} is no valid JSON: byte {byte} should be {expected}. It was left out.");
    problems.push(Place { byte: Some(byte), ..place(span) }, message);
}

fn tell_count(span: &Span, count: Count, columns: usize, problems: &mut Problems) {
    let (cells, fate) = match count {
        Count::Right => return,
        Count::EndsEarly(cells) => (cells, "The missing ones at its end were taken as not in this file."),
        Count::Wrong(cells) => (cells, "It was left out."),
    };
    let message = format!("Record {}, line {}: {cells} of {columns} cells. {fate}", span.number, span.line);
    problems.push(place(span), message);
}

fn place(span: &Span) -> Place {
    let line = (span.line > 0).then_some(span.line);
    Place { record: Some(span.number), line, byte: Some(span.offset) }
}

/// The values of one record in a batch of their own, for the detail pane; the error says what the bytes are instead.
pub fn decode_one(record: &[u8], layout: &Layout) -> Result<Parcel, String> {
    let mut decoder = RecordDecoder::new(0, layout);
    let span = Span { offset: 0, len: record.len() as u32, number: 1, line: 1 };
    let mut decoded = Decoded::default();
    decoder.decode_slice(&Piece { bytes: record, offset: 0, spans: &[span] }, &mut decoded);
    decoder.flush(0, &mut decoded);
    match (decoded.batches.pop(), decoded.problems.first.pop()) {
        (Some(batch), _) => Ok(batch),
        (None, Some(problem)) => Err(problem.message),
        (None, None) => Err("There are no bytes where the record should be.".to_owned()),
    }
}
