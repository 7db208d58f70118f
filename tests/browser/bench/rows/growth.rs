//! How the time of a load grows with the records: a straight line has the same time a record everywhere.

use libtest_mimic::Failed;

use super::grouped;
use crate::line::Line;
use crate::numbers::{Unit, median};
use crate::probe;
use crate::setting::{Form, Setting, input};

const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 250_000];

/// CSV files of growing size.
pub fn csv(setting: &Setting) -> Result<Vec<Line>, Failed> {
    measure(setting, Form::Csv)
}

/// JSON files of growing size.
pub fn json(setting: &Setting) -> Result<Vec<Line>, Failed> {
    measure(setting, Form::Json)
}

fn measure(setting: &Setting, form: Form) -> Result<Vec<Line>, Failed> {
    let mut lines = Vec::new();
    for records in SIZES {
        let input = input(form, records)?;
        let mut ready = Vec::new();
        for _ in 0..setting.runs {
            let page = setting.open()?;
            probe::install(&page)?;
            ready.push(probe::load(&page, setting, &input)?.ready);
        }
        let millis = median(ready).ok_or("no runs")?;
        let title = format!("growth, {form:?}, {} records", grouped(records));
        lines.push(Line::new(title.clone(), millis, Unit::Millis));
        lines.push(Line::new(title, millis * 1000.0 / records as f64, Unit::MicrosPerRecord));
    }
    Ok(lines)
}
