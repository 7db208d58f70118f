//! The record as the file has it.

use yew::prelude::*;

use crate::engine::protocol::Detail;
use crate::ui::format::number::{count, counted};
use crate::ui::log_text::{drawn, legible};
use crate::ui::state::Action;

/// The record as the file has it, with the place where it lies.
pub fn raw(detail: &Detail, dispatch: &Callback<Action>) -> Html {
    let text = detail.raw.clone();
    let onclick = dispatch.reform(move |_| Action::Copy(text.clone()));
    let length = counted(detail.location.len.into(), "byte", "bytes");
    let place = format!("{length} from byte {} of {}", count(detail.location.offset), detail.file);
    html! {
        <>
            <div class="raw-head">
                <span class="dim">{drawn(&place)}</span><button type="button" class="quiet" {onclick}>{"Copy record"}</button>
            </div>
            <pre class="raw" tabindex="0" aria-label="Record">{legible(&detail.raw).into_owned()}</pre>
        </>
    }
}
