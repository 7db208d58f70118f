//! The filter as a query to take elsewhere, to be read before it is copied.

use yew::prelude::*;

use crate::kql::targets::Copied;
use crate::schema::kusto::Table;
use crate::ui::state::Action;
use crate::ui::state::copy_as::{CopyAction, CopyAs, QueryForm};
use crate::ui::view::html_list::html_list;

/// The filter as a query, in one of several forms.
pub fn copy_as(copy: &CopyAs, copied: &Copied, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(Action::CopyAs);
    let text = copied.text.clone();
    let is_nothing = text.is_empty();
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Copy(text.clone()));
    html! {
        <div class="copy-as">
            <h2>{"Copy as"}</h2>
            <fieldset class="forms">
                <legend class="unseen">{"Form"}</legend>
                { html_list(QueryForm::ALL.into_iter().map(|form| form_view(form, form == copy.form, &act))) }
            </fieldset>
            <p class="dim">{copy.form.purpose()}</p>
            { html_list((copy.form == QueryForm::Kql).then(|| tables(copy, &act))) }
            { html_list((!is_nothing).then(|| html! {
                <pre class="query" role="region" aria-label="Query" tabindex="0">{copied.text.clone()}</pre>
            })) }
            { html_list(is_nothing.then(|| html! { <p>{"The filter asks nothing that can be said in this form"}</p> })) }
            { html_list((!copied.left_out.is_empty()).then(|| left_out(copied))) }
            <div class="editor-foot">
                <button type="button" class="primary" disabled={is_nothing} {onclick}>{"Copy"}</button>
            </div>
        </div>
    }
}

fn form_view(form: QueryForm, is_chosen: bool, act: &Callback<CopyAction>) -> Html {
    let onchange = act.reform(move |_| CopyAction::Form(form));
    html! {
        <label key={form.label()}>
            <input type="radio" name="query-form" checked={is_chosen} {onchange} />{form.label()}
        </label>
    }
}

fn tables(copy: &CopyAs, act: &Callback<CopyAction>) -> Html {
    let tick = |table: Table| {
        let onchange = act.reform(move |_| CopyAction::Toggle(table));
        let is_ticked = copy.tables.contains(&table);
        // A query needs a table.
        let is_last = is_ticked && copy.tables.len() == 1;
        html! {
            <label key={table.name()}>
                <input type="checkbox" checked={is_ticked} disabled={is_last} {onchange} />{table.name()}
            </label>
        }
    };
    html! {
        <fieldset class="tables"><legend>{"Tables"}</legend>{ html_list(Table::ALL.into_iter().map(tick)) }</fieldset>
    }
}

fn left_out(copied: &Copied) -> Html {
    html! {
        <section class="left-out" aria-label="Left out">
            <h3>{"Left out, because it cannot be said in this form"}</h3>
            <ul>{ html_list(copied.left_out.iter().map(|what| html! { <li>{what.clone()}</li> })) }</ul>
        </section>
    }
}
