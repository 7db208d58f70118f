//! The single values and the plain lists of a tab.

use yew::prelude::*;

use crate::engine::protocol::{Cell, Detail, DetailItem, DetailList};
use crate::schema::{ExtraColumn, FieldKind, List, PartInfo, Tab};
use crate::ui::browser::zone_name;
use crate::ui::format::number::counted;
use crate::ui::format::time::Zone;
use crate::ui::log_text::{MOST_DRAWN, drawn};
use crate::ui::state::Action;
use crate::ui::state::chip::ChipSubject;
use crate::ui::state::detail::menu_value;
use crate::ui::state::popup::{MenuForm, MenuValue};
use crate::ui::view::html_list::html_list;
use crate::ui::view::long_text::LongText;
use crate::ui::view::value::{MenuButton, cell, cell_text};

/// The values of a tab: those the file has, then its lists, then the names of those it does not have.
pub fn facts(detail: &Detail, tab: Tab, zone: Zone, dispatch: &Callback<Action>) -> Html {
    let items = detail.items.iter().filter(|item| item.field.info().tab == tab);
    let (absent, present): (Vec<_>, Vec<_>) = items.partition(|item| item.value == Cell::Absent);
    let lists = detail.lists.iter().filter(|list| list.list.info().tab == tab);
    html! {
        <>
            <dl class="facts">{ html_list(present.into_iter().map(|item| fact(item, zone, dispatch))) }</dl>
            { html_list(lists.enumerate().map(|(at, entries)| list(at, tab, entries, dispatch))) }
            { html_list((tab == Tab::Additional && !detail.other.is_empty()).then(|| other(&detail.other, dispatch))) }
            { html_list((!absent.is_empty()).then(|| missing(&absent))) }
        </>
    }
}

fn fact(item: &DetailItem, zone: Zone, dispatch: &Callback<Action>) -> Html {
    let label = match item.field.kind() {
        FieldKind::Time if matches!(item.value, Cell::LocalTime(_)) => {
            format!("{} (local time of the file)", item.field.label())
        }
        FieldKind::Time if matches!(item.value, Cell::Text(_)) => item.field.label().to_owned(),
        FieldKind::Time => format!("{} ({})", item.field.label(), zone_name(zone)),
        _ => item.field.label().to_owned(),
    };
    let id = format!("fact-{}", item.field.id());
    let value = menu_value(ChipSubject::Field(item.field), &item.value);
    html! {
        <div key={id.clone()}>
            <dt>{label.clone()}</dt>
            <dd>
                <span>
                    { shown(item, zone) }
                    { html_list(item.from.as_ref().map(|file| html! { <small class="from">{format!("from {file}")}</small> })) }
                </span>
                <MenuButton {id} {label} {value} dispatch={dispatch.clone()} />
            </dd>
        </div>
    }
}

fn shown(item: &DetailItem, zone: Zone) -> Html {
    match &item.value {
        Cell::Text(text) if text.len() > MOST_DRAWN => html! { <LongText text={text.clone()} /> },
        value => cell(Some(item.field), value, drawn(&cell_text(value, zone))),
    }
}

/// A name and a value with its menu; `subject` is `None` where no filter stands for it.
fn line(id: String, name: &str, value: &str, subject: Option<ChipSubject>, dispatch: &Callback<Action>) -> Html {
    let menu = MenuValue { subject, value: Some(value.to_owned()), form: MenuForm::Single };
    let shown = subject.map_or_else(|| value.to_owned(), |subject| subject.shown(value));
    html! {
        <div>
            <dt>{drawn(name)}</dt>
            <dd>
                <span><LongText text={shown} /></span>
                <MenuButton {id} label={drawn(name)} value={menu} dispatch={dispatch.clone()} />
            </dd>
        </div>
    }
}

/// A list of the record, titled.
pub fn list(at: usize, tab: Tab, list: &DetailList, dispatch: &Callback<Action>) -> Html {
    let info = list.list.info();
    let entry = |number: usize, values: &Vec<String>| {
        let one = |(place, (part, text)): (usize, (&PartInfo, &String))| {
            // An empty part is no value that a filter could ask for.
            let subject = Some(ChipSubject::Part(list.list, part.part)).filter(|_| !text.is_empty());
            line(format!("list-{}-{at}-{number}-{place}", tab as usize), part.label, text, subject, dispatch)
        };
        html! { <dl class="facts entry">{ html_list((0..).zip(info.parts.iter().zip(values)).map(one)) }</dl> }
    };
    html! {
        <section class="entries" aria-label={info.label}>
            <h3>{info.label}</h3>
            { html_list(list.entries.iter().enumerate().map(|(number, values)| entry(number, values))) }
            { html_list(list.entries.is_empty().then(|| html! { <p class="dim">{"None"}</p> })) }
        </section>
    }
}

fn other(values: &[(ExtraColumn, String)], dispatch: &Callback<Action>) -> Html {
    let line = |(at, (extra, text)): (usize, &(ExtraColumn, String))| {
        line(format!("other-{at}"), extra.name(), text, Some(ChipSubject::Extra(*extra)), dispatch)
    };
    html! {
        <section class="entries" aria-label="Other values of the record">
            <h3>{"Other values of the record"}</h3>
            <dl class="facts">
                { html_list(values.iter().enumerate().map(line)) }
            </dl>
        </section>
    }
}

/// A list that the record has in a column that could not be read; `None` if it has no such column.
pub fn not_understood(detail: &Detail, list: List) -> Option<Html> {
    let squeezed = |name: &str| name.to_lowercase().replace(['.', '_', '-', ' '], "");
    let wanted = squeezed(list.info().graph);
    let column = detail.other.iter().map(|(extra, _)| extra.name()).find(|name| squeezed(name).starts_with(&wanted))?;
    let text = format!(
        "{} are in this file, but not understood: see “{column}” among the other values of the record",
        list.info().label
    );
    Some(html! { <p class="absent block">{text}</p> })
}

fn missing(absent: &[&DetailItem]) -> Html {
    let title = format!("{} not in this file", counted(absent.len() as u64, "value", "values"));
    let names: Vec<&str> = absent.iter().map(|item| item.field.label()).collect();
    html! { <details class="missing"><summary>{title}</summary><p>{names.join(", ")}</p></details> }
}
