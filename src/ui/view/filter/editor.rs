//! The editor of a filter: an operator, and the values or the text it compares with.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::client_apps::client_apps;
use super::values::values;
use crate::schema::Field;
use crate::ui::state::Action;
use crate::ui::state::chip::Subject;
use crate::ui::state::editor::{Editor, EditorAction, Operator};
use crate::ui::view::each::each;
use crate::ui::view::when::when;

/// The editor of a filter.
pub fn editor(editor: &Editor, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(Action::Editor);
    let onsubmit = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        EditorAction::Apply
    });
    let close = dispatch.reform(|_: MouseEvent| Action::ClosePopup);
    html! {
        <form class="editor" {onsubmit}>
            <div class="editor-head">
                <h2>{editor.subject.label()}</h2>
                { operators(editor, &act) }
            </div>
            { compared(editor, &act) }
            { each(editor.error.as_ref().map(|error| html! { <p class="error" role="alert">{error.clone()}</p> })) }
            <div class="editor-foot">
                <button type="submit" class="primary">{"Apply"}</button>
                <button type="button" class="quiet" onclick={close}>{"Cancel"}</button>
            </div>
        </form>
    }
}

fn operators(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let all = Operator::of(editor.subject);
    let option = |operator: &Operator| {
        html! { <option selected={*operator == editor.operator}>{operator.label()}</option> }
    };
    let options: Vec<Html> = all.iter().map(option).collect();
    let onchange = when(act, move |event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        all.get(usize::try_from(at).ok()?).copied().map(EditorAction::Operator)
    });
    html! { <select aria-label="Operator" {onchange}>{options}</select> }
}

fn compared(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let operator = editor.operator;
    match editor.subject {
        _ if operator.takes_text() => text(editor, act),
        _ if !operator.takes_values() => {
            html! { <p class="dim">{"Records whose files do not have the value count as empty"}</p> }
        }
        Subject::Field(Field::ClientApp) => client_apps(editor, act),
        _ => values(editor, act),
    }
}

fn text(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let oninput =
        act.reform(|event: InputEvent| EditorAction::Text(event.target_unchecked_into::<HtmlInputElement>().value()));
    let (label, placeholder) = match editor.operator {
        Operator::Within => ("Network", "203.0.113.0/24"),
        _ => ("Text", ""),
    };
    html! {
        <input class="search" type="text" aria-label={label} {placeholder} autocomplete="off" spellcheck="false"
            ~defaultValue={editor.text.clone()} {oninput} />
    }
}
