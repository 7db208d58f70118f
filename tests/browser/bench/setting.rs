//! What is to be measured, how often, on which files and in which browser.

use std::env;
use std::fmt::{self, Display};
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use libtest_mimic::Failed;

use crate::harness::{Engine, Page};

/// The words of the command line.
pub struct Options {
    /// Rows whose name contains one of these are measured; all of them if there is none.
    pub names: Vec<String>,
    /// How often each is measured.
    pub runs: usize,
    /// Files of 1,000,000 records too.
    pub large: bool,
    /// A line for every filter, column and field.
    pub each: bool,
}

impl Options {
    /// Understands the words of the command line.
    pub fn of(words: &[String]) -> Result<Options, String> {
        let mut options = Options { names: Vec::new(), runs: 5, large: false, each: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--large" => options.large = true,
                "--each" => options.each = true,
                "--runs" => {
                    let runs = words.next().and_then(|word| word.parse().ok()).filter(|runs| *runs > 0);
                    options.runs = runs.ok_or("--runs needs a number above 0")?;
                }
                word if word.starts_with('-') => return Err(format!("`{word}` is no option of the benchmark")),
                name => options.names.push(name.to_owned()),
            }
        }
        Ok(options)
    }

    /// What one measurement is told.
    pub fn setting(&self, engine: Engine, records: u64) -> Setting {
        Setting { engine, records, runs: self.runs, each: self.each }
    }
}

/// What one measurement is told.
#[derive(Clone, Copy)]
pub struct Setting {
    /// The browser.
    pub engine: Engine,
    /// How many records the file has.
    pub records: u64,
    /// How often to measure.
    pub runs: usize,
    /// Whether every single filter, column and field gets a line.
    pub each: bool,
}

/// The form of an input file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The portal's JSON.
    Json,
    /// The portal's CSV.
    Csv,
}

impl Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Form::Json => "JSON",
            Form::Csv => "CSV",
        })
    }
}

/// An input file.
pub struct Input {
    /// Its form.
    pub form: Form,
    /// Where it is.
    pub path: PathBuf,
    /// Its records.
    pub records: u64,
    /// Its bytes.
    pub bytes: u64,
}

/// The longest one page may be measured.
const LIMIT: Duration = Duration::from_secs(900);

impl Setting {
    /// The page, in a browser of its own.
    pub fn open(&self) -> Result<Page, Failed> {
        let page = Page::open_for(self.engine, "bench", LIMIT)?;
        page.wait_until(
            "the page and its worker",
            "return performance.getEntriesByName('signscope: page').length * performance.getEntriesByName('signscope: worker').length === 1",
        )?;
        Ok(page)
    }

    /// The input file of a form with this setting's records. It was read once, so that it is in memory as far as the
    /// machine allows, for whoever reads it next.
    pub fn input(&self, form: Form) -> Result<Input, Failed> {
        input(form, self.records)
    }
}

/// The input file of a form with so many records.
pub fn input(form: Form, records: u64) -> Result<Input, Failed> {
    let folder = env::var_os("SIGNSCOPE_BENCH_FILES").map(PathBuf::from).ok_or("SIGNSCOPE_BENCH_FILES is not set")?;
    let path = folder.join(match form {
        Form::Json => format!("portal-json-{records}.json"),
        Form::Csv => format!("portal-csv-{records}.csv"),
    });
    let opened = File::open(&path).and_then(|mut file| io::copy(&mut file, &mut io::sink()));
    opened.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Input { form, bytes: fs::metadata(&path)?.len(), path, records })
}
