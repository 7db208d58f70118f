//! Files coming in: the phase of the page, and what became of each file.

use super::files_screen::FilesScreen;
use std::rc::Rc;

use super::action::{Action, Effect};
use super::alert::Offer;
use super::file_words::all_left_out;
use super::mapping::MappingAction;
use super::rows::RowCache;
use super::usage::UsageScreen;
use super::{Screen, State};
use crate::engine::protocol::usage::EntityKind;
use crate::engine::protocol::{FileReport, FileState, Loading, NamedFile, Request};
use crate::ui::format::number::{bytes, count, counted};

/// Where the page stands with its files; the value of `data-phase`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No file yet.
    Empty,
    /// Files are being read, or the list does not have all of their records yet.
    Loading,
    /// There are records, and the list is about all of them; or there are files without any.
    Ready,
    /// Nothing could be read.
    Failed,
}

impl Phase {
    /// The value of `data-phase`.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Empty => "empty",
            Phase::Loading => "loading",
            Phase::Ready => "ready",
            Phase::Failed => "failed",
        }
    }
}

/// Why nothing could be read from a file: it was refused, or every record in it was.
pub fn refusal(file: &FileReport) -> Option<String> {
    match &file.state {
        FileState::Refused(message) => Some(message.clone()),
        FileState::Done if file.records == 0 && file.problem_count > 0 => {
            let problems = counted(file.problem_count, "problem", "problems");
            let first = file.problems.first().map_or("", |problem| &problem.message);
            Some(format!("no sign-in could be read, {problems}. {first}"))
        }
        _ => None,
    }
}

/// What is asked of a container that unpacks to very much, if it waits for the answer.
pub fn question(loading: &Loading) -> Option<String> {
    let report = loading.unpacking.as_ref().filter(|report| report.asks)?;
    let (name, used, size) = (&report.name, bytes(report.used), bytes(report.unpacked));
    let times = count(report.unpacked / report.used.max(1));
    Some(format!(
        "{name}: {used} of it unpacked to {size}, {times} times as much, which is unusual for logs. What came out so far \
         can be looked at and stays. Go on?"
    ))
}

impl FilesScreen {
    /// Records of the files that are being read.
    pub fn new_records(&self) -> u64 {
        self.loading.records.saturating_sub(self.records_before)
    }

    pub(super) fn open_sample(&mut self) -> Vec<Effect> {
        self.expect_files(0);
        vec![Effect::Ask(Request::OpenSample)]
    }

    /// Shows at once that something happens; the engine's first report is more exact.
    pub(super) fn expect_files(&mut self, bytes: u64) {
        let loading = Rc::make_mut(&mut self.loading);
        if !loading.busy {
            self.records_before = loading.records;
            *loading = Loading { busy: true, bytes_read: 0, bytes_total: bytes, elapsed_ms: 0.0, ..loading.clone() };
        }
    }
}

impl State {
    /// Where the page stands.
    pub fn phase(&self) -> Phase {
        let loading = &self.files.loading;
        if self.has_crashed {
            return Phase::Failed;
        }
        if loading.busy {
            return Phase::Loading;
        }
        let (files, sums) = (self.files.reports.len() as u64, self.files.reports.sums());
        match files {
            0 if loading.passed_over.count == 0 => Phase::Empty,
            _ if loading.records == 0 && files == sums.refused + sums.archives => Phase::Failed,
            _ if !self.list.rows.is_counted() => Phase::Loading,
            _ => Phase::Ready,
        }
    }

    /// Whether there is a list to show, if only an empty one.
    pub fn has_list(&self) -> bool {
        matches!(self.phase(), Phase::Loading | Phase::Ready)
    }

    pub(super) fn open_files(&mut self, files: Vec<NamedFile>) -> Vec<Effect> {
        self.is_dragging_files = false;
        if files.is_empty() {
            return Vec::new();
        }
        if self.has_crashed {
            self.complain("Files cannot be read in this page any more. Reload it, and drop them again");
            return Vec::new();
        }
        self.files.opened.extend(files.iter().cloned().map(Some));
        let bytes_total = files.iter().map(|file| file.size).sum();
        self.files.expect_files(bytes_total);
        vec![Effect::Ask(Request::Open { files })]
    }

    pub(super) fn clear(&mut self) -> Vec<Effect> {
        self.files.loading = Rc::default();
        self.files.reports = Default::default();
        self.files.opened.clear();
        self.list.summary = Default::default();
        self.list.filters = Default::default();
        self.list.set_words(String::new());
        self.list.rows = RowCache::new(self.list.view(), self.list.columns.clone());
        self.list.cursor = Default::default();
        self.list.detail = Default::default();
        self.list.drawn = 0..0;
        self.export = None;
        self.screen = Screen::SignIns;
        self.analyses.query_cache = Default::default();
        self.analyses.users = UsageScreen::new(EntityKind::User);
        self.analyses.applications = UsageScreen::new(EntityKind::Application);
        self.analyses.policies = Default::default();
        self.files.file_groups = Default::default();
        self.files.hashes.clear();
        self.files.user_hints.clear();
        self.files.rereads.clear();
        self.files.read_as_before.clear();
        self.alerts.retain(|alert| alert.about.is_none());
        self.files.records_before = 0;
        self.files.unsaid.clear();
        vec![Effect::Ask(Request::Clear)]
    }

    pub(super) fn take_loading(&mut self, mut loading: Loading) -> Vec<Effect> {
        self.files.mark_waiting(&mut loading);
        let told = self.files.reports.take(&mut loading);
        let mut effects = self.follow_files(&told);
        loading.busy |= self.files.is_reading_again();
        // A report of before the list was cleared must not bring files back: the engine answers in order, so it ends
        // with a report of no files, which is what the page has already.
        let has_more = loading.version != self.files.loading.version
            || loading.records != self.files.loading.records
            || !loading.busy;
        // A sign-in can have become part of another one, or have more to tell.
        if loading.version != self.files.loading.version && !loading.busy {
            self.list.detail.wanted = None;
        }
        self.files.loading = Rc::new(loading);
        self.files.unsaid.extend(told.iter().map(|told| told.report.file));
        effects.extend(self.read_by_known_headers(told.iter().map(|told| Rc::clone(&told.report)).collect()));
        if !self.files.loading.busy {
            let news = std::mem::take(&mut self.files.unsaid);
            let news: Vec<_> = news.into_iter().filter_map(|file| self.files.reports.get(file).cloned()).collect();
            self.report_refusals(&news);
            self.tell_of_room(&news);
            self.tell_of_readings(&news);
        }
        if !has_more || self.files.reports.is_empty() {
            return effects;
        }
        self.list.rows.outdate();
        self.analyses.query_cache.outdate();
        effects.extend(self.list.ask_rows());
        effects.extend(self.ask_summary());
        effects.extend(self.list.ask_detail());
        effects
    }

    /// An alert when the memory has become full.
    fn tell_of_room(&mut self, news: &[Rc<FileReport>]) {
        let left_out = news.iter().filter(|report| matches!(report.state, FileState::NoRoom { .. }));
        let mut unsaid = left_out.filter(|report| self.files.said_no_room.insert(report.file));
        let Some(first) = unsaid.next().map(|report| report.file) else { return };
        unsaid.for_each(drop);
        if let Some(text) = all_left_out(self.files.reports.iter()) {
            let show = Offer { label: SHOW_FILES.to_owned(), action: Action::Show(Screen::Files) };
            self.complain_of(text, first, vec![show]);
        }
    }

    /// An alert for each file that was refused, or one for all if they are many. If nothing could be read, the first
    /// screen says so itself. Each file is said once.
    fn report_refusals(&mut self, news: &[Rc<FileReport>]) {
        let refused = news.iter().filter(|file| !self.files.said_refused.contains(&file.file));
        let refused: Vec<_> = refused.filter_map(|file| Some((file, refusal(file)?))).collect();
        self.files.said_refused.extend(refused.iter().map(|(file, _)| file.file));
        if self.phase() == Phase::Failed {
            return;
        }
        if refused.len() > MOST_REFUSALS {
            let text = format!("{} could not be read", counted(refused.len() as u64, "file", "files"));
            let show = Offer { label: SHOW_FILES.to_owned(), action: Action::Show(Screen::Files) };
            return self.offer(text, None, vec![show]);
        }
        for (file, message) in refused {
            let action = Action::Mapping(MappingAction::Open(file.file));
            let offer = file.mapping.is_some().then(|| Offer { label: SAY_COLUMNS.to_owned(), action });
            self.complain_of(format!("{}: {message}", file.name), file.file, offer.into_iter().collect());
        }
    }
}

/// So many refused files are told of one by one.
const MOST_REFUSALS: usize = 5;

/// What the button says that leads to the files.
pub const SHOW_FILES: &str = "Show the files";

/// What the button says that opens the dialog for the columns of a table.
pub const SAY_COLUMNS: &str = "Say what its columns are";
