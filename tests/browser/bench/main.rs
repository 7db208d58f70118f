//! How fast the built bundle is in real browsers: prints one table a browser. Started by `cargo xtask bench`, whose
//! documentation says how to read it.

mod duckdb;
#[path = "../harness/mod.rs"]
// The tests use the rest of it.
#[allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod harness;
mod line;
mod memory;
mod numbers;
mod probe;
mod rows;
mod setting;

use std::process::ExitCode;

use harness::Engine;
use rows::Measure;
use setting::Options;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let measured = Options::of(&words).and_then(|options| measure(&options));
    match measured {
        Ok(failures) if failures.is_empty() => ExitCode::SUCCESS,
        Ok(failures) => {
            eprintln!("\nWhat could not be measured:\n{}", failures.join("\n"));
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Measures everything wanted, once without a browser and then in every browser there is; the result is what failed. A
/// failure ends its own rows only.
fn measure(options: &Options) -> Result<Vec<String>, String> {
    let wanted = rows::wanted(options)?;
    let (in_browser, native): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|measure| measure.in_browser);
    let mut failures = Vec::new();
    if !native.is_empty() {
        failures.extend(table("native", &native, options, Engine::Chromium));
    }
    for engine in [Engine::Chromium, Engine::Firefox].into_iter().filter(|engine| engine.is_here()) {
        if !in_browser.is_empty() {
            failures.extend(table(&format!("{engine}, median of {}", options.runs), &in_browser, options, engine));
        }
    }
    Ok(failures)
}

fn table(title: &str, measures: &[&Measure], options: &Options, engine: Engine) -> Vec<String> {
    println!("\n{title}\n\n{}", line::head());
    let mut failures = Vec::new();
    for measure in measures {
        match (measure.run)(&options.setting(engine, measure.records)) {
            Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
            Err(error) => {
                let message = error.message().unwrap_or("failed without a word");
                failures.push(format!("{title}, {}: {message}", measure.name));
                println!("| {} could not be measured |", measure.name);
            }
        }
    }
    failures
}
