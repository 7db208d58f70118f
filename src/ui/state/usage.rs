//! The screens of users and of applications: period, chart, table, and the page of one of them.

use super::State;
use super::action::{Effect, Target};
use super::analyses::Analyses;
use super::chip::{Chip, Condition};
use super::popup::{Content, Popup, PopupKind};
use super::query_cache::Panel;
use super::{Screen, chip};
use crate::engine::protocol::usage::{
    EntityKey, EntityKind, OverTimeQuestion, ProfileQuestion, Scope, Split, TableQuestion, Unit, UsageColumn,
};
use crate::engine::protocol::{Answer, Filter, Question};
use crate::schema::{Field, List, Part};

/// Rows of a table at first, and more at each wish.
const ROWS: u32 = 50;
const MORE_ROWS: u32 = 200;

/// Applications on the chart, if none are chosen.
const TOP: u32 = 3;

/// Values of each kind on the page of a user or an application.
pub const MARKS: u32 = 8;

/// A user, an application, a policy or the like, with the name to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// What to hand back to speak of it.
    pub key: EntityKey,
    /// Its name.
    pub name: String,
}

/// How a table is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct TableView {
    /// Only rows that contain this.
    pub containing: String,
    /// What it is sorted by.
    pub order: UsageColumn,
    /// Largest, latest or last first.
    pub descending: bool,
    /// Rows shown.
    pub count: u32,
}

impl Default for TableView {
    fn default() -> TableView {
        TableView { containing: String::new(), order: UsageColumn::SignIns, descending: true, count: ROWS }
    }
}

/// What happens to a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAction {
    /// A header was pressed.
    Sort(UsageColumn),
    /// The text of its search box changed.
    Search(String),
    /// More rows are wanted.
    More,
    /// It is to be saved as CSV.
    Save,
}

impl TableView {
    /// Changes how the table is looked at.
    pub fn change(&mut self, action: TableAction) {
        match action {
            TableAction::Sort(column) if column == self.order => self.descending = !self.descending,
            TableAction::Sort(column) => {
                self.order = column;
                self.descending = column != UsageColumn::Name;
            }
            TableAction::Search(text) => {
                self.containing = text;
                self.count = ROWS;
            }
            TableAction::More => self.count += MORE_ROWS,
            TableAction::Save => {}
        }
    }

    /// The question for its rows.
    pub fn question(&self, scope: Scope, subject: EntityKind) -> Question {
        let TableView { containing, order, descending, count } = self.clone();
        Question::Table(TableQuestion { scope, subject, containing, order, descending, first: 0, count })
    }
}

/// The screen of users, or of applications.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageScreen {
    /// What it is about.
    pub subject: EntityKind,
    /// The table.
    pub table: TableView,
    /// The ones on the chart; none for those with the most sign-ins.
    pub focus: Vec<Named>,
    /// The one whose page is shown.
    pub opened: Option<Named>,
}

impl UsageScreen {
    /// The screen as it is at first.
    pub fn new(subject: EntityKind) -> UsageScreen {
        UsageScreen { subject, table: TableView::default(), focus: Vec::new(), opened: None }
    }
}

/// What happens on the screen of users, or of applications.
#[derive(Clone, Debug, PartialEq)]
pub enum UsageAction {
    /// Something happened to the table.
    Table(TableAction),
    /// This one is to be on the chart, or not any more.
    Focus(Named),
    /// Those with the most sign-ins are to be on the chart.
    FocusOnTop,
    /// The page of one is to be shown.
    Open(Named),
    /// The page is to be left.
    Back,
}

impl Analyses {
    /// Those on the chart of a screen: the ones chosen, or the ones with the most sign-ins. On that of users are all.
    fn on_chart(&self, screen: &UsageScreen) -> Vec<Named> {
        match self.query_cache.shown(Panel::ApplicationsOverTime).map(|answer| &**answer) {
            _ if !screen.focus.is_empty() => screen.focus.clone(),
            Some(Answer::OverTime(found)) => {
                found.series.iter().map(|series| Named { key: series.key.clone(), name: series.name.clone() }).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl State {
    /// The records the screens of usage and policies look at.
    pub fn scope(&self) -> Scope {
        Scope { filter: self.list.filters.filter(), period: self.analyses.period }
    }

    /// The same for those of one user, application or the like.
    pub(super) fn scope_of(&self, subject: EntityKind, key: &EntityKey) -> Scope {
        let filter = Filter::All(vec![self.list.filters.filter(), subject.filter(key)]);
        Scope { filter, period: self.analyses.period }
    }

    /// The screen of users or applications that is shown.
    pub fn usage_screen(&self) -> Option<&UsageScreen> {
        match self.screen {
            Screen::Users => Some(&self.analyses.users),
            Screen::Applications => Some(&self.analyses.applications),
            _ => None,
        }
    }

    fn usage_screen_mut(&mut self) -> Option<&mut UsageScreen> {
        match self.screen {
            Screen::Users => Some(&mut self.analyses.users),
            Screen::Applications => Some(&mut self.analyses.applications),
            _ => None,
        }
    }

    /// What the screens of users and applications want to know.
    pub(super) fn wanted_of_usage(&self, screen: &UsageScreen) -> Vec<(Panel, Question)> {
        let is_users = screen.subject == EntityKind::User;
        let scope = self.scope();
        if let Some(opened) = &screen.opened {
            let slot = if is_users { Panel::UserProfile } else { Panel::ApplicationProfile };
            let scope = self.scope_of(screen.subject, &opened.key);
            return vec![
                (slot, self.profile(scope)),
                (Panel::Places, Question::Places(self.scope_of(screen.subject, &opened.key))),
            ];
        }
        let split = match (is_users, screen.focus.as_slice()) {
            (true, _) => Split::None,
            (false, []) => Split::Top { subject: screen.subject, count: TOP },
            (false, focus) => {
                Split::Focus { subject: screen.subject, keys: focus.iter().map(|named| named.key.clone()).collect() }
            }
        };
        let over_time = |unit: Unit, split: Split| {
            let calendar = self.display.calendar.clone();
            Question::OverTime(OverTimeQuestion { scope: scope.clone(), calendar, unit: Some(unit), split })
        };
        let table = screen.table.question(scope.clone(), screen.subject);
        let first_by = |order: UsageColumn| {
            TableView { order, count: 1, ..TableView::default() }.question(scope.clone(), screen.subject)
        };
        match is_users {
            true => vec![
                (Panel::UsersOverTime, over_time(Unit::Day, Split::None)),
                (Panel::UsersPerWeek, over_time(Unit::Week, Split::None)),
                (Panel::UsersTable, table),
                (Panel::Places, Question::Places(scope.clone())),
            ],
            false => [
                (Panel::ApplicationsOverTime, over_time(Unit::Day, split)),
                (Panel::ApplicationsTable, table),
                (Panel::TopApplication, first_by(UsageColumn::SignIns)),
                (Panel::FailingApplication, first_by(UsageColumn::Failure)),
                (Panel::NewestApplication, Question::Newest(screen.subject)),
            ]
            .into_iter()
            .chain(self.focus_choices(&scope).map(|question| (Panel::FocusChoices, question)))
            .collect(),
        }
    }

    /// The applications that are offered for the chart, while they are: those with the most sign-ins that contain the
    /// text.
    fn focus_choices(&self, scope: &Scope) -> Option<Question> {
        let Some(Popup { content: Content::Plain(PopupKind::Focus, search), .. }) = &self.popup else { return None };
        let view = TableView { containing: search.trim().to_owned(), ..TableView::default() };
        Some(view.question(scope.clone(), EntityKind::Application))
    }

    fn profile(&self, scope: Scope) -> Question {
        Question::Profile(ProfileQuestion { scope, calendar: self.display.calendar.clone(), unit: None, limit: MARKS })
    }

    pub(super) fn change_usage(&mut self, action: UsageAction) -> Vec<Effect> {
        let scope = self.scope();
        let Some(screen) = self.usage_screen_mut() else { return Vec::new() };
        match action {
            UsageAction::Table(TableAction::Save) => {
                let question = screen.table.question(scope, screen.subject);
                return self.export_table(question);
            }
            UsageAction::Table(action) => screen.table.change(action),
            UsageAction::Focus(named) => match screen.focus.iter().position(|other| other.key == named.key) {
                Some(at) => drop(screen.focus.remove(at)),
                None => screen.focus.push(named),
            },
            UsageAction::FocusOnTop => screen.focus.clear(),
            UsageAction::Open(named) => return self.open_page(Some(named)),
            UsageAction::Back => return self.open_page(None),
        }
        self.analyses.chart_selection = None;
        Vec::new()
    }

    /// Shows the page of one, or the screen of all again.
    fn open_page(&mut self, named: Option<Named>) -> Vec<Effect> {
        if let Some(screen) = self.usage_screen_mut() {
            screen.opened = named;
        }
        self.analyses.chart_selection = None;
        self.analyses.week_hour = None;
        vec![Effect::Focus(Target::Heading)]
    }

    /// The chips for what a screen shows apart: the one whose page it is, or those on its chart.
    pub(super) fn chips_of_screen(&self) -> Vec<Chip> {
        let Some(screen) = self.usage_screen() else { return self.analyses.chips_of_policies() };
        if let Some(named) = &screen.opened {
            return vec![chip_of(screen.subject, named)];
        }
        let shown = self.analyses.on_chart(screen);
        if shown.is_empty() {
            return Vec::new();
        }
        let names: Vec<_> = shown.iter().map(|named| &*named.name).collect();
        let filter = Filter::Any(shown.iter().map(|named| screen.subject.filter(&named.key)).collect());
        let condition = Condition::Named { name: names.join(", "), filter };
        vec![Chip { subject: chip_subject(screen.subject), negated: false, condition }]
    }
}

/// The chip that keeps the sign-ins of one user, application, place or the like.
pub fn chip_of(subject: EntityKind, named: &Named) -> Chip {
    let condition = Condition::Named { name: named.name.clone(), filter: subject.filter(&named.key) };
    Chip { subject: chip_subject(subject), negated: false, condition }
}

/// What a chip on a subject is about: the field its editor offers values of.
fn chip_subject(subject: EntityKind) -> chip::ChipSubject {
    let field = match subject {
        EntityKind::User => Field::Username,
        EntityKind::Application => Field::Application,
        EntityKind::Resource => Field::Resource,
        EntityKind::Device => Field::DeviceName,
        EntityKind::Country => Field::Country,
        EntityKind::City => Field::Location,
        EntityKind::Address => Field::IpAddress,
        EntityKind::OperatingSystem => Field::OperatingSystem,
        EntityKind::Browser => Field::Browser,
        EntityKind::ClientApp => Field::ClientApp,
        EntityKind::ErrorCode => Field::ErrorCode,
        EntityKind::Method => return chip::ChipSubject::Part(List::Steps, Part::StepMethod),
    };
    chip::ChipSubject::Field(field)
}

/// The portal's words for a subject, one of it and many.
pub fn subject_words(subject: EntityKind) -> (&'static str, &'static str) {
    match subject {
        EntityKind::User => ("User", "Users"),
        EntityKind::Application => ("Application", "Applications"),
        EntityKind::Resource => ("Resource", "Resources"),
        EntityKind::Device => ("Device", "Devices"),
        EntityKind::Country => ("Country or region", "Countries and regions"),
        EntityKind::City => ("City", "Cities"),
        EntityKind::Address => ("IP address", "IP addresses"),
        EntityKind::OperatingSystem => ("Operating system", "Operating systems"),
        EntityKind::Browser => ("Browser", "Browsers"),
        EntityKind::ClientApp => ("Client app", "Client apps"),
        EntityKind::ErrorCode => ("Failure", "Failures"),
        EntityKind::Method => ("Authentication method", "Authentication methods"),
    }
}
