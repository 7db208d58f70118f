//! The page on enforcing a policy that only reports: what would change, for whom, and the list of people to warn.

use std::rc::Rc;

use yew::prelude::*;

use super::{answer, beside, lines, show, waiting};
use crate::engine::protocol::Answer;
use crate::engine::protocol::policies::ReportOnlyImpact;
use crate::engine::protocol::usage::EntityKind;
use crate::ui::format::number::counted;
use crate::ui::state::charts::ChartId;
use crate::ui::state::policies::{PoliciesAction, PolicyPart};
use crate::ui::state::policy_words::{affected, report_only_lines, report_only_sentence};
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::{Named, UsageAction, chip_of};
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use crate::ui::view::usage::{TopValuesView, UsageTableView, chart, head};

/// The page on enforcing one policy.
pub fn report_only_page(state: &State, named: &Named, dispatch: &Callback<Action>) -> Html {
    let found = match answer(state, Panel::ReportOnlyImpact) {
        Some(Answer::ReportOnlyImpact(found)) => Some(found),
        _ => None,
    };
    let onclick = show(PolicyPart::Policy(named.clone()), dispatch);
    let policy = html! { <button type="button" class="quiet" {onclick}>{"The policy"}</button> };
    let changes = found.is_some_and(|found| found.row.as_ref().is_some_and(|row| affected(row) > 0));
    html! {
        <div class="usage" key="report-only-impact">
            { head(&format!("Enforce “{}” tomorrow", named.name), beside([policy], dispatch), state, dispatch) }
            { found.map_or_else(waiting, |found| sentences(found, dispatch)) }
            { chart(state, ChartId::ReportOnlyImpact, dispatch) }
            { html_list(found.filter(|_| changes).map(|found| parts(state, found, dispatch))) }
            { html_list(changes.then(|| people(state, dispatch))) }
        </div>
    }
}

fn sentences(found: &ReportOnlyImpact, dispatch: &Callback<Action>) -> Html {
    let row = found.row.as_ref().filter(|row| affected(row) > 0);
    let open = row.map(|row| {
        let list = dispatch.reform(|_: MouseEvent| Action::ShowList(Vec::new()));
        let text = format!("Open the {}", counted(affected(row).into(), "sign-in", "sign-ins"));
        html! { <p class="act"><button type="button" class="quiet" onclick={list}>{text}</button></p> }
    });
    html! {
        <div class="sentences">
            <p class="big">{report_only_sentence(found)}</p>
            { lines(row.map(report_only_lines).unwrap_or_default()) }
            { html_list(open) }
        </div>
    }
}

fn parts(state: &State, found: &ReportOnlyImpact, dispatch: &Callback<Action>) -> Html {
    let marks = [&found.applications, &found.platforms, &found.countries];
    let view = |marks| html! { <TopValuesView marks={Rc::new(Clone::clone(marks))} zone={state.display.zone} dispatch={dispatch.clone()} /> };
    html! { <div class="cards">{ html_list(marks.map(view)) }</div> }
}

/// The people to warn: pressing one lists what would have gone another way for that person.
fn people(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(found) = state.analyses.query_cache.shown(Panel::People) else { return waiting() };
    let copy = dispatch.reform(|_: MouseEvent| Action::Policies(PoliciesAction::CopyPeople));
    let to_list = dispatch.reform(|action| match action {
        Action::Usage(UsageAction::Open(named)) => Action::ShowList(vec![chip_of(EntityKind::User, &named)]),
        other => other,
    });
    html! {
        <div class="usage-table">
            <UsageTableView answer={Rc::clone(found)} title="People to warn" view={state.analyses.policies.table.clone()} zone={state.display.zone}
                on_table={dispatch.reform(|action| Action::Policies(PoliciesAction::Table(action)))} dispatch={to_list} />
            <p class="act">
                <button type="button" class="quiet" onclick={copy}>{"Copy the usernames"}</button>
                <span class="dim">{"Press a name to list what would have gone another way for that person"}</span>
            </p>
        </div>
    }
}
