//! The card of a file: what it is, what it covers, what to beware of, and what is wrong with it.

use yew::prelude::*;

use super::card_props::FileCardProps;
use super::{fields, problems, strip, user_hints};
use crate::engine::protocol::{FilePage, FileReport, FileState, Modified, Zone as FileZone};
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::format::number::{bytes, percent};
use crate::ui::format::time;
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::file_words::{
    companion, equation, incomplete, logs, no_room, recognised_by, shapes, tenants, versions, warning, zone_of,
};
use crate::ui::state::files::{FilesAction, Hash, Reconciliation};
use crate::ui::view::html_list::html_list;
use crate::ui::view::value::{Tone, toned};

/// So many tenants are named.
const NAMED_TENANTS: usize = 5;

/// The card of a file.
#[component]
pub fn FileCard(props: &FileCardProps) -> Html {
    let file = &props.file;
    let number = file.file;
    let remove = props.dispatch.reform(move |_: MouseEvent| Action::Files(FilesAction::Remove(number)));
    let page = props.page();
    html! {
        <article class="card file" aria-labelledby={format!("file-{number}")}>
            <div class="card-head">
                <h3 id={format!("file-{number}")} tabindex="-1">{drawn(&file.name)}</h3>
                <button type="button" class="quiet" aria-label={format!("Remove {}", file.name)} onclick={remove}>
                    {"Remove"}
                </button>
            </div>
            { facts(props) }
            { html_list(user_hints::said(props)) }
            { html_list(page.filter(|page| !page.warnings.is_empty()).map(warnings)) }
            { html_list(page.filter(|page| page.coverage.times.span.is_some()).map(|page| strip::strip(props, page))) }
            { html_list(page.filter(|page| page.coverage.records > 0).map(fields::fields)) }
            { html_list((file.problem_count > 0).then(|| problems::problems(props))) }
            { html_list(page.filter(|page| !page.companions.is_empty()).map(companions)) }
        </article>
    }
}

fn facts(props: &FileCardProps) -> Html {
    let file = &props.file;
    let at = |instant| time::minute(instant, offset_at(props.zone, instant));
    let zone = zone_name(props.zone);
    let saved = |saved: Modified| match saved.in_utc() {
        Some(saved) => format!("{} ({zone})", at(saved)),
        None => format!("{} (by the clock of whoever packed it)", time::minute(saved.millis, 0)),
    };
    let span = match (file.oldest, file.newest) {
        (Some(oldest), Some(newest)) if file.zone == Some(FileZone::Local) => {
            format!("{} – {} (local time of the file)", time::minute(oldest, 0), time::minute(newest, 0))
        }
        (Some(oldest), Some(newest)) => format!("{} – {} ({zone})", at(oldest), at(newest)),
        _ => "no dates".to_owned(),
    };
    let account = Reconciliation::of(file);
    let records = [Some(equation(&account)), versions(&account)].into_iter().flatten();
    let rows = [
        ("Format", [Some(shape_of(file)), shapes(file)].into_iter().flatten().collect()),
        ("Log", props.page().filter(|page| page.coverage.records > 0).map(logs).into_iter().collect()),
        ("Tenant", props.page().map(named_tenants).unwrap_or_default()),
        ("Records", records.collect()),
        ("Span", vec![span]),
        ("Times", zone_of(file).into_iter().collect()),
        ("Size", vec![bytes(file.size)]),
        ("Saved", file.modified.map(saved).into_iter().collect()),
    ];
    let (tone, state) = ending(file, props.page());
    let rows =
        rows.into_iter().map(|(name, lines)| (name, lines.into_iter().filter(|line| !line.is_empty()).collect()));
    let rows = rows.filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty());
    html! {
        <dl class="facts">
            { html_list(rows.map(|(name, lines)| fact(name, html_list(lines.into_iter().map(|line| html! { <div>{line}</div> }))))) }
            { fact("SHA-256", hash(props)) }
            { fact("State", toned(tone, &state)) }
        </dl>
    }
}

/// How far a file is, and how well that went; only of one that is whole that is good.
pub(super) fn ending(file: &FileReport, page: Option<&FilePage>) -> (Tone, String) {
    match &file.state {
        FileState::Waiting => (Tone::Plain, "Waiting".to_owned()),
        FileState::Reading => (Tone::Waiting, "Reading".to_owned()),
        FileState::Cancelled => (Tone::Waiting, "Stopped: the records read so far are there".to_owned()),
        FileState::NoRoom { read } => (Tone::Bad, no_room(file, *read)),
        FileState::Refused(message) => (Tone::Bad, message.clone()),
        FileState::Done | FileState::Unpacked => match (incomplete(file, page), &file.state) {
            (Some(text), _) => (Tone::Waiting, text),
            (None, FileState::Unpacked) => (Tone::Good, "Unpacked: its files follow".to_owned()),
            (None, _) => (Tone::Good, "Read to its end".to_owned()),
        },
    }
}

/// What the file is, and how that is known.
fn shape_of(file: &FileReport) -> String {
    let known = [Some(file.description.as_str()).filter(|shape| !shape.is_empty()), recognised_by(file)];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The SHA-256 of the file as it was given, which tells whether two people look at the same file.
fn hash(props: &FileCardProps) -> Html {
    let file = props.file.file;
    let ask = || {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Files(FilesAction::Hash(file)));
        let label = format!("Compute the SHA-256 of {}", props.file.name);
        html! { <button type="button" class="link" aria-label={label} {onclick}>{"Compute"}</button> }
    };
    match &props.hash {
        None => ask(),
        Some(Hash::Under { done, total }) => html! { {format!("{} done", percent(*done, *total))} },
        Some(Hash::Done(sha256)) => html! { <span class="id">{sha256.clone()}</span> },
        Some(Hash::Failed(message)) => html! { <>{ toned(Tone::Bad, message) }{" "}{ ask() }</> },
    }
}

fn fact(name: &'static str, value: Html) -> Html {
    html! { <div key={name}><dt>{name}</dt><dd>{value}</dd></div> }
}

fn named_tenants(page: &FilePage) -> Vec<String> {
    let mut tenants = tenants(&page.coverage);
    let more = tenants.len().saturating_sub(NAMED_TENANTS);
    tenants.truncate(NAMED_TENANTS);
    tenants.extend((more > 0).then(|| format!("and {more} more")));
    tenants
}

fn warnings(page: &FilePage) -> Html {
    let one = |text: String| html! { <li>{ toned(Tone::Waiting, "Beware") }{" "}<span>{text}</span></li> };
    html! {
        <div class="warnings">
            <ul>{ html_list(page.warnings.iter().map(|found| one(warning(found)))) }</ul>
        </div>
    }
}

fn companions(page: &FilePage) -> Html {
    html! {
        <div class="companions">
            <ul>{ html_list(page.companions.iter().map(|one| html! { <li>{companion(one)}</li> })) }</ul>
        </div>
    }
}
