//! A list of a record in short: one line for a cell.

use super::policies::PolicyResult;
use crate::schema::label::part_label;
use crate::schema::{List, Part};
use crate::store::{ListEntry, Store};

/// A list of a record in one line: empty if the list has no entry, `None` if the file does not have the list.
pub fn list_summary_text(store: &Store, list: List, row: usize) -> Option<String> {
    let entries = store.list(list).get(row)?;
    Some(match list {
        List::Policies => policies(entries),
        List::Steps => steps(entries),
        _ => distinct(entries.map(|entry| entry_text(list, entry))).join(", "),
    })
}

/// What policies decided, in the order of their weight. Those that did not apply count only where no other did.
const DECISIONS: [(PolicyResult, &str); 7] = [
    (PolicyResult::Failure, "failed"),
    (PolicyResult::ReportOnlyFailure, "report-only failed"),
    (PolicyResult::ReportOnlyInterrupted, "report-only asked for action"),
    (PolicyResult::Success, "succeeded"),
    (PolicyResult::ReportOnlySuccess, "report-only succeeded"),
    (PolicyResult::Withheld, "report-only without a result"),
    (PolicyResult::Unknown, "unknown"),
];

fn policies<'a>(entries: impl Iterator<Item = ListEntry<'a>>) -> String {
    let results: Vec<PolicyResult> =
        entries.map(|entry| PolicyResult::of(entry.part(Part::PolicyResult).unwrap_or_default())).collect();
    let counts = DECISIONS.map(|(result, words)| (results.iter().filter(|other| **other == result).count(), words));
    let decided = counts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}"));
    match decided.collect::<Vec<_>>() {
        _ if results.is_empty() => String::new(),
        decided if decided.is_empty() => format!("none of {} applied", results.len()),
        decided => decided.join(", "),
    }
}

fn steps<'a>(entries: impl Iterator<Item = ListEntry<'a>>) -> String {
    let mut steps: Vec<String> = Vec::new();
    for entry in entries {
        let method = entry_text(List::Steps, entry);
        let has_failed = entry.part(Part::StepSucceeded).is_some_and(|value| value.eq_ignore_ascii_case("false"));
        let step = if has_failed { format!("{method} (failed)") } else { method };
        // A method that was asked for several times in a row is told once.
        if steps.last() != Some(&step) {
            steps.push(step);
        }
    }
    steps.join(", then ")
}

/// The texts without those that came before; lists are short.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

/// What tells an entry best: the first of its parts that is not empty, or a key with its value.
fn entry_text(list: List, entry: ListEntry<'_>) -> String {
    let text = |part| entry.part(part).filter(|text| !text.is_empty()).map(|text| part_label(part, text));
    let first = match list {
        List::Processing => {
            return format!(
                "{}: {}",
                text(Part::ProcessingKey).unwrap_or_default(),
                text(Part::ProcessingValue).unwrap_or_default()
            );
        }
        List::Networks => text(Part::NetworkNames),
        _ => None,
    };
    first.or_else(|| list.parts().find_map(text)).map_or_else(|| "unnamed".to_owned(), |text| text.into_owned())
}
