//! The browsers, and what each has to be told so that it runs unseen and alone.

use std::env;
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver.
    Webkit,
}

impl Engine {
    /// Every engine the page has to work in.
    pub const ALL: &'static [Self] = &[Self::Chromium, Self::Firefox, Self::Webkit];

    /// Whether the set-up found this engine.
    pub fn is_here(self) -> bool {
        self.driver().is_some()
    }

    /// The command that starts this engine's driver on `port`.
    pub fn driver_command(self, port: u16) -> Option<Command> {
        let mut command = Command::new(self.driver()?);
        match self {
            Self::Chromium | Self::Webkit => command.arg(format!("--port={port}")),
            // Port 0 lets each Firefox choose, so that several run side by side.
            Self::Firefox => command.args(["--port", &port.to_string(), "--websocket-port", "0"]),
        };
        Some(command)
    }

    /// What the driver is asked for; everything the browser writes goes below `folder`.
    pub fn capabilities(self, folder: &Path) -> Value {
        let downloads = folder.join("downloads");
        match self {
            Self::Chromium => {
                let profile = format!("--user-data-dir={}", folder.join("profile").display());
                let mut arguments: Vec<&str> = CHROMIUM_ARGUMENTS.to_vec();
                arguments.push(&profile);
                json!({
                    "goog:loggingPrefs": { "browser": "ALL" },
                    "goog:chromeOptions": {
                        "binary": env::var("SIGNSCOPE_CHROMIUM").ok(),
                        "args": arguments,
                        "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
                    },
                })
            }
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": env::var("SIGNSCOPE_FIREFOX").ok(),
                    "args": ["-headless", "--width=1280", "--height=900"],
                    "prefs": {
                        "browser.download.folderList": 2,
                        "browser.download.dir": downloads,
                        "browser.download.useDownloadDir": true,
                        "browser.download.always_ask_before_handling_new_types": false,
                    },
                },
            }),
            Self::Webkit => json!({}),
        }
    }

    fn driver(self) -> Option<PathBuf> {
        let variable = match self {
            Self::Chromium => "SIGNSCOPE_CHROMEDRIVER",
            Self::Firefox => "SIGNSCOPE_GECKODRIVER",
            Self::Webkit => "SIGNSCOPE_WEBKITDRIVER",
        };
        env::var_os(variable).map(PathBuf::from)
    }
}

impl Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

/// No sandbox, since tests run as root too, and nothing that would start a request by itself.
const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];
