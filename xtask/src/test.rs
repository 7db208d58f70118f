//! `cargo xtask test`: everything that has to hold before a change is merged, cheapest first.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::{bundle, process, project, setup};

/// Gets all tools and browsers, then runs every check.
pub fn test() -> Result<(), String> {
    let tools = setup::for_building()?;
    let browsers = setup::for_testing()?;
    step("Format", || process::run(cargo().args(["fmt", "--all", "--check"])))?;
    step("Lints", || {
        let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        process::run(cargo().args(lints))
    })?;
    step("Native tests", || process::run(cargo().args(["test", "--workspace", "--locked"])))?;
    step("Microsoft's parser", || {
        let mut tests = cargo();
        tests.args(["test", "--locked", "--test", "kusto"]);
        process::run(tests.envs(browsers.iter().cloned()))
    })?;
    step("Bundle", || check_size(&bundle::build(&tools)?))?;
    step("Browser tests", || {
        let mut tests = cargo();
        tests.args(["test", "--locked", "--test", "browser"]).env("SIGNSCOPE_BUNDLE", project::bundle());
        process::run(tests.envs(browsers))
    })
}

/// A file of this size still opens at once, and can be sent by mail.
const LARGEST_BUNDLE: u64 = 3_000_000;

fn check_size(bundle: &Path) -> Result<(), String> {
    let size = fs::metadata(bundle).map_err(|error| error.to_string())?.len();
    if size > LARGEST_BUNDLE {
        return Err(format!("the bundle has {size} bytes, more than the {LARGEST_BUNDLE} it may have"));
    }
    Ok(())
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("\n== {name}");
    let start = Instant::now();
    work()?;
    println!("== {name}: done in {} s", start.elapsed().as_secs());
    Ok(())
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project::root());
    command
}
