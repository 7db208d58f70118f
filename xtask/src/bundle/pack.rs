//! The last step of a build by Trunk: leaves one file in its output folder, under two names.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::inline::{Built, inline};
use crate::project;

/// Packs what Trunk left in its staging folder. Trunk calls this as its hook and names the folder in the environment.
pub fn pack() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or("`cargo xtask pack` is for Trunk to call; you want `cargo xtask bundle`")?;
    let glue = String::from_utf8(read(&staging.join("signscope.js"))?).map_err(|error| error.to_string())?;
    let wasm = in_base64(&read(&staging.join("signscope_bg.wasm"))?)?;
    let template = project::read("index.html")?;
    let page = inline(&template, &Built { glue, wasm }, |file| read(&project::root().join(file)))?;
    fs::remove_dir_all(&staging).map_err(|error| in_words(&staging, error))?;
    fs::create_dir(&staging).map_err(|error| in_words(&staging, error))?;
    // The served page and the bundle are the same file, so what is true of one is true of the other.
    for name in ["index.html", "signscope.html"] {
        let file = staging.join(name);
        fs::write(&file, &page).map_err(|error| in_words(&file, error))?;
    }
    Ok(())
}

fn in_base64(wasm: &[u8]) -> Result<String, String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let packed = gzip.write_all(wasm).and_then(|()| gzip.finish()).map_err(|error| error.to_string())?;
    Ok(STANDARD.encode(packed))
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| in_words(file, error))
}

fn in_words(file: &Path, error: std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
