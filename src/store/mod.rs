//! The records as columns: dictionary codes, identifiers, times, ragged lists, and where each record's bytes lie.

pub mod batch;
mod blanks;
pub mod codes;
pub mod dictionary;
mod edition;
pub mod extras;
pub mod id;
pub mod lone;
pub mod merge;
pub mod parcel;
pub mod problem;
pub mod ragged;
mod rim;
pub mod rows;
pub mod sequences;
pub mod source;
pub mod table;
mod tags;
pub mod time;
pub mod token;
mod wire;

pub use batch::Batch;
pub use blanks::Blanks;
pub use codes::Codes;
pub use dictionary::{ABSENT, Code, Dictionary, EMPTY};
pub use edition::RowId;
pub use extras::{ExtraColumns, ExtraSlot, MOST_EXTRA_COLUMNS};
pub use id::{Id, IdColumn};
pub use merge::{Fates, FilledIn, Rank};
pub use parcel::{Parcel, Translation};
pub use problem::{Place, Problem, Problems};
pub use ragged::{ListColumn, ListEntry};
pub use rows::RowSet;
pub use source::{FileId, Location, Source};
pub use table::{CodeColumn, Store, TextAt};
pub use tags::{KEY_WORDS, set_hash_keys};
