//! The built bundle in real browsers, opened from `file://` as a user opens it. Started by `cargo xtask test`.

// Outside `#[test]` functions clippy cannot see that a failed assertion is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod beside;
mod cases;
mod harness;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use beside::{PICTURES, PROBES};
use cases::{CASES, Case};
use harness::{Engine, Page};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let cases = CASES.iter().map(|case| (case, true));
    let all = cases.chain(PROBES.iter().chain(PICTURES).map(|case| (case, false)));
    let trials =
        all.flat_map(|(case, is_run)| Engine::ALL.iter().filter_map(move |&engine| trial(engine, case, is_run)));
    for engine in Engine::ALL.iter().filter(|engine| !engine.is_here()) {
        println!("{engine}: skipped, `cargo xtask test` found no such browser or was told to leave it out");
    }
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// A case in a browser. What is not run is listed, and run by who asks for it.
fn trial(engine: Engine, case: &'static Case, is_run: bool) -> Option<Trial> {
    if !case.engines.contains(&engine) {
        return None;
    }
    let name = format!("{engine}::{}", case.name);
    let run = move || {
        let page = Page::open(engine, case.name)?;
        (case.run)(&page).inspect_err(|_| page.keep_screenshot())
    };
    Some(Trial::test(name, run).with_ignored_flag(!is_run || !engine.is_here()))
}
