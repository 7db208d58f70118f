//! Passing over records that are found in another way.

use super::{Items, JsonSplitter, State};

impl JsonSplitter {
    /// Where it can go on after a speculative chunk: between records, or at the record that is open, of an array that
    /// holds nothing but records, as far as it is known.
    pub fn pause(&self) -> Option<u64> {
        let is_page_ended = self.in_page && self.arrays == self.around;
        let is_of_records = self.arrays > 0 && !is_page_ended && (self.in_page || self.array == Items::Records);
        match self.state {
            State::Between if is_of_records => Some(self.offset),
            State::Inside | State::Text | State::Escape if is_of_records => self.open(),
            _ => None,
        }
    }

    /// Goes on at another place between two records, so many records after the one that is open.
    pub fn commit(&mut self, offset: u64, records: u64) {
        (self.offset, self.number, self.state) = (offset, self.number + records, State::Between);
    }
}
