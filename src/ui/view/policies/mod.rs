//! The screen of Conditional Access: what policies did, what those that only report would do, and gaps.

mod cards;
mod gap;
mod matrix;
mod page;
mod report_only;

use yew::prelude::*;

use crate::engine::protocol::Answer;
use crate::ui::log_text::drawn;
use crate::ui::state::policies::{PoliciesAction, PolicyPart};
use crate::ui::state::policy_words::carried;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::Named;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use crate::ui::view::usage::head;

/// The screen of Conditional Access.
pub fn policies_screen(state: &State, dispatch: &Callback<Action>) -> Html {
    match &state.analyses.policies.part {
        PolicyPart::Overview => overview(state, dispatch),
        PolicyPart::Policy(named) => page::policy_page(state, named, dispatch),
        PolicyPart::ReportOnlyImpact(named) => report_only::report_only_page(state, named, dispatch),
        PolicyPart::Gap(gap, audience) => gap::gap_page(state, *gap, *audience, dispatch),
    }
}

fn overview(state: &State, dispatch: &Callback<Action>) -> Html {
    let (text, matrix) = match answer(state, Panel::Matrix) {
        Some(Answer::Matrix(matrix)) => {
            let table = match matrix.policies {
                Some(_) => matrix::matrix_table(state, dispatch),
                None => without_policies(dispatch),
            };
            (carried(matrix, csv_files(state)), table)
        }
        _ => (String::new(), waiting()),
    };
    let beside = html! { <span class="dim" role="status">{text}</span> };
    html! {
        <div class="usage" key="overview">
            { head("Policies and what they did", beside, state, dispatch) }
            {matrix}
            { cards::report_only_impacts(state, dispatch) }
            { cards::gaps(state, dispatch) }
        </div>
    }
}

/// What there is instead of the matrix where no file has policies.
fn without_policies(dispatch: &Callback<Action>) -> Html {
    let id = "policies-which-file";
    let open =
        dispatch.reform(move |_: MouseEvent| Action::Open(PopupKind::Downloads, PopupPlace::Under(id.to_owned())));
    html! {
        <section class="card" aria-labelledby="without-policies">
            <h3 id="without-policies">{"Policies are not in these files"}</h3>
            <p>
                {"The portal’s CSV downloads have no Conditional Access policies. Its JSON downloads have them: each policy with its result, its controls and the conditions that matched. Policies are also left out when whoever downloads may not read them: that takes a role such as Security Reader or Global Reader"}
            </p>
            <p class="act">
                <button type="button" {id} class="quiet" onclick={open} aria-haspopup="dialog">{"Which file should I download?"}</button>
            </p>
        </section>
    }
}

fn csv_files(state: &State) -> usize {
    state.files.reports.sums().tables as usize
}

/// What a part of the screen shows.
fn answer(state: &State, slot: Panel) -> Option<&Answer> {
    state.analyses.query_cache.shown(slot).map(|answer| &**answer)
}

/// An empty place until the numbers are there.
fn waiting() -> Html {
    html! { <div class="chart waiting-for" aria-busy="true"></div> }
}

/// What shows another part of the screen.
fn show(part: PolicyPart, dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::Policies(PoliciesAction::Show(part.clone())))
}

/// The button that leads to a policy's page.
fn policy_link(named: Named, dispatch: &Callback<Action>) -> Html {
    let name = named.name.clone();
    html! {
        <button type="button" class="link" onclick={show(PolicyPart::Policy(named), dispatch)}>{drawn(&name)}</button>
    }
}

/// The buttons beside the heading of a page: back, and what else it has.
fn beside(others: impl IntoIterator<Item = Html>, dispatch: &Callback<Action>) -> Html {
    html! {
        <>
            <button type="button" class="quiet" onclick={show(PolicyPart::Overview, dispatch)}>{"← Policies"}</button>
            { html_list(others) }
        </>
    }
}

/// Sentences, a paragraph each.
fn lines(lines: Vec<String>) -> Html {
    html_list(lines.into_iter().map(|line| html! { <p class="dim">{line}</p> }))
}
