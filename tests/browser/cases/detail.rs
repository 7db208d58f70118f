//! One record: the pane opens, says what happened, lists the policies, and notices a file that changed.

use std::fs;

use serde_json::json;
use signscope::sample::Form;

use super::Outcome;
use crate::harness::{Page, tenant};

const FIRST_CELL: &str = "[role=grid] [role=gridcell]";

pub fn a_blocked_sign_in_shows_its_policy(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    page.type_into("searchbox", "Filter", "CA004 53003 elif\u{E007}")?;
    page.wait_until("few rows", "return Number(document.querySelector('main').dataset.shown) < 100")?;
    page.click_first(FIRST_CELL)?;
    page.wait_for_words("aside", "Blocked by policy")?;
    page.find("complementary", "Sign-in details")?;
    page.click_detail_tab("Conditional Access")?;
    page.wait_for_words("aside [role=tabpanel]", "CA004 Block countries")?;
    page.click_first("aside [role=tabpanel] summary")?;
    page.wait_for_words("aside [role=tabpanel]", "Location")?;
    for (tab, words) in
        [("Report-only", "Report-only:"), ("Authentication details", "Password"), ("Raw", "\"createdDateTime\"")]
    {
        page.click_detail_tab(tab)?;
        page.wait_for_words("aside [role=tabpanel]", words)?;
    }
    Ok(())
}

/// The picture of the README: a sign-in that a policy blocked, in the list under its timeline.
pub fn the_readme_picture(page: &Page) -> Outcome {
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

pub fn keys_walk_the_list(page: &Page) -> Outcome {
    page.load(&[page.write("a.json", &tenant::file(Form::PortalJson, 50))?])?;
    page.click_first(FIRST_CELL)?;
    page.wait_for_words("aside", "Basic info")?;
    let request = "return document.querySelector('aside [role=tabpanel]')?.textContent.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? null";
    let first = page.execute(request, json!([]))?;
    page.press("j")?;
    page.wait_until(
        "the next record",
        &format!("return ((id) => id !== null && id !== {first})((() => {{ {request} }})())"),
    )?;
    page.press("k")?;
    page.wait_until("the first record", &format!("return (() => {{ {request} }})() === {first}"))?;
    page.press("\u{E00C}")?;
    page.wait_until("the pane to close", "return document.querySelector('aside') === null")?;
    page.press("/")?;
    page.wait_for_focus("focused.getAttribute('aria-label')", "Filter")?;
    // While typing, letters are letters.
    page.press("jt")?;
    page.wait_for_focus("focused.value", "jt")
}

pub fn a_file_that_changed_is_noticed(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, 40);
    let file = page.write("a.json", &text)?;
    page.load(std::slice::from_ref(&file))?;
    fs::write(&file, text.to_uppercase())?;
    page.click_first(FIRST_CELL)?;
    page.wait_for_words("aside", "a.json")?;
    page.wait_for_words("aside", "changed")?;
    page.open_dialog("Export")?;
    page.click("menuitem", "JSON")?;
    page.wait_for_words("[role=alert]", "changed")
}
