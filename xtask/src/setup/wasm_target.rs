//! The standard library for wasm32: by rustup, else on Debian built from the source package of its own compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{apt, install, say};
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";
const WHAT: &str = "wasm target";
/// The name under which rustup knows the compiler that Debian packages.
const DEBIAN: &str = "debian";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// The toolchain that wasm builds have to name, or `None` where the usual one can build wasm.
pub fn get() -> Result<Option<String>, String> {
    if has_target(&mut Command::new("rustc")) {
        say(WHAT, "present");
        return Ok(None);
    }
    if has_target(Command::new("rustc").env("RUSTUP_TOOLCHAIN", DEBIAN)) {
        say(WHAT, "present in Debian's toolchain");
        return Ok(Some(DEBIAN.to_owned()));
    }
    let added =
        install(WHAT, "10 seconds", || process::run_quietly(Command::new("rustup").args(["target", "add", TARGET])));
    let Err(why) = added else { return Ok(None) };
    if !apt::is_usable() {
        return Err(format!("{why}\n\nBuilding needs the Rust target {TARGET}: rustup target add {TARGET}"));
    }
    say(WHAT, "rustup could not get it; Debian's own compiler can");
    install("Debian's rustc, with the standard library for wasm", "2 minutes", from_debian)?;
    if has_target(&mut Command::new("rustc")) {
        // Without rustup, Debian's compiler is the usual one.
        return Ok(None);
    }
    process::run_quietly(Command::new("rustup").args(["toolchain", "link", DEBIAN, "/usr"]))?;
    Ok(Some(DEBIAN.to_owned()))
}

/// Whether `rustc` has a compiled standard library for the target.
fn has_target(rustc: &mut Command) -> bool {
    let folder = process::output_of(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    let files = folder.and_then(|folder| fs::read_dir(folder).ok());
    files.is_some_and(|files| files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
}

/// Installs Debian's compiler for web targets and builds its standard library, of which Debian ships the source only.
fn from_debian() -> Result<(), String> {
    apt::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"])?;
    if let Some(linker) = apt::newest_numbered("lld-") {
        apt::install(&[linker.as_str()])?;
    }
    let build = std::env::temp_dir().join(format!("signscope-std-{}", std::process::id()));
    let built = build_std(&build);
    // The folder is ours alone; left behind it would only cost space.
    let _ = fs::remove_dir_all(&build);
    built
}

fn build_std(build: &Path) -> Result<(), String> {
    let say_where = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let library = std_source().ok_or("rust-web-src left no /usr/src/rustc-*/library")?;
    fs::create_dir_all(build).map_err(|error| say_where(build, error))?;
    process::run_quietly(Command::new("cp").arg("-r").arg(library).arg(build))?;
    let source = build.join("library");
    process::run_quietly(
        Command::new("/usr/bin/cargo")
            .args(["build", "--release", "--target", TARGET, "--manifest-path", "sysroot/Cargo.toml"])
            .args(["--features", "panic-unwind compiler-builtins-mem", "--target-dir", "target"])
            .current_dir(&source)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes")
            .env("__CARGO_DEFAULT_LIB_METADATA", "stablestd"),
    )?;
    let deps = source.join("target").join(TARGET).join("release/deps");
    let library = process::output_of(Command::new(DEBIAN_RUSTC).args(["--print", "target-libdir", "--target", TARGET]))
        .map(PathBuf::from)
        .ok_or("Debian's rustc does not know the target")?;
    fs::create_dir_all(&library).map_err(|error| say_where(&library, error))?;
    for file in fs::read_dir(&deps).map_err(|error| say_where(&deps, error))?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libsysroot") {
            fs::copy(file.path(), library.join(&name)).map_err(|error| say_where(&library, error))?;
        }
    }
    Ok(())
}

/// The source of the standard library in Debian's package.
fn std_source() -> Option<PathBuf> {
    let sources = fs::read_dir("/usr/src").ok()?.flatten().map(|entry| entry.path());
    let libraries = sources.filter(|path| path.to_string_lossy().contains("/rustc-")).map(|path| path.join("library"));
    libraries.filter(|library| library.join("sysroot/Cargo.toml").is_file()).max()
}
