//! What can open over the page, one at a time, and where.

use super::chip::ChipSubject;
use super::copy_as::CopyAs;
use super::editor::Editor;
use super::mapping::MappingDialog;
use super::views::ViewsDialog;

/// Where a popup appears.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PopupPlace {
    /// In the middle of the window.
    #[default]
    Centre,
    /// Under the element with this identifier.
    Under(String),
    /// At a point of the window, in CSS pixels.
    At(f64, f64),
}

/// What a value of a menu is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuForm {
    /// A single value.
    #[default]
    Single,
    /// A time, UTC milliseconds.
    Time(i64),
    /// A list in short, which stands for no value in particular.
    Short,
}

/// A value with a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuValue {
    /// What the value is about; `None` if nothing can be filtered by it.
    pub subject: Option<ChipSubject>,
    /// The value; `None` for "empty".
    pub value: Option<String>,
    /// What it is.
    pub form: MenuForm,
}

/// The popups without a state of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PopupKind {
    /// Which filter to add.
    AddFilter,
    /// The columns of the list.
    Columns,
    /// The saved views.
    Views,
    /// The forms of export.
    Export,
    /// The zone of display.
    Zone,
    /// The applications on the chart.
    Focus,
    /// Keys and screens.
    Help,
    /// The timeline as a table.
    Timeline,
    /// The portal's downloads.
    Downloads,
    /// How to check that nothing leaves.
    Proof,
    /// The menu of a value.
    Value(MenuValue),
}

/// What a popup shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A popup whose only state is the text of its search box.
    Plain(PopupKind, String),
    /// The editor of the date filter.
    Dates,
    /// The editor of another filter.
    Editor(Editor),
    /// The saved views.
    Views(ViewsDialog),
    /// The filter as a query.
    CopyAs(CopyAs),
    /// What the columns of a table hold.
    Mapping(MappingDialog),
}

impl Content {
    /// What a popup shows when it opens.
    pub fn of(kind: PopupKind) -> Content {
        match kind {
            PopupKind::Views => Content::Views(ViewsDialog::default()),
            kind => Content::Plain(kind, String::new()),
        }
    }
}

/// What is open over the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Popup {
    /// Where it appears.
    pub anchor: PopupPlace,
    /// What it shows.
    pub content: Content,
}
