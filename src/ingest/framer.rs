//! The first stage of reading: a stream of bytes → chunks with whole records, for one file.

use super::boundary_pattern::BoundaryPattern;
use super::csv::CsvSplitter;
use super::file_format::{FileFormat, Syntax};
use super::framed::FramedChunk;
use super::json::JsonSplitter;
use super::mapping::Mapping;
use super::read_options::ReadOptions;
use super::record_span::RecordSpan;
use super::sniff::{BOM, Sniffed, WINDOW, sniff, with_line_feeds};
use super::source_format::SourceFormat;
use super::tell::tell_singles;
use super::unknown_json::{Nested, SAMPLE, nested_records, paths, unknown_table};
use crate::schema::LogType;
use crate::store::Problems;

/// Takes the bytes of a file in chunks of any size and gives out chunks with whole records. Only the bytes of a record
/// that goes over the end of a chunk are copied.
#[derive(Clone, Debug)]
pub struct Framer {
    name: String,
    reading: ReadOptions,
    pub(super) stage: Stage,
    /// What kind of file it is; of tables put together each, in their order.
    pub(super) file_formats: Vec<FileFormat>,
    /// Whether lines end in a carriage return alone.
    pub(super) has_lone_returns: bool,
    /// What somebody must say before the file can be read.
    mapping: Option<Mapping>,
    /// The beginning of the file, until it is known what it is.
    head: Vec<u8>,
    /// So long must the beginning be before it is looked at again.
    enough: usize,
    /// The beginning of JSON, and where it begins in the file: a look at it tells what records are that nobody knows.
    sample: Vec<u8>,
    sample_start: u64,
    /// Whether the file begins with the byte order mark of UTF-8.
    is_marked: bool,
    /// The bytes of the record that is open, from its first one.
    pub(super) carry: Vec<u8>,
    pub(super) spans: Vec<RecordSpan>,
    /// What stands between records, once two of them were seen.
    pub(super) pattern: Option<BoundaryPattern>,
    /// After a speculative chunk: where it ended, and the bytes carried begin.
    pub(super) speculated: Option<u64>,
    /// How often a speculative chunk was mispredicted, and whether that was just now.
    pub(super) mispredicts: u32,
    pub(super) has_mispredicted: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Stage {
    Sniffing,
    Json(JsonSplitter),
    Csv(CsvSplitter),
    Refused,
}

/// What takes the chunks.
pub type FrameSink<'a> = dyn FnMut(&FileFormat, &FramedChunk) + 'a;

impl Framer {
    /// Begins a file. Its name is used in messages, and for what its records leave open.
    pub fn new(name: &str, reading: ReadOptions) -> Framer {
        Framer {
            name: name.to_owned(),
            reading,
            stage: Stage::Sniffing,
            file_formats: Vec::new(),
            has_lone_returns: false,
            mapping: None,
            head: Vec::new(),
            enough: WINDOW,
            sample: Vec::new(),
            sample_start: 0,
            is_marked: false,
            carry: Vec::new(),
            spans: Vec::new(),
            pattern: None,
            speculated: None,
            mispredicts: 0,
            has_mispredicted: false,
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of file it is, once that is known: of tables put together that of the one that is read.
    pub fn file_format(&self) -> Option<&FileFormat> {
        self.file_formats.last()
    }

    /// The same of each table so far, in the order of the file.
    pub fn file_formats(&self) -> &[FileFormat] {
        &self.file_formats
    }

    /// What kind of file it is, to be made more precise.
    pub fn file_format_mut(&mut self) -> Option<&mut FileFormat> {
        self.file_formats.last_mut()
    }

    /// Whether the file says that it is UTF-8.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// How the file is to be read.
    pub fn reading(&self) -> &ReadOptions {
        &self.reading
    }

    /// What somebody must say before the file can be read; given out once.
    pub fn take_mapping(&mut self) -> Option<Mapping> {
        self.mapping.take()
    }

    /// The table that the records of JSON are if nobody knows them, to be asked about.
    pub fn unknown_table(&self) -> Option<Mapping> {
        if self.reading.columns.is_some() { None } else { unknown_table(&self.name, &self.sample) }
    }

    /// Takes the next bytes. The error says why nothing of the file can be read.
    pub fn push(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut FrameSink) -> Result<(), String> {
        match self.stage {
            Stage::Sniffing if self.head.is_empty() && bytes.len() >= WINDOW => {
                if !self.begin(bytes, false, problems, take)? {
                    self.head.extend_from_slice(bytes);
                    self.enough = self.head.len() * 2;
                }
            }
            Stage::Sniffing => {
                self.head.extend_from_slice(bytes);
                if self.head.len() >= self.enough {
                    self.enough = self.head.len() * 2;
                    self.begin_with_head(false, problems, take)?;
                }
            }
            _ => self.frame(bytes, problems, take),
        }
        Ok(())
    }

    /// Ends the file: says what was cut off.
    pub fn finish(&mut self, problems: &mut Problems, take: &mut FrameSink) -> Result<(), String> {
        if let Stage::Sniffing = self.stage {
            self.begin_with_head(true, problems, take)?;
        }
        match &mut self.stage {
            Stage::Json(splitter) => {
                let mut spans = Vec::new();
                splitter.finish(&mut spans, problems);
                if let (Some(span), Some(file_format)) = (spans.first(), self.file_formats.last()) {
                    take(file_format, &FramedChunk { bytes: &self.carry, offset: span.offset, spans: &spans });
                }
            }
            Stage::Csv(_) => self.finish_csv(problems, take),
            Stage::Sniffing | Stage::Refused => {}
        }
        self.carry = Vec::new();
        Ok(())
    }

    fn begin_with_head(&mut self, is_all: bool, problems: &mut Problems, take: &mut FrameSink) -> Result<(), String> {
        let head = std::mem::take(&mut self.head);
        if !self.begin(&head, is_all, problems, take)? {
            self.head = head;
        }
        Ok(())
    }

    /// Looks at the beginning of the file and, if that tells what it is, reads it.
    fn begin(
        &mut self,
        head: &[u8],
        is_all: bool,
        problems: &mut Problems,
        take: &mut FrameSink,
    ) -> Result<bool, String> {
        let start = match sniff(&self.name, head, is_all, &self.reading) {
            Sniffed::NeedsMore => return Ok(false),
            Sniffed::Refused(message) => {
                self.stage = Stage::Refused;
                return Err(message);
            }
            Sniffed::Json { start } => {
                let splitter = JsonSplitter::new(start as u64);
                let splitter = match self.reading.columns {
                    Some(_) => splitter.under(paths(&self.reading.under)),
                    None => match nested_records(&head[start..], is_all) {
                        Some(Nested { paths, singles }) => {
                            tell_singles(&singles, problems);
                            splitter.under(paths)
                        }
                        None => return Ok(false),
                    },
                };
                let told = self.reading.columns.clone();
                let source_format = told.is_some().then_some(SourceFormat::Mapped);
                self.file_formats =
                    vec![self.file_format_of(Syntax::Json { seen: splitter.seen(), source_format, told })];
                self.sample_start = start as u64;
                self.stage = Stage::Json(splitter);
                start
            }
            Sniffed::Csv { file_format, start, line, has_lone_returns, code_page } => {
                self.has_lone_returns = has_lone_returns;
                self.pattern = BoundaryPattern::of_table(&file_format, has_lone_returns);
                self.stage = Stage::Csv(CsvSplitter::new(file_format.delimiter, start as u64, line));
                self.file_formats = vec![FileFormat { code_page, ..self.file_format_of(Syntax::Csv(file_format)) }];
                self.is_marked = head.starts_with(BOM);
                start
            }
            Sniffed::Unknown(mapping) => {
                (self.stage, self.mapping) = (Stage::Refused, Some(mapping));
                return Ok(true);
            }
        };
        self.frame(&head[start..], problems, take);
        Ok(true)
    }

    pub(super) fn file_format_of(&self, syntax: Syntax) -> FileFormat {
        let dates = self.reading.dates.unwrap_or_default();
        let clocks = self.reading.clocks.clone();
        let extras = self.reading.extras.clone();
        FileFormat { syntax, since: 0, dates, clocks, extras, code_page: None, log_type: LogType::of_file(&self.name) }
    }

    pub(super) fn frame(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut FrameSink) {
        self.has_mispredicted = false;
        match &mut self.stage {
            Stage::Json(_) => self.frame_json(bytes, problems, take),
            // A line end is a byte in any case, so all places stay what they are.
            Stage::Csv(_) if self.has_lone_returns => self.frame_csv(&with_line_feeds(bytes), problems, take),
            Stage::Csv(_) => self.frame_csv(bytes, problems, take),
            Stage::Sniffing | Stage::Refused => {}
        }
    }

    fn frame_json(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut FrameSink) {
        let Stage::Json(splitter) = &mut self.stage else { return };
        let base = splitter.offset();
        if base == self.sample_start + self.sample.len() as u64 && self.sample.len() < SAMPLE {
            self.sample.extend_from_slice(&bytes[..bytes.len().min(SAMPLE - self.sample.len())]);
        }
        self.spans.clear();
        splitter.split(bytes, &mut self.spans, problems);
        let (open, now) = (splitter.open(), splitter.seen());
        if let Some(FileFormat { syntax: Syntax::Json { seen, .. }, .. }) = self.file_formats.last_mut() {
            *seen = now;
        }
        self.pattern = self.pattern.take().or_else(|| pattern_of_objects(bytes, base, &self.spans));
        self.give(bytes, base, take);
        self.keep(bytes, base, open);
    }

    /// Gives out the records found in bytes that begin at `base`; the first one may have begun before them.
    pub(super) fn give(&mut self, bytes: &[u8], base: u64, take: &mut FrameSink) {
        let Some(file_format) = self.file_formats.last() else { return };
        let begun_before = self.spans.first().is_some_and(|span| span.offset < base);
        let (before, inside) = self.spans.split_at(usize::from(begun_before));
        if let [span] = before {
            let end = (span.offset + u64::from(span.len)).saturating_sub(base) as usize;
            self.carry.extend_from_slice(&bytes[..end.min(bytes.len())]);
            take(file_format, &FramedChunk { bytes: &self.carry, offset: span.offset, spans: before });
        }
        if !inside.is_empty() {
            take(file_format, &FramedChunk { bytes, offset: base, spans: inside });
        }
    }

    /// Keeps the bytes of the record that is open at the end of bytes that begin at `base`.
    pub(super) fn keep(&mut self, bytes: &[u8], base: u64, open: Option<u64>) {
        match open {
            Some(start) if start < base => self.carry.extend_from_slice(bytes),
            Some(start) => {
                self.carry.clear();
                self.carry.extend_from_slice(&bytes[(start - base) as usize..]);
            }
            None => self.carry.clear(),
        }
    }
}

/// What stands between the first two records that lie in these bytes, which begin at `base`.
fn pattern_of_objects(bytes: &[u8], base: u64, spans: &[RecordSpan]) -> Option<BoundaryPattern> {
    let inside = spans.iter().position(|span| span.offset >= base)?;
    let [first, second, ..] = &spans[inside..] else { return None };
    let [end, start, next] = [first.end(), second.offset, second.end()].map(|place| (place - base) as usize);
    BoundaryPattern::of_objects(bytes.get(end..start)?, bytes.get(start..next)?)
}
