//! Setting a filter: every kind of field and operator, and words.

use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::{grouped, loaded};
use crate::line::Line;
use crate::numbers::{Unit, median, worst};
use crate::probe::{call, number};
use crate::setting::Setting;

/// What is set, as the instrument on the page takes it. `tick` is the place of a value in the editor, most frequent
/// first.
fn filters() -> Vec<(&'static str, Value)> {
    let values = |field: &str, operator: &str, tick: u32| json!({ "field": field, "operator": operator, "tick": tick });
    let text = |field: &str, operator: &str, text: &str| json!({ "field": field, "operator": operator, "text": text });
    vec![
        ("Date: last 7 days", json!({ "field": "Date", "preset": "Last 7 days" })),
        ("Date: last 24 hours", json!({ "field": "Date", "preset": "Last 24 hours" })),
        ("Status is", values("Status", "is", 1)),
        ("Status is not", values("Status", "is not", 0)),
        ("User is", values("User", "is", 0)),
        ("User contains", text("User", "contains", "ar")),
        ("User starts with", text("User", "starts with", "no")),
        ("Application is", values("Application", "is", 0)),
        ("Application contains", text("Application", "contains", "contoso")),
        ("IP address is", values("IP address", "is", 0)),
        ("IP address is in network", text("IP address", "is in network", "198.51.100.0/24")),
        ("City is not", values("City", "is not", 0)),
        ("Country or region is", values("Country or region", "is", 0)),
        ("Client app is", values("Client app", "is", 0)),
        ("Conditional Access is", values("Conditional Access", "is", 1)),
        ("Request ID starts with", text("Request ID", "starts with", "00")),
        ("Correlation ID contains", text("Correlation ID", "contains", "ab4")),
        ("User agent contains", text("User agent", "contains", "windows nt")),
        ("Failure reason is not empty", json!({ "field": "Failure reason", "operator": "is not empty" })),
        ("Latency is", values("Latency (ms)", "is", 0)),
        ("Compliant is", values("Compliant", "is", 0)),
        ("words: a place", json!({ "words": "toronto" })),
        ("words: two", json!({ "words": "windows failure" })),
        ("words: an address", json!({ "words": "198.51.100.2" })),
        ("words: nothing has them", json!({ "words": "zzqx" })),
    ]
}

/// One filter: medians of its runs.
struct Taken {
    name: &'static str,
    engine: f64,
    painted: f64,
    frames: f64,
}

/// Sets and clears every filter in one page, several times.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let page = loaded(setting)?;
    let mut all = Vec::new();
    for (name, filter) in filters() {
        let mut runs = Vec::new();
        for _ in 0..setting.runs {
            runs.push(call(&page, "setFilter", json!([filter])).map_err(|error| named(name, &error))?);
        }
        let middle = |what: &str| {
            let numbers: Result<Vec<f64>, Failed> = runs.iter().map(|run| number(run, what)).collect();
            median(numbers?).ok_or_else(|| Failed::from("no runs"))
        };
        all.push(Taken { name, engine: middle("rows")?, painted: middle("painted")?, frames: middle("frames")? });
    }
    let (engine_most, frames_most) = if setting.records > 250_000 { (20.0, 3.0) } else { (5.0, 2.0) };
    let engine = worst(all.iter().map(|taken| taken.engine)).ok_or("no filters")?;
    let frames = worst(all.iter().map(|taken| taken.frames)).ok_or("no filters")?;
    let title = format!("filter, {} records, {} filters", grouped(setting.records), all.len());
    let slowest = |by: fn(&Taken) -> f64| all.iter().max_by(|a, b| by(a).total_cmp(&by(b))).map_or("", |one| one.name);
    let middle = |by: fn(&Taken) -> f64| median(all.iter().map(by)).unwrap_or_default();
    let mut lines = vec![
        Line::new(format!("{title}: engine, median"), middle(|taken| taken.engine), Unit::Millis).at_most(engine_most),
        Line::new(format!("filter: engine, worst ({})", slowest(|taken| taken.engine)), engine, Unit::Millis)
            .at_most(engine_most),
        Line::new("filter: event → painted, median", middle(|taken| taken.painted), Unit::Millis),
        Line::new(
            format!("filter: event → painted, worst ({})", slowest(|taken| taken.painted)),
            worst(all.iter().map(|taken| taken.painted)).unwrap_or_default(),
            Unit::Millis,
        ),
        Line::new("filter: frames until painted, median", middle(|taken| taken.frames), Unit::Frames)
            .at_most(frames_most),
        Line::new("filter: frames until painted, worst", frames, Unit::Frames).at_most(frames_most),
    ];
    if setting.each {
        for taken in &all {
            lines.push(Line::new(format!("- {}: engine", taken.name), taken.engine, Unit::Millis));
            lines.push(Line::new(format!("- {}: painted", taken.name), taken.painted, Unit::Millis));
        }
    }
    Ok(lines)
}

fn named(name: &str, error: &Failed) -> Failed {
    format!("{name}: {}", error.message().unwrap_or_default()).into()
}
