//! The filters there are: the portal's in its order, then every other field.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::schema::offer::PORTAL_FILTERS;
use crate::schema::{Field, Tab};
use crate::ui::state::Action;
use crate::ui::state::chip::Subject;
use crate::ui::state::popup::Anchor;
use crate::ui::view::each::each;

/// The filters there are; `search` leaves those whose name contains it.
pub fn add_filter(search: &str, dispatch: &Callback<Action>) -> Html {
    let wanted = search.trim().to_lowercase();
    let is_wanted = |label: &str| label.to_lowercase().contains(&wanted);
    let portal: Vec<(&str, Field)> = PORTAL_FILTERS
        .iter()
        .filter(|offer| is_wanted(offer.label))
        .filter_map(|offer| Some((offer.label, *offer.fields.first()?)))
        .collect();
    let is_portal = |field: Field| PORTAL_FILTERS.iter().any(|offer| offer.fields.contains(&field));
    let others = |tab: Tab| {
        let fields = Field::all().filter(move |field| field.info().tab == tab && !is_portal(*field));
        fields.map(|field| (field.label(), field)).filter(|(label, _)| is_wanted(label)).collect::<Vec<_>>()
    };
    let tabs: Vec<(Tab, Vec<(&str, Field)>)> =
        Tab::ALL.into_iter().map(|tab| (tab, others(tab))).filter(|(_, fields)| !fields.is_empty()).collect();
    let is_nothing = portal.is_empty() && tabs.is_empty();
    html! {
        <div class="editor">
            <h2>{"Add filter"}</h2>
            { search_box("Search filters", search, dispatch) }
            <div class="offers">
                { group(&portal, dispatch) }
                { each(tabs.iter().map(|(tab, fields)| html! {
                    <><h3>{tab.label()}</h3>{ group(fields, dispatch) }</>
                })) }
                { each(is_nothing.then(|| html! { <p class="dim">{"No filter has this name"}</p> })) }
            </div>
        </div>
    }
}

fn group(offers: &[(&str, Field)], dispatch: &Callback<Action>) -> Html {
    let offer = |(label, field): &(&str, Field)| {
        let subject = Subject::Field(*field);
        let onclick = dispatch.reform(move |_| Action::EditFilter(subject, Anchor::Under("add-filter".to_owned())));
        html! {
            <li key={field.info().id}><button type="button" class="offer" {onclick}>{label.to_string()}</button></li>
        }
    };
    html! { <ul>{ each(offers.iter().map(offer)) }</ul> }
}

/// The search box of a popup.
pub fn search_box(label: &'static str, text: &str, dispatch: &Callback<Action>) -> Html {
    let oninput = dispatch
        .reform(|event: InputEvent| Action::PopupSearch(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <input class="search" type="search" autofocus={true} aria-label={label} placeholder={label}
            autocomplete="off" spellcheck="false" ~defaultValue={text.to_owned()} {oninput} />
    }
}
