//! The filters there are: the portal's in its order, then every other field and list.

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use super::columns::OTHER_COLUMNS;
use super::search_box::search_box;
use crate::engine::protocol::policies::PolicyResult;
use crate::schema::{ExtraColumn, Field, SIGN_INS, Tab};
use crate::ui::state::Action;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::policy_chips::results_chip;
use crate::ui::state::popup::PopupPlace;
use crate::ui::view::html_list::html_list;

/// The filters there are; `search` leaves those whose name contains it.
pub fn add_filter(extras: &[ExtraColumn], search: &str, dispatch: &Callback<Action>) -> Html {
    let wanted = search.trim().to_lowercase();
    let is_wanted = |label: &str| label.to_lowercase().contains(&wanted);
    let portal: Vec<Offer> = SIGN_INS
        .filters
        .iter()
        .filter(|offer| is_wanted(offer.label))
        .filter_map(|offer| Some((offer.label, ChipSubject::Field(*offer.fields.first()?))))
        .collect();
    let others = |tab: Tab| others_of(tab).into_iter().filter(|(label, _)| is_wanted(label)).collect::<Vec<_>>();
    let extras = extras.iter().filter(|extra| is_wanted(extra.name()));
    let extras = extras.map(|extra| (extra.name(), ChipSubject::Extra(*extra))).collect();
    let tabs = Tab::ALL.into_iter().map(|tab| (tab.label(), others(tab)));
    let tabs = tabs.chain([(OTHER_COLUMNS, extras)]).filter(|(_, offers)| !offers.is_empty());
    let tabs: Vec<(&str, Vec<Offer>)> = tabs.collect();
    let ready = is_wanted(REPORT_ONLY_FAILED);
    let is_nothing = portal.is_empty() && tabs.is_empty() && !ready;
    html! {
        <div class="editor">
            <h2>{"Add filter"}</h2>
            { search_box("Search filters", search, dispatch) }
            <div class="offers">
                { group(&portal, dispatch) }
                { html_list(ready.then(|| report_only_failed(dispatch))) }
                { html_list(tabs.iter().map(|(label, offers)| html! {
                    <><h3>{(*label).to_owned()}</h3>{ group(offers, dispatch) }</>
                })) }
                { html_list(is_nothing.then(|| html! { <p class="dim">{"No filter has this name"}</p> })) }
            </div>
        </div>
    }
}

/// A filter that is offered: its name and what it is about.
type Offer = (&'static str, ChipSubject);

/// The filters of a tab that the portal does not have: its other fields, then its lists.
fn others_of(tab: Tab) -> Vec<Offer> {
    let is_portal = |field: &Field| SIGN_INS.filters.iter().any(|offer| offer.fields.contains(field));
    let fields = Field::all().filter(|field| field.info().tab == tab && !is_portal(field));
    let lists = SIGN_INS.list_filters.iter().filter(|offer| offer.tab() == tab);
    let fields = fields.map(|field| (field.label(), ChipSubject::Field(field)));
    fields.chain(lists.map(|offer| (offer.label, ChipSubject::Part(offer.part.list(), offer.part)))).collect()
}

/// The name of the filter that needs no editor.
const REPORT_ONLY_FAILED: &str = "Any report-only policy failed";

fn report_only_failed(dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch
        .reform(|_: MouseEvent| Action::List(ListAction::AddChip(results_chip(PolicyResult::ReportOnlyFailure))));
    html! {
        <>
            <h3>{"Ready made"}</h3>
            <ul><li><button type="button" class="offer" {onclick}>{REPORT_ONLY_FAILED}</button></li></ul>
        </>
    }
}

fn group(offers: &[Offer], dispatch: &Callback<Action>) -> Html {
    let offer = |(label, subject): &Offer| {
        let subject = *subject;
        let onclick = dispatch
            .reform(move |_| Action::List(ListAction::EditFilter(subject, PopupPlace::Under("add-filter".to_owned()))));
        html! { <li key={*label}><button type="button" class="offer" {onclick}>{*label}</button></li> }
    };
    html! { <ul>{ html_list(offers.iter().map(offer)) }</ul> }
}
