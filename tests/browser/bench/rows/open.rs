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
    let mut interactive = Vec::new();
    for _ in 0..setting.runs {
        let page = setting.open()?;
        page.find("button", "Choose files")?;
        let marks = "return Math.max(...performance.getEntriesByType('mark')
            .filter((mark) => ['signscope: page', 'signscope: worker'].includes(mark.name))
            .map((mark) => mark.startTime))";
        interactive.push(page.execute(marks, json!([]))?.as_f64().ok_or("there are no marks")?);
    }
    let interactive = median(interactive).ok_or("no runs")?;
    Ok(vec![
        Line::new("bundle", size, Unit::Bytes).at_most(2_500_000.0),
        Line::new("open from file:// → page and worker started", interactive, Unit::Millis).at_most(400.0),
    ])
}
