//! The other records of a sign-in: those that became part of it, and versions that say something different.

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use crate::engine::protocol::{Detail, OtherRecord};
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::view::html_list::html_list;

/// The other records of a sign-in, if there are any.
pub fn others(detail: &Detail, dispatch: &Callback<Action>) -> Html {
    if detail.others.is_empty() {
        return Html::default();
    }
    html! {
        <section class="others" aria-labelledby="others-title">
            <h3 id="others-title">{"Other records of this sign-in"}</h3>
            <ul>{ html_list(detail.others.iter().enumerate().map(|(at, one)| other(at, one, dispatch))) }</ul>
        </section>
    }
}

fn other(at: usize, record: &OtherRecord, dispatch: &Callback<Action>) -> Html {
    let place =
        format!("{} from byte {}", counted(record.location.len.into(), "byte", "bytes"), count(record.location.offset));
    let fate = match record.version {
        None => html! { <span class="dim">{format!("merged into this one: {place}")}</span> },
        Some(row) => {
            let open = dispatch.reform(move |_: MouseEvent| Action::List(ListAction::OpenRecord(row)));
            let label = format!("Open the version in {}, {place}", record.file);
            html! {
                <>
                    <span class="dim">{format!("says something different: {place}")}</span>
                    <button type="button" class="link" aria-label={label} onclick={open}>{"Open this version"}</button>
                </>
            }
        }
    };
    html! { <li key={at}><b>{drawn(&record.file)}</b>{" "}{fate}</li> }
}
