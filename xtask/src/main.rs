//! Every command of the project: `cargo xtask run | bundle | test | bench | fuzz`.

mod bench;
mod bundle;
mod fuzz;
mod outlines;
mod process;
mod project;
mod run;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run      build the page and serve it on http://127.0.0.1:8080
cargo xtask bundle   build dist/signscope.html, the page as a single file
cargo xtask test     run every check, in three browsers too
cargo xtask bench    measure the page in Chromium and Firefox, all of it or the rows named:
                     cargo xtask bench [NAME…] [--runs N] [--large] [--each]
cargo xtask fuzz     look for bytes that no decoder can take, 10 minutes a target or as long as said:
                     cargo xtask fuzz [TARGET] [--seconds N]
cargo xtask outlines  draw the countries of the map anew

Each gets the tools it needs first.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run"] => run::run(),
        ["bundle"] => setup::for_building().and_then(|tools| bundle::build(&tools)).map(drop),
        ["test"] => test::test(),
        ["outlines"] => outlines::draw(),
        ["bench", ref options @ ..] => bench::bench(options),
        ["fuzz", ref options @ ..] => fuzz::fuzz(options),
        // Not for people: Trunk calls it at the end of a build.
        ["pack"] => bundle::pack(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
