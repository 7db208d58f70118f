//! Exports: what is offered for the files that are loaded, and how far one is.

use super::State;
use super::action::{Effect, ExportChoice};
use super::files_screen::FilesScreen;
use crate::engine::protocol::{ExportFormat, Question, Request};
use crate::schema::{Column, Field};
use crate::ui::format::number::counted;

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportProgress {
    /// Its number: no two exports have the same.
    pub number: u32,
    /// Records written.
    pub done: u64,
    /// Records to write.
    pub total: u64,
}

/// A file that an export made; its bytes travel beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// Whether no other file of the export follows.
    pub is_last: bool,
    /// The name to save it under.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// How many records it has.
    pub records: u64,
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

impl FilesScreen {
    /// The form of the original records, by the names and shapes of the files that were read.
    pub fn originals(&self) -> Originals {
        let sums = self.reports.sums();
        match (sums.tables == 0, sums.others == 0) {
            (false, true) => Originals::Csv,
            (false, false) => Originals::Mixed,
            (true, _) => Originals::Json,
        }
    }
}

impl State {
    pub(super) fn start_export(&mut self, choice: ExportChoice) -> Vec<Effect> {
        self.popup = None;
        if self.export.is_some() {
            return Vec::new();
        }
        let format = match choice {
            ExportChoice::ShownColumns => ExportFormat::Csv { columns: self.list.columns.clone() },
            ExportChoice::AllColumns => {
                let extras = self.files.loading.extras.iter().copied().map(Column::Extra);
                ExportFormat::Csv { columns: Field::all().map(Column::Field).chain(extras).collect() }
            }
            ExportChoice::Original => ExportFormat::Original,
        };
        let number = self.next_export(u64::from(self.list.rows.total()));
        vec![Effect::Ask(Request::Export { number, view: self.list.view(), format })]
    }

    /// Begins to save all rows of the table a question is about.
    pub(super) fn export_table(&mut self, question: Question) -> Vec<Effect> {
        if self.export.is_some() {
            return Vec::new();
        }
        let number = self.next_export(0);
        vec![Effect::Ask(Request::ExportTable { number, question })]
    }

    fn next_export(&mut self, total: u64) -> u32 {
        self.last_export += 1;
        self.export = Some(ExportProgress { number: self.last_export, done: 0, total });
        self.last_export
    }

    /// Stops the export under way. The engine says nothing when it stops; what it has said of this export and is still
    /// on its way has the number of none.
    pub(super) fn cancel_export(&mut self) -> Vec<Effect> {
        let cancelled = self.export.take();
        cancelled.map(|export| Effect::Ask(Request::CancelExport { number: export.number })).into_iter().collect()
    }

    /// Takes how far an export is.
    pub(super) fn take_export(&mut self, progress: ExportProgress) {
        if self.is_exporting(progress.number) {
            self.export = Some(progress);
        }
    }

    /// Takes a file of an export, the end of which is the last, or why there is none.
    pub(super) fn end_export(&mut self, number: u32, end: Result<ExportedFile, String>) -> Vec<Effect> {
        if !self.is_exporting(number) {
            return Vec::new();
        }
        self.export = self.export.filter(|_| end.as_ref().is_ok_and(|file| !file.is_last));
        match end {
            Ok(ExportedFile { name, media_type, records, .. }) => {
                let text = format!("Saved {} as {name}", counted(records, "record", "records"));
                vec![Effect::Save { name, media_type }, self.notice(text)]
            }
            Err(message) => {
                self.complain(&message);
                Vec::new()
            }
        }
    }

    fn is_exporting(&self, number: u32) -> bool {
        self.export.is_some_and(|export| export.number == number)
    }
}
