//! Command-line tools that are crates: the right version on PATH, else built by `cargo install` into the cache.

use std::path::PathBuf;
use std::process::Command;

use super::{cache, install, say};
use crate::process;

/// A command-line tool and how it is built.
pub struct CargoTool<'a> {
    /// The crate's name.
    pub name: &'a str,
    /// The program it installs.
    pub program: &'a str,
    /// The exact version.
    pub version: &'a str,
    /// Further words for `cargo install`.
    pub arguments: &'a [&'a str],
    /// Level 0 builds fastest; a tool that works hard is worth level 1.
    pub opt_level: &'a str,
    /// Roughly how long building takes, in words.
    pub about: &'a str,
}

impl CargoTool<'_> {
    /// The program, built where it is not there yet.
    pub fn get(&self) -> Result<PathBuf, String> {
        let what = format!("{} {}", self.program, self.version);
        let root = cache::folder()?.join(format!("{}-{}", self.name, self.version));
        let folder = root.join("bin");
        if let Some(program) = process::program_in(&folder, self.program).or_else(|| self.on_path()) {
            say(&what, "present");
            return Ok(program);
        }
        install(&what, self.about, || {
            let mut cargo = Command::new("cargo");
            cargo.args(["install", self.name, "--locked", "--version", self.version]).args(self.arguments);
            // What the tool does takes seconds; compiling it fully optimised would take many minutes.
            cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64");
            cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
            // A target folder of the project's own would be locked, and filled, by the build of the tool.
            process::run_quietly(cargo.env_remove("CARGO_TARGET_DIR").arg("--root").arg(&root))
        })?;
        process::program_in(&folder, self.program)
            .ok_or_else(|| format!("`cargo install {}` left no {} in {}", self.name, self.program, folder.display()))
    }

    /// The program on PATH, if it says that it is of exactly this version.
    fn on_path(&self) -> Option<PathBuf> {
        let program = process::find_program(self.program)?;
        let said = process::output_of(Command::new(&program).arg("--version"))?;
        says_version(&said, self.version).then_some(program)
    }
}

/// Whether the first line of a `--version` answer has `version` as one of its words.
fn says_version(said: &str, version: &str) -> bool {
    said.lines().next().is_some_and(|line| line.split_whitespace().any(|word| word == version))
}

#[cfg(test)]
mod tests {
    use super::says_version;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(says_version("geckodriver 0.37.1 (abc 2026-01-01)\n\nlicence 0.1", "0.37.1"));
        assert!(!says_version("wasm-bindgen 0.2.12", "0.2.129"));
        assert!(!says_version("wasm-bindgen 0.2.129", "0.2.12"));
        assert!(!says_version("", "1.0.0"));
    }
}
