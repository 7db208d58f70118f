//! What became of the files, as the page knows it: the engine tells what is new, the page keeps the rest, and sums over
//! all files are kept along.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::files::Reconciliation;
use super::loading::refusal;
use crate::engine::protocol::{FileId, FileReport, FileState, Loading, Zone};

/// The files, each in its place. What happens to one of them costs nothing for the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reports {
    by_place: BTreeMap<FileId, Rc<FileReport>>,
    /// The places of the files that have another number, because they were read again.
    places: BTreeMap<FileId, FileId>,
    sums: Sums,
    /// Grows with every change.
    version: u64,
}

/// What all files have together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What became of their records.
    pub account: Reconciliation,
    /// Bytes.
    pub bytes: u64,
    /// Problems.
    pub problems: u64,
    /// Files that could not be read.
    pub refused: u64,
    /// Archives, whose files are files of their own.
    pub archives: u64,
    /// Files that were read and are tables.
    pub tables: u64,
    /// Files that were read and are something else.
    pub others: u64,
    /// Files with records,
    pub filled: u64,
    /// and those of them whose times are local ones of a zone that nobody has named.
    pub local: u64,
}

/// A file that was told of, and the one that was in its place before.
pub struct Placed {
    /// The file as it is now.
    pub report: Rc<FileReport>,
    /// The number of the one before, if it is another.
    pub before: Option<FileId>,
}

impl Reports {
    /// The files in the order of loading.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<FileReport>> {
        self.by_place.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_place.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }

    /// What all files have together.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// A number that grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What is known of a file.
    pub fn get(&self, file: FileId) -> Option<&Rc<FileReport>> {
        let place = self.places.get(&file).copied().unwrap_or(file);
        self.by_place.get(&place).filter(|report| report.file == file)
    }

    /// The file after a place, or else the last one before it.
    pub fn beside(&self, place: FileId) -> Option<&Rc<FileReport>> {
        let after = self.by_place.range(place + 1..).next();
        after.or_else(|| self.by_place.range(..place).next_back()).map(|(_, report)| report)
    }

    /// Takes what the engine tells; the answer is the files it told of.
    pub fn take(&mut self, news: &mut Loading) -> Vec<Placed> {
        while let Some(place) = self.by_place.keys().next().copied().filter(|&place| place < news.first) {
            self.remove(place);
        }
        news.gone.drain(..).for_each(|place| drop(self.remove(place)));
        news.files.drain(..).map(|report| self.put(report.into())).collect()
    }

    /// Puts a file in its place.
    pub fn put(&mut self, report: Rc<FileReport>) -> Placed {
        let before = self.remove(report.place).map(|before| before.file).filter(|&before| before != report.file);
        if report.file != report.place {
            self.places.insert(report.file, report.place);
        }
        self.sums.add(&report);
        self.by_place.insert(report.place, Rc::clone(&report));
        self.version += 1;
        Placed { report, before }
    }

    /// Forgets the file at a place.
    pub fn remove(&mut self, place: FileId) -> Option<Rc<FileReport>> {
        let report = self.by_place.remove(&place)?;
        self.places.remove(&report.file);
        self.sums.take_away(&report);
        self.version += 1;
        Some(report)
    }
}

impl Sums {
    /// What a file has.
    pub fn of(report: &FileReport) -> Sums {
        let is_read = !matches!(report.state, FileState::Refused(_) | FileState::Unpacked);
        Sums {
            account: Reconciliation::of(report),
            bytes: report.size,
            problems: report.problem_count,
            refused: refusal(report).is_some().into(),
            archives: (report.state == FileState::Unpacked).into(),
            tables: (is_read && report.is_table).into(),
            others: (is_read && !report.is_table).into(),
            filled: (report.records > 0).into(),
            local: (report.records > 0 && report.zone == Some(Zone::Local)).into(),
        }
    }

    /// Whether all times are local ones of a zone that nobody has named.
    pub fn are_local(&self) -> bool {
        self.local > 0 && self.local == self.filled
    }

    /// Adds a file.
    pub fn add(&mut self, report: &FileReport) {
        let one = Sums::of(report);
        self.account = self.account.plus(&one.account);
        self.bytes += one.bytes;
        self.problems += one.problems;
        self.refused += one.refused;
        self.archives += one.archives;
        self.tables += one.tables;
        self.others += one.others;
        self.filled += one.filled;
        self.local += one.local;
    }

    fn take_away(&mut self, report: &FileReport) {
        let one = Sums::of(report);
        self.account = self.account.minus(&one.account);
        self.bytes -= one.bytes;
        self.problems -= one.problems;
        self.refused -= one.refused;
        self.archives -= one.archives;
        self.tables -= one.tables;
        self.others -= one.others;
        self.filled -= one.filled;
        self.local -= one.local;
    }
}
