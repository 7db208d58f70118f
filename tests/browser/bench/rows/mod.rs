//! Everything that is measured, in the order of the table; each row or group of rows has a name to ask for it.

mod filter;
mod growth;
mod load;
mod memory;
mod open;
mod screens;
mod scroll;
mod sort;
mod values;

use libtest_mimic::Failed;

use crate::harness::Page;
use crate::line::Line;
use crate::probe;
use crate::setting::{Form, Options, Setting};

/// One measurement, giving one or more lines of the table.
pub struct Measure {
    /// What it is asked for by.
    pub name: &'static str,
    /// How many records its file has.
    pub records: u64,
    /// Whether it is measured in each browser, or once without any.
    pub in_browser: bool,
    /// The measurement itself.
    pub run: fn(&Setting) -> Result<Vec<Line>, Failed>,
}

const USUAL: u64 = 250_000;
const LARGE: u64 = 1_000_000;

const MEASURES: &[Measure] = &[
    Measure { name: "memory", records: USUAL, in_browser: false, run: memory::measure },
    Measure { name: "open", records: 0, in_browser: true, run: open::measure },
    Measure { name: "load-csv", records: USUAL, in_browser: true, run: load::csv },
    Measure { name: "load-json", records: USUAL, in_browser: true, run: load::json },
    Measure { name: "filter", records: USUAL, in_browser: true, run: filter::measure },
    Measure { name: "values", records: USUAL, in_browser: true, run: values::measure },
    Measure { name: "sort", records: USUAL, in_browser: true, run: sort::measure },
    Measure { name: "screens", records: USUAL, in_browser: true, run: screens::measure },
    Measure { name: "scroll", records: USUAL, in_browser: true, run: scroll::measure },
    Measure { name: "growth-csv", records: USUAL, in_browser: true, run: growth::csv },
    Measure { name: "growth-json", records: USUAL, in_browser: true, run: growth::json },
    Measure { name: "large-growth-csv", records: LARGE, in_browser: true, run: growth::csv },
    Measure { name: "large-growth-json", records: LARGE, in_browser: true, run: growth::json },
    Measure { name: "large-load-csv", records: LARGE, in_browser: true, run: load::csv },
    Measure { name: "large-load-json", records: LARGE, in_browser: true, run: load::json },
    Measure { name: "large-filter", records: LARGE, in_browser: true, run: filter::measure },
    Measure { name: "large-values", records: LARGE, in_browser: true, run: values::measure },
    Measure { name: "large-sort", records: LARGE, in_browser: true, run: sort::measure },
    Measure { name: "large-screens", records: LARGE, in_browser: true, run: screens::measure },
    Measure { name: "large-scroll", records: LARGE, in_browser: true, run: scroll::measure },
];

/// What the options ask for.
pub fn wanted(options: &Options) -> Result<Vec<&'static Measure>, String> {
    let is_named = |measure: &Measure| options.names.iter().any(|name| measure.name.contains(name.as_str()));
    let wanted = MEASURES.iter().filter(|measure| options.names.is_empty() || is_named(measure));
    let wanted: Vec<_> = wanted.filter(|measure| options.large || measure.records < LARGE).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = MEASURES.iter().map(|measure| measure.name).collect();
        return Err(format!("There is no such row. The names are: {} (large ones with --large)", names.join(", ")));
    }
    Ok(wanted)
}

/// A page with the instruments on it that has loaded the JSON file of this setting.
fn loaded(setting: &Setting) -> Result<Page, Failed> {
    let input = setting.input(Form::Json)?;
    let page = setting.open()?;
    probe::install(&page)?;
    probe::load(&page, setting, &input)?;
    Ok(page)
}

/// A number as the table writes it: `250,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
