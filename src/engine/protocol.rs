//! What the page asks and what the engine answers.

use serde::{Deserialize, Serialize};

pub use super::analytics::{Answer, Question};
use super::apart;
pub use super::file_page::{Companion, FilePage, FileQuestion, ProblemGroup, ReadTable, Warning};
pub use super::reports::{FileReport, FileState, Loading, NamedFile, PassedOver, UnpackingReport};
pub use crate::ingest::time::Clocks;
pub use crate::ingest::unpack::Modified;
pub use crate::ingest::{DateOrder, Mapping, ReadOptions, SourceFormat, Zone};
pub use crate::query::{
    Dense, Filter, Pace, StatusCounts, Summary, SummaryQuestion, Timeline, ValueCount, Values, ValuesOf, View,
};
pub use crate::query::{files, policies, usage};
use crate::schema::{Column, ExtraColumn, Field, List, Status};
pub use crate::store::{FileId, Problem, ProblemPlace, RecordLocation, RowId};

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

/// One value of a row, as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// The file does not have it: shown as "not in this file".
    Absent,
    /// The file has it and leaves it empty.
    Empty,
    /// A time in UTC milliseconds since 1970.
    Time(f64),
    /// What a clock has shown in a zone that nobody has named, in milliseconds as if it were UTC.
    LocalTime(f64),
    /// In the portal's words.
    Text(String),
    /// The record does not have it; the value of another field stands in for it ([`Field::stand_ins`]).
    StandIn {
        /// The field it is a value of.
        field: Field,
        /// Its value in the portal's words.
        text: String,
    },
}

/// Rows of a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// The view asked for.
    pub view: View,
    /// The columns asked for.
    pub columns: Vec<Column>,
    /// How many rows the view has.
    pub total: u32,
    /// The first row given.
    pub first: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The record, as [`Request::Detail`] takes it.
    pub row: RowId,
    /// A value for each column.
    pub cells: Vec<Cell>,
}

/// One record in full, read again from its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// The record asked for.
    pub asked: RowId,
    /// The same as rows of the list have it now.
    pub row: RowId,
    /// Whose sign-in it is: display name, else user name, else service principal.
    pub title: String,
    /// The second line: the user name, if the title is not it already.
    pub subtitle: String,
    /// When it was, UTC milliseconds.
    pub time: Option<i64>,
    /// What happened and why.
    pub verdict: Verdict,
    /// The single values, by tab in the order of the portal.
    pub items: Vec<DetailItem>,
    /// Policies that count, then those that only report; `None` where the file does not have them.
    pub policies: Option<Vec<PolicyDetail>>,
    /// The authentication steps; `None` where the file does not have them.
    pub steps: Option<Vec<StepDetail>>,
    /// The other lists the record has, each with a title and lines of "name: value".
    pub lists: Vec<DetailList>,
    /// The values of its extra columns that are not empty.
    pub other: Vec<(ExtraColumn, String)>,
    /// The record as the file has it; JSON is indented.
    pub raw: String,
    /// The file's name.
    pub file: String,
    /// Where the record lies in the file.
    pub location: RecordLocation,
    /// The other records of this sign-in.
    pub others: Vec<OtherRecord>,
}

/// Another record of the same sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherRecord {
    /// Its file's name.
    pub file: String,
    /// Where it lies in the file.
    pub location: RecordLocation,
    /// The row, if it is shown as one of its own because it contradicts this record.
    pub version: Option<RowId>,
}

/// What happened and why, in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The status; `None` where the file has none.
    pub status: Option<Status>,
    /// "Blocked by policy", "Signed in", …
    pub headline: String,
    /// The error code with its symbolic name: "53003 BlockedByConditionalAccess".
    pub code: Option<String>,
    /// What it means, and the policy or step that decided.
    pub explanation: String,
    /// What to do, for the commonest codes.
    pub action: Option<String>,
}

/// A single value in the detail pane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailItem {
    /// The field: its label and tab are in the table of fields.
    pub field: Field,
    /// The value in the portal's words.
    pub value: Cell,
    /// The file it was filled in from, where the record itself lacks it.
    pub from: Option<String>,
}

/// A policy that was evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyDetail {
    /// Its identifier.
    pub id: String,
    /// Its name at the time of the sign-in.
    pub name: String,
    /// The result as the file has it: `success`, `reportOnlyFailure`, …
    pub result: String,
    /// The result in the portal's words.
    pub result_label: String,
    /// Whether it only reports.
    pub report_only: bool,
    /// The grant controls in the portal's words.
    pub grant_controls: Vec<String>,
    /// The session controls.
    pub session_controls: Vec<String>,
    /// The session controls that were not satisfied.
    pub session_controls_not_satisfied: Vec<String>,
    /// The authentication strength asked for.
    pub authentication_strength: Option<String>,
    /// Conditions that matched, in the portal's words, each with the rule that included or excluded it.
    pub satisfied: Vec<ConditionDetail>,
    /// Conditions that did not match.
    pub not_satisfied: Vec<ConditionDetail>,
}

/// A condition of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionDetail {
    /// The condition in the portal's words.
    pub condition: String,
    /// What of the sign-in was looked at: the application's name, the user, the country, …; empty if the record has it
    /// not.
    pub value: String,
    /// The rules that matched: "All users", "excluded: trusted location".
    pub rules: Vec<String>,
}

/// One step of the authentication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDetail {
    /// When, as the file has it.
    pub time: String,
    /// The same in UTC milliseconds.
    pub millis: Option<i64>,
    /// The method.
    pub method: String,
    /// The method's detail.
    pub method_detail: String,
    /// Whether it succeeded.
    pub succeeded: Option<bool>,
    /// The result in words.
    pub result: String,
    /// Which requirement it was for.
    pub requirement: String,
}

/// A list of the record that has no table of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailList {
    /// The list: its label, its tab and the labels of its parts are in the table of lists.
    pub list: List,
    /// Its entries: a value for each part, as the file has it.
    pub entries: Vec<Vec<String>>,
}
