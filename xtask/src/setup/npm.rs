//! Packages of the npm registry, each in a folder of its own in the cache.

use std::path::PathBuf;
use std::process::Command;

use super::{apt, cache, install, say};
use crate::process;

/// The folder `node_modules` that holds the package `name` of exactly `version`.
pub fn get(name: &str, version: &str) -> Result<PathBuf, String> {
    let what = format!("{name} {version}");
    let folder = cache::folder()?.join(format!("{}-{version}", name.trim_start_matches('@').replace('/', "-")));
    let modules = folder.join("node_modules");
    let npm = get_npm()?;
    // npm writes this file last, so a broken installation is not taken for a whole one.
    if modules.join(".package-lock.json").is_file() {
        say(&what, "present");
        return Ok(modules);
    }
    install(&what, "10 seconds", || {
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut command = Command::new(npm);
        command.args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix"]);
        process::run_quietly(command.arg(&folder).arg(format!("{name}@{version}")))
    })?;
    Ok(modules)
}

/// npm, and with it node, which the packages need whenever they run.
fn get_npm() -> Result<PathBuf, String> {
    let find = || process::find_program("node").and_then(|_| process::find_program("npm"));
    if find().is_none() && apt::is_usable() {
        install("node and npm", "2 minutes", || apt::install(&["nodejs", "npm"]))?;
    }
    find().ok_or_else(|| {
        format!("node and npm are needed\n  {}\n  elsewhere: https://nodejs.org", apt::advice("nodejs npm"))
    })
}
