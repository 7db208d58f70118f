//! Native DuckDB, which the benchmark measures beside the page: from PyPI, in a Python environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{cache, install, say};
use crate::process;

const VERSION: &str = "2.0.0";

/// A Python that has DuckDB, or why there is none: the benchmark goes on without it.
pub fn get() -> Result<PathBuf, String> {
    let what = format!("duckdb {VERSION}");
    let folder = cache::folder()?.join(format!("duckdb-{VERSION}"));
    let python = if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") };
    if has_duckdb(&python) {
        say(&what, "present");
        return Ok(python);
    }
    let system = ["python3", "python"].into_iter().find_map(process::find_program).ok_or("there is no Python")?;
    install(&what, "20 seconds", || {
        process::run_quietly(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        process::run_quietly(Command::new(&python).args(pip).arg(format!("duckdb=={VERSION}")))
    })?;
    Ok(python)
}

fn has_duckdb(python: &Path) -> bool {
    let version = process::output_of(Command::new(python).args(["-c", "import duckdb; print(duckdb.__version__)"]));
    version.as_deref() == Some(VERSION)
}
