//! Opening the page: its size, and when it can be used.

use std::env;
use std::fs;

use libtest_mimic::Failed;
use serde_json::json;

use crate::line::Line;
use crate::numbers::{Unit, median};
use crate::setting::Setting;

/// Size of the bundle, and the time from navigation until page and worker have started.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let bundle = env::var_os("SIGNSCOPE_BUNDLE").ok_or("SIGNSCOPE_BUNDLE is not set")?;
    let size = fs::metadata(bundle)?.len() as f64;
    let (mut compiled, mut shown, mut interactive) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..setting.runs {
        let page = setting.open()?;
        page.find("button", "Choose files")?;
        page.wait_until("the engine", "return performance.getEntriesByName('signscope: worker').length > 0")?;
        let marks = "return ['compiled', 'page', 'worker']
            .map((name) => performance.getEntriesByName(`signscope: ${name}`)[0].startTime)";
        let marks: [f64; 3] = serde_json::from_value(page.execute(marks, json!([]))?)?;
        compiled.push(marks[0]);
        shown.push(marks[1]);
        interactive.push(marks[1].max(marks[2]));
    }
    let middle = |times: Vec<f64>| median(times).ok_or_else(|| Failed::from("no runs"));
    Ok(vec![
        Line::new("bundle", size, Unit::Bytes).at_most(3_000_000.0),
        Line::new("open from file:// → wasm compiled", middle(compiled)?, Unit::Millis),
        Line::new("open from file:// → page shown", middle(shown)?, Unit::Millis),
        Line::new("open from file:// → page and worker started", middle(interactive)?, Unit::Millis).at_most(400.0),
    ])
}
