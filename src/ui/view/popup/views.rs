//! The saved views: save what is shown, choose, rename and delete views, and carry them from browser to browser.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::dropped_files::{Chosen, files_of};
use crate::ui::state::saved::SavedView;
use crate::ui::state::views::{Renaming, ViewsAction, ViewsDialog};
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The saved views.
pub fn views(state: &State, dialog: &ViewsDialog, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(Action::Views);
    let rows = state.views.iter().enumerate().map(|(at, view)| match &dialog.renaming {
        Some(renaming) if renaming.view == at => renamed(view, renaming, &act),
        _ => line(at, view, &act),
    });
    let has_unstored = state.views.iter().any(SavedView::has_log_values);
    html! {
        <div class="editor views">
            <h2>{"Views"}</h2>
            { save(state, dialog, &act) }
            { html_list(dialog.error.as_ref().map(|error| html! { <p class="error" role="alert">{error.clone()}</p> })) }
            <div class="beside done">
                <p role="status">{dialog.done.clone().unwrap_or_default()}</p>
                { html_list(dialog.deleted.is_some().then(|| html! {
                    <button type="button" class="link" onclick={act.reform(|_: MouseEvent| ViewsAction::Undelete)}>{"Undo"}</button>
                })) }
            </div>
            { html_list(state.views.is_empty().then(|| html! {
                <p class="dim">{"A view is the filter, the columns with their widths, and the order of the list, under a name"}</p>
            })) }
            <ul aria-label="Saved views">{ html_list(rows) }</ul>
            { html_list(has_unstored.then(|| html! {
                <p class="dim">
                    {"A filter that names values of a log – people, addresses, typed words, dates – is kept until this page is closed, never in the browser’s storage. The exported file keeps it"}
                </p>
            })) }
            <div class="editor-foot">
                <button type="button" class="quiet" disabled={state.views.is_empty()}
                    onclick={act.reform(|_: MouseEvent| ViewsAction::Export)}>
                    {"Export all"}
                </button>
                { import(&act) }
            </div>
        </div>
    }
}

fn save(state: &State, dialog: &ViewsDialog, act: &Callback<ViewsAction>) -> Html {
    let onsubmit = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        ViewsAction::Save
    });
    let oninput = act.reform(|event: InputEvent| ViewsAction::Name(text_of(&event)));
    let replaces = !dialog.name.trim().is_empty() && state.place_of(&dialog.name).is_some();
    html! {
        <form class="beside" {onsubmit}>
            <input key={format!("name {}", dialog.name_set)} id="view-name" class="search" type="text" aria-label="Name of the view"
                placeholder="Name what is shown now" maxlength="80" autofocus={true} autocomplete="off" spellcheck="false"
                ~defaultValue={dialog.name.clone()} {oninput} />
            <button type="submit" class="primary">{if replaces { "Replace" } else { "Save" }}</button>
        </form>
    }
}

fn line(at: usize, view: &SavedView, act: &Callback<ViewsAction>) -> Html {
    let on = |action: ViewsAction| act.reform(move |_: MouseEvent| action.clone());
    let name = &view.name;
    let hint = match &view.filter {
        None => Some("without its filter"),
        Some(_) if view.has_log_values() => Some("filter kept until the page is closed"),
        Some(_) => None,
    };
    html! {
        <li key={format!("view {name}")} class="beside">
            <button type="button" class="offer" onclick={on(ViewsAction::Choose(at))}>
                {name.clone()}{ html_list(hint.map(|hint| html! { <small>{format!(" · {hint}")}</small> })) }
            </button>
            <button type="button" class="quiet icon" aria-label={format!("Rename {name}")} onclick={on(ViewsAction::Rename(at))}>
                <span aria-hidden="true">{"✎"}</span>
            </button>
            <button type="button" class="quiet icon" aria-label={format!("Delete {name}")} onclick={on(ViewsAction::Delete(at))}>
                <span aria-hidden="true">{"✕"}</span>
            </button>
        </li>
    }
}

fn renamed(view: &SavedView, renaming: &Renaming, act: &Callback<ViewsAction>) -> Html {
    let onsubmit = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        ViewsAction::KeepName
    });
    let oninput = act.reform(|event: InputEvent| ViewsAction::NewName(text_of(&event)));
    html! {
        <li key={format!("renaming {}", view.name)}>
            <form class="beside" {onsubmit}>
                <input id="new-view-name" class="search" type="text" aria-label={format!("New name of {}", view.name)} maxlength="80"
                    autocomplete="off" spellcheck="false" ~defaultValue={renaming.name.clone()} {oninput} />
                <button type="submit" class="primary">{"Rename"}</button>
                <button type="button" class="quiet" onclick={act.reform(|_: MouseEvent| ViewsAction::KeepOldName)}>
                    {"Cancel"}
                </button>
            </form>
        </li>
    }
}

fn import(act: &Callback<ViewsAction>) -> Html {
    let onchange = {
        let act = act.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            for file in files_of(input.files()).into_iter().map(Chosen::into_file) {
                let (act, name) = (act.clone(), file.name());
                browser::read_text(&file, move |text| act.emit(ViewsAction::Import { file: name, text }));
            }
            // Otherwise choosing the same file again would be no change.
            input.set_value("");
        }
    };
    html! {
        <label class="button quiet import">
            {"Import…"}
            <input class="unseen" type="file" accept=".json,application/json" aria-label="Import views" {onchange} />
        </label>
    }
}

fn text_of(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
