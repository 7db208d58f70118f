//! A line of the table: what was measured, what it should be, what it is, and beside what.

use std::fmt::{self, Display};

use crate::numbers::{Figure, Unit};

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    what: String,
    figure: Figure,
    most: Option<f64>,
    beside: Option<Ratio>,
}

#[derive(Debug)]
struct Ratio {
    times: f64,
    of: &'static str,
    most: Option<f64>,
}

impl Line {
    /// A figure that has no target.
    pub fn new(what: impl Into<String>, number: f64, unit: Unit) -> Line {
        Line { what: what.into(), figure: Figure(number, unit), most: None, beside: None }
    }

    /// The figure should be at most so much.
    pub fn at_most(mut self, most: f64) -> Line {
        self.most = Some(most);
        self
    }

    /// Compares the figure with another, named `of`; it should be at most `most` times as much, if that is known.
    pub fn beside(mut self, other: f64, of: &'static str, most: Option<f64>) -> Line {
        self.beside = Some(Ratio { times: self.figure.0 / other, of, most });
        self
    }

    fn target(&self) -> String {
        match (&self.beside, self.most) {
            (Some(Ratio { most: Some(most), of, .. }), _) => format!("≤ {most} × {of}"),
            (_, Some(most)) => format!("≤ {}", Figure(most, self.figure.1)),
            _ => String::new(),
        }
    }

    /// Whether every target is met; `None` if there is none.
    fn is_met(&self) -> Option<bool> {
        let ratio = self.beside.as_ref().and_then(|ratio| Some(ratio.times <= ratio.most?));
        let figure = self.most.map(|most| self.figure.0 <= most);
        match (ratio, figure) {
            (None, None) => None,
            (ratio, figure) => Some(ratio.unwrap_or(true) && figure.unwrap_or(true)),
        }
    }
}

/// The head of the table.
pub fn head() -> String {
    let head = row("what", "target", "figure", "ratio", "verdict");
    let rule: String = head.chars().map(|character| if character == '|' { '|' } else { '-' }).collect();
    format!("{head}\n{rule}")
}

impl Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.beside.as_ref().map(|ratio| format!("{:.2} × {}", ratio.times, ratio.of));
        let verdict = match self.is_met() {
            Some(true) => "met",
            Some(false) => "missed",
            None => "",
        };
        formatter.write_str(&row(
            &self.what,
            &self.target(),
            &self.figure.to_string(),
            &ratio.unwrap_or_default(),
            verdict,
        ))
    }
}

fn row(what: &str, target: &str, figure: &str, ratio: &str, verdict: &str) -> String {
    format!("| {what:<62} | {target:<21} | {figure:>18} | {ratio:<21} | {verdict:<7} |")
}
