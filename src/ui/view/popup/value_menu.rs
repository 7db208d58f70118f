//! The menu of a value: add it to the filter, exclude it, copy it.

use crate::ui::state::action::ListAction;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::filters::Side;
use crate::ui::state::popup::{MenuForm, MenuValue, PopupPlace};
use crate::ui::view::html_list::html_list;

/// The menu of a value.
pub fn value_menu(value: &MenuValue, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let item = |(label, action): (String, Action)| {
        html! { <button type="button" role="menuitem" onclick={act(action)}>{label}</button> }
    };
    let copy = value.value.clone().map(|text| ("Copy".to_owned(), Action::Copy(text)));
    html! {
        <>
            <p class="menu-title">{value.value.as_deref().map_or("empty".into(), drawn)}</p>
            { menu("Value", html_list(filters(value).into_iter().chain(copy).map(item))) }
        </>
    }
}

/// The filters a value offers, with what they do.
fn filters(value: &MenuValue) -> Vec<(String, Action)> {
    let Some(subject) = value.subject else { return Vec::new() };
    let add = |exclude| Action::List(ListAction::AddValue { subject, value: value.value.clone(), exclude });
    let items: Vec<(&str, Action)> = match value.form {
        MenuForm::Single => vec![("Add to filter", add(false)), ("Exclude", add(true))],
        MenuForm::Time(instant) => vec![
            ("Before this", Action::List(ListAction::SetTime(instant, Side::Before))),
            ("After this", Action::List(ListAction::SetTime(instant, Side::After))),
            ("Within an hour of this", Action::List(ListAction::SetTime(instant, Side::WithinAnHour))),
        ],
        MenuForm::Short => {
            let name = format!("Filter by {}…", subject.label().to_lowercase());
            return vec![(name, Action::List(ListAction::EditFilter(subject, PopupPlace::Centre)))];
        }
    };
    items.into_iter().map(|(label, action)| (label.to_owned(), action)).collect()
}

/// A menu: the arrows walk its items.
pub fn menu(label: &'static str, items: Html) -> Html {
    let onkeydown = |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        walk(&event, by);
    };
    html! { <div class="items" role="menu" aria-label={label} {onkeydown}>{items}</div> }
}

fn walk(event: &KeyboardEvent, by: i32) {
    let Some(item) = browser::target(event) else { return };
    let menu = item.closest("[role=menu]").ok().flatten();
    let Some(items) = menu.and_then(|menu| menu.query_selector_all("[role^=menuitem]").ok()) else { return };
    let count = items.length() as i32;
    let at = (0..count).find(|at| items.get(*at as u32).as_ref() == Some(item.as_ref())).unwrap_or_default();
    let next = items.get((at + by).rem_euclid(count.max(1)) as u32);
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
