//! Life after the engine stopped: one message in plain words, a new engine, and the same files again.

use serde_json::json;
use signscope_sample::Form;

use super::Outcome;
use crate::harness::{Page, tenant};

/// Takes note of the worker that the page asks.
const WATCH: &str = "const post = Worker.prototype.postMessage;
     Worker.prototype.postMessage = function (message, ...rest) {
         if (message?.request !== undefined) window.asked = this;
         return post.call(this, message, ...rest);
     }";

/// Ends it as a crash does: it answers no more, and the page hears of an error, in Chromium's words and twice.
const CRASH: &str = "const engine = window.asked;
     engine.terminate();
     for (const message of ['Uncaught RuntimeError: unreachable', 'Uncaught Error: RefCell already borrowed'])
         engine.dispatchEvent(new ErrorEvent('error', { message }))";

pub fn after_the_engine_stopped_the_files_can_be_read_again(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.execute(WATCH, json!([]))?;
    let file = page.write("a.json", &tenant::file(Form::PortalJson, 30))?;
    page.load(&[file])?;
    page.wait_for_shown(30)?;
    page.execute(CRASH, json!([]))?;
    page.wait_for_phase("empty")?;
    page.wait_for_words("[role=alert]", "was started anew")?;
    let alerts = page
        .execute("return Array.from(document.querySelectorAll('[role=alert]'), (one) => one.innerText)", json!([]))?;
    assert_eq!(alerts.as_array().map(Vec::len), Some(1), "{alerts}");
    assert!(["panick", "RefCell", "unreachable"].iter().all(|word| !alerts.to_string().contains(word)), "{alerts}");
    page.click("button", "Read 1 file again")?;
    page.wait_for_phase("ready")?;
    page.wait_for_shown(30)?;
    // What is dropped later is read by the new engine too.
    page.drop_files(&[page.write("b.json", &tenant::other_file(Form::PortalJson, 20))?])?;
    page.wait_for_shown(50)
}
