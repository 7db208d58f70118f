//! The harness itself: it finds what a screen reader would name, and clicks and types as a user would.

use serde_json::json;

use super::Outcome;
use crate::harness::Page;

const CONTROLS: &str = r#"<!doctype html>
<title>Controls</title>
<button>Wrong</button>
<button onclick="document.title = 'clicked'"><b>Add</b>
  filter</button>
<span id="words">Sign-in details</span>
<aside aria-labelledby="words"></aside>
<div role="tab" aria-label="Users">U</div>
<a role="button" href="">Columns</a>
<label>Filter <input type="search" onchange="document.title = this.value"></label>
"#;

pub fn by_role_and_name(page: &Page) -> Outcome {
    page.open_text("controls.html", CONTROLS)?;
    for (role, name, tag) in [
        ("button", "Add filter", "BUTTON"),
        ("complementary", "Sign-in details", "ASIDE"),
        ("tab", "Users", "DIV"),
        ("button", "Columns", "A"),
        ("searchbox", "Filter", "INPUT"),
    ] {
        let found = page.execute("return arguments[0].tagName", json!([page.find(role, name)?]))?;
        assert_eq!(found, json!(tag), "{role} {name}");
    }
    assert!(!page.has("link", "Columns")?, "a link with the role of a button is no link");
    assert!(!page.has("button", "Add")?, "a name is the whole name");
    page.click("button", "Add filter")?;
    page.wait_until("the click", "return document.title === 'clicked'")?;
    page.type_into("searchbox", "Filter", "mfa\u{E007}")?;
    page.wait_until("the text", "return document.title === 'mfa'")
}
