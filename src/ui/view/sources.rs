//! The screen Data: what was loaded, file by file, and what was wrong with it.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::{FileReport, FileState, Loading, PassedOver};
use crate::ui::browser::{offset_at, zone_name};
use crate::ui::numbers::{bytes, count, counted};
use crate::ui::state::Action;
use crate::ui::time::{self, Zone};
use crate::ui::view::each::each;
use crate::ui::view::value::{Tone, toned};

/// Problems of a file that are written out.
const WRITTEN_OUT: usize = 50;

/// Props of [`DataScreen`].
#[derive(PartialEq, Properties)]
pub struct DataScreenProps {
    /// The files.
    pub loading: Rc<Loading>,
    /// The zone of display.
    pub zone: Zone,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What was loaded, file by file.
#[component]
pub fn DataScreen(props: &DataScreenProps) -> Html {
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <div class="data">
            <div class="data-head">
                <h2>{"Files"}</h2>
                <span class="space"></span>
                <button type="button" class="quiet" onclick={act(Action::ChooseFiles)}>{"Choose files"}</button>
                <button type="button" class="quiet" onclick={act(Action::ChooseFolder)}>{"Open folder"}</button>
                <button type="button" class="quiet" onclick={act(Action::Clear)}>{"Remove all"}</button>
            </div>
            { each((props.loading.passed_over.count > 0).then(|| passed_over(&props.loading.passed_over))) }
            <div class="files">{ each(props.loading.files.iter().map(|file| card(file, props.zone))) }</div>
        </div>
    }
}

fn passed_over(files: &PassedOver) -> Html {
    let were =
        if files.count == 1 { "is nothing Signscope reads and was" } else { "are nothing Signscope reads and were" };
    let title = format!("{} {were} passed over", counted(files.count, "file", "files"));
    html! {
        <details class="problems">
            <summary>{title}</summary>
            <ol>
                { each(files.first.iter().map(|(name, reason)| html! {
                    <li><span class="dim">{name.clone()}</span>{" "}{reason.clone()}</li>
                })) }
            </ol>
        </details>
    }
}

fn card(file: &FileReport, zone: Zone) -> Html {
    let span = match (file.oldest, file.newest) {
        (Some(oldest), Some(newest)) => {
            let at = |instant| time::minute(instant, offset_at(zone, instant));
            format!("{} – {} ({})", at(oldest), at(newest), zone_name(zone))
        }
        _ => "no dates".to_owned(),
    };
    let (tone, state) = match &file.state {
        FileState::Waiting => (Tone::Plain, "Waiting".to_owned()),
        FileState::Reading => (Tone::Waiting, "Reading".to_owned()),
        FileState::Done => (Tone::Good, "Read to its end".to_owned()),
        FileState::Unpacked => (Tone::Good, "Unpacked: its files follow".to_owned()),
        FileState::Cancelled => (Tone::Waiting, "Stopped: the records read so far are there".to_owned()),
        FileState::Refused(message) => (Tone::Bad, message.clone()),
    };
    let rows =
        [("Shape", file.shape.clone()), ("Size", bytes(file.size)), ("Records", count(file.records)), ("Span", span)];
    html! {
        <article key={file.file} class="card" aria-label={file.name.clone()}>
            <h3>{file.name.clone()}</h3>
            <dl class="facts">
                { each(rows.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| fact(name, html! {
                    {text}
                }))) }
                { fact("State", toned(tone, &state)) }
                { fact("Problems", html! { {count(file.problem_count)} }) }
            </dl>
            { each((!file.problems.is_empty()).then(|| problems(file))) }
        </article>
    }
}

fn fact(name: &'static str, value: Html) -> Html {
    html! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

fn problems(file: &FileReport) -> Html {
    let shown = file.problems.len().min(WRITTEN_OUT);
    let title = match file.problem_count as usize == shown {
        true => counted(file.problem_count, "problem", "problems"),
        false => format!("The first {shown} of {} problems", count(file.problem_count)),
    };
    html! {
        <details class="problems" open={true}>
            <summary>{title}</summary>
            <ol>
                { each(file.problems.iter().take(shown).map(|problem| html! {
                    <li>
                        <span class="dim">
                            {place_text(problem.place.record, problem.place.line, problem.place.byte)}
                        </span>
                        {" "}
                        {problem.message.clone()}
                    </li>
                })) }
            </ol>
        </details>
    }
}

/// Where a problem is: as much as is known.
fn place_text(record: Option<u64>, line: Option<u64>, byte: Option<u64>) -> String {
    let parts = [("record", record), ("line", line), ("byte", byte)];
    let parts: Vec<String> =
        parts.iter().filter_map(|(name, at)| at.map(|at| format!("{name} {}", count(at)))).collect();
    if parts.is_empty() { String::new() } else { format!("{}:", parts.join(", ")) }
}
