//! rustfmt and clippy, which a minimal Rust installation lacks.

use std::process::Command;

use super::{install, say};
use crate::process;

/// Gets both.
pub fn get() -> Result<(), String> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output_of(Command::new("cargo").args([command, "--version"])).is_some() {
            say(component, "present");
        } else {
            install(component, "10 seconds", || {
                process::run_quietly(Command::new("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}
