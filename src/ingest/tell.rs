//! What is to be said of a record, in words.

use super::csv::record::Count;
use super::json::Fault;
use super::normalize::{Unread, Why};
use super::record_span::RecordSpan;
use crate::store::{ProblemPlace, Problems};

/// Says which values of a record are in the file and were not understood.
pub fn tell_unread(span: &RecordSpan, unread: &[Unread], problems: &mut Problems) {
    for Unread { name, why } in unread {
        let why = match why {
            Why::Unknown => "is written in a way that was not understood",
            Why::TooDeep => "is nested too deeply",
        };
        let message = format!(
            "Record {}: “{name}” is in this file, but it {why}. It is shown as it is among the other values.",
            span.number
        );
        problems.push(place(span), message);
    }
}

/// Says which sign-ins stand beside the lists of them that are read.
pub fn tell_singles(keys: &[String], problems: &mut Problems) {
    for key in keys {
        let message = format!("Beside its lists of records the file has a sign-in under “{key}”, which was left out.");
        problems.give_up(ProblemPlace::default(), message);
    }
}

/// Says that a record was around several sign-ins, of which one was read.
pub fn tell_others(span: &RecordSpan, others: u64, problems: &mut Problems) {
    for _ in 0..others {
        let message = format!(
            "Record {} holds several sign-ins, of which the first was read and this one left out. Put each on a line of its \
             own, or all of them in one list.",
            span.number
        );
        problems.give_up(place(span), message);
    }
}

pub fn tell_fault(span: &RecordSpan, fault: Fault, fate: &str, problems: &mut Problems) {
    let byte = span.offset + fault.at as u64;
    let (number, expected) = (span.number, fault.expected);
    let message = format!("Record {number} is no valid JSON: byte {byte} should be {expected}. {fate}");
    problems.push(ProblemPlace { byte: Some(byte), ..place(span) }, message);
}

pub fn tell_count(span: &RecordSpan, count: Count, columns: usize, problems: &mut Problems) {
    let (cells, fate) = match count {
        Count::Right => return,
        Count::EndsEarly(cells) => (cells, "The missing ones at its end were taken as not in this file."),
        Count::Wrong(cells) => (cells, "It was left out."),
    };
    let message = format!("Record {}, line {}: {cells} of {columns} cells. {fate}", span.number, span.line);
    problems.push(place(span), message);
}

pub fn place(span: &RecordSpan) -> ProblemPlace {
    let line = (span.line > 0).then_some(span.line);
    ProblemPlace { record: Some(span.number), line, byte: Some(span.offset) }
}
