//! What the page asks and what the engine answers.

mod detail;
mod file_page;
mod loading;
mod question;
mod rows;

use serde::{Deserialize, Serialize};

use super::apart;
pub use crate::ingest::time::Clocks;
pub use crate::ingest::unpack::Modified;
pub use crate::ingest::{DateOrder, Mapping, ReadOptions, SourceFormat, Zone};
pub use crate::query::{
    Dense, Filter, Pace, StatusCounts, Summary, SummaryQuestion, Timeline, ValueCount, Values, ValuesOf, View,
};
pub use crate::query::{files, policies, usage};
use crate::schema::Column;
pub use crate::store::{FileId, Problem, ProblemPlace, RecordLocation, RowId};
pub use detail::{ConditionDetail, Detail, DetailItem, DetailList, OtherRecord, PolicyDetail, StepDetail, Verdict};
pub use file_page::{Companion, FilePage, FileQuestion, ProblemGroup, ReadTable, Warning};
pub use loading::{FileReport, FileState, Loading, NamedFile, PassedOver, UnpackingReport};
pub use question::{Answer, Question};
pub use rows::{Cell, Row, Rows};

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read these files and add their records; the `File` handles travel beside the request, in this order.
    Open {
        /// What the page knows of each file.
        files: Vec<NamedFile>,
    },
    /// Make the sample tenant and read it as if it had been dropped.
    OpenSample,
    /// Stop reading; what is there stays.
    Cancel,
    /// The answer to [`UnpackingReport::asks`].
    GoOn {
        /// The container.
        file: FileId,
        /// Whether to go on, or stop there; what was read stays.
        go_on: bool,
    },
    /// Forget everything.
    Clear,
    /// Read a file once more, in another way.
    ReadAgain {
        /// The file; it gets another number.
        file: FileId,
        /// How.
        reading: ReadOptions,
    },
    /// Forget files and their records.
    Remove {
        /// The files.
        files: Vec<FileId>,
    },
    /// The rows `first..first + count` of a view.
    Rows {
        /// The view.
        view: View,
        /// The columns wanted.
        columns: Vec<Column>,
        /// The first row of the view wanted, counted from 0.
        first: u32,
        /// How many.
        count: u32,
    },
    /// The numbers over the list, and its timeline.
    Summary(SummaryQuestion),
    /// The values of a field, or of a part of a list, with their counts among the records of a filter.
    Values {
        /// The other filters: without the one whose values are asked for.
        filter: Filter,
        /// What values.
        of: ValuesOf,
        /// Only values that contain this text.
        containing: String,
        /// At most so many, the most frequent first.
        limit: u32,
    },
    /// Usage, places, patterns or policies.
    Ask(Question),
    /// The answers to questions that were asked are not wanted any more.
    Withdraw(Vec<Question>),
    /// A file of all rows of the table a question is about.
    ExportTable {
        /// The number of the export, as for [`Request::Export`].
        number: u32,
        /// The question; its page does not matter.
        question: Question,
    },
    /// One record in full.
    Detail {
        /// The record: [`Row::row`].
        row: RowId,
    },
    /// A file of what a view shows.
    Export {
        /// Its number, not 0; what is said of it repeats the number.
        number: u32,
        /// The view.
        view: View,
        /// In which form.
        format: ExportFormat,
    },
    /// The SHA-256 of a file as it was given, packed or not. It waits while files are being loaded.
    Hash {
        /// The file.
        file: FileId,
    },
    /// The SHA-256 of a file is not wanted any more.
    CancelHash {
        /// The file.
        file: FileId,
    },
    /// Stop an export.
    CancelExport {
        /// Its number.
        number: u32,
    },
}

/// The form of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// CSV with these columns.
    Csv {
        /// The columns, in order.
        columns: Vec<Column>,
    },
    /// The original records, byte for byte: a JSON array, or the lines of the CSV under their header.
    Original,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// How far reading is, and what is new of the files. Comes often while files are read, and at the end.
    #[serde(with = "apart")]
    Loading(Loading),
    /// Rows of a view.
    #[serde(with = "apart")]
    Rows(Rows),
    /// The numbers over the list.
    #[serde(with = "apart")]
    Summary(Summary),
    /// The values asked for.
    #[serde(with = "apart")]
    Values(Values),
    /// Usage, places, patterns or policies.
    #[serde(with = "apart")]
    Answer(Box<Answer>),
    /// One record in full.
    #[serde(with = "apart")]
    Detail(Box<Detail>),
    /// The record is not loaded any more.
    Gone {
        /// The record asked for.
        row: RowId,
    },
    /// The record could not be read again.
    DetailFailed {
        /// The record asked for.
        row: RowId,
        /// Why, and what to do.
        message: String,
    },
    /// How far hashing a file is.
    Hashing {
        /// The file.
        file: FileId,
        /// Bytes hashed.
        done: u64,
        /// Bytes of the file.
        total: u64,
    },
    /// The SHA-256 of a file.
    Hashed {
        /// The file.
        file: FileId,
        /// 64 hexadecimal digits in lower case.
        sha256: String,
    },
    /// A file could not be hashed.
    HashFailed {
        /// The file.
        file: FileId,
        /// Why, and what to do.
        message: String,
    },
    /// How far an export is.
    Exporting {
        /// The number of the export.
        number: u32,
        /// Records written.
        done: u64,
        /// Records to write.
        total: u64,
    },
    /// A file of an export that was finished: its bytes travel beside the reply.
    Exported {
        /// The number of the export.
        number: u32,
        /// Whether it is the last file: those of an export come together, once all are complete.
        is_last: bool,
        /// The name to save it under.
        name: String,
        /// The media type.
        media_type: String,
        /// How many records it has.
        records: u64,
    },
    /// An export stopped.
    ExportFailed {
        /// The number of the export.
        number: u32,
        /// Why, and what to do.
        message: String,
    },
}
