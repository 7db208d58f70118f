//! The start: one file becomes a page with a running engine.

use serde_json::json;

use super::Outcome;
use crate::harness::Page;

pub fn page_and_worker_are_alive(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.wait_until("the engine to be ready", "return document.querySelector('main').dataset.engine === 'ready'")
}

/// The pool of parsers is started by the engine, which is itself a worker.
pub fn a_worker_can_start_a_worker(page: &Page) -> Outcome {
    page.execute(
        "const script = `if (self.name) { postMessage(self.name); } else {
           const inner = new Worker(location.href, { name: 'inner' });
           inner.onmessage = (message) => postMessage('heard ' + message.data);
         }`;
         const outer = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
         outer.onmessage = (message) => { document.title = message.data; };",
        json!([]),
    )?;
    page.wait_until("the inner worker to be heard", "return document.title === 'heard inner'")
}

/// Errors, and everything the content security policy refuses, end up in the console.
pub fn the_console_stays_quiet(page: &Page) -> Outcome {
    page_and_worker_are_alive(page)?;
    let lines = page.console()?;
    assert!(lines.is_empty(), "{lines:#?}");
    Ok(())
}

pub fn an_old_browser_is_told_so(page: &Page) -> Outcome {
    page.run_before_each_page("delete globalThis.DecompressionStream")?;
    page.reload()?;
    page.wait_until("the sentence", "return document.querySelector('[role=alert]') !== null")?;
    let sentence = page.execute("return document.querySelector('[role=alert]').textContent", json!([]))?;
    let sentence = sentence.as_str().unwrap_or_default();
    assert!(sentence.contains("too old") && sentence.contains("DecompressionStream"), "{sentence}");
    Ok(())
}
