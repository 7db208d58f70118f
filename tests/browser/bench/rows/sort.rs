//! Sorting by each column of the list.

use libtest_mimic::Failed;
use serde_json::json;

use super::{grouped, loaded};
use crate::line::Line;
use crate::numbers::{Unit, median, worst};
use crate::probe::{call, number};
use crate::setting::Setting;

/// Clicks each header, again and again: the orders alternate between ascending and descending.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let page = loaded(setting)?;
    let columns = call(&page, "columns", json!([]))?;
    let names: Vec<&str> = columns.as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
    let mut sorted = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let (mut engine, mut painted) = (Vec::new(), Vec::new());
        for _ in 0..setting.runs {
            let run = call(&page, "sort", json!([at]))?;
            engine.push(number(&run, "rows")?);
            painted.push(number(&run, "painted")?);
        }
        // The first order of a column is the one that has to be found; the next may be the same backwards.
        let first = engine.first().copied().unwrap_or_default();
        sorted.push((*name, first, median(engine).unwrap_or_default(), median(painted).unwrap_or_default()));
    }
    let slowest = sorted.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |column| column.0);
    let most = if setting.records > 250_000 { 60.0 } else { 15.0 };
    let worst_of = |at: fn(&(&str, f64, f64, f64)) -> f64| worst(sorted.iter().map(at)).unwrap_or_default();
    let middle = |at: fn(&(&str, f64, f64, f64)) -> f64| median(sorted.iter().map(at)).unwrap_or_default();
    let title = format!("sort, {} records, {} columns", grouped(setting.records), sorted.len());
    let mut lines = vec![
        Line::new(format!("{title}: engine, median"), middle(|column| column.2), Unit::Millis).at_most(most),
        Line::new(format!("sort: engine, worst first click ({slowest})"), worst_of(|column| column.1), Unit::Millis)
            .at_most(most),
        Line::new("sort: engine, worst median", worst_of(|column| column.2), Unit::Millis).at_most(most),
        Line::new("sort: click → painted, median", middle(|column| column.3), Unit::Millis),
        Line::new("sort: click → painted, worst", worst_of(|column| column.3), Unit::Millis),
    ];
    if setting.each {
        lines.extend(
            sorted
                .iter()
                .map(|column| Line::new(format!("- {}: first click, engine", column.0), column.1, Unit::Millis)),
        );
    }
    Ok(lines)
}
