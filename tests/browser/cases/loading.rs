//! Loading: what is in the file is in the page, however it comes, and what cannot be read is said to be so.

use serde_json::json;
use signscope_sample::{Form, Vintage};

use super::Outcome;
use crate::harness::{Page, tenant};

pub fn chosen_files_are_read(page: &Page) -> Outcome {
    let json = page.write("InteractiveSignIns.json", &tenant::file(Form::PortalJson, 300))?;
    let csv = page.write("InteractiveSignIns.csv", &tenant::other_file(Form::PortalCsv(Vintage::Of2025), 200))?;
    page.load(&[json, csv])?;
    assert_eq!(page.number("records")?, 500);
    page.wait_for_shown(500)?;
    page.wait_until("rows", "return document.querySelectorAll('[role=grid] [role=row] [role=gridcell]').length > 50")
}

pub fn a_drop_is_read_and_a_second_one_is_added(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let first = page.write("a.json", &tenant::file(Form::PortalJson, 3000))?;
    let second = page.write("b.csv", &tenant::other_file(Form::PortalCsv(Vintage::Of2023), 70))?;
    page.drop_files(&[first])?;
    page.drop_files(&[second])?;
    page.wait_for_shown(3070)?;
    page.wait_for_phase("ready")
}

pub fn cancel_keeps_what_is_there(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    // So much that it cannot be read before the click.
    let large = tenant::file(Form::PortalJson, 60_000);
    page.choose_files(&[page.write("large.json", &large)?])?;
    page.wait_until(
        "rows to click through",
        "if (Number(document.querySelector('main').dataset.records) === 0) return false;
         const cancel = Array.from(document.querySelectorAll('button')).find((button) => button.textContent === 'Cancel');
         cancel?.click();
         return cancel !== undefined",
    )?;
    page.wait_for_phase("ready")?;
    let records = page.number("records")?;
    assert!(records > 0 && records < 60_000, "{records} records");
    page.wait_for_shown(records)?;
    page.click("tab", "Data")?;
    page.wait_for_words("main", "large.json")
}

pub fn what_cannot_be_read_says_why(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    page.choose_files(&[page.write("report.csv", "%PDF-1.7\n%rest of a document")?])?;
    page.wait_for_phase("failed")?;
    page.wait_for_words("[role=alert]", "report.csv")?;
    page.wait_for_words("[role=alert]", "PDF")?;
    // The page goes on: a good file can follow.
    page.choose_files(&[page.write("good.json", &tenant::file(Form::PortalJson, 7))?])?;
    page.wait_for_phase("ready")?;
    page.wait_for_shown(7)
}

pub fn a_damaged_file_gives_its_good_records(page: &Page) -> Outcome {
    let whole = tenant::file(Form::PortalJson, 20);
    page.load(&[page.write("cut.json", &whole[..whole.len() - 500])?])?;
    assert_eq!(page.number("records")?, 19);
    page.click("tab", "Data")?;
    page.wait_for_words("main", "cut off")
}

pub fn damage_deep_in_a_large_file_is_left_out(page: &Page) -> Outcome {
    // Deep enough for the records before it to be read without being cut apart.
    let whole = tenant::file(Form::PortalJson, 6000);
    let (before, after) = whole.split_at(whole.len() * 2 / 3);
    let damaged = format!("{before}\"}}{after}");
    let native = tenant::read("large.json", &damaged);
    let expected = native.store().len() as u64;
    assert!((5990..6000).contains(&expected), "{expected} records");
    page.load(&[page.write("large.json", &damaged)?])?;
    assert_eq!(page.number("records")?, expected);
    let problem = native.loading().files[0].problems[0].message.clone();
    page.click("tab", "Data")?;
    page.wait_for_words("main", &problem)
}

pub fn log_text_stays_text(page: &Page) -> Outcome {
    let record = json!([{
        "id": "11111111-2222-4333-8444-555555555555", "createdDateTime": "2026-11-19T22:41:07Z",
        "userDisplayName": "<img src=x onerror=\"document.title='owned'\">", "userPrincipalName": "a@contoso.example",
        "appDisplayName": "</script><script>document.title='owned'</script>", "userAgent": "<b>bold</b>",
        "status": { "errorCode": 0 }
    }]);
    page.load(&[page.write("hostile.json", &record.to_string())?])?;
    page.wait_for_words("[role=grid]", "<img src=x onerror=")?;
    page.click_first("[role=grid] [role=gridcell]")?;
    page.wait_for_words("aside", "</script><script>")?;
    let found =
        page.execute("return [document.title, document.querySelectorAll('main img, main b').length]", json!([]))?;
    assert_eq!(found[1], json!(0));
    assert_ne!(found[0], json!("owned"));
    Ok(())
}

pub fn removed_files_do_not_come_back(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    // So much that it is still being read at the click.
    page.choose_files(&[page.write("large.json", &tenant::file(Form::PortalJson, 60_000))?])?;
    page.wait_until(
        "rows to click through",
        "if (Number(document.querySelector('main').dataset.records) === 0) return false;
         const named = (name) => Array.from(document.querySelectorAll('button')).find((one) => one.textContent === name);
         const remove = named('Remove all');
         if (remove) document.title = document.querySelector('main').dataset.phase;
         (remove ?? named('Data'))?.click();
         return remove !== undefined",
    )?;
    assert_eq!(page.execute("return document.title", json!([]))?, "loading", "when the files were removed");
    page.wait_for_phase("empty")?;
    for (name, records) in [("small.json", 7), ("other.json", 11)] {
        page.load(&[page.write(name, &tenant::file(Form::PortalJson, records as usize))?])?;
        page.wait_for_shown(records)?;
        assert_eq!(page.number("records")?, records, "records of {name} and of nothing else");
        page.click("tab", "Data")?;
        page.wait_for_words("main", name)?;
        let files = page.execute("return document.querySelector('main').innerText.match(/\\w+\\.json/g)", json!([]))?;
        assert!(files.as_array().is_some_and(|files| files.iter().all(|file| file == name)), "{files}");
        page.click("button", "Remove all")?;
        page.wait_for_phase("empty")?;
        assert_eq!(page.number("records")?, 0);
    }
    Ok(())
}
