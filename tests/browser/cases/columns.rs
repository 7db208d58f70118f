//! Columns, editors and saved views, as a user has them: by pointer, by keys, and over a reload.

use libtest_mimic::Failed;
use serde_json::{Value, json};
use signscope::engine::protocol::Filter;
use signscope::query::Test;
use signscope::query::policies::PolicyResult;
use signscope::schema::{Field, List, Part};
use signscope_sample::Form;

use super::Outcome;
use super::access::nothing_found;
use crate::harness::{Page, tenant};

const RECORDS: usize = 2000;

/// Alt with an arrow, as WebDriver writes it.
const ALT_UP: &str = "\u{E00A}\u{E013}\u{E000}";
const RIGHT: &str = "\u{E014}";
const DOWN: &str = "\u{E015}";
const ENTER: &str = "\u{E007}";
const DELETE: &str = "\u{E017}";

/// The names in the header of the list.
fn columns(page: &Page) -> Result<Vec<String>, Failed> {
    let script =
        "return Array.from(document.querySelectorAll('[role=columnheader] .name'), (name) => name.textContent)";
    let names = page.execute(script, json!([]))?;
    Ok(names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn wait_for_columns(page: &Page, first: &[&str]) -> Outcome {
    let script = format!(
        "const names = Array.from(document.querySelectorAll('[role=columnheader] .name'), (name) => name.textContent);
         return {}.every((name, at) => names[at] === name)",
        json!(first)
    );
    page.wait_until(&format!("the columns {first:?}, not {:?}", columns(page)?), &script)
}

/// The middle of an element, in CSS pixels.
fn middle(page: &Page, element: &Value) -> Result<(f64, f64), Failed> {
    let script = "const place = arguments[0].getBoundingClientRect(); return [place.x + place.width / 2, place.y + place.height / 2]";
    let place = page.execute(script, json!([element]))?;
    Ok((place[0].as_f64().unwrap_or_default(), place[1].as_f64().unwrap_or_default()))
}

pub fn columns_move_by_pointer_and_keys(page: &Page) -> Outcome {
    page.load(&[page.write("a.json", &tenant::file(Form::PortalJson, 300))?])?;
    page.open_dialog("Columns")?;
    let grip = |name: &str| {
        page.execute(
            "return Array.from(document.querySelectorAll('dialog ol li')).find((line) => line.querySelector('.value').textContent === arguments[0]).querySelector('.grip')",
            json!([name]),
        )
    };
    let (from, to) = (middle(page, &grip("User")?)?, middle(page, &grip("Status")?)?);
    page.drag(from, to)?;
    wait_for_columns(page, &["Date (UTC)", "Application", "Status", "User", "Risk state"])?;
    page.type_into("button", "Move User up", ALT_UP)?;
    wait_for_columns(page, &["Date (UTC)", "Application", "User", "Status", "Risk state"])?;
    page.type_into("searchbox", "Search columns", "steps")?;
    page.click("checkbox", "Authentication steps, in short")?;
    page.close_dialog()?;
    page.wait_until(
        "the steps in short",
        "return Array.from(document.querySelectorAll('[role=gridcell][aria-colindex=\"10\"]')).some((cell) => cell.textContent.startsWith('Password'))",
    )?;
    page.open_dialog("Columns")?;
    page.click("button", "Reset to the portal’s columns")?;
    wait_for_columns(page, &["Date (UTC)", "User", "Application", "Status"])?;
    assert_eq!(columns(page)?.len(), 9);
    Ok(())
}

fn width(page: &Page, column: &str) -> Result<f64, Failed> {
    let edge = page.find("separator", &format!("Width of {column}"))?;
    let width = page.execute("return arguments[0].parentElement.getBoundingClientRect().width", json!([edge]))?;
    Ok(width.as_f64().unwrap_or_default())
}

fn wait_for_width(page: &Page, column: &str, width: f64) -> Outcome {
    let script = format!(
        "const edge = document.querySelector('[role=separator][aria-label={}]');
         return Math.abs(edge.parentElement.getBoundingClientRect().width - {width}) < 1.5",
        json!(format!("Width of {column}"))
    );
    page.wait_until(&format!("{column} to be {width} pixels wide"), &script)
}

pub fn edges_change_widths(page: &Page) -> Outcome {
    let file = page.write("a.json", &tenant::file(Form::PortalJson, 300))?;
    page.load(std::slice::from_ref(&file))?;
    page.wait_until("rows", "return document.querySelectorAll('[role=gridcell]').length > 20")?;
    let own = width(page, "Status")?;
    let edge = page.find("separator", "Width of Status")?;
    let from = middle(page, &edge)?;
    let to = from.0 + 80.0;
    page.drag(from, (to, from.1))?;
    // The columns before it may give way, so it is the edge that is where the pointer is.
    let is_there = "const edge = document.querySelector('[aria-label=\"Width of Status\"]').getBoundingClientRect()";
    page.wait_until("the edge", &format!("{is_there}; return Math.abs(edge.x + edge.width / 2 - {to}) < 1.5"))?;
    let dragged = width(page, "Status")?;
    assert!(dragged > own + 70.0, "{own} and {dragged}");
    page.type_into("separator", "Width of Status", RIGHT)?;
    wait_for_width(page, "Status", dragged + 10.0)?;

    page.reload()?;
    page.load(&[file])?;
    wait_for_width(page, "Status", dragged + 10.0)?;
    page.type_into("separator", "Width of Status", ENTER)?;
    page.wait_until(
        "a width that fits",
        "const width = Number(document.querySelector('[aria-label=\"Width of Status\"]').getAttribute('aria-valuenow')); return width > 56 && width < 190",
    )?;
    page.type_into("separator", "Width of Status", DELETE)?;
    wait_for_width(page, "Status", own)?;
    // The arrows up and down walk the edges, and the cursor of the list stays where it is.
    page.type_into("separator", "Width of Date", DOWN)?;
    page.wait_for_focus("focused.getAttribute('aria-label')", "Width of User")
}

fn choose_operator(page: &Page, operator: &str) -> Outcome {
    let select = page.find("combobox", "Operator")?;
    page.execute(
        "const [select, operator] = arguments;
         select.selectedIndex = Array.from(select.options).findIndex((option) => option.textContent === operator);
         select.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([select, operator]),
    )
    .map(drop)
}

pub fn a_range_of_numbers_narrows_the_list(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    page.open_dialog("Add filter")?;
    page.click("button", "Latency (ms)")?;
    choose_operator(page, "is between")?;
    page.type_into("textbox", "At least", "100")?;
    page.type_into("textbox", "At most", "x")?;
    page.click("button", "Apply")?;
    page.wait_for_words("[role=alert]", "“x” is no number")?;
    page.type_into("textbox", "At most", "\u{E003}200")?;
    page.click("button", "Apply")?;
    let bound = std::ops::Bound::Included;
    let shown = tenant::count(
        &mut engine,
        &Filter::Field(Field::Latency, Test::Number { from: bound(100.0), to: bound(200.0) }),
    );
    assert!(shown > 0 && shown < RECORDS as u64);
    page.wait_for_shown(shown)
}

/// Ticks the first value of a list of values, and gives its name.
fn tick_first(page: &Page, list: &str) -> Result<String, Failed> {
    let label = format!("dialog ul[aria-label={}] label[title]", json!(list));
    page.wait_until(list, &format!("return document.querySelector({}) !== null", json!(label)))?;
    let script = "const label = document.querySelector(arguments[0]); label.click(); return label.title";
    Ok(page.execute(script, json!([label]))?.as_str().unwrap_or_default().to_owned())
}

pub fn a_policy_with_a_result_is_one_filter(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    page.open_dialog("Add filter")?;
    page.click("button", "Policy")?;
    let policy = tick_first(page, "Values")?;
    // Its results are asked for once it is ticked.
    page.wait_until(
        "the results of one policy",
        "const list = document.querySelector('dialog ul[aria-label=\"With policy result\"]');
         const counts = Array.from(list.querySelectorAll('.count'), (count) => Number(count.textContent.replace(/\\D/g, '')));
         const all = Number(document.querySelector('dialog ul[aria-label=Values] .count').textContent.replace(/\\D/g, ''));
         return counts.length > 0 && counts.reduce((sum, count) => sum + count) <= all",
    )?;
    let result = tick_first(page, "With policy result")?;
    page.click("button", "Apply")?;
    let raw = PolicyResult::all().find(|known| known.label() == result).ok_or(format!("{result} is no result"))?;
    let one = |text: &str| Test::OneOf(vec![text.to_owned()]);
    let tests = vec![(Part::PolicyName, one(&policy)), (Part::PolicyResult, one(raw.name()))];
    let shown = tenant::count(&mut engine, &Filter::Entry(List::Policies, tests));
    assert!(shown > 0 && shown < RECORDS as u64, "{policy}: {result}");
    page.wait_for_shown(shown)
}

pub fn a_view_outlives_a_reload_and_travels_in_a_file(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    let file = page.write("a.json", &text)?;
    page.load(std::slice::from_ref(&file))?;
    let failure = Filter::Field(Field::Status, Test::OneOf(vec!["Failure".to_owned()]));
    let failures = tenant::count(&mut tenant::read("a.json", &text), &failure);
    page.add_filter("Status", "Failure")?;
    page.wait_for_shown(failures)?;
    page.open_dialog("Columns")?;
    page.click("button", "Hide Date")?;
    page.close_dialog()?;
    page.open_dialog("Views")?;
    page.type_into("textbox", "Name of the view", &format!("What failed{ENTER}"))?;
    page.wait_for_words("dialog [role=status]", "Saved “What failed”")?;
    page.click("button", "Export all")?;
    let saved = page.wait_for_download("signscope-views.json")?;

    page.reload()?;
    page.load(&[file])?;
    page.open_dialog("Columns")?;
    page.click("button", "Reset to the portal’s columns")?;
    page.close_dialog()?;
    wait_for_columns(page, &["Date (UTC)"])?;
    page.open_dialog("Views")?;
    page.click("button", "What failed")?;
    page.wait_for_shown(failures)?;
    wait_for_columns(page, &["User", "Application"])?;

    page.open_dialog("Views")?;
    page.click("button", "Delete What failed")?;
    page.wait_for_words("dialog [role=status]", "Deleted")?;
    let bad = page.write("bad.json", "{}")?;
    page.choose_file_in(&page.find("file", "Import views")?, &bad)?;
    page.wait_for_words("dialog [role=alert]", "bad.json is no file of saved views")?;
    let views = page.write("views.json", &String::from_utf8(saved)?)?;
    page.choose_file_in(&page.find("file", "Import views")?, &views)?;
    page.wait_for_words("dialog [role=status]", "Added 1 view from views.json")?;
    page.find("button", "What failed").map(drop)
}

pub fn dialogs_of_columns_and_views(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    page.open_dialog("Views")?;
    page.type_into("textbox", "Name of the view", &format!("Mine{ENTER}"))?;
    page.close_dialog()?;
    for _ in ["light", "dark"] {
        page.click_first("header button[aria-label^=Theme]")?;
        for button in ["Views", "Columns"] {
            page.open_dialog(button)?;
            nothing_found(page, button)?;
            page.close_dialog()?;
        }
        for filter in ["Policy", "Latency (ms)", "Named location"] {
            page.open_dialog("Add filter")?;
            page.click("button", filter)?;
            page.find("combobox", "Operator")?;
            if filter == "Latency (ms)" {
                choose_operator(page, "is between")?;
                page.find("textbox", "At least")?;
            }
            nothing_found(page, filter)?;
            page.close_dialog()?;
        }
    }
    Ok(())
}
