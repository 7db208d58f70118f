//! The portal's downloads, and what each can answer.

use crate::ui::view::html_list::html_list;
use yew::prelude::*;

/// A kind of sign-in the portal downloads: its name, its files, and who signs in.
struct Download {
    name: &'static str,
    file: &'static str,
    who: &'static str,
}

/// The six files of the portal's download panel, by kind of sign-in; the two kinds of users come with a second file of
/// authentication steps in CSV. Named in Microsoft's "How to download logs in Microsoft Entra ID".
const DOWNLOADS: [Download; 6] = [
    Download { name: "Interactive", file: "InteractiveSignIns", who: "A person signs in: a password, a second factor" },
    Download {
        name: "Interactive, authentication details",
        file: "InteractiveSignIns_AuthDetails",
        who: "The authentication steps of those sign-ins, for CSV",
    },
    Download {
        name: "Non-interactive",
        file: "NonInteractiveSignIns",
        who: "An app signs in for a person with a token it has already",
    },
    Download {
        name: "Non-interactive, authentication details",
        file: "NonInteractiveSignIns_AuthDetails",
        who: "The authentication steps of those sign-ins, for CSV",
    },
    Download {
        name: "Application",
        file: "ApplicationSignIns",
        who: "A service principal signs in with its own secret or certificate",
    },
    Download {
        name: "Managed identity",
        file: "MSISignIns",
        who: "An Azure resource signs in with the identity Azure manages for it",
    },
];

/// What the two formats can answer.
const ANSWERS: [(&str, &str, &str); 6] = [
    ("Who, what, when, from where, with which result", "Yes", "Yes"),
    ("Device, client app, authentication requirement", "Yes", "Yes"),
    ("Conditional Access policies and report-only results", "No", "Yes"),
    ("Risk state and risk levels", "No", "Yes"),
    ("Authentication steps", "In a second file: drop both", "Yes"),
    ("Named locations and processing details", "No", "Yes"),
];

/// The six files of the portal.
pub fn files() -> Html {
    let row = |one: &Download| {
        html! {
            <tr><th scope="row">{one.name}</th><td><code>{one.file}{"_…"}</code></td><td>{one.who}</td></tr>
        }
    };
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{"Download"}</th>
                    <th scope="col">{"File"}</th>
                    <th scope="col">{"Who signs in"}</th>
                </tr>
            </thead>
            <tbody>{ html_list(DOWNLOADS.iter().map(row)) }</tbody>
        </table>
    }
}

/// The portal's downloads, and what each can answer.
pub fn downloads() -> Html {
    let answer = |(what, csv, json): (&'static str, &'static str, &'static str)| {
        html! {
            <tr><th scope="row">{what}</th><td>{csv}</td><td>{json}</td></tr>
        }
    };
    html! {
        <div class="prose" tabindex="0">
            <h2>{"Which file should I download?"}</h2>
            <p>
                <strong>{"Interactive sign-ins as JSON"}</strong>
                {" answers most questions. Take the non-interactive file as well when you follow an attacker: stolen tokens show there."}
            </p>
            <p>
                {"In the Microsoft Entra admin center open Sign-in logs, set the dates, choose Download, then JSON or CSV. Filters set there limit the file; the columns chosen there do not."}
            </p>
            <h3>{"What the formats can answer"}</h3>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{"Question"}</th><th scope="col">{"CSV"}</th><th scope="col">{"JSON"}</th>
                    </tr>
                </thead>
                <tbody>{ html_list(ANSWERS.map(answer)) }</tbody>
            </table>
            <h3>{"The six files"}</h3>
            { files() }
            <p class="dim">
                {"A file has at most 100,000 sign-ins. If yours has exactly as many, download shorter spans and drop all files here together."}
            </p>
        </div>
    }
}
