//! The files: what is known of each, and its decoder while it is being read.

use super::protocol::{FileReport, FileState};
use crate::export::original::Frame;
use crate::ingest::{Decoded, Decoder, Layout};
use crate::store::table::is_time;
use crate::store::{FileId, Problems, Store};

/// All files, in the order of loading; a file's number is its place.
#[derive(Debug, Default)]
pub struct Files(Vec<LoadedFile>);

#[derive(Debug)]
struct LoadedFile {
    report: FileReport,
    problems: Problems,
    decoder: Option<Decoder>,
    layout: Option<Layout>,
}

impl Files {
    pub(super) fn add(&mut self, name: &str, size: u64) -> FileId {
        let file = self.0.len() as FileId;
        let report = FileReport {
            file,
            name: name.to_owned(),
            size,
            shape: String::new(),
            records: 0,
            state: FileState::Waiting,
            problems: Vec::new(),
            problem_count: 0,
            oldest: None,
            newest: None,
        };
        let decoder = Some(Decoder::new(file, name));
        self.0.push(LoadedFile { report, problems: Problems::default(), decoder, layout: None });
        file
    }

    pub(super) fn push(&mut self, file: FileId, bytes: &[u8], store: &mut Store) -> bool {
        let Some(loaded) = self.0.get_mut(file as usize) else { return false };
        let Some(decoder) = &mut loaded.decoder else { return false };
        loaded.report.state = FileState::Reading;
        let decoded = decoder.push(bytes);
        loaded.take(decoded, store);
        loaded.decoder.is_some()
    }

    pub(super) fn finish(&mut self, file: FileId, store: &mut Store) {
        let Some(loaded) = self.0.get_mut(file as usize) else { return };
        let Some(mut decoder) = loaded.decoder.take() else { return };
        let decoded = decoder.finish();
        loaded.report.state = FileState::Done;
        loaded.layout = decoder.layout().cloned();
        loaded.take(decoded, store);
    }

    pub(super) fn cancel(&mut self, file: FileId) {
        self.stop(file, FileState::Cancelled);
    }

    pub(super) fn fail(&mut self, file: FileId, reason: &str) {
        let Some(loaded) = self.0.get_mut(file as usize) else { return };
        loaded.problems.push(Default::default(), reason);
        self.stop(file, FileState::Refused(reason.to_owned()));
    }

    pub(super) fn reports(&self) -> Vec<FileReport> {
        self.0.iter().map(LoadedFile::report).collect()
    }

    pub(super) fn layout(&self, file: FileId) -> Option<&Layout> {
        let loaded = self.0.get(file as usize)?;
        loaded.layout.as_ref().or_else(|| loaded.decoder.as_ref()?.layout())
    }

    pub(super) fn name(&self, file: FileId) -> &str {
        self.0.get(file as usize).map_or("", |loaded| &loaded.report.name)
    }

    /// The words for a record whose bytes are not what they were.
    pub(super) fn changed(&self, file: FileId) -> String {
        let name = self.name(file);
        format!("{name} has changed since it was loaded, so its records cannot be read again. Load the file once more.")
    }

    /// What stands around the original records of a file, and the extension of such a file.
    pub(super) fn frame(&self, file: FileId) -> (Frame, &'static str) {
        match self.layout(file).and_then(Layout::header) {
            Some(header) => (Frame::lines(header), "csv"),
            None => (Frame::json(), "json"),
        }
    }

    /// The name of an exported file: that of the first loaded file that has records, marked as an export.
    pub(super) fn export_name(&self, extension: &str) -> String {
        let first =
            self.0.iter().find(|loaded| loaded.report.records > 0).map_or("SignIns", |loaded| &loaded.report.name);
        let stem = first.rsplit_once('.').map_or(first, |(stem, _)| stem);
        format!("{stem}_export.{extension}")
    }

    fn stop(&mut self, file: FileId, state: FileState) {
        let Some(loaded) = self.0.get_mut(file as usize) else { return };
        if matches!(loaded.report.state, FileState::Waiting | FileState::Reading) {
            loaded.report.state = state;
            loaded.layout = loaded.decoder.take().and_then(|decoder| decoder.layout().cloned());
        }
    }
}

impl LoadedFile {
    fn take(&mut self, decoded: Decoded, store: &mut Store) {
        for batch in decoded.batches {
            let before = store.len();
            self.report.records += batch.len() as u64;
            store.append(batch);
            let times = store.times()[before..].iter().copied().filter(|&time| is_time(time));
            for time in times {
                self.report.oldest = Some(self.report.oldest.map_or(time, |oldest| oldest.min(time)));
                self.report.newest = Some(self.report.newest.map_or(time, |newest| newest.max(time)));
            }
        }
        self.problems.append(decoded.problems);
        if let Some(reason) = decoded.refused {
            self.report.state = FileState::Refused(reason);
            self.decoder = None;
        }
    }

    fn report(&self) -> FileReport {
        let layout = self.layout.as_ref().or_else(|| self.decoder.as_ref()?.layout());
        FileReport {
            shape: layout.map(Layout::describe).unwrap_or_default(),
            problems: self.problems.first.iter().take(SHOWN_PROBLEMS).cloned().collect(),
            problem_count: self.problems.count,
            ..self.report.clone()
        }
    }
}

/// Problems a report carries to the page: it is sent often, and nobody reads more at once.
const SHOWN_PROBLEMS: usize = 50;
