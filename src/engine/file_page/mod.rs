//! What the screen Data tells of one file beyond its report: what it covers, what to beware of, what would add to it,
//! and its problems by kind.

mod companions;
mod names;
mod problems;
mod warnings;

use chrono::DateTime;

use super::files::Files;
use super::protocol::files::Coverage;
use super::protocol::{FilePage, FileQuestion, ReadTable};
use crate::ingest::{CsvFormat, Mapping};
use crate::schema::{ExtraColumn, Field};
use crate::store::{FileId, Store, TextAt};

/// Of records of a known form, so many extra columns can be said to be a field.
const MOST_BESIDE: usize = 200;

/// So many of the first rows are shown to whom says what the columns are.
const FIRST_ROWS: usize = 3;

/// The cells of the first rows of a file.
fn first_rows(store: &Store, file: FileId, cells: impl Fn(usize) -> Vec<String>) -> Vec<Vec<String>> {
    store.record_locations().rows_of(file).flatten().take(FIRST_ROWS).map(cells).collect()
}

impl ReadTable {
    /// The columns of a file that could be other fields: of a table all of them; of records of a known form, which
    /// their own rules read, the extra columns.
    fn of(store: &Store, files: &Files, file: FileId, extras: &[ExtraColumn]) -> Option<ReadTable> {
        let file_format = files.file_format(file)?;
        match file_format.csv().filter(|csv| csv.table.is_none()) {
            Some(csv) => Some(ReadTable::of_table(store, file, csv)),
            None => Some(ReadTable::beside(store, file, extras, &file_format.extras)),
        }
    }

    /// The extra columns.
    fn beside(store: &Store, file: FileId, extras: &[ExtraColumn], told: &[(ExtraColumn, Field)]) -> ReadTable {
        let extras = &extras[..extras.len().min(MOST_BESIDE)];
        let cell = |row: usize, extra: &ExtraColumn| store.extra_at(*extra, row).unwrap_or_default().to_owned();
        let rows = first_rows(store, file, |row| extras.iter().map(|extra| cell(row, extra)).collect());
        let names: Vec<String> = extras.iter().map(|extra| extra.name().to_owned()).collect();
        let field = |extra: &ExtraColumn| told.iter().find(|(known, _)| known == extra).map(|(_, field)| *field);
        ReadTable {
            mapping: Mapping { is_beside: true, ..Mapping::of(&names, &rows) },
            fields: extras.iter().map(field).collect(),
        }
    }

    /// All columns of a table.
    fn of_table(store: &Store, file: FileId, csv: &CsvFormat) -> ReadTable {
        let cell = |row: usize, (field, name): (&Option<Field>, &String)| match field {
            Some(field) => match store.text_at(*field, row) {
                TextAt::Text(text) => text.into_owned(),
                TextAt::Time(millis) => {
                    DateTime::from_timestamp_millis(millis).map(|at| at.to_rfc3339()).unwrap_or_default()
                }
                TextAt::Absent | TextAt::Empty => String::new(),
            },
            None => {
                ExtraColumn::named(name).and_then(|extra| store.extra_at(extra, row)).unwrap_or_default().to_owned()
            }
        };
        let extras = csv.extra_names();
        let rows =
            first_rows(store, file, |row| csv.columns.iter().zip(&extras).map(|column| cell(row, column)).collect());
        ReadTable { mapping: Mapping::of(&csv.names, &rows), fields: csv.columns.clone() }
    }
}

/// The page of a file; one that is not loaded any more has an empty one.
pub(super) fn page(store: &Store, files: &Files, question: &FileQuestion) -> FilePage {
    let file = question.file;
    let coverage = Coverage::new(store, file, &question.calendar);
    let report = files.report(file);
    let report = report.as_ref();
    let name = files.name(file);
    let problems = files.problems(file);
    let mut extras = store.extra_null_counts_of(file);
    extras.retain(|(_, blanks)| blanks.filled > 0);
    let names: Vec<ExtraColumn> = extras.iter().map(|(extra, _)| *extra).collect();
    // What somebody has told of is understood.
    let told = files.file_format(file).map_or(&[][..], |file_format| &file_format.extras);
    extras.retain(|(extra, _)| told.iter().all(|(known, _)| known != extra));
    FilePage {
        question: question.clone(),
        name: name.to_owned(),
        table: ReadTable::of(store, files, file, &names).filter(|_| !names.is_empty()),
        extras,
        log_by_name: names::PortalName::of(name).map(|name| name.log),
        warnings: report
            .map(|report| warnings::warnings(report, files.rank(file), store, &coverage))
            .unwrap_or_default(),
        companions: report.map(|report| companions::companions(report, files)).unwrap_or_default(),
        groups: problems::groups(problems),
        kept: problems.len() as u64,
        problems: problems.iter().take(question.problems as usize).cloned().collect(),
        coverage,
    }
}
