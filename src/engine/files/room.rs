//! Room in memory: what is taken in must leave enough for the columns to grow and for questions to be answered.

use super::{Files, LoadedFile};
use crate::engine::protocol::FileState;
use crate::store::{FileId, RecordBatch, Store, Translation};

/// The memory that the engine may take, in bytes: 3.2 of the 4 GiB that WebAssembly can address. What is left is for the
/// bytes of files that are in hand, and for gaps between what is kept.
pub(in crate::engine) const BUDGET: usize = (3.2 * (1u64 << 30) as f64) as usize;

/// Needs below this are not tried out: the gaps have room for them.
const WORTH_TRYING: usize = 8 << 20;

/// How much may be taken.
#[derive(Debug)]
pub(super) struct Room {
    /// All of the engine's memory, in bytes.
    pub(super) budget: usize,
    /// What is taken beside the columns and the files.
    pub(super) beside: usize,
    /// Whether something did not fit: then nothing more is read until something goes.
    pub(super) is_full: bool,
}

impl Default for Room {
    fn default() -> Room {
        Room { budget: BUDGET, beside: 0, is_full: false }
    }
}

impl Room {
    /// Whether a batch can be taken in, so that there is enough for questions afterwards. While columns grow, nobody
    /// answers; so what both need is there once.
    fn has(&self, store: &Store, batch: &RecordBatch, files: usize) -> bool {
        let need = store.need_of(batch);
        let taken = store.memory() as u64 + self.beside as u64 + files as u64;
        taken + store.need_of_answers().max(need as u64) <= self.budget as u64 && can_have(need)
    }
}

/// Whether the allocator can give so many bytes: a browser may allow less than the budget.
fn can_have(bytes: usize) -> bool {
    bytes < WORTH_TRYING || Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
}

impl Files {
    /// Takes note of the budget, in bytes.
    pub(in crate::engine) fn set_budget(&mut self, bytes: usize) {
        self.room.budget = bytes;
    }

    /// Takes note of what is taken beside the columns and the files, in bytes.
    pub(in crate::engine) fn set_beside(&mut self, bytes: usize) {
        self.room.beside = bytes;
    }

    /// Whether something did not fit.
    pub(in crate::engine) fn is_full(&self) -> bool {
        self.room.is_full
    }

    /// The bytes of memory that all files take while they are read.
    pub(in crate::engine) fn memory(&self) -> usize {
        self.loaded.iter().map(LoadedFile::memory).sum()
    }

    /// Takes note that a file is not read because there is no room.
    pub(in crate::engine) fn leave_out(&mut self, file: FileId) {
        self.stop(file, FileState::NoRoom { read: Some(0) });
    }

    /// Changes a file that is being read, which takes room.
    pub(super) fn read<T>(&mut self, file: FileId, read: impl FnOnce(&mut LoadedFile, &mut Room) -> T) -> Option<T> {
        let mut room = std::mem::take(&mut self.room);
        let answer = self.change(file, |loaded| read(loaded, &mut room));
        self.room = room;
        answer
    }
}

impl LoadedFile {
    /// Whether a batch can be taken in. If not, reading ends here: nothing more is read of any file.
    pub(super) fn has_room(&mut self, batch: &RecordBatch, store: &Store, room: &mut Room) -> bool {
        // Other files were read, and have given back what they needed for it.
        room.is_full = room.is_full || !room.has(store, batch, self.memory());
        if room.is_full && !matches!(self.report.state, FileState::NoRoom { .. }) {
            // Of what is packed it is not known how much is left.
            let begun = batch.locations.first().filter(|_| self.wrapping.is_none());
            let read = begun.map(|place| if self.report.records > 0 { place.offset } else { 0 });
            self.stop(FileState::NoRoom { read });
        }
        !room.is_full
    }

    fn memory(&self) -> usize {
        self.translations.iter().map(Translation::memory).sum()
    }
}
