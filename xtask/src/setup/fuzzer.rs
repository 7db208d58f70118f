//! cargo-fuzz, and the nightly compiler whose instructions for coverage it needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cargo_tool::CargoTool;
use super::{install, say};
use crate::process;

/// The folder that holds `cargo-fuzz`.
pub fn get() -> Result<Option<PathBuf>, String> {
    if process::output_of(Command::new("cargo").args(["+nightly", "--version"])).is_some() {
        say("nightly Rust", "present");
    } else {
        install("nightly Rust", "1 minute", || {
            let mut rustup = Command::new("rustup");
            process::run_quietly(rustup.args(["toolchain", "install", "nightly", "--profile", "minimal"]))
        })?;
    }
    let fuzz = CargoTool {
        name: "cargo-fuzz",
        program: "cargo-fuzz",
        version: "0.13.2",
        arguments: &[],
        opt_level: "0",
        about: "1 minute",
    };
    Ok(fuzz.get()?.parent().map(Path::to_owned))
}
