//! Files in and out: choosing, dropping, saving.

use serde_json::json;

use super::Outcome;
use crate::harness::Page;

pub fn chosen_files_reach_the_page(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let input = page.find("file", "Log files")?;
    page.execute(
        "arguments[0].addEventListener('change', (event) => {
           document.title = Array.from(event.target.files, (file) => `${file.name} ${file.size}`).join(', ');
         }, true)",
        json!([input]),
    )?;
    let files = [page.write("first.json", "[]")?, page.write("second.csv", "Date\n")?];
    page.choose_files(&files)?;
    page.wait_until("the files", "return document.title === 'first.json 2, second.csv 5'")
}

pub fn a_drop_reaches_the_page(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.execute(
        "window.addEventListener('dragover', (event) => event.preventDefault(), true);
         window.addEventListener('drop', (event) => {
           event.preventDefault();
           document.title = Array.from(event.dataTransfer.files, (file) => `${file.name} ${file.size}`).join(', ');
         }, true)",
        json!([]),
    )?;
    page.drop_files(&[page.write("dropped.json", "[{}]")?])?;
    page.wait_until("the file", "return document.title === 'dropped.json 4'")
}

/// The policy has to leave room for `blob:` downloads.
pub fn the_page_can_save(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.execute(
        "const link = document.createElement('a');
         link.href = URL.createObjectURL(new Blob(['saved by the page'], { type: 'text/csv' }));
         link.download = 'sign-ins.csv';
         link.click();",
        json!([]),
    )?;
    assert_eq!(page.wait_for_download("sign-ins.csv")?, b"saved by the page");
    Ok(())
}
