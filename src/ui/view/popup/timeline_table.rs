//! The timeline as a table.

use yew::prelude::*;

use crate::engine::protocol::{StatusCounts, Timeline};
use crate::ui::browser::offset_at;
use crate::ui::chart::timeline::{Words, pace_text};
use crate::ui::format::number::count;
use crate::ui::format::time::Zone;
use crate::ui::view::html_list::html_list;

/// The timeline as a table, the newest step first; `zone_words` say the zone of its times.
pub fn table(timeline: &Timeline, zone: Zone, zone_words: &str) -> Html {
    let words = Words { timeline, zone: zone_words, offset_at: |instant| offset_at(zone, instant) };
    let row = |(at, counts): (usize, &StatusCounts)| {
        let numbers = [counts.total(), counts.success, counts.interrupted, counts.failure, counts.unknown];
        let partial = if timeline.is_partial(at) { " (only partly covered)" } else { "" };
        html! {
            <tr>
                <th scope="row">{words.start(at)}{partial}</th>
                { html_list(numbers.map(|number| html! { <td class="number">{count(number.into())}</td> })) }
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
                    <th scope="col">{format!("{} from ({zone_words})", pace_text(timeline.pace))}</th>
                    { html_list(heads.map(|head| html! { <th scope="col" class="number">{head}</th> })) }
                </tr></thead>
                <tbody>{ html_list(timeline.counts.iter().enumerate().rev().map(row)) }</tbody>
            </table>
        </div>
    }
}
