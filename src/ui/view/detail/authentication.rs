//! How the person proved who they are: the steps in a table.

use yew::prelude::*;

use super::facts::not_understood;
use crate::engine::protocol::{Detail, StepDetail};
use crate::schema::{List, Part};
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::format::time::{self, Zone};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::popup::{MenuForm, MenuValue};
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::{MenuButton, Tone, toned};

/// The authentication steps.
pub fn steps(detail: &Detail, zone: Zone, dispatch: &Callback<Action>) -> Html {
    let Some(steps) = &detail.steps else {
        if let Some(column) = not_understood(detail, List::Steps) {
            return column;
        }
        return html! {
            <p class="absent block">
                {"Authentication steps are not in this file. The portal has them in its JSON download, and for CSV in a second file, of authentication details"}
            </p>
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
                    <th scope="col">{"Result and requirement"}</th>
                </tr></thead>
                <tbody>{ html_list(steps.iter().enumerate().map(|(at, one)| step(at, one, zone, dispatch))) }</tbody>
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
    let subject = Some(ChipSubject::Part(List::Steps, Part::StepMethod));
    let value = MenuValue { subject, value: Some(step.method.clone()), form: MenuForm::Single };
    html! {
        <tr key={at}>
            <td class="when">{ html_list(when.split(' ').map(|part| html! { <span>{drawn(part)}</span> })) }</td>
            <td>
                {drawn(&step.method)}
                <MenuButton id={format!("step-method-{at}")} label={drawn(&step.method)} {value}
                    dispatch={dispatch.clone()} />
                { small(&step.method_detail) }
            </td>
            <td>{toned(tone, succeeded)}</td>
            <td>{drawn(&step.result)}{ small(&step.requirement) }</td>
        </tr>
    }
}

/// A second line, if there is any.
fn small(text: &str) -> Html {
    if text.is_empty() {
        Html::default()
    } else {
        html! { <small>{drawn(text)}</small> }
    }
}
