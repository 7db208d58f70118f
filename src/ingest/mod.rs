//! Bytes of a file → batches of sign-ins and problems.
//!
//! Reading has two stages. The first, the [`Cutter`], sees every byte in order and only finds where records begin and
//! end. The second, the [`RecordDecoder`], turns whole records into batches and needs nothing but their bytes, so it can
//! run in several workers. [`Decoder`] is both in one. A [`Leap`] leaves out the first stage for bytes in which nothing
//! but alike records is expected, and the second proves it. What is packed or in UTF-16 goes through [`unpack`] before.

mod adapt;
mod again;
mod any_json;
pub mod code_page;
mod csv;
mod cut_table;
mod cutter;
mod decode;
mod decoder;
mod derive;
mod json;
mod layout;
mod leap;
mod mapping;
mod reading;
mod record;
mod scan;
mod seam;
mod shape;
mod sniff;
mod split;
mod tally;
mod tell;
pub mod time;
mod unknown_json;
pub mod unpack;

pub use again::still_holds;
pub use code_page::CodePage;
pub use csv::CsvLayout;
pub use cutter::Cutter;
pub use decode::{Decoded, RecordDecoder};
pub use decoder::Decoder;
pub use json::Seen;
pub use layout::{Form, Layout};
pub use leap::{Leap, PORTION, Source, TAIL};
pub use mapping::Mapping;
pub use reading::{DateCounts, DateOrder, Dates, Reading, Zone};
pub use record::{Record, RecordValue, read_record};
pub use seam::Seam;
pub use shape::Shape;
pub use split::{Job, JobBytes, Piece, Span};
pub use tally::Tally;
