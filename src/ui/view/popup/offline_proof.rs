//! How anyone can check that nothing leaves the page.

use crate::ui::view::html_list::html_list;
use yew::prelude::*;

/// Ways to check, from the quickest to the most thorough.
const CHECKS: [(&str, &str); 4] = [
    (
        "Go offline",
        "Load this page, then switch the network off (airplane mode, cable out) and open your files. Everything works as before, because nothing is asked of a network",
    ),
    (
        "Watch the network",
        "Open the developer tools (F12), tab Network, and open your files. The list stays empty. The counter on top of this page shows what the browser counted",
    ),
    (
        "Read the policy",
        "The page carries a content security policy with connect-src 'none': the browser itself refuses every request the page could try, and every script, style, picture, frame and form from elsewhere. View the source; it is near the top",
    ),
    (
        "Try to break it",
        "In the console of the developer tools type fetch(\"https://example.com\"). The browser answers that the policy forbids it",
    ),
];

/// How anyone can check that nothing leaves the page.
pub fn offline_proof() -> Html {
    html! {
        <div class="prose" tabindex="0">
            <h2>{"Prove that nothing leaves"}</h2>
            <p>
                {"Your files are read by this page on this computer. No server takes part. You need not believe that:"}
            </p>
            <ol>{ html_list(CHECKS.map(|(name, how)| html! { <li><strong>{name}</strong>{". "}{how}</li> })) }</ol>
            <p>
                {"A policy cannot forbid two things: leaving the page for another one, and connections between browsers (WebRTC). Both take a script. The policy lets no script run but the page's own, which it names by their hashes; none of them opens another page, and the first of them takes WebRTC away before anything else runs."}
            </p>
            <p class="dim">
                {"The page stores the theme, the time zone, the columns and the saved views in this browser, and nothing of a log. \
                Only what you export may the browser keep on disk until it is saved"}
            </p>
        </div>
    }
}
