//! The rules of the house, as tests: layers, browser types, file sizes, first lines and names.

use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may import, in reading order.
const LAYERS: &[(&str, &[&str])] = &[
    ("schema", &[]),
    ("store", &["schema"]),
    ("ingest", &["schema", "store"]),
    ("query", &["schema", "store"]),
    ("kql", &["schema", "query"]),
    ("export", &["schema", "store", "query"]),
    ("engine", &["schema", "store", "ingest", "query", "export"]),
    ("worker", &["engine", "ingest", "store"]),
    ("ui", &["schema", "query", "kql", "export", "engine", "worker"]),
];

/// Crates that only exist in a browser, and the layers that may name them.
const BROWSER: [&str; 6] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "yew", "gloo"];
const BROWSER_LAYERS: [&str; 2] = ["worker", "ui"];

/// Longer files are split.
const MOST_LINES: usize = 400;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "manager", "common"];

/// What may stand at the top of the repository, besides names that begin with a dot.
const TOP: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "index.html",
    "Trunk.toml",
    "src",
    "web",
    "tests",
    "xtask",
    // Made by building.
    "target",
    "dist",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the repository, with its text.
pub(super) fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    files
}

fn all_rust_files() -> Vec<(PathBuf, String)> {
    ["src", "tests", "xtask"].iter().flat_map(|folder| rust_files(folder)).collect()
}

#[track_caller]
fn assert_none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn layers_import_only_from_above() {
    let mut found = Vec::new();
    for (layer, allowed) in LAYERS {
        for (path, text) in rust_files(&format!("src/{layer}")) {
            let others =
                LAYERS.iter().map(|(other, _)| *other).filter(|other| other != layer && !allowed.contains(other));
            for other in others {
                if code_lines(&text).any(|line| line.contains(&format!("crate::{other}"))) {
                    found.push(format!("{} names crate::{other}", path.display()));
                }
            }
        }
    }
    assert_none("imports that go down or across", found);
}

#[test]
fn the_page_sees_the_engine_through_its_protocol() {
    let mut found = Vec::new();
    for (path, text) in rust_files("src/ui") {
        for line in
            code_lines(&text).filter(|line| line.contains("crate::engine") && !line.contains("crate::engine::protocol"))
        {
            found.push(format!("{}: {line}", path.display()));
        }
    }
    assert_none("uses of the engine's inside", found);
}

#[test]
fn only_the_edges_know_the_browser() {
    let mut found = Vec::new();
    let inner = LAYERS.iter().filter(|(layer, _)| !BROWSER_LAYERS.contains(layer));
    for (path, text) in inner.flat_map(|(layer, _)| rust_files(&format!("src/{layer}"))) {
        for name in BROWSER {
            if code_lines(&text).any(|line| line.contains(&format!("{name}::"))) {
                found.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert_none("browser types inside the core", found);
}

/// A browser writes long blobs to disk, in clear text: what is not exported must not become one.
#[test]
fn only_exports_become_blobs() {
    let exporting = ["src/worker/export.rs", "src/ui/browser.rs"];
    let files = ["src/worker", "src/ui"].into_iter().flat_map(rust_files);
    let makes_blobs = files.filter(|(_, text)| text.contains("Blob::new"));
    let found = makes_blobs.map(|(path, _)| path.display().to_string());
    assert_none("makers of blobs", found.filter(|path| !exporting.contains(&path.as_str())).collect());
}

#[test]
fn the_list_of_layers_is_the_list_of_folders() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let listed: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    assert_eq!(declared, listed);
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    let found = all_rust_files().into_iter().filter(|(_, text)| !text.starts_with("//! "));
    assert_none("files without a first sentence", found.map(|(path, _)| path.display().to_string()).collect());
}

#[test]
fn no_file_is_too_long() {
    let found = all_rust_files().into_iter().filter(|(_, text)| text.lines().count() > MOST_LINES);
    let named = found.map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()));
    assert_none("files to split", named.collect());
}

#[test]
fn no_name_says_nothing() {
    let says_nothing = |path: &Path| {
        path.iter().any(|part| {
            let name = part.to_string_lossy();
            EMPTY_NAMES.contains(&name.trim_end_matches(".rs"))
        })
    };
    let found = all_rust_files().into_iter().filter(|(path, _)| says_nothing(path));
    assert_none("names that say nothing", found.map(|(path, _)| path.display().to_string()).collect());
}

#[test]
fn the_top_level_is_what_it_should_be() {
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let found = names.filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    assert_none("strangers at the top of the repository", found.collect());
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "unimplemented!", "todo!"];
    let found = rust_files("src").into_iter().filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)));
    assert_none("files with things left for later", found.map(|(path, _)| path.display().to_string()).collect());
}

/// Lines that are not comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.starts_with("//"))
}
