//! Nobody is kept out: axe-core finds nothing on any screen, in the light theme and in the dark one.

use libtest_mimic::Failed;

use super::Outcome;
use crate::harness::Page;

pub fn first_screen(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    in_both_themes(page, "first screen")?;
    page.choose_files(&[page.write("no-log.csv", "name,age\nAda,36\n")?])?;
    page.wait_for_phase("failed")?;
    in_both_themes(page, "first screen with a refused file")
}

pub fn list_and_detail(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    in_both_themes(page, "list")?;
    page.type_into("searchbox", "Filter", "53003\u{E007}")?;
    page.wait_until("fewer rows", "return Number(document.querySelector('main').dataset.shown) < 500")?;
    page.click_first("[role=grid] [role=gridcell]")?;
    page.wait_for_words("aside", "Basic info")?;
    for tab in [
        "Basic info",
        "Location",
        "Device info",
        "Authentication details",
        "Conditional Access",
        "Report-only",
        "Additional details",
        "Raw",
    ] {
        page.click_detail_tab(tab)?;
        in_both_themes(page, tab)?;
    }
    page.click("tab", "Data")?;
    in_both_themes(page, "Data")
}

pub fn dialogs(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.click("button", "Try with sample data")?;
    page.wait_for_phase("ready")?;
    for button in ["Columns", "Export", "Add filter", "Time zone: UTC", "Help"] {
        page.open_dialog(button)?;
        nothing_found(page, button)?;
        page.close_dialog()?;
    }
    for filter in ["User", "Client app", "IP address", "Date"] {
        page.open_dialog("Add filter")?;
        page.click("button", filter)?;
        page.wait_until(filter, "return document.querySelector('dialog') !== null")?;
        nothing_found(page, filter)?;
        page.close_dialog()?;
    }
    Ok(())
}

/// Looks at the page as it is, in every theme the button goes through.
pub fn in_both_themes(page: &Page, screen: &str) -> Outcome {
    for _ in 0..3 {
        nothing_found(page, screen)?;
        page.click_first("header button[aria-label^=Theme]")?;
    }
    Ok(())
}

/// Looks at the page as it is.
pub fn nothing_found(page: &Page, screen: &str) -> Result<(), Failed> {
    let found = page.axe()?;
    assert!(found.is_empty(), "{screen}: {found:#?}");
    Ok(())
}
