//! Packages of Debian and its relatives, for root only: nobody else can install them without being asked.

use std::process::Command;
use std::sync::OnceLock;

use crate::process;

/// Whether packages can be installed here and now.
pub fn is_usable() -> bool {
    cfg!(target_os = "linux")
        && process::find_program("apt-get").is_some()
        && process::output_of(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs `packages`, after one `apt-get update` a run.
pub fn install(packages: &[&str]) -> Result<(), String> {
    static UPDATED: OnceLock<Result<(), String>> = OnceLock::new();
    UPDATED.get_or_init(|| process::run_quietly(apt_get().args(["update", "-q"]))).clone()?;
    process::run_quietly(apt_get().args(["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

/// The newest of the packages whose name is `prefix` and a number, as `lld-22`.
pub fn newest_numbered(prefix: &str) -> Option<String> {
    let names = process::output_of(Command::new("apt-cache").args(["pkgnames", prefix]))?;
    let numbers = names.lines().filter_map(|name| name.strip_prefix(prefix)?.parse::<u32>().ok());
    numbers.max().map(|number| format!("{prefix}{number}"))
}

/// The command to type where packages can be had but not installed from here.
pub fn advice(packages: &str) -> String {
    format!("on Debian or Ubuntu: sudo apt-get update && sudo apt-get install {packages}")
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
