//! The forms of export.

use yew::prelude::*;

use super::value_menu::menu;
use crate::ui::state::Action;
use crate::ui::state::action::ExportChoice;
use crate::ui::state::export::Originals;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// The forms of export. Original records are offered in the form they have.
pub fn export(originals: Originals, columns: usize, dispatch: &Callback<Action>) -> Html {
    let item = |label: &'static str, hint: String, choice: Option<ExportChoice>| {
        let onclick = filter_map(dispatch, move |_: MouseEvent| choice.map(Action::Export));
        let disabled = choice.is_none().then_some("true");
        let id = format!("export-{}", label.to_lowercase().replace([' ', ','], "-"));
        html! {
            <div class="menu-entry" role="none">
                <button type="button" role="menuitem" aria-disabled={disabled} aria-describedby={id.clone()}
                    {onclick}>
                    {label}
                </button>
                <small {id}>{hint}</small>
            </div>
        }
    };
    let originals_hint = "The original records, byte for byte".to_owned();
    let json = match originals {
        Originals::Json => item("JSON", originals_hint.clone(), Some(ExportChoice::Original)),
        Originals::Csv => item("JSON", "Not available: the files are CSV".to_owned(), None),
        Originals::Mixed => item("JSON", "Not available: some of the files are CSV".to_owned(), None),
    };
    let rows =
        (originals == Originals::Csv).then(|| item("CSV, original rows", originals_hint, Some(ExportChoice::Original)));
    let content = html! {
        <>
            { item("CSV", format!("The {columns} columns shown"), Some(ExportChoice::ShownColumns)) }
            { item("CSV, all columns", "Every field, and the other columns of the files".to_owned(), Some(ExportChoice::AllColumns)) }
            { json }
            { html_list(rows) }
        </>
    };
    menu("Export", content)
}
