//! The columns of the list: which ones, in which order.

use yew::prelude::*;

use super::add_filter::search_box;
use crate::schema::{Field, Tab};
use crate::ui::state::Action;
use crate::ui::state::action::ColumnsAction;
use crate::ui::view::each::each;

/// The columns of the list; `search` leaves the fields whose name contains it.
pub fn columns(shown: &[Field], search: &str, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(Action::Columns);
    let reset = act.reform(|_: MouseEvent| ColumnsAction::Reset);
    let wanted = search.trim().to_lowercase();
    let fields = |tab: Tab| -> Vec<Field> {
        Field::all().filter(|field| field.info().tab == tab && field.label().to_lowercase().contains(&wanted)).collect()
    };
    let groups = Tab::ALL.into_iter().map(|tab| (tab, fields(tab))).filter(|(_, fields)| !fields.is_empty());
    html! {
        <div class="columns">
            <h2>{"Columns"}</h2>
            <section aria-label="Shown columns">
                <h3>{"Shown, in this order"}</h3>
                <ol>
                    { each(shown.iter().enumerate().map(|(at, field)| shown_column(at, *field, shown.len(), &act))) }
                </ol>
                <button type="button" class="link" onclick={reset}>{"Reset to the portal’s columns"}</button>
            </section>
            <section aria-label="All fields">
                { search_box("Search columns", search, dispatch) }
                <div class="field-groups">
                    { each(groups.map(|(tab, fields)| group(tab, &fields, shown, &act))) }
                </div>
            </section>
        </div>
    }
}

fn shown_column(at: usize, field: Field, count: usize, act: &Callback<ColumnsAction>) -> Html {
    let on = |action: ColumnsAction| act.reform(move |_: MouseEvent| action);
    let label = field.label();
    let button = |icon: &'static str, name: String, disabled: bool, action: ColumnsAction| {
        html! {
            <button type="button" class="quiet icon" aria-label={name} {disabled} onclick={on(action)}>
                <span aria-hidden="true">{icon}</span>
            </button>
        }
    };
    html! {
        <li key={field.info().id}>
            <span class="value">{label}</span>
            { button("↑", format!("Move {label} up"), at == 0, ColumnsAction::Earlier(field)) }
            { button("↓", format!("Move {label} down"), at + 1 == count, ColumnsAction::Later(field)) }
            { button("✕", format!("Hide {label}"), count == 1, ColumnsAction::Toggle(field)) }
        </li>
    }
}

fn group(tab: Tab, fields: &[Field], shown: &[Field], act: &Callback<ColumnsAction>) -> Html {
    let tick = |field: &Field| {
        let field = *field;
        let is_shown = shown.contains(&field);
        let onchange = act.reform(move |_| ColumnsAction::Toggle(field));
        html! {
            <label key={field.info().id}>
                <input type="checkbox" checked={is_shown} disabled={is_shown && shown.len() == 1} {onchange} />
                <span>{field.label()}</span>
            </label>
        }
    };
    html! { <fieldset key={tab.label()}><legend>{tab.label()}</legend>{ each(fields.iter().map(tick)) }</fieldset> }
}
