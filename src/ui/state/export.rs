//! Exports: what is offered for the files that are loaded, and how far one is.

use super::State;
use super::action::{Effect, ExportChoice};
use crate::engine::protocol::{ExportFormat, FileState, Request};
use crate::schema::Field;

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportProgress {
    /// Records written.
    pub done: u64,
    /// Records to write.
    pub total: u64,
}

/// The form the original records have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Originals {
    /// All are JSON.
    Json,
    /// All are rows of CSV files.
    Csv,
    /// Some are JSON and some are CSV: no one file can hold both as they are.
    Mixed,
}

impl State {
    /// The form of the original records, by the names and shapes of the files that were read.
    pub fn originals(&self) -> Originals {
        let read = self.loading.files.iter().filter(|file| !matches!(file.state, FileState::Refused(_)));
        let (csv, json): (Vec<_>, Vec<_>) = read.partition(|file| file.shape.contains("CSV"));
        match (csv.is_empty(), json.is_empty()) {
            (false, true) => Originals::Csv,
            (false, false) => Originals::Mixed,
            (true, _) => Originals::Json,
        }
    }

    pub(super) fn start_export(&mut self, choice: ExportChoice) -> Vec<Effect> {
        self.popup = None;
        if self.export.is_some() {
            return Vec::new();
        }
        let format = match choice {
            ExportChoice::ShownColumns => ExportFormat::Csv { columns: self.columns.clone() },
            ExportChoice::AllColumns => ExportFormat::Csv { columns: Field::all().collect() },
            ExportChoice::Original => ExportFormat::Original,
        };
        self.export = Some(ExportProgress { done: 0, total: u64::from(self.rows.total()) });
        vec![Effect::Ask(Request::Export { view: self.view(), format })]
    }
}
