//! What the screen Data tells of one file beyond its report: what it covers, what to beware of, what would add to it,
//! and its problems by kind.

mod companions;
mod names;
mod problems;
mod warnings;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::files::Files;
use super::protocol::coverage::Coverage;
use crate::ingest::Mapping;
use crate::query::usage::Calendar;
use crate::schema::{ExtraColumn, Field, LogType};
use crate::store::{Blanks, FileId, Problem, Store, TextAt};
pub use companions::Companion;
pub use problems::ProblemGroup;
pub use warnings::Warning;

/// What is asked about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileQuestion {
    /// The file.
    pub file: FileId,
    /// The calendar of the zone of display.
    pub calendar: Calendar,
    /// At most so many problems are given one by one.
    pub problems: u32,
}

/// What there is to tell of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePage {
    /// What was asked.
    pub question: FileQuestion,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub coverage: Coverage,
    /// The columns that no field stands for, as far as a record has a value there.
    pub extras: Vec<(ExtraColumn, Blanks)>,
    /// The table it is, if somebody can say what its columns are.
    pub table: Option<ReadTable>,
    /// Of which log it is by its name.
    pub log_by_name: Option<LogType>,
    /// What to beware of.
    pub warnings: Vec<Warning>,
    /// Other files that would add to it.
    pub companions: Vec<Companion>,
    /// Its problems by kind, the commonest first.
    pub groups: Vec<ProblemGroup>,
    /// How many problems are kept: the first ones.
    pub kept: u64,
    /// The first problems one by one, as many as were asked for.
    pub problems: Vec<Problem>,
}

/// A table that was read, and what its columns were taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTable {
    /// What there is to see of it.
    pub mapping: Mapping,
    /// The field each column holds.
    pub fields: Vec<Option<Field>>,
}

/// So many of the first rows are shown to whom says what the columns are.
const FIRST_ROWS: usize = 3;

impl ReadTable {
    /// The table that a file is, with some columns that no field stands for. Rows that become sign-ins in a way of their own
    /// have no columns that could be another field.
    fn of(store: &Store, files: &Files, file: FileId) -> Option<ReadTable> {
        let csv = files.layout(file)?.csv().filter(|csv| csv.table.is_none())?;
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
        let row = |row| csv.columns.iter().zip(&extras).map(|column| cell(row, column)).collect();
        let rows: Vec<Vec<String>> = store.source().rows_of(file).flatten().take(FIRST_ROWS).map(row).collect();
        Some(ReadTable { mapping: Mapping::of(&csv.names, &rows), fields: csv.columns.clone() })
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
    let mut extras = store.extra_blanks_of(file);
    extras.retain(|(_, blanks)| blanks.filled > 0);
    FilePage {
        question: question.clone(),
        name: name.to_owned(),
        table: ReadTable::of(store, files, file).filter(|_| !extras.is_empty()),
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
