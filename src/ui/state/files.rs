//! The screen of the files: what it asks of each, what became of the records, and removing one.

use super::analyses::Analyses;
use super::files_screen::FilesScreen;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::State;
use super::action::{Effect, Target};
use super::charts::{Timed, Words, over_time};
use super::detail::DetailPane;
use super::file_groups::{GroupAction, MOST_CARDS};
use super::query_cache::Panel;
use crate::engine::protocol::files::Times;
use crate::engine::protocol::{
    Answer, Clocks, DateOrder, FileId, FilePage, FileQuestion, FileReport, Question, Request,
};
use crate::ui::chart::{Form, Series, Tone};

/// Something that happens on the screen of the files.
#[derive(Clone, Debug, PartialEq)]
pub enum FilesAction {
    /// A file is to be forgotten.
    Remove(FileId),
    /// The problems of a file are to be saved.
    SaveProblems(FileId),
    /// The SHA-256 of a file is wanted.
    Hash(FileId),
    /// The dates of a file have this first.
    Dates(FileId, DateOrder),
    /// Something happens with groups of files.
    Groups(GroupAction),
    /// The times of a file were written by these clocks; `None` takes it back.
    Clocks(FileId, Option<Clocks>),
}

/// The SHA-256 of a file as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hash {
    /// It was asked for.
    Under {
        /// Bytes hashed.
        done: u64,
        /// Bytes of the file.
        total: u64,
    },
    /// 64 hexadecimal digits.
    Done(String),
    /// Why there is none, and what to do.
    Failed(String),
}

/// What became of the records of a file, or of all files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Records read.
    pub read: u64,
    /// Those that are shown.
    pub shown: u64,
    /// Those that became part of another record that is shown.
    pub merged: u64,
    /// Those that belong to a sign-in that is not loaded.
    pub unmatched: u64,
    /// Those that were left out because they are no sign-ins, or damaged.
    pub left_out: u64,
    /// Those shown whose request ID others shown have too.
    pub versions: u64,
}

impl Reconciliation {
    /// What became of the records of a file.
    pub fn of(file: &FileReport) -> Reconciliation {
        let left_out = file.of_other_logs + file.broken;
        Reconciliation {
            read: file.records + left_out,
            shown: file.shown,
            merged: file.merged,
            unmatched: file.unmatched,
            left_out,
            versions: file.versions,
        }
    }

    /// What became of these records and of others.
    pub fn plus(&self, other: &Reconciliation) -> Reconciliation {
        self.each(other, |one, other| one + other)
    }

    /// What became of these records, without some of them.
    pub fn minus(&self, some: &Reconciliation) -> Reconciliation {
        self.each(some, |one, other| one - other)
    }

    fn each(&self, other: &Reconciliation, of: fn(u64, u64) -> u64) -> Reconciliation {
        Reconciliation {
            read: of(self.read, other.read),
            shown: of(self.shown, other.shown),
            merged: of(self.merged, other.merged),
            unmatched: of(self.unmatched, other.unmatched),
            left_out: of(self.left_out, other.left_out),
            versions: of(self.versions, other.versions),
        }
    }

    /// Whether every record that was read is accounted for.
    pub fn is_balanced(&self) -> bool {
        self.read == self.shown + self.merged + self.unmatched + self.left_out
    }
}

impl Analyses {
    /// What is known of a file beyond its report.
    pub fn file_page(&self, file: FileId) -> Option<&Rc<Answer>> {
        self.query_cache.shown(Panel::File(file))
    }
}

impl FilesScreen {
    fn ask_hash(&mut self, file: FileId) -> Vec<Effect> {
        let Some(report) = self.reports.get(file) else { return Vec::new() };
        self.hashes.insert(file, Hash::Under { done: 0, total: report.size });
        vec![Effect::Ask(Request::Hash { file })]
    }

    /// Takes what is known of a hash, if it is still wanted.
    pub(super) fn take_hash(&mut self, file: FileId, hash: Hash) {
        if let Some(known) = self.hashes.get_mut(&file) {
            *known = hash;
        }
    }
}

impl State {
    /// What the screen wants to know: a page for every file that has a card, once all are read.
    pub(super) fn wanted_of_files(&self) -> Vec<(Panel, Question)> {
        if self.files.loading.busy {
            return Vec::new();
        }
        let shown: Vec<_> = match self.files.has_groups() {
            true => self.files.chosen_file().into_iter().collect(),
            false => self.files.reports.iter().collect(),
        };
        let files = shown.into_iter().filter(|file| file.records > 0 || file.problem_count > 0);
        files.map(|file| (Panel::File(file.file), Question::File(self.file_question(file.file)))).collect()
    }

    fn file_question(&self, file: FileId) -> FileQuestion {
        FileQuestion { file, calendar: self.display.calendar.clone(), problems: 0 }
    }

    pub(super) fn change_files(&mut self, action: FilesAction) -> Vec<Effect> {
        match action {
            FilesAction::Remove(file) => self.remove_file(file),
            FilesAction::Groups(action) => self.change_groups(action),
            FilesAction::Hash(file) => self.files.ask_hash(file),
            FilesAction::Dates(file, order) => self.set_dates(file, order),
            FilesAction::Clocks(file, clocks) => self.set_file_clocks(file, clocks),
            FilesAction::SaveProblems(file) => self.export_table(Question::File(self.file_question(file))),
        }
    }

    /// Forgets a file.
    fn remove_file(&mut self, file: FileId) -> Vec<Effect> {
        let Some(place) = self.files.reports.get(file).map(|report| report.place) else { return Vec::new() };
        let is_alone = self.files.file_groups.open_group().is_none_or(|(_, group)| group.files.len() < 2);
        let focus = match self.files.reports.beside(place) {
            Some(next) if self.files.reports.len() <= MOST_CARDS + 1 => Target::File(next.file),
            _ if is_alone => Target::Heading,
            _ => Target::Files,
        };
        self.remove_files(vec![file], focus)
    }

    /// Files go. The rows of the others get other numbers, so nothing may speak of rows any more; neither are their
    /// hashes wanted, nor the answers to what was asked about them.
    pub(super) fn forget_rows_of(&mut self, files: &[FileId]) -> Vec<Effect> {
        self.list.cursor = Default::default();
        self.list.detail = DetailPane { tab: self.list.detail.tab, ..DetailPane::default() };
        self.analyses.chart_selection = None;
        let files: BTreeSet<FileId> = files.iter().copied().collect();
        self.alerts.retain(|alert| alert.about.is_none_or(|about| !files.contains(&about)));
        files.iter().for_each(|file| drop(self.files.user_hints.remove(file)));
        let was_hashed = |file: &FileId| matches!(self.files.hashes.remove(file), Some(Hash::Under { .. }));
        files.into_iter().filter(was_hashed).map(|file| Effect::Ask(Request::CancelHash { file })).collect()
    }

    /// The records of a file over time as a chart.
    pub(super) fn records_over_time(&self, page: &FilePage) -> Timed {
        let times = &page.coverage.times;
        let words = Words { title: format!("Records of {}", page.name), unit: ["record", "records"], form: Form::Bars };
        let bars: Vec<_> = times.edges.windows(2).map(|edge| (edge[0], edge[1], false)).collect();
        let series = Series { name: "Records".to_owned(), tone: Tone::Number(0), counts: times.counts.clone() };
        over_time(words, &self.axis(times.pace.unit), &bars, vec![series])
    }
}

/// How many steps have no record.
pub fn empty_steps(times: &Times) -> usize {
    times.counts.iter().filter(|&&count| count == 0).count()
}
