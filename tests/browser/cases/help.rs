//! The help: a key opens it, its contents lead to its parts, and nobody is kept out of it.

use serde_json::json;

use super::{Outcome, access};
use crate::harness::Page;

pub fn a_key_opens_it_and_its_contents_lead_on(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.press("?")?;
    page.wait_until(
        "the help",
        "return document.querySelector('dialog:modal')?.getAttribute('aria-label') === 'Help'",
    )?;
    page.find("heading", "What a status means")?;
    for caption in ["On the timeline and on charts", "In the filter", "On the edge of a column’s head"] {
        page.wait_for_words("dialog caption", caption)?;
    }
    page.wait_for_words("dialog kbd", "Ctrl Space")?;
    let parts = "const links = Array.from(document.querySelectorAll('dialog nav a'));
        return links.length > 5 && links.every((link) => document.querySelector(`dialog h3${link.getAttribute('href')}`)?.textContent === link.textContent)";
    assert_eq!(page.execute(parts, json!([]))?, json!(true), "every entry leads to the heading of its name");
    page.click("link", "What a Conditional Access result means")?;
    page.wait_until(
        "the part to be in sight",
        "const part = document.querySelector('#help-policies').getBoundingClientRect();
         return part.top >= 0 && part.top < innerHeight / 2",
    )?;
    page.close_dialog()?;
    page.wait_for_phase("empty")
}

pub fn nobody_is_kept_out(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    for _ in 0..3 {
        page.open_dialog("Help")?;
        access::nothing_found(page, "help")?;
        page.close_dialog()?;
        page.click_first("header button[aria-label^=Theme]")?;
    }
    Ok(())
}
