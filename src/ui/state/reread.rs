//! Files that are read once more, because somebody said how: each gets another number, and is followed to it.

use super::files_screen::FilesScreen;
use std::rc::Rc;

use super::action::{Action, Effect, Target};
use super::alert::Offer;
use super::file_words::{asked_dates, date_examples};
use super::files::{FilesAction, Hash};
use super::loading::{SHOW_FILES, refusal};
use super::mapping::MappingAction;
use super::reports::Placed;
use super::{Screen, State};
use crate::engine::protocol::{
    Clocks, DateOrder, FileId, FileReport, FileState, Loading, Mapping, ReadOptions, Request,
};

/// What somebody was asked of a file, and can answer again in another way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserHints {
    /// What there is to see of a table whose columns somebody has told.
    pub mapping: Option<Rc<Mapping>>,
    /// Whether somebody said which of day and month comes first.
    pub dates: bool,
}

/// Who wants a file to be read once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Somebody who waits for it now.
    Asked,
    /// What was said before of another file with such columns.
    Remembered,
}

/// A file that is to be read once more, and has no other number yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reread {
    file: FileId,
    told: UserHints,
    cause: Cause,
    /// Its bytes stay the same, and so does its hash.
    hash: Option<Hash>,
}

impl FilesScreen {
    /// What is known of a file.
    pub fn report_of(&self, file: FileId) -> Option<&Rc<FileReport>> {
        self.reports.get(file)
    }

    /// Whether a file is to be read once more that has no other number yet, and may be there still.
    pub(super) fn is_reading_again(&self) -> bool {
        !self.rereads.is_empty()
    }

    /// A report that was under way when a file was to be read again does not know of it yet.
    pub(super) fn mark_waiting(&self, loading: &mut Loading) {
        for report in &mut loading.files {
            if self.rereads.get(&report.place).is_some_and(|again| again.file == report.file) {
                *report = waiting(std::mem::take(report));
            }
        }
    }

    /// The engine itself reads a file again whose dates turn out to be in the other order.
    fn follow_told(&mut self, report: &FileReport, before: FileId) -> Option<Effect> {
        let hash = self.hashes.remove(&before);
        if let Some(told) = self.user_hints.remove(&before) {
            let listed = self.read_as_before.iter_mut().filter(|file| **file == before);
            listed.for_each(|file| *file = report.file);
            self.user_hints.insert(report.file, told);
        }
        self.keep_hash(report, hash)
    }

    /// What was known of a file's hash counts for its new number; what was under way is asked for again.
    fn keep_hash(&mut self, report: &FileReport, hash: Option<Hash>) -> Option<Effect> {
        let hash = hash?;
        let is_under_way = matches!(hash, Hash::Under { .. });
        self.hashes.insert(report.file, hash);
        is_under_way.then_some(Effect::Ask(Request::Hash { file: report.file }))
    }
}

impl State {
    /// Has a file read once more. Its records get other numbers, so nothing may speak of them any more.
    pub(super) fn read_again(
        &mut self,
        file: FileId,
        reading: ReadOptions,
        told: UserHints,
        cause: Cause,
    ) -> Vec<Effect> {
        let Some(report) = self.files.report_of(file).cloned() else { return Vec::new() };
        if self.files.rereads.contains_key(&report.place) {
            return Vec::new();
        }
        let hash = self.files.hashes.get(&file).cloned();
        self.files.rereads.insert(report.place, Reread { file, told, cause, hash });
        let cancel = self.forget_rows_of(&[file]);
        self.files.expect_files(report.size);
        self.files.reports.put(waiting((*report).clone()).into());
        Rc::make_mut(&mut self.files.loading).busy = true;
        cancel.into_iter().chain([Effect::Ask(Request::ReadAgain { file, reading })]).collect()
    }

    /// Follows files to their new numbers, and gives the focus to what somebody waits for.
    pub(super) fn follow_files(&mut self, news: &[Placed]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for Placed { report, before } in news {
            let awaited = self.files.rereads.get(&report.place).is_some_and(|again| again.file != report.file);
            let again = awaited.then(|| self.files.rereads.remove(&report.place)).flatten();
            match (again, *before) {
                (Some(again), _) => effects.extend(self.follow_awaited(report, again)),
                (None, Some(before)) => effects.extend(self.files.follow_told(report, before)),
                (None, None) => {}
            }
        }
        // A file that is gone is not read again.
        let reports = &self.files.reports;
        self.files.rereads.retain(|_, again| reports.get(again.file).is_some());
        effects
    }

    fn follow_awaited(&mut self, report: &FileReport, again: Reread) -> Vec<Effect> {
        let mut effects = Vec::new();
        match (again.cause, self.screen) {
            (Cause::Remembered, _) => self.files.read_as_before.push(report.file),
            (Cause::Asked, Screen::Files) => effects.push(Effect::Focus(Target::File(report.file))),
            (Cause::Asked, _) => effects.push(Effect::Focus(Target::List)),
        }
        self.files.user_hints.insert(report.file, again.told);
        effects.extend(self.files.keep_hash(report, again.hash));
        effects
    }

    /// Reads those of some files at once whose columns somebody has told before.
    pub(super) fn read_by_known_headers(&mut self, files: Vec<Rc<FileReport>>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for report in files {
            let Some(mapping) = &report.mapping else { continue };
            let Some(header) = self.files.headers.iter().find(|header| header.is_of(&mapping.names)) else { continue };
            let columns = Some(super::mapping::told_columns(mapping, &header.fields()));
            let reading = ReadOptions { columns, under: mapping.under.clone(), ..ReadOptions::default() };
            let told = UserHints { mapping: Some(Rc::new(mapping.clone())), dates: false };
            effects.extend(self.read_again(report.file, reading, told, Cause::Remembered));
        }
        effects
    }

    /// Says, once everything is read, what was read as somebody had said before, and what somebody is to say.
    pub(super) fn tell_of_readings(&mut self, news: &[Rc<FileReport>]) {
        let show = || Offer { label: SHOW_FILES.to_owned(), action: Action::Show(Screen::Files) };
        let mut before = std::mem::take(&mut self.files.read_as_before);
        before.retain(|file| self.files.report_of(*file).is_some_and(|report| refusal(report).is_none()));
        match before.as_slice() {
            [] => {}
            [file] => {
                let name = self.files.report_of(*file).map(|report| report.name.clone()).unwrap_or_default();
                let action = Action::Mapping(MappingAction::Open(*file));
                let text = format!("{name}: its columns were read as you said of a table with the same columns");
                self.offer(text, Some(*file), vec![Offer { label: "Change".to_owned(), action }]);
            }
            _ => {
                let text = format!("{} files were read as you said of a table with the same columns", before.len());
                self.offer(text, None, vec![show()]);
            }
        }
        self.ask_for_dates(news, show());
    }

    fn ask_for_dates(&mut self, news: &[Rc<FileReport>], show: Offer) {
        let asking = news.iter().filter(|file| file.asks_dates && !self.files.asked_dates.contains(&file.file));
        let asking: Vec<_> = asking.cloned().collect();
        self.files.asked_dates.extend(asking.iter().map(|file| file.file));
        match asking.as_slice() {
            [] => {}
            [file] => {
                let number = file.file;
                let offer = |(order, label): (DateOrder, String)| Offer {
                    label,
                    action: Action::Files(FilesAction::Dates(number, order)),
                };
                self.offer(asked_dates(file), Some(number), date_examples(file).map(offer).to_vec());
            }
            _ => {
                let text = format!(
                    "All dates in {} files make sense with the day first and with the month first; they were read with \
                     the month first. Their cards ask which it is",
                    asking.len()
                );
                self.offer(text, None, vec![show]);
            }
        }
    }

    /// Reads the times of a file by the clocks of the zone that somebody has named.
    pub(super) fn set_file_clocks(&mut self, file: FileId, clocks: Option<Clocks>) -> Vec<Effect> {
        let Some(report) = self.files.report_of(file) else { return Vec::new() };
        let reading = ReadOptions { clocks, ..report.reading.clone() };
        if reading == report.reading {
            return Vec::new();
        }
        let told = self.files.user_hints.get(&file).cloned().unwrap_or_default();
        self.read_again(file, reading, told, Cause::Asked)
    }

    /// Reads a file with the day or the month first, as somebody said.
    pub(super) fn set_dates(&mut self, file: FileId, order: DateOrder) -> Vec<Effect> {
        let Some(report) = self.files.report_of(file) else { return Vec::new() };
        let reading = ReadOptions { dates: Some(order), ..report.reading.clone() };
        if reading == report.reading {
            return Vec::new();
        }
        let told = UserHints { dates: true, ..self.files.user_hints.get(&file).cloned().unwrap_or_default() };
        self.read_again(file, reading, told, Cause::Asked)
    }
}

/// A file as it is until the engine knows that it is to be read again.
fn waiting(report: FileReport) -> FileReport {
    FileReport { state: FileState::Waiting, mapping: None, asks_dates: false, ..report }
}
