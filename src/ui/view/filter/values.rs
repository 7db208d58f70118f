//! Values with their counts, to be ticked.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::engine::protocol::{ValueCount, Values};
use crate::ui::format::number::count;
use crate::ui::log_text::drawn;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::editor::{Editor, EditorAction, without_value};
use crate::ui::view::html_list::html_list;

/// The values a subject has among the records of the other filters, to be searched and ticked.
pub fn values(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let offered: &[ValueCount] = editor.values.as_ref().map_or(&[], |values| &values.values);
    let is_offered = |value: &String| offered.iter().any(|offered| has(offered, value));
    let elsewhere = one_each(editor.picked.ticked.iter().filter(|value| !is_offered(value)), editor.subject);
    let left = editor.values.as_ref().map_or(0, |values| (values.distinct as usize).saturating_sub(offered.len()));
    html! {
        <>
            { search(editor, act) }
            <ul class="values" aria-label="Values" aria-busy={if editor.values.is_none() { "true" } else { "false" }}>
                { html_list(editor.picked.typed.iter().map(|value| typed(value, act))) }
                { html_list(elsewhere.into_iter().map(|value| tick(value, editor.subject, None, None, true, act.reform(EditorAction::Toggle)))) }
                { html_list(offered.iter().map(|value| offer(editor, value, act))) }
                { html_list(editor.values.as_ref().filter(|values| values.values.is_empty()).map(|values| nothing(values))) }
                { html_list(editor.values.is_none().then(|| html! { <li class="dim">{"Counting…"}</li> })) }
            </ul>
            { html_list((left > 0).then(|| more(left, act))) }
        </>
    }
}

/// The values of the second part of the same entries: the results of the policies ticked above.
pub fn also(editor: &Editor, act: &Callback<EditorAction>) -> Option<Html> {
    let subject = editor.also_subject()?;
    let offered: &[ValueCount] = editor.also_values.as_ref().map_or(&[], |values| &values.values);
    let is_offered = |value: &String| offered.iter().any(|offered| has(offered, value));
    let elsewhere = one_each(editor.also.iter().filter(|value| !is_offered(value)), subject);
    let act = act.reform(EditorAction::ToggleAlso);
    let one = |offered: &ValueCount| {
        let value = offered.value.as_ref()?;
        let is_ticked = editor.also.iter().any(|ticked| has(offered, ticked));
        Some(tick(value, subject, None, Some(offered.count), is_ticked, act.clone()))
    };
    let title = format!("With {}", subject.label().to_lowercase());
    Some(html! {
        <fieldset class="also">
            <legend>{title.clone()}</legend>
            <ul class="values" aria-label={title} aria-busy={if editor.also_values.is_none() { "true" } else { "false" }}>
                { html_list(elsewhere.into_iter().map(|value| tick(value, subject, None, None, true, act.clone()))) }
                { html_list(offered.iter().filter_map(one)) }
                { html_list(editor.also_values.is_none().then(|| html! { <li class="dim">{"Counting…"}</li> })) }
            </ul>
        </fieldset>
    })
}

/// Whether a value is one that is offered, in any of its spellings.
fn has(offered: &ValueCount, value: &String) -> bool {
    offered.value.as_ref() == Some(value) || offered.spellings.contains(value)
}

/// Of several spellings of a value one is enough to be unticked.
fn one_each<'a>(values: impl Iterator<Item = &'a String>, subject: ChipSubject) -> Vec<&'a String> {
    let mut shown: Vec<String> = Vec::new();
    let is_new = |value: &&String| {
        let text = subject.shown(value);
        let is_new = !shown.contains(&text);
        shown.push(text);
        is_new
    };
    values.filter(is_new).collect()
}

fn nothing(values: &Values) -> Html {
    let text = if values.containing.is_empty() { "No values" } else { "No value contains this text" };
    html! { <li class="dim">{text}</li> }
}

fn more(left: usize, act: &Callback<EditorAction>) -> Html {
    let onclick = act.reform(|_| EditorAction::More);
    html! { <button type="button" class="link" {onclick}>{format!("Show more ({} left)", count(left as u64))}</button> }
}

fn search(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let oninput =
        act.reform(|event: InputEvent| EditorAction::Search(event.target_unchecked_into::<HtmlInputElement>().value()));
    let text = editor.search.trim().to_owned();
    let add = act.reform(|_| EditorAction::AddTyped);
    html! {
        <>
            <input key={format!("search {}", editor.picked.typed.len())} class="search" type="search" autofocus={true} aria-label="Search values" placeholder="Search values" autocomplete="off"
                spellcheck="false" ~defaultValue={editor.search.clone()} {oninput} />
            { html_list((!text.is_empty()).then(|| html! {
                <button type="button" class="link" onclick={add}>{format!("Use “{text}” as it is")}</button>
            })) }
        </>
    }
}

fn typed(value: &str, act: &Callback<EditorAction>) -> Html {
    let gone = value.to_owned();
    let onchange = act.reform(move |_| EditorAction::RemoveTyped(gone.clone()));
    html! {
        <li key={format!("typed {value}")}>
            <label>
                <input type="checkbox" checked={true} {onchange} /><span class="value">{drawn(value)}</span>
            </label>
        </li>
    }
}

fn offer(editor: &Editor, offered: &ValueCount, act: &Callback<EditorAction>) -> Html {
    match &offered.value {
        Some(value) => {
            let is_ticked = editor.picked.ticked.iter().any(|ticked| has(offered, ticked));
            // The portal's words for a value of a list stand in its place, not beside it.
            let also = offered.also.as_deref().filter(|_| matches!(editor.subject, ChipSubject::Field(_)));
            tick(value, editor.subject, also, Some(offered.count), is_ticked, act.reform(EditorAction::Toggle))
        }
        None => {
            let onchange = act.reform(|_| EditorAction::ToggleEmpty);
            let empty = editor.values.as_ref().map(|values| without_value(values, offered.count));
            html! {
                <li key="empty"><label><input type="checkbox" checked={editor.picked.empty} {onchange} />
                    <span class="value absent">{empty}</span><span class="count">{count(offered.count.into())}</span></label></li>
            }
        }
    }
}

fn tick(
    value: &str,
    subject: ChipSubject,
    also: Option<&str>,
    number: Option<u32>,
    is_ticked: bool,
    act: Callback<String>,
) -> Html {
    let toggled = value.to_owned();
    let onchange = act.reform(move |_: Event| toggled.clone());
    let shown = drawn(&subject.shown(value));
    html! {
        <li key={format!("value {value}")}>
            <label title={shown.clone()}>
                <input type="checkbox" checked={is_ticked} {onchange} />
                <span class="value">
                    {shown}{ html_list(also.map(|also| html! { <small>{drawn(also)}</small> })) }
                </span>
                { html_list(number.map(|number| html! { <span class="count">{count(number.into())}</span> })) }
            </label>
        </li>
    }
}
