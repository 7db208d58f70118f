//! The filter as KQL: typed, completed by keys, mended, edited and copied.

use serde_json::json;
use signscope::engine::protocol::Filter;
use signscope::kql::parse;
use signscope_sample::Form;

use super::{Outcome, access};
use crate::harness::{Page, tenant};

const RECORDS: usize = 2000;
const ENTER: &str = "\u{E007}";
const DOWN: &str = "\u{E015}";
const TAB: &str = "\u{E004}";
const ESCAPE: &str = "\u{E00C}";

/// Waits until the search box holds a text.
fn wait_for_text(page: &Page, text: &str) -> Outcome {
    page.wait_until(text, &format!("return document.getElementById('filter').value === {}", json!(text)))
}

/// Waits until a suggestion with this label is offered.
fn wait_for_suggestion(page: &Page, label: &str) -> Outcome {
    let labels = "Array.from(document.querySelectorAll('[role=option] code'), (code) => code.textContent)";
    page.wait_until(label, &format!("return {labels}.includes({})", json!(label)))
}

/// Looks at the page in both themes. A click on the button of the header would close what is open.
fn in_both_themes(page: &Page, what: &str) -> Outcome {
    for theme in ["light", "dark"] {
        page.execute("document.documentElement.dataset.theme = arguments[0]", json!([theme]))?;
        access::nothing_found(page, what)?;
    }
    Ok(())
}

pub fn a_predicate_becomes_chips(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    let mut count = |text: &str| tenant::count(&mut engine, &parse(text).expect("a predicate"));

    let predicate = "SignInStatus == \"Failure\" and UserPrincipalName !startswith \"a\"";
    let failures = count(predicate);
    assert!(failures > 0 && failures < RECORDS as u64);
    page.type_into("searchbox", "Filter", &format!("{predicate}{ENTER}"))?;
    page.wait_for_shown(failures)?;
    page.find("button", "Status: Failure")?;
    wait_for_text(page, "")?;

    page.click("button", "Edit as KQL")?;
    wait_for_text(page, predicate)?;
    page.type_into("searchbox", "Filter", &format!(" or ResultType == \"0\"{ENTER}"))?;
    page.wait_for_shown(count(&format!("{predicate} or ResultType == \"0\"")))?;

    page.click("button", "Clear all")?;
    page.wait_for_shown(RECORDS as u64)?;
    page.type_into("searchbox", "Filter", &format!("browser{ENTER}"))?;
    page.wait_for_shown(count("* contains \"browser\""))
}

pub fn an_error_shows_its_place(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, 300);
    page.load(&[page.write("a.json", &text)?])?;
    page.type_into("searchbox", "Filter", &format!("SignInStatus == \"Failure\" and UserTyp == \"Guest\"{ENTER}"))?;
    page.wait_for_words(".box-fault mark", "UserTyp")?;
    page.wait_for_words("[role=alert]", "UserType")?;
    page.wait_until(
        "the box to say so",
        "const box = document.getElementById('filter');
         return box.getAttribute('aria-invalid') === 'true' && document.getElementById(box.getAttribute('aria-describedby')) !== null",
    )?;
    in_both_themes(page, "an error in KQL")?;
    page.type_into("searchbox", "Filter", " ")?;
    page.wait_until("the error to go", "return document.querySelector('.box-fault') === null")?;
    page.wait_for_shown(300)
}

pub fn keys_complete(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    page.type_into("searchbox", "Filter", "ConditionalAccessSt")?;
    wait_for_suggestion(page, "ConditionalAccessStatus")?;
    page.press(TAB)?;
    wait_for_text(page, "ConditionalAccessStatus ")?;
    wait_for_suggestion(page, "==")?;
    page.press(&format!("{DOWN}{ENTER}"))?;
    wait_for_text(page, "ConditionalAccessStatus == ")?;
    page.wait_until("a value with its count", "return document.querySelector('[role=option] .count') !== null")?;
    in_both_themes(page, "suggestions")?;
    page.press("not")?;
    wait_for_suggestion(page, "notApplied")?;
    page.press(&format!("{DOWN}{ENTER}"))?;
    let predicate = "ConditionalAccessStatus == \"notApplied\"";
    wait_for_text(page, predicate)?;
    page.press(ENTER)?;
    let not_applied = parse(predicate).expect("a predicate");
    page.wait_for_shown(tenant::count(&mut engine, &not_applied))?;

    // Words are not completed.
    page.type_into("searchbox", "Filter", "windows")?;
    let words = Filter::All(vec![Filter::Words("windows".into()), not_applied]);
    page.wait_for_shown(tenant::count(&mut engine, &words))?;
    assert!(!page.has("listbox", "Suggestions")?);
    Ok(())
}

pub fn the_filter_is_copied(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, 300);
    page.load(&[page.write("a.json", &text)?])?;
    page.type_into("searchbox", "Filter", &format!("UserAgent has \"python\"{ENTER}"))?;
    page.find("button", "User agent has the word python")?;
    page.open_dialog("Copy as")?;
    page.wait_for_words("dialog pre", "| where UserAgent has \"python\"")?;
    page.wait_for_words("dialog pre", "| order by CreatedDateTime desc")?;
    in_both_themes(page, "the filter as KQL")?;
    page.execute(
        "Array.from(document.querySelectorAll('dialog label')).find((label) => label.textContent === 'Graph filter').click()",
        json!([]),
    )?;
    page.wait_for_words("dialog section", "User agent: UserAgent has \"python\"")?;
    page.close_dialog()
}

pub fn editing_can_be_given_up(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    let chip = "User agent has the word chrome";
    page.type_into("searchbox", "Filter", &format!("UserAgent has \"chrome\"{ENTER}"))?;
    let shown = tenant::count(&mut engine, &parse("UserAgent has \"chrome\"").expect("a predicate"));
    page.wait_for_shown(shown)?;
    assert_ne!(tenant::count(&mut engine, &Filter::default()), shown);
    page.click("button", chip)?;
    wait_for_text(page, "UserAgent has \"chrome\"")?;
    assert!(!page.has("button", chip)?);
    page.press(&format!("x{ESCAPE}"))?;
    page.find("button", chip)?;
    wait_for_text(page, "")?;
    page.wait_for_shown(shown)
}
