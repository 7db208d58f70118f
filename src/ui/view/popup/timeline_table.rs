//! The timeline as a table.

use yew::prelude::*;

use crate::engine::protocol::{StatusCounts, Timeline};
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::chart::timeline::{Words, pace_text};
use crate::ui::numbers::count;
use crate::ui::time::Zone;
use crate::ui::view::each::each;

/// The timeline as a table, the newest step first.
pub fn table(timeline: &Timeline, zone: Zone) -> Html {
    let name = zone_name(zone);
    let words = Words { timeline, zone: &name, offset_at: |instant| offset_at(zone, instant) };
    let row = |(at, counts): (usize, &StatusCounts)| {
        let numbers = [counts.total(), counts.success, counts.interrupted, counts.failure, counts.unknown];
        let partial = if timeline.is_partial(at) { " (only partly covered)" } else { "" };
        html! {
            <tr>
                <th scope="row">{words.start(at)}{partial}</th>
                { each(numbers.map(|number| html! { <td class="number">{count(number.into())}</td> })) }
            </tr>
        }
    };
    let heads = ["Sign-ins", "Success", "Interrupted", "Failure", "No status"];
    html! {
        <div class="prose" tabindex="0">
            <h2>{"Timeline"}</h2>
            <p>{words.summary()}</p>
            <table>
                <thead><tr>
                    <th scope="col">{format!("{} from ({name})", pace_text(timeline.pace))}</th>
                    { each(heads.map(|head| html! { <th scope="col" class="number">{head}</th> })) }
                </tr></thead>
                <tbody>{ each(timeline.counts.iter().enumerate().rev().map(row)) }</tbody>
            </table>
        </div>
    }
}
