//! The screen of the files: records add up, a file can be removed, and nobody is kept out.

use serde_json::json;
use signscope_sample::{Form, Vintage};

use super::Outcome;
use super::access::{in_both_themes, nothing_found};
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
    // The card that is left.
    page.wait_for_focus("focused.textContent", "a.csv")?;
    page.click("tab", "Sign-ins")?;
    page.wait_for_shown(200)?;
    page.wait_for_words("[role=grid]", "not in this file")?;
    page.click("tab", "Data")?;
    page.click("button", "Remove a.csv")?;
    page.wait_for_phase("empty")
}

/// Loads 300 files and one that was cut off, and goes to Data.
fn load_many_files(page: &Page) -> Outcome {
    const FILES: u64 = 300;
    let mut files = Vec::new();
    for at in 0..FILES {
        let record = format!(
            r#"[{{"id":"00000000-0000-4000-8000-{at:012}","createdDateTime":"2025-03-03T00:00:00Z","userPrincipalName":"ada@contoso.example","appDisplayName":"App"}}]"#
        );
        files.push(page.write(&format!("{at:03}.json"), record)?);
    }
    files.push(page.write("cut.json", r#"[{"id":"00000000-0000-4000-8001-000000000000","createdDateTime":"2025-03-03T00:00:00Z","userPrincipalName":"ada@contoso.example"},{"id":"#)?);
    page.load(&files)?;
    page.wait_for_shown(FILES + 1)?;
    page.wait_for_words("footer", "301 files")?;
    page.wait_for_words("footer", "1 problem")?;
    page.click("tab", "Data")?;
    page.wait_for_words("[aria-label=Totals]", "read = 301 shown")?;
    page.wait_for_words("section.group", "Read, but not all of it")
}

/// Opens the card of the last one of them, which was cut off.
fn open_last_of_many(page: &Page) -> Outcome {
    page.execute("document.getElementById('file-list').focus()", json!([]))?;
    page.press("\u{E010}\u{E007}")?;
    page.wait_for_words("article", "Read, but not all of it: 1 record left out, 1 problem")
}

pub fn many_files_are_shown_in_groups(page: &Page) -> Outcome {
    load_many_files(page)?;
    in_both_themes(page, "Data with files in groups")?;
    page.click("button", "Show files of Microsoft Graph JSON")?;
    let few = "const rows = document.querySelectorAll('#file-list [role=option]').length; return rows > 5 && rows < 40";
    page.wait_until("only the files in sight are drawn", few)?;
    let is_tall = page.execute("return document.documentElement.scrollHeight > innerHeight", json!([]))?;
    assert_eq!(is_tall, json!(false), "only the screen and the list scroll");
    open_last_of_many(page)?;
    page.wait_until("one strip", "return document.querySelectorAll('.strip-bars').length === 1")?;
    in_both_themes(page, "Data with the files of a group and the card of one")?;
    for width in [360, 660, 760, 880, 1024, 2560] {
        page.resize(width, 900)?;
        let is_wide = page.execute("return document.documentElement.scrollWidth > innerWidth", json!([]))?;
        assert_eq!(is_wide, json!(false), "it fits into {width} pixels");
    }
    Ok(())
}

/// Where one of many files, and then the rest of them, are removed.
pub fn many_files_are_removed(page: &Page) -> Outcome {
    load_many_files(page)?;
    page.click("button", "Show files of Microsoft Graph JSON")?;
    open_last_of_many(page)?;
    page.click("button", "Remove cut.json")?;
    page.wait_for_words("[aria-label=Totals]", "300 read = 300 shown")?;
    page.wait_for_focus("focused.id", "file-list")?;
    page.click("button", "Remove the 300 files of Microsoft Graph JSON")?;
    page.wait_for_phase("empty")
}

pub fn a_table_is_read_once_somebody_says_what_its_columns_are(page: &Page) -> Outcome {
    const SAY: &str = "Say what its columns are: own.csv";
    let rows = |day| format!("When,Who,Whence\n2025-03-{day:02}T08:00:00Z,ada@contoso.example,192.0.2.{day}\n");
    page.wait_for_phase("empty")?;
    page.choose_files(&[page.write("own.csv", rows(3))?])?;
    page.wait_for_phase("failed")?;
    page.open_dialog(SAY)?;
    // The button of the theme is behind the dialog.
    let set_theme = "document.documentElement.dataset.theme = arguments[0]";
    for (theme, width) in [("light", 1280), ("dark", 1280), ("dark", 360), ("light", 360)] {
        page.execute(set_theme, json!([theme]))?;
        page.resize(width, 900)?;
        nothing_found(page, &format!("columns of a table, {theme}, {width}"))?;
        let is_wide = "return document.documentElement.scrollWidth > innerWidth || document.querySelector('dialog').getBoundingClientRect().width > innerWidth";
        assert_eq!(page.execute(is_wide, json!([]))?, json!(false), "it fits into {width} pixels");
    }
    page.resize(1280, 900)?;
    // The first column, as it was guessed.
    page.wait_for_focus("focused.labels?.[0]?.textContent + ' ' + focused.value", "When date")?;
    page.close_dialog()?;
    page.wait_for_focus("focused.getAttribute('aria-label')", SAY)?;
    page.open_dialog(SAY)?;
    choose(page, "Whence", "")?;
    page.click("button", "Read the file")?;
    page.wait_for_shown(1)?;
    page.wait_for_words("[role=grid]", "2025-03-03 08:00:00")?;
    assert!(!page.has("button", "192.0.2.3")?);

    // The next table with these columns is read at once, and says so on a narrow page too.
    let stored = page.execute("return JSON.stringify(localStorage)", json!([]))?.to_string();
    assert!(stored.contains("Whence") && !stored.contains("contoso"), "{stored}");
    page.reload()?;
    page.load(&[page.write("next.csv", rows(4))?])?;
    page.wait_for_shown(1)?;
    page.wait_for_words("[role=status]", "next.csv: its columns were read as you said")?;
    page.open_dialog("Change")?;
    choose(page, "Whence", "ip")?;
    page.click("button", "Read the file")?;
    page.wait_for_words("[role=grid]", "192.0.2.4")?;
    page.click("tab", "Data")?;
    page.wait_for_words("article", "read as you said")?;
    in_both_themes(page, "Data with a table of own columns")
}

/// Chooses the field of a column, as any way to choose from a list ends.
fn choose(page: &Page, column: &str, field: &str) -> Outcome {
    let script = "const [list, value] = arguments; list.value = value; list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.execute(script, json!([page.find("combobox", column)?, field])).map(drop)
}

pub fn somebody_says_whether_the_day_comes_first(page: &Page) -> Outcome {
    let line = "03/04/2025 08:00:00,00000000-0000-0000-0000-000000000001,Ada,ada@contoso.example,192.0.2.1\n";
    let file = format!("Date (UTC),Request ID,User,Username,IP address\n{line}");
    page.load(&[page.write("re-saved.csv", file)?])?;
    page.wait_for_words("[role=status]", "they were read with the month first")?;
    in_both_themes(page, "the question for the order of day and month")?;
    page.click("button", "3/4/2025 is 3 April")?;
    page.wait_for_words("[role=grid]", "2025-04-03")?;
    page.click("tab", "Data")?;
    page.wait_for_words("article", "Its dates were read with the day first, as you said")?;
    in_both_themes(page, "Data with a file whose order of day and month was told")?;
    page.click("button", "3/4/2025 is 4 March")?;
    page.wait_for_words("article", "Its dates were read with the month first, as you said")?;
    // The card of the file.
    page.wait_for_focus("focused.tagName + ' ' + focused.textContent", "H3 re-saved.csv")
}
