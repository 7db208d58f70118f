//! The first screen: the promise, the drop zone, and the way to a first file.

use yew::prelude::*;

use crate::engine::protocol::FileId;
use crate::ui::format::number::counted;
use crate::ui::log_text::drawn;
use crate::ui::state::Action;
use crate::ui::state::loading::SAY_COLUMNS;
use crate::ui::state::mapping::MappingAction;
use crate::ui::state::popup::{PopupKind, PopupPlace};
use crate::ui::view::html_list::html_list;

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why, and what to do.
    pub message: String,
    /// Its number, if it can be read once somebody says what its columns are.
    pub to_map: Option<FileId>,
}

/// Props of [`FirstScreen`].
#[derive(PartialEq, Properties)]
pub struct FirstScreenProps {
    /// What could not be read.
    pub refused: Vec<Refused>,
    /// How many more could not be read.
    pub more: u64,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Three downloads in short; the dialog has all.
const DOWNLOADS: [(&str, &str); 3] = [
    ("InteractiveSignIns.json", "Everything: policies, risk, authentication steps"),
    ("InteractiveSignIns.csv", "The list. No policies, no risk, no steps"),
    ("NonInteractiveSignIns.json", "Sign-ins by apps and tokens on behalf of a user"),
];

/// The first screen.
#[component]
pub fn FirstScreen(props: &FirstScreenProps) -> Html {
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let open = |kind: PopupKind| act(Action::Open(kind, PopupPlace::Centre));
    html! {
        <div class="first">
            <h2>{"See what your sign-in log knows"}</h2>
            <p class="promise"><strong>{"Your log never leaves this page"}</strong>{". Drop a download from the Microsoft Entra admin \
                center: it is read here, on this computer, and nowhere else."}</p>
            { html_list((!props.refused.is_empty()).then(|| refusals(&props.refused, props.more, &props.dispatch))) }
            <div class="drop">
                <div class="choices">
                    <button type="button" class="primary" onclick={act(Action::ChooseFiles)}>{"Choose files"}</button>
                    <button type="button" class="quiet large" onclick={act(Action::ChooseFolder)}>{"Open folder"}</button>
                    <button type="button" class="quiet large" onclick={act(Action::OpenSample)}>
                        {"Try with sample data"}
                    </button>
                </div>
                <p>{"or drop CSV and JSON files anywhere in this window: several at once, whole folders, zip and gzip too, gigabytes are fine"}</p>
            </div>
            <ul class="which">
                { html_list(DOWNLOADS.map(|(name, what)| html! { <li><strong>{name}</strong><span>{what}</span></li> })) }
            </ul>
            <p class="links">
                <button type="button" class="link" onclick={open(PopupKind::Downloads)}>
                    {"Which file should I download?"}
                </button>
                <button type="button" class="link" onclick={open(PopupKind::Proof)}>
                    {"Prove that nothing leaves"}
                </button>
            </p>
        </div>
    }
}

fn refusals(refused: &[Refused], more: u64, dispatch: &Callback<Action>) -> Html {
    let one = |file: &Refused| {
        let way = file.to_map.map(|number| say_columns(number, &file.name, dispatch));
        html! { <li><strong>{drawn(&file.name)}</strong>{": "}{drawn(&file.message)}{ html_list(way) }</li> }
    };
    html! {
        <div class="refused" role="alert">
            <p>{"Nothing could be read"}</p>
            <ul>{ html_list(refused.iter().map(one)) }</ul>
            { html_list((more > 0).then(|| html! { <p>{format!("and {}", counted(more, "more file", "more files"))}</p> })) }
        </div>
    }
}

/// The button that opens the dialog for the columns of a table.
pub fn say_columns(file: FileId, name: &str, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Mapping(MappingAction::Open(file)));
    let label = format!("{SAY_COLUMNS}: {name}");
    html! {
        <div class="ways"><button type="button" class="quiet" aria-label={label} {onclick}>{SAY_COLUMNS}</button></div>
    }
}
