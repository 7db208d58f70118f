//! The SHA-256 of a file, a chunk at a time: what names a chunk of evidence whatever it is called.

use sha2::{Digest, Sha256};

use crate::store::FileId;

/// A file of which some bytes are hashed.
#[derive(Clone, Debug)]
pub struct Hashing {
    file: FileId,
    size: u64,
    done: u64,
    hasher: Sha256,
}

impl Hashing {
    /// Begins a file of so many bytes.
    pub fn new(file: FileId, size: u64) -> Hashing {
        Hashing { file, size, done: 0, hasher: Sha256::new() }
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// How many bytes were taken, and how many the file has.
    pub fn progress(&self) -> (u64, u64) {
        (self.done, self.size)
    }

    /// Whether all bytes were taken.
    pub fn is_complete(&self) -> bool {
        self.done >= self.size
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.done += bytes.len() as u64;
    }

    /// The hash of what was taken: 64 hexadecimal digits, as `sha256sum` and `Get-FileHash` write them but for the
    /// case.
    pub fn finish(self) -> String {
        self.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
