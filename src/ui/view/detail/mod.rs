//! The pane of details: what happened and why, and every value of the record by tab.

mod authentication;
mod facts;
mod others;
mod policies;
mod raw;
mod verdict;

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use crate::engine::protocol::{Cell, Detail};
use crate::schema::Tab;
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::format::time::{self, Zone};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::action::Step;
use crate::ui::state::detail::DetailPane;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::cell_text;

/// Props of [`DetailView`].
#[derive(PartialEq, Properties)]
pub struct DetailViewProps {
    /// The pane.
    pub pane: DetailPane,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The pane of details.
#[component]
pub fn DetailView(props: &DetailViewProps) -> Html {
    let pane = &props.pane;
    let busy = if pane.is_busy() { "true" } else { "false" };
    // The heading is one element whatever it says: it keeps the focus while the list is walked.
    let (heading, content) = match (&pane.failure, &pane.shown) {
        (Some(message), _) => {
            let refused = html! { <p class="refused" role="alert">{message.clone()}</p> };
            ("The record cannot be shown", refused)
        }
        (None, Some(detail)) => {
            let title = if detail.title.is_empty() { "Who signed in is not in this file" } else { &*detail.title };
            (title, record(detail, props))
        }
        (None, None) => ("Reading…", Html::default()),
    };
    html! {
        <aside id="detail" class="detail" aria-label="Sign-in details" aria-busy={busy}>
            { title(heading, props) }
            {content}
        </aside>
    }
}

fn title(text: &str, props: &DetailViewProps) -> Html {
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let button = |icon: &'static str, label: &'static str, action: Action| {
        html! {
            <button type="button" class="quiet icon" aria-label={label} title={label} onclick={act(action)}>
                <span aria-hidden="true">{icon}</span>
            </button>
        }
    };
    html! {
        <div class="detail-head">
            <h2 id="detail-title" tabindex="-1">{drawn(text)}</h2>
            { button("↑", "Previous sign-in", Action::List(ListAction::Move(Step::Up))) }
            { button("↓", "Next sign-in", Action::List(ListAction::Move(Step::Down))) }
            { button("✕", "Close details", Action::List(ListAction::CloseDetail)) }
        </div>
    }
}

fn record(detail: &Detail, props: &DetailViewProps) -> Html {
    let local = detail.items.iter().find(|item| matches!(item.value, Cell::LocalTime(_)));
    let local = local.map(|item| format!("{} time", cell_text(&item.value, props.zone)));
    let in_zone = detail
        .time
        .map(|time| format!("{} {}", time::date_time(time, offset_at(props.zone, time)), zone_name(props.zone)));
    let time = local.or(in_zone);
    let subtitle = [Some(detail.subtitle.clone()).filter(|text| !text.is_empty()), time];
    let subtitle = subtitle.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        <>
            <p class="dim subtitle">{drawn(&subtitle)}</p>
            { verdict::verdict(&detail.verdict) }
            { tabs(props.pane.tab, &props.dispatch) }
            <div key={format!("{}-{}", detail.location.file, detail.location.offset)} class="panel" id="detail-panel" role="tabpanel" tabindex="0"
                aria-labelledby={tab_id(props.pane.tab)}>
                { panel(detail, props) }
            </div>
        </>
    }
}

fn panel(detail: &Detail, props: &DetailViewProps) -> Html {
    let (tab, dispatch) = (props.pane.tab, &props.dispatch);
    let facts = || facts::facts(detail, tab, props.zone, dispatch);
    match tab {
        Tab::Authentication => html! { <>{ authentication::steps(detail, props.zone, dispatch) }{ facts() }</> },
        Tab::ConditionalAccess => html! { <>{ policies::policies(detail, false, dispatch) }{ facts() }</> },
        Tab::ReportOnly => html! { <>{ policies::policies(detail, true, dispatch) }{ facts() }</> },
        Tab::Raw => raw::raw(detail, dispatch),
        Tab::Basic => html! { <>{ others::others(detail, dispatch) }{ facts() }</> },
        Tab::Location | Tab::Device | Tab::Additional => facts(),
    }
}

fn tab_id(tab: Tab) -> String {
    format!("detail-tab-{}", tab as usize)
}

fn tabs(shown: Tab, dispatch: &Callback<Action>) -> Html {
    let onkeydown = filter_map(dispatch, move |event: KeyboardEvent| {
        let count = Tab::ALL.len();
        let to = match event.key().as_str() {
            "ArrowRight" => (shown as usize + 1) % count,
            "ArrowLeft" => (shown as usize + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        event.prevent_default();
        Some(Action::List(ListAction::ShowTab(Tab::ALL[to])))
    });
    let tab = |tab: Tab| {
        let is_shown = tab == shown;
        let selected = if is_shown { "true" } else { "false" };
        let tabindex = if is_shown { "0" } else { "-1" };
        let onclick = dispatch.reform(move |_| Action::List(ListAction::ShowTab(tab)));
        html! {
            <button type="button" id={tab_id(tab)} role="tab" aria-selected={selected} aria-controls="detail-panel"
                {tabindex} {onclick}>
                {tab.label()}
            </button>
        }
    };
    html! { <div class="tabs" role="tablist" aria-label="Details" {onkeydown}>{ html_list(Tab::ALL.map(tab)) }</div> }
}
