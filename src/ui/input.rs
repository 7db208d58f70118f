//! What reaches the page from outside its components: keys and files dropped anywhere on the window.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, HtmlInputElement, KeyboardEvent};
use yew::Callback;

use super::browser::{self, Listener};
use super::dropped_files::{Chosen, Dropped};
use super::state::Action;
use super::state::keys::{KeyScope, Shortcut};

/// Types of `<input>` that take no text.
const NOT_TYPING: [&str; 6] = ["checkbox", "radio", "button", "submit", "file", "range"];

/// Elements whose own keys are Enter and the arrows.
const CONTROLS: &str = "button, a, summary, input, [role=listbox], [role=tab], dialog";

/// The key of an event, with where the focus is.
pub fn key_of(event: &KeyboardEvent) -> Shortcut {
    let command = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
    Shortcut { name: event.key(), shift: event.shift_key(), command, place: place_of(event) }
}

fn place_of(event: &KeyboardEvent) -> KeyScope {
    let Some(element) = browser::target(event) else { return KeyScope::Page };
    let is_in = |selector: &str| element.closest(selector).ok().flatten().is_some();
    let takes_text = match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => !NOT_TYPING.contains(&input.type_().as_str()),
        None => is_in("textarea, select, [contenteditable=true]"),
    };
    match () {
        () if takes_text => KeyScope::Typing,
        () if is_in(CONTROLS) => KeyScope::Control,
        () if is_in("[role=grid]") => KeyScope::List,
        () => KeyScope::Page,
    }
}

/// Listens for files held over the window and dropped on it.
pub fn listen_for_files(dispatch: &Callback<Action>, dropped: Callback<Vec<Chosen>>) -> Vec<Listener> {
    let over = {
        let dispatch = dispatch.clone();
        move |event: web_sys::Event| {
            // Without this the browser would leave the page and open the file.
            event.prevent_default();
            if holds_files(&event) {
                dispatch.emit(Action::DragFiles(true));
            }
        }
    };
    let leave = {
        let dispatch = dispatch.clone();
        move |event: web_sys::Event| {
            // Leaving an element for another has the other as related target; leaving the window has none.
            if event.dyn_ref::<DragEvent>().is_none_or(|event| event.related_target().is_none()) {
                dispatch.emit(Action::DragFiles(false));
            }
        }
    };
    let dispatch = dispatch.clone();
    let drop = move |event: web_sys::Event| {
        event.prevent_default();
        dispatch.emit(Action::DragFiles(false));
        if let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) {
            take_drop(Dropped::of(&data), dispatch.clone(), dropped.clone());
        }
    };
    let listeners = [
        Listener::new("dragenter", over.clone()),
        Listener::new("dragover", over),
        Listener::new("dragleave", leave),
        Listener::new("drop", drop),
    ];
    listeners.into_iter().flatten().collect()
}

/// Hands on what was dropped: at once, or after a look into the folders.
fn take_drop(drop: Dropped, dispatch: Callback<Action>, dropped: Callback<Vec<Chosen>>) {
    if !drop.has_folders() {
        return dropped.emit(drop.files());
    }
    spawn_local(async move {
        match drop.all_files().await {
            Ok(files) if files.is_empty() => dispatch.emit(Action::FolderEmpty),
            Ok(files) => dropped.emit(files),
            Err(folder) => dispatch.emit(Action::FolderFailed(folder)),
        }
    });
}

fn holds_files(event: &web_sys::Event) -> bool {
    let types = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|kind| kind == "Files"))
}
