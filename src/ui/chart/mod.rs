//! Charts as numbers and words: what is drawn, its scale, its text summary, its table and its file. No browser in it.

mod file;
mod scale;
pub mod strip;
mod table;
pub mod timeline;

use std::ops::Range;

pub use file::svg;
pub use scale::{Scale, scale};
pub use table::{rows, summary};

/// How the numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The series of a step stand on each other.
    Bars,
    /// Each series is a line from step to step.
    Lines,
}

/// What a colour means. Nothing is told by colour alone: series are named beside their colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Signed in.
    Success,
    /// Stopped for something the person had to do.
    Interrupted,
    /// Refused.
    Failure,
    /// Nobody knows.
    Unknown,
    /// No meaning but to be another one: the first, second, … of several equals.
    Number(u8),
}

impl Tone {
    /// The name of the colour in the styles.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Success => "success",
            Tone::Interrupted => "interrupted",
            Tone::Failure => "failure",
            Tone::Unknown => "unknown",
            Tone::Number(number) => ["one", "two", "three", "four", "five", "six"][usize::from(number) % 6],
        }
    }
}

/// One kind of numbers, with a number for each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// Its numbers.
    pub counts: Vec<u32>,
}

/// One place on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeBin {
    /// Its name where there is room: `2026-11-19`.
    pub name: String,
    /// Whether the log, or the period, covers only a part of it.
    pub is_partial: bool,
}

/// Steps that belong together: the days of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name, `Week 43`.
    pub name: String,
    /// Its steps.
    pub steps: Range<usize>,
    /// Whether the log, or the period, covers only a part of it.
    pub is_partial: bool,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows: "Sign-ins of Ada Marsh".
    pub title: String,
    /// How it is drawn.
    pub form: Form,
    /// What is counted, one of it and many: "sign-in", "sign-ins".
    pub unit: [&'static str; 2],
    /// What a step is: "day".
    pub step: &'static str,
    /// The places on the axis.
    pub steps: Vec<TimeBin>,
    /// The steps in groups; none if they are not grouped.
    pub groups: Vec<Group>,
    /// The numbers, the most important first: it stands lowest.
    pub series: Vec<Series>,
    /// How many different ones all steps have together, where their sum would count some of them several times.
    pub distinct: Option<u32>,
    /// The zone that days and weeks are of.
    pub zone: String,
}

impl Chart {
    /// The sum of all series at a step.
    pub fn total(&self, step: usize) -> u32 {
        self.series.iter().filter_map(|series| series.counts.get(step)).fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// The sum of all series over some steps.
    pub fn sum(&self, steps: Range<usize>) -> u64 {
        steps.map(|step| u64::from(self.total(step))).sum()
    }

    /// How many there are in all.
    pub fn all(&self) -> u64 {
        self.distinct.map_or_else(|| self.sum(0..self.steps.len()), u64::from)
    }

    /// How many of a series there are in all.
    pub fn all_of(&self, series: &Series) -> u64 {
        self.distinct.map_or_else(|| series.counts.iter().map(|&count| u64::from(count)).sum(), u64::from)
    }

    /// The highest point that is drawn.
    pub fn highest(&self) -> u32 {
        match self.form {
            Form::Bars => (0..self.steps.len()).map(|step| self.total(step)).max().unwrap_or_default(),
            Form::Lines => self.series.iter().flat_map(|series| &series.counts).copied().max().unwrap_or_default(),
        }
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.highest() == 0
    }
}
