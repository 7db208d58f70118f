//! The memory the engine takes for its records, without any browser.

use std::fs::File;
use std::io::Read;

use libtest_mimic::Failed;
use signscope::engine::Engine;

use super::grouped;
use crate::line::Line;
use crate::numbers::Unit;
use crate::setting::{Form, Setting};

/// How much is read at once.
const STRETCH: usize = 16 << 20;

/// Reads the files with the engine as this machine runs it. The browser's wasm has shorter pointers and so takes less.
pub fn measure(setting: &Setting) -> Result<Vec<Line>, Failed> {
    Ok(vec![of(setting, Form::Json)?.at_most(400.0), of(setting, Form::Csv)?])
}

fn of(setting: &Setting, form: Form) -> Result<Line, Failed> {
    let input = setting.input(form)?;
    let mut engine = Engine::default();
    let number = engine.add_file(&input.path.to_string_lossy(), input.bytes);
    let mut file = File::open(&input.path)?;
    let mut stretch = vec![0; STRETCH];
    loop {
        match file.read(&mut stretch)? {
            0 => break,
            read => engine.push(number, &stretch[..read]),
        };
    }
    engine.finish(number);
    if engine.loading().records != input.records {
        return Err(format!("{} records of {} were read", engine.loading().records, input.records).into());
    }
    let each = engine.store().memory() as f64 / input.records as f64;
    Ok(Line::new(format!("engine's memory, {form}, {} records", grouped(input.records)), each, Unit::BytesPerRecord))
}
