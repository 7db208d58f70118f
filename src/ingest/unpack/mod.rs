//! Containers and encodings → the plain files in them: gzip, zip, UTF-16, and tables of the query interfaces.
//!
//! A container may hold another one, so unpacking has layers ([`layer`]); each container is a machine that takes bytes
//! from its [`input`] and tells what it finds. Whoever unpacks pulls one piece at a time, so that neither a large file
//! nor a hostile one fills the memory.

mod gzip;
mod inflate;
mod input;
mod layer;
mod modified;
mod tables;
mod utf16;
mod zip;

use layer::Layer;
pub use modified::Modified;

/// So many bytes of a file, if it has as many, tell whether it is to be unpacked.
pub const WINDOW: usize = 4096;

/// A file may be packed so many times over; what is packed deeper stays packed.
const DEEPEST: u8 = 4;

/// Bytes come out in pieces of about so many at most.
const PIECE: usize = 1 << 20;

/// A file in a container may have so many bytes,
const LARGEST: u64 = 64 << 30;
/// and so many times as many as it takes in the container. A single layer of deflate never packs more than 1,032:1.
const TIGHTEST: u64 = 2000;

/// What unpacking gives, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unpacked {
    /// A plain file begins. Its name is that of the container, and that of the file in it where it has one.
    Begin {
        /// `archive.zip › member.csv`, or `file.csv.gz` where the container holds one file without a name of its own.
        name: String,
        /// When it was last saved, as far as the container says: gzip in UTC; ZIP in UTC where it has an extra field for
        /// that, else by a clock whose zone nobody knows.
        modified: Option<Modified>,
    },
    /// The next bytes of the file.
    Bytes(Vec<u8>),
    /// The file is complete, or what there is of it.
    End,
    /// Something is wrong with the file, or between files with the container: what, and where.
    Problem(String),
    /// A file that is in the container but cannot be unpacked.
    Refused {
        /// Its name, as in [`Unpacked::Begin`].
        name: String,
        /// Why, and what to do.
        reason: String,
    },
}

/// Unpacks one file. Bytes are given with [`Unpacker::push`] in pieces of any size, and after each piece, and after
/// [`Unpacker::end`], [`Unpacker::pull`] is called until it gives nothing more.
#[derive(Debug)]
pub struct Unpacker {
    layer: Layer,
    /// Bytes of the plain file that has begun, and how many of the container were used before it.
    written: u64,
    used_before: u64,
    is_open: bool,
    is_over: bool,
    limit: u64,
}

impl Unpacker {
    /// An unpacker for a file that begins with these bytes, [`WINDOW`] of them or all there are; `None` if it is read as
    /// it is. The bytes are to be pushed all the same.
    pub fn sniff(name: &str, head: &[u8]) -> Option<Unpacker> {
        Unpacker::with_limit(name, head, LARGEST)
    }

    /// The same with another limit for the bytes of a file.
    pub fn with_limit(name: &str, head: &[u8], limit: u64) -> Option<Unpacker> {
        let layer = Layer::sniff(name, head, 0)?;
        Some(Unpacker { layer, written: 0, used_before: 0, is_open: false, is_over: false, limit })
    }

    /// What the container is, for the words about a file: "gzip", "a ZIP archive", …
    pub fn kind(&self) -> &'static str {
        self.layer.kind()
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if !self.is_over {
            self.layer.push(bytes);
        }
    }

    /// Takes note that there are no more bytes.
    pub fn end(&mut self) {
        self.layer.end();
    }

    /// The next piece of what is in the bytes so far; `None` when more of them are needed, or all is given.
    pub fn pull(&mut self) -> Option<Unpacked> {
        if self.is_over {
            return std::mem::take(&mut self.is_open).then_some(Unpacked::End);
        }
        let unpacked = self.layer.pull()?;
        match &unpacked {
            Unpacked::Begin { .. } => {
                (self.written, self.used_before, self.is_open) = (0, self.layer.used(), true);
            }
            Unpacked::Bytes(bytes) => {
                self.written += bytes.len() as u64;
                if let Some(problem) = self.excess() {
                    self.is_over = true;
                    return Some(Unpacked::Problem(problem));
                }
            }
            Unpacked::End => self.is_open = false,
            Unpacked::Problem(_) | Unpacked::Refused { .. } => {}
        }
        Some(unpacked)
    }

    /// Why the file that has begun cannot be a log. A file this large would fill any disk, and one packed this tightly
    /// was made to do so.
    fn excess(&self) -> Option<String> {
        let used = self.layer.used() - self.used_before + WINDOW as u64;
        if self.written > self.limit {
            let most = self.limit >> 30;
            return Some(format!(
                "It unpacks to more than {most} GiB. Unpacking was stopped; the bytes before were read."
            ));
        }
        let is_bomb = self.written / TIGHTEST > used;
        is_bomb.then(|| {
            "It unpacks to more than 2,000 times its size, as no log does. Unpacking was stopped; the bytes before were \
             read."
                .to_owned()
        })
    }
}
