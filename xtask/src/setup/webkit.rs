//! WebKitGTK's driver, which brings its small browser, and the display that it draws on. Linux only.

use std::path::PathBuf;

use super::{apt, install, say};
use crate::process;

const PACKAGES: [&str; 4] = ["webkit2gtk-driver", "xvfb", "dbus", "fonts-dejavu-core"];

/// The driver and the display, as the browser tests ask for them; nothing where WebKitGTK does not exist.
pub fn get() -> Result<Vec<(&'static str, PathBuf)>, String> {
    if !cfg!(target_os = "linux") {
        say("webkit", "skipped, WebKitGTK is for Linux");
        return Ok(Vec::new());
    }
    if find().is_some() {
        say("webkit", "present");
    } else if apt::is_usable() {
        install("webkit", "1 minute", || apt::install(&PACKAGES))?;
    }
    find().ok_or_else(|| format!("WebKitWebDriver and Xvfb are needed\n  {}", apt::advice(&PACKAGES.join(" "))))
}

fn find() -> Option<Vec<(&'static str, PathBuf)>> {
    let driver = process::find_program("WebKitWebDriver")?;
    let display = process::find_program("Xvfb")?;
    Some(vec![("SIGNSCOPE_WEBKITDRIVER", driver), ("SIGNSCOPE_XVFB", display)])
}
