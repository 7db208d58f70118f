//! The folder that keeps installed tools from one clone to the next, away from the user's own versions of them.

use std::env;
use std::path::PathBuf;

/// The per-user cache folder of this project: one folder a tool and version inside.
pub fn folder() -> Result<PathBuf, String> {
    let base = if cfg!(windows) {
        env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        env::home_dir().map(|home| home.join("Library/Caches"))
    } else {
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("signscope")).ok_or_else(|| "there is no home folder to keep the tools in".to_owned())
}
