//! Filters: words, chips and dates show as many rows as the engine counts natively.

use signscope::engine::protocol::Filter;
use signscope::query::Test;
use signscope::schema::Field;
use signscope_sample::Form;

use super::Outcome;
use crate::harness::{Page, tenant};

const RECORDS: usize = 2000;

fn one_of(field: Field, values: &[&str]) -> Filter {
    Filter::Field(field, Test::OneOf(values.iter().map(|&value| value.to_owned()).collect()))
}

pub fn words_and_chips_narrow_the_list(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    let (words, status) = (Filter::Words("browser 50126".into()), one_of(Field::Status, &["Failure"]));

    page.add_filter("Status", "Failure")?;
    let failures = tenant::count(&mut engine, &status);
    assert!(failures > 0 && failures < RECORDS as u64);
    page.wait_for_shown(failures)?;

    page.type_into("searchbox", "Filter", "browser 50126\u{E007}")?;
    page.wait_for_shown(tenant::count(&mut engine, &Filter::All(vec![words.clone(), status])))?;
    page.click("button", "Remove Status: Failure")?;
    page.wait_for_shown(tenant::count(&mut engine, &words))?;
    page.click("button", "Clear all")?;
    page.wait_for_shown(RECORDS as u64)
}

pub fn dates_count_back_from_the_newest_record(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, RECORDS);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    let week = Filter::Field(Field::Date, Test::Newest { millis: 7 * 24 * 3_600_000 });
    page.open_dialog("Add filter")?;
    page.click("button", "Date")?;
    page.click("button", "Last 7 days")?;
    let shown = tenant::count(&mut engine, &week);
    assert!(shown > 0 && shown < RECORDS as u64);
    page.wait_for_shown(shown)
}

pub fn headers_sort(page: &Page) -> Outcome {
    page.load(&[page.write("a.json", &tenant::file(Form::PortalJson, 500))?])?;
    page.click_first("[role=columnheader]:nth-child(2) button")?;
    page.wait_until(
        "the users in order",
        "const users = Array.from(document.querySelectorAll('[role=gridcell][aria-colindex=\"2\"]'), (cell) => cell.textContent.trim().toLowerCase());
         const header = document.querySelector('[role=columnheader]:nth-child(2)');
         return header.getAttribute('aria-sort') === 'ascending' && users.length > 10 && users.every((user, at) => at === 0 || users[at - 1] <= user)",
    )
}
