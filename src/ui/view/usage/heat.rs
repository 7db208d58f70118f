//! Sign-ins by hour of the week, as a table of shaded cells.

use yew::prelude::*;

use crate::engine::protocol::StatusCounts;
use crate::ui::numbers::{count, counted};
use crate::ui::view::each::each;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Shades of a cell besides none.
const SHADES: u32 = 5;

/// The hours of a week: 168 counts from Monday at midnight on.
pub fn heat_map(hours: &[StatusCounts], zone: &str) -> Html {
    let highest = hours.iter().map(StatusCounts::total).max().unwrap_or_default();
    let busiest = (0..hours.len()).rev().max_by_key(|&hour| hours[hour].total()).filter(|_| highest > 0);
    let text = busiest.map_or_else(
        || "No sign-ins with a time.".to_owned(),
        |hour| {
            format!("The busiest hour is {} with {}.", hour_text(hour), counted(highest.into(), "sign-in", "sign-ins"))
        },
    );
    let heads = (0..24).map(|hour| html! { <th scope="col">{hour}</th> });
    let rows = DAYS.iter().enumerate().map(|(day, name)| {
        let cells = (0..24).map(|hour| cell(hours.get(day * 24 + hour), day * 24 + hour, highest));
        html! { <tr><th scope="row">{*name}</th>{ each(cells) }</tr> }
    });
    html! {
        <section class="chart" aria-label="Hours of the week">
            <h3>{format!("Hours of the week ({zone})")}</h3>
            <p class="dim">{text}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Hours of the week, table">
                <table class="heat">
                    <thead><tr><td></td>{ each(heads) }</tr></thead>
                    <tbody>{ each(rows) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn hour_text(hour: usize) -> String {
    format!("{} {:02}:00", DAYS[hour / 24 % 7], hour % 24)
}

fn cell(counts: Option<&StatusCounts>, hour: usize, highest: u32) -> Html {
    let counts = counts.copied().unwrap_or_default();
    let total = counts.total();
    let shade = (u64::from(total) * u64::from(SHADES)).div_ceil(u64::from(highest.max(1)));
    let sign_ins = counted(total.into(), "sign-in", "sign-ins");
    let title = format!("{}: {sign_ins}, {} failed", hour_text(hour), count(counts.failure.into()));
    html! { <td class={format!("shade-{shade}")} {title}>{count(total.into())}</td> }
}
