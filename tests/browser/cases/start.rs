//! The start: one file becomes a page with a running engine.

use serde_json::json;
use signscope_sample::story;

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
