//! wasm-opt, which makes the wasm smaller: from npm, since distributions carry versions that are too old.

use std::path::PathBuf;

use super::npm;

/// The folder that holds `wasm-opt`.
pub fn get() -> Result<Option<PathBuf>, String> {
    Ok(Some(npm::get("binaryen", "132.0.0")?.join(".bin")))
}
