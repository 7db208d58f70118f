//! The first stage of reading for tables: where their records begin and end, where a quote was left open, and where
//! another table begins.

use super::boundary_pattern::BoundaryPattern;
use super::csv::record::{has_all_cells, is_well_formed};
use super::csv::split::{Found, LONGEST_RECORD};
use super::csv::{CsvFormat, another_table, may_be_header};
use super::file_format::{FileFormat, Syntax};
use super::framed::FramedChunk;
use super::framer::{FrameSink, Framer, Stage};
use super::record_span::RecordSpan;
use crate::store::{ProblemPlace, Problems};

/// A CSV line longer than this is left out: its bytes must be held in memory.
const LONGEST_LINE: usize = 64 << 20;

impl Framer {
    pub(super) fn frame_csv(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut FrameSink) {
        let mut again = self.cut_csv_once(bytes, problems, take);
        while let Some(bytes) = again {
            again = self.cut_csv_once(&bytes, problems, take);
        }
    }

    /// Frames the records. Where the splitter went back to a line that lies before them, the bytes from that
    /// line on are the answer: they must be framed again.
    fn cut_csv_once(&mut self, bytes: &[u8], problems: &mut Problems, take: &mut FrameSink) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &self.stage else { return None };
        let base = splitter.offset();
        let mut from = 0;
        self.spans.clear();
        loop {
            let Stage::Csv(splitter) = &mut self.stage else { return None };
            let Some(found) = splitter.next(bytes, from) else { break };
            let file_format = self.file_formats.last().and_then(FileFormat::csv)?;
            from = found.next;
            if !found.is_long {
                let begun_before = (found.span.offset < base).then_some(self.carry.as_slice());
                match next_table(&found, begun_before, bytes, base, file_format) {
                    Some(table) => self.turn_to(table, &found, bytes, base, problems, take),
                    None => self.spans.push(found.span),
                }
                continue;
            }
            let begun_before = found.span.offset < base;
            if begun_before {
                self.carry.extend_from_slice(&bytes[..found.next]);
            }
            let record = record_of(&found, if begun_before { &self.carry } else { bytes }, base);
            if is_well_formed(record, file_format) {
                if begun_before {
                    self.carry.truncate(self.carry.len() - found.next);
                }
                self.spans.push(found.span);
                continue;
            }
            let (line, number) = (found.span.line, found.span.number);
            let len = memchr::memchr(b'\n', record).map_or(record.len(), |len| len + 1);
            tell_open_quote(number, line, found.span.offset, problems);
            splitter.roll_back(found.span.offset + len as u64, line + 1);
            if begun_before {
                let mut again = self.carry.split_off(len);
                again.extend_from_slice(&bytes[found.next..]);
                self.carry.clear();
                return Some(again);
            }
            from = (found.span.offset - base) as usize + len;
        }
        let Stage::Csv(splitter) = &self.stage else { return None };
        let open = splitter.open();
        self.give(bytes, base, take);
        self.keep(bytes, base, open.map(|(start, _)| start));
        self.bound_carry(problems)
    }

    /// Gives out the records before a header, and reads those after it under that one.
    fn turn_to(
        &mut self,
        table: CsvFormat,
        found: &Found,
        bytes: &[u8],
        base: u64,
        problems: &mut Problems,
        take: &mut FrameSink,
    ) {
        self.give(bytes, base, take);
        self.spans.clear();
        self.carry.clear();
        let Stage::Csv(splitter) = &mut self.stage else { return };
        splitter.set_delimiter(table.delimiter);
        let RecordSpan { offset, line, number, .. } = found.span;
        let place = ProblemPlace { record: Some(number), line: Some(line), byte: Some(offset) };
        let message = format!(
            "Line {line} is the header of another table: several files were put together. The records after it were read \
             under it."
        );
        problems.push(place, message);
        self.pattern = BoundaryPattern::of_table(&table, self.has_lone_returns);
        let since = base + found.next as u64;
        let code_page = self.file_formats.last().and_then(|before| before.code_page);
        let file_format = FileFormat { since, code_page, ..self.file_format_of(Syntax::Csv(table)) };
        self.file_formats.push(file_format);
    }

    /// Gives up a record that is too long to be one. The answer is what must be framed again.
    fn bound_carry(&mut self, problems: &mut Problems) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &mut self.stage else { return None };
        if splitter.is_open_long() && self.carry.len() as u64 > LONGEST_RECORD {
            return self.give_up_line(problems);
        }
        if self.carry.len() > LONGEST_LINE {
            let (start, line) = splitter.open()?;
            let number = splitter.give_up();
            let place = ProblemPlace { record: Some(number), line: Some(line), byte: Some(start) };
            problems.give_up(place, format!("Record {number}, line {line}, is longer than 64 MiB. It was left out."));
            splitter.skip_line();
            self.carry = Vec::new();
        }
        None
    }

    /// Leaves out the first line of the record that is open, in which a quote must have been left open, and gives the
    /// lines after it to be framed again.
    fn give_up_line(&mut self, problems: &mut Problems) -> Option<Vec<u8>> {
        let Stage::Csv(splitter) = &mut self.stage else { return None };
        let (start, line) = splitter.open()?;
        let len = memchr::memchr(b'\n', &self.carry)? + 1;
        let number = splitter.give_up();
        tell_open_quote(number, line, start, problems);
        splitter.roll_back(start + len as u64, line + 1);
        let again = self.carry.split_off(len);
        self.carry.clear();
        Some(again)
    }

    /// Whether the record at the end of the file goes over several lines because a quote in the first was not closed.
    fn is_quote_left_open(&self) -> bool {
        let csv = self.file_formats.last().and_then(FileFormat::csv);
        let (Stage::Csv(splitter), Some(file_format)) = (&self.stage, csv) else { return false };
        let record = self.carry.strip_suffix(b"\r").unwrap_or(&self.carry);
        splitter.is_quoted() || splitter.is_open_long() && !is_well_formed(record, file_format)
    }

    pub(super) fn finish_csv(&mut self, problems: &mut Problems, take: &mut FrameSink) {
        loop {
            if !self.is_quote_left_open() {
                break;
            }
            match self.give_up_line(problems) {
                Some(bytes) => self.frame_csv(&bytes, problems, take),
                None => break,
            }
        }
        let Stage::Csv(splitter) = &mut self.stage else { return };
        let Some(file_format) = self.file_formats.last().and_then(FileFormat::csv) else { return };
        let is_quoted = splitter.is_quoted();
        let Some(found) = splitter.finish() else { return };
        let (number, line) = (found.span.number, found.span.line);
        // Without a line end, only the number of cells can tell whether the record is whole.
        if is_quoted || !has_all_cells(&self.carry[..found.span.len as usize], file_format) {
            let place = ProblemPlace { record: Some(number), line: Some(line), byte: Some(found.span.offset) };
            let message = format!(
                "The file ends inside record {number}, which begins in line {line}: it was probably cut off. The records \
                 before it were read."
            );
            return problems.give_up(place, message);
        }
        let chunk = FramedChunk { bytes: &self.carry, offset: found.span.offset, spans: &[found.span] };
        if let Some(file_format) = self.file_formats.last() {
            take(file_format, &chunk);
        }
    }
}

/// The table whose header was found among the records of another one; `begun_before` has its first bytes, if it begins
/// before `bytes`, which begin at `base`.
fn next_table(
    found: &Found,
    begun_before: Option<&[u8]>,
    bytes: &[u8],
    base: u64,
    current: &CsvFormat,
) -> Option<CsvFormat> {
    let Some(first) = begun_before else {
        let record = record_of(found, bytes, base);
        return may_be_header(record).then(|| another_table(record, current)).flatten();
    };
    // Most records can be told from a header by their first bytes.
    if !first.is_empty() && !may_be_header(first) {
        return None;
    }
    let record = [first, &bytes[..found.next]].concat();
    let record = record.get(..found.span.len as usize)?;
    may_be_header(record).then(|| another_table(record, current)).flatten()
}

/// The bytes of a record, from bytes that begin at `base` or with the record itself.
fn record_of<'a>(found: &Found, bytes: &'a [u8], base: u64) -> &'a [u8] {
    let start = found.span.offset.saturating_sub(base) as usize;
    bytes.get(start..start + found.span.len as usize).unwrap_or(&[])
}

fn tell_open_quote(number: u64, line: u64, byte: u64, problems: &mut Problems) {
    let place = ProblemPlace { record: Some(number), line: Some(line), byte: Some(byte) };
    let next = line + 1;
    let message = format!(
        "Record {number}, line {line}: a quote that opens in this line is not closed where it should be. The line was left \
         out, and reading went on in line {next}."
    );
    problems.give_up(place, message);
}
