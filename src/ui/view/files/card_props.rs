//! What the card of a file is drawn from.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::usage::Calendar;
use crate::engine::protocol::{Answer, FilePage, FileReport};
use crate::ui::chart::Chart;
use crate::ui::format::time::Zone;
use crate::ui::state::Action;
use crate::ui::state::files::Hash;
use crate::ui::state::range_selection::StepSelection;
use crate::ui::state::reread::UserHints;

/// Props of [`FileCard`](super::card::FileCard).
#[derive(PartialEq, Properties)]
pub struct FileCardProps {
    /// What became of it.
    pub file: Rc<FileReport>,
    /// What it covers, once that is known.
    pub page: Option<Rc<Answer>>,
    /// Its records over time.
    pub strip: Option<Rc<Chart>>,
    /// The steps selected on it.
    pub selection: StepSelection,
    /// Its SHA-256, once that was asked for.
    pub hash: Option<Hash>,
    /// What somebody said of it.
    pub user_hints: UserHints,
    /// The calendar of the zone of display.
    pub calendar: Calendar,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

impl FileCardProps {
    /// What it covers.
    pub(super) fn page(&self) -> Option<&FilePage> {
        match self.page.as_deref()? {
            Answer::File(page) => Some(page),
            _ => None,
        }
    }
}
