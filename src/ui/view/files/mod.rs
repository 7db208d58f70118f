//! The screen Data: what was loaded, what became of its records, and a card for every file, or groups of many.

mod reconciliation;
mod card;
mod card_props;
mod fields;
mod file_list;
mod groups;
mod problems;
mod user_hints;
mod strip;

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::{FileReport, PassedOver};
use crate::ui::format::number::counted;
use crate::ui::log_text::drawn;
use crate::ui::state::charts::ChartId;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use card::FileCard;

/// The screen of the files.
pub fn files_screen(state: &State, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let files = match state.files.has_groups() {
        true => html_list(groups::groups(state, dispatch)),
        false => {
            html! { <div class="files">{ html_list(state.files.reports.iter().map(|file| card(state, file, dispatch))) }</div> }
        }
    };
    html! {
        <div class="data">
            <div class="data-head">
                <h2 tabindex="-1">{"Files"}</h2>
                <span class="space"></span>
                <button type="button" class="quiet" onclick={act(Action::ChooseFiles)}>{"Choose files"}</button>
                <button type="button" class="quiet" onclick={act(Action::ChooseFolder)}>{"Open folder"}</button>
                <button type="button" class="quiet" onclick={act(Action::Clear)}>{"Remove all"}</button>
            </div>
            { reconciliation::reconciliation(state) }
            <p class="dim data-note">
                {"A filter that was set in the portal limits a download, and no file says so: what is not here may have happened all the same."}
            </p>
            { html_list((state.files.loading.passed_over.count > 0).then(|| passed_over(&state.files.loading.passed_over))) }
            {files}
        </div>
    }
}

/// The card of a file.
fn card(state: &State, file: &Rc<FileReport>, dispatch: &Callback<Action>) -> Html {
    let id = ChartId::File(file.file);
    html! {
        <FileCard key={file.file} file={file.clone()} page={state.analyses.file_page(file.file).cloned()}
            strip={state.chart(id).map(|timed| Rc::new(timed.chart))} selection={state.analyses.selection(id)}
            user_hints={state.files.user_hints.get(&file.file).cloned().unwrap_or_default()} hash={state.files.hashes.get(&file.file).cloned()}
            calendar={state.display.calendar.clone()} zone={state.display.zone} dispatch={dispatch.clone()} />
    }
}

fn passed_over(files: &PassedOver) -> Html {
    let were =
        if files.count == 1 { "is nothing Signscope reads and was" } else { "are nothing Signscope reads and were" };
    let title = format!("{} {were} passed over", counted(files.count, "file", "files"));
    html! {
        <details class="problems">
            <summary>{title}</summary>
            <ol>
                { html_list(files.first.iter().map(|(name, reason)| html! {
                    <li><span class="dim">{drawn(name)}</span>{" "}{drawn(reason)}</li>
                })) }
            </ol>
        </details>
    }
}
