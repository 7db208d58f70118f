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

/// Measures everything wanted in every browser there is; the result is what failed. A failure ends its own rows only.
fn measure(options: &Options) -> Result<Vec<String>, String> {
    let wanted = rows::wanted(options)?;
    let mut failures = Vec::new();
    for engine in [Engine::Chromium, Engine::Firefox].into_iter().filter(|engine| engine.is_here()) {
        println!("\n{engine}, median of {}\n\n{}", options.runs, line::head());
        for measure in &wanted {
            match (measure.run)(&options.setting(engine, measure.records)) {
                Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
                Err(error) => {
                    let message = error.message().unwrap_or("failed without a word");
                    failures.push(format!("{engine}, {}: {message}", measure.name));
                    println!("| {} could not be measured |", measure.name);
                }
            }
        }
    }
    Ok(failures)
}
