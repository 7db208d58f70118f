//! Life after the engine stopped: the page says so, a new engine starts, and what was loaded can be read again.

use super::action::{Action, Effect};
use super::alert::Offer;
use super::files_screen::FilesScreen;
use super::rows::RowCache;
use super::{Phase, State};
use crate::engine::protocol::{FileReport, FileState, NamedFile};
use crate::ui::format::number::counted;

/// The files that were opened since everything was forgotten last, in the order of opening; `None` for those that were
/// removed again. Whoever has the handles has them in the same order.
pub type Opened = Vec<Option<NamedFile>>;

impl FilesScreen {
    /// Takes note that a file was removed: it is not read again.
    pub(super) fn forget_opened(&mut self, report: &FileReport) {
        let is_it = |opened: &Option<NamedFile>| {
            opened.as_ref().is_some_and(|file| file.name == report.name && file.size == report.size)
        };
        if let Some(place) = self.opened.iter().position(is_it) {
            self.opened[place] = None;
        }
    }
}

impl State {
    /// The engine stopped, and what it knew is gone. A new one is there already.
    pub(super) fn engine_stopped(&mut self) -> Vec<Effect> {
        let reading =
            self.files.reports.iter().find(|file| file.state == FileState::Reading).filter(|_| self.files.loading.busy);
        let during = reading.map_or_else(String::new, |file| format!(" while it read {}", file.name));
        let was_loaded = !self.files.reports.is_empty() || self.files.loading.busy;
        let opened = std::mem::take(&mut self.files.opened);
        let (filters, words) = (self.list.filters.clone(), self.list.typed_words.clone());
        // The new engine has nothing to forget, and numbers its files anew.
        self.clear();
        (self.files.said_refused, self.files.said_no_room, self.files.asked_dates) = Default::default();
        (self.files.opened, self.list.filters) = (opened, filters);
        self.list.set_words(words);
        self.list.rows = RowCache::new(self.list.view(), self.list.columns.clone());
        let files = self.files.opened.iter().flatten().count() as u64;
        let offer =
            Offer { label: format!("Read {} again", counted(files, "file", "files")), action: Action::OpenAgain };
        self.alerts.retain(|alert| alert.offers.iter().all(|other| other.action != offer.action));
        let lost = match (was_loaded, files) {
            (false, _) => "Nothing was loaded",
            (true, 0) => "What was loaded is gone from its memory: drop the files again",
            (true, _) => "What was loaded is gone from its memory, and can be read again",
        };
        let text = format!(
            "The part of Signscope that reads files and answers questions stopped{during}, and was started anew. {lost}. If \
             it stops once more, this is more than the memory a browser gives a page has room for: filter in the portal \
             before you download, or drop fewer files"
        );
        self.complain_with(text, (files > 0).then_some(offer).into_iter().collect());
        Vec::new()
    }

    /// There is no engine, and none can be started.
    pub(super) fn engine_failed(&mut self, reason: &str) {
        self.clear();
        self.has_crashed = true;
        self.complain(reason);
    }

    /// Reads the files once more that were loaded when the engine stopped.
    pub(super) fn open_again(&mut self) -> Vec<Effect> {
        let places: Vec<usize> =
            (0..self.files.opened.len()).filter(|&place| self.files.opened[place].is_some()).collect();
        self.files.opened.retain(Option::is_some);
        let files: Vec<NamedFile> = self.files.opened.iter().flatten().cloned().collect();
        if files.is_empty() || self.phase() == Phase::Loading {
            return Vec::new();
        }
        self.files.expect_files(files.iter().map(|file| file.size).sum());
        vec![Effect::OpenAgain { files, places }]
    }
}
