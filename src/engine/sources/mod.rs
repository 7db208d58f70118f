//! What the screen Data tells of one file beyond its report: what it covers, what to beware of, what would add to it,
//! and its problems by kind.

mod companions;
mod names;
mod problems;
mod warnings;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::protocol::coverage::Coverage;
use crate::query::usage::Calendar;
use crate::schema::LogType;
use crate::store::{FileId, Problem, Store};
pub use companions::Companion;
pub use problems::ProblemGroup;
pub use warnings::Warning;

/// What is asked about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileQuestion {
    /// The file.
    pub file: FileId,
    /// The calendar of the zone of display.
    pub calendar: Calendar,
    /// At most so many problems are given one by one.
    pub problems: u32,
}

/// What there is to tell of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePage {
    /// What was asked.
    pub question: FileQuestion,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub coverage: Coverage,
    /// Of which log it is by its name.
    pub log_by_name: Option<LogType>,
    /// What to beware of.
    pub warnings: Vec<Warning>,
    /// Other files that would add to it.
    pub companions: Vec<Companion>,
    /// Its problems by kind, the commonest first.
    pub groups: Vec<ProblemGroup>,
    /// How many problems are kept: the first ones.
    pub kept: u64,
    /// The first problems one by one, as many as were asked for.
    pub problems: Vec<Problem>,
}

/// The page of a file; one that is not loaded any more has an empty one.
pub(super) fn page(store: &Store, files: &Files, question: &FileQuestion) -> FilePage {
    let file = question.file;
    let coverage = Coverage::new(store, file, &question.calendar);
    let report = files.report(file);
    let report = report.as_ref();
    let name = files.name(file);
    let problems = files.problems(file);
    FilePage {
        question: question.clone(),
        name: name.to_owned(),
        log_by_name: names::PortalName::of(name).map(|name| name.log),
        warnings: report
            .map(|report| warnings::warnings(report, files.rank(file), store, &coverage))
            .unwrap_or_default(),
        companions: report.map(|report| companions::companions(report, files)).unwrap_or_default(),
        groups: problems::groups(problems),
        kept: problems.len() as u64,
        problems: problems.iter().take(question.problems as usize).cloned().collect(),
        coverage,
    }
}
