//! The promise: nothing leaves the page, and no text, from a log or anywhere, becomes code.

use std::time::Duration;

use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::Outcome;
use crate::harness::{Listener, Page};

/// Tries every way out. The same attempts reach the listener from a page without a policy, so they would show.
pub fn nothing_leaves_the_page(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let peers = "return typeof RTCPeerConnection + typeof webkitRTCPeerConnection";
    assert_eq!(page.execute(peers, json!([]))?, json!("undefinedundefined"), "connections that no policy knows");
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

/// Tries every way to run text. On a page without a policy all of them work, so they would show.
pub fn no_text_becomes_code(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    assert_eq!(ways_to_code(page)?, json!({}), "text became code");
    page.open_text("control.html", "<!doctype html><title>No policy</title><body>")?;
    let all = ["script", "handler", "link", "timer", "eval", "constructor"].map(|way| (way.to_owned(), json!("ran")));
    assert_eq!(ways_to_code(page)?, Value::Object(all.into_iter().collect()), "without a policy");
    Ok(())
}

/// The ways that worked.
fn ways_to_code(page: &Page) -> Result<Value, Failed> {
    page.execute(include_str!("ways_to_code.js"), json!([]))?;
    page.wait_until("the attempts to end", "return document.documentElement.dataset.attempts === 'over'")?;
    page.execute("const { attempts, theme, ...ran } = document.documentElement.dataset; return ran", json!([]))
}
