//! How the time of a load grows with the records: a straight line has the same time a record everywhere.

use libtest_mimic::Failed;

use super::grouped;
use crate::line::Line;
use crate::numbers::{Figure, Unit, median};
use crate::probe;
use crate::setting::{Form, Setting, input};

const SIZES: [u64; 5] = [1_000, 10_000, 100_000, 250_000, 1_000_000];

/// CSV files of growing size.
pub fn csv(setting: &Setting) -> Result<Vec<Line>, Failed> {
    measure(setting, Form::Csv)
}

/// JSON files of growing size.
pub fn json(setting: &Setting) -> Result<Vec<Line>, Failed> {
    measure(setting, Form::Json)
}

fn measure(setting: &Setting, form: Form) -> Result<Vec<Line>, Failed> {
    let mut loads = Vec::new();
    for records in SIZES.into_iter().filter(|records| *records <= setting.records) {
        let input = input(form, records)?;
        let mut ready = Vec::new();
        for _ in 0..setting.runs {
            let page = setting.open()?;
            probe::install(&page)?;
            ready.push(probe::load(&page, setting, &input)?.ready);
        }
        loads.push((records, median(ready).ok_or("no runs")?));
    }
    let each = |(records, millis): &(u64, f64)| millis * 1000.0 / *records as f64;
    let largest = loads.last().map(each).ok_or("no sizes")?;
    let line = |load: &(u64, f64)| {
        let title = format!("growth, {form}, {} records: {}", grouped(load.0), Figure(load.1, Unit::Millis));
        Line::new(title, each(load), Unit::MicrosPerRecord).beside(largest, "the largest", None)
    };
    Ok(loads.iter().map(line).collect())
}
