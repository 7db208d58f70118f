//! Conditional Access: numbers list their sign-ins, people to warn, what a CSV does not have.

use serde_json::json;
use signscope_sample::{Form, Vintage};

use super::Outcome;
use super::access::in_both_themes;
use crate::harness::{Page, tenant};

/// Opens the screen over the sample tenant.
fn open(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    page.click("tab", "Conditional Access")?;
    page.wait_until("the matrix", "return document.querySelector('.matrix tbody button') !== null")?;
    page.wait_for_words("#screen", "Legacy clients")
}

const FAILURES: &str = ".matrix button[aria-label^='CA001'][aria-label*=': Failure, ']";

pub fn a_number_lists_its_sign_ins(page: &Page) -> Outcome {
    open(page)?;
    let script = format!("return document.querySelector(\"{FAILURES}\").textContent.trim()");
    let number = page.execute(&script, json!([]))?;
    let number = number.as_str().unwrap_or_default().replace(',', "").parse::<u64>()?;
    assert!(number > 0);
    page.click_first(FAILURES)?;
    page.wait_for_shown(number)?;
    page.wait_for_words(".filter-bar", "CA001 Require MFA outside the offices: Failure")?;

    page.click("button", "Clear all")?;
    page.click("tab", "Conditional Access")?;
    page.wait_until("all sign-ins", "return document.querySelectorAll('.matrix tbody tr').length === 10")?;
    page.click("button", "CA004 Block countries")?;
    page.wait_for_words("#screen", "Users it stopped")?;
    page.wait_for_focus("focused.textContent", "CA004 Block countries")?;
    page.click("button", "← Policies")?;
    page.wait_for_words("#screen", "Policies and what they did")
}

pub fn who_is_to_be_warned_is_listed(page: &Page) -> Outcome {
    open(page)?;
    page.click("button", "List of people to warn of “CA006 Phishing-resistant MFA”")?;
    page.find("region", "People to warn, table")?;
    page.click_first("[aria-label='People to warn, table'] tbody th button")?;
    page.wait_for_words(".filter-bar", "CA006 Phishing-resistant MFA, if it were enforced")?;
    page.wait_for_words(".filter-bar", "User: ")?;
    page.wait_until("some sign-ins", "return Number(document.querySelector('main').dataset.shown) > 0")
}

pub fn a_csv_says_what_it_does_not_have(page: &Page) -> Outcome {
    page.load(&[page.write("a.csv", &tenant::file(Form::PortalCsv(Vintage::Of2025), 500))?])?;
    page.click("tab", "Conditional Access")?;
    page.wait_for_words("#screen", "Policies are not in these files")?;
    page.wait_for_words("#screen", "(1 CSV file)")?;
    // The status tells of sign-ins without a policy all the same.
    page.wait_for_words("#screen", "only the Conditional Access status tells")?;
    in_both_themes(page, "Conditional Access of a CSV")?;
    page.open_dialog("Which file should I download?")?;
    page.close_dialog()
}

pub fn nobody_is_kept_out(page: &Page) -> Outcome {
    open(page)?;
    in_both_themes(page, "policies")?;
    page.click("button", "CA001 Require MFA outside the offices")?;
    page.wait_for_words("#screen", "Users it stopped")?;
    in_both_themes(page, "a policy")?;
    page.click("button", "← Policies")?;
    page.click("button", "List of people to warn of “CA006 Phishing-resistant MFA”")?;
    page.wait_for_words("#screen", "Copy the usernames")?;
    in_both_themes(page, "people to warn")?;
    page.click("button", "← Policies")?;
    page.click_first(".card button.big.bad")?;
    page.wait_for_words("#screen", "Who, what and how")?;
    in_both_themes(page, "a gap")
}
