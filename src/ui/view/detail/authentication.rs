//! How the person proved who they are: the steps in a table.

use yew::prelude::*;

use crate::engine::protocol::{Detail, StepDetail};
use crate::schema::{List, Part};
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::state::Action;
use crate::ui::state::chip::Subject;
use crate::ui::state::popup::MenuValue;
use crate::ui::time::{self, Zone};
use crate::ui::view::value::{MenuButton, Tone, toned};

/// The authentication steps.
pub fn steps(detail: &Detail, zone: Zone, dispatch: &Callback<Action>) -> Html {
    let Some(steps) = &detail.steps else {
        return html! {
            <p class="absent block">{"Authentication steps are not in this file. The portal’s JSON download has them, its CSV has not"}</p>
        };
    };
    if steps.is_empty() {
        return html! { <p class="dim block">{"No authentication step was recorded"}</p> };
    }
    let header = format!("Date ({})", zone_name(zone));
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="Authentication steps">
            <table class="steps">
                <thead><tr>
                    <th scope="col">{header}</th><th scope="col">{"Method"}</th><th scope="col">{"Succeeded"}</th>
                    <th scope="col">{"Result"}</th><th scope="col">{"Requirement"}</th>
                </tr></thead>
                <tbody>{ for steps.iter().enumerate().map(|(at, one)| step(at, one, zone, dispatch)) }</tbody>
            </table>
        </div>
    }
}

fn step(at: usize, step: &StepDetail, zone: Zone, dispatch: &Callback<Action>) -> Html {
    let when = step.millis.map_or_else(|| step.time.clone(), |millis| time::date_time(millis, offset_at(zone, millis)));
    let (tone, succeeded) = match step.succeeded {
        Some(true) => (Tone::Good, "Yes"),
        Some(false) => (Tone::Bad, "No"),
        None => (Tone::Plain, "not in this file"),
    };
    let value =
        MenuValue { subject: Some(Subject::Part(List::Steps, Part::STEP_METHOD)), value: Some(step.method.clone()) };
    let detail = Some(&step.method_detail).filter(|detail| !detail.is_empty());
    html! {
        <tr key={at}>
            <td>{when}</td>
            <td>
                {step.method.clone()}
                <MenuButton id={format!("step-method-{at}")} label={step.method.clone()} {value} dispatch={dispatch.clone()} />
                { for detail.map(|detail| html! { <small>{detail.clone()}</small> }) }
            </td>
            <td>{toned(tone, succeeded)}</td>
            <td>{step.result.clone()}</td>
            <td>{step.requirement.clone()}</td>
        </tr>
    }
}
