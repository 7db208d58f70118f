//! The edge of a column's header: dragged, or moved by keys, it makes the column wider or narrower.

use crate::ui::state::action::ListAction;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::head_props::HeadProps;
use crate::schema::Column;
use crate::ui::browser;
use crate::ui::state::Action;
use crate::ui::state::action::ColumnsAction;
use crate::ui::state::columns::{LEAST_WIDTH, MOST_WIDTH, Width};
use crate::ui::view::filter_map::filter_map;

/// How far one press of a key moves the edge, in CSS pixels; with Shift five times as far.
const STEP: i32 = 10;

/// Room around what a cell holds, in CSS pixels; the style sheet has the same numbers.
const CELL_ROOM: f64 = 24.0;
const HEAD_ROOM: f64 = 36.0;

/// The edge of a column. The first can be reached with Tab, the others from there with the arrows up and down.
pub fn edge(at: usize, column: Column, props: &HeadProps) -> Html {
    let act = props.dispatch.reform(|action| Action::List(ListAction::Columns(action)));
    let width = Width::of(column, &props.widths);
    let text = match props.widths.get(&column) {
        Some(width) => format!("{width} pixels"),
        None => format!("Automatic, at least {} pixels", width.least),
    };
    html! {
        <div class="edge" role="separator" aria-orientation="vertical" tabindex={if at == 0 { "0" } else { "-1" }}
            aria-label={format!("Width of {}", column.label())} aria-valuenow={width.least.to_string()}
            aria-valuemin={LEAST_WIDTH.to_string()} aria-valuemax={MOST_WIDTH.to_string()} aria-valuetext={text}
            title="Drag to change the width, press twice to fit. Keys: ← → the width, Enter to fit, Delete for the width of its own, ↑ ↓ the other columns"
            onpointerdown={Callback::from(grab)} onpointermove={filter_map(&act, move |event| drag(column, &event))}
            onpointerup={filter_map(&act, move |event| drop_edge(column, &event))}
            onpointercancel={filter_map(&act, move |event| drop_edge(column, &event))}
            ondblclick={filter_map(&act, move |event: MouseEvent| fit(column, &browser::target(&event)?))}
            onkeydown={filter_map(&act, move |event| key(column, &event))} />
    }
}

/// How far from the edge the pointer took hold, in CSS pixels.
const HOLD: &str = "data-hold";
/// Whether the pointer has moved since: a mere press changes nothing.
const MOVED: &str = "data-moved";

fn grab(event: PointerEvent) {
    let Some(edge) = browser::target(&event).filter(|_| event.button() == 0) else { return };
    let hold = edge.get_bounding_client_rect().right() - f64::from(event.client_x());
    let _ = edge.set_attribute(HOLD, &hold.to_string());
    let _ = edge.remove_attribute(MOVED);
    // Without the capture, which an old pointer may be refused, the drag rests where the pointer leaves the edge.
    let _ = edge.set_pointer_capture(event.pointer_id());
}

fn drag(column: Column, event: &PointerEvent) -> Option<ColumnsAction> {
    let edge = browser::target(event)?;
    let width = width_under(&edge, event)?;
    let _ = edge.set_attribute(MOVED, "true");
    Some(ColumnsAction::Drag(column, width))
}

fn drop_edge(column: Column, event: &PointerEvent) -> Option<ColumnsAction> {
    let edge = browser::target(event)?;
    let width = width_under(&edge, event);
    let has_moved = edge.has_attribute(MOVED);
    let _ = edge.remove_attribute(HOLD);
    width.filter(|_| has_moved).map(|width| ColumnsAction::Widen(column, width))
}

/// The width that keeps the edge under the pointer that holds it; `None` if none does.
fn width_under(edge: &Element, event: &PointerEvent) -> Option<u32> {
    let hold: f64 = edge.get_attribute(HOLD)?.parse().ok()?;
    let left = edge.closest("[role=columnheader]").ok()??.get_bounding_client_rect().left();
    Some((f64::from(event.client_x()) + hold - left).round().max(0.0) as u32)
}

fn header_width(edge: &Element) -> Option<f64> {
    Some(edge.closest("[role=columnheader]").ok()??.get_bounding_client_rect().width())
}

fn key(column: Column, event: &KeyboardEvent) -> Option<ColumnsAction> {
    let edge = browser::target(event)?;
    let step = if event.shift_key() { 5 * STEP } else { STEP };
    let action = match event.key().as_str() {
        "ArrowLeft" => Some(widened(column, &edge, -step)?),
        "ArrowRight" => Some(widened(column, &edge, step)?),
        "Home" => Some(ColumnsAction::Widen(column, LEAST_WIDTH)),
        "Enter" => Some(fit(column, &edge)?),
        "Delete" | "Backspace" => Some(ColumnsAction::Unwiden(column)),
        "ArrowUp" => walk(&edge, -1),
        "ArrowDown" => walk(&edge, 1),
        _ => return None,
    };
    // The keys of the list stay out of it.
    event.prevent_default();
    event.stop_propagation();
    action
}

fn widened(column: Column, edge: &Element, by: i32) -> Option<ColumnsAction> {
    let width = header_width(edge)?.round() as i32 + by;
    Some(ColumnsAction::Widen(column, width.max(0) as u32))
}

/// Gives the edge of another column the focus; changes nothing.
fn walk(edge: &Element, by: i32) -> Option<ColumnsAction> {
    let row = edge.closest("[role=row]").ok()??;
    let edges = row.query_selector_all("[role=separator]").ok()?;
    let count = edges.length() as i32;
    let at = (0..count).find(|at| edges.get(*at as u32).as_ref() == Some(edge.as_ref()))?;
    let next = edges.get((at + by).rem_euclid(count) as u32)?.dyn_into::<HtmlElement>().ok()?;
    let _ = next.focus();
    None
}

/// The width of the widest content among the rows that are drawn, and of the header.
fn fit(column: Column, edge: &Element) -> Option<ColumnsAction> {
    let header = edge.closest("[role=columnheader]").ok()??;
    let number = header.get_attribute("aria-colindex")?;
    let name = header.query_selector(".name").ok()??;
    let mut widest = browser::content_width(&name)? + HEAD_ROOM;
    let list = edge.closest("[role=grid]").ok()??;
    let cells = list.query_selector_all(&format!("[role=gridcell][aria-colindex=\"{number}\"]")).ok()?;
    for at in 0..cells.length() {
        let content = cells.get(at).and_then(|cell| browser::content_width(&cell));
        widest = widest.max(content.unwrap_or_default() + CELL_ROOM);
    }
    Some(ColumnsAction::Widen(column, widest.ceil() as u32))
}
