//! All behaviour of the page, without Yew or browser: `State::update(Action) -> Vec<Effect>`.

pub mod action;
pub mod alert;
pub mod analyses;
mod chart_selection;
pub mod charts;
pub mod chip;
pub mod client_apps;
pub mod columns;
pub mod completion;
pub mod copy_as;
mod crash;
pub mod detail;
pub mod display;
pub mod editor;
pub mod export;
pub mod file_groups;
pub mod file_words;
pub mod files;
pub mod files_screen;
mod filter_chips;
mod filter_words;
pub mod filters;
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
pub mod query_cache;
pub mod range_selection;
pub mod remembered_mappings;
pub mod reports;
pub mod reread;
pub mod rows;
pub mod saved;
pub mod search_box;
pub mod summary;
pub mod time_zone;
pub mod timeline;
pub mod update;
pub mod usage;
pub mod view;
pub mod viewport;
pub mod views;
pub mod week_hours;

pub use action::{Action, Effect};
pub use analyses::Analyses;
pub use display::Display;
pub use files_screen::FilesScreen;
pub use list_screen::ListScreen;
pub use loading::Phase;

use crate::schema::{Column, SIGN_INS};
use alert::Alert;
use export::ExportProgress;
use popup::Popup;
use preferences::Preferences;
use saved::SavedView;

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
    /// Everything about the files: what became of each, what somebody said of it, and what is to be read once more.
    pub files: FilesScreen,
    /// The saved views, by name.
    pub views: Vec<SavedView>,
    /// The list of sign-ins.
    pub list: ListScreen,
    /// The screens of users, applications and Conditional Access: what they look at, and what they know.
    pub analyses: Analyses,
    /// How the page is shown: the theme, and the zone of its times.
    pub display: Display,
    /// What is open over the page.
    pub popup: Option<Popup>,
    /// An export under way.
    pub export: Option<ExportProgress>,
    /// Messages over the page.
    pub alerts: Vec<Alert>,
    /// Whether files are held over the window.
    pub is_dragging_files: bool,
    /// Whether the engine is gone, and none can be started.
    pub has_crashed: bool,
    next_alert: u32,
    /// The number of the last export.
    last_export: u32,
}

impl State {
    /// The page before anything happened.
    pub fn new(preferences: Preferences) -> State {
        State {
            screen: Screen::default(),
            views: preferences.views,
            files: FilesScreen::new(preferences.headers),
            analyses: Analyses::default(),
            display: Display::new(preferences.theme, preferences.zone),
            list: ListScreen::new(preferences.columns, preferences.widths),
            popup: None,
            export: None,
            alerts: Vec::new(),
            is_dragging_files: false,
            has_crashed: false,
            next_alert: 0,
            last_export: 0,
        }
    }

    /// What the page remembers between visits.
    pub fn preferences(&self) -> Preferences {
        let columns = if self.list.has_day_columns { Column::defaults(&SIGN_INS) } else { self.list.columns.clone() };
        let widths = self.list.widths.clone();
        let (views, headers) = (self.views.clone(), self.files.headers.clone());
        Preferences { theme: self.display.theme, zone: self.display.zone, columns, widths, views, headers }
    }
}
