//! The promise: nothing leaves the page, and no text, from a log or anywhere, becomes code.

use std::time::Duration;

use serde_json::json;

use super::Outcome;
use crate::harness::{Listener, Page};

/// Tries every way out. The same attempts reach the listener from a page without a policy, so they would show.
pub fn nothing_leaves_the_page(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let silent = Listener::start()?;
    page.execute(include_str!("ways_out.js"), json!([silent.address()]))?;
    page.wait_until("the attempts to end", "return document.documentElement.dataset.attempts === 'over'")?;

    let control = Listener::start()?;
    page.open_text("control.html", "<!doctype html><title>No policy</title><body>")?;
    page.execute(include_str!("ways_out.js"), json!([control.address()]))?;
    for way in ["/fetch", "/request", "/image", "/worker"] {
        control.wait_for(way, Duration::from_secs(10))?;
    }
    assert_eq!(silent.seen(), Vec::<String>::new(), "these requests left the page");
    Ok(())
}

pub fn no_text_becomes_code(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.execute(
        "const script = document.createElement('script');
         script.textContent = \"document.documentElement.dataset.inline = 'ran'\";
         document.head.append(script);
         document.body.insertAdjacentHTML('beforeend',
           `<img src='data:,' onerror=\"document.documentElement.dataset.handler = 'ran'\">`);
         window.setTimeout(\"document.documentElement.dataset.text = 'ran'\", 0);
         window.setTimeout(() => { document.documentElement.dataset.attempts = 'over'; }, 300);",
        json!([]),
    )?;
    page.wait_until("the attempts to end", "return document.documentElement.dataset.attempts === 'over'")?;
    let ran = page.execute("const { attempts, ...ran } = document.documentElement.dataset; return ran", json!([]))?;
    assert_eq!(ran, json!({}), "text became code");
    let refused =
        page.execute("try { window.eval('1'); return 'evaluated'; } catch (error) { return error.name; }", json!([]))?;
    assert_eq!(refused, json!("EvalError"));
    Ok(())
}
