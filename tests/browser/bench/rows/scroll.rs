//! Scrolling: the bar dragged from end to end, and the wheel.

use libtest_mimic::Failed;
use serde_json::json;

use super::{grouped, loaded};
use crate::line::Line;
use crate::numbers::{Unit, median, worst};
use crate::probe::{Frames, call, number};
use crate::setting::Setting;

/// How long each way of scrolling goes on, in milliseconds.
const MILLIS: u32 = 4000;

/// Scrolls in both ways, several times in one page.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let page = loaded(setting)?;
    let mut lines = Vec::new();
    for (way, name) in [("drag", "end to end"), ("wheel", "by the wheel")] {
        let (mut frames, mut waiting) = (Vec::new(), Vec::new());
        for _ in 0..setting.runs {
            let run = call(&page, "scroll", json!([MILLIS, way]))?;
            frames.push(Frames::of(&run)?);
            waiting.push(number(&run, "waiting")?);
        }
        let title = format!("scroll {name}, {} records", grouped(setting.records));
        let middle = |of: fn(&Frames) -> f64| median(frames.iter().map(of)).unwrap_or_default();
        let most = |of: fn(&Frames) -> f64| worst(frames.iter().map(of)).unwrap_or_default();
        lines.extend([
            Line::new(format!("{title}: longest frame, median"), middle(|one| one.longest), Unit::Millis).at_most(33.4),
            Line::new(format!("scroll {name}: longest frame, worst run"), most(|one| one.longest), Unit::Millis),
            Line::new(format!("scroll {name}: frames over 33 ms, worst run"), most(|one| one.late), Unit::Frames),
            Line::new(format!("scroll {name}: all frames"), middle(|one| one.count), Unit::Frames),
            Line::new(
                format!("scroll {name}: frames with rows on the way"),
                median(waiting).unwrap_or_default(),
                Unit::Frames,
            ),
        ]);
    }
    Ok(lines)
}
