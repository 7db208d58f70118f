//! The period of a screen: the last days, all, or from one day to another.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::engine::protocol::usage::Period;
use crate::ui::browser::offset_at;
use crate::ui::format::time::{self, DAY, Zone};
use crate::ui::state::Action;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// Props of [`PeriodChoice`].
#[derive(PartialEq, Properties)]
pub struct PeriodChoiceProps {
    /// The period.
    pub period: Period,
    /// The oldest and the newest instant of what is listed.
    pub span: Option<(i64, i64)>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The periods offered, besides one of one's own.
const OFFERED: [(Period, &str); 3] = [(Period::Days(7), "7 days"), (Period::Days(30), "30 days"), (Period::All, "All")];

/// The choice of a period. Days are counted back from the newest record.
#[component]
pub fn PeriodChoice(props: &PeriodChoiceProps) -> Html {
    let offer = |(period, label): (Period, &'static str)| button(props, period, props.period == period, label);
    let own = match (props.period, props.span) {
        (Period::Between { .. }, _) => props.period,
        (_, Some((oldest, newest))) => Period::Between { from: Some(oldest), to: Some(newest + 1) },
        (_, None) => Period::Between { from: None, to: None },
    };
    let is_own = matches!(props.period, Period::Between { .. });
    html! {
        <div class="period" role="group" aria-label="Period">
            { html_list(OFFERED.map(offer)) }
            { button(props, own, is_own, "Custom") }
            { html_list(is_own.then(|| days(props))) }
        </div>
    }
}

fn button(props: &PeriodChoiceProps, period: Period, is_pressed: bool, label: &'static str) -> Html {
    let pressed = if is_pressed { "true" } else { "false" };
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::SetPeriod(period));
    html! { <button type="button" class="quiet" aria-pressed={pressed} {onclick}>{label}</button> }
}

/// The first and the last day of a period of one's own.
fn days(props: &PeriodChoiceProps) -> Html {
    let Period::Between { from, to } = props.period else { return Html::default() };
    let zone = props.zone;
    let day = |instant: Option<i64>| instant.map(|instant| time::day(instant, offset_at(zone, instant)));
    let start = move |text: &str| time::instant(&format!("{text}T00:00"), |instant| offset_at(zone, instant));
    let set_from = move |event: Event| {
        let from = start(&event.target_unchecked_into::<HtmlInputElement>().value());
        Some(Action::SetPeriod(Period::Between { from, to }))
    };
    let set_to = move |event: Event| {
        let last = event.target_unchecked_into::<HtmlInputElement>().value();
        // The day after begins somewhere in the hours after 24 of them: clocks may change in between.
        let to = start(&last).and_then(|instant| {
            let next = instant + DAY + DAY / 2;
            start(&time::day(next, offset_at(zone, next)))
        });
        Some(Action::SetPeriod(Period::Between { from, to }))
    };
    html! {
        <>
            <input type="date" class="search" aria-label="First day" value={day(from)} onchange={filter_map(&props.dispatch, set_from)} />
            <span aria-hidden="true">{"–"}</span>
            <input type="date" class="search" aria-label="Last day" value={day(to.map(|to| to - 1))}
                onchange={filter_map(&props.dispatch, set_to)} />
        </>
    }
}
