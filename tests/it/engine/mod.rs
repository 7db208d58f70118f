//! The engine with files in memory: load, ask, look at one record, export, and files that change.

mod absent;
mod again;
mod beside;
mod books;
mod detail;
mod editions;
mod everything;
mod export;
mod loading;
mod many;
mod memory;
mod packed;
mod merging;
mod questions;
mod round_trip;
mod sources;
mod success_code;
mod times;
mod turns;

use signscope::engine::protocol::{
    Answer, Cell, Detail, ExportFormat, FileReport, Filter, Question, Reply, Request, Rows, Summary, SummaryQuestion,
    View,
};
use signscope::engine::{Engine, Export, ExportStep, ExportedFile};
use signscope::ingest::{Decoded, FramedChunk, Job, ReadOptions, RecordDecoder, SpeculativeChunk};
use signscope::schema::{Column, Field};
use signscope::store::{FileId, RecordBatch, RowId};
use signscope_sample::{Form, Generator, Profile};

/// An engine and the files it was given: what the worker is in a browser.
pub struct Desk {
    pub engine: Engine,
    pub files: Vec<Vec<u8>>,
}

/// A file an export made.
#[derive(Debug, PartialEq)]
pub struct Exported {
    pub name: String,
    pub bytes: Vec<u8>,
    pub records: u64,
}

/// The parsers of a file, and whose turn it is.
struct Parsers {
    file: FileId,
    decoders: Vec<Option<RecordDecoder>>,
    turn: usize,
}

impl Parsers {
    fn decode(&mut self, engine: &mut Engine, jobs: Vec<Job>, cut: &[u8]) {
        for job in jobs {
            let bytes = job.bytes_in(cut);
            let (parser, decoder) = self.next(engine, job.since);
            let mut decoded = Decoded::default();
            decoder.decode_slice(&FramedChunk { bytes, offset: job.offset, spans: &job.spans }, &mut decoded);
            let decoded = travelled(decoder, decoded);
            engine.take(self.file, parser, decoded);
        }
    }

    /// Where the speculative chunk went wrong, if it did.
    fn speculate(&mut self, engine: &mut Engine, chunk: &SpeculativeChunk, file: &[u8], block: usize) -> Option<u64> {
        let mut bytes = &file[chunk.offset as usize..chunk.end as usize];
        let (parser, decoder) = self.next(engine, chunk.offset);
        let mut decoded = Decoded::default();
        decoder.decode_speculative(&chunk.pattern, chunk.offset, &mut bytes, block, &mut decoded);
        let decoded = travelled(decoder, decoded);
        let mispredicted = decoded.mispredicted;
        engine.append_speculative(self.file, parser, decoded);
        if mispredicted.is_some() {
            self.decoders.fill(None);
        }
        mispredicted
    }

    /// Whose turn it is, counted from 1, to decode records at this byte.
    fn next(&mut self, engine: &Engine, offset: u64) -> (usize, &mut RecordDecoder) {
        let parser = self.turn % self.decoders.len();
        self.turn += 1;
        let file_format = engine.file_format_at(self.file, offset).unwrap();
        let decoder = self.decoders[parser].get_or_insert_with(|| RecordDecoder::new(self.file, file_format));
        decoder.turn_to(file_format);
        (parser + 1, decoder)
    }
}

fn travelled(decoder: &mut RecordDecoder, mut decoded: Decoded) -> Decoded {
    decoder.flush(0, &mut decoded);
    let travelled = decoded.batches.iter().map(|batch| RecordBatch::from_bytes(&batch.to_bytes()).unwrap());
    decoded.batches = travelled.collect();
    decoded
}

impl Desk {
    pub fn new() -> Desk {
        Desk { engine: Engine::default(), files: Vec::new() }
    }

    /// A desk with one file loaded.
    pub fn with(name: &str, bytes: &[u8]) -> Desk {
        let mut desk = Desk::new();
        desk.load(name, bytes, 4096);
        desk
    }

    /// Loads a file in cache blocks of some size.
    pub fn load(&mut self, name: &str, bytes: &[u8], block: usize) {
        let file = self.engine.add_file(name, bytes.len() as u64);
        self.files.push(bytes.to_vec());
        self.read(file, bytes, block);
    }

    /// Reads a file to its end, and once more if that is better.
    fn read(&mut self, file: FileId, bytes: &[u8], block: usize) {
        if bytes.chunks(block).all(|block| self.engine.push(file, block)) {
            self.engine.finish(file);
        }
        self.read_better();
    }

    /// Reads once more what was read in the wrong order.
    fn read_better(&mut self) {
        for (file, reading) in self.engine.better_readings() {
            self.read_again(file, reading);
        }
    }

    /// Reads a file once more, in another way.
    pub fn read_again(&mut self, file: FileId, reading: ReadOptions) {
        let bytes = self.files[file as usize].clone();
        let (_, again) = self.engine.read_again(vec![(file, reading)])[0];
        self.files.push(bytes.clone());
        self.read(again, &bytes, 4096);
    }

    /// Loads a file as the worker does when it has parsers: it is read in chunks, which are read speculatively or cut
    /// in cache blocks; the parsers take turns, and their results travel as bytes.
    pub fn load_with_parsers(&mut self, name: &str, bytes: &[u8], chunk: usize, block: usize, parsers: usize) {
        let file = self.engine.add_file(name, bytes.len() as u64);
        self.files.push(bytes.to_vec());
        let mut parsers = Parsers { file, decoders: vec![None; parsers], turn: 0 };
        let mut at = 0;
        while at < bytes.len() {
            let end = bytes.len().min(at + chunk);
            let tail = end - block.min(end - at);
            if let Some(chunk) = self.engine.speculate(file, &bytes[tail..end], tail as u64) {
                let mispredicted = parsers.speculate(&mut self.engine, &chunk, bytes, block);
                at = mispredicted.map_or(end, |offset| offset as usize);
                continue;
            }
            let committed = self.engine.commit(file);
            parsers.decode(&mut self.engine, committed, &[]);
            let mut jobs = Vec::new();
            let cut = bytes[at..end].chunks(block).flat_map(|block| self.engine.frame(file, block));
            cut.for_each(|job| job.join(&mut jobs, at as u64));
            parsers.decode(&mut self.engine, jobs, &bytes[at..end]);
            at = end;
        }
        let committed = self.engine.commit(file);
        parsers.decode(&mut self.engine, committed, &[]);
        let last = self.engine.finish_framing(file);
        parsers.decode(&mut self.engine, last, &[]);
        self.engine.settle(file);
    }

    pub fn report(&self, file: usize) -> FileReport {
        self.engine.loading().files.swap_remove(file)
    }

    pub fn rows(&mut self, view: &View, columns: &[Field]) -> Rows {
        self.rows_in(view, columns.iter().copied().map(Into::into).collect())
    }

    pub fn rows_in(&mut self, view: &View, columns: Vec<Column>) -> Rows {
        let request = Request::Rows { view: view.clone(), columns, first: 0, count: u32::MAX };
        match self.engine.answer(&request) {
            Some(Reply::Rows(rows)) => rows,
            other => panic!("no rows but {other:?}"),
        }
    }

    pub fn summary(&mut self, filter: &Filter) -> Summary {
        match self
            .engine
            .answer(&Request::Summary(SummaryQuestion { filter: filter.clone(), ..SummaryQuestion::default() }))
        {
            Some(Reply::Summary(summary)) => summary,
            other => panic!("no summary but {other:?}"),
        }
    }

    /// The details of a row of now.
    pub fn detail(&self, row: u32) -> Result<Detail, String> {
        self.detail_of(self.id(row)).unwrap()
    }

    /// The details of a row that was held; `None` if it is gone.
    pub fn detail_of(&self, row: RowId) -> Option<Result<Detail, String>> {
        let place = self.engine.location(row)?;
        let (start, len) = (place.offset as usize, place.len as usize);
        let file = &self.files[place.file as usize];
        self.engine.detail(row, &file[file.len().min(start)..file.len().min(start + len)])
    }

    /// A row of now, to be held.
    pub fn id(&self, row: u32) -> RowId {
        self.engine.store().row_id(row)
    }

    pub fn export(&mut self, view: &View, format: &ExportFormat) -> Result<Vec<Exported>, String> {
        let export = self.engine.export(view, format);
        self.write(export)
    }

    /// The answer to a question about usage or policies.
    pub fn ask(&mut self, question: &Question) -> Answer {
        match self.engine.answer(&Request::Ask(question.clone())) {
            Some(Reply::Answer(answer)) => *answer,
            other => panic!("no answer but {other:?}"),
        }
    }

    pub fn export_table(&mut self, question: &Question) -> Result<Vec<Exported>, String> {
        let export = self.engine.export_table(question);
        self.write(export)
    }

    fn write(&mut self, export: Export) -> Result<Vec<Exported>, String> {
        self.write_while(export, |_, _| {})
    }

    /// Writes an export; before each step, which are counted from 0, something else may happen.
    pub fn write_while(
        &mut self,
        mut export: Export,
        mut before: impl FnMut(&mut Desk, usize),
    ) -> Result<Vec<Exported>, String> {
        let (mut files, mut bytes) = (Vec::new(), Vec::new());
        for step in 0.. {
            before(self, step);
            match self.engine.export_step(&mut export) {
                ExportStep::Chunk(chunk) => bytes.extend(chunk),
                ExportStep::Read { file, offset, len } => {
                    let file = &self.files[file as usize];
                    let end = file.len().min((offset + len) as usize);
                    let read = &file[end.min(offset as usize)..end];
                    bytes.extend(self.engine.export_bytes(&mut export, Ok(read))?);
                }
                ExportStep::File(ExportedFile { name, records, .. }) => {
                    files.push(Exported { name, bytes: std::mem::take(&mut bytes), records });
                }
                ExportStep::Failed(reason) => return Err(reason),
                ExportStep::Done => return Ok(files),
            }
        }
        unreachable!("an export ends")
    }
}

/// A file of the sample generator.
pub fn sample_file(form: Form, records: usize) -> Vec<u8> {
    form.chunks(Generator::new(11, records, Profile::LARGE)).flatten().collect()
}

/// A file of other sign-ins.
pub fn other_file(form: Form, records: usize) -> Vec<u8> {
    form.chunks(Generator::new(12, records, Profile::LARGE)).flatten().collect()
}

/// The text of a cell; `None` for anything else.
pub fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}
