//! axe-core, which the browser tests run in the page to find what keeps people out.

use std::path::PathBuf;

use super::npm;

/// The file that holds axe-core's source.
pub fn get() -> Result<PathBuf, String> {
    Ok(npm::get("axe-core", "4.14.1")?.join("axe-core/axe.min.js"))
}
