//! A value of a record, however long: its beginning, and all of it for who asks.

use yew::prelude::*;

use crate::ui::format::number::count;
use crate::ui::log_text::{beginning, legible};

/// Props of [`LongText`].
#[derive(PartialEq, Properties)]
pub struct LongTextProps {
    /// The value.
    pub text: AttrValue,
}

/// A value of a record: to [`crate::ui::log_text::MOST_DRAWN`] characters, with a button that shows the rest.
#[component]
pub fn LongText(props: &LongTextProps) -> Html {
    let is_whole = use_state_eq(|| false);
    let short = beginning(&props.text);
    if short.len() == props.text.len() {
        return html! { {legible(&props.text).into_owned()} };
    }
    let label = match *is_whole {
        true => "Show less".to_owned(),
        false => format!("Show all {} characters", count(props.text.chars().count() as u64)),
    };
    let text = if *is_whole { &props.text } else { short };
    let toggle = {
        let is_whole = is_whole.clone();
        move |_: MouseEvent| is_whole.set(!*is_whole)
    };
    html! {
        <>
            <span class="long">{legible(text).into_owned()}{ (!*is_whole).then_some("…") }</span>{" "}
            <button type="button" class="link" aria-expanded={is_whole.to_string()} onclick={toggle}>{label}</button>
        </>
    }
}
