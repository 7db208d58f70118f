//! Containers and encodings → the plain files in them: gzip, zip, UTF-16, and tables of the query interfaces.
//!
//! A container may hold another one, so unpacking has layers ([`layer`]); each container is a machine that takes bytes
//! from its [`input`] and tells what it finds. Whoever unpacks pulls one chunk at a time, so that neither a large file
//! nor a hostile one fills the memory. What came out is not kept: it is unpacked again from the nearest place where
//! that can begin ([`restart`]).

mod gzip;
mod inflate;
mod input;
mod kusto_response;
mod layer;
pub mod limit;
mod modified;
pub mod restart;
mod utf16;
mod zip;

use std::collections::VecDeque;

use layer::Layer;
use limit::Limits;
pub use modified::Modified;

/// So many bytes of a file, if it has as many, tell whether it is to be unpacked.
pub const WINDOW: usize = 4096;

/// A file may be packed so many times over; what is packed deeper stays packed.
const DEEPEST: u8 = 4;

/// Bytes come out in chunks of about so many at most.
const PIECE: usize = 1 << 20;

/// What a container has found and not given yet.
type Found = VecDeque<Unpacked>;

/// What unpacking gives, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unpacked {
    /// A plain file begins. Its name is that of the container, and that of the file in it where it has one.
    Begin {
        /// `archive.zip › member.csv`, or `file.csv.gz` where the container holds one file without a name of its own.
        name: String,
        /// When it was last saved, as far as the container says: gzip in UTC; ZIP in UTC where it has an extra field
        /// for that, else by a clock whose zone nobody knows.
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
    /// Something of a file that is left out, since there are too many. How many were is told at the end.
    LeftOut,
}

/// Unpacks one file. Bytes are given with [`Unpacker::push`] in chunks of any size, and after each chunk, and after
/// [`Unpacker::end`], [`Unpacker::pull`] is called until it gives nothing more. A copy goes on from where it was made.
#[derive(Clone, Debug)]
pub struct Unpacker {
    layer: Layer,
    limits: Limits,
    /// Bytes of the container given to it, and bytes of plain files given by it.
    given: u64,
    written: u64,
    /// Bytes of files that are left out.
    passed: u64,
    /// The same when the open file began: used ones of the container.
    used_before: u64,
    written_before: u64,
    /// Files so far, and those of them that are left out.
    files: u64,
    left_out: u64,
    stage: Stage,
}

/// Where it is among the files.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Between,
    Open,
    /// In a file that is left out.
    LeavingOut,
    /// After too much came out of a file, which has not ended yet.
    Excess,
    Over,
}

impl Unpacker {
    /// An unpacker for a file that begins with these bytes, [`WINDOW`] of them or all there are; `None` if it is read
    /// as it is. The bytes are to be pushed all the same.
    pub fn sniff(name: &str, head: &[u8]) -> Option<Unpacker> {
        Unpacker::with_limits(name, head, Limits::default())
    }

    /// The same with other limits.
    pub fn with_limits(name: &str, head: &[u8], limits: Limits) -> Option<Unpacker> {
        let layer = Layer::sniff(name, head, 0)?;
        let (given, written, passed, used_before, written_before) = (0, 0, 0, 0, 0);
        let (files, left_out, stage) = (0, 0, Stage::Between);
        Some(Unpacker { layer, limits, given, written, passed, used_before, written_before, files, left_out, stage })
    }

    /// What the container is, for the words about a file: "gzip", "a ZIP archive", …
    pub fn kind(&self) -> &'static str {
        self.layer.kind()
    }

    /// How many bytes of the container were given to it: the next ones begin there.
    pub fn given(&self) -> u64 {
        self.given
    }

    /// How many of them were used.
    pub fn used(&self) -> u64 {
        self.layer.used()
    }

    /// How many bytes of plain files it gave, of all of them one after the other.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// The same with what was left out.
    pub fn unpacked(&self) -> u64 {
        self.written + self.passed
    }

    /// How many bytes a copy takes, beside a few hundred.
    pub fn footprint(&self) -> u64 {
        self.layer.footprint() as u64
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.given += bytes.len() as u64;
        if self.stage != Stage::Over {
            self.layer.push(bytes);
        }
    }

    /// Takes note that there are no more bytes.
    pub fn end(&mut self) {
        self.layer.end();
    }

    /// The next chunk of what is in the bytes so far; `None` when more of them are needed, or all is given.
    pub fn pull(&mut self) -> Option<Unpacked> {
        match self.stage {
            Stage::Excess => {
                self.stage = Stage::Over;
                return Some(Unpacked::End);
            }
            Stage::Over => return None,
            Stage::Between | Stage::Open | Stage::LeavingOut => {}
        }
        match self.layer.pull() {
            Some(unpacked) => Some(self.take(unpacked)),
            None if self.layer.is_ended() => self.tell_left_out(),
            None => None,
        }
    }

    fn take(&mut self, unpacked: Unpacked) -> Unpacked {
        match &unpacked {
            Unpacked::Begin { .. } | Unpacked::Refused { .. } => {
                let is_too_many = self.files >= self.limits.files;
                self.files += 1;
                self.left_out += u64::from(is_too_many);
                (self.used_before, self.written_before) = (self.layer.used(), self.written);
                self.stage = match unpacked {
                    Unpacked::Begin { .. } if is_too_many => Stage::LeavingOut,
                    Unpacked::Begin { .. } => Stage::Open,
                    _ => Stage::Between,
                };
                if is_too_many { Unpacked::LeftOut } else { unpacked }
            }
            Unpacked::End if self.stage == Stage::LeavingOut => {
                self.stage = Stage::Between;
                Unpacked::LeftOut
            }
            _ if self.stage == Stage::LeavingOut => {
                self.passed += if let Unpacked::Bytes(bytes) = &unpacked { bytes.len() as u64 } else { 0 };
                Unpacked::LeftOut
            }
            Unpacked::Bytes(bytes) => match self.excess(bytes.len() as u64) {
                Some(problem) => {
                    self.stage = Stage::Excess;
                    Unpacked::Problem(problem)
                }
                None => {
                    self.written += bytes.len() as u64;
                    unpacked
                }
            },
            Unpacked::End => {
                self.stage = Stage::Between;
                unpacked
            }
            Unpacked::Problem(_) | Unpacked::LeftOut => unpacked,
        }
    }

    /// Why the open file cannot be a log, if so many more bytes come out of it.
    fn excess(&self, more: u64) -> Option<String> {
        let used = self.layer.used() - self.used_before + WINDOW as u64;
        self.limits.excess(used, self.written - self.written_before + more)
    }

    fn tell_left_out(&mut self) -> Option<Unpacked> {
        let left_out = std::mem::take(&mut self.left_out);
        (left_out > 0).then(|| Unpacked::Problem(self.limits.too_many(left_out)))
    }
}
