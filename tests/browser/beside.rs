//! Not cases of the page, and run only when asked for, with `--ignored`: whether the harness finds what it should, whether
//! a browser lets workers do what the page builds on, and the picture of the README.

use serde_json::json;

use crate::cases::{Case, Outcome};
use crate::harness::Engine::{self, Chromium, Firefox};
use crate::harness::Page;

/// What a new browser, or a change of the harness, is tried with.
pub const PROBES: &[Case] = &[
    Case { name: "probe::elements_are_found_by_role_and_name", engines: Engine::ALL, run: found_by_role_and_name },
    Case { name: "probe::a_worker_may_start_another", engines: &[Firefox], run: a_worker_may_start_another },
    Case { name: "probe::two_workers_can_talk", engines: Engine::ALL, run: two_workers_can_talk },
];

/// What makes the pictures of the documents.
pub const PICTURES: &[Case] = &[Case { name: "picture::readme", engines: &[Chromium], run: the_readme_picture }];

const CONTROLS: &str = r#"<!doctype html>
<title>Controls</title>
<button>Wrong</button>
<button onclick="document.title = 'clicked'"><b>Add</b>
  filter</button>
<span id="words">Sign-in details</span>
<aside aria-labelledby="words"></aside>
<div role="tab" aria-label="Users">U</div>
<a role="button" href="">Columns</a>
<label>Filter <input type="search" onchange="document.title = this.value"></label>
"#;

/// The harness finds what a screen reader would name, and clicks and types as a user would.
fn found_by_role_and_name(page: &Page) -> Outcome {
    page.open_text("controls.html", CONTROLS)?;
    for (role, name, tag) in [
        ("button", "Add filter", "BUTTON"),
        ("complementary", "Sign-in details", "ASIDE"),
        ("tab", "Users", "DIV"),
        ("button", "Columns", "A"),
        ("searchbox", "Filter", "INPUT"),
    ] {
        let found = page.execute("return arguments[0].tagName", json!([page.find(role, name)?]))?;
        assert_eq!(found, json!(tag), "{role} {name}");
    }
    assert!(!page.has("link", "Columns")?, "a link with the role of a button is no link");
    assert!(!page.has("button", "Add")?, "a name is the whole name");
    page.click("button", "Add filter")?;
    page.wait_until("the click", "return document.title === 'clicked'")?;
    page.type_into("searchbox", "Filter", "mfa\u{E007}")?;
    page.wait_until("the text", "return document.title === 'mfa'")
}

/// In Firefox, where channels are slow, the engine starts its reader and parsers itself, by the script that it runs.
fn a_worker_may_start_another(page: &Page) -> Outcome {
    page.execute(
        "const script = `onmessage = ({ data }) => {
           if (data !== 'start') return postMessage(data, [data]);
           const other = new Worker(location.href);
           other.onmessage = (message) => postMessage(message.data.byteLength);
           const bytes = new ArrayBuffer(1048576);
           other.postMessage(bytes, [bytes]);
         }`;
         const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
         worker.onmessage = (message) => { document.title = message.data; };
         worker.postMessage('start');",
        json!([]),
    )?;
    page.wait_until("the bytes to arrive", "return document.title === '1048576'")
}

/// Where a worker from `file://` cannot start another, as in Chromium and WebKitGTK, the engine hands slices to parsers
/// through channels that the page made.
fn two_workers_can_talk(page: &Page) -> Outcome {
    page.execute(
        "const script = `onmessage = ({ data, ports: [port] }) => {
           if (data) port.postMessage(data, [data]);
           port.onmessage = (message) => postMessage(message.data.byteLength);
         }`;
         const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
         const [reader, parser] = [new Worker(address), new Worker(address)];
         const { port1, port2 } = new MessageChannel();
         parser.onmessage = (message) => { document.title = message.data; };
         parser.postMessage(null, [port2]);
         const bytes = new ArrayBuffer(1048576);
         reader.postMessage(bytes, [bytes, port1]);",
        json!([]),
    )?;
    page.wait_until("the bytes to arrive", "return document.title === '1048576'")
}

/// The picture of the README: a sign-in that a policy blocked, in the list under its timeline.
fn the_readme_picture(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    page.type_into("searchbox", "Filter", "CA004 53003\u{E007}")?;
    page.wait_until("few rows", "return Number(document.querySelector('main').dataset.shown) < 400")?;
    page.execute(
        "const rows = Array.from(document.querySelectorAll('[role=grid] [role=row]'));
         rows.find((row) => row.textContent.includes('Failure')).querySelector('[role=gridcell]').click()",
        json!([]),
    )?;
    page.wait_for_words("aside", "Basic info")?;
    page.click_detail_tab("Conditional Access")?;
    page.wait_until("the policies", "return document.querySelectorAll('aside [role=tabpanel] summary').length > 3")?;
    page.keep_picture("readme.png")
}
