//! A row of the list.

use std::rc::Rc;

use yew::prelude::*;

use super::use_styles;
use crate::engine::protocol::{Cell, Row};
use crate::schema::{Column, Field};
use crate::ui::format::number::Rounded;
use crate::ui::format::time::Zone;
use crate::ui::log_text::drawn;
use crate::ui::state::detail::cell_id;
use crate::ui::view::value::{cell, cell_text, cell_title};

/// Props of [`ListRow`].
#[derive(PartialEq, Properties)]
pub struct ListRowProps {
    /// Its place in the view.
    pub index: u32,
    /// Where it is drawn, in pixels from the top of the spacer.
    pub top: f64,
    /// Its values; `None` while they are on the way.
    pub row: Option<Rc<Row>>,
    /// The columns.
    pub columns: Rc<Vec<Column>>,
    /// The column of the cursor, if it is in this row.
    pub current: Option<usize>,
    /// The zone of display.
    pub zone: Zone,
}

/// A row of the list. What is pressed in it the list itself listens to.
#[component]
pub fn ListRow(props: &ListRowProps) -> Html {
    let node = use_node_ref();
    use_styles(&node, vec![("top", format!("{}px", Rounded::<2>(props.top)))]);
    let selected = if props.current.is_some() { "true" } else { "false" };
    let cells: Vec<Html> = match &props.row {
        Some(row) => {
            let pairs = props.columns.iter().zip(&row.cells).enumerate();
            pairs.map(|(at, (column, value))| drawn_cell(props, at, *column, value)).collect()
        }
        None => props.columns.iter().map(|_| html! { <div class="cell" role="gridcell"></div> }).collect(),
    };
    html! {
        <div ref={node} class="row" role="row" aria-rowindex={(u64::from(props.index) + 2).to_string()} aria-selected={selected}>
            {cells}
        </div>
    }
}

fn drawn_cell(props: &ListRowProps, at: usize, column: Column, value: &Cell) -> Html {
    let is_current = props.current == Some(at);
    let class = match (is_secondary(column), is_current) {
        (false, false) => "cell",
        (true, false) => "cell dim",
        (false, true) => "cell current",
        (true, true) => "cell dim current",
    };
    let text = drawn(&cell_text(value, props.zone));
    html! {
        <div id={is_current.then(|| cell_id(props.index, at))} {class} role="gridcell"
            aria-colindex={(at + 1).to_string()} title={cell_title(column.field(), value, &text)}>
            {cell(column.field(), value, text)}
        </div>
    }
}

/// Whether a column stands back behind who, what and how it ended.
fn is_secondary(column: Column) -> bool {
    use Field::{Application, Date, IpAddress, Status, User, Username};
    !matches!(column, Column::Field(Date | User | Username | Application | Status | IpAddress))
}
