//! What there is to tell of one file beyond its report.

use serde::{Deserialize, Serialize};

use crate::ingest::Mapping;
use crate::query::files::Coverage;
use crate::query::usage::Calendar;
use crate::schema::{ExtraColumn, Field, LogType};
use crate::store::{FileId, NullCounts, Problem, ProblemPlace};

/// What is asked about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileQuestion {
    /// The file.
    pub file: FileId,
    /// The calendar of the zone of display.
    pub calendar: Calendar,
    /// At most so many problems are given one by one.
    pub problems: u32,
}

/// What there is to tell of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePage {
    /// What was asked.
    pub question: FileQuestion,
    /// Its name.
    pub name: String,
    /// What it covers.
    pub coverage: Coverage,
    /// The columns that no field stands for, as far as a record has a value there.
    pub extras: Vec<(ExtraColumn, NullCounts)>,
    /// The table it is, if somebody can say what its columns are.
    pub table: Option<ReadTable>,
    /// Of which log it is by its name.
    pub log_by_name: Option<LogType>,
    /// What to beware of.
    pub warnings: Vec<Warning>,
    /// Other files that would add to it.
    pub companions: Vec<Companion>,
    /// Its problems by kind, the commonest first.
    pub groups: Vec<ProblemGroup>,
    /// How many problems are kept: the first ones.
    pub kept: u64,
    /// The first problems one by one, as many as were asked for.
    pub problems: Vec<Problem>,
}

/// What was read of a table or of records, and what its columns were taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTable {
    /// What there is to see of it.
    pub mapping: Mapping,
    /// The field each column holds.
    pub fields: Vec<Option<Field>>,
}

/// Another download that would add to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Its name, as the portal would give it.
    pub name: String,
    /// What it would add: continues "to see …".
    pub adds: String,
}

/// Problems of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemGroup {
    /// The message of the first one.
    pub message: String,
    /// How many there are among those kept.
    pub count: u64,
    /// Where the first ones are.
    pub places: Vec<ProblemPlace>,
}

/// Something to beware of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Warning {
    /// It has as many records as the portal puts in a file.
    CutOff {
        /// How many.
        records: u64,
    },
    /// Its name speaks of days without records before the first or after the last one.
    NameIsWider {
        /// The days of the name.
        named: (String, String),
        /// The days of the records, UTC.
        found: (String, String),
    },
    /// Addresses without their last part.
    RedactedAddresses {
        /// In so many records.
        records: u32,
    },
    /// Personal data was taken out.
    PersonalDataRemoved {
        /// The labels of the fields, each with its records.
        fields: Vec<(String, u32)>,
    },
    /// A request ID that so many different records have that it identifies none of them: they were not merged.
    SharedRequestId {
        /// So many records.
        records: u64,
        /// One such request ID.
        id: String,
    },
    /// No record has policies although files of its source format can have them.
    NoPolicies,
    /// The file was saved before all records of its last hours were there.
    StillComingIn {
        /// The newest record is so much older than the file, milliseconds.
        age: i64,
    },
    /// The oldest record is as old as records get.
    RetentionReached {
        /// So many days.
        days: i64,
    },
}
