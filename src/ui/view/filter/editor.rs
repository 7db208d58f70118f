//! The editor of a filter: an operator, and the values, the text or the numbers it compares with.

use crate::ui::state::action::ListAction;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::client_apps::client_apps;
use super::values::{also, values};
use crate::schema::Field;
use crate::ui::state::Action;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::editor::{Editor, EditorAction, Operand, Operator};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// The editor of a filter.
pub fn editor(editor: &Editor, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(|action| Action::List(ListAction::Editor(action)));
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
            { html_list(editor.error.as_ref().map(|error| html! { <p class="error" role="alert">{error.clone()}</p> })) }
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
    let onchange = filter_map(act, move |event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        all.get(usize::try_from(at).ok()?).copied().map(EditorAction::Operator)
    });
    html! { <select aria-label="Operator" {onchange}>{options}</select> }
}

fn compared(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    match (editor.operator.operand(), editor.subject) {
        (Operand::Text, _) => text(editor, "Text", "", act),
        (Operand::Network, _) => text(editor, "Network", "203.0.113.0/24", act),
        (Operand::Numbers, _) => numbers(editor, act),
        (Operand::Nothing, _) => {
            html! { <p class="dim">{"Records whose files do not have the value count as empty"}</p> }
        }
        (Operand::Values, ChipSubject::Field(Field::ClientApp)) => client_apps(editor, act),
        (Operand::Values, _) => html! { <>{ values(editor, act) }{ html_list(also(editor, act)) }</> },
    }
}

fn text(editor: &Editor, label: &'static str, placeholder: &'static str, act: &Callback<EditorAction>) -> Html {
    let oninput = act.reform(|event: InputEvent| EditorAction::Text(text_of(&event)));
    html! {
        <input key={label} class="search" type="text" aria-label={label} {placeholder} autofocus={true} autocomplete="off" spellcheck="false"
            ~defaultValue={editor.text.clone()} {oninput} />
    }
}

/// The ends of a range, either of which can be left out.
fn numbers(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let input = |label: &'static str, value: &str, oninput: Callback<InputEvent>| {
        html! {
            <label class="field">
                <span>{label}</span>
                <input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" ~defaultValue={value.to_owned()}
                    {oninput} />
            </label>
        }
    };
    let from = act.reform(|event: InputEvent| EditorAction::Text(text_of(&event)));
    let to = act.reform(|event: InputEvent| EditorAction::Until(text_of(&event)));
    html! {
        <div class="ends" key="ends">
            { input("At least", &editor.text, from) }
            { input("At most", &editor.until, to) }
        </div>
    }
}

fn text_of(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
