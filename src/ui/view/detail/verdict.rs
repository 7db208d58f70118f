//! What happened and why, on top of the details.

use yew::prelude::*;

use crate::engine::protocol::Verdict;
use crate::ui::log_text::drawn;
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::Tone;

/// What happened and why.
pub fn verdict(verdict: &Verdict) -> Html {
    let tone = Tone::of_status(verdict.status);
    let code = verdict.code.as_ref().map(|code| html! { <span>{" · "}{drawn(code)}</span> });
    let explanation = Some(&verdict.explanation).filter(|text| !text.is_empty());
    html! {
        <div class={classes!("verdict", tone.class())}>
            <p>
                <strong><span aria-hidden="true">{tone.icon()}{" "}</span>{drawn(&verdict.headline)}</strong>
                { html_list(code) }
            </p>
            { html_list(explanation.map(|text| html! { <p>{drawn(text)}</p> })) }
            { html_list(verdict.action.as_ref().map(|text| html! {
                <p class="advice"><b>{"What to do: "}</b>{text.clone()}</p>
            })) }
        </div>
    }
}
