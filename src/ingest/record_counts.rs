//! What the records of a file, or of a part of it, were.

use serde::{Deserialize, Serialize};

use super::code_page::TextCounts;
use super::read_options::DateCounts;
use super::source_format::SourceFormat;

/// How many records of each sort there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCounts {
    /// Sign-ins that were read.
    pub read: u64,
    /// Records that are valid but no sign-ins.
    pub of_other_logs: u64,
    /// Records that are damaged.
    pub broken: u64,
    /// Values of which the export kept only the name of their type.
    pub lost: u64,
    /// Sign-ins by source format, in the order of [`SourceFormat::ALL`].
    pub(super) by_shape: [u64; SourceFormat::COUNT],
    /// What the dates look like.
    pub dates: DateCounts,
    /// What the bytes look like.
    pub text: TextCounts,
}

impl RecordCounts {
    /// Adds the records of another part of the file.
    pub fn add(&mut self, other: RecordCounts) {
        self.read += other.read;
        self.of_other_logs += other.of_other_logs;
        self.broken += other.broken;
        self.lost += other.lost;
        self.by_shape.iter_mut().zip(other.by_shape).for_each(|(count, more)| *count += more);
        self.dates.add(other.dates);
        self.text.add(other.text);
    }

    /// How many sign-ins there are of each source format, the richest first; source formats without one are left out.
    pub fn source_formats(&self) -> Vec<(SourceFormat, u64)> {
        SourceFormat::ALL.into_iter().zip(self.by_shape).filter(|(_, count)| *count > 0).collect()
    }

    /// The source format most of the sign-ins have.
    pub fn main_source_format(&self) -> Option<SourceFormat> {
        self.source_formats().into_iter().rev().max_by_key(|(_, count)| *count).map(|(source_format, _)| source_format)
    }
}
