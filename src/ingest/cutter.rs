//! The first stage of reading: a stream of bytes → pieces with whole records, for one file.

use super::csv::CsvSplitter;
use super::csv::record::{has_all_cells, is_well_formed};
use super::csv::split::{Found, LONGEST_RECORD};
use super::json::JsonSplitter;
use super::layout::{Form, Layout};
use super::mapping::Mapping;
use super::reading::Reading;
use super::seam::Seam;
use super::sniff::{Sniffed, WINDOW, sniff};
use super::split::{Piece, Span};
use crate::schema::LogType;
use crate::store::{Place, Problems};

/// A CSV line longer than this is left out: its bytes must be held in memory.
const LONGEST_LINE: usize = 64 << 20;

/// Takes the bytes of a file in pieces of any size and gives out pieces with whole records. Only the bytes of a record
/// that goes over the end of a piece are copied.
#[derive(Clone, Debug)]
pub struct Cutter {
    name: String,
    reading: Reading,
    pub(super) stage: Stage,
    layout: Option<Layout>,
    /// What somebody must say before the file can be read.
    mapping: Option<Mapping>,
    /// The beginning of the file, until it is known what it is.
    head: Vec<u8>,
    /// So long must the beginning be before it is looked at again.
    enough: usize,
    /// The bytes of the record that is open, from its first one.
    pub(super) carry: Vec<u8>,
    spans: Vec<Span>,
    /// What stands between records, once two of them were seen.
    pub(super) seam: Option<Seam>,
    /// After a leap: where it ended, and the bytes carried begin.
    pub(super) leapt: Option<u64>,
    /// How often a leap went wrong, and whether that was just now.
    pub(super) misses: u32,
    pub(super) has_missed: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Stage {
    Sniffing,
    Json(JsonSplitter),
    Csv(CsvSplitter),
    Refused,
}

/// What takes the pieces.
pub type Take<'a> = dyn FnMut(&Layout, &Piece) + 'a;

impl Cutter {
    /// Begins a file. Its name is used in messages, and for what its records leave open.
    pub fn new(name: &str, reading: Reading) -> Cutter {
        Cutter {
            name: name.to_owned(),
            reading,
            stage: Stage::Sniffing,
            layout: None,
            mapping: None,
            head: Vec::new(),
            enough: WINDOW,
            carry: Vec::new(),
            spans: Vec::new(),
            seam: None,
            leapt: None,
            misses: 0,
            has_missed: false,
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of file it is, once that is known.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// What kind of file it is, to be made more precise.
    pub fn layout_mut(&mut self) -> Option<&mut Layout> {
        self.layout.as_mut()
    }

    /// How the file is to be read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// What somebody must say before the file can be read; given out once.
    pub fn take_mapping(&mut self) -> Option<Mapping> {
        self.mapping.take()
    }

    /// Takes the next bytes. The error says why nothing of the file can be read.
    pub fn push(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut Take) -> Result<(), String> {
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
            _ => self.cut(bytes, problems, take),
        }
        Ok(())
    }

    /// Ends the file: says what was cut off.
    pub fn finish(&mut self, problems: &mut Problems, take: &mut Take) -> Result<(), String> {
        if let Stage::Sniffing = self.stage {
            self.begin_with_head(true, problems, take)?;
        }
        match &mut self.stage {
            Stage::Json(splitter) => {
                let mut spans = Vec::new();
                splitter.finish(&mut spans, problems);
                if let (Some(span), Some(layout)) = (spans.first(), &self.layout) {
                    take(layout, &Piece { bytes: &self.carry, offset: span.offset, spans: &spans });
                }
            }
            Stage::Csv(_) => self.finish_csv(problems, take),
            Stage::Sniffing | Stage::Refused => {}
        }
        self.carry = Vec::new();
        Ok(())
    }

    fn begin_with_head(&mut self, is_all: bool, problems: &mut Problems, take: &mut Take) -> Result<(), String> {
        let head = std::mem::take(&mut self.head);
        if !self.begin(&head, is_all, problems, take)? {
            self.head = head;
        }
        Ok(())
    }

    /// Looks at the beginning of the file and, if that tells what it is, reads it.
    fn begin(&mut self, head: &[u8], is_all: bool, problems: &mut Problems, take: &mut Take) -> Result<bool, String> {
        let start = match sniff(&self.name, head, is_all, &self.reading) {
            Sniffed::NeedsMore => return Ok(false),
            Sniffed::Refused(message) => {
                self.stage = Stage::Refused;
                return Err(message);
            }
            Sniffed::Json { start } => {
                let splitter = JsonSplitter::new(start as u64);
                self.layout = Some(self.layout_of(Form::Json { seen: splitter.seen(), shape: None }));
                self.stage = Stage::Json(splitter);
                start
            }
            Sniffed::Csv { layout, start, line } => {
                self.seam = layout.table.is_none().then_some(Seam::Lines);
                self.stage = Stage::Csv(CsvSplitter::new(layout.delimiter, start as u64, line));
                self.layout = Some(self.layout_of(Form::Csv(layout)));
                start
            }
            Sniffed::Unknown(mapping) => {
                (self.stage, self.mapping) = (Stage::Refused, Some(mapping));
                return Ok(true);
            }
        };
        self.cut(&head[start..], problems, take);
        Ok(true)
    }

    fn layout_of(&self, form: Form) -> Layout {
        let dates = self.reading.dates.unwrap_or_default();
        Layout { form, dates, log_type: LogType::of_file(&self.name) }
    }

    pub(super) fn cut(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut Take) {
        self.has_missed = false;
        match &mut self.stage {
            Stage::Json(_) => self.cut_json(bytes, problems, take),
            Stage::Csv(_) => self.cut_csv(bytes, problems, take),
            Stage::Sniffing | Stage::Refused => {}
        }
    }

    fn cut_json(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut Take) {
        let Stage::Json(splitter) = &mut self.stage else { return };
        let base = splitter.offset();
        self.spans.clear();
        splitter.split(bytes, &mut self.spans, problems);
        let (open, now) = (splitter.open(), splitter.seen());
        if let Some(Layout { form: Form::Json { seen, .. }, .. }) = &mut self.layout {
            *seen = now;
        }
        self.seam = self.seam.take().or_else(|| seam_of_objects(bytes, base, &self.spans));
        self.give(bytes, base, take);
        self.keep(bytes, base, open);
    }

    /// Gives out the records found in bytes that begin at `base`; the first one may have begun before them.
    fn give(&mut self, bytes: &[u8], base: u64, take: &mut Take) {
        let Some(layout) = &self.layout else { return };
        let begun_before = self.spans.first().is_some_and(|span| span.offset < base);
        let (before, inside) = self.spans.split_at(usize::from(begun_before));
        if let [span] = before {
            let end = (span.offset + u64::from(span.len)).saturating_sub(base) as usize;
            self.carry.extend_from_slice(&bytes[..end.min(bytes.len())]);
            take(layout, &Piece { bytes: &self.carry, offset: span.offset, spans: before });
        }
        if !inside.is_empty() {
            take(layout, &Piece { bytes, offset: base, spans: inside });
        }
    }

    /// Keeps the bytes of the record that is open at the end of bytes that begin at `base`.
    fn keep(&mut self, bytes: &[u8], base: u64, open: Option<u64>) {
        match open {
            Some(start) if start < base => self.carry.extend_from_slice(bytes),
            Some(start) => {
                self.carry.clear();
                self.carry.extend_from_slice(&bytes[(start - base) as usize..]);
            }
            None => self.carry.clear(),
        }
    }

    fn cut_csv(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut Take) {
        let mut again = self.cut_csv_once(bytes, problems, take);
        while let Some(bytes) = again {
            again = self.cut_csv_once(&bytes, problems, take);
        }
    }

    /// Cuts the bytes into records. Where the splitter went back to a line that lies before them, the bytes from that
    /// line on are the answer: they must be cut again.
    fn cut_csv_once(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut Take) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &mut self.stage else { return None };
        let layout = self.layout.as_ref().and_then(Layout::csv)?;
        let base = splitter.offset();
        let mut from = 0;
        self.spans.clear();
        while let Some(found) = splitter.next(bytes, from) {
            from = found.next;
            if !found.is_long {
                self.spans.push(found.span);
                continue;
            }
            let begun_before = found.span.offset < base;
            if begun_before {
                self.carry.extend_from_slice(&bytes[..found.next]);
            }
            let record = record_of(&found, if begun_before { &self.carry } else { bytes }, base);
            if is_well_formed(record, layout) {
                if begun_before {
                    self.carry.truncate(self.carry.len() - found.next);
                }
                self.spans.push(found.span);
                continue;
            }
            let (line, number) = (found.span.line, found.span.number);
            let len = memchr::memchr(b'\n', record).map_or(record.len(), |len| len + 1);
            tell_open_quote(number, line, found.span.offset, problems);
            splitter.go_back(found.span.offset + len as u64, line + 1);
            if begun_before {
                let mut again = self.carry.split_off(len);
                again.extend_from_slice(&bytes[found.next..]);
                self.carry.clear();
                return Some(again);
            }
            from = (found.span.offset - base) as usize + len;
        }
        let open = splitter.open();
        self.give(bytes, base, take);
        self.keep(bytes, base, open.map(|(start, _)| start));
        self.bound_carry(problems)
    }

    /// Gives up a record that is too long to be one. The answer is what must be cut again.
    fn bound_carry(&mut self, problems: &mut Problems) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &mut self.stage else { return None };
        if splitter.is_open_long() && self.carry.len() as u64 > LONGEST_RECORD {
            return self.give_up_line(problems);
        }
        if self.carry.len() > LONGEST_LINE {
            let (start, line) = splitter.open()?;
            let number = splitter.give_up();
            let place = Place { record: Some(number), line: Some(line), byte: Some(start) };
            problems.push(place, format!("Record {number}, line {line}, is longer than 64 MiB. It was left out."));
            splitter.skip_line();
            self.carry = Vec::new();
        }
        None
    }

    /// Leaves out the first line of the record that is open, in which a quote must have been left open, and gives the
    /// lines after it to be cut again.
    fn give_up_line(&mut self, problems: &mut Problems) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &mut self.stage else { return None };
        let (start, line) = splitter.open()?;
        let len = memchr::memchr(b'\n', &self.carry)? + 1;
        let number = splitter.give_up();
        tell_open_quote(number, line, start, problems);
        splitter.go_back(start + len as u64, line + 1);
        let again = self.carry.split_off(len);
        self.carry.clear();
        Some(again)
    }

    /// Whether the record at the end of the file goes over several lines because a quote in the first was not closed.
    fn is_quote_left_open(&self) -> bool {
        let csv = self.layout.as_ref().and_then(Layout::csv);
        let (Stage::Csv(splitter), Some(layout)) = (&self.stage, csv) else { return false };
        let record = self.carry.strip_suffix(b"\r").unwrap_or(&self.carry);
        splitter.is_quoted() || splitter.is_open_long() && !is_well_formed(record, layout)
    }

    fn finish_csv(&mut self, problems: &mut Problems, take: &mut Take) {
        loop {
            if !self.is_quote_left_open() {
                break;
            }
            match self.give_up_line(problems) {
                Some(bytes) => self.cut_csv(&bytes, problems, take),
                None => break,
            }
        }
        let Stage::Csv(splitter) = &mut self.stage else { return };
        let Some(layout) = self.layout.as_ref().and_then(Layout::csv) else { return };
        let is_quoted = splitter.is_quoted();
        let Some(found) = splitter.finish() else { return };
        let (number, line) = (found.span.number, found.span.line);
        // Without a line end, only the number of cells can tell whether the record is whole.
        if is_quoted || !has_all_cells(&self.carry[..found.span.len as usize], layout) {
            let place = Place { record: Some(number), line: Some(line), byte: Some(found.span.offset) };
            let message = format!(
                "The file ends inside record {number}, which begins in line {line}: it was probably cut off. The records \
                 before it were read."
            );
            return problems.push(place, message);
        }
        let piece = Piece { bytes: &self.carry, offset: found.span.offset, spans: &[found.span] };
        if let Some(layout) = &self.layout {
            take(layout, &piece);
        }
    }
}

/// What stands between the first two records that lie in these bytes, which begin at `base`.
fn seam_of_objects(bytes: &[u8], base: u64, spans: &[Span]) -> Option<Seam> {
    let inside = spans.iter().position(|span| span.offset >= base)?;
    let [first, second, ..] = &spans[inside..] else { return None };
    let [end, start, next] = [first.end(), second.offset, second.end()].map(|place| (place - base) as usize);
    Seam::of_objects(bytes.get(end..start)?, bytes.get(start..next)?)
}

/// The bytes of a record, from bytes that begin at `base` or with the record itself.
fn record_of<'a>(found: &Found, bytes: &'a [u8], base: u64) -> &'a [u8] {
    let start = found.span.offset.saturating_sub(base) as usize;
    bytes.get(start..start + found.span.len as usize).unwrap_or(&[])
}

fn tell_open_quote(number: u64, line: u64, byte: u64, problems: &mut Problems) {
    let place = Place { record: Some(number), line: Some(line), byte: Some(byte) };
    let next = line + 1;
    let message = format!(
        "Record {number}, line {line}: a quote that opens in this line is not closed where it should be. The line was left \
         out, and reading went on in line {next}."
    );
    problems.push(place, message);
}
