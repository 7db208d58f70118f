//! One CSV record → one row of a batch.

use super::cells::Cells;
use super::header::CsvFormat;
use crate::ingest::normalize::names_a_type;
use crate::ingest::source_format::SourceFormat;
use crate::ingest::time::TimeReader;
use crate::schema::formula::unguarded;
use crate::schema::{Field, FieldKind};
use crate::store::{BatchBuilder, ExtraSlot};

/// How the cells of a record fit the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// One cell a column, or more that are all empty.
    Right,
    /// Cells at the end are missing, none of them essential.
    EndsEarly(usize),
    /// Too few or too many.
    Wrong(usize),
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// How its cells fit the header; its values are in the batch unless the count is wrong.
    pub count: Count,
    /// Whether it has a time that cannot be read.
    pub is_time_unreadable: bool,
    /// Whether all its quotes are closed, and closed at the end of their cells.
    pub is_tidy: bool,
}

/// What is to be done with the cells of a column.
#[derive(Clone, Copy, Debug)]
enum CellColumn {
    /// No field: kept under its own name.
    Extra,
    Time(Field),
    Text(Field),
    /// A second column of a field: it stands in where the first is empty, and is kept under its own name where it says
    /// something else.
    Again(Field),
    /// A text of a table that a script wrote. It may be the name of a type, which stands for a value that was lost, and
    /// blanks around it are left from cutting a longer text at its commas.
    Loose(Field),
}

impl CellColumn {
    /// Whether it may have values that are kept under its own name.
    fn is_extra(self) -> bool {
        matches!(self, CellColumn::Extra | CellColumn::Again(_))
    }

    fn new(field: Option<Field>, source_format: SourceFormat) -> CellColumn {
        match field {
            None => CellColumn::Extra,
            Some(field) if field.kind() == FieldKind::Time => CellColumn::Time(field),
            Some(field) if source_format == SourceFormat::Mapped => CellColumn::Loose(field),
            Some(field) => CellColumn::Text(field),
        }
    }
}

fn columns(file_format: &CsvFormat) -> Vec<CellColumn> {
    let column = |(field, is_first): (&Option<Field>, bool)| match field {
        Some(again) if !is_first => CellColumn::Again(*again),
        field => CellColumn::new(*field, file_format.source_format),
    };
    file_format.columns.iter().zip(file_format.first_of_fields()).map(column).collect()
}

/// Sets the values of a batch from the cells of records.
#[derive(Clone, Debug)]
pub struct CsvReader {
    delimiter: u8,
    columns: Vec<CellColumn>,
    /// What each column is called where it holds no field,
    extra_names: Vec<String>,
    /// and its number in the batch, once a record was read.
    slots: Vec<Option<ExtraSlot>>,
    fewest_cells: usize,
    header: Vec<u8>,
    scratch: Vec<u8>,
    /// Reads the times of the records, and counts what they look like.
    pub times: TimeReader,
    /// Values of which only the name of their type is left, since this was last taken.
    pub lost: u64,
}

impl CsvReader {
    /// Reads records under this header.
    pub fn new(file_format: &CsvFormat) -> CsvReader {
        CsvReader {
            delimiter: file_format.delimiter,
            columns: columns(file_format),
            extra_names: file_format.extra_names(),
            slots: Vec::new(),
            fewest_cells: file_format.fewest_cells(),
            header: file_format.header.clone(),
            scratch: Vec::new(),
            times: TimeReader::default(),
            lost: 0,
        }
    }

    /// How many columns the header has.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// Whether the record is the header once more, as in files that were put together.
    pub fn is_header(&self, record: &[u8]) -> bool {
        record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record) == self.header
    }

    /// Reads one record. If the count is wrong, call [`BatchBuilder::abandon_record`].
    pub fn read(&mut self, record: &[u8], batch: &mut BatchBuilder) -> RowOutcome {
        if self.slots.len() < self.columns.len() {
            let extras = self.columns.iter().zip(&self.extra_names);
            self.slots = batch.extra_slots(extras.map(|(column, name)| column.is_extra().then_some(name.as_str())));
        }
        let mut cells = Cells::new(record, self.delimiter);
        let mut is_time_unreadable = false;
        let mut count = 0;
        for ((column, slot), cell) in self.columns.iter().zip(&self.slots).zip(&mut cells) {
            count += 1;
            match *column {
                CellColumn::Extra => match *slot {
                    Some(slot) => drop(batch.set_extra(slot, &unguarded(cell.text(&mut self.scratch)))),
                    None if cell.is_empty() => {}
                    None => batch.leave_out(),
                },
                CellColumn::Again(_) if cell.is_empty() => {}
                CellColumn::Again(field) => {
                    let text = unguarded(cell.text(&mut self.scratch));
                    match (batch.has_other(field, &text), *slot) {
                        (false, _) if field.kind() == FieldKind::Time => drop(self.times.set(&text, field, batch)),
                        (false, _) => batch.set_text(field, &text),
                        (true, Some(slot)) => drop(batch.set_extra(slot, &text)),
                        (true, None) => batch.leave_out(),
                    }
                }
                CellColumn::Text(field) if cell.is_empty() => batch.set_empty(field),
                CellColumn::Text(field) => batch.set_text(field, &unguarded(cell.text(&mut self.scratch))),
                CellColumn::Loose(field) => match unguarded(cell.text(&mut self.scratch)).trim_ascii() {
                    text if names_a_type(text) => self.lost += 1,
                    text => batch.set_text(field, text),
                },
                CellColumn::Time(field) => {
                    let text = unguarded(cell.text(&mut self.scratch));
                    is_time_unreadable |= !self.times.set(&text, field, batch);
                }
            }
        }
        RowOutcome { count: self.count(count, &mut cells), is_time_unreadable, is_tidy: cells.is_tidy() }
    }

    /// Reads a line, and says whether it is one whole record without a fault. Call [`BatchBuilder::abandon_record`] if
    /// it is not.
    pub fn read_sure(&mut self, line: &[u8], batch: &mut BatchBuilder) -> bool {
        let has_text = line.first().is_some_and(|first| *first != self.delimiter && *first != b'\r');
        if !has_text || self.is_header(line) {
            return false;
        }
        let outcome = self.read(line, batch);
        let lost = std::mem::take(&mut self.lost);
        lost == 0 && outcome == RowOutcome { count: Count::Right, is_time_unreadable: false, is_tidy: true }
    }

    /// How the cells of a record fit the header, without a look at what they hold.
    pub fn count_cells(&self, record: &[u8]) -> Count {
        let mut cells = Cells::new(record, self.delimiter);
        let count = cells.by_ref().take(self.columns.len()).count();
        self.count(count, &mut cells)
    }

    fn count(&self, count: usize, rest: &mut Cells) -> Count {
        let columns = self.columns.len();
        // Extra cells are looked at only where all columns have one.
        if count < columns {
            return if count >= self.fewest_cells { Count::EndsEarly(count) } else { Count::Wrong(count) };
        }
        let (mut extra, mut has_text) = (0, false);
        for cell in rest {
            extra += 1;
            has_text |= !cell.is_empty();
        }
        if has_text { Count::Wrong(columns + extra) } else { Count::Right }
    }
}

/// Whether a record over several lines is well formed: the right number of cells, and no text after a closing quote.
/// If not, a quote was most likely left open in its first line.
pub fn is_well_formed(record: &[u8], file_format: &CsvFormat) -> bool {
    let mut cells = Cells::new(record, file_format.delimiter);
    let is_tidy = cells
        .by_ref()
        .take(file_format.columns.len())
        .fold((0, true), |(count, tidy), cell| (count + 1, tidy && !cell.is_untidy()));
    is_tidy == (file_format.columns.len(), true) && cells.all(|cell| cell.is_empty())
}

/// Whether a record has a cell for every column.
pub fn has_all_cells(record: &[u8], file_format: &CsvFormat) -> bool {
    Cells::new(record, file_format.delimiter).take(file_format.columns.len()).count() == file_format.columns.len()
}
