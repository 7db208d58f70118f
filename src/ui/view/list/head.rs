//! The header of the list: names of the columns, the order, and the edges that make columns wider.

use crate::ui::state::action::ListAction;
use yew::prelude::*;

use super::edge::edge;
use super::head_props::HeadProps;
use crate::schema::{Column, FieldKind};
use crate::ui::state::Action;
use crate::ui::view::html_list::html_list;

/// The header of the list.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let columns = props.columns.iter().enumerate().map(|(at, column)| header(at, *column, props));
    html! {
        <div class="head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">{ html_list(columns) }</div></div>
    }
}

fn header(at: usize, column: Column, props: &HeadProps) -> Html {
    let label = match column.field() {
        Some(field) if field.kind() == FieldKind::Time => props.date_label.to_string(),
        _ => column.label().to_owned(),
    };
    let key = props.order.iter().position(|order| column == order.by);
    // Only the first key is the column's sort; the others are told by their number. A list in short has no order.
    let sort = column.is_sorted_by().then(|| match key {
        Some(0) if props.order[0].descending => "descending",
        Some(0) => "ascending",
        _ => "none",
    });
    html! {
        <div key={column.id()} class="cell" role="columnheader" aria-colindex={(at + 1).to_string()} aria-sort={sort}>
            { name(column, label, key, props) }
            { edge(at, column, props) }
        </div>
    }
}

fn name(column: Column, label: String, key: Option<usize>, props: &HeadProps) -> Html {
    if !column.is_sorted_by() {
        let title = format!("{label}, in short: cannot be sorted");
        return html! { <span class="unsorted" {title}><span class="name">{label}</span></span> };
    }
    let arrow = key.map(|key| if props.order[key].descending { "↓" } else { "↑" });
    let rank = key.filter(|_| props.order.len() > 1).map(|key| (key + 1).to_string());
    let onclick = props
        .dispatch
        .reform(move |event: MouseEvent| Action::List(ListAction::Sort { by: column, add: event.shift_key() }));
    html! {
        <button type="button" tabindex="-1" title={label.clone()} {onclick}>
            <span class="name">{label}</span>
            { html_list(arrow.map(|arrow| html! {
                <span class="arrow" aria-hidden="true">{arrow}{rank.unwrap_or_default()}</span>
            })) }
        </button>
    }
}
