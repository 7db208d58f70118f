//! The screens of users and of applications: charts, map, table, and the page of one of them.

mod cards;
mod heat;
mod map;
mod top_values;
mod period;
mod profile;
mod table;

use std::rc::Rc;

use yew::prelude::*;

pub use map::MapView;
pub use period::PeriodChoice;
pub use table::UsageTableView;
pub use top_values::TopValuesView;

use crate::engine::protocol::Answer;
use crate::engine::protocol::usage::EntityKind;
use crate::ui::log_text::drawn;
use crate::ui::state::charts::ChartId;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::state::query_cache::Panel;
use crate::ui::state::usage::{Named, UsageAction, UsageScreen};
use crate::ui::state::{Action, State};
use crate::ui::view::chart::ChartView;
use crate::ui::view::html_list::html_list;

/// The screen of users or of applications.
pub fn usage_screen(state: &State, screen: &UsageScreen, dispatch: &Callback<Action>) -> Html {
    match &screen.opened {
        Some(opened) => profile::page(state, screen.subject, opened, dispatch),
        None if screen.subject == EntityKind::User => users(state, screen, dispatch),
        None => applications(state, screen, dispatch),
    }
}

fn users(state: &State, screen: &UsageScreen, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="usage">
            { head("Users", html! {}, state, dispatch) }
            { chart(state, ChartId::UserSignIns, dispatch) }
            { chart(state, ChartId::Users, dispatch) }
            { map(state, dispatch) }
            { usage_table(state, screen, Panel::UsersTable, dispatch) }
        </div>
    }
}

fn applications(state: &State, screen: &UsageScreen, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="usage">
            { head("Applications", focus(screen, dispatch), state, dispatch) }
            { chart(state, ChartId::Applications, dispatch) }
            { cards::cards(state, dispatch) }
            { usage_table(state, screen, Panel::ApplicationsTable, dispatch) }
        </div>
    }
}

/// The heading of a screen, with the period it looks at.
pub fn head(title: &str, beside: Html, state: &State, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="usage-head">
            <h2 tabindex="-1">{drawn(title)}</h2>
            <div class="beside">{beside}</div>
            <span class="space"></span>
            <PeriodChoice period={state.analyses.period} span={state.list.summary.shown.span} zone={state.display.zone} dispatch={dispatch.clone()} />
        </div>
    }
}

/// What is on the chart of applications, and how to have the top ones again.
fn focus(screen: &UsageScreen, dispatch: &Callback<Action>) -> Html {
    let open =
        dispatch.reform(|_: MouseEvent| Action::Open(PopupKind::Focus, PopupPlace::Under("focus-on".to_owned())));
    let choose = html! {
        <button type="button" id="focus-on" class="quiet" aria-haspopup="dialog" onclick={open}>{"Focus on an app…"}</button>
    };
    let remove = |named: &Named| {
        let action = Action::Usage(UsageAction::Focus(named.clone()));
        let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
        html! {
            <button type="button" class="quiet" aria-label={format!("Take {} off the chart", named.name)} {onclick}>
                {format!("{} ✕", named.name)}
            </button>
        }
    };
    let top = dispatch.reform(|_: MouseEvent| Action::Usage(UsageAction::FocusOnTop));
    let last = match screen.focus.is_empty() {
        true => html! { <span class="dim">{"The three with the most sign-ins are on the chart"}</span> },
        false => html! { <button type="button" class="link" onclick={top}>{"Top three"}</button> },
    };
    // The first button stays the same element whatever is beside it: the keys go back to it.
    html! { <>{ choose }{ html_list(screen.focus.iter().map(remove)) }{ html_list([last]) }</> }
}

/// A chart of the screen; an empty place until its numbers are there.
pub fn chart(state: &State, id: ChartId, dispatch: &Callback<Action>) -> Html {
    match state.chart(id) {
        Some(timed) => html! {
            <ChartView {id} chart={Rc::new(timed.chart)} selection={state.analyses.selection(id)} dispatch={dispatch.clone()} />
        },
        None => html! { <div class="chart waiting-for" aria-busy="true"></div> },
    }
}

/// The map of the screen.
pub fn map(state: &State, dispatch: &Callback<Action>) -> Html {
    match state.analyses.query_cache.shown(Panel::Places).map(|answer| &**answer) {
        Some(Answer::Places(places)) => {
            html! { <MapView places={Rc::new(places.clone())} dispatch={dispatch.clone()} /> }
        }
        _ => html! { <div class="chart waiting-for" aria-busy="true"></div> },
    }
}

fn usage_table(state: &State, screen: &UsageScreen, slot: Panel, dispatch: &Callback<Action>) -> Html {
    let Some(answer) = state.analyses.query_cache.shown(slot) else {
        return html! { <div class="chart waiting-for" aria-busy="true"></div> };
    };
    let focus: Vec<_> = screen.focus.iter().map(|named| named.key.clone()).collect();
    html! {
        <UsageTableView answer={Rc::clone(answer)} view={screen.table.clone()} {focus} zone={state.display.zone}
            on_table={dispatch.reform(|action| Action::Usage(UsageAction::Table(action)))} dispatch={dispatch.clone()} />
    }
}
