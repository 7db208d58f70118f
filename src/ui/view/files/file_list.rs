//! The files of a group: a list that draws the rows in sight only, with one that the keys are at.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::card::ending;
use crate::engine::protocol::FileReport;
use crate::ui::browser::{self, offset_at};
use crate::ui::format::number::{bytes, counted};
use crate::ui::format::time::{self, Zone};
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::action::Step;
use crate::ui::state::file_groups::{GroupAction, OpenGroup};
use crate::ui::state::files::FilesAction;
use crate::ui::state::viewport::ROW_HEIGHT;
use crate::ui::view::filter_map::filter_map;
use crate::ui::view::html_list::html_list;

/// Props of [`FileList`].
#[derive(PartialEq, Properties)]
pub struct FileListProps {
    /// The name of the group.
    pub name: String,
    /// The files.
    pub files: Vec<Rc<FileReport>>,
    /// What is in sight and chosen.
    pub open: OpenGroup,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The files of a group.
#[component]
pub fn FileList(props: &FileListProps) -> Html {
    let (rows, in_sight) = (use_node_ref(), props.open.drawn(props.files.len()));
    let height = props.files.len() as f64 * ROW_HEIGHT;
    let styles =
        [("height", format!("{height}px")), ("padding-top", format!("{}px", in_sight.start as f64 * ROW_HEIGHT))];
    let of = rows.clone();
    use_effect_with(styles, move |styles| {
        of.cast::<HtmlElement>().iter().for_each(|element| browser::set_styles(element, styles));
    });
    let act = |action: GroupAction| Action::Files(FilesAction::Groups(action));
    let onscroll = filter_map(&props.dispatch, move |event: Event| {
        Some(act(GroupAction::Scrolled(f64::from(browser::target(&event)?.scroll_top()))))
    });
    let onkeydown = filter_map(&props.dispatch, move |event: KeyboardEvent| Some(act(key_action(&event)?)));
    let onclick = filter_map(&props.dispatch, move |event: MouseEvent| {
        let row = browser::target(&event)?.closest("[role=option]").ok()??;
        Some(act(GroupAction::Choose(row.get_attribute("aria-posinset")?.parse::<usize>().ok()?.checked_sub(1)?)))
    });
    let active = in_sight.contains(&props.open.cursor).then(|| row_id(props.open.cursor));
    html! {
        <div id="file-list" class="file-list" role="listbox" tabindex="0" aria-activedescendant={active}
            aria-label={format!("Files of {}: Enter shows the card of one", props.name)} {onscroll} {onkeydown} {onclick}>
            <div ref={rows} class="file-rows" role="presentation">
                { html_list(in_sight.filter_map(|at| Some(row(props, at, props.files.get(at)?)))) }
            </div>
        </div>
    }
}

fn row_id(at: usize) -> String {
    format!("file-list-{at}")
}

fn row(props: &FileListProps, at: usize, file: &FileReport) -> Html {
    let is_chosen = props.open.chosen == Some(file.file);
    let class = classes!("file-row", (props.open.cursor == at).then_some("current"));
    let (tone, state) = ending(file, None);
    let at_minute = |instant| time::minute(instant, offset_at(props.zone, instant));
    let span =
        file.oldest.zip(file.newest).map(|(oldest, newest)| format!("{} – {}", at_minute(oldest), at_minute(newest)));
    let problems =
        if file.problem_count > 0 { counted(file.problem_count, "problem", "problems") } else { String::new() };
    html! {
        <div key={at} id={row_id(at)} {class} role="option" aria-selected={if is_chosen { "true" } else { "false" }}
            aria-setsize={props.files.len().to_string()} aria-posinset={(at + 1).to_string()}>
            <span class={tone.class()} title={drawn(&state)}><span aria-hidden="true">{tone.icon()}</span><span class="unseen">{drawn(&state)}</span></span>
            <span class="file-name" title={drawn(&file.name)}>{drawn(&short(file))}</span>
            <span class="number">{counted(file.records, "record", "records")}</span>
            <span class="number dim">{problems}</span>
            <span class="number dim">{bytes(file.size)}</span>
            <span class="dim file-span">{span.unwrap_or_default()}</span>
        </div>
    }
}

/// The end of a path, which tells the files of a folder apart.
fn short(file: &FileReport) -> String {
    let from = file.name.rmatch_indices(['/', '›']).nth(PATH_PARTS).map_or(0, |(at, sign)| at + sign.len());
    file.name[from..].trim_start().to_owned()
}

/// So many folders are named beside a file.
const PATH_PARTS: usize = 3;

fn key_action(event: &KeyboardEvent) -> Option<GroupAction> {
    let action = match event.key().as_str() {
        "ArrowUp" => GroupAction::Move(Step::Up),
        "ArrowDown" => GroupAction::Move(Step::Down),
        "PageUp" => GroupAction::Move(Step::PageUp),
        "PageDown" => GroupAction::Move(Step::PageDown),
        "Home" => GroupAction::Move(Step::First),
        "End" => GroupAction::Move(Step::Last),
        "Enter" | " " => GroupAction::ChooseAtCursor,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    Some(action)
}
