//! Native DuckDB, reading the same file.

use std::env;
use std::process::Command;

use libtest_mimic::Failed;

use crate::setting::{Form, Input};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/bench/peer.py");

/// Milliseconds until a file is a table of DuckDB; `None` where the set-up found no Python.
pub fn load(input: &Input) -> Result<Option<f64>, Failed> {
    let Some(python) = env::var_os("SIGNSCOPE_BENCH_PYTHON") else { return Ok(None) };
    let form = match input.form {
        Form::Json => "json",
        Form::Csv => "csv",
    };
    let output = Command::new(python).args([SCRIPT, form]).arg(&input.path).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let words: Vec<&str> = said.split_whitespace().collect();
    match words[..] {
        [millis, records] if records.parse() == Ok(input.records) => Ok(Some(millis.parse()?)),
        _ => Err(format!("DuckDB said “{}” {}", said.trim(), String::from_utf8_lossy(&output.stderr)).into()),
    }
}
