//! All behaviour of the page, without Yew or browser: `State::update(Action) -> Vec<Effect>`.

pub mod action;
pub mod reread;
pub mod alert;
pub mod query_cache;
mod chart_selection;
pub mod charts;
pub mod chip;
pub mod client_apps;
pub mod time_zone;
pub mod columns;
pub mod completion;
pub mod copy_as;
mod crash;
pub mod detail;
pub mod editor;
pub mod export;
pub mod file_groups;
mod filter_chips;
mod filter_words;
pub mod filters;
pub mod remembered_mappings;
pub mod keys;
pub mod list_screen;
pub mod loading;
pub mod mapping;
pub mod operator;
pub mod policies;
pub mod policy_chips;
pub mod policy_words;
pub mod popup;
pub mod preferences;
pub mod reports;
pub mod rows;
pub mod saved;
pub mod search_box;
pub mod file_words;
pub mod files;
pub mod range_selection;
pub mod summary;
pub mod timeline;
pub mod update;
pub mod usage;
pub mod view;
pub mod views;
pub mod viewport;
pub mod week_hours;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use action::{Action, Effect};
pub use list_screen::ListScreen;
pub use loading::Phase;

use crate::engine::protocol::usage::{Calendar, EntityKind, Period};
use crate::engine::protocol::{FileId, Loading};
use crate::schema::{Column, SIGN_INS};
use crate::ui::format::time::Zone;
use alert::Alert;
use charts::ChartId;
use crash::Opened;
use export::ExportProgress;
use file_groups::FileGroups;
use files::Hash;
use policies::PoliciesScreen;
use popup::Popup;
use preferences::{Preferences, Theme};
use query_cache::QueryCache;
use range_selection::StepSelection;
use remembered_mappings::KnownHeader;
use reports::Reports;
use reread::{Reread, UserHints};
use saved::SavedView;
use usage::UsageScreen;

/// A screen of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The list of sign-ins under its numbers, timeline and filters.
    #[default]
    SignIns,
    /// Who signs in.
    Users,
    /// What they sign in to.
    Applications,
    /// What the policies decided.
    ConditionalAccess,
    /// The files.
    Files,
}

impl Screen {
    /// The screens in the order of their tabs.
    pub const ALL: [Screen; 5] =
        [Screen::SignIns, Screen::Users, Screen::Applications, Screen::ConditionalAccess, Screen::Files];

    /// The name of its tab.
    pub fn label(self) -> &'static str {
        match self {
            Screen::SignIns => "Sign-ins",
            Screen::Users => "Users",
            Screen::Applications => "Applications",
            Screen::ConditionalAccess => "Conditional Access",
            Screen::Files => "Data",
        }
    }
}

/// Everything the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The screen shown.
    pub screen: Screen,
    /// How far the files are read; what it told of them is in the reports.
    pub loading: Rc<Loading>,
    /// What became of the files.
    pub reports: Reports,
    /// The saved views, by name.
    pub views: Vec<SavedView>,
    /// The list of sign-ins.
    pub list: ListScreen,
    /// What the screens of usage and policies know.
    pub query_cache: QueryCache,
    /// The period those screens look at.
    pub period: Period,
    /// The calendar of the zone of display, over the time of the data.
    pub calendar: Calendar,
    /// The screen of users.
    pub users: UsageScreen,
    /// The screen of applications.
    pub applications: UsageScreen,
    /// The screen of Conditional Access.
    pub policies: PoliciesScreen,
    /// The files in groups, where they are many.
    pub file_groups: FileGroups,
    /// The SHA-256 of the files it was asked of.
    pub hashes: BTreeMap<FileId, Hash>,
    /// What somebody said of files, by their numbers.
    pub user_hints: BTreeMap<FileId, UserHints>,
    /// What the columns of tables hold, as somebody said.
    pub headers: Vec<KnownHeader>,
    /// The chart on which steps are selected, and which.
    pub chart_selection: Option<(ChartId, StepSelection)>,
    /// What is open over the page.
    pub popup: Option<Popup>,
    /// An export under way.
    pub export: Option<ExportProgress>,
    /// Messages over the page.
    pub alerts: Vec<Alert>,
    /// Light or dark.
    pub theme: Theme,
    /// The zone of display.
    pub zone: Zone,
    /// The name of the browser's zone.
    pub local_zone: String,
    /// The hour of the week the keys are at, if they have been moved.
    week_hour: Option<usize>,
    /// Whether files are held over the window.
    pub is_dragging_files: bool,
    /// Whether the engine is gone, and none can be started.
    pub has_crashed: bool,
    /// The files that can be read again.
    opened: Opened,
    /// The time for which the clocks of the zone have been read; none in UTC.
    clocks: Option<(i64, i64)>,
    /// Records of the files before the last drop.
    records_before: u64,
    /// Files that were told of since everything was read last: some may have been refused, or have a question.
    unsaid: BTreeSet<FileId>,
    /// Files of which was said that they were refused.
    said_refused: BTreeSet<FileId>,
    /// Files of which it was said that there was no room for them.
    said_no_room: BTreeSet<FileId>,
    /// Files that are to be read once more, by their places.
    rereads: BTreeMap<FileId, Reread>,
    /// Files whose columns were told before, of which nobody knows yet.
    read_as_before: Vec<FileId>,
    /// Files about whose dates somebody was asked.
    asked_dates: BTreeSet<FileId>,
    next_alert: u32,
    /// The number of the last export.
    last_export: u32,
}

impl State {
    /// The page before anything happened.
    pub fn new(preferences: Preferences) -> State {
        State {
            screen: Screen::default(),
            loading: Rc::default(),
            reports: Reports::default(),
            views: preferences.views,
            list: ListScreen::new(preferences.columns, preferences.widths),
            query_cache: QueryCache::default(),
            period: Period::default(),
            calendar: Calendar::default(),
            users: UsageScreen::new(EntityKind::User),
            applications: UsageScreen::new(EntityKind::Application),
            policies: PoliciesScreen::default(),
            file_groups: FileGroups::default(),
            hashes: BTreeMap::new(),
            user_hints: BTreeMap::new(),
            headers: preferences.headers,
            chart_selection: None,
            popup: None,
            export: None,
            alerts: Vec::new(),
            theme: preferences.theme,
            zone: preferences.zone,
            local_zone: "local time".to_owned(),
            week_hour: None,
            is_dragging_files: false,
            has_crashed: false,
            opened: Vec::new(),
            clocks: None,
            records_before: 0,
            unsaid: BTreeSet::new(),
            said_refused: BTreeSet::new(),
            said_no_room: BTreeSet::new(),
            rereads: BTreeMap::new(),
            read_as_before: Vec::new(),
            asked_dates: BTreeSet::new(),
            next_alert: 0,
            last_export: 0,
        }
    }

    /// What the page remembers between visits.
    pub fn preferences(&self) -> Preferences {
        let columns = if self.list.has_day_columns { Column::defaults(&SIGN_INS) } else { self.list.columns.clone() };
        let widths = self.list.widths.clone();
        let (views, headers) = (self.views.clone(), self.headers.clone());
        Preferences { theme: self.theme, zone: self.zone, columns, widths, views, headers }
    }
}
