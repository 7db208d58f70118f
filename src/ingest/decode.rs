//! The second stage of reading: whole records → batches and problems. It knows nothing of the records around a chunk,
//! so chunks of one file can be read by several workers.

use std::borrow::Cow;

use memchr::memmem;

use super::boundary_pattern::BoundaryPattern;
use super::code_page::CodePage;
use super::csv::record::Count;
use super::csv::{CsvFormat, CsvReader, NormalizedTable};
use super::derive::Derivation;
use super::file_format::{FileFormat, Syntax};
use super::framed::FramedChunk;
use super::json::{self, ReadOutcome};
use super::json_reader::{JsonReader, ReadRecord};
use super::mapping::Mapping;
use super::read_options::{DateCounts, Dates, Zone};
use super::record_counts::RecordCounts;
use super::record_span::RecordSpan;
use super::simd::{self, Text};
use super::source_format::SourceFormat;
use super::speculate::{ByteSource, CacheBlocks};
use super::tell::{place, tell_count, tell_fault, tell_others, tell_unread};
use super::time::TimeReader;
use crate::schema::{ExtraColumn, Field, FieldKind};
use crate::store::{BatchBuilder, FileId, Problems, RecordBatch, RecordLocation};

/// A batch is full with so many records,
const FULL_RECORDS: usize = 4096;
/// or with records of so many bytes.
const FULL_BYTES: usize = 4 << 20;

/// Batches and problems, as far as bytes gave any.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The records, in file order.
    pub batches: Vec<RecordBatch>,
    /// What was wrong.
    pub problems: Problems,
    /// How many records of each sort there were.
    pub counts: RecordCounts,
    /// What the first record is that is no sign-in, in words.
    pub first_other_log: Option<String>,
    /// Set if nothing of this file can be read: what was found, what is accepted, what to do.
    pub refused: Option<String>,
    /// Set if somebody must say which column of the table holds what; nothing of it was read.
    pub needs_mapping: Option<Mapping>,
    /// Set by a speculative chunk that guessed wrong: where in the file, between two records, the first byte lies that
    /// was not decoded.
    pub mispredicted: Option<u64>,
    /// At the end of the file: whether its dates were read in the right order.
    pub dates: Option<Dates>,
    /// At the end of the file: the zone of its times, if it has any.
    pub zone: Option<Zone>,
    /// At the end of the file: the code page it is to be read again in, if it turned out to be in one.
    pub code_page: Option<CodePage>,
}

/// Decodes records of one file. It learns how they are built, so one should decode many.
#[derive(Clone, Debug)]
pub struct RecordDecoder {
    file: FileId,
    /// The first byte that is read with this file format.
    since: u64,
    reader: Reader,
    code_page: Option<CodePage>,
    batch: BatchBuilder,
    derivation: Derivation,
    /// The fields that extra columns hold, as somebody has told.
    told: Vec<(ExtraColumn, Field)>,
    /// Bytes of the records in the batch.
    bytes: usize,
}

#[derive(Clone, Debug)]
enum Reader {
    Json(Box<JsonReader>),
    Csv(Box<CsvReader>, SourceFormat),
    NormalizedTable(Box<TableReader>),
}

/// A record beyond doubt.
struct Sure {
    /// Its length, and that with its line end.
    len: usize,
    next: usize,
    source_format: SourceFormat,
}

/// Reads tables whose rows become objects first.
#[derive(Clone, Debug)]
struct TableReader {
    file_format: CsvFormat,
    table: NormalizedTable,
    cells: CsvReader,
    json: JsonReader,
}

impl Reader {
    fn new(file_format: &FileFormat) -> Reader {
        match &file_format.syntax {
            Syntax::Json { source_format, told, .. } => {
                let mut json = JsonReader::new(file_format.dates, *source_format).told(told.clone());
                json.times().clocks = file_format.clocks.clone().map(Box::new);
                Reader::Json(Box::new(json))
            }
            Syntax::Csv(csv) => {
                let mut cells = CsvReader::new(csv);
                (cells.times.order, cells.times.clocks) = (file_format.dates, file_format.clocks.clone().map(Box::new));
                let Some(table) = csv.table.clone() else { return Reader::Csv(Box::new(cells), csv.source_format) };
                let mut json = JsonReader::new(file_format.dates, None);
                json.times().clocks = file_format.clocks.clone().map(Box::new);
                Reader::NormalizedTable(Box::new(TableReader { file_format: csv.clone(), table, cells, json }))
            }
        }
    }

    /// Whether the record is the header of the table once more.
    fn is_header(&self, record: &[u8]) -> bool {
        match self {
            Reader::Json(_) => false,
            Reader::Csv(cells, _) => cells.is_header(record),
            Reader::NormalizedTable(table) => table.cells.is_header(record),
        }
    }

    /// How many bytes stand between records at the beginning of these.
    fn blanks(&self, bytes: &[u8]) -> usize {
        match self {
            Reader::Json(_) => bytes.iter().take_while(|byte| json::is_between_records(**byte)).count(),
            Reader::Csv(..) | Reader::NormalizedTable(_) => 0,
        }
    }

    /// Reads the record that these bytes begin with, if it is beyond doubt a sign-in without a fault.
    fn read_sure(&mut self, bytes: &[u8], code_page: Option<CodePage>, batch: &mut BatchBuilder) -> Option<Sure> {
        let sure = match self {
            Reader::Json(json) => {
                let len = json.read_sure(bytes, batch)?;
                Sure { len, next: len, source_format: SourceFormat::Graph }
            }
            Reader::Csv(cells, source_format) => {
                let end = simd::find(bytes, 0, b'\n');
                let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
                // Where no line end follows, the record may go on.
                let is_sure = end < bytes.len() && cells.read_sure(&decoded(code_page, line), batch);
                is_sure.then_some(Sure { len: line.len(), next: end + 1, source_format: *source_format })?
            }
            Reader::NormalizedTable(_) => return None,
        };
        (code_page.is_some() || simd::text(&bytes[..sure.len]) != Text::Other).then_some(sure)
    }

    /// What the times look like that were read since the last time.
    fn take_dates(&mut self) -> DateCounts {
        std::mem::take(&mut self.times().counts)
    }

    fn times(&mut self) -> &mut TimeReader {
        match self {
            Reader::Json(json) => json.times(),
            Reader::Csv(cells, _) => &mut cells.times,
            Reader::NormalizedTable(table) => table.json.times(),
        }
    }
}

/// A record as UTF-8.
fn decoded(code_page: Option<CodePage>, record: &[u8]) -> Cow<'_, [u8]> {
    code_page.map_or(Cow::Borrowed(record), |page| page.decode(record))
}

impl RecordDecoder {
    /// Decodes records of this file, which has this file format.
    pub fn new(file: FileId, file_format: &FileFormat) -> RecordDecoder {
        let derivation = Derivation::new(file_format.log_type);
        let (since, reader, code_page) = (file_format.since, Reader::new(file_format), file_format.code_page);
        let told = file_format.extras.clone();
        RecordDecoder { file, since, reader, code_page, batch: BatchBuilder::default(), derivation, told, bytes: 0 }
    }

    /// Goes on with the records of another table of the file, if they are read with another file format.
    pub fn turn_to(&mut self, file_format: &FileFormat) {
        if self.since != file_format.since {
            (self.since, self.reader, self.code_page) =
                (file_format.since, Reader::new(file_format), file_format.code_page);
        }
    }

    /// Decodes the records of a chunk. Full batches are drained; [`RecordDecoder::flush`] gives the rest.
    pub fn decode_slice(&mut self, chunk: &FramedChunk, into: &mut Decoded) {
        for span in chunk.spans {
            let raw = chunk.record(span);
            let record = decoded(self.code_page, raw);
            if self.decode_record(&record, span, into) {
                self.end_record(span.offset, span.len, into);
                self.check_text(raw, &record, span, into);
            } else {
                self.batch.abandon_record();
            }
        }
        into.counts.dates.add(self.reader.take_dates());
    }

    /// Says which bytes of a record are no text, and takes note of what they speak for.
    fn check_text(&self, raw: &[u8], record: &[u8], span: &RecordSpan, into: &mut Decoded) {
        let (name, is_text) = match self.code_page {
            None => {
                let before = into.counts.text.other;
                into.counts.text.note(raw);
                ("UTF-8", into.counts.text.other == before)
            }
            Some(page) => (page.label(), raw.is_ascii() || memmem::find(record, "\u{fffd}".as_bytes()).is_none()),
        };
        if !is_text {
            let message =
                format!("Record {} holds bytes that are no {name} text; they show as “\u{fffd}”.", span.number);
            into.problems.push(place(span), message);
        }
    }

    /// Decodes the records of a speculative chunk, which begins at `offset` in the file, about `block` bytes at once.
    /// If it was mispredicted, [`Decoded::mispredicted`] says where.
    pub fn decode_speculative(
        &mut self,
        pattern: &BoundaryPattern,
        offset: u64,
        source: &mut impl ByteSource,
        block: usize,
        into: &mut Decoded,
    ) {
        let mut blocks = CacheBlocks::new(pattern, source.total(), block);
        while let Some(range) = blocks.next() {
            let start = offset + range.start as u64;
            let bytes = source.range(range);
            let whole = blocks.pass(bytes);
            if !self.decode_uncut(&bytes[..whole], start, into) {
                return;
            }
        }
    }

    /// Decodes records that nobody has framed, of bytes that begin at `offset` in the file, between two records. It
    /// takes only what is beyond doubt: sign-ins without a fault, one after the other, up to the end of the bytes.
    /// Where it finds anything else it stops, and the answer is false.
    fn decode_uncut(&mut self, bytes: &[u8], offset: u64, into: &mut Decoded) -> bool {
        let mut at = 0;
        loop {
            at += self.reader.blanks(&bytes[at..]);
            let rest = &bytes[at..];
            if rest.is_empty() {
                return true;
            }
            let Some(sure) = self.reader.read_sure(rest, self.code_page, &mut self.batch) else {
                self.batch.abandon_record();
                // Its dates are counted when it is read with care.
                self.reader.take_dates();
                into.mispredicted = Some(offset + at as u64);
                return false;
            };
            self.end_record(offset + at as u64, sure.len as u32, into);
            into.counts.by_shape[sure.source_format as usize] += 1;
            into.counts.dates.add(self.reader.take_dates());
            at += sure.next;
        }
    }

    /// The record whose values are in the batch is whole; a full batch is drained.
    fn end_record(&mut self, offset: u64, len: u32, into: &mut Decoded) {
        for &(extra, field) in &self.told {
            let Some(text) = self.batch.extra_text(extra).map(str::to_owned) else { continue };
            match field.kind() {
                FieldKind::Time => drop(self.reader.times().set(text.as_bytes(), field, &mut self.batch)),
                _ => self.batch.set_text(field, text.as_bytes()),
            }
        }
        self.batch.end_record(RecordLocation { file: self.file, offset, len });
        self.bytes += len as usize;
        into.counts.read += 1;
        if self.batch.len() >= FULL_RECORDS || self.bytes >= FULL_BYTES {
            self.flush(0, into);
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
        into.batches.push(self.batch.drain());
    }

    /// Whether the record is a sign-in whose values are now in the batch.
    fn decode_record(&mut self, record: &[u8], span: &RecordSpan, into: &mut Decoded) -> bool {
        if self.reader.is_header(record) {
            let message = format!("Line {} repeats the header: several files were put together.", span.line);
            into.problems.push(place(span), message);
            return false;
        }
        let batch = &mut self.batch;
        let read = match &mut self.reader {
            Reader::Json(reader) => reader.read(record, batch),
            Reader::Csv(cells, source_format) => {
                let outcome = cells.read(record, batch);
                tell_count(span, outcome.count, cells.columns(), &mut into.problems);
                if let Count::Wrong(_) = outcome.count {
                    into.counts.broken += 1;
                    return false;
                }
                let is_time_unreadable = outcome.is_time_unreadable;
                let lost = std::mem::take(&mut cells.lost);
                ReadRecord { lost, ..ReadRecord::new(ReadOutcome::SignIn { is_time_unreadable }, *source_format) }
            }
            Reader::NormalizedTable(table) => {
                let count = table.cells.count_cells(record);
                tell_count(span, count, table.cells.columns(), &mut into.problems);
                if let Count::Wrong(_) = count {
                    into.counts.broken += 1;
                    return false;
                }
                table.json.read_row(record, &table.file_format, &table.table, batch)
            }
        };
        take_read(read, span, into)
    }
}

/// Whether what was read is a sign-in; counts it, and says what is wrong with it.
fn take_read(read: ReadRecord, span: &RecordSpan, into: &mut Decoded) -> bool {
    match read.outcome {
        ReadOutcome::SignIn { is_time_unreadable } => {
            into.counts.lost += read.lost;
            into.counts.by_shape[read.source_format as usize] += 1;
            if is_time_unreadable {
                let message = format!(
                    "Record {} has a date that cannot be read as a time of the years 1 to 9999. It is shown as the file has \
                     it, and is in no time line.",
                    span.number
                );
                into.problems.push(place(span), message);
            }
            if let Some(fault) = read.odd {
                tell_fault(span, fault, "The record was kept, with that value as a text.", &mut into.problems);
            }
            tell_unread(span, &read.unread, &mut into.problems);
            tell_others(span, read.others, &mut into.problems);
            return true;
        }
        ReadOutcome::Foreign(what) => {
            into.counts.of_other_logs += 1;
            into.first_other_log.get_or_insert_with(|| what.to_owned());
            into.problems.push(place(span), format!("Record {} is {what}, no sign-in. It was left out.", span.number));
        }
        ReadOutcome::Broken(fault) => {
            into.counts.broken += 1;
            tell_fault(span, fault, "It was left out.", &mut into.problems);
        }
    }
    false
}

/// The values of one record in a batch of their own, for the detail pane; the error says what the bytes are instead.
pub fn decode_one(record: &[u8], file_format: &FileFormat) -> Result<RecordBatch, String> {
    let mut decoder = RecordDecoder::new(0, file_format);
    let span = RecordSpan { offset: 0, len: record.len() as u32, number: 1, line: 1 };
    let mut decoded = Decoded::default();
    decoder.decode_slice(&FramedChunk { bytes: record, offset: 0, spans: &[span] }, &mut decoded);
    decoder.flush(0, &mut decoded);
    match (decoded.batches.pop(), decoded.problems.first.pop()) {
        (Some(batch), _) => Ok(batch),
        (None, Some(problem)) => Err(problem.message),
        (None, None) => Err("There are no bytes where the record should be.".to_owned()),
    }
}
