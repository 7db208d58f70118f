//! The page of one user or application: what its pattern is.

use std::rc::Rc;

use yew::prelude::*;

use super::heat::HeatMap;
use super::{TopValuesView, chart, head, map};
use crate::engine::protocol::StatusCounts;
use crate::engine::protocol::usage::{EntityKind, Profile, success_rate};
use crate::ui::format::number::{counted, ended};
use crate::ui::state::charts::ChartId;
use crate::ui::state::usage::{Named, UsageAction, subject_words};
use crate::ui::state::{Action, State};
use crate::ui::view::html_list::html_list;

/// The page of one user or application.
pub fn page(state: &State, subject: EntityKind, opened: &Named, dispatch: &Callback<Action>) -> Html {
    let profile = state.profile_shown();
    let (_, many) = subject_words(subject);
    let back = dispatch.reform(|_: MouseEvent| Action::Usage(UsageAction::Back));
    let list = dispatch.reform(|_: MouseEvent| Action::ShowList(Vec::new()));
    let beside = html! {
        <>
            <button type="button" class="quiet" onclick={back}>{format!("← {many}")}</button>
            <button type="button" class="quiet" onclick={list}>{"List the sign-ins"}</button>
        </>
    };
    html! {
        <div class="usage">
            { head(&opened.name, beside, state, dispatch) }
            { html_list(profile.map(totals)) }
            { chart(state, ChartId::Profile, dispatch) }
            { html_list(profile.map(|profile| html! {
                <HeatMap hours={profile.week.clone()} cursor={state.week_hour()} zone={state.zone_of_profile(profile)}
                    dispatch={dispatch.clone()} />
            })) }
            <div class="cards">{ html_list(profile.map(|profile| marks(state, subject, profile, dispatch))) }</div>
            { map(state, dispatch) }
        </div>
    }
}

/// Its sign-ins in a sentence.
fn totals(profile: &Profile) -> Html {
    let mut all = StatusCounts::default();
    for bar in &profile.over_time.bars {
        all.success += bar.counts.success;
        all.interrupted += bar.counts.interrupted;
        all.failure += bar.counts.failure;
        all.unknown += bar.counts.unknown;
    }
    let sign_ins = counted(all.total().into(), "sign-in", "sign-ins");
    let rate = success_rate(&all).map(|rate| format!(", {:.1} % success", rate * 100.0)).unwrap_or_default();
    html! { <p>{format!("{sign_ins} in this period: {}{rate}", ended(&all))}</p> }
}

fn marks(state: &State, subject: EntityKind, profile: &Profile, dispatch: &Callback<Action>) -> Html {
    // Its own kind has one value: itself.
    let shown = profile.marks.iter().filter(|marks| marks.subject != subject);
    html_list(shown.map(|marks| html! {
        <TopValuesView key={subject_words(marks.subject).1} marks={Rc::new(marks.clone())} zone={state.display.zone} dispatch={dispatch.clone()} />
    }))
}
