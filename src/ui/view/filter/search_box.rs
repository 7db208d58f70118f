//! The search box with what hangs under it: suggestions, or what is wrong with its text.

use crate::ui::state::action::ListAction;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::suggestions::{self, LISTBOX};
use crate::ui::state::Action;
use crate::ui::state::search_box::{BoxAction, Edited, Fault, SearchBox, has_suggestions};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// The identifier of the message under the box.
const FAULT: &str = "filter-fault";

/// The identifier of the note under the box.
const NOTE: &str = "filter-note";

/// Props of [`Search`].
#[derive(PartialEq, Properties)]
pub struct SearchProps {
    /// The text of the box.
    pub text: String,
    /// How often the page itself, not the user, has made the box anew.
    pub made: u32,
    /// Whether the text is a predicate.
    pub is_kql: bool,
    /// What the box is about.
    pub search: SearchBox,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The search box. Its text belongs to the user while they type: were it set anew at every render, a letter typed
/// meanwhile would be lost. So it is given once, when the box is made, and the box is made anew when the page sets
/// another.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let (dispatch, search) = (&props.dispatch, &props.search);
    let open = search.suggestions.as_ref().filter(|open| !open.items.is_empty());
    let oninput = {
        let dispatch = dispatch.clone();
        let is_special = search.edited.is_some() || search.suggestions.is_some();
        move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            let suggests = is_special || has_suggestions(&text);
            dispatch.emit(Action::List(ListAction::TypeWords(text)));
            if suggests {
                dispatch.emit(Action::List(ListAction::Search(BoxAction::Suggest {
                    caret: caret_of(&input),
                    wanted: false,
                })));
            }
        }
    };
    let is_open = open.is_some();
    let onblur = filter_map(dispatch, move |_: FocusEvent| {
        is_open.then_some(Action::List(ListAction::Search(BoxAction::CloseSuggestions)))
    });
    let described = if search.fault.is_some() { Some(FAULT) } else { search.edited.map(|_| NOTE) };
    html! {
        <div class={classes!("search-box", props.is_kql.then_some("kql"))}>
            <input key={format!("words {}", props.made)} id="filter" class="search" type="search" aria-label="Filter"
                placeholder="Filter by words or KQL: a name, an address, an ID…"
                autocomplete="off" autocapitalize="off" spellcheck="false" aria-autocomplete="list"
                aria-controls={open.map(|_| LISTBOX)}
                aria-activedescendant={open.and_then(|open| open.highlighted).map(suggestions::option_id)}
                aria-invalid={search.fault.as_ref().map(|_| "true")} aria-describedby={described}
                ~defaultValue={props.text.clone()} {oninput} onkeydown={keys(search, dispatch)} {onblur} />
            { html_list(open.map(|open| suggestions::suggestions(open, dispatch))) }
            <span class="unseen" role="status">{open.map(suggestions::spoken).unwrap_or_default()}</span>
            { html_list(search.edited.map(note)) }
            <div role="alert">{ html_list(search.fault.as_ref().map(fault)) }</div>
        </div>
    }
}

fn keys(search: &SearchBox, dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let search = search.clone();
    filter_map(dispatch, move |event: KeyboardEvent| {
        if event.is_composing() {
            return None;
        }
        let action = match event.ctrl_key() && event.key() == " " {
            true => {
                let caret = caret_of(&event.target_unchecked_into());
                Some(Action::List(ListAction::Search(BoxAction::Suggest { caret, wanted: true })))
            }
            false if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() => None,
            false => search.action_of(&event.key()),
        };
        action.inspect(|_| event.prevent_default())
    })
}

fn caret_of(input: &HtmlInputElement) -> usize {
    let caret = input.selection_end().ok().flatten();
    caret.map_or_else(|| input.value().encode_utf16().count(), |caret| caret as usize)
}

fn note(edited: Edited) -> Html {
    let what = match edited {
        Edited::All => "the filters",
        Edited::Chip(_) => "this filter",
    };
    html! { <p id={NOTE} class="box-note">{format!("Enter applies the text, Esc leaves {what} as before")}</p> }
}

/// What is wrong with a text: the text with the place marked, and what to write instead.
fn fault(fault: &Fault) -> Html {
    let Fault { text, error } = fault;
    let (start, end) = (error.span.start.min(text.len()), error.span.end.min(text.len()));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    // A place between two letters, or after the last, needs something to be seen.
    let marked = if start == end { "\u{2038}".to_owned() } else { part(start, end) };
    let spoken = format!("At position {}: ", text.get(..start).map_or(0, |before| before.chars().count()) + 1);
    html! {
        <div id={FAULT} class="box-fault">
            <pre aria-hidden="true">{part(0, start)}<mark>{marked}</mark>{part(end, text.len())}</pre>
            <p><span class="unseen">{spoken}</span><strong>{sentence(&error.message)}</strong></p>
            { html_list(error.hint.as_ref().map(|hint| html! { <p>{sentence(hint)}</p> })) }
        </div>
    }
}

/// A message as a sentence of its own.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}
