//! Chromium (or Chrome) and its driver.

use std::path::PathBuf;

use super::{apt, install, say};
use crate::process;

/// The browser and its driver, as the browser tests ask for them.
pub fn get() -> Result<[(&'static str, PathBuf); 2], String> {
    if find().is_some() {
        say("chromium", "present");
    } else if apt::is_usable() {
        // Without any font the page would be measured in boxes.
        let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
        install("chromium", "1 minute", || apt::install(&packages))?;
    }
    find().ok_or_else(|| {
        let advice = apt::advice("chromium chromium-driver fonts-dejavu-core");
        format!("Chromium or Chrome and chromedriver are needed\n  {advice}\n  macOS: brew install --cask chromium chromedriver\n  elsewhere: put chrome and the chromedriver of the same version on PATH")
    })
}

fn find() -> Option<[(&'static str, PathBuf); 2]> {
    let names = ["chromium", "google-chrome", "google-chrome-stable", "chrome"];
    let installed = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    let browser = names
        .into_iter()
        .find_map(process::find_program)
        .or_else(|| installed.into_iter().map(PathBuf::from).find(|file| file.is_file()))?;
    let driver = process::find_program("chromedriver")?;
    Some([("SIGNSCOPE_CHROMIUM", browser), ("SIGNSCOPE_CHROMEDRIVER", driver)])
}
