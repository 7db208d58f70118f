//! `cargo xtask fuzz`: gives the decoders bytes that nobody thought of, and keeps what they trip over.
//!
//! The targets are the files of `tests/fuzz/targets`. Each begins with its inputs in `tests/fuzz/corpus`, which are kept
//! small and by hand; what the fuzzer adds to them stays in the target folder, so that the next run goes on from there. An
//! input that is a finding is written to `tests/fuzz/artifacts`: mend it, and give it to a test.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{process, project, setup};

/// How long each target runs if nobody says otherwise.
const SECONDS: u64 = 600;

/// An input that takes so many seconds, or so many MiB, is a finding too.
const TIMEOUT_SECONDS: u32 = 20;
const MOST_MEMORY: u32 = 4096;

/// Gets the fuzzer and runs the targets, one after the other.
pub fn fuzz(options: &[&str]) -> Result<(), String> {
    let Wanted { target, seconds } = wanted(options)?;
    let mut targets = targets(&project::root().join("tests/fuzz/targets"))?;
    if let Some(target) = target {
        let all = targets.join(", ");
        targets.retain(|known| known == target);
        if targets.is_empty() {
            return Err(format!("there is no fuzz target `{target}`; there are {all}"));
        }
    }
    let path = setup::for_fuzzing()?;
    for target in targets {
        println!("\n== {target}, {seconds} seconds");
        let found = project::root().join("target/fuzz/corpus").join(&target);
        fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
        let kept = project::root().join("tests/fuzz/corpus").join(&target);
        let mut command = Command::new("cargo");
        command.current_dir(project::root()).env("PATH", &path);
        // Sanitizers look for what safe Rust does not have.
        command.args(["+nightly", "fuzz", "run", "-s", "none", "--fuzz-dir", "tests/fuzz"]);
        command.args(["--target-dir", "target/fuzz", &target]).arg(&found).args(kept.is_dir().then_some(&kept));
        command.arg("--").arg(format!("-max_total_time={seconds}"));
        command.arg(format!("-timeout={TIMEOUT_SECONDS}")).arg(format!("-rss_limit_mb={MOST_MEMORY}"));
        process::run(&mut command)?;
    }
    Ok(())
}

/// What is to be fuzzed.
#[derive(Debug, PartialEq)]
struct Wanted<'a> {
    /// `None` for all targets.
    target: Option<&'a str>,
    seconds: u64,
}

/// Reads `[TARGET] [--seconds N]`, in either order.
fn wanted<'a>(options: &[&'a str]) -> Result<Wanted<'a>, String> {
    let mut wanted = Wanted { target: None, seconds: SECONDS };
    let mut options = options.iter();
    while let Some(&option) = options.next() {
        match option {
            "--seconds" => {
                let seconds = options.next().and_then(|seconds| seconds.parse().ok()).filter(|&seconds| seconds > 0);
                wanted.seconds = seconds.ok_or("`--seconds` wants a number of seconds")?;
            }
            target if wanted.target.is_none() && !target.starts_with('-') => wanted.target = Some(target),
            other => return Err(format!("`{other}` is one word too many: cargo xtask fuzz [TARGET] [--seconds N]")),
        }
    }
    Ok(wanted)
}

/// The names of the targets in a folder, in order.
fn targets(folder: &Path) -> Result<Vec<String>, String> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = files.flatten().map(|file| file.path());
    let rust = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let mut names: Vec<String> =
        rust.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{SECONDS, Wanted, targets, wanted};
    use crate::project;

    #[test]
    fn target_and_seconds_come_in_either_order_or_not_at_all() {
        let of = |target, seconds| Ok(Wanted { target, seconds });
        assert_eq!(wanted(&[]), of(None, SECONDS));
        assert_eq!(wanted(&["json"]), of(Some("json"), SECONDS));
        assert_eq!(wanted(&["--seconds", "5"]), of(None, 5));
        assert_eq!(wanted(&["json", "--seconds", "5"]), wanted(&["--seconds", "5", "json"]));
        for wrong in [&["--seconds"][..], &["--seconds", "0"], &["--seconds", "json"], &["a", "b"], &["--fast"]] {
            assert!(wanted(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_target_is_built_by_its_name() {
        let manifest = project::read("tests/fuzz/Cargo.toml").unwrap();
        let targets = targets(&project::root().join("tests/fuzz/targets")).unwrap();
        assert!(!targets.is_empty());
        for target in &targets {
            assert!(manifest.contains(&format!("name = \"{target}\"\npath = \"targets/{target}.rs\"")), "{target}");
        }
        assert_eq!(manifest.matches("[[bin]]").count(), targets.len());
    }
}
