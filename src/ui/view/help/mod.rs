//! The help: one page with keys, questions, downloads, meanings and limits.

mod access;
mod carried;
mod limits;
mod meanings;
mod questions;

use yew::prelude::*;

use super::popup::downloads;
use crate::ui::state::keys::HELP;
use crate::ui::view::html_list::html_list;

/// A part of the help: the end of its identifier, its heading, and what it says.
type Part = (&'static str, &'static str, fn() -> Html);

const PARTS: [Part; 10] = [
    ("keys", "Keys", keys),
    ("questions", "What each screen answers", questions::questions),
    ("files", "The files of the portal", downloads::files),
    ("carries", "What each export carries", carried::topics),
    ("status", "What a status means", meanings::statuses),
    ("policies", "What a Conditional Access result means", meanings::policies),
    ("roles", "Who may download the logs", access::roles),
    ("retention", "How late the logs are, and how long they are kept", access::retention),
    ("limits", "What Signscope does not do", limits::limits),
    ("fields", "Every field, and where it is", carried::fields),
];

/// The help.
pub fn help() -> Html {
    let entry = |(id, title, _): &Part| html! { <li><a href={format!("#help-{id}")}>{*title}</a></li> };
    let part = |(id, title, says): &Part| {
        let id = format!("help-{id}");
        html! {
            <section key={*title} aria-labelledby={id.clone()}>
                <h3 {id} tabindex="-1">{*title}</h3>
                { says() }
            </section>
        }
    };
    html! {
        <div class="prose help" tabindex="0">
            <h2>{"Help"}</h2>
            <nav aria-label="Contents of the help"><ul>{ html_list(PARTS.iter().map(entry)) }</ul></nav>
            { html_list(PARTS.iter().map(part)) }
        </div>
    }
}

fn keys() -> Html {
    let key = |(keys, what): &(&'static [&'static str], &'static str)| {
        html! {
            <tr>
                <th scope="row">{ html_list(keys.iter().map(|key| html! { <kbd>{*key}</kbd> })) }</th><td>{*what}</td>
            </tr>
        }
    };
    html_list(HELP.iter().map(|(place, lines)| {
        html! {
            <table class="keys">
                <caption>{*place}</caption>
                <tbody>{ html_list(lines.iter().map(key)) }</tbody>
            </table>
        }
    }))
}

/// A table of the help: its heads, and a row for each of its lines, the first cell naming the row.
fn table<const CELLS: usize>(heads: [&'static str; CELLS], rows: impl IntoIterator<Item = [Html; CELLS]>) -> Html {
    let row = |cells: [Html; CELLS]| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        html! { <tr><th scope="row">{ html_list(name) }</th>{ html_list(cells.map(|cell| html! { <td>{cell}</td> })) }</tr> }
    };
    // Where it is wider than the page it scrolls, which keys must be able to do.
    html! {
        <div class="wide-table" tabindex="0" role="region" aria-label={format!("{}, table", heads[0])}>
            <table>
                <thead><tr>{ html_list(heads.map(|head| html! { <th scope="col">{head}</th> })) }</tr></thead>
                <tbody>{ html_list(rows.into_iter().map(row)) }</tbody>
            </table>
        </div>
    }
}
