//! What only a person can say of a file: what the columns of its table are, whether its dates begin with the day, and
//! which zone its times are in.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::card_props::FileCardProps;
use crate::engine::protocol::{Clocks, DateOrder, FilePage, FileReport};
use crate::ui::browser::{file_clocks, zone_names};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::file_words::{asked_dates, asked_zone, date_examples};
use crate::ui::state::files::FilesAction;
use crate::ui::state::mapping::MappingAction;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::first::say_columns;
use crate::ui::view::html_list::html_list;

/// What is asked of a file, or was answered and can be answered again.
pub fn said(props: &FileCardProps) -> Vec<Html> {
    let file = &props.file;
    let unread = file.mapping.is_some().then(|| {
        html! { <div key="columns">{ say_columns(file.file, &file.name, &props.dispatch) }</div> }
    });
    let is_table = props.page().is_some_and(|page| page.table.is_some());
    let can_say = file.mapping.is_none() && (props.user_hints.mapping.is_some() || is_table);
    let unknown = props.page().filter(|page| !page.extras.is_empty()).map(extra_columns);
    let read = can_say.then(|| change_columns(props));
    let dates = (file.asks_dates || props.user_hints.dates).then(|| dates(props));
    let zone = asked_zone(file)
        .map(|asked| html! { <FileZone key="zone" file={file.clone()} {asked} dispatch={props.dispatch.clone()} /> });
    [unread, unknown, read, dates, zone].into_iter().flatten().collect()
}

/// Props of [`FileZone`].
#[derive(PartialEq, Properties)]
pub struct FileZoneProps {
    /// What became of the file.
    pub file: Rc<FileReport>,
    /// What there is to say about the zone of its times.
    pub asked: &'static str,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The zone of the times of a file: typed with suggestions.
#[component]
fn FileZone(props: &FileZoneProps) -> Html {
    let (input, names) = (use_node_ref(), use_memo((), |()| zone_names()));
    let file = props.file.file;
    let told = props.file.reading.clocks.as_ref().map(|clocks| clocks.name.clone());
    let set = move |clocks: Option<Clocks>| Action::Files(FilesAction::Clocks(file, clocks));
    let onsubmit = {
        let input = input.clone();
        filter_map(&props.dispatch, move |event: SubmitEvent| {
            event.prevent_default();
            let input = input.cast::<HtmlInputElement>()?;
            let clocks = file_clocks(input.value().trim());
            let complaint =
                if clocks.is_some() { "" } else { "This browser knows no zone of this name. Try Europe/Madrid" };
            input.set_custom_validity(complaint);
            input.report_validity();
            clocks.map(|clocks| set(Some(clocks)))
        })
    };
    let oninput = {
        let input = input.clone();
        move |_: InputEvent| input.cast::<HtmlInputElement>().iter().for_each(|input| input.set_custom_validity(""))
    };
    let take_back = told.is_some().then(|| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| set(None));
        html! { <button type="button" class="quiet" {onclick}>{"Take it back"}</button> }
    });
    let list = format!("zones-{file}");
    html! {
        <form class="file-zone" aria-label={format!("Zone of the times in {}", props.file.name)} {onsubmit}>
            <p>{props.asked}</p>
            <div class="ways">
                <label class="field"><span>{"Zone of its times"}</span>
                    <input ref={input} type="text" list={list.clone()} spellcheck="false" autocomplete="off" required={true}
                        placeholder="Europe/Madrid" ~defaultValue={told.unwrap_or_default()} {oninput} />
                </label>
                <datalist id={list}>{ html_list(names.iter().map(|name| html! { <option value={name.clone()} /> })) }</datalist>
                <button type="submit" class="quiet">{"Read them in this zone"}</button>
                { html_list(take_back) }
            </div>
            <p class="dim">
                {"Of a time that clocks show twice, when they are put back, the first is taken; one that they skip is read by \
                  the clock before the change."}
            </p>
        </form>
    }
}

/// So many columns are named.
const NAMED_COLUMNS: usize = 12;

/// The columns that no field stands for: they are there under their own names.
fn extra_columns(page: &FilePage) -> Html {
    let names: Vec<&str> = page.extras.iter().take(NAMED_COLUMNS).map(|(extra, _)| extra.name()).collect();
    let more = page.extras.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let text = format!(
        "Extra {}, kept under {} own {}: {}{more}",
        if page.extras.len() == 1 { "column" } else { "columns" },
        if page.extras.len() == 1 { "its" } else { "their" },
        if page.extras.len() == 1 { "name" } else { "names" },
        names.join(", ")
    );
    html! { <p key="extra columns" class="extra-columns">{drawn(&text)}</p> }
}

fn change_columns(props: &FileCardProps) -> Html {
    let file = props.file.file;
    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Mapping(MappingAction::Open(file)));
    let label = format!("Change what its columns are: {}", props.file.name);
    html! {
        <div key="changed columns" class="ways">
            <button type="button" class="quiet" aria-label={label} {onclick}>{"Change what its columns are"}</button>
        </div>
    }
}

fn dates(props: &FileCardProps) -> Html {
    let number = props.file.file;
    let chosen = props.file.reading.dates.filter(|_| props.user_hints.dates);
    let button = |(order, label): (DateOrder, String)| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Files(FilesAction::Dates(number, order)));
        let pressed = (chosen == Some(order)).to_string();
        html! { <button key={order.label()} type="button" class="quiet" aria-pressed={pressed} {onclick}>{label}</button> }
    };
    let text = match chosen {
        Some(order) => format!("Its dates were read with the {} first, as you said", order.label()),
        None => asked_dates(&props.file),
    };
    html! {
        <div key="dates" class="warnings" role="group" aria-label={format!("Day or month first in {}", props.file.name)}>
            <p>{text}</p>
            <div class="ways">{ html_list(date_examples(&props.file).map(button)) }</div>
        </div>
    }
}
