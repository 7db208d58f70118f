//! The table of policies × results: every number lists its sign-ins, every policy has its page.

use std::rc::Rc;

use yew::prelude::*;

use super::policy_link;
use crate::engine::protocol::Answer;
use crate::engine::protocol::policies::{Matrix, MatrixCell, MatrixRow, Policy, PolicyResult};
use crate::engine::protocol::usage::EntityKey;
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::drawn;
use crate::ui::state::policies::PoliciesAction;
use crate::ui::state::policy_chips::result_chip;
use crate::ui::state::policy_words::result_columns;
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::Named;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The matrix of the screen, if it is here.
pub fn matrix_table(state: &State, dispatch: &Callback<Action>) -> Html {
    let answer = state.analyses.query_cache.shown(Panel::Matrix).cloned();
    let is_waiting = state.analyses.query_cache.is_waiting(Panel::Matrix);
    html_list(answer.map(|answer| html! { <MatrixTable {answer} {is_waiting} dispatch={dispatch.clone()} /> }))
}

/// Props of [`MatrixTable`].
#[derive(PartialEq, Properties)]
pub struct MatrixTableProps {
    /// The matrix.
    pub answer: Rc<Answer>,
    /// Whether another one is on its way.
    pub is_waiting: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The table of policies × results.
#[component]
pub fn MatrixTable(props: &MatrixTableProps) -> Html {
    let Answer::Matrix(matrix) = &*props.answer else { return Html::default() };
    let columns = result_columns(matrix);
    let rows = matrix.policies.as_deref().unwrap_or_default();
    let save = props.dispatch.reform(|_: MouseEvent| Action::Policies(PoliciesAction::SaveMatrix));
    let busy = if props.is_waiting { "true" } else { "false" };
    html! {
        <section class="usage-table" aria-label="Policies and results" aria-busy={busy}>
            <div class="usage-head">
                <h3>{counted(rows.len() as u64, "policy", "policies")}</h3>
                <span class="dim">{"Press a number to list its sign-ins, a policy to look at it"}</span>
                <span class="space"></span>
                <button type="button" class="quiet" onclick={save}>{"Save as CSV"}</button>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Policies and results, table">
                <table class="matrix">
                    <thead><tr>
                        <th scope="col">{"Policy"}</th>
                        { html_list(columns.iter().map(|result| html! { <th scope="col" class="number">{result.label()}</th> })) }
                    </tr></thead>
                    <tbody>{ html_list(rows.iter().map(|row| line(row, matrix, &columns, &props.dispatch))) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn line(row: &MatrixRow, matrix: &Matrix, columns: &[PolicyResult], dispatch: &Callback<Action>) -> Html {
    let policy = &row.policy;
    let named = Named { key: policy.key.clone(), name: policy.name.clone() };
    // Two policies can have one name; only the identifier tells them apart.
    let twins = matrix.policies.iter().flatten().filter(|other| other.policy.name == policy.name).count();
    let (EntityKey::Id(key) | EntityKey::Name(key)) = &policy.key;
    let id = (twins > 1).then(|| html! { <span class="dim also">{drawn(key)}</span> });
    let cells = columns.iter().map(|&result| {
        let cell = row.cells.iter().find(|cell| cell.result == result);
        html! { <td class="number">{ cell.map_or_else(none, |cell| number(policy, cell, dispatch)) }</td> }
    });
    html! {
        <tr key={key.clone()}>
            <th scope="row">{ policy_link(named, dispatch) }{ html_list(id) }</th>
            { html_list(cells) }
        </tr>
    }
}

fn none() -> Html {
    html! { <><span class="dim" aria-hidden="true">{"–"}</span><span class="unseen">{"0"}</span></> }
}

/// The number of a cell, which lists its sign-ins.
pub fn number(policy: &Policy, cell: &MatrixCell, dispatch: &Callback<Action>) -> Html {
    let chip = result_chip(policy, cell);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowList(vec![chip.clone()]));
    let title = format!(
        "{}, {}, {}",
        counted(cell.sign_ins.into(), "sign-in", "sign-ins"),
        counted(cell.users.into(), "user", "users"),
        counted(cell.applications.into(), "application", "applications")
    );
    let label = format!("{}: {}, {title}", drawn(&policy.name), cell.result.label());
    html! {
        <button type="button" class={classes!("link", tone(cell.result))} {title} aria-label={label} {onclick}>
            {count(cell.sign_ins.into())}
        </button>
    }
}

/// The colour of a number: that of what a person would notice. Its column says what it is.
fn tone(result: PolicyResult) -> &'static str {
    match result {
        PolicyResult::Failure => "bad",
        PolicyResult::ReportOnlyFailure | PolicyResult::ReportOnlyInterrupted => "waiting",
        _ => "calm",
    }
}
