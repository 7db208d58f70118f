//! Gets every tool that building and testing need, one file a tool: present, else the usual way, else what to type.

mod apt;
mod axe;
mod cache;
mod cargo_tool;
mod chromium;
mod components;
mod duckdb;
mod firefox;
mod fuzzer;
mod kusto;
mod lock_file;
mod npm;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_target;
mod webkit;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

pub use cache::folder as cache_folder;

/// What building the page needs.
pub struct BuildTools {
    /// PATH with the folders of the tools in front.
    path: OsString,
    /// The rustup toolchain that can build wasm, where it is not the usual one.
    toolchain: Option<String>,
}

impl BuildTools {
    /// A command that finds the tools: for building the page, and for nothing else.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path);
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }
}

/// Gets everything that building the page needs.
pub fn for_building() -> Result<BuildTools, String> {
    let toolchain = wasm_target::get()?;
    let path = path_with([trunk::get()?, wasm_bindgen::get()?, wasm_opt::get()?])?;
    Ok(BuildTools { path, toolchain })
}

/// Gets the fuzzer; the result is PATH with its folder in front.
pub fn for_fuzzing() -> Result<OsString, String> {
    path_with([fuzzer::get()?])
}

/// PATH with these folders in front.
fn path_with(folders: impl IntoIterator<Item = Option<PathBuf>>) -> Result<OsString, String> {
    let present = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.into_iter().flatten().chain(env::split_paths(&present)))
        .map_err(|error| format!("PATH cannot hold the folders of the tools: {error}"))
}

/// Gets rustfmt and clippy, the browsers, their drivers, axe-core and Microsoft's parser of Kusto; the result is what the
/// tests read from the environment. `SIGNSCOPE_BROWSERS` (for example `chromium,firefox`) limits them to the named ones.
pub fn for_testing() -> Result<Vec<(&'static str, PathBuf)>, String> {
    components::get()?;
    let mut found = vec![("SIGNSCOPE_AXE", axe::get()?), ("SIGNSCOPE_KUSTO", kusto::get()?)];
    found.extend(browsers("chromium,firefox,webkit")?);
    Ok(found)
}

/// Gets the browsers that `SIGNSCOPE_BROWSERS` names, or else the usual ones, of which alone it can choose.
fn browsers(usual: &str) -> Result<Vec<(&'static str, PathBuf)>, String> {
    let wanted = env::var("SIGNSCOPE_BROWSERS").unwrap_or_else(|_| usual.to_owned());
    let mut found = Vec::new();
    for browser in wanted.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !usual.split(',').any(|name| name == browser) {
            return Err(format!("SIGNSCOPE_BROWSERS names `{browser}`; known here are {usual}"));
        }
        match browser {
            "chromium" => found.extend(chromium::get()?),
            "firefox" => found.extend(firefox::get()?),
            _ => found.extend(webkit::get()?),
        }
    }
    Ok(found)
}

/// Gets the two browsers that are measured, or the one of them that `SIGNSCOPE_BROWSERS` names, and native DuckDB where
/// there is a Python; the result is what the benchmark reads from the environment.
pub fn for_measuring() -> Result<Vec<(&'static str, PathBuf)>, String> {
    let mut found = browsers("chromium,firefox")?;
    match duckdb::get() {
        Ok(python) => found.push(("SIGNSCOPE_BENCH_PYTHON", python)),
        Err(why) => say("duckdb", &format!("left out: {why}")),
    }
    Ok(found)
}

/// The folder with the outlines of the world's countries.
pub fn atlas() -> Result<PathBuf, String> {
    Ok(npm::get("world-atlas", "2.0.2")?.join("world-atlas"))
}

/// Says what is installed and how long that took.
fn install(what: &str, about: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    say(what, &format!("installing, about {about}"));
    let start = Instant::now();
    work()?;
    say(what, &format!("installed in {} s", start.elapsed().as_secs()));
    Ok(())
}

/// One line of progress about one tool.
fn say(what: &str, state: &str) {
    println!("{what}: {state}");
}
