//! An export in steps, so that it can show how far it is and be stopped.

use std::collections::{HashSet, VecDeque};

use super::files::Files;
use super::list_cache::stand_in_of;
use super::protocol::{Answer, ExportFormat};
use crate::export::csv;
use crate::export::original::{Frame, RecordRange, record_in, record_ranges};
use crate::export::table;
use crate::ingest::still_holds;
use crate::query::usage::EntityKind;
use crate::schema::{Column, LogType};
use crate::store::{FileId, RecordLocation, Store};

/// What an export gives, or wants, next.
#[derive(Debug)]
pub enum ExportStep {
    /// It wants bytes of a file, to be given to [`super::Engine::export_bytes`].
    Read {
        /// The file.
        file: FileId,
        /// The first byte.
        offset: u64,
        /// How many.
        len: u64,
    },
    /// The next chunk of the file that is being written.
    Chunk(Vec<u8>),
    /// The file is complete; another may follow. None is to be offered before [`ExportStep::Done`].
    File(ExportedFile),
    /// Nothing is left to do.
    Done,
    /// It cannot go on: why, in words.
    Failed(String),
}

/// A file an export made.
#[derive(Debug)]
pub struct ExportedFile {
    /// The name to save it under.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// How many records it has.
    pub records: u64,
}

/// An export under way.
#[derive(Debug, Default)]
pub struct Export {
    /// The edition of the store its rows are of; `None` if it has none that are still to be written.
    edition: Option<u64>,
    tasks: VecDeque<Task>,
    total: u64,
    done: u64,
    in_this_file: u64,
    waiting: Option<(RecordRange, Vec<u8>)>,
}

#[derive(Debug)]
enum Task {
    /// Write this.
    Chunk(Vec<u8>),
    /// Write these rows as CSV.
    Lines(Vec<Column>, Vec<u32>),
    /// Read this and write its records with these bytes between them.
    Records(RecordRange, Vec<u8>),
    /// Say that a file is complete: name and media type.
    File(String, &'static str),
    /// Give up.
    Fail(String),
}

/// The words for an export whose rows are not what they were.
const PASSED: &str =
    "Files were added, removed or read again while this was being saved, so nothing was saved. Export again.";

/// Rows written to CSV in one step: a few milliseconds' work.
const ROWS_A_STEP: usize = 5000;

impl Export {
    pub(super) fn new(store: &Store, files: &Files, rows: Vec<u32>, format: &ExportFormat) -> Export {
        let total = rows.len() as u64;
        let tasks = match format {
            ExportFormat::Csv { columns } => csv_tasks(store, files, &with_fallbacks(store, columns, &rows), &rows),
            ExportFormat::Original => original_tasks(store, files, &rows),
        };
        Export { edition: Some(store.edition()), tasks, total, ..Export::default() }
    }

    /// The file of a table, made at once: tables are small beside the records they count.
    pub(super) fn of_table(files: &Files, answer: &Answer) -> Export {
        let (written, rows, what) = match answer {
            Answer::Table(answer) => (table::usage(answer), answer.rows.len(), table_name(answer.question.subject)),
            Answer::Matrix(answer) => (table::matrix(answer), answer.policies.iter().flatten().count(), "policies"),
            Answer::GapTable(answer) => (table::gaps(answer), answer.rows.len(), "gaps"),
            Answer::File(answer) => {
                let written = table::problems(&answer.name, &answer.problems);
                let name = files.name_beside(answer.question.file, "problems.csv");
                return Export::of_piece(written, answer.problems.len(), name);
            }
            _ => {
                let reason = "There is no table to save here.".to_owned();
                return Export { tasks: [Task::Fail(reason)].into(), ..Export::default() };
            }
        };
        Export::of_piece(written, rows, files.export_name(&format!("{what}.csv")))
    }

    /// A CSV file that is written already.
    fn of_piece(written: Result<Vec<u8>, ::csv::Error>, rows: usize, name: String) -> Export {
        let rows = rows as u64;
        let chunk = written.map_or_else(|error| Task::Fail(csv_error(&error)), Task::Chunk);
        let tasks = [chunk, Task::File(name, "text/csv")];
        Export { tasks: tasks.into(), total: rows, done: rows, in_this_file: rows, ..Export::default() }
    }

    /// Records written, and records to write.
    pub fn progress(&self) -> (u64, u64) {
        (self.done, self.total)
    }

    /// Whether its row numbers do not stand for the same records any more.
    fn has_passed(&self, store: &Store) -> bool {
        self.edition.is_some_and(|edition| edition != store.edition())
    }

    pub(super) fn step(&mut self, store: &Store) -> ExportStep {
        if self.has_passed(store) {
            self.tasks.clear();
            return ExportStep::Failed(PASSED.to_owned());
        }
        match self.tasks.pop_front() {
            None => ExportStep::Done,
            Some(Task::Chunk(chunk)) => ExportStep::Chunk(chunk),
            Some(Task::Fail(reason)) => ExportStep::Failed(reason),
            Some(Task::Lines(columns, rows)) => {
                self.count(rows.len());
                csv::lines(store, &columns, &rows).map_or_else(csv_failed, ExportStep::Chunk)
            }
            Some(Task::Records(range, between)) => {
                let (file, offset, len) = (range.file, range.offset, range.len);
                self.waiting = Some((range, between));
                ExportStep::Read { file, offset, len }
            }
            Some(Task::File(name, media_type)) => {
                ExportStep::File(ExportedFile { name, media_type, records: std::mem::take(&mut self.in_this_file) })
            }
        }
    }

    /// Takes the bytes of the last [`ExportStep::Read`] and gives the chunk made of them.
    pub(super) fn take(
        &mut self,
        store: &Store,
        files: &Files,
        bytes: Result<&[u8], String>,
    ) -> Result<Vec<u8>, String> {
        if self.has_passed(store) {
            return Err(PASSED.to_owned());
        }
        let bytes = bytes?;
        let Some((range, between)) = self.waiting.take() else { return Ok(Vec::new()) };
        let changed = || files.changed(range.file);
        let file_format = files.file_format_at(range.file, range.offset).ok_or_else(changed)?;
        if !still_holds(store, &range.rows, bytes, range.offset, file_format) {
            return Err(changed());
        }
        let mut chunk = Vec::with_capacity(bytes.len());
        for &row in &range.rows {
            let place = store.location(row as usize).ok_or_else(changed)?;
            let record = record_in(&range, bytes, place).ok_or_else(changed)?;
            if self.in_this_file > 0 {
                chunk.extend_from_slice(&between);
            }
            // What is in a code page is written as UTF-8, as all that stands beside it.
            chunk.extend_from_slice(&file_format.decoded(record));
            self.count(1);
        }
        Ok(chunk)
    }

    fn count(&mut self, rows: usize) {
        self.done += rows as u64;
        self.in_this_file += rows as u64;
    }
}

fn table_name(subject: EntityKind) -> &'static str {
    match subject {
        EntityKind::User => "users",
        EntityKind::Application => "applications",
        _ => "table",
    }
}

fn csv_tasks(store: &Store, files: &Files, columns: &[Column], rows: &[u32]) -> VecDeque<Task> {
    let head =
        csv::head(columns, csv::Zones::of(store, rows)).map_or_else(|error| Task::Fail(csv_error(&error)), Task::Chunk);
    let lines = rows.chunks(ROWS_A_STEP).map(|rows| Task::Lines(columns.to_vec(), rows.to_vec()));
    let end = Task::File(files.export_name("csv"), "text/csv");
    std::iter::once(head).chain(lines).chain([end]).collect()
}

/// Columns, and after each those whose values stand in for it in the list, where a record lacks its own: what is shown
/// is in the file, under the name of what it is.
fn with_fallbacks(store: &Store, columns: &[Column], rows: &[u32]) -> Vec<Column> {
    let mut all: Vec<Column> = Vec::new();
    for &column in columns {
        all.push(column);
        let Some(fallbacks) = column.field().map(|field| field.info().fallbacks).filter(|fields| !fields.is_empty())
        else {
            continue;
        };
        let mut used = vec![false; fallbacks.len()];
        for &row in rows {
            let fallback = column.field().and_then(|field| stand_in_of(store, field, row));
            used.iter_mut().zip(fallbacks).for_each(|(used, field)| *used |= fallback == Some(*field));
        }
        let found = used.iter().zip(fallbacks).filter(|(used, _)| **used).map(|(_, &field)| Column::Field(field));
        all.extend(found.filter(|found| !columns.contains(found)));
    }
    let mut seen = HashSet::new();
    all.retain(|column| seen.insert(*column));
    all
}

/// Original records that can stand in one file.
struct ExportGroup {
    frame: Frame,
    /// What the names of their files say of all of them, and what the name of the exported file must say too.
    log: Option<LogType>,
    name: String,
    media_type: &'static str,
    record_ranges: Vec<RecordRange>,
}

/// Records of files, or tables in a file, with different frames, or whose names tell different logs, cannot stand in
/// one file.
fn original_tasks(store: &Store, files: &Files, rows: &[u32]) -> VecDeque<Task> {
    let mut groups: Vec<ExportGroup> = Vec::new();
    let is_one_table = |one: RecordLocation, other: RecordLocation| {
        let since =
            |place: RecordLocation| files.file_format_at(place.file, place.offset).map(|file_format| file_format.since);
        since(one) == since(other)
    };
    for range in record_ranges(store, rows, is_one_table) {
        let file = range.file;
        let ((frame, extension), log) = (files.export_frame(file, range.offset), files.named_log(file));
        match groups.iter_mut().find(|group| group.frame == frame && group.log == log) {
            Some(group) => group.record_ranges.push(range),
            None => {
                let media_type = if extension == "json" { "application/json" } else { "text/csv" };
                let name = files.export_name_of(file, extension);
                groups.push(ExportGroup { frame, log, name, media_type, record_ranges: vec![range] });
            }
        }
    }
    if groups.is_empty() {
        let (frame, name) = (Frame::json(), files.export_name("json"));
        groups.push(ExportGroup { frame, log: None, name, media_type: "application/json", record_ranges: Vec::new() });
    }
    let mut tasks = VecDeque::new();
    for ExportGroup { frame, name, media_type, record_ranges, .. } in groups {
        tasks.push_back(Task::Chunk(frame.open));
        tasks.extend(record_ranges.into_iter().map(|range| Task::Records(range, frame.between.clone())));
        tasks.push_back(Task::Chunk(frame.close));
        tasks.push_back(Task::File(name, media_type));
    }
    tasks
}

fn csv_error(error: &::csv::Error) -> String {
    format!("The CSV could not be written: {error}.")
}

fn csv_failed(error: ::csv::Error) -> ExportStep {
    ExportStep::Failed(csv_error(&error))
}
