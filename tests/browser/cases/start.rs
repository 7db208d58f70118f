//! The start: one file becomes a page with a running engine.

use serde_json::json;
use signscope::sample::story;

use super::Outcome;
use crate::harness::Page;

pub fn the_sample_loads(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    let records = story().len() as u64;
    assert_eq!(page.number("records")?, records);
    page.wait_for_shown(records)?;
    page.find("grid", "Sign-ins").map(drop)
}

/// In Firefox, where channels are slow, the engine starts its reader and parsers itself, by the script that it runs.
pub fn a_worker_may_start_another(page: &Page) -> Outcome {
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
pub fn two_workers_can_talk(page: &Page) -> Outcome {
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

/// Errors, and everything the content security policy refuses, end up in the console.
pub fn the_console_stays_quiet(page: &Page) -> Outcome {
    the_sample_loads(page)?;
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
