//! The list of sign-ins: a grid that draws the rows in its viewport only.

mod edge;
mod head;
mod head_props;
mod row;

use crate::ui::state::action::ListAction;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use crate::engine::protocol::Row;
use crate::query::Order;
use crate::schema::Column;
use crate::ui::browser;
use crate::ui::format::time::Zone;
use crate::ui::state::Action;
use crate::ui::state::columns::{Widths, tracks};
use crate::ui::state::detail::{Cursor, cell_id};
use crate::ui::state::popup::PopupPlace;
use crate::ui::state::viewport::{ROW_HEIGHT, Viewport};
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;
use head::Head;
use row::ListRow;

/// Height of the header row in CSS pixels; the style sheet has the same number.
const HEAD: f64 = 34.0;

/// Props of [`List`].
#[derive(PartialEq, Properties)]
pub struct ListProps {
    /// The columns of the rows.
    pub columns: Rc<Vec<Column>>,
    /// The widths people gave to columns.
    pub widths: Widths,
    /// The order.
    pub order: Vec<Order>,
    /// The rows to draw, with their places in the view; those on the way are `None`.
    pub rows: Vec<(u32, Option<Rc<Row>>)>,
    /// How many rows are drawn of a long list.
    pub slots: u32,
    /// Where the first of them is drawn, in pixels from the top of the spacer.
    pub top: f64,
    /// How many rows the view has.
    pub total: u32,
    /// Whether another view, or rows that should be visible, are on the way.
    pub is_busy: bool,
    /// What stands where no row is.
    pub nothing: &'static str,
    /// Where the cursor is.
    pub cursor: Cursor,
    /// The zone of display.
    pub zone: Zone,
    /// What the column of the times is called, with their zone.
    pub date_label: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The list of sign-ins.
#[component]
pub fn List(props: &ListProps) -> Html {
    let list = use_node_ref();
    let body = use_node_ref();
    use_resize(&list, &props.dispatch);
    let (tracks, least) = tracks(&props.columns, &props.widths);
    use_styles(&list, vec![("--columns", tracks), ("--width", format!("{least}px"))]);
    use_styles(&body, vec![("height", format!("{}px", Viewport::spacer(props.total)))]);

    let onscroll = filter_map(&props.dispatch, |event: Event| {
        // Browsers send at most one scroll event a frame, so there is one render a frame.
        Some(Action::List(ListAction::Scrolled(f64::from(browser::target(&event)?.scroll_top()))))
    });
    // One listener for all rows: a row that is drawn anew costs its texts and nothing else.
    let onclick = filter_map(&props.dispatch, |event: MouseEvent| {
        let index = row_of(&browser::target(&event)?)?;
        Some(Action::List(ListAction::OpenRow { index, focus: false }))
    });
    let oncontextmenu = filter_map(&props.dispatch, |event: MouseEvent| {
        let (index, column) = cell_of(&browser::target(&event)?)?;
        event.prevent_default();
        let anchor = PopupPlace::At(event.client_x().into(), event.client_y().into());
        Some(Action::List(ListAction::OpenCellMenu { index, column, anchor }))
    });
    let rows = props.rows.iter().enumerate().map(|(at, (index, row))| drawn_row(props, at, *index, row));
    let active = active_cell(props);
    let busy = if props.is_busy { "true" } else { "false" };
    html! {
        <div ref={list} id="list" class="list" role="grid" aria-label="Sign-ins" tabindex="0" aria-busy={busy}
            aria-rowcount={(u64::from(props.total) + 1).to_string()} aria-colcount={props.columns.len().to_string()}
            aria-activedescendant={active} {onscroll}>
            <Head columns={props.columns.clone()} widths={props.widths.clone()} order={props.order.clone()} date_label={props.date_label.clone()}
                dispatch={props.dispatch.clone()} />
            <div ref={body} class="rows" role="rowgroup" {onclick} {oncontextmenu}>
                { html_list(rows) }
            </div>
            { html_list((props.total == 0 && !props.is_busy).then(|| html! { <p class="nothing">{props.nothing}</p> })) }
        </div>
    }
}

/// A row. Rows are told apart by their place among those drawn: one that comes into the viewport takes over the
/// elements of one that has left.
fn drawn_row(props: &ListProps, at: usize, index: u32, row: &Option<Rc<Row>>) -> Html {
    let is_current = props.cursor.index == Some(index);
    html! {
        <ListRow key={index % props.slots} {index} top={props.top + at as f64 * ROW_HEIGHT} row={row.clone()}
            columns={props.columns.clone()} current={is_current.then_some(props.cursor.column)} zone={props.zone} />
    }
}

/// The place in the view of the row that an element is part of. The header's row has the number 1.
fn row_of(element: &Element) -> Option<u32> {
    number_at(element, "[role=row]", "aria-rowindex")?.checked_sub(2)
}

/// The row and column of the cell that an element is part of.
fn cell_of(element: &Element) -> Option<(u32, usize)> {
    let column = number_at(element, "[role=gridcell]", "aria-colindex")?.checked_sub(1)?;
    Some((row_of(element)?, column as usize))
}

fn number_at(element: &Element, around: &str, attribute: &str) -> Option<u32> {
    element.closest(around).ok()??.get_attribute(attribute)?.parse().ok()
}

/// The cell at the cursor, while it is drawn.
fn active_cell(props: &ListProps) -> Option<String> {
    let index = props.cursor.index?;
    props.rows.iter().any(|(drawn, row)| *drawn == index && row.is_some()).then(|| cell_id(index, props.cursor.column))
}

/// Sets style properties of an element when they change.
#[hook]
fn use_styles(node: &NodeRef, properties: Vec<(&'static str, String)>) {
    let node = node.clone();
    use_effect_with(properties, move |properties| {
        if let Some(element) = node.cast::<HtmlElement>() {
            browser::set_styles(&element, properties);
        }
    });
}

/// Tells how high the list is, now and whenever it changes.
#[hook]
fn use_resize(list: &NodeRef, dispatch: &Callback<Action>) {
    let (node, dispatch) = (list.clone(), dispatch.clone());
    use_effect_with((), move |()| {
        let element = node.cast::<Element>();
        let observed = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            if let Some(element) = &observed {
                dispatch.emit(Action::List(ListAction::Resized(f64::from(element.client_height()) - HEAD)));
            }
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(callback);
        }
    });
}
