//! `cargo xtask run`: builds the page and shows it.

use std::env;
use std::process::{Command, Stdio};

use crate::{bundle, serve, setup};

/// Builds the page, serves it, and opens a browser where there is a desktop. Ends when it is interrupted.
pub fn run() -> Result<(), String> {
    let file = bundle::build(&setup::for_building()?)?;
    serve::serve(&file, |address| {
        println!("\nServing {address} (Ctrl-C ends it). The same page as a file: {}", file.display());
        open(address);
    })
}

/// Opens `address` in the browser of the desktop; without one, the printed address is enough.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start"]);
        command
    } else if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() {
        Command::new("xdg-open")
    } else {
        return;
    };
    let opened = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = opened {
        println!("No browser could be opened: {error}");
    }
}
