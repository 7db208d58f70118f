//! What the page is told of files: each time only what is new since the last time, so that what travels grows with the
//! files and not with how often it is told.

use super::{Files, LoadedFile};
use crate::engine::protocol::{FileReport, FileState, Loading, PassedOver};
use crate::ingest::{Dates, FileFormat};
use crate::store::{FileId, Store};

/// Problems a report carries to the page: it is sent often, and nobody reads more at once.
const SHOWN_PROBLEMS: usize = 50;

impl Files {
    /// What is new of the files since this was asked last, of at most so many of them.
    pub(in crate::engine) fn news(&mut self, most: usize) -> Loading {
        let mut news = self.no_news();
        while news.files.len() < most
            && let Some(file) = self.changed.pop_first()
        {
            self.tell(file, &mut news);
        }
        news
    }

    /// Everything there is to tell, as if nothing had been told yet.
    pub(in crate::engine) fn all_news(&self) -> Loading {
        let mut news = self.no_news();
        let shown = self.in_order().filter(|loaded| !loaded.is_passed_over());
        news.files.extend(shown.map(LoadedFile::report));
        news
    }

    /// Whether there is something new to tell.
    pub(in crate::engine) fn has_news(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Takes note of what became of the records of all files. This looks at every file, so it is for when the records
    /// of any may have become part of others, or ceased to be.
    pub(in crate::engine) fn note_fates(&mut self, store: &Store) {
        for loaded in self.loaded.iter_mut().filter(|loaded| !loaded.is_removed) {
            let merge_counts = store.merge_counts(loaded.report.file);
            if merge_counts != std::mem::replace(&mut loaded.merge_counts, merge_counts) {
                self.changed.insert(loaded.report.file);
            }
        }
    }

    /// What there is to tell of a file.
    pub(in crate::engine) fn report(&self, file: FileId) -> Option<FileReport> {
        self.get(file).map(LoadedFile::report)
    }

    fn no_news(&self) -> Loading {
        Loading { first: self.first, passed_over: self.passed_over(), ..Loading::default() }
    }

    fn tell(&self, file: FileId, news: &mut Loading) {
        let Some(loaded) = file.checked_sub(self.first).and_then(|at| self.loaded.get(at as usize)) else { return };
        match loaded.is_removed || loaded.is_passed_over() {
            true => news.gone.push(loaded.report.place),
            false => news.files.push(loaded.report()),
        }
    }

    /// What came along with other files and is nothing Signscope reads.
    fn passed_over(&self) -> PassedOver {
        let files = self.passed_over.iter().filter_map(|&file| self.get(file));
        let named = files.filter_map(|loaded| match &loaded.report.state {
            FileState::Refused(reason) => Some((loaded.report.name.clone(), reason.clone())),
            _ => None,
        });
        PassedOver { count: self.passed_over.len() as u64, first: named.take(SHOWN_PROBLEMS).collect() }
    }
}

impl LoadedFile {
    fn report(&self) -> FileReport {
        let file_format = self.file_formats().first();
        FileReport {
            description: file_format
                .map_or_else(|| self.report.description.clone(), |file_format| self.describe(file_format)),
            is_table: file_format.is_some_and(|file_format| file_format.csv().is_some()),
            source_format: file_format.map(FileFormat::source_format),
            problems: self.problems.first.iter().take(SHOWN_PROBLEMS).cloned().collect(),
            problem_count: self.problems.count,
            shown: self.merge_counts.shown,
            merged: self.merge_counts.merged,
            unmatched: self.merge_counts.unmatched,
            versions: self.merge_counts.versions,
            of_other_logs: self.counts.of_other_logs,
            broken: self.counts.broken + self.problems.given_up,
            source_formats: self
                .counts
                .source_formats()
                .into_iter()
                .map(|(source_format, count)| (source_format.label().to_owned(), count))
                .collect(),
            zone: self.zone,
            reading: self.reading.clone(),
            asks_dates: self.dates == Some(Dates::Ask),
            mapping: self.mapping.clone(),
            ..self.report.clone()
        }
    }
}
