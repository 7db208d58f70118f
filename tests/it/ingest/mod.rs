//! Reading files: every decoder at several chunk sizes, bad input, published samples, and slow twins.

// The lints spare test functions only, not what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

mod asked;
mod bad_csv;
mod bad_json;
pub mod code_pages;
mod dates;
mod csv_twin;
mod envelopes;
mod fixtures;
mod generated;
mod json_chunks;
mod json_twin;
mod hunting;
mod speculation;
mod meant;
mod names;
mod notations;
mod outcomes;
mod pages;
mod places;
mod repeated;
pub mod samples;
mod source_formats;
mod sniffed;
mod speed;
mod tables;
mod time;
mod together;
pub mod zones;
pub mod unpack;

use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::ProptestConfig;
use signscope::ingest::{
    Dates, Decoded, Decoder, FileFormat, FramedChunk, Job, Mapping, ReadOptions, RecordDecoder, SourceFormat,
    SpeculativeChunk, Zone,
};
use signscope::schema::{Field, List};
use signscope::store::TextAt;
use signscope::store::{Problem, RecordLocation, Store, Translation};

/// Everything that became of a file.
#[derive(Debug, Default)]
pub struct Read {
    pub store: Store,
    /// In the order of their places.
    pub problems: Vec<String>,
    pub refused: Option<String>,
    pub file_format: Option<FileFormat>,
    /// Of tables put together each.
    pub file_formats: Vec<FileFormat>,
    pub mapping: Option<Mapping>,
    pub source_formats: Vec<(SourceFormat, u64)>,
    pub dates: Option<Dates>,
    pub zone: Option<Zone>,
}

impl Read {
    /// A value as text; `None` where the file does not have it.
    pub fn text(&self, row: usize, field: Field) -> Option<String> {
        text_of(&self.store, row, field)
    }

    /// The values of a field in all rows; `-` where the file does not have it.
    pub fn column(&self, field: Field) -> Vec<String> {
        (0..self.store.len()).map(|row| self.text(row, field).unwrap_or_else(|| "-".to_owned())).collect()
    }

    /// The entries of a list, parts with `|` between; `None` where the file does not have it.
    pub fn list(&self, row: usize, list: List) -> Option<Vec<String>> {
        list_of(&self.store, row, list)
    }

    /// Everything a row has, to compare.
    pub fn row(&self, row: usize) -> BTreeMap<String, String> {
        row_of(&self.store, row)
    }

    pub fn places(&self) -> Vec<RecordLocation> {
        (0..self.store.len()).filter_map(|row| self.store.location(row)).collect()
    }
}

/// A value of a store as text; `None` where the file does not have it.
pub fn text_of(store: &Store, row: usize, field: Field) -> Option<String> {
    match store.text_at(field, row) {
        TextAt::Absent => None,
        TextAt::Empty => Some(String::new()),
        TextAt::Time(millis) => Some(millis.to_string()),
        TextAt::Text(text) => Some(text.into_owned()),
    }
}

/// The entries of a list of a store, parts with `|` between; `None` where the file does not have it.
fn list_of(store: &Store, row: usize, list: List) -> Option<Vec<String>> {
    let entries = store.list(list).get(row)?;
    Some(
        entries
            .map(|entry| list.parts().map(|part| entry.part(part).unwrap_or("-")).collect::<Vec<_>>().join("|"))
            .collect(),
    )
}

/// Everything a row of a store has, to compare.
pub fn row_of(store: &Store, row: usize) -> BTreeMap<String, String> {
    let fields = Field::all().filter_map(|field| Some((format!("{field:?}"), text_of(store, row, field)?)));
    let lists = List::all().filter_map(|list| Some((format!("{list:?}"), format!("{:?}", list_of(store, row, list)?))));
    let extras = store.extras().iter();
    let extras =
        extras.filter_map(|(extra, _)| Some((format!("['{}']", extra.name()), store.extra_at(extra, row)?.to_owned())));
    fields.chain(lists).chain(extras).collect()
}

/// So many random cases, or as many as `PROPTEST_CASES` says; nothing is written to disk when one fails.
pub fn cases(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Reads bytes in chunks of `size`.
pub fn read_in_pieces(name: &str, bytes: &[u8], size: usize) -> Read {
    read_as_told(name, bytes, size, ReadOptions::default())
}

/// Reads bytes in chunks of `size`, as somebody told.
pub fn read_as_told(name: &str, bytes: &[u8], size: usize, reading: ReadOptions) -> Read {
    let mut decoder = Decoder::new(3, name, reading);
    let mut gathered = Gathered::default();
    bytes.chunks(size).for_each(|chunk| gathered.take(decoder.push(chunk)));
    gathered.take(decoder.finish());
    gathered.read(&decoder)
}

/// What was decoded so far, put together as an engine does.
#[derive(Default)]
struct Gathered {
    read: Read,
    problems: Vec<Problem>,
    translation: Translation,
}

impl Gathered {
    fn take(&mut self, decoded: Decoded) {
        for batch in &decoded.batches {
            self.read.store.append(batch, &mut self.translation);
        }
        self.problems.extend(decoded.problems.first);
        self.read.refused = self.read.refused.take().or(decoded.refused);
        self.read.mapping = self.read.mapping.take().or(decoded.needs_mapping);
        (self.read.dates, self.read.zone) = (decoded.dates, decoded.zone);
    }

    /// All of it, at the end of the file.
    fn read(mut self, decoder: &Decoder) -> Read {
        self.problems.sort_by_key(|problem| (problem.place.byte.unwrap_or(u64::MAX), problem.message.clone()));
        self.read.problems = self.problems.into_iter().map(|problem| problem.message).collect();
        self.read.file_format = decoder.file_format().cloned();
        self.read.file_formats = decoder.file_formats().to_vec();
        self.read.source_formats = decoder.counts().source_formats();
        self.read
    }
}

/// Chunks that are read speculatively, and the cache blocks that speculative chunks are decoded in.
const LEAPS: [(usize, usize); 3] = [(70, 70), (1500, 600), (9000, 4096)];

/// Reads bytes in chunks, leaping over most of them where that can be, as a worker with one parser does. Cache blocks of
/// speculative chunks have `cache block` bytes, and as many at the end of a chunk are looked at for the guess. Also
/// says how many records came of speculative chunks.
pub fn read_speculatively(name: &str, bytes: &[u8], chunk: usize, block: usize) -> (Read, u64) {
    let mut decoder = Decoder::new(3, name, ReadOptions::default());
    let mut reader = LeapReader::default();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min(at + chunk);
        let tail_at = end - block.min(end - at);
        if let Some(chunk) = decoder.speculate(&bytes[tail_at..end], tail_at as u64) {
            assert_eq!(chunk.offset as usize + chunk.before.len(), at);
            let decoded = reader.speculate(&chunk, bytes, block, decoder.file_format().unwrap());
            decoder.note_speculative(&decoded);
            let mispredicted = decoded.mispredicted;
            reader.gathered.take(decoded);
            at = end;
            if let Some(mispredicted) = mispredicted {
                decoder.roll_back(mispredicted);
                (reader.records, reader.gathered.translation) = (None, Translation::default());
                at = mispredicted as usize;
            }
            continue;
        }
        if decoder.is_speculating() {
            let committed = decoder.commit();
            reader.run(&mut decoder, committed, &[]);
        }
        let cut = decoder.frame(&bytes[at..end]);
        reader.run(&mut decoder, cut, &bytes[at..end]);
        at = end;
    }
    if decoder.is_speculating() {
        let committed = decoder.commit();
        reader.run(&mut decoder, committed, &[]);
    }
    let last = decoder.finish_framing();
    reader.run(&mut decoder, last, &[]);
    reader.gathered.take(decoder.settle());
    (reader.gathered.read(&decoder), reader.speculated)
}

#[derive(Default)]
struct LeapReader {
    gathered: Gathered,
    records: Option<RecordDecoder>,
    speculated: u64,
}

impl LeapReader {
    fn run(&mut self, decoder: &mut Decoder, (jobs, decoded): (Vec<Job>, Decoded), cut: &[u8]) {
        self.gathered.take(decoded);
        for job in jobs {
            let bytes = job.bytes_in(cut);
            let mut decoded = Decoded::default();
            let file_format = FileFormat::at(decoder.file_formats(), job.since).unwrap();
            let records = self.records.get_or_insert_with(|| RecordDecoder::new(3, file_format));
            records.turn_to(file_format);
            records.decode_slice(&FramedChunk { bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
            records.flush(0, &mut decoded);
            decoder.note(&decoded);
            self.gathered.take(decoded);
        }
    }

    fn speculate(&mut self, chunk: &SpeculativeChunk, file: &[u8], block: usize, file_format: &FileFormat) -> Decoded {
        let mut bytes = &file[chunk.offset as usize..chunk.end as usize];
        assert_eq!(&bytes[..chunk.before.len()], chunk.before);
        let mut decoded = Decoded::default();
        let records = self.records.get_or_insert_with(|| RecordDecoder::new(3, file_format));
        records.turn_to(file_format);
        records.decode_speculative(&chunk.pattern, chunk.offset, &mut bytes, block, &mut decoded);
        records.flush(0, &mut decoded);
        self.speculated += decoded.counts.read;
        decoded
    }
}

fn assert_same(read: &Read, expected: &Read, how: &str) {
    assert_eq!(read.refused, expected.refused, "{how}");
    assert_eq!(read.problems, expected.problems, "{how}");
    assert_eq!(read.places(), expected.places(), "{how}");
    assert_eq!(read.file_formats, expected.file_formats, "{how}");
    assert_eq!(read.mapping, expected.mapping, "{how}");
    assert_eq!(read.source_formats, expected.source_formats, "{how}");
    assert_eq!((read.dates, read.zone), (expected.dates, expected.zone), "{how}");
    for row in 0..expected.store.len() {
        assert_eq!(read.row(row), expected.row(row), "row {row}, {how}");
    }
}

/// Reads bytes whole, after making sure that chunks of 1, 7 and 4096 bytes give the same, and that the bytes at the
/// place of each record give the same record again.
pub fn read(bytes: &[u8]) -> Read {
    let whole = read_in_pieces("file", bytes, bytes.len().max(1));
    for size in [1, 7, 4096] {
        let chunks = read_in_pieces("file", bytes, size);
        assert_same(&chunks, &whole, &format!("chunks of {size}"));
    }
    for (chunk, block) in LEAPS {
        let (speculated, _) = read_speculatively("file", bytes, chunk, block);
        assert_same(&speculated, &whole, &format!("speculative chunks of {chunk}"));
    }
    if whole.refused.is_none() {
        check_places(bytes, &whole);
    }
    whole
}

/// The bytes at the place of each record, under the same header, are the same record.
fn check_places(bytes: &[u8], whole: &Read) {
    for (row, place) in whole.places().into_iter().enumerate() {
        let csv = FileFormat::at(&whole.file_formats, place.offset).and_then(FileFormat::csv);
        let header = csv.map(|csv| [&b"sep="[..], &[csv.delimiter], b"\n", csv.header.as_slice()].concat());
        assert_eq!(place.file, 3);
        let record = &bytes[place.offset as usize..][..place.len as usize];
        let alone = match &header {
            Some(header) => [header.as_slice(), b"\n", record, b"\r\n"].concat(),
            // Alone at top level, a record with a list called `value` would be taken for a page.
            None => [b"[", record, b"]"].concat(),
        };
        let again = read_in_pieces("again", &alone, alone.len());
        assert_eq!(again.store.len(), 1, "row {row}: {:?} {:?}", again.problems, again.refused);
        assert_eq!(again.row(0), whole.row(row), "row {row}");
    }
}

/// A file of `tests/data`.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
