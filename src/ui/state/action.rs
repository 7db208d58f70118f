//! Everything that can happen to the page, and everything it can want done.

use std::ops::Range;

use super::Screen;
use super::charts::{ChartFile, ChartId};
use super::chip::{Chip, ChipSubject, Condition};
use super::copy_as::CopyAction;
use super::editor::EditorAction;
use super::files::FilesAction;
use super::filters::Side;
use super::mapping::MappingAction;
use super::policies::PoliciesAction;
use super::popup::{PopupKind, PopupPlace};
use super::preferences::{Preferences, Theme};
use super::range_selection::StepAction;
use super::search_box::BoxAction;
use super::usage::UsageAction;
use super::views::ViewsAction;
use super::week_hours::HourAction;
use crate::engine::protocol::usage::{Calendar, Offset, Period, Unit};
use crate::engine::protocol::{FileId, NamedFile, Reply, Request, RowId};
use crate::schema::{Column, Tab};
use crate::ui::format::time::{Zone, offsets};

/// A move of the cursor in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// As many rows up as are visible.
    PageUp,
    /// As many rows down as are visible.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// A change of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnsAction {
    /// Shows a column, after the last, or hides it.
    Toggle(Column),
    /// Moves a column towards the first.
    Earlier(Column),
    /// Moves a column towards the last.
    Later(Column),
    /// The pointer takes a column up.
    Grab(Column),
    /// The pointer carries it over this place.
    Carry(usize),
    /// The pointer puts it down there.
    Drop,
    /// The pointer was taken away.
    Abort,
    /// A column is so many pixels wide while its edge is dragged.
    Drag(Column, u32),
    /// A column is so many pixels wide from now on.
    Widen(Column, u32),
    /// A column has the width of its own again.
    Unwiden(Column),
    /// The portal's columns again, with their own widths.
    Reset,
}

/// What to export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportChoice {
    /// CSV with the columns of the list.
    ShownColumns,
    /// CSV with every column.
    AllColumns,
    /// The original records.
    Original,
}

/// What can happen on the list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListAction {
    /// The text of the search box changed.
    TypeWords(String),
    /// This text has been in the search box for a moment.
    WordsSettled(String),
    /// Enter in the search box.
    ApplyWords,
    /// Something else happened in the search box.
    Search(BoxAction),
    /// A filter is to be added or edited, in an editor at this place.
    EditFilter(ChipSubject, PopupPlace),
    /// A chip is to be edited.
    EditChip(usize),
    /// A chip is to go.
    RemoveChip(usize),
    /// All filters are to go.
    ClearFilters,
    /// Something happened in the open editor.
    Editor(EditorAction),
    /// The date filter is set or taken away.
    SetDates(Option<Condition>),
    /// The date filter is set beside an instant, UTC milliseconds.
    SetTime(i64, Side),
    /// A value is added to the filter, or excluded.
    AddValue {
        /// What it is a value of.
        subject: ChipSubject,
        /// The value; `None` for "empty".
        value: Option<String>,
        /// Whether records with it are excluded.
        exclude: bool,
    },
    /// A column header was pressed; `add` keeps the order there is and sorts within it.
    Sort {
        /// The column.
        by: Column,
        /// Whether it becomes a further key.
        add: bool,
    },
    /// The columns change.
    Columns(ColumnsAction),
    /// The list was scrolled.
    Scrolled(f64),
    /// The list has been at this place for a moment.
    ScrollSettled(f64),
    /// The list has another height.
    Resized(f64),
    /// The cursor moves to another row.
    Move(Step),
    /// The cursor moves to another column.
    MoveColumn(i32),
    /// A row is opened.
    OpenRow {
        /// Its place in the view.
        index: u32,
        /// Whether the details get the focus.
        focus: bool,
    },
    /// The menu of the cell at the cursor is wanted.
    OpenMenuAtCursor,
    /// The menu of a cell is wanted.
    OpenCellMenu {
        /// The place of its row in the view.
        index: u32,
        /// Its column.
        column: usize,
        /// Where.
        anchor: PopupPlace,
    },
    /// The details are closed.
    CloseDetail,
    /// Another tab of the details.
    ShowTab(Tab),
    /// Something happened on the timeline.
    Timeline(StepAction),
    /// The steps of the timeline; `None` for what suits the span.
    SetStep(Option<Unit>),
    /// The timeline shows again what it did before the last steps were chosen on it.
    ZoomBack,
    /// Only the part of the timeline that holds nearly all sign-ins is wanted.
    ShowDense,
    /// The details of a record are wanted, wherever it is in the list.
    OpenRecord(RowId),
    /// A chip is added to the filter; the screen stays.
    AddChip(Chip),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Files were dropped or chosen.
    OpenFiles(Vec<NamedFile>),
    /// The sample tenant is wanted.
    OpenSample,
    /// The button that chooses files was pressed.
    ChooseFiles,
    /// Let the user choose a folder.
    ChooseFolder,
    /// A folder was dropped that the browser does not open: its name.
    FolderFailed(String),
    /// A folder was dropped that has no files.
    FolderEmpty,
    /// Reading is to stop.
    CancelLoading,
    /// The answer to whether unpacking a file that becomes very large is to go on.
    GoOn {
        /// The container.
        file: FileId,
        /// Whether it is.
        go_on: bool,
    },
    /// Everything loaded is to be forgotten.
    Clear,
    /// Files are held over the window, or not any more.
    DragFiles(bool),
    /// The engine answered.
    Reply(Reply),
    /// There is no engine, and none can be started: why, and what to do.
    EngineFailed(String),
    /// The engine stopped, and another one was started.
    EngineStopped,
    /// The files that were loaded when the engine stopped are to be read again.
    OpenAgain,
    /// Another screen was chosen.
    Show(Screen),
    /// Something on the list.
    List(ListAction),
    /// The search box is to have the focus.
    FocusFilter,
    /// A text is to be copied.
    Copy(String),
    /// The copying succeeded or failed.
    Copied(bool),
    /// The browser did not save the file of this name.
    SaveFailed(String),
    /// Something happened to the saved views.
    Views(ViewsAction),
    /// Something opens over the page.
    Open(PopupKind, PopupPlace),
    /// The text of the search box of a popup changed.
    PopupSearch(String),
    /// What is open over the page closes.
    ClosePopup,
    /// An export is wanted.
    Export(ExportChoice),
    /// The export is to stop.
    CancelExport,
    /// Something happened in the dialog that gives the filter as a query.
    CopyAs(CopyAction),
    /// An alert was read.
    DismissAlert(u32),
    /// One of the things an alert offers is to be done.
    TakeOffer {
        /// The alert.
        alert: u32,
        /// The place of what it offers.
        at: usize,
    },
    /// Something happened with the dialog for the columns of a table.
    Mapping(MappingAction),
    /// The next theme.
    NextTheme,
    /// The other zone.
    SwitchZone,
    /// Times are to be shown in this zone.
    SetZone(Zone),
    /// Something happened on a chart.
    Chart(ChartId, StepAction),
    /// These steps of a chart are to be listed.
    PickSteps(ChartId, Range<usize>),
    /// A chart is to be saved.
    SaveChart(ChartId, ChartFile),
    /// The period of the screens of usage and policies.
    SetPeriod(Period),
    /// The clocks of the zone of display have these offsets over the time of the data.
    Calendar(Calendar),
    /// Something happened on the screen of users or of applications.
    Usage(UsageAction),
    /// Something happened on the screen of Conditional Access.
    Policies(PoliciesAction),
    /// Something happened on the screen of the files.
    Files(FilesAction),
    /// Something happened on the hours of the week.
    WeekHour(HourAction),
    /// The sign-ins these chips keep are to be listed, among those of the screen shown.
    ShowList(Vec<Chip>),
}

/// An element that can be given the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The search box.
    Filter,
    /// The list.
    List,
    /// The heading of the details.
    Detail,
    /// The tab of the details that is shown.
    DetailTab,
    /// The hour of the week the keys are at.
    WeekHour,
    /// The heading of the screen, when another part of it is shown.
    Heading,
    /// The heading of a file's card.
    File(FileId),
    /// The list of the files of a group.
    Files,
    /// The name of the view to save.
    ViewName,
    /// The new name of a view.
    NewViewName,
}

/// Something the page wants done outside its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the engine. With [`Request::Open`] go the files that were dropped last.
    Ask(Request),
    /// Ask the engine to read files that were dropped before.
    OpenAgain {
        /// What the page knows of them.
        files: Vec<NamedFile>,
        /// The places of their handles among all of those that were dropped; the others are not needed any more.
        places: Vec<usize>,
    },
    /// Show the browser's dialog for choosing files.
    ChooseFiles,
    /// Let the user choose a folder.
    ChooseFolder,
    /// Save the buffers that came with the last reply as a file.
    Save {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
    },
    /// Save a text as a file.
    SaveText {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: String,
        /// What it holds.
        text: String,
    },
    /// Find out the offsets of a zone's clocks over a span of time, UTC milliseconds.
    ReadClocks {
        /// The zone.
        zone: Zone,
        /// The first instant.
        from: i64,
        /// The last one.
        to: i64,
    },
    /// Put a text on the clipboard.
    Copy(String),
    /// Give an element the focus.
    Focus(Target),
    /// Put a text into the search box, which gets the focus.
    WriteFilter {
        /// The text.
        text: String,
        /// Where the caret stands, in UTF-16 units.
        caret: usize,
    },
    /// Show a screen from its top, its tab in sight.
    StartScreen,
    /// Put the scroll bar of the list at a place.
    ScrollList(f64),
    /// The same of the list of the files of a group.
    ScrollFiles(f64),
    /// Store the preferences.
    Store(Preferences),
    /// Show a theme.
    ShowTheme(Theme),
    /// Do something in a while.
    Later {
        /// Milliseconds from now.
        millis: i32,
        /// What to do.
        action: Box<Action>,
    },
}

impl Action {
    /// The answer to [`Effect::ReadClocks`], where `offset_at` tells how many minutes east of UTC the clocks are at an
    /// instant.
    pub fn clocks(from: i64, to: i64, offset_at: impl Fn(i64) -> i32) -> Action {
        let offsets = offsets(from, to, offset_at).into_iter().map(|(from, minutes)| Offset { from, minutes });
        Action::Calendar(offsets.collect::<Vec<_>>().into())
    }
}
