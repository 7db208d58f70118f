//! Loading a file, beside reading it and nothing else, beside native DuckDB, and beside `JSON.parse`.
//!
//! A person takes some seconds to find a file and drag it. The page uses them to get ready, so they are waited for; what
//! it takes without them has a line of its own.

use std::thread;
use std::time::Duration;

use libtest_mimic::Failed;

use super::grouped;
use crate::duckdb;
use crate::harness::Page;
use crate::line::Line;
use crate::memory::peak_of_page;
use crate::numbers::{Unit, median, worst};
use crate::probe::{self, Load};
use crate::setting::{Form, Input, Setting, input};

/// How many records `JSON.parse` gets: about what a browser can hold as one text.
const PARSED: u64 = 60_000;

/// Loading the CSV file.
pub fn csv(setting: &Setting) -> Result<Vec<Line>, Failed> {
    measure(setting, Form::Csv)
}

/// Loading the JSON file, and `JSON.parse`.
pub fn json(setting: &Setting) -> Result<Vec<Line>, Failed> {
    let mut lines = measure(setting, Form::Json)?;
    let parsed = input(Form::Json, PARSED)?;
    let millis = probe::json_parse(setting, &parsed)?;
    lines.push(Line::new(format!("JSON.parse of {} records, once", grouped(PARSED)), millis, Unit::Millis));
    lines.push(Line::new("JSON.parse", millis * 1000.0 / PARSED as f64, Unit::MicrosPerRecord));
    Ok(lines)
}

/// What a person takes at least from opening the page to dropping a file on it.
const MOMENT: Duration = Duration::from_millis(2500);

#[derive(Default)]
struct Runs {
    raw: Vec<f64>,
    peer: Vec<f64>,
    loads: Vec<Load>,
    at_once: Vec<f64>,
    peaks: Vec<f64>,
}

fn measure(setting: &Setting, form: Form) -> Result<Vec<Line>, Failed> {
    let input = setting.input(form)?;
    let mut runs = Runs::default();
    // What is compared is measured in turns, so that a busy moment of the machine meets all of it.
    for _ in 0..setting.runs {
        runs.raw.push(probe::raw_read(setting, &input)?);
        runs.peer.extend(duckdb::load(&input)?);
        runs.at_once.push(load(setting, &input, Duration::ZERO)?.0.ready);
        let (load, page) = load(setting, &input, MOMENT)?;
        runs.loads.push(load);
        runs.peaks.extend(peak_of_page(&page));
    }
    let title = format!("{form}, {} records, {} MB", grouped(input.records), input.bytes / 1_000_000);
    lines(&title, form, &runs).ok_or_else(|| "no runs".into())
}

/// Opens the page and brings it the file after a while.
fn load(setting: &Setting, input: &Input, wait: Duration) -> Result<(Load, Page), Failed> {
    let page = setting.open()?;
    probe::install(&page)?;
    thread::sleep(wait);
    Ok((probe::load(&page, setting, input)?, page))
}

fn lines(title: &str, name: Form, runs: &Runs) -> Option<Vec<Line>> {
    let of = |what: fn(&Load) -> f64| runs.loads.iter().map(what);
    let raw = median(runs.raw.iter().copied())?;
    let ready = median(of(|load| load.ready))?;
    let mut lines = vec![
        Line::new(format!("{title}: raw read"), raw, Unit::Millis),
        Line::new(format!("{name}: drop → all rows queryable"), ready, Unit::Millis).beside(raw, "raw read", Some(1.3)),
    ];
    if let Some(at_once) = median(runs.at_once.iter().copied()) {
        let line = Line::new(format!("{name}: the same, dropped as soon as the page is there"), at_once, Unit::Millis);
        lines.push(line.beside(raw, "raw read", None));
    }
    if let Some(peer) = median(runs.peer.iter().copied()) {
        let most = (name == Form::Json).then_some(1.0);
        lines.push(Line::new(format!("{name}: native DuckDB"), peer, Unit::Millis).beside(raw, "raw read", None));
        lines.push(Line::new(format!("{name}: the page"), ready, Unit::Millis).beside(peer, "DuckDB", most));
    }
    lines.push(
        Line::new(format!("{name}: drop → first rows"), median(of(|load| load.first))?, Unit::Millis).at_most(300.0),
    );
    let (longest, late) = (worst(of(|load| load.frames.longest))?, worst(of(|load| load.frames.late))?);
    lines.push(Line::new(format!("{name}: longest frame while loading"), longest, Unit::Millis).at_most(33.4));
    lines.push(Line::new(format!("{name}: frames over 33 ms while loading"), late, Unit::Frames));
    if let Some(task) = worst(runs.loads.iter().filter_map(|load| load.frames.longest_task)) {
        lines.push(Line::new(format!("{name}: longest task while loading (0: none over 50 ms)"), task, Unit::Millis));
    }
    if let Some(peak) = median(runs.peaks.iter().copied()) {
        lines.push(Line::new(format!("{name}: peak memory of the page's process"), peak, Unit::Bytes).at_most(700e6));
    }
    Some(lines)
}
