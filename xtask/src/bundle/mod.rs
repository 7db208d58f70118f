//! Builds `dist/signscope.html`: Trunk compiles, and its last step packs everything into that one file.

mod csp;
mod inline;
mod pack;

use std::fs;
use std::path::PathBuf;

use crate::setup::BuildTools;
use crate::{process, project};

pub use csp::{hex_sha256, policy_of};
pub use pack::pack;

/// Builds the bundle and says where it is, how large it is, and its SHA-256.
pub fn build(tools: &BuildTools) -> Result<PathBuf, String> {
    let mut trunk = tools.command("trunk");
    // Trunk takes the number 1, which some set in NO_COLOR, for a mistake.
    trunk.args(["build", "--release", "--offline"]).current_dir(project::root()).env_remove("NO_COLOR");
    process::run(&mut trunk)?;
    let file = project::bundle();
    let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{}", file.display());
    println!("{} bytes, SHA-256 {}", bytes.len(), csp::hex_sha256(&bytes));
    Ok(file)
}
