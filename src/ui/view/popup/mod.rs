//! What can open over the page, each in a native dialog.

mod add_filter;
mod columns;
mod copy_as;
mod dialog;
pub mod downloads;
mod export;
mod search_box;
mod series_picker;
mod mapping;
mod offline_proof;
mod timeline_table;
mod value_menu;
mod views;
mod zone;

use yew::prelude::*;

use crate::ui::state::popup::{Content, Popup, PopupKind};
use crate::ui::state::{Action, State};
use crate::ui::view::filter::dates::Dates;
use crate::ui::view::filter::editor::editor;
use crate::ui::view::help::help;
use dialog::Dialog;

/// What is open over the page.
pub fn popup(state: &State, popup: &Popup, dispatch: &Callback<Action>) -> Html {
    let (label, class, content) = match &popup.content {
        Content::Dates => ("Filter by date".to_owned(), "narrow", dates(state, dispatch)),
        Content::Editor(open) => (format!("Filter by {}", open.subject.label()), "narrow", editor(open, dispatch)),
        Content::Views(open) => ("Views".to_owned(), "narrow", views::views(state, open, dispatch)),
        Content::CopyAs(copy) => {
            ("Copy as".to_owned(), "wide", copy_as::copy_as(copy, &state.list.copied(copy), dispatch))
        }
        Content::Mapping(open) => ("Columns of the table".to_owned(), "wide", mapping::mapping(open, dispatch)),
        Content::Plain(kind, search) => plain(state, kind, search, dispatch),
    };
    html! {
        <Dialog key={label.clone()} label={label.clone()} {class} anchor={popup.anchor.clone()}
            on_close={dispatch.reform(|()| Action::ClosePopup)}>
            {content}
        </Dialog>
    }
}

fn dates(state: &State, dispatch: &Callback<Action>) -> Html {
    let summary = &state.list.summary.shown;
    html! {
        <Dates chips={state.list.filters.chips.clone()} span={summary.span} newest={summary.newest} zone={state.display.zone}
            dispatch={dispatch.clone()} />
    }
}

fn plain(state: &State, kind: &PopupKind, search: &str, dispatch: &Callback<Action>) -> (String, &'static str, Html) {
    let (label, class, content) = match kind {
        PopupKind::AddFilter => {
            ("Add filter", "narrow", add_filter::add_filter(&state.files.loading.extras, search, dispatch))
        }
        PopupKind::Columns => {
            let shown = state.list.columns_in_dialog();
            (
                "Columns",
                "wide",
                columns::columns(&shown, &state.files.loading.extras, state.list.column_drag, search, dispatch),
            )
        }
        PopupKind::Export => {
            ("Export", "menu", export::export(state.files.originals(), state.list.columns.len(), dispatch))
        }
        // The dialog of views has a state of its own.
        PopupKind::Views => ("Views", "narrow", Html::default()),
        PopupKind::Zone => ("Time zone", "menu", zone::zones(state, dispatch)),
        PopupKind::Focus => ("Focus on applications", "narrow", series_picker::series_picker(state, search, dispatch)),
        PopupKind::Help => ("Help", "page-like", help()),
        PopupKind::Timeline => (
            "Timeline",
            "wide",
            timeline_table::table(&state.list.summary.shown.timeline, state.display.zone, &state.zone_of_timeline()),
        ),
        PopupKind::Downloads => ("Which file should I download?", "wide", downloads::downloads()),
        PopupKind::Proof => ("Prove that nothing leaves", "wide", offline_proof::offline_proof()),
        PopupKind::Value(value) => ("Value", "menu", value_menu::value_menu(value, dispatch)),
    };
    (label.to_owned(), class, content)
}
