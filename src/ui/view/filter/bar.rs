//! The filter bar: words, chips, and the buttons over the list.

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use super::search_box::Search;
use crate::kql::to_kql;
use crate::ui::browser::offset_at;
use crate::ui::format::time::Zone;
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::chip::Chip;
use crate::ui::state::copy_as::CopyAction;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::state::search_box::{BoxAction, SearchBox};
use crate::ui::state::update::chip_id;
use crate::ui::view::html_list::html_list;

/// Props of [`FilterBar`].
#[derive(PartialEq, Properties)]
pub struct FilterBarProps {
    /// The text of the search box.
    pub words: String,
    /// How often the page itself, not the user, has set that text.
    pub words_set: u32,
    /// What the search box is about.
    pub search: SearchBox,
    /// Whether the text of the search box is a predicate.
    pub is_kql: bool,
    /// The chips.
    pub chips: Vec<Chip>,
    /// Whether the list is below, which has columns and can be exported.
    pub has_list: bool,
    /// The zone of display.
    pub zone: Zone,
    /// Whether an export is under way.
    pub is_exporting: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The filter bar.
#[component]
pub fn FilterBar(props: &FilterBarProps) -> Html {
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let under = |kind, id: &str| act(Action::Open(kind, PopupPlace::Under(id.to_owned())));
    let chips = props.chips.iter().enumerate().filter(|(at, _)| !props.search.hides(*at));
    let has_filter = !props.chips.is_empty() || !props.words.is_empty();
    html! {
        <div class="filter-bar" role="search">
            <Search text={props.words.clone()} made={props.words_set} is_kql={props.is_kql}
                search={props.search.clone()} dispatch={props.dispatch.clone()} />
            { html_list(chips.map(|(at, chip)| chip_view(at, chip, props))) }
            <button type="button" id="add-filter" class="quiet" aria-label="Add filter" aria-haspopup="dialog"
                onclick={under(PopupKind::AddFilter, "add-filter")}>
                {"+ Add filter"}
            </button>
            { html_list((has_filter && props.search.edited.is_none()).then(|| html! {
                <button type="button" class="link" onclick={act(Action::List(ListAction::Search(BoxAction::EditAll)))}>
                    {"Edit as KQL"}
                </button>
            })) }
            { html_list(has_filter.then(|| html! {
                <button type="button" class="link" onclick={act(Action::List(ListAction::ClearFilters))}>{"Clear all"}</button>
            })) }
            <span class="space"></span>
            { html_list(props.has_list.then(|| list_buttons(props))) }
        </div>
    }
}

fn list_buttons(props: &FilterBarProps) -> Html {
    let open = |kind, anchor| {
        props.dispatch.reform(move |_: MouseEvent| Action::Open(PopupKind::clone(&kind), PopupPlace::clone(&anchor)))
    };
    html! {
        <div class="list-buttons">
            <button type="button" class="quiet" aria-label="Columns" aria-haspopup="dialog" title="Columns (c)"
                onclick={open(PopupKind::Columns, PopupPlace::Centre)}>
                {"Columns…"}
            </button>
            <button type="button" id="views" class="quiet" aria-label="Views" aria-haspopup="dialog"
                onclick={open(PopupKind::Views, PopupPlace::Under("views".to_owned()))}>
                {"Views…"}
            </button>
            <button type="button" class="quiet" aria-label="Copy as" aria-haspopup="dialog"
                onclick={props.dispatch.reform(|_| Action::CopyAs(CopyAction::Open))}>
                {"Copy as…"}
            </button>
            <button type="button" id="export" class="quiet" aria-label="Export" aria-haspopup="menu"
                disabled={props.is_exporting} onclick={open(PopupKind::Export, PopupPlace::Under("export".to_owned()))}>
                {"Export…"}
            </button>
        </div>
    }
}

fn chip_view(at: usize, chip: &Chip, props: &FilterBarProps) -> Html {
    let text = drawn(&chip.text(|instant| offset_at(props.zone, instant)));
    let edit = props.dispatch.reform(move |_| Action::List(ListAction::EditChip(at)));
    let remove = props.dispatch.reform(move |_| Action::List(ListAction::RemoveChip(at)));
    html! {
        <span class={classes!("chip", chip.negated.then_some("negated"))} key={at}>
            <button type="button" id={chip_id(at)} class="chip-text" aria-haspopup={chip.has_editor().then_some("dialog")}
                title={drawn(&to_kql(&chip.filter()))}
                onclick={edit}>
                {text.clone()}
            </button>
            <button type="button" class="chip-remove" aria-label={format!("Remove {text}")} onclick={remove}>
                <span aria-hidden="true">{"✕"}</span>
            </button>
        </span>
    }
}
