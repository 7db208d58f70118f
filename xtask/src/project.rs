//! Where the files of the project lie.

use std::path::{Path, PathBuf};

/// The top folder of the project.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The single file that the project exists to make.
pub fn bundle() -> PathBuf {
    root().join("dist/signscope.html")
}

/// The text of the project's file `path`.
pub fn read(path: &str) -> Result<String, String> {
    let file = root().join(path);
    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}
