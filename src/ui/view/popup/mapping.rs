//! The columns of a table nobody knows: what each holds, said by somebody who sees their first values.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::schema::{Field, Tab};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::mapping::{MappingAction, MappingDialog};
use crate::ui::view::html_list::html_list;

/// The dialog for the columns of a table.
pub fn mapping(dialog: &MappingDialog, dispatch: &Callback<Action>) -> Html {
    let act = dispatch.reform(Action::Mapping);
    let onsubmit = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        MappingAction::Read
    });
    let remember =
        act.reform(|event: Event| MappingAction::Remember(event.target_unchecked_into::<HtmlInputElement>().checked()));
    let kept = match dialog.mapping.has_values_for_names() {
        true => "Some of these names look like values of a log, so this is remembered only until the page is closed",
        false => "Only the names of the columns are kept in this browser, nothing of the rows",
    };
    let columns = dialog.mapping.names.iter().zip(&dialog.fields).enumerate().map(|(at, (name, field))| {
        let values = dialog.mapping.values(at).map(shortened).collect::<Vec<_>>().join(" · ");
        let is_repeated = dialog.mapping.is_repeated(at);
        let none = dialog.no_field();
        html! { <ColumnRow key={at} {at} name={name.clone()} {values} {is_repeated} {none} field={*field} act={act.clone()} /> }
    });
    let (heading, asked) = match dialog.mapping.is_beside {
        true => (
            "Extra columns",
            "Say what they hold: where a record has no value of its own, theirs is read. They stay under their own names too",
        ),
        false => (
            "Columns of the table",
            "Say which column is the date or the request ID, and what at least one more column is. The first values are shown",
        ),
    };
    let remembered = (!dialog.mapping.is_beside).then(|| {
        html! {
            <label class="remember">
                <input type="checkbox" checked={dialog.is_remembered} onchange={remember} />
                <span>{"Read tables with the same columns in the same way"}<small class="dim">{kept}</small></span>
            </label>
        }
    });
    html! {
        <form class="editor" {onsubmit}>
            <h2>{heading}</h2>
            <p class="value-name">{drawn(&dialog.name)}</p>
            <p class="dim">{asked}</p>
            <ol class="mapping" aria-label="Columns">{ html_list(columns) }</ol>
            { html_list(remembered) }
            { html_list(dialog.error.as_ref().map(|error| html! { <p class="error" role="alert">{error.clone()}</p> })) }
            <div class="editor-foot"><button type="submit" class="primary">{"Read the file"}</button></div>
        </form>
    }
}

/// So many letters of a value are shown.
const SHOWN_LETTERS: usize = 60;

fn shortened(value: &str) -> String {
    let mut letters = value.chars();
    let short: String = letters.by_ref().take(SHOWN_LETTERS).collect();
    if letters.next().is_some() { format!("{short}…") } else { short }
}

/// Props of [`ColumnRow`].
#[derive(PartialEq, Properties)]
struct ColumnRowProps {
    /// Its place, counted from 0.
    at: usize,
    /// Its name.
    name: AttrValue,
    /// Its first values.
    values: AttrValue,
    /// Whether an earlier column has the same name.
    is_repeated: bool,
    /// What a column is called that holds no field.
    none: &'static str,
    /// What it holds.
    field: Option<Field>,
    /// Where actions go.
    act: Callback<MappingAction>,
}

/// A column with the choice of its field. A component, so that a choice draws no other column again.
#[component]
fn ColumnRow(props: &ColumnRowProps) -> Html {
    let at = props.at;
    let onchange = props.act.reform(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        MappingAction::Choose(at, Field::from_id(&value))
    });
    let (values_id, select_id) = (format!("column-values-{at}"), format!("column-field-{at}"));
    let name = if props.name.trim().is_empty() {
        format!("Column {}, without a name", at + 1)
    } else {
        props.name.to_string()
    };
    let (name, choice) = match props.is_repeated {
        true => (
            html! { <strong>{name}</strong> },
            html! { <span class="dim">{"Not read: an earlier column has the same name"}</span> },
        ),
        false => (
            html! { <label for={select_id.clone()}>{name}</label> },
            html! { <select id={select_id.clone()} aria-describedby={values_id.clone()} autofocus={at == 0} {onchange}>
                <option value="" selected={props.field.is_none()}>{props.none}</option>
                { html_list(Tab::ALL.into_iter().filter_map(|tab| group(tab, props.field))) }
            </select> },
        ),
    };
    html! {
        <li>
            {name}
            <span id={values_id} class="dim">{if props.values.is_empty() { "no values".into() } else { props.values.clone() }}</span>
            {choice}
        </li>
    }
}

/// The fields of a tab; `None` for a tab without any.
fn group(tab: Tab, chosen: Option<Field>) -> Option<Html> {
    let option = |field: Field| {
        html! {
            <option key={field.id()} value={field.id()} selected={chosen == Some(field)}>{field.label()}</option>
        }
    };
    let fields: Vec<Field> = Field::all().filter(|field| field.info().tab == tab).collect();
    (!fields.is_empty())
        .then(|| html! { <optgroup key={tab.label()} label={tab.label()}>{ html_list(fields.into_iter().map(option)) }</optgroup> })
}
