//! One record: the pane opens, says what happened, lists the policies, and notices a file that changed.

use std::fs;

use serde_json::json;
use signscope_sample::Form;

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

/// Whoever signs in chooses the user agent and, as a guest, the name: neither stops the page, nor looks like another.
pub fn a_chosen_text_cannot_disguise_itself_or_stop_the_page(page: &Page) -> Outcome {
    // Kerned letters without a place to break are what takes longest to lay out.
    let user_agent = "A".repeat(100_000);
    let record = json!([{
        "id": "11111111-2222-4333-8444-555555555555", "createdDateTime": "2026-11-19T22:41:07Z",
        "userDisplayName": "Invoice \u{202e}fdp.exe", "userPrincipalName": "a@contoso.example",
        "userAgent": user_agent, "status": { "errorCode": 0 }
    }]);
    page.load(&[page.write("chosen.json", &record.to_string())?])?;
    page.wait_for_words("[role=grid]", "Invoice ⟦U+202E⟧fdp.exe")?;
    page.click_first(FIRST_CELL)?;
    page.wait_for_words("aside", "Invoice ⟦U+202E⟧fdp.exe")?;
    let length = "return Array.from(document.querySelectorAll('aside dd')).map((one) => one.textContent.length)
                    .reduce((one, other) => Math.max(one, other))";
    assert!(page.execute(length, json!([]))?.as_u64().is_some_and(|length| length < 2_000), "it is cut");
    page.click("button", "Show all 100,000 characters")?;
    page.wait_until("all of it", &format!("return (() => {{ {length} }})() >= 100000"))?;
    page.click("button", "Show less")?;
    page.wait_until("its beginning", &format!("return (() => {{ {length} }})() < 2000"))
}
