//! The files that are read: made by the project's own generator, once, and kept in the per-user cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{bundle, process, project, setup};

/// How many records the files have. 60,000 records of JSON are about what a browser can take as one text.
const JSON: &[u64] = &[1_000, 10_000, 60_000, 100_000, 250_000];
const CSV: &[u64] = &[1_000, 10_000, 100_000, 250_000];
const LARGE: u64 = 1_000_000;

/// The folder that holds the files, as `portal-json-250000.json`; those that are not there yet are made.
pub fn get(large: bool) -> Result<PathBuf, String> {
    let folder = setup::cache_folder()?.join(format!("bench-{}", fingerprint()?));
    fs::create_dir_all(&folder).map_err(|error| in_words(&folder, &error))?;
    let large = large.then_some(LARGE);
    for (form, ending, sizes) in [("portal-json", "json", JSON), ("portal-csv", "csv", CSV)] {
        for records in sizes.iter().copied().chain(large) {
            let file = folder.join(format!("{form}-{records}.{ending}"));
            if !file.is_file() {
                make(form, records, &file)?;
            }
        }
    }
    println!("input files: {}", folder.display());
    Ok(folder)
}

/// What the generator writes, as a name: another generator gets another folder.
fn fingerprint() -> Result<String, String> {
    let sample = setup::cache_folder()?.join(format!("bench-sample-{}", std::process::id()));
    let mut bytes = Vec::new();
    for form in ["portal-json", "portal-csv"] {
        generate(form, 100, &sample)?;
        bytes.extend(fs::read(&sample).map_err(|error| in_words(&sample, &error))?);
    }
    fs::remove_file(&sample).map_err(|error| in_words(&sample, &error))?;
    Ok(bundle::hex_sha256(&bytes)[..12].to_owned())
}

/// A file that was not finished keeps another name, so it is never taken for a whole one.
fn make(form: &str, records: u64, file: &Path) -> Result<(), String> {
    println!("{}: being made", file.display());
    let unfinished = file.with_extension("part");
    generate(form, records, &unfinished)?;
    fs::rename(&unfinished, file).map_err(|error| in_words(file, &error))
}

fn generate(form: &str, records: u64, file: &Path) -> Result<(), String> {
    let mut generate = Command::new("cargo");
    generate.args(["run", "--release", "--quiet", "--locked", "--example", "generate", "--"]);
    generate.args([form, &records.to_string()]).arg(file).current_dir(project::root());
    process::run_quietly(&mut generate)
}

fn in_words(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
