//! The suggestions under the search box.

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use crate::ui::format::number::{count, counted};
use crate::ui::state::Action;
use crate::ui::state::completion::{Suggestion, Suggestions};
use crate::ui::state::search_box::BoxAction;
use crate::ui::view::html_list::html_list;

/// The identifier of the list.
pub const LISTBOX: &str = "suggestions";

/// The identifier of a suggestion.
pub fn option_id(at: usize) -> String {
    format!("suggestion-{at}")
}

/// The suggestions; the focus stays in the box.
pub fn suggestions(open: &Suggestions, dispatch: &Callback<Action>) -> Html {
    let shown = open.shown();
    let (before, after) = (shown.start, open.items.len() - shown.end);
    // Pressing the button of the mouse would take the focus from the box.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <div class="suggestions" {onmousedown}>
            { html_list((before > 0).then(|| html! { <p class="dim">{format!("↑ {} more", count(before as u64))}</p> })) }
            <ul id={LISTBOX} role="listbox" aria-label="Suggestions">
                { html_list(shown.map(|at| option(open, at, dispatch))) }
            </ul>
            { html_list((after > 0).then(|| html! { <p class="dim">{format!("↓ {} more", count(after as u64))}</p> })) }
        </div>
    }
}

fn option(open: &Suggestions, at: usize, dispatch: &Callback<Action>) -> Html {
    let Suggestion { label, detail, count: number, .. } = &open.items[at];
    let selected = if open.highlighted == Some(at) { "true" } else { "false" };
    let onclick = dispatch.reform(move |_| Action::List(ListAction::Search(BoxAction::Choose(at))));
    html! {
        <li key={at} id={option_id(at)} role="option" aria-selected={selected} aria-posinset={(at + 1).to_string()}
            aria-setsize={open.items.len().to_string()} {onclick}>
            <code>{label.clone()}</code>
            <span class="meaning">{detail.clone()}</span>
            { html_list(number.map(|number| html! { <span class="count">{count(number.into())}</span> })) }
        </li>
    }
}

/// What is said of the list to those who do not see it.
pub fn spoken(open: &Suggestions) -> String {
    format!("{}, arrow keys to choose", counted(open.items.len() as u64, "suggestion", "suggestions"))
}
