//! The columns of the list: which ones, in which order.

use crate::ui::state::action::ListAction;
use web_sys::Element;
use yew::prelude::*;

use super::search_box::search_box;
use crate::schema::{Column, ExtraColumn, SIGN_INS, Tab};
use crate::ui::browser;
use crate::ui::state::Action;
use crate::ui::state::action::ColumnsAction;
use crate::ui::state::columns::ColumnDrag;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// What columns are called that files have and no field stands for.
pub const OTHER_COLUMNS: &str = "Other columns in your files";

/// The columns of the list; `search` leaves those whose name contains it.
pub fn columns(
    shown: &[Column],
    extras: &[ExtraColumn],
    drag: Option<ColumnDrag>,
    search: &str,
    dispatch: &Callback<Action>,
) -> Html {
    let act = dispatch.reform(|action| Action::List(ListAction::Columns(action)));
    let reset = act.reform(|_: MouseEvent| ColumnsAction::Reset);
    let wanted = search.trim().to_lowercase();
    let offered = |tab: Tab| -> Vec<Column> {
        let of_tab = Column::all(&SIGN_INS).filter(|column| column.tab() == tab);
        of_tab.filter(|column| column.label().to_lowercase().contains(&wanted)).collect()
    };
    let extras = extras.iter().filter(|extra| extra.name().to_lowercase().contains(&wanted));
    let extras: Vec<Column> = extras.copied().map(Column::Extra).collect();
    let tabs = Tab::ALL.into_iter().map(|tab| (tab.label(), offered(tab)));
    let groups = tabs.chain([(OTHER_COLUMNS, extras)]).filter(|(_, columns)| !columns.is_empty());
    let groups: Vec<(&str, Vec<Column>)> = groups.collect();
    html! {
        <div class="columns">
            <h2>{"Columns"}</h2>
            <section aria-label="Shown columns">
                <h3>{"Shown, in this order"}</h3>
                { shown_columns(shown, drag, &act) }
                <p class="dim">{"Drag to move, or Alt with ↑ and ↓"}</p>
                <button type="button" class="link" onclick={reset}>{"Reset to the portal’s columns"}</button>
            </section>
            <section aria-label="All fields">
                { search_box("Search columns", search, dispatch) }
                <div class="field-groups">
                    { html_list(groups.iter().map(|(label, columns)| group(label, columns, shown, &act))) }
                    { html_list(groups.is_empty().then(|| html! { <p class="dim">{"No column has this name"}</p> })) }
                </div>
            </section>
        </div>
    }
}

/// The list keeps the pointer while it carries a column: the columns themselves change places meanwhile.
fn shown_columns(shown: &[Column], drag: Option<ColumnDrag>, act: &Callback<ColumnsAction>) -> Html {
    let carried = drag.map(|drag| drag.column);
    let is_held = drag.is_some();
    let onpointerdown = filter_map(act, grab);
    let onpointermove = filter_map(act, move |event: PointerEvent| is_held.then(|| place_under(&event)).flatten());
    let end = |action: ColumnsAction| filter_map(act, move |_: PointerEvent| is_held.then_some(action));
    let onkeydown = filter_map(act, |event: KeyboardEvent| {
        let column = column_of(&browser::target(&event)?)?;
        let action = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => ColumnsAction::Earlier(column),
            "ArrowDown" if event.alt_key() => ColumnsAction::Later(column),
            _ => return None,
        };
        event.prevent_default();
        Some(action)
    });
    html! {
        <ol class={classes!(is_held.then_some("held"))} {onpointerdown} {onpointermove} onpointerup={end(ColumnsAction::Drop)}
            onpointercancel={end(ColumnsAction::Abort)} {onkeydown}>
            { html_list(shown.iter().enumerate().map(|(at, column)| {
                shown_column(at, *column, shown.len(), carried == Some(*column), act)
            })) }
        </ol>
    }
}

/// The pointer takes a column up, unless it is on one of its buttons.
fn grab(event: PointerEvent) -> Option<ColumnsAction> {
    let target = browser::target(&event)?;
    if event.button() != 0 || target.closest("button").ok()?.is_some() {
        return None;
    }
    let column = column_of(&target)?;
    // Touch scrolls the list unless the finger is on the grip.
    if event.pointer_type() == "touch" && target.closest(".grip").ok()?.is_none() {
        return None;
    }
    event.prevent_default();
    let _ = target.closest("ol").ok()??.set_pointer_capture(event.pointer_id());
    Some(ColumnsAction::Grab(column))
}

/// The place in the list that the pointer is over.
fn place_under(event: &PointerEvent) -> Option<ColumnsAction> {
    let items = browser::target(event)?.closest("ol").ok()??.query_selector_all("li").ok()?;
    let y = f64::from(event.client_y());
    let bottom_of = |at: u32| {
        let item = wasm_bindgen::JsCast::dyn_into::<Element>(items.get(at)?).ok()?;
        Some(item.get_bounding_client_rect().bottom())
    };
    let place = (0..items.length()).find(|at| bottom_of(*at).is_some_and(|bottom| y < bottom));
    Some(ColumnsAction::Carry(place.unwrap_or(items.length()) as usize))
}

/// The column whose line an element is part of.
fn column_of(element: &Element) -> Option<Column> {
    Column::from_id(&element.closest("li").ok()??.get_attribute("data-column")?)
}

fn shown_column(at: usize, column: Column, count: usize, is_carried: bool, act: &Callback<ColumnsAction>) -> Html {
    let on = |action: ColumnsAction| act.reform(move |_: MouseEvent| action);
    let label = column.label();
    let button = |icon: &'static str, name: String, disabled: bool, action: ColumnsAction| {
        html! {
            <button type="button" class="quiet icon" aria-label={name} {disabled} onclick={on(action)}>
                <span aria-hidden="true">{icon}</span>
            </button>
        }
    };
    html! {
        <li key={column.id()} data-column={column.id()} class={classes!(is_carried.then_some("carried"))}>
            <span class="grip" aria-hidden="true">{"⠿"}</span>
            <span class="value">{label}</span>
            { button("↑", format!("Move {label} up"), at == 0, ColumnsAction::Earlier(column)) }
            { button("↓", format!("Move {label} down"), at + 1 == count, ColumnsAction::Later(column)) }
            { button("✕", format!("Hide {label}"), count == 1, ColumnsAction::Toggle(column)) }
        </li>
    }
}

fn group(label: &str, columns: &[Column], shown: &[Column], act: &Callback<ColumnsAction>) -> Html {
    let tick = |column: &Column| {
        let column = *column;
        let is_shown = shown.contains(&column);
        let onchange = act.reform(move |_| ColumnsAction::Toggle(column));
        html! {
            <label key={column.id()}>
                <input type="checkbox" checked={is_shown} disabled={is_shown && shown.len() == 1} {onchange} />
                <span>
                    {column.label()}
                    { html_list((!column.is_sorted_by()).then(|| html! { <small>{", in short"}</small> })) }
                </span>
            </label>
        }
    };
    html! { <fieldset key={label}><legend>{label.to_owned()}</legend>{ html_list(columns.iter().map(tick)) }</fieldset> }
}
