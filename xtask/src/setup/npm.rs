//! Packages of the npm registry, each in a folder of its own in the cache.

use std::path::PathBuf;
use std::process::Command;

use super::{apt, cache, install, say};
use crate::process;

/// The folder `node_modules` that holds the package `name` of exactly `version`.
pub fn get(name: &str, version: &str) -> Result<PathBuf, String> {
    let what = format!("{name} {version}");
    let folder = cache::folder()?.join(format!("{name}-{version}"));
    let modules = folder.join("node_modules");
    // npm writes this file last, so a broken installation is not taken for a whole one.
    if modules.join(".package-lock.json").is_file() {
        say(&what, "present");
        return Ok(modules);
    }
    let npm = get_npm()?;
    install(&what, "10 seconds", || {
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut command = Command::new(npm);
        command.args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix"]);
        process::run_quietly(command.arg(&folder).arg(format!("{name}@{version}")))
    })?;
    Ok(modules)
}

fn get_npm() -> Result<PathBuf, String> {
    if let Some(npm) = process::find_program("npm") {
        return Ok(npm);
    }
    if apt::is_usable() {
        install("node and npm", "2 minutes", || apt::install(&["nodejs", "npm"]))?;
    }
    process::find_program("npm").ok_or_else(|| {
        format!("npm is needed and not on PATH\n  {}\n  elsewhere: https://nodejs.org", apt::advice("nodejs npm"))
    })
}
