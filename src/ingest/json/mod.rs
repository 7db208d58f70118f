//! JSON exports: where the records are, and what is in them.

pub mod cursor;
pub mod entry_cache;
pub mod extra;
pub mod keys;
pub mod mend;
pub mod outcome;
pub mod record;
pub mod split;
pub mod text;
pub mod value;

pub use cursor::{Fault, first_keys, is_between_records};
pub use keys::{FEWEST_MARKS, has_marks};
pub use mend::mended;
pub use outcome::ReadOutcome;
pub use record::{GraphReader, UNKNOWN_OBJECT};
pub use split::{JsonSplitter, KEY_ROOM, PAGE_KEYS, Seen};
