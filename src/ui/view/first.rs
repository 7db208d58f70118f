//! The first screen: the promise, the drop zone, and the way to a first file.

use yew::prelude::*;

use crate::ui::state::Action;
use crate::ui::state::popup::{Anchor, PopupKind};
use crate::ui::view::each::each;

/// Props of [`FirstScreen`].
#[derive(PartialEq, Properties)]
pub struct FirstScreenProps {
    /// Files that could not be read: their names and why.
    pub refused: Vec<(String, String)>,
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
    let open = |kind: PopupKind| act(Action::Open(kind, Anchor::Centre));
    html! {
        <div class="first">
            <h2>{"See what your sign-in log knows"}</h2>
            <p class="promise"><strong>{"Your log never leaves this page"}</strong>{". Drop a download from the Microsoft Entra admin \
                center: it is read here, on this computer, and nowhere else."}</p>
            { each((!props.refused.is_empty()).then(|| refusals(&props.refused))) }
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
                { each(DOWNLOADS.map(|(name, what)| html! { <li><strong>{name}</strong><span>{what}</span></li> })) }
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

fn refusals(refused: &[(String, String)]) -> Html {
    let one = |(name, message): &(String, String)| {
        html! { <li><strong>{name.clone()}</strong>{": "}{message.clone()}</li> }
    };
    html! {
        <div class="refused" role="alert">
            <p>{"Nothing could be read"}</p>
            <ul>{ each(refused.iter().map(one)) }</ul>
        </div>
    }
}
