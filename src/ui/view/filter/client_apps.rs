//! The client apps as a tree of modern and legacy ones.

use yew::prelude::*;

use crate::ui::format::number::count;
use crate::ui::state::client_apps::{Branch, Leaf, tree};
use crate::ui::state::editor::{Editor, EditorAction, without_value};
use crate::ui::view::html_list::html_list;

/// The tree of client apps.
pub fn client_apps(editor: &Editor, act: &Callback<EditorAction>) -> Html {
    let values = editor.values.as_ref().map_or(&[][..], |values| &values.values);
    let empty = values.iter().find(|value| value.value.is_none()).map(|value| value.count);
    let ticked = &editor.picked.ticked;
    html! {
        <div class="values tree">
            { html_list(tree(values).iter().map(|branch| branch_view(branch, ticked, act))) }
            { html_list(empty.map(|number| {
                let empty = editor.values.as_ref().map(|values| without_value(values, number));
                let onchange = act.reform(|_| EditorAction::ToggleEmpty);
                html! {
                    <label><input type="checkbox" checked={editor.picked.empty} {onchange} />
                        <span class="value absent">{empty}</span><span class="count">{count(number.into())}</span></label>
                }
            })) }
        </div>
    }
}

fn branch_view(branch: &Branch, ticked: &[String], act: &Callback<EditorAction>) -> Html {
    let number = branch.leaves.iter().map(|leaf| u64::from(leaf.count)).sum();
    html! {
        <fieldset key={branch.label}>
            <legend class="unseen">{branch.label}</legend>
            { tick(branch.label, branch.values(), number, "branch", ticked, act) }
            <ul>{ html_list(branch.leaves.iter().map(|leaf| leaf_view(leaf, ticked, act))) }</ul>
        </fieldset>
    }
}

fn leaf_view(leaf: &Leaf, ticked: &[String], act: &Callback<EditorAction>) -> Html {
    html! {
        <li key={leaf.name.clone()}>
            { tick(&leaf.name, leaf.values.clone(), leaf.count.into(), "leaf", ticked, act) }
        </li>
    }
}

fn tick(
    name: &str,
    values: Vec<String>,
    number: u64,
    class: &'static str,
    ticked: &[String],
    act: &Callback<EditorAction>,
) -> Html {
    let are_all_ticked = values.iter().all(|value| ticked.contains(value));
    let onchange = act.reform(move |_| EditorAction::ToggleAll(values.clone(), !are_all_ticked));
    html! {
        <label {class}>
            <input type="checkbox" checked={are_all_ticked} {onchange} />
            <span class="value">{name.to_owned()}</span><span class="count">{count(number)}</span>
        </label>
    }
}
