//! Users and applications: what a chart counts is what its list shows, and nobody is kept out.

use serde_json::{Value, json};

use signscope_sample::Form;

use super::{Outcome, access};
use crate::harness::{Page, tenant};

/// The highest step of the first chart of the screen: its element, and the number it is labelled with.
const HIGHEST: &str = r#"
    const steps = Array.from(document.querySelectorAll(".usage figure svg [role=option]"), (step) => ({
      slot: step.querySelector(".slot"),
      count: Number(step.getAttribute("aria-label").match(/: ([\d,]+) /)[1].replaceAll(",", "")),
    }));
    return steps.length === 0 ? null : steps.reduce((most, step) => (step.count > most.count ? step : most));
"#;

/// The sample on one of its screens, its first chart drawn.
fn open(page: &Page, screen: &str) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    page.click("tab", screen)?;
    page.wait_until("the chart", &format!("return (() => {{ {HIGHEST} }})() !== null"))?;
    page.wait_until("the table", "return document.querySelectorAll('.usage-table tbody tr').length > 3")
}

/// Clicks on the highest step and waits until the list shows as many sign-ins as it is labelled with.
fn list_highest(page: &Page) -> Outcome {
    let highest = page.execute(HIGHEST, json!([]))?;
    let count = highest["count"].as_u64().unwrap_or_default();
    assert!(count > 10, "{highest}");
    // A bar may cover the middle of the step.
    let on_top = "const place = arguments[0].getBoundingClientRect();
        return document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2)";
    let on_top = page.execute(on_top, json!([highest["slot"]]))?;
    page.click_on(&on_top)?;
    page.wait_for_shown(count)
}

fn text(page: &Page, script: &str) -> Result<String, libtest_mimic::Failed> {
    Ok(page.execute(script, json!([]))?.as_str().unwrap_or_default().to_owned())
}

pub fn a_day_of_a_chart_is_its_list(page: &Page) -> Outcome {
    open(page, "Users")?;
    list_highest(page)?;
    page.click("button", "Clear all")?;
    // By keys: the newest day, and the one before.
    page.click("tab", "Users")?;
    page.wait_until("the chart", &format!("return (() => {{ {HIGHEST} }})() !== null"))?;
    page.execute("document.querySelector('.usage figure svg').focus()", json!([]))?;
    page.press("\u{E012}\u{E012}")?;
    let chosen = "document.querySelector('.usage figure [role=option][aria-selected=true]')";
    page.wait_until("a day to be chosen", &format!("return {chosen} !== null"))?;
    let label = text(page, &format!("return {chosen}.getAttribute('aria-label')"))?;
    let count = label.split_once(": ").and_then(|(_, rest)| rest.split(' ').next()?.replace(',', "").parse().ok());
    page.press("\u{E007}")?;
    page.wait_for_shown(count.ok_or(label)?)
}

pub fn a_users_page_tells_of_that_user(page: &Page) -> Outcome {
    open(page, "Users")?;
    let name = text(page, "return document.querySelector('.usage-table tbody .link').textContent")?;
    let cell = "return document.querySelector('.usage-table tbody td').textContent.replaceAll(',', '')";
    let count = text(page, cell)?.parse()?;
    page.click("button", &name)?;
    page.find("heading", &name)?;
    page.find("region", "Hours of the week")?;
    page.wait_for_words(".usage", "Client apps")?;
    page.click("button", "List the sign-ins")?;
    page.wait_for_shown(count)?;
    page.wait_for_words(".filter-bar", &format!("User: {name}"))
}

pub fn applications_are_looked_at_one_by_one(page: &Page) -> Outcome {
    open(page, "Applications")?;
    page.wait_until("three lines", "return document.querySelectorAll('.usage figure polyline').length === 3")?;
    let name = text(page, "return document.querySelectorAll('.usage-table tbody .link')[4].textContent")?;
    page.click("checkbox", &format!("{name} on the chart"))?;
    page.wait_until("its line", "return document.querySelectorAll('.usage figure polyline').length === 1")?;
    list_highest(page)?;
    page.click("button", "Clear all")?;
    page.click("tab", "Applications")?;
    page.click("button", "Top three")?;
    page.wait_until("three lines", "return document.querySelectorAll('.usage figure polyline').length === 3")?;
    let newest = "Array.from(document.querySelectorAll('.card')).find((card) => card.textContent.includes('Newest application')).querySelector('button')";
    let name = text(page, &format!("return {newest}.textContent"))?;
    page.execute(&format!("{newest}.click()"), json!([]))?;
    page.find("heading", &name).map(drop)
}

pub fn applications_are_found_by_typing(page: &Page) -> Outcome {
    open(page, "Applications")?;
    let name = text(page, "return document.querySelectorAll('.usage-table tbody .link')[3].textContent")?;
    page.open_dialog("Focus on an app…")?;
    access::nothing_found(page, "applications for the chart")?;
    page.press(&name.to_uppercase())?;
    let offered = "Array.from(document.querySelectorAll('dialog .values .value'), (value) => value.textContent)";
    let only_it = format!("const offered = {offered}; return offered.length === 1 && offered[0] === arguments[0]");
    page.wait_until("what was typed", &only_it.replace("arguments[0]", &json!(name).to_string()))?;
    // From the search box the keys go on to the first application.
    page.press("\u{E004} ")?;
    page.wait_until("its line", "return document.querySelectorAll('.usage figure polyline').length === 1")?;
    let is_kept = "return document.activeElement.matches('dialog .values input:checked')";
    assert_eq!(page.execute(is_kept, json!([]))?, Value::Bool(true), "the keys stay where they were");
    page.close_dialog()?;
    let focus = "return document.activeElement.id";
    assert_eq!(text(page, focus)?, "focus-on", "and go back to where they came from");
    page.find("button", &format!("Take {name} off the chart")).map(drop)
}

pub fn a_table_keeps_its_header_and_its_names(page: &Page) -> Outcome {
    open(page, "Users")?;
    let places = "
        const table = document.querySelector('.usage-table .scroll');
        table.scrollIntoView();
        table.scrollTo(120, 240);
        const [own, head, name] = [table, table.querySelector('thead th'), table.querySelectorAll('tbody th')[9]]
            .map((element) => element.getBoundingClientRect());
        const room = table.closest('.usage').getBoundingClientRect();
        return [table.scrollTop, Math.abs(head.top - own.top), Math.abs(name.left - own.left), room.bottom - own.bottom];
    ";
    let found = page.execute(places, json!([]))?;
    let found: Vec<f64> = found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let [scrolled, above, beside, below] = found[..] else { return Err(format!("{found:?}").into()) };
    assert!(scrolled > 100.0 && above < 2.0 && beside < 2.0 && below >= 0.0, "{found:?}");
    Ok(())
}

/// The cells of the table under the first chart, a line each.
const TWIN: &str = r#"
    const first = Array.from(document.querySelector(".usage figure details table").rows);
    return first.map((row) => Array.from(row.cells, (cell) => cell.textContent).join(","));
"#;

pub fn a_chart_is_saved_as_numbers_and_as_a_drawing(page: &Page) -> Outcome {
    open(page, "Users")?;
    let twin = page.execute(TWIN, json!([]))?;
    let twin: Vec<&str> = twin.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(twin.len() > 20, "{twin:?}");
    page.click("button", "Save “User sign-ins” as CSV")?;
    let saved = String::from_utf8(page.wait_for_download("user-sign-ins.csv")?)?;
    let lines: Vec<&str> = saved.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines, twin, "the file has what the table under the chart has");
    page.click("button", "Save “User sign-ins” as SVG")?;
    let saved = String::from_utf8(page.wait_for_download("user-sign-ins.svg")?)?;
    assert!(saved.starts_with("<svg ") && saved.contains("<title>User sign-ins</title>"), "{saved}");
    let draws = "const drawing = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
        return drawing.querySelector('parsererror') === null && drawing.querySelectorAll('rect').length > 20";
    assert_eq!(page.execute(draws, json!([saved]))?, Value::Bool(true), "{saved}");
    Ok(())
}

pub fn more_rows_are_shown_when_asked_for(page: &Page) -> Outcome {
    page.load(&[page.write("a.json", &tenant::file(Form::PortalJson, 600))?])?;
    page.click("tab", "Users")?;
    page.wait_until("the table", "return document.querySelectorAll('.usage-table tbody tr').length > 3")?;
    let rows = "document.querySelectorAll('.usage-table tbody tr').length";
    let more = "Array.from(document.querySelectorAll('.usage-table button')).find((button) => button.textContent.startsWith('Show more'))";
    let shown = page.execute(&format!("return {rows}"), json!([]))?.as_u64().unwrap_or_default();
    let others = text(page, &format!("return {more}.textContent.replace(/\\D/g, '')"))?.parse::<u64>()?;
    page.execute(&format!("{more}.click()"), json!([]))?;
    page.wait_until(
        "the others",
        &format!("return {rows} > {shown} && ({rows} === {} || Boolean({more}))", shown + others),
    )
}

pub fn an_hour_of_the_week_is_its_list(page: &Page) -> Outcome {
    open(page, "Users")?;
    page.click_first(".usage-table tbody .link")?;
    page.find("region", "Hours of the week")?;
    // The busiest hour is where Tab leads; the keys go on from there.
    let at = "document.querySelector('.heat td[tabindex=\"0\"]')";
    page.execute(&format!("{at}.focus()"), json!([]))?;
    let label = text(page, &format!("return {at}.getAttribute('aria-label')"))?;
    page.press("\u{E012}\u{E014}")?;
    let is_back =
        format!("return document.activeElement === {at} && {at}.getAttribute('aria-label') === {}", json!(label));
    page.wait_until("the keys to be back at the busiest hour", &is_back)?;
    let count = label.split_once(": ").and_then(|(_, rest)| rest.split(' ').next()?.replace(',', "").parse().ok());
    page.press("\u{E007}")?;
    page.wait_for_shown(count.ok_or_else(|| label.clone())?)?;
    let hour = label.split(": ").next().unwrap_or_default();
    page.wait_for_words(".filter-bar", &format!("{hour} (UTC)"))
}

pub fn the_timeline_zooms_in_and_back(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    let all = page.number("shown")?;
    page.click_on(&page.find("listbox", TIMELINE)?)?;
    page.wait_until("fewer rows", &format!("return Number(document.querySelector('main').dataset.shown) < {all}"))?;
    page.click("button", "Zoom back")?;
    page.wait_for_shown(all)?;
    let elements = page.execute("return document.querySelectorAll('.timeline svg *').length", json!([]))?;
    assert!(elements.as_u64().is_some_and(|count| (3..20).contains(&count)), "{elements} elements");
    for (step, words) in [("Hour", "1 hour"), ("Week", "1 week"), ("Day", "1 day")] {
        let choose = "const [list, name] = arguments;
            list.value = name;
            list.dispatchEvent(new Event('change', { bubbles: true }))";
        page.execute(choose, json!([page.find("combobox", "Step")?, step]))?;
        page.wait_for_words("#timeline-summary", words)?;
    }
    Ok(())
}

const TIMELINE: &str = "Sign-ins over time. Arrow keys choose a step, Shift and arrow keys several, Enter shows only them, Backspace zooms back";

pub fn nobody_is_kept_out(page: &Page) -> Outcome {
    open(page, "Users")?;
    access::in_both_themes(page, "Users")?;
    page.click_first(".usage-table tbody .link")?;
    page.wait_for_words(".usage", "Hours of the week")?;
    access::in_both_themes(page, "the page of a user")?;
    page.click("tab", "Applications")?;
    page.wait_until("three lines", "return document.querySelectorAll('.usage figure polyline').length === 3")?;
    access::in_both_themes(page, "Applications")?;
    page.execute(
        "document.querySelectorAll('.usage details').forEach((details) => { details.open = true })",
        json!([]),
    )?;
    access::in_both_themes(page, "Applications with the tables of their charts")?;
    assert_eq!(
        page.execute("return document.documentElement.scrollWidth > innerWidth", json!([]))?,
        Value::Bool(false)
    );
    Ok(())
}
