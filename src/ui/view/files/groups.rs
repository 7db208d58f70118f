//! Many files in groups: a head for each, and of the one that is open a list of its files and the card of one of them.

use yew::prelude::*;

use super::card;
use super::file_list::FileList;
use crate::engine::protocol::FileState;
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::log_text::drawn;
use crate::ui::state::file_groups::{FileGroup, GroupAction};
use crate::ui::state::file_words::{group_facts, title};
use crate::ui::state::files::FilesAction;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::{Tone, toned};

/// The groups.
pub fn groups(state: &State, dispatch: &Callback<Action>) -> Vec<Html> {
    state.files.file_groups.groups.iter().enumerate().map(|(at, one)| group(state, at, one, dispatch)).collect()
}

fn group(state: &State, at: usize, group: &FileGroup, dispatch: &Callback<Action>) -> Html {
    let act =
        |action: GroupAction| dispatch.reform(move |_: MouseEvent| Action::Files(FilesAction::Groups(action.clone())));
    let open = state.files.file_groups.open.as_ref().filter(|open| open.key == group.key);
    let (name, id) = (title(group), format!("group-{at}"));
    let (expanded, toggle) = if open.is_some() { ("true", "Hide files") } else { ("false", "Show files") };
    let facts = group_facts(group, &zone_name(state.display.zone), |instant| offset_at(state.display.zone, instant));
    let remove = format!("Remove the {} files of {name}", group.files.len());
    html! {
        <section class="card group" aria-labelledby={id.clone()}>
            <div class="card-head">
                <h3 {id} title={drawn(&group.key.folder)}>{drawn(&name)}</h3>
                <button type="button" class="quiet" aria-expanded={expanded} aria-label={format!("{toggle} of {name}")}
                    onclick={act(GroupAction::Toggle(group.key.clone()))}>{toggle}</button>
                <button type="button" class="quiet" aria-label={remove} onclick={act(GroupAction::Remove(group.key.clone()))}>
                    {"Remove"}
                </button>
            </div>
            <p class="group-facts">{ html_list(facts.into_iter().map(|fact| html! { <span>{fact}</span> })) }{ how_far(group) }</p>
            { html_list(open.map(|open| html! {
                <FileList name={name} files={group.files.clone()} open={open.clone()} zone={state.display.zone} dispatch={dispatch.clone()} />
            })) }
            { html_list(open.and_then(|_| state.files.chosen_file()).map(|file| html! {
                <div class="files">{ card(state, file, dispatch) }</div>
            })) }
        </section>
    }
}

/// How far the files of a group are, and how well that went.
fn how_far(group: &FileGroup) -> Html {
    let is_open = |state: &FileState| matches!(state, FileState::Waiting | FileState::Reading);
    let sums = &group.sums;
    let (tone, text) = match () {
        () if group.files.iter().any(|file| is_open(&file.state)) => (Tone::Waiting, "Reading"),
        () if sums.refused == group.files.len() as u64 => (Tone::Bad, "Could not be read"),
        () if group.files.iter().any(|file| file.state == FileState::Cancelled) => {
            (Tone::Waiting, "Stopped before the end")
        }
        () if sums.refused + sums.problems + sums.account.left_out > 0 => (Tone::Waiting, "Read, but not all of it"),
        () => (Tone::Good, "Read to the end"),
    };
    toned(tone, text)
}
