//! Long work: how far loading and exporting are, and the button that stops them.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::protocol::Loading;
use crate::ui::format::number::{bytes, count, counted, per_second};
use crate::ui::state::Action;
use crate::ui::state::export::ExportProgress;
use crate::ui::state::loading::question;
use crate::ui::view::html_list::html_list;

/// Props of [`LoadingBar`].
#[derive(PartialEq, Properties)]
pub struct LoadingBarProps {
    /// How far loading is.
    pub loading: Rc<Loading>,
    /// Records of the files that are being read; [`Loading::records`] counts earlier ones too.
    pub new_records: u64,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// How far loading is.
#[component]
pub fn LoadingBar(props: &LoadingBarProps) -> Html {
    let loading = &props.loading;
    let cancel = props.dispatch.reform(|_: MouseEvent| Action::CancelLoading);
    // A sample is made, not read: it has no size.
    let value = (loading.bytes_total > 0).then(|| loading.bytes_read.to_string());
    let max = loading.bytes_total.max(1).to_string();
    // The words change several times a second, which nobody wants read aloud.
    html! {
        <>
        <div class="progress" role="status" aria-label="Loading" aria-live="off">
            <progress {value} {max} aria-label="Bytes read"></progress>
            <span class="words">
                { html_list(size_read(loading).map(|text| html! { <span>{text}</span> })) }
                <span>{counted(loading.records, "record", "records")}</span>
                { html_list(rates(loading, props.new_records).into_iter().map(|text| html! {
                    <span class="dim">{text}</span>
                })) }
            </span>
            <button type="button" class="quiet" onclick={cancel}>{"Cancel"}</button>
        </div>
        { html_list(question(loading).map(|text| ask(loading, text, &props.dispatch))) }
        </>
    }
}

/// A question about the container that is being unpacked.
fn ask(loading: &Loading, text: String, dispatch: &Callback<Action>) -> Html {
    let file = loading.unpacking.as_ref().map_or(0, |report| report.file);
    let answer = |go_on| dispatch.reform(move |_: MouseEvent| Action::GoOn { file, go_on });
    html! {
        <div class="progress" role="alert">
            <p class="words">{text}</p>
            <button type="button" class="quiet" onclick={answer(false)}>{"Stop here"}</button>
            <button type="button" class="quiet" onclick={answer(true)}>{"Go on"}</button>
        </div>
    }
}

fn size_read(loading: &Loading) -> Option<String> {
    let total = Some(loading.bytes_total).filter(|&total| total > 0)?;
    let read = format!("{} of {}", bytes(loading.bytes_read), bytes(total));
    Some(match &loading.unpacking {
        Some(report) => format!("{read}, {} unpacked", bytes(report.unpacked)),
        None => read,
    })
}

fn rates(loading: &Loading, records: u64) -> Vec<String> {
    if loading.elapsed_ms < 1.0 {
        return Vec::new();
    }
    let records = format!("{} records/s", count(per_second(records, loading.elapsed_ms)));
    let speed = per_second(loading.bytes_read, loading.elapsed_ms);
    let speed = (speed > 0).then(|| format!("{:.0} MB/s", speed as f64 / 1e6));
    std::iter::once(records).chain(speed).collect()
}

/// Props of [`ExportBar`].
#[derive(PartialEq, Properties)]
pub struct ExportBarProps {
    /// How far the export is.
    pub export: ExportProgress,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// How far an export is.
#[component]
pub fn ExportBar(props: &ExportBarProps) -> Html {
    let ExportProgress { done, total, .. } = props.export;
    let cancel = props.dispatch.reform(|_: MouseEvent| Action::CancelExport);
    html! {
        <div class="progress" role="status" aria-label="Exporting" aria-live="off">
            <progress value={done.to_string()} max={total.max(1).to_string()} aria-label="Records exported"></progress>
            <span class="words">
                <span>{format!("Exporting {} of {}", count(done), counted(total, "record", "records"))}</span>
            </span>
            <button type="button" class="quiet" onclick={cancel}>{"Cancel"}</button>
        </div>
    }
}
