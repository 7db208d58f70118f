//! A saved view: a filter, columns, their widths and an order, under a name.

mod numbered_parts;
pub mod text;

use super::chip::{Chip, ChipSubject, Condition};
use super::columns::Widths;
use super::filters::Filters;
use crate::query::Order;
use crate::schema::label::{labelled_values, network_label, policy_result_label};
use crate::schema::{ClientApp, Column, Field, List, Part, Status};

/// A saved view.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    /// Its name: no two views have the same.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The widths people gave to columns.
    pub widths: Widths,
    /// The order.
    pub order: Vec<Order>,
    /// The filter; `None` where it was not kept because it held values of a log.
    pub filter: Option<Filters>,
}

impl SavedView {
    /// Whether its filter names values that a log may have had. Such a filter is kept as long as the page is open, and
    /// in a file a person saves, but never in the storage of the browser.
    pub fn has_log_values(&self) -> bool {
        self.filter.as_ref().is_some_and(has_log_values)
    }

    /// The view as it may be stored in the browser.
    pub fn without_log_values(&self) -> SavedView {
        let filter = self.filter.clone().filter(|filter| !has_log_values(filter));
        SavedView { filter, ..self.clone() }
    }
}

/// Whether a filter names values that a log may have had. Whatever was typed may be one: a name, an address, a time.
fn has_log_values(filters: &Filters) -> bool {
    !filters.words.trim().is_empty() || filters.chips.iter().any(chip_has_log_values)
}

fn chip_has_log_values(chip: &Chip) -> bool {
    let are_words_of_the_portal =
        |subject, values: &[String]| values.iter().all(|value| is_word_of_the_portal(subject, value));
    match &chip.condition {
        Condition::Empty | Condition::Newest { .. } => false,
        Condition::Values(picked) => !picked.typed.is_empty() || !are_words_of_the_portal(chip.subject, &picked.ticked),
        Condition::Entry { values, part, also } => {
            let ChipSubject::Part(list, _) = chip.subject else { return true };
            !are_words_of_the_portal(chip.subject, values)
                || !are_words_of_the_portal(ChipSubject::Part(list, *part), also)
        }
        _ => true,
    }
}

/// Whether a value is one of those every tenant has: a status, a result, a kind of risk.
fn is_word_of_the_portal(subject: ChipSubject, value: &str) -> bool {
    match subject {
        ChipSubject::Field(Field::Status) => Status::from_label(value).is_some(),
        ChipSubject::Field(Field::ClientApp) => ClientApp::of(value).is_some_and(|app| app.name == value),
        ChipSubject::Field(field) => labelled_values(field).any(|(raw, label)| raw == value || label == value),
        ChipSubject::Part(List::Policies, Part::PolicyResult) => policy_result_label(value) != value,
        ChipSubject::Part(List::Steps, Part::StepSucceeded) => matches!(value, "true" | "false"),
        ChipSubject::Part(List::Networks, Part::NetworkType) => network_label(value) != value,
        ChipSubject::Part(..) | ChipSubject::Extra(_) | ChipSubject::Record => false,
    }
}
