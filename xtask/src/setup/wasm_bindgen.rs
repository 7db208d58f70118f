//! The command-line tool of wasm-bindgen, which must be of exactly the version of the crate.

use std::path::{Path, PathBuf};

use super::cargo_tool::CargoTool;
use super::lock_file;
use crate::project;

/// The folder that holds `wasm-bindgen`.
pub fn get() -> Result<Option<PathBuf>, String> {
    let lock_file = project::read("Cargo.lock")?;
    let version = lock_file::version_of("wasm-bindgen", &lock_file).ok_or("Cargo.lock does not name wasm-bindgen")?;
    let tool = CargoTool {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        arguments: &[],
        opt_level: "1",
        about: "2 minutes",
    };
    Ok(tool.get()?.parent().map(Path::to_owned))
}
