//! The values a filter's editor offers, and the numbers over the list.

use libtest_mimic::Failed;
use serde_json::json;
use signscope::schema::SIGN_INS;

use super::{grouped, loaded};
use crate::line::Line;
use crate::numbers::{Unit, median, worst};
use crate::probe::{call, number};
use crate::setting::Setting;

/// Opens the editor of each of the portal's filters, then asks for everything a view can be told about at once.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let page = loaded(setting)?;
    // The date's editor offers no values.
    let offers = || SIGN_INS.filters.iter().skip(1);
    let mut fields = Vec::new();
    for offer in offers() {
        let (mut engine, mut painted) = (Vec::new(), Vec::new());
        for _ in 0..setting.runs {
            let opened = call(&page, "openValues", json!([offer.label]))?;
            engine.push(number(&opened, "values")?);
            painted.push(number(&opened, "painted")?);
        }
        fields.push((offer.label, median(engine).unwrap_or_default(), median(painted).unwrap_or_default()));
    }
    let slowest = fields.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |field| field.0);
    let ids: Vec<&str> = offers().filter_map(|offer| Some(offer.fields.first()?.id())).collect();
    let filter = json!({ "field": "Status", "operator": "is", "tick": 0 });
    let (mut values, mut summary) = (Vec::new(), Vec::new());
    for _ in 0..setting.runs {
        let all = call(&page, "askAll", json!([filter, ids]))?;
        values.push(number(&all, "values")?);
        summary.push(number(&all, "summary")?);
    }
    let (values, summary) = (median(values).unwrap_or_default(), median(summary).unwrap_or_default());
    let middle = |at: fn(&(&str, f64, f64)) -> f64| median(fields.iter().map(at)).unwrap_or_default();
    let title = format!("values, {} records", grouped(setting.records));
    let mut lines = vec![
        Line::new(format!("{title}: every filter's, timeline, totals"), values + summary, Unit::Millis)
            .at_most(30.0 * setting.records as f64 / 250_000.0),
        Line::new("values: timeline and totals alone", summary, Unit::Millis),
        Line::new("values: one editor, engine, median", middle(|field| field.1), Unit::Millis),
        Line::new(
            format!("values: one editor, engine, worst ({slowest})"),
            worst(fields.iter().map(|field| field.1)).unwrap_or_default(),
            Unit::Millis,
        ),
        Line::new("values: click → editor painted, median", middle(|field| field.2), Unit::Millis),
        Line::new(
            "values: click → editor painted, worst",
            worst(fields.iter().map(|field| field.2)).unwrap_or_default(),
            Unit::Millis,
        ),
    ];
    if setting.each {
        lines.extend(fields.iter().map(|field| Line::new(format!("- {}: engine", field.0), field.1, Unit::Millis)));
    }
    Ok(lines)
}
