//! Which applications are on the chart: found by typing, ticked one after the other.

use yew::prelude::*;

use super::search_box::search_box;
use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::UsageTable;
use crate::ui::format::number::count;
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::{Named, UsageAction};
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The applications to choose from. What is ticked stays where it is, so that the keys do; those on the chart that do
/// not contain the text come first.
pub fn series_picker(state: &State, search: &str, dispatch: &Callback<Action>) -> Html {
    let chosen = &state.analyses.applications.focus;
    let found = match state.analyses.query_cache.shown(Panel::FocusChoices).map(|answer| &**answer) {
        Some(Answer::Table(table)) => Some(table),
        _ => None,
    };
    let is_offered = |named: &Named| found.is_some_and(|found| found.rows.iter().any(|row| row.key == named.key));
    let elsewhere = chosen.iter().filter(|named| !is_offered(named));
    let close = dispatch.reform(|_: MouseEvent| Action::ClosePopup);
    let top = dispatch.reform(|_: MouseEvent| Action::Usage(UsageAction::FocusOnTop));
    html! {
        <div class="editor">
            <h2>{"Focus on applications"}</h2>
            { search_box("Search applications", search, dispatch) }
            <ul class="values" aria-label="Applications" aria-busy={found.is_none().to_string()}>
                { html_list(elsewhere.map(|named| tick(named, None, true, dispatch))) }
                { html_list(found.map(|found| offered(found, chosen, dispatch))) }
                { html_list(found.is_none().then(|| html! { <li class="dim">{"Counting…"}</li> })) }
            </ul>
            <p class="dim" role="status">{words(found)}</p>
            <div class="editor-foot">
                <button type="button" class="primary" onclick={close}>{"Done"}</button>
                { html_list((!chosen.is_empty()).then(|| html! {
                    <button type="button" class="quiet" onclick={top}>{"Top three"}</button>
                })) }
            </div>
        </div>
    }
}

fn words(found: Option<&UsageTable>) -> String {
    let Some(found) = found else { return String::new() };
    match (found.total, found.rows.len() as u32) {
        (0, _) => "No application contains this text".to_owned(),
        (total, shown) if shown < total => {
            format!("{} of {}. Type a part of the name to find others", count(shown.into()), count(total.into()))
        }
        _ => String::new(),
    }
}

fn offered(found: &UsageTable, chosen: &[Named], dispatch: &Callback<Action>) -> Html {
    html_list(found.rows.iter().map(|row| {
        let named = Named { key: row.key.clone(), name: row.name.clone() };
        let is_ticked = chosen.iter().any(|other| other.key == row.key);
        tick(&named, Some(row.seen.counts.total()), is_ticked, dispatch)
    }))
}

fn tick(named: &Named, sign_ins: Option<u32>, is_ticked: bool, dispatch: &Callback<Action>) -> Html {
    let toggled = named.clone();
    let onchange = dispatch.reform(move |_: Event| Action::Usage(UsageAction::Focus(toggled.clone())));
    let shown = if named.name.is_empty() { "(no name)" } else { &named.name };
    html! {
        <li key={format!("{:?}", named.key)}>
            <label title={shown.to_owned()}>
                <input type="checkbox" checked={is_ticked} {onchange} />
                <span class="value">{shown.to_owned()}</span>
                { html_list(sign_ins.map(|number| html! { <span class="count">{count(number.into())}</span> })) }
            </label>
        </li>
    }
}
