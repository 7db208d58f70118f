//! The help: keys, and what each screen answers.

use yew::prelude::*;

use crate::ui::state::keys::HELP;
use crate::ui::view::each::each;

/// What each screen answers.
const SCREENS: [(&str, &str); 2] = [
    (
        "Sign-ins",
        "Who signed in to what, when, from where, and how it ended. The timeline and the filters narrow the list; a click on a row opens everything the file has about it",
    ),
    ("Data", "What was loaded: the shape, the span and the problems of each file"),
];

/// The help.
pub fn help() -> Html {
    let key = |(keys, what): (&'static str, &'static str)| {
        html! {
            <tr>
                <th scope="row">{ each(keys.split("  ").map(|key| html! { <kbd>{key}</kbd> })) }</th><td>{what}</td>
            </tr>
        }
    };
    html! {
        <div class="prose" tabindex="0">
            <h2>{"Help"}</h2>
            <h3>{"Screens"}</h3>
            <dl class="facts">
                { each(SCREENS.map(|(name, what)| html! { <div><dt>{name}</dt><dd>{what}</dd></div> })) }
            </dl>
            <h3>{"Keys"}</h3>
            <table class="keys"><tbody>{ each(HELP.map(key)) }</tbody></table>
            <p class="dim">
                {"“not in this file” means that the export does not have the value. “–” means that it has it and leaves it empty"}
            </p>
        </div>
    }
}
