//! Messages over the page.

use yew::prelude::*;

use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::alert::{Alert, AlertKind, Offer};
use crate::ui::view::html_list::html_list;

/// Props of [`Alerts`].
#[derive(PartialEq, Properties)]
pub struct AlertsProps {
    /// The messages.
    pub alerts: Vec<Alert>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Messages over the page, the oldest first.
#[component]
pub fn Alerts(props: &AlertsProps) -> Html {
    html! {
        <div class="alerts">{ html_list(props.alerts.iter().map(|alert| message(alert, &props.dispatch))) }</div>
    }
}

fn message(alert: &Alert, dispatch: &Callback<Action>) -> Html {
    let id = alert.id;
    let onclick = dispatch.reform(move |_| Action::DismissAlert(id));
    let (role, class) = match alert.kind {
        AlertKind::Problem => ("alert", "message problem"),
        AlertKind::Notice => ("status", "message"),
    };
    html! {
        <div key={id} {role} {class}>
            <div class="words">
                <p>{drawn(&alert.text)}</p>
                { html_list((!alert.offers.is_empty()).then(|| offers(alert, dispatch))) }
            </div>
            <button type="button" class="quiet icon" aria-label="Dismiss" {onclick}>
                <span aria-hidden="true">{"✕"}</span>
            </button>
        </div>
    }
}

fn offers(alert: &Alert, dispatch: &Callback<Action>) -> Html {
    let button = |(at, offer): (usize, &Offer)| {
        let alert = alert.id;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::TakeOffer { alert, at });
        html! { <button key={at} type="button" class="quiet" {onclick}>{offer.label.clone()}</button> }
    };
    html! { <div class="ways">{ html_list(alert.offers.iter().enumerate().map(button)) }</div> }
}
