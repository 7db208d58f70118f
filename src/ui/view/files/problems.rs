//! The problems of a file by kind, with the first places of each, and all of them to save.

use yew::prelude::*;

use super::card_props::FileCardProps;
use crate::engine::protocol::{ProblemGroup, ProblemPlace};
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::files::FilesAction;
use crate::ui::view::html_list::html_list;

/// The problems of a file. While its page is not there yet, the first ones of its report.
pub fn problems(props: &FileCardProps) -> Html {
    let (file, all) = (props.file.file, props.file.problem_count);
    let save = props.dispatch.reform(move |_: MouseEvent| Action::Files(FilesAction::SaveProblems(file)));
    let kept = props.page().map_or(all, |page| page.kept);
    let bound = (kept < all).then(|| {
        html! { <p class="dim">{format!("Only the first {} are kept; all {} are counted", count(kept), count(all))}</p> }
    });
    let groups = match props.page() {
        Some(page) => html_list(page.groups.iter().map(group)),
        None => html_list(props.file.problems.iter().map(|one| {
            html! {
                <li>{place_text(&one.place)}{one.message.clone()}</li>
            }
        })),
    };
    html! {
        <div class="problems">
            <div class="card-head">
                <h4>{counted(all, "problem", "problems")}</h4>
                <button type="button" class="quiet" aria-label={format!("Save as CSV: the problems of {}", props.file.name)} onclick={save}>
                    {"Save as CSV"}
                </button>
            </div>
            { html_list(bound) }
            <ol tabindex="0" aria-label="Problems by kind">{groups}</ol>
        </div>
    }
}

fn group(group: &ProblemGroup) -> Html {
    if group.count == 1 {
        let place = group.places.first().map(place_text).unwrap_or_default();
        return html! { <li><span class="dim">{place}</span>{drawn(&group.message)}</li> };
    }
    let first = format!("{} times, at first: {}", count(group.count), group.message);
    let places: Vec<String> =
        group.places.iter().map(|place| place_text(place).trim_end_matches(": ").to_owned()).collect();
    html! {
        <li>
            {drawn(&first)}
            <small class="dim">{format!("First places: {}", places.join("; "))}</small>
        </li>
    }
}

/// Where a problem is: as much as is known.
fn place_text(place: &ProblemPlace) -> String {
    let parts = [("record", place.record), ("line", place.line), ("byte", place.byte)];
    let parts: Vec<String> =
        parts.iter().filter_map(|(name, at)| at.map(|at| format!("{name} {}", count(at)))).collect();
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}
