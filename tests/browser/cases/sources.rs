//! The screen of the files: records add up, a file can be removed, and nobody is kept out.

use serde_json::json;
use signscope::sample::{Form, Vintage};

use super::Outcome;
use super::access::in_both_themes;
use crate::harness::{Page, tenant};

pub fn records_add_up_and_a_file_is_removed(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.load(&[page.write("a.csv", &tenant::file(Form::PortalCsv(Vintage::Of2025), 200))?])?;
    page.wait_for_shown(200)?;
    page.choose_files(&[page.write("b.json", &tenant::file(Form::PortalJson, 200))?])?;
    page.click("tab", "Data")?;
    page.wait_for_words("[aria-label=Totals]", "400 read = 200 shown + 200 merged")?;
    assert_eq!(page.number("records")?, 200);
    page.wait_until("a strip for each file", "return document.querySelectorAll('.strip-bars').length === 2")?;
    page.wait_for_words("article", "200 read = 0 shown + 200 merged")?;
    in_both_themes(page, "Data with two files")?;

    page.click("button", "Remove b.json")?;
    page.wait_for_words("[aria-label=Totals]", "200 read = 200 shown")?;
    let focused = page.execute("return document.activeElement.textContent", json!([]))?;
    assert_eq!(focused, json!("a.csv"), "the focus is on the card that is left");
    page.click("tab", "Sign-ins")?;
    page.wait_for_shown(200)?;
    page.wait_for_words("[role=grid]", "not in this file")?;
    page.click("tab", "Data")?;
    page.click("button", "Remove a.csv")?;
    page.wait_for_phase("empty")
}
