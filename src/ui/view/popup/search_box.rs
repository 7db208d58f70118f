//! The search box of a popup.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::state::Action;

/// The search box of a popup.
pub fn search_box(label: &'static str, text: &str, dispatch: &Callback<Action>) -> Html {
    let oninput = dispatch
        .reform(|event: InputEvent| Action::PopupSearch(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <input class="search" type="search" autofocus={true} aria-label={label} placeholder={label}
            autocomplete="off" spellcheck="false" ~defaultValue={text.to_owned()} {oninput} />
    }
}
