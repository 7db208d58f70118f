//! Sign-ins by hour of the week, as a grid of shaded cells: pressing one lists its sign-ins.

use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::engine::protocol::StatusCounts;
use crate::ui::format::number::{count, counted};
use crate::ui::state::Action;
use crate::ui::state::week_hours::{DAYS, HourAction, hour_name};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// Shades of a cell besides none.
const SHADES: u32 = 5;

/// Props of [`HeatMap`].
#[derive(PartialEq, Properties)]
pub struct HeatMapProps {
    /// The hours of a week: 168 counts from Monday at midnight on.
    pub hours: Vec<StatusCounts>,
    /// The hour that has the focus or gets it.
    pub cursor: usize,
    /// The zone of the hours, in words.
    pub zone: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Sign-ins by hour of the week.
#[component]
pub fn HeatMap(props: &HeatMapProps) -> Html {
    let hours = &props.hours;
    let highest = hours.iter().map(StatusCounts::total).max().unwrap_or_default();
    let busiest = (0..hours.len()).rev().max_by_key(|&hour| hours[hour].total()).filter(|_| highest > 0);
    let text = busiest.map_or_else(
        || "No sign-ins with a time.".to_owned(),
        |hour| {
            format!("The busiest hour is {} with {}.", hour_name(hour), counted(highest.into(), "sign-in", "sign-ins"))
        },
    );
    let heads = (0..24).map(|hour| html! { <th scope="col">{hour}</th> });
    let rows = DAYS.iter().enumerate().map(|(day, name)| {
        let cells = (day * 24..day * 24 + 24).map(|hour| cell(props, hour, highest));
        html! { <tr><th scope="row">{*name}</th>{ html_list(cells) }</tr> }
    });
    html! {
        <section class="chart" aria-label="Hours of the week">
            <h3>{format!("Hours of the week ({})", props.zone)}</h3>
            <p class="dim" id="heat-summary">{text}</p>
            <div class="scroll">
                <table class="heat" role="grid" aria-describedby="heat-summary"
                    aria-label="Hours of the week. Arrow keys choose an hour, Enter lists its sign-ins"
                    onkeydown={filter_map(&props.dispatch, key)}>
                    <thead><tr><td></td>{ html_list(heads) }</tr></thead>
                    <tbody>{ html_list(rows) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// What a key does. Where the cursor is, the state knows: keys may come faster than the page is drawn.
fn key(event: KeyboardEvent) -> Option<Action> {
    let step = |days, hours| HourAction::Step { days, hours };
    let action = match event.key().as_str() {
        "ArrowLeft" => step(0, -1),
        "ArrowRight" => step(0, 1),
        "ArrowUp" => step(-1, 0),
        "ArrowDown" => step(1, 0),
        "Home" => step(0, -24),
        "End" => step(0, 24),
        "Enter" | " " => HourAction::ListHere,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    Some(Action::WeekHour(action))
}

fn cell(props: &HeatMapProps, hour: usize, highest: u32) -> Html {
    let counts = props.hours.get(hour).copied().unwrap_or_default();
    let total = counts.total();
    let shade = (u64::from(total) * u64::from(SHADES)).div_ceil(u64::from(highest.max(1)));
    let sign_ins = counted(total.into(), "sign-in", "sign-ins");
    let title = format!("{}: {sign_ins}, {} failed", hour_name(hour), count(counts.failure.into()));
    let tabindex = if hour == props.cursor { "0" } else { "-1" };
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::WeekHour(HourAction::List(hour)));
    html! {
        <td class={format!("shade-{shade}")} aria-label={title.clone()} {title} {tabindex} {onclick}>
            {count(total.into())}
        </td>
    }
}
