//! A row of the list.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::{Cell, Row};
use crate::schema::Field;
use crate::ui::state::Action;
use crate::ui::state::chip::Subject;
use crate::ui::state::detail::{cell_id, menu_value};
use crate::ui::state::popup::{Anchor, PopupKind};
use crate::ui::time::Zone;
use crate::ui::view::value::{cell, cell_text};

/// Props of [`ListRow`].
#[derive(PartialEq, Properties)]
pub struct ListRowProps {
    /// Its place in the view.
    pub index: u32,
    /// Its values; `None` while they are on the way.
    pub row: Option<Rc<Row>>,
    /// The columns.
    pub columns: Rc<Vec<Field>>,
    /// The column of the cursor, if it is in this row.
    pub current: Option<usize>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A row of the list.
#[component]
pub fn ListRow(props: &ListRowProps) -> Html {
    let index = props.index;
    let onclick = props.dispatch.reform(move |_| Action::OpenRow { index, focus: false });
    let selected = if props.current.is_some() { "true" } else { "false" };
    let cells: Vec<Html> = match &props.row {
        Some(row) => {
            let pairs = props.columns.iter().zip(&row.cells).enumerate();
            pairs.map(|(at, (field, value))| drawn_cell(props, at, *field, value)).collect()
        }
        None => {
            let waiting =
                |at| html! { <div key={at} class="cell" role="gridcell"><span class="waiting-row"></span></div> };
            (0..props.columns.len()).map(waiting).collect()
        }
    };
    html! {
        <div class="row" role="row" aria-rowindex={(u64::from(index) + 2).to_string()} aria-selected={selected}
            {onclick}>
            {cells}
        </div>
    }
}

fn drawn_cell(props: &ListRowProps, at: usize, field: Field, value: &Cell) -> Html {
    let menu = PopupKind::Value(menu_value(Subject::Field(field), value));
    let oncontextmenu = props.dispatch.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Open(menu.clone(), Anchor::At(event.client_x().into(), event.client_y().into()))
    });
    let class =
        classes!("cell", is_secondary(field).then_some("dim"), (props.current == Some(at)).then_some("current"));
    html! {
        <div key={at} id={cell_id(props.index, at)} {class} role="gridcell" aria-colindex={(at + 1).to_string()}
            title={cell_text(value, props.zone)} {oncontextmenu}>
            {cell(field, value, props.zone)}
        </div>
    }
}

/// Whether a column stands back behind who, what and how it ended.
fn is_secondary(field: Field) -> bool {
    !matches!(
        field,
        Field::Date | Field::User | Field::Username | Field::Application | Field::Status | Field::IpAddress
    )
}
