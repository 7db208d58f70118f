//! Trunk, which builds the page.

use std::path::{Path, PathBuf};

use super::cargo_tool::CargoTool;

/// The folder that holds `trunk`.
pub fn get() -> Result<Option<PathBuf>, String> {
    let trunk = CargoTool {
        name: "trunk",
        program: "trunk",
        // 0.22 asks for a newer compiler than Debian's security suite has.
        version: "0.21.14",
        // Without its default features Trunk needs neither OpenSSL nor a C compiler; it never downloads for us.
        arguments: &["--no-default-features"],
        opt_level: "0",
        about: "3 minutes",
    };
    Ok(trunk.get()?.parent().map(Path::to_owned))
}
