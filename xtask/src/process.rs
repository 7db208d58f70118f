//! Starting other programs: finding them, running them, and saying in words how they failed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs `command` with its output shown as it comes.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = line_of(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(error) => Err(format!("`{line}` could not be started: {error}")),
    }
}

/// Runs `command` without input and without showing its output; the error carries the end of that output.
pub fn run_quietly(command: &mut Command) -> Result<(), String> {
    let line = line_of(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("`{line}` could not be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = said.lines().collect();
    let end = lines[lines.len().saturating_sub(30)..].join("\n");
    Err(format!("`{line}` failed ({}):\n{end}", output.status))
}

/// What `command` printed, trimmed, or `None` when it could not be started or failed.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where the program `name` lies on PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find_map(|folder| program_in(&folder, name))
}

/// The program `name` in `folder`, with the endings that Windows adds.
pub fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{name}{ending}"))).find(|file| file.is_file())
}

fn line_of(command: &Command) -> String {
    let words: Vec<_> =
        std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
