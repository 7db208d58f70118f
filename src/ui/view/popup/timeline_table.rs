//! The timeline as a table.

use yew::prelude::*;

use crate::engine::protocol::{StatusCounts, Timeline};
use crate::ui::browser::zone_name;
use crate::ui::numbers::count;
use crate::ui::time::{self, Zone};
use crate::ui::view::each::each;
use crate::ui::view::timeline::start_text;

/// The timeline as a table, the newest step first.
pub fn table(timeline: &Timeline, zone: Zone) -> Html {
    let row = |(at, counts): (usize, &StatusCounts)| {
        let numbers = [counts.success, counts.interrupted, counts.failure, counts.unknown];
        html! {
            <tr>
                <th scope="row">{start_text(timeline, at, zone)}</th>
                { each(numbers.map(|number| html! { <td class="number">{count(number.into())}</td> })) }
            </tr>
        }
    };
    html! {
        <div class="prose" tabindex="0">
            <h2>{"Timeline"}</h2>
            <p>{format!("Sign-ins in steps of {}", time::duration(timeline.step))}</p>
            <table>
                <thead><tr>
                    <th scope="col">{format!("From ({})", zone_name(zone))}</th><th scope="col">{"Success"}</th>
                    <th scope="col">
                        {"Interrupted"}</th><th scope="col">{"Failure"}</th><th scope="col">{"No status"}
                    </th>
                </tr></thead>
                <tbody>{ each(timeline.counts.iter().enumerate().rev().map(row)) }</tbody>
            </table>
        </div>
    }
}
