//! Firefox and its driver; Debian has no geckodriver, but it is a crate.

use std::path::PathBuf;

use super::cargo_tool::CargoTool;
use super::{apt, install, say};
use crate::process;

/// The browser and its driver, as the browser tests ask for them.
pub fn get() -> Result<[(&'static str, PathBuf); 2], String> {
    if find().is_some() {
        say("firefox", "present");
    } else if apt::is_usable() {
        install("firefox", "1 minute", || apt::install(&["firefox-esr", "fonts-dejavu-core"]))?;
    }
    let browser = find().ok_or_else(|| {
        let advice = apt::advice("firefox-esr");
        format!("Firefox is needed\n  {advice}\n  macOS: brew install --cask firefox\n  elsewhere: https://www.mozilla.org/firefox")
    })?;
    Ok([("SIGNSCOPE_FIREFOX", browser), ("SIGNSCOPE_GECKODRIVER", driver()?)])
}

fn find() -> Option<PathBuf> {
    let installed =
        ["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"];
    ["firefox-esr", "firefox"]
        .into_iter()
        .find_map(process::find_program)
        .or_else(|| installed.into_iter().map(PathBuf::from).find(|file| file.is_file()))
}

/// Any geckodriver does, since it follows a standard; without one it is built.
fn driver() -> Result<PathBuf, String> {
    if let Some(driver) = process::find_program("geckodriver") {
        say("geckodriver", "present");
        return Ok(driver);
    }
    let geckodriver = CargoTool {
        name: "geckodriver",
        program: "geckodriver",
        version: "0.37.1",
        arguments: &[],
        opt_level: "0",
        about: "1 minute",
    };
    geckodriver.get()
}
