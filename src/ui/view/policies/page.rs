//! The page of one policy: its results over time, who and what it stopped, its conditions, controls and names.

use std::rc::Rc;

use yew::prelude::*;

use super::matrix::number;
use super::{answer, beside, show, waiting};
use crate::engine::protocol::Answer;
use crate::engine::protocol::policies::{MatrixRow, Policy, PolicyPage, PolicyResult, Share, Version};
use crate::engine::protocol::usage::TopValues;
use crate::ui::browser::offset_at;
use crate::ui::format::number::{count, counted};
use crate::ui::format::time::{self, Zone};
use crate::ui::state::charts::ChartId;
use crate::ui::state::policies::PolicyPart;
use crate::ui::state::policy_chips::stopped_chip;
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::Named;
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;
use crate::ui::view::usage::{TopValuesView, chart, head};

/// The page of one policy.
pub fn policy_page(state: &State, named: &Named, dispatch: &Callback<Action>) -> Html {
    let found = match answer(state, Panel::Policy) {
        Some(Answer::Policy(found)) => Some(found),
        _ => None,
    };
    let reports = found.is_some_and(|found| {
        PolicyResult::all().any(|result| result.is_report_only() && found.results[result as usize] > 0)
    });
    let impact = reports.then(|| {
        let onclick = show(PolicyPart::ReportOnlyImpact(named.clone()), dispatch);
        html! { <button type="button" class="quiet" {onclick}>{"What enforcing it would change"}</button> }
    });
    html! {
        <div class="usage" key="policy">
            { head(&named.name, beside(impact, dispatch), state, dispatch) }
            { results(state, named, dispatch) }
            { chart(state, ChartId::Policy, dispatch) }
            { found.map_or_else(waiting, |found| parts(state, found, dispatch)) }
        </div>
    }
}

/// Sign-ins by result, each a way to them.
fn results(state: &State, named: &Named, dispatch: &Callback<Action>) -> Html {
    let Some(Answer::Matrix(matrix)) = answer(state, Panel::Matrix) else { return Html::default() };
    let row = matrix.policies.iter().flatten().find(|row| row.policy.key == named.key);
    let total = |row: &MatrixRow| {
        let totals = row.cells.iter().map(|cell| {
            html! { <div><dt>{cell.result.label()}</dt><dd>{ number(&row.policy, cell, dispatch) }</dd></div> }
        });
        html! { <dl class="totals" aria-label="Sign-ins by result">{ html_list(totals) }</dl> }
    };
    row.map_or_else(|| html! { <p class="dim">{"No sign-in of this period has a result of this policy"}</p> }, total)
}

fn parts(state: &State, found: &PolicyPage, dispatch: &Callback<Action>) -> Html {
    let stopped = |title: &'static str, marks: &TopValues| {
        let dispatch = stopped_only(found, dispatch);
        html! { <TopValuesView key={title} marks={Rc::new(marks.clone())} {title} zone={state.display.zone} {dispatch} /> }
    };
    let stops = found.results[PolicyResult::Failure as usize] > 0;
    html! {
        <div class="cards">
            { html_list(stops.then(|| stopped("Users it stopped", &found.stopped_users))) }
            { html_list(stops.then(|| stopped("Applications it stopped", &found.stopped_applications))) }
            { shares("Conditions that did not match", "Every condition matched, or the files do not say", &found.not_satisfied) }
            { shares("Grant controls", "None seen", &found.grant_controls) }
            { shares("Session controls", "None seen", &found.session_controls) }
            { html_list(found.policy.as_ref().map(|policy| names(policy, state.display.zone))) }
        </div>
    }
}

/// What is pressed lists only sign-ins that the policy stopped.
fn stopped_only(found: &PolicyPage, dispatch: &Callback<Action>) -> Callback<Action> {
    let stopped = stopped_chip(found);
    dispatch.reform(move |action| match action {
        Action::ShowList(chips) => Action::ShowList(chips.into_iter().chain(stopped.clone()).collect()),
        other => other,
    })
}

/// How many sign-ins something is true of, with a bar.
fn shares(title: &'static str, nothing: &'static str, shares: &[Share]) -> Html {
    let highest = shares.iter().map(|share| share.sign_ins).max().unwrap_or_default();
    let line = |share: &Share| {
        let title = counted(share.sign_ins.into(), "sign-in", "sign-ins");
        html! {
            <li {title}>
                <span>{share.label.clone()}</span>
                <meter min="0" max={highest.to_string()} value={share.sign_ins.to_string()} aria-hidden="true"></meter>
                <span class="number">{count(share.sign_ins.into())}</span>
            </li>
        }
    };
    html! {
        <section class="card marks" aria-label={title}>
            <h3>{title}</h3>
            <ol>{ html_list(shares.iter().map(line)) }</ol>
            { html_list(shares.is_empty().then(|| html! { <p class="dim">{nothing}</p> })) }
        </section>
    }
}

/// The names the policy had, each with the days it is seen on.
fn names(policy: &Policy, zone: Zone) -> Html {
    let day = |instant: i64| time::day(instant, offset_at(zone, instant));
    let line = |version: &Version| {
        let name = if version.name.is_empty() { "(no name)" } else { &version.name };
        let seen = match version.first.zip(version.last) {
            Some((first, last)) if day(first) == day(last) => day(first),
            Some((first, last)) => format!("{} – {}", day(first), day(last)),
            None => "time not in this file".to_owned(),
        };
        html! { <li>{name.to_owned()}<span class="dim also">{seen}</span></li> }
    };
    html! {
        <section class="card" aria-label="Names">
            <h3>{"Names"}<span class="dim">{format!(" {}", count(policy.versions.len() as u64))}</span></h3>
            <ol class="links-down">{ html_list(policy.versions.iter().map(line)) }</ol>
        </section>
    }
}
