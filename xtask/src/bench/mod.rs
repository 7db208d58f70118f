//! `cargo xtask bench`: how fast the page is, beside what limits it and what else can read such files.
//!
//! ```text
//! cargo xtask bench [NAME…] [--runs N] [--large] [--each]
//! ```
//!
//! measures the bundle, opened from `file://`, in Chromium and in Firefox. Names choose rows: `cargo xtask bench
//! load-json filter` runs the rows whose name contains one of the words. `--runs` is how often each is measured (5);
//! what is printed is the median. `--large` adds files of 1,000,000 records, `--each` a line for every single filter,
//! column and field. `SIGNSCOPE_BROWSERS=firefox` leaves Chromium out. Input files are made once and kept in the
//! per-user cache, in a folder named after what the generator writes.
//!
//! # How to read the table
//!
//! - **figure** is the median of all runs; **ratio** compares it with something measured in the same run, since absolute
//!   times say more about the machine. **target** holds for whichever of the two it names. Nothing fails when a
//!   target is missed: times are for people to judge, and the command fails only when something does not work.
//! - **raw read** is the floor: the same file, in the same browser and run, read by a worker that does nothing with the
//!   bytes, by `stream()` or by slices of 64 MiB, whichever is faster.
//! - Loading is timed inside the page, from the event that brings the file (a true drop in Chromium, the file input in
//!   Firefox) until the page shows the last row count and says it is ready. A frame counts when it begins; the screen
//!   shows it within 17 ms.
//! - **engine** is the time from posting a question to the worker to the arrival of its answer, waiting for earlier
//!   answers left out. **painted** is the time from the event to the first frame after the answer is in the page; at 60
//!   frames a second even an answer of no time takes half a frame on average.
//!   Firefox's clock has steps of a millisecond.
//! - **memory** is the peak of the process that holds page and workers, as Linux counts it (`VmHWM`).
//! - DuckDB runs natively, with two threads, and reads typed columns into a table in its memory: fourteen of the JSON
//!   (three of them structs of two or three fields), seventeen of the CSV.
//!
//! # What was tried for the wasm
//!
//! 250,000 records in Chromium on two cores, the median of four loads of the CSV and the mean of two of the JSON, in turns.
//! Cargo's own variables set another profile for one run, and the level of wasm-opt stands in `index.html`
//! (`data-wasm-opt`: `3`, `4`, `s`, `z`, `0`):
//!
//! ```text
//! CARGO_PROFILE_RELEASE_OPT_LEVEL=s CARGO_PROFILE_RELEASE_LTO=thin cargo xtask bench open load filter
//! ```
//!
//! | opt-level | LTO | wasm-opt | load CSV | load JSON | bundle |
//! |---|---|---|---|---|---|
//! | **2** | **fat** | **-O3** | 891 ms | 3.67 s | 2.34 MB |
//! | 3 | fat | -O3 | 927 ms | 3.66 s | 2.40 MB |
//! | s | fat | -O3 | 1047 ms | 3.82 s | 1.90 MB |
//! | 2 | thin | -O3 | 900 ms | 3.69 s | 2.39 MB |
//! | 2 | fat | -O4 | 902 ms | 3.62 s | 2.35 MB |
//! | 2 | fat | -Os | 881 ms | 3.75 s | 2.34 MB |
//! | 2 | fat | none | 899 ms | 3.68 s | 2.38 MB |
//!
//! All but `s` are the same within what such loads differ by; it costs an eighth of the speed of a CSV and saves a fifth of
//! the bundle.
//!
//! Decoding alone, on one thread of Node 20, in MB/s (best of seven, twice):
//!
//! | opt-level | JSON | CSV |
//! |---|---|---|
//! | 3 | 1062–1071 | 544–547 |
//! | 2 | 1130–1150 | 551–561 |
//! | s | 941–970 | 501–510 |
//!
//! Functions of 40 to 155 KB, which the optimisers make by putting all that is called once into its caller, cost
//! Chromium up to a second of compiling each while the first file loads: hence the limit in `data-wasm-opt-params`.

mod inputs;

use std::process::Command;

use crate::{bundle, process, project, setup};

/// Gets all tools and browsers, builds the bundle, makes the input files, and measures.
pub fn bench(options: &[&str]) -> Result<(), String> {
    let tools = setup::for_building()?;
    let browsers = setup::for_measuring()?;
    bundle::build(&tools)?;
    let files = inputs::get(options.contains(&"--large"))?;
    let mut measure = Command::new("cargo");
    measure.args(["test", "--quiet", "--locked", "--test", "bench", "--"]).args(options).current_dir(project::root());
    measure.env("SIGNSCOPE_BUNDLE", project::bundle()).env("SIGNSCOPE_BENCH_FILES", files).envs(browsers);
    process::run(&mut measure)
}
