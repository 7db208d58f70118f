//! Exports: the saved file is, byte for byte, what the engine writes natively.

use signscope::engine::protocol::{ExportFormat, Filter, View};
use signscope::query::Test;
use signscope::schema::{Column, Field, SIGN_INS};
use signscope_sample::Form;

use super::Outcome;
use crate::harness::{Page, tenant};

pub fn what_the_filter_shows_is_saved(page: &Page) -> Outcome {
    let text = tenant::file(Form::PortalJson, 800);
    page.load(&[page.write("a.json", &text)?])?;
    let mut engine = tenant::read("a.json", &text);
    let filter = Filter::All(vec![Filter::Words("failure".into())]);
    let view = View { filter: filter.clone(), ..View::default() };
    page.type_into("searchbox", "Filter", "failure\u{E007}")?;
    page.wait_for_shown(tenant::count(&mut engine, &filter))?;

    page.open_dialog("Export")?;
    page.click("menuitem", "CSV")?;
    let columns = ExportFormat::Csv { columns: Column::defaults(&SIGN_INS) };
    assert_eq!(page.wait_for_download("a_export.csv")?, tenant::export(&mut engine, &text, &view, &columns));

    page.open_dialog("Export")?;
    page.click("menuitem", "JSON")?;
    assert_eq!(
        page.wait_for_download("a_export.json")?,
        tenant::export(&mut engine, &text, &view, &ExportFormat::Original)
    );
    Ok(())
}

pub fn an_export_loads_again(page: &Page) -> Outcome {
    page.load(&[page.write("a.json", &tenant::file(Form::PortalJson, 120))?])?;
    page.open_dialog("Export")?;
    page.click("menuitem", "CSV, all columns")?;
    let saved = String::from_utf8(page.wait_for_download("a_export.csv")?)?;
    let mut engine = tenant::read("a_export.csv", &saved);
    assert_eq!(tenant::count(&mut engine, &Filter::default()), 120);
    let with_id = Filter::Not(Box::new(Filter::Field(Field::RequestId, Test::IsEmpty)));
    assert_eq!(tenant::count(&mut engine, &with_id), 120);
    Ok(())
}
