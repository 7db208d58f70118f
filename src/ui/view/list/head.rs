//! The header of the list: names of the columns, and the order.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::Order;
use crate::schema::{Field, Kind};
use crate::ui::browser::zone_name;
use crate::ui::state::Action;
use crate::ui::time::Zone;
use crate::ui::view::each::each;

/// Props of [`Head`].
#[derive(PartialEq, Properties)]
pub struct HeadProps {
    /// The columns.
    pub columns: Rc<Vec<Field>>,
    /// The order.
    pub order: Vec<Order>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The header of the list.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let zone = zone_name(props.zone);
    let columns = props.columns.iter().enumerate().map(|(at, field)| column(at, *field, &zone, props));
    html! {
        <div class="head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">{ each(columns) }</div></div>
    }
}

fn column(at: usize, field: Field, zone: &str, props: &HeadProps) -> Html {
    let key = props.order.iter().position(|order| order.field == field);
    let descending = key.map(|key| props.order[key].descending);
    // Only the first key is the column's sort; the others are told by their number.
    let sort = match (key, descending) {
        (Some(0), Some(true)) => "descending",
        (Some(0), Some(false)) => "ascending",
        _ => "none",
    };
    let arrow = descending.map(|descending| if descending { "↓" } else { "↑" });
    let rank = key.filter(|_| props.order.len() > 1).map(|key| (key + 1).to_string());
    let label = match field.kind() {
        Kind::Time => format!("{} ({zone})", field.label()),
        _ => field.label().to_owned(),
    };
    let onclick = props.dispatch.reform(move |event: MouseEvent| Action::Sort { field, add: event.shift_key() });
    html! {
        <div key={field.info().id} class="cell" role="columnheader" aria-colindex={(at + 1).to_string()}
            aria-sort={sort}>
            <button type="button" tabindex="-1" title={label.clone()} {onclick}>
                <span class="name">{label}</span>
                { each(arrow.map(|arrow| html! {
                    <span class="arrow" aria-hidden="true">{arrow}{rank.unwrap_or_default()}</span>
                })) }
            </button>
        </div>
    }
}
