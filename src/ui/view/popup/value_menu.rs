//! The menu of a value: add it to the filter, exclude it, copy it.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::state::Action;
use crate::ui::state::popup::MenuValue;
use crate::ui::view::each::each;

/// The menu of a value.
pub fn value_menu(value: &MenuValue, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let item = |label: &'static str, action: Action| {
        html! { <button type="button" role="menuitem" onclick={act(action)}>{label}</button> }
    };
    let add = |subject, exclude| Action::AddValue { subject, value: value.value.clone(), exclude };
    let content = html! {
        <>
            { each(value.subject.map(|subject| item("Add to filter", add(subject, false)))) }
            { each(value.subject.map(|subject| item("Exclude", add(subject, true)))) }
            { each(value.value.clone().map(|text| item("Copy", Action::Copy(text)))) }
        </>
    };
    html! {
        <>
            <p class="menu-title">{value.value.clone().unwrap_or_else(|| "empty".to_owned())}</p>
            { menu("Value", content) }
        </>
    }
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
    let Some(items) = menu.and_then(|menu| menu.query_selector_all("[role=menuitem]").ok()) else { return };
    let count = items.length() as i32;
    let at = (0..count).find(|at| items.get(*at as u32).as_ref() == Some(item.as_ref())).unwrap_or_default();
    let next = items.get((at + by).rem_euclid(count.max(1)) as u32);
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}
