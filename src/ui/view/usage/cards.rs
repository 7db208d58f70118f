//! What stands out among the applications: the top one, the newest one, the one with the most failures.

use yew::prelude::*;

use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::{UsageRow, success_rate};
use crate::ui::browser::offset_at;
use crate::ui::format::number::{counted, ended, percent};
use crate::ui::format::time;
use crate::ui::log_text::drawn;
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::{Named, UsageAction};
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The cards.
pub fn cards(state: &State, dispatch: &Callback<Action>) -> Html {
    let row = |slot| match state.analyses.query_cache.shown(slot).map(|answer| &**answer) {
        Some(Answer::Table(table)) => table.rows.first(),
        _ => None,
    };
    let all = match state.analyses.query_cache.shown(Panel::ApplicationsOverTime).map(|answer| &**answer) {
        Some(Answer::OverTime(found)) => found.bars.iter().map(|bar| u64::from(bar.counts.total())).sum(),
        _ => 0,
    };
    let top = row(Panel::TopApplication).map(|row| {
        let share = percent(row.seen.counts.total().into(), all);
        card("Top application", row, format!("{share} of all sign-ins"), dispatch)
    });
    let failing = row(Panel::FailingApplication).filter(|row| row.seen.counts.failure > 0).map(|row| {
        let failed = counted(row.seen.counts.failure.into(), "failure", "failures");
        let reason = row.failures.first().map(|reason| format!(", mostly {}", reason_text(&reason.code)));
        card("Most failures", row, format!("{failed}{}", reason.unwrap_or_default()), dispatch)
    });
    html! { <div class="cards">{ html_list(top) }{ html_list(newest(state, dispatch)) }{ html_list(failing) }</div> }
}

/// An error code with its symbolic name; an empty one is said to be none.
pub fn reason_text(code: &str) -> String {
    let known = crate::schema::error_code::parse(code).and_then(crate::schema::error_code::lookup);
    match known {
        _ if code.is_empty() => "no error code in this file".to_owned(),
        Some(known) if !known.name.is_empty() => format!("{code} {}", known.name),
        _ => code.to_owned(),
    }
}

fn card(title: &'static str, row: &UsageRow, text: String, dispatch: &Callback<Action>) -> Html {
    let named = Named { key: row.key.clone(), name: row.name.clone() };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Usage(UsageAction::Open(named.clone())));
    html! {
        <article class="card">
            <h3>{title}</h3>
            <button type="button" class="link big" {onclick}>{drawn(&row.name)}</button>
            <p class="dim">{text}</p>
        </article>
    }
}

fn newest(state: &State, dispatch: &Callback<Action>) -> Option<Html> {
    let Answer::Newest { newest: Some(newest), .. } = &**state.analyses.query_cache.shown(Panel::NewestApplication)?
    else {
        return None;
    };
    let named = Named { key: newest.key.clone(), name: newest.name.clone() };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Usage(UsageAction::Open(named.clone())));
    let day = time::day(newest.first, offset_at(state.display.zone, newest.first));
    let when = match newest.is_early {
        true => format!("first seen {day}, but the log begins hardly earlier: it may be older"),
        false => format!("first seen {day}"),
    };
    let counts = &newest.seen.counts;
    let doing = match success_rate(counts) {
        Some(rate) => format!("{:.1} % success, {}", rate * 100.0, ended(counts)),
        None => ended(counts),
    };
    let doing = format!("{}: {doing}", counted(counts.total().into(), "sign-in", "sign-ins"));
    Some(html! {
        <article class="card">
            <h3>{"Newest application"}</h3>
            <button type="button" class="link big" {onclick}>{drawn(&newest.name)}</button>
            <p>{doing}</p>
            <p class="dim">{when}</p>
        </article>
    })
}
