//! Files that are read once more, because somebody said how: each gets another number, and is followed to it.

use std::rc::Rc;

use super::action::{Action, Effect, Target};
use super::alert::Offer;
use super::loading::refusal;
use super::mapping::MappingAction;
use super::source_words::{asked_dates, date_examples};
use super::sources::{Hash, SourcesAction};
use super::{Screen, State};
use crate::engine::protocol::{DateOrder, FileId, FileReport, FileState, Loading, Mapping, Reading, Request};

/// What somebody was asked of a file, and can answer again in another way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
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
pub(super) struct Again {
    file: FileId,
    name: String,
    reading: Reading,
    told: Told,
    cause: Cause,
    /// Its bytes stay the same, and so does its hash.
    hash: Option<Hash>,
}

/// The file that came in the place of another one, with these columns told.
fn successor<'a>(loading: &'a Loading, file: FileId, name: &str, reading: &Reading) -> Option<&'a FileReport> {
    // The dates may have turned out to be in the other order meanwhile.
    let is =
        |report: &&FileReport| report.file > file && report.name == name && report.reading.columns == reading.columns;
    loading.files.iter().find(is)
}

impl State {
    /// What is known of a file.
    pub fn report_of(&self, file: FileId) -> Option<&FileReport> {
        self.loading.files.iter().find(|report| report.file == file)
    }

    /// Has a file read once more. Its records get other numbers, so nothing may speak of them any more.
    pub(super) fn read_again(&mut self, file: FileId, reading: Reading, told: Told, cause: Cause) -> Vec<Effect> {
        let Some(report) = self.report_of(file) else { return Vec::new() };
        if self.again.iter().any(|again| again.file == file) {
            return Vec::new();
        }
        let (name, size) = (report.name.clone(), report.size);
        let hash = self.hashes.get(&file).cloned();
        self.again.push(Again { file, name, reading: reading.clone(), told, cause, hash });
        let cancel = self.forget_rows_of(file);
        self.expect_files(size);
        let mut loading = (*self.loading).clone();
        self.mark_waiting(&mut loading);
        self.refused_before = loading.files.iter().filter(|file| refusal(file).is_some()).count();
        self.loading = loading.into();
        cancel.into_iter().chain([Effect::Ask(Request::ReadAgain { file, reading })]).collect()
    }

    /// A report that was under way when a file was to be read again does not know of it yet.
    pub(super) fn mark_waiting(&self, loading: &mut Loading) {
        for report in &mut loading.files {
            if self.again.iter().any(|again| again.file == report.file) {
                (report.state, report.mapping, report.asks_dates) = (FileState::Waiting, None, false);
                loading.busy = true;
            }
        }
    }

    /// Follows files to their new numbers, and gives the focus to what somebody waits for.
    pub(super) fn follow_files(&mut self, before: &Loading) -> Vec<Effect> {
        let mut effects = Vec::new();
        let loading = self.loading.clone();
        effects.extend(self.follow_told(before));
        for again in std::mem::take(&mut self.again) {
            let is_there = loading.files.iter().any(|report| report.file == again.file);
            match successor(&loading, again.file, &again.name, &again.reading) {
                _ if is_there => self.again.push(again),
                None => {}
                Some(report) => {
                    match (again.cause, self.screen) {
                        (Cause::Remembered, _) => self.read_as_before.push(report.file),
                        (Cause::Asked, Screen::Data) => effects.push(Effect::Focus(Target::File(report.file))),
                        (Cause::Asked, _) => effects.push(Effect::Focus(Target::List)),
                    }
                    self.told.insert(report.file, again.told);
                    effects.extend(self.keep_hash(report, again.hash));
                }
            }
        }
        effects
    }

    /// What was known of a file's hash counts for its new number; what was under way is asked for again.
    fn keep_hash(&mut self, report: &FileReport, hash: Option<Hash>) -> Option<Effect> {
        let hash = hash?;
        let is_under_way = matches!(hash, Hash::Under { .. });
        self.hashes.insert(report.file, hash);
        is_under_way.then_some(Effect::Ask(Request::Hash { file: report.file }))
    }

    /// The engine itself reads a file again whose dates turn out to be in the other order.
    fn follow_told(&mut self, before: &Loading) -> Vec<Effect> {
        let mut effects = Vec::new();
        let loading = self.loading.clone();
        let gone = before.files.iter().filter(|report| loading.files.iter().all(|other| other.file != report.file));
        for report in gone {
            let (told, hash) = (self.told.remove(&report.file), self.hashes.remove(&report.file));
            if told.is_none() && hash.is_none() {
                continue;
            }
            if let Some(next) = successor(&loading, report.file, &report.name, &report.reading) {
                effects.extend(self.keep_hash(next, hash));
                let Some(told) = told else { continue };
                let listed = self.read_as_before.iter_mut().filter(|file| **file == report.file);
                listed.for_each(|file| *file = next.file);
                self.told.insert(next.file, told);
            }
        }
        effects
    }

    /// Reads files at once whose columns somebody has told before.
    pub(super) fn read_by_known_headers(&mut self) -> Vec<Effect> {
        let known = self.loading.files.iter().filter_map(|report| {
            let mapping = report.mapping.as_ref()?;
            let header = self.headers.iter().find(|header| header.is_of(&mapping.names))?;
            let reading = Reading {
                columns: Some(super::mapping::told_columns(mapping, &header.fields())),
                ..Reading::default()
            };
            Some((report.file, reading, Told { mapping: Some(Rc::new(mapping.clone())), dates: false }))
        });
        let known: Vec<_> = known.collect();
        known
            .into_iter()
            .flat_map(|(file, reading, told)| self.read_again(file, reading, told, Cause::Remembered))
            .collect()
    }

    /// Says, once everything is read, what was read as somebody had said before, and what somebody is to say.
    pub(super) fn tell_of_readings(&mut self) {
        let show = || Offer { label: "Show the files".to_owned(), action: Action::Show(Screen::Data) };
        let mut before = std::mem::take(&mut self.read_as_before);
        before.retain(|file| self.report_of(*file).is_some_and(|report| refusal(report).is_none()));
        match before.as_slice() {
            [] => {}
            [file] => {
                let name = self.report_of(*file).map(|report| report.name.clone()).unwrap_or_default();
                let action = Action::Mapping(MappingAction::Open(*file));
                let text = format!("{name}: its columns were read as you said of a table with the same columns");
                self.offer(text, Some(*file), vec![Offer { label: "Change".to_owned(), action }]);
            }
            _ => {
                let text = format!("{} files were read as you said of a table with the same columns", before.len());
                self.offer(text, None, vec![show()]);
            }
        }
        self.ask_for_dates(show());
    }

    fn ask_for_dates(&mut self, show: Offer) {
        let asking = self.loading.files.iter().filter(|file| file.asks_dates && !self.asked_dates.contains(&file.file));
        let asking: Vec<FileReport> = asking.cloned().collect();
        self.asked_dates.extend(asking.iter().map(|file| file.file));
        match asking.as_slice() {
            [] => {}
            [file] => {
                let number = file.file;
                let offer = |(order, label): (DateOrder, String)| Offer {
                    label,
                    action: Action::Sources(SourcesAction::Dates(number, order)),
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

    /// Reads a file with the day or the month first, as somebody said.
    pub(super) fn set_dates(&mut self, file: FileId, order: DateOrder) -> Vec<Effect> {
        let Some(report) = self.report_of(file) else { return Vec::new() };
        let reading = Reading { dates: Some(order), ..report.reading.clone() };
        if reading == report.reading {
            return Vec::new();
        }
        let told = Told { dates: true, ..self.told.get(&file).cloned().unwrap_or_default() };
        self.read_again(file, reading, told, Cause::Asked)
    }
}
