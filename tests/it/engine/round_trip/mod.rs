//! Every file is loaded, loaded once more under a name that says nothing, exported in every format, and what was
//! exported is loaded again: with the same records.
//!
//! What a format cannot carry is stated here once, at [`check_csv`] and [`check_originals`]; everything else must be
//! equal.

mod published;
mod samples;
mod shown;

use std::collections::{BTreeMap, BTreeSet};

use signscope::engine::protocol::{ExportFormat, FileState, ReadOptions, View};
use signscope::ingest::unpack::{Unpacker, WINDOW};
use signscope::schema::label::value_label;
use signscope::schema::{Column, Field, List, LogType, SIGN_INS};
use signscope::store::Store;

use super::{Desk, Exported};
use crate::ingest::{Read, read_as_told, read_in_pieces, row_of, text_of};

/// A file, and how it is to be read.
struct Given<'a> {
    name: &'a str,
    bytes: &'a [u8],
    /// As somebody says, where the file leaves it open.
    reading: ReadOptions,
}

impl<'a> Given<'a> {
    fn new(name: &'a str, bytes: &'a [u8]) -> Given<'a> {
        Given { name, bytes, reading: ReadOptions::default() }
    }

    /// Loads the file as the worker does: unpacked if it is packed, and once more if somebody said how to read it.
    fn load(&self, name: &str, desk: &mut Desk) {
        let file = desk.files.len();
        match Unpacker::sniff(name, &self.bytes[..self.bytes.len().min(WINDOW)]) {
            Some(_) => desk.load_packed(name, self.bytes),
            None => desk.load(name, self.bytes, 4096),
        }
        if self.reading != ReadOptions::default() {
            desk.read_again(file as u32, self.reading.clone());
        }
    }
}

/// Checks a file in every way; the answer is the desk it is loaded on.
fn check(given: &Given) -> Desk {
    check_together(std::slice::from_ref(given))
}

/// Checks files that are loaded together.
fn check_together(given: &[Given]) -> Desk {
    let mut desk = Desk::new();
    for file in given {
        file.load(file.name, &mut desk);
        check_unknown(file);
    }
    for report in desk.engine.loading().files {
        let merge_counts = report.shown + report.merged + report.unmatched;
        assert_eq!(report.records, merge_counts, "{}: shown, merged and unmatched are all", report.name);
    }
    check_csv(&mut desk, given[0].name);
    check_originals(&mut desk, given);
    desk
}

/// The name of a file decides nothing. It only tells the log of records that do not tell it themselves, and so
/// whether they were interactive.
fn check_unknown(given: &Given) {
    let [mut named, mut unknown] = [Desk::new(), Desk::new()];
    given.load(given.name, &mut named);
    given.load("unknown", &mut unknown);
    let name_tells_log = LogType::of_file(given.name).is_some();
    let rows = |desk: &Desk| -> Vec<BTreeMap<String, String>> {
        let store = desk.engine.store();
        let rows = (0..store.len()).map(|row| row_of(store, row));
        let of_log = [Field::LogType, Field::IsInteractive].map(|field| format!("{field:?}"));
        let is_told = |field: &String| name_tells_log && of_log.contains(field);
        rows.map(|row| row.into_iter().filter(|(field, _)| !is_told(field)).collect()).collect()
    };
    assert_eq!(rows(&named), rows(&unknown), "{} as `unknown`", given.name);
    let found = |desk: &Desk, name: &str| {
        let report = desk.engine.loading().files.remove(0);
        let state = match report.state {
            FileState::Refused(reason) => FileState::Refused(reason.replace(&format!("“{name}”"), "“…”")),
            state => state,
        };
        let mapping = report.mapping.map(|mapping| (mapping.names, mapping.rows));
        let counts =
            [report.records, report.shown, report.merged, report.of_other_logs, report.broken, report.problem_count];
        (state, report.source_format, counts, mapping, report.zone, report.asks_dates)
    };
    assert_eq!(found(&named, given.name), found(&unknown, "unknown"), "{} as `unknown`", given.name);
}

/// CSV with every column there is has every field and every extra column of every record shown, to the letter.
///
/// It cannot carry
/// - lists (policies, steps, …): their columns hold them in short, and no list is read from them;
/// - whether the first file has a field and leaves it empty, or does not have it: both are empty cells;
/// - records that are not shown: those that became part of another one, and steps without their sign-in.
fn check_csv(desk: &mut Desk, name: &str) {
    let extras: Vec<_> = desk.engine.store().extras().iter().map(|(extra, _)| extra).collect();
    let columns: Vec<Column> = Column::all(&SIGN_INS).chain(extras.iter().copied().map(Column::Extra)).collect();
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap();
    let [Exported { name: exported_name, bytes, records }] = exported.as_slice() else { panic!("{exported:?}") };
    let shown: Vec<usize> = shown_rows(desk).into_iter().map(|row| row as usize).collect();
    assert_eq!(*records, shown.len() as u64, "{name}");
    let again = read_in_pieces(exported_name, bytes, bytes.len());
    assert_eq!((&again.refused, &again.mapping), (&None, &None), "{name} as CSV");
    assert_eq!(again.store.len(), shown.len(), "{name} as CSV");
    check_problems(&again, name);
    let store = desk.engine.store();
    for (at, &row) in shown.iter().enumerate() {
        for field in Field::all() {
            let [before, after] = [text_of(store, row, field), again.text(at, field)].map(Option::unwrap_or_default);
            // A number that stands for a word is written as the word.
            let is_number = before.bytes().all(|byte| byte.is_ascii_digit());
            let before = value_label(field, &before).filter(|_| is_number).map_or(before.clone(), str::to_owned);
            assert_eq!(before, after, "{name} as CSV: {field:?} of row {row}");
        }
        for &extra in &extras {
            let [before, after] = [(store, row), (&again.store, at)].map(|(store, row)| store.extra_at(extra, row));
            assert_eq!(before.unwrap_or_default(), after.unwrap_or_default(), "{name} as CSV: {extra:?} of row {row}");
        }
        assert!(List::all().all(|list| again.list(at, list).is_none()), "{name} as CSV: lists are not in it");
    }
    // Loaded again as a file it has all of them; those that only differ in what CSV cannot carry become one there.
    let loaded = Desk::with(exported_name, bytes);
    assert_eq!(loaded.report(0).records, *records, "{name} as CSV");
}

/// Original records have every field and every list their file has of each record shown, to the letter.
///
/// They cannot carry
/// - what a record was given by others of the same sign-in: it is in their originals;
/// - how somebody said that the file is to be read, which is said again;
/// - records that are not shown, and what is around records (links to further pages, other tables).
fn check_originals(desk: &mut Desk, given: &[Given]) {
    let name = given[0].name;
    let mut shown = shown_rows(desk);
    let location = |row: u32| desk.engine.location(desk.id(row)).unwrap();
    shown.sort_by_key(|&row| location(row));
    let files: BTreeSet<u32> = shown.iter().map(|&row| location(row).file).collect();
    let sources: BTreeMap<u32, Records> = files.into_iter().map(|file| (file, records_of(desk, file, given))).collect();
    let expected: Vec<_> = shown.iter().map(|&row| &sources[&location(row).file][&location(row).offset]).collect();
    let exported = desk.export(&View::default(), &ExportFormat::Original).unwrap();
    let mut records = Vec::new();
    for file in &exported {
        let again = read_as_told(&file.name, &file.bytes, file.bytes.len(), given[0].reading.clone());
        assert_eq!((&again.refused, &again.mapping), (&None, &None), "{name} as {}", file.name);
        assert_eq!(again.store.len() as u64, file.records, "{name} as {}: {:?}", file.name, again.problems);
        check_problems(&again, name);
        records.extend((0..again.store.len()).map(|row| again.row(row)));
        let unknown = read_as_told("unknown", &file.bytes, 4096, given[0].reading.clone());
        assert_eq!(unknown.store.len() as u64, file.records, "{name} as {}, then as `unknown`", file.name);
    }
    assert_eq!(records.len(), expected.len(), "{name}: original records");
    for (at, (before, after)) in expected.into_iter().zip(&records).enumerate() {
        assert_eq!(before, after, "{name}: original record {at}");
    }
}

/// All that can be wrong with what was exported was wrong before, and is still there: dates and bytes that cannot be
/// read.
fn check_problems(again: &Read, name: &str) {
    let is_known = |problem: &&String| {
        let known = ["date that cannot be read", "no UTF-8 text", "makes sense with the month first", "no records"];
        known.iter().any(|words| problem.contains(words))
            || problem.contains("as if they were UTC")
            || problem.contains("lost when the file was written")
            || problem.contains("no time but “TimeGenerated”")
    };
    let unknown: Vec<_> = again.problems.iter().filter(|problem| !is_known(problem)).collect();
    assert!(unknown.is_empty(), "{name}: {unknown:?}");
}

/// Records by where they begin in their file.
type Records = BTreeMap<u64, BTreeMap<String, String>>;

/// The records of a file, read without any other.
fn records_of(desk: &Desk, file: u32, given: &[Given]) -> Records {
    let bytes = &desk.files[file as usize];
    let read = read_as_told(desk.engine.file_name(file), bytes, bytes.len(), given[0].reading.clone());
    (0..read.store.len()).map(|row| (read.store.location(row).unwrap().offset, read.row(row))).collect()
}

/// The rows shown, in the order of a list nobody has sorted.
fn shown_rows(desk: &mut Desk) -> Vec<u32> {
    desk.rows(&View::default(), &[]).rows.iter().map(|row| row.row.row).collect()
}

/// How many different values of a field there are among all records of a store.
fn distinct(store: &Store, field: Field) -> usize {
    let values = (0..store.len()).map(|row| text_of(store, row, field));
    values.collect::<std::collections::HashSet<_>>().len()
}
