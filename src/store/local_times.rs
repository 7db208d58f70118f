//! Which files have times in a zone that nobody has named.

use super::record_location::FileId;
use super::table::Store;

impl Store {
    /// Takes note of whether the times of a file are what clocks have shown in a zone that nobody has named.
    pub fn set_local(&mut self, file: FileId, is_local: bool) {
        self.local.retain(|local| *local != file);
        self.local.extend(is_local.then_some(file));
        self.version += 1;
    }

    /// Whether the time of a row is what a clock has shown in a zone that nobody has named. It stands among the others as if
    /// it were UTC, which it must not be called.
    pub fn is_local(&self, row: usize) -> bool {
        !self.local.is_empty() && self.location(row).is_some_and(|place| self.local.contains(&place.file))
    }
}
