//! Chromium (or Chrome) and its driver.

use std::path::{Path, PathBuf};
use std::process::Command;

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
    let on_path = names.into_iter().filter_map(process::find_program);
    let browsers: Vec<_> =
        on_path.chain(installed.into_iter().map(PathBuf::from).filter(|file| file.is_file())).collect();
    let driver = process::find_program("chromedriver")?;
    let browser = if browsers.len() > 1 { fitting(&driver, &browsers)? } else { browsers.first()? };
    Some([("SIGNSCOPE_CHROMIUM", browser.clone()), ("SIGNSCOPE_CHROMEDRIVER", driver)])
}

/// The browser of the driver's own major version, since the driver refuses every other; the first one if none says so.
fn fitting<'a>(driver: &Path, browsers: &'a [PathBuf]) -> Option<&'a PathBuf> {
    let said = |program: &Path| process::output_of(Command::new(program).arg("--version"));
    let wanted = major_version(&said(driver)?);
    browsers.iter().find(|browser| said(browser).and_then(|said| major_version(&said)) == wanted).or(browsers.first())
}

/// 156 in `Chromium 156.0.8078.79 built on Debian` and in `ChromeDriver 156.0.8078.79 (a1b2)`.
fn major_version(said: &str) -> Option<u32> {
    said.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn browser_and_driver_say_their_version_alike() {
        assert_eq!(major_version("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some(156));
        assert_eq!(major_version("ChromeDriver 156.0.8078.79 (a1b2-refs/heads/x@{#9})"), Some(156));
        assert_eq!(major_version("no version"), None);
    }
}
