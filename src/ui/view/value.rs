//! How single values look: a cell, a status with its icon, the button of a value's menu.

use yew::prelude::*;

use crate::engine::protocol::Cell;
use crate::schema::{Field, Status};
use crate::ui::browser;
use crate::ui::format::time::{self, Zone};
use crate::ui::state::Action;
use crate::ui::state::popup::{MenuValue, PopupKind, PopupPlace};

/// The icon and the class of a result: the icon and the word say it, the colour repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// It failed.
    Bad,
    /// It waits for something, or only reports.
    Waiting,
    /// Nothing to judge.
    Plain,
}

impl Tone {
    /// The tone of a sign-in's status.
    pub fn of_status(status: Option<Status>) -> Tone {
        match status {
            Some(Status::Success) => Tone::Good,
            Some(Status::Failure) => Tone::Bad,
            Some(Status::Interrupted) => Tone::Waiting,
            None => Tone::Plain,
        }
    }

    /// The tone of a value in the list.
    fn of_value(field: Option<Field>, text: &str) -> Option<Tone> {
        match field? {
            Field::Status => Some(Tone::of_status(Status::from_label(text))),
            Field::RiskState => match text {
                "At risk" | "Confirmed compromised" => Some(Tone::Bad),
                _ => None,
            },
            Field::RiskDuringSignIn | Field::RiskAggregated => match text {
                "High" => Some(Tone::Bad),
                "Medium" => Some(Tone::Waiting),
                _ => None,
            },
            Field::ConditionalAccess if text == "Failure" => Some(Tone::Bad),
            _ => None,
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Tone::Good => "✓",
            Tone::Bad => "✕",
            Tone::Waiting => "◐",
            Tone::Plain => "–",
        }
    }

    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Waiting => "waiting",
            Tone::Plain => "plain",
        }
    }
}

/// A word with its icon.
pub fn toned(tone: Tone, text: &str) -> Html {
    html! {
        <span class={classes!("toned", tone.class())}>
            <span aria-hidden="true">{tone.icon()}</span>{" "}{text.to_owned()}
        </span>
    }
}

/// The text of a cell, whole and as the file has it.
pub fn cell_text(cell: &Cell, zone: Zone) -> String {
    match cell {
        Cell::Absent => "not in this file".to_owned(),
        Cell::Empty => "empty".to_owned(),
        Cell::Time(millis) => time::date_time(*millis as i64, browser::offset_at(zone, *millis as i64)),
        Cell::LocalTime(millis) => format!("{} local", time::date_time(*millis as i64, 0)),
        Cell::Text(text) | Cell::Fallback { text, .. } => text.clone(),
    }
}

/// The tooltip of a cell: its text, and where it is one of another field or zone, that it is.
pub fn cell_title(column: Option<Field>, cell: &Cell, text: &AttrValue) -> AttrValue {
    match (column, cell) {
        (Some(column), Cell::Fallback { field, .. }) => {
            format!("{}: {text}. It stands in for “{}”, which this record does not have", field.label(), column.label())
                .into()
        }
        (_, Cell::LocalTime(_)) => {
            format!("{text}: local to whoever exported the file, which does not name the zone").into()
        }
        _ => text.clone(),
    }
}

/// A cell: what is absent or empty is said, never left blank.
///
/// `field` is what it is a value of, if it is a single value. `text` is its [`cell_text`] as it is drawn, which is
/// worth making once for all places that show it.
pub fn cell(field: Option<Field>, cell: &Cell, text: AttrValue) -> Html {
    match cell {
        Cell::Absent => html! { <span class="absent">{"not in this file"}</span> },
        Cell::Empty => {
            html! { <><span class="absent" aria-hidden="true">{"–"}</span><span class="unseen">{"empty"}</span></> }
        }
        Cell::Fallback { field, .. } => {
            html! { <>{text}<span class="unseen">{format!(" ({})", field.label().to_lowercase())}</span></> }
        }
        Cell::Text(_) | Cell::Time(_) | Cell::LocalTime(_) => match Tone::of_value(field, &text) {
            Some(tone) => toned(tone, &text),
            None => html! { {text} },
        },
    }
}

/// Props of [`MenuButton`].
#[derive(PartialEq, Properties)]
pub struct MenuButtonProps {
    /// The identifier of the button.
    pub id: AttrValue,
    /// What the value is called.
    pub label: AttrValue,
    /// The value.
    pub value: MenuValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The button that opens the menu of a value.
#[component]
pub fn MenuButton(props: &MenuButtonProps) -> Html {
    let onclick = {
        let (id, value, dispatch) = (props.id.to_string(), props.value.clone(), props.dispatch.clone());
        move |_| dispatch.emit(Action::Open(PopupKind::Value(value.clone()), PopupPlace::Under(id.clone())))
    };
    let label = format!("Menu of {}", props.label);
    html! {
        <button id={props.id.clone()} class="more" type="button" aria-haspopup="menu" aria-label={label} {onclick}>
            <span aria-hidden="true">{"⋯"}</span>
        </button>
    }
}
