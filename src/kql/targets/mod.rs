//! A filter as a query for other tools: Log Analytics, Microsoft Graph, PowerShell.

mod graph;
mod log_analytics;
mod powershell;

pub use graph::graph_filter;
pub use log_analytics::{kql, tables_of};
pub use powershell::powershell;

use crate::query::{Filter, Test};
use crate::schema::{ExtraColumn, Field, List};

/// A query, and what could not be said in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// The query.
    pub text: String,
    /// What the filter, the columns or the order ask that the query does not, in the portal's words.
    pub left_out: Vec<String>,
}

/// The filter with spans of time that count from the newest record as instants.
fn absolute(filter: &Filter, newest: Option<i64>) -> Filter {
    let Some(newest) = newest else { return filter.clone() };
    match filter {
        Filter::All(parts) => Filter::All(parts.iter().map(|part| absolute(part, Some(newest))).collect()),
        Filter::Any(parts) => Filter::Any(parts.iter().map(|part| absolute(part, Some(newest))).collect()),
        Filter::Not(part) => Filter::Not(Box::new(absolute(part, Some(newest)))),
        Filter::Field(field, Test::Newest { millis }) => {
            Filter::Field(*field, Test::Between { from: Some(newest.saturating_sub(*millis)), to: None })
        }
        Filter::Field(field, Test::Older { millis }) => {
            Filter::Field(*field, Test::Between { from: None, to: Some(newest.saturating_sub(*millis)) })
        }
        other => other.clone(),
    }
}

/// The members of a filter that all have to hold.
fn members(filter: &Filter) -> &[Filter] {
    match filter {
        Filter::All(parts) => parts,
        one => std::slice::from_ref(one),
    }
}

/// What a filter asks about.
#[derive(Clone, Copy)]
enum Asked {
    Field(Field),
    List(List),
    Extra(ExtraColumn),
}

/// Calls `visit` with everything a filter asks about.
fn each_subject(filter: &Filter, visit: &mut impl FnMut(Asked)) {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().for_each(|part| each_subject(part, visit)),
        Filter::Not(part) => each_subject(part, visit),
        Filter::Field(field, _) => visit(Asked::Field(*field)),
        Filter::Extra(extra, _) => visit(Asked::Extra(*extra)),
        Filter::List(list, ..) | Filter::Entry(list, _) | Filter::InList(list, _) => visit(Asked::List(*list)),
        Filter::Words(_) | Filter::Anywhere(_) => {}
    }
}

/// A condition in the words of the page, for the list of what was left out.
fn in_words(filter: &Filter) -> String {
    let mut labels: Vec<&str> = Vec::new();
    each_subject(filter, &mut |subject| {
        let label = match subject {
            Asked::Field(field) => field.label(),
            Asked::List(list) => list.info().label,
            Asked::Extra(extra) => extra.name(),
        };
        if !labels.contains(&label) {
            labels.push(label);
        }
    });
    let what = if labels.is_empty() { "Words".to_owned() } else { labels.join(", ") };
    format!("{what}: {}", super::print::predicate(filter))
}
