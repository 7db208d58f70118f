//! What page and engine tell each other of files: what is to be read, how far it is, and what became of it.

use serde::{Deserialize, Serialize};

use crate::ingest::unpack::Modified;
use crate::ingest::{Mapping, ReadOptions, SourceFormat, Zone};
use crate::schema::ExtraColumn;
use crate::store::{FileId, Problem};

/// What the page knows of a file before it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last saved, UTC milliseconds; `None` if nobody knows.
    pub modified: Option<i64>,
    /// Whether it came in a folder: then it is only counted if it is nothing Signscope reads.
    pub in_folder: bool,
}

/// How far reading is, and what is new of the files since this was told last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loading {
    /// Whether files are still being read.
    pub busy: bool,
    /// Bytes read of all files of this drop.
    pub bytes_read: u64,
    /// Bytes of all files of this drop.
    pub bytes_total: u64,
    /// Milliseconds since the drop.
    pub elapsed_ms: f64,
    /// Sign-ins to be shown, of all files so far.
    pub records: u64,
    /// Grows with every change of the records: what was answered about another number may be old.
    pub version: u64,
    /// The extra columns that have a value in some record.
    pub extras: Vec<ExtraColumn>,
    /// Files of which there is something new.
    pub files: Vec<FileReport>,
    /// Places ([`FileReport::place`]) where there is no file any more, or none that is told of one by one.
    pub gone: Vec<FileId>,
    /// There is no file before this place.
    pub first: FileId,
    /// The container that is being unpacked, if one is.
    pub unpacking: Option<UnpackingReport>,
    /// Files of folders and archives that are nothing Signscope reads; they are not among the others.
    pub passed_over: PassedOver,
}

/// How far unpacking a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackingReport {
    /// The container.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Bytes of it that were unpacked.
    pub used: u64,
    /// Bytes that they became.
    pub unpacked: u64,
    /// Whether that is so much that it waits for [`Request::GoOn`](super::Request::GoOn).
    pub asks: bool,
}

/// Files that came along with others and are nothing Signscope reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// How many.
    pub count: u64,
    /// The names of the first ones, and what each is instead.
    pub first: Vec<(String, String)>,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its number.
    pub file: FileId,
    /// Its place among the files: the number it had before it was read again, if it was. Each place has one file.
    pub place: FileId,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last saved; `None` if nobody knows.
    pub modified: Option<Modified>,
    /// What it is, in words: "Portal CSV, 57 columns".
    pub description: String,
    /// Whether its records are rows of a table with a header; a file nobody has recognised yet is none.
    pub is_table: bool,
    /// The source format that most of its records have, once that is known.
    pub source_format: Option<SourceFormat>,
    /// Records read from it.
    pub records: u64,
    /// Those of them that are shown.
    pub shown: u64,
    /// Those that became part of a record of another file, or of an equal one of this file.
    pub merged: u64,
    /// Those that belong to a sign-in that is not loaded.
    pub unmatched: u64,
    /// Those shown whose request ID other records shown have too.
    pub versions: u64,
    /// Records that were left out because they are no sign-ins.
    pub of_other_logs: u64,
    /// Records that were left out because they are damaged.
    pub broken: u64,
    /// Its records by source format, in words.
    pub source_formats: Vec<(String, u64)>,
    /// The zone of its times, once it is read to its end.
    pub zone: Option<Zone>,
    /// How it was read.
    pub reading: ReadOptions,
    /// Whether all its dates make sense with the day first and with the month first.
    pub asks_dates: bool,
    /// What somebody must see to say which of its columns holds what; nothing of it was read then.
    pub mapping: Option<Mapping>,
    /// How far it is.
    pub state: FileState,
    /// The first problems in it.
    pub problems: Vec<Problem>,
    /// How many problems it has in all.
    pub problem_count: u64,
    /// Its oldest record, UTC milliseconds.
    pub oldest: Option<i64>,
    /// Its newest record, UTC milliseconds.
    pub newest: Option<i64>,
}

/// How far a file is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileState {
    /// Not begun.
    #[default]
    Waiting,
    /// Being read.
    Reading,
    /// Read to its end.
    Done,
    /// It is an archive whose files are files of their own.
    Unpacked,
    /// Reading was stopped; the records so far are there.
    Cancelled,
    /// The memory is full: reading ended before the end of the file, or did not begin; the records so far are there.
    NoRoom {
        /// So many of its bytes were read, if that is known.
        read: Option<u64>,
    },
    /// It is nothing Signscope reads, or cannot be read: why, and what to do.
    Refused(String),
}
