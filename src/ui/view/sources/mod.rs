//! The screen Data: what was loaded, what became of its records, and a card for every file.

mod account;
mod card;
mod fields;
mod problems;
mod strip;

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::state::charts::ChartId;
use crate::ui::state::{Action, State};
use crate::ui::view::each::each;
use card::FileCard;

/// The screen of the files.
pub fn sources_screen(state: &State, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let cards = state.loading.files.iter().map(|file| {
        let id = ChartId::File(file.file);
        html! {
            <FileCard key={file.file} file={file.clone()} page={state.file_page(file.file).cloned()}
                strip={state.chart(id).map(|timed| Rc::new(timed.chart))} selection={state.selection(id)}
                calendar={state.calendar.clone()} zone={state.zone} dispatch={dispatch.clone()} />
        }
    });
    html! {
        <div class="data">
            <div class="data-head">
                <h2 tabindex="-1">{"Files"}</h2>
                <span class="space"></span>
                <button type="button" class="quiet" onclick={act(Action::ChooseFiles)}>{"Choose files"}</button>
                <button type="button" class="quiet" onclick={act(Action::Clear)}>{"Remove all"}</button>
            </div>
            { account::account(&state.loading.files) }
            <p class="dim data-note">
                {"A filter that was set in the portal limits a download, and no file says so: what is not here may have happened all the same."}
            </p>
            <div class="files">{ each(cards) }</div>
        </div>
    }
}
