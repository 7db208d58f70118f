//! Bytes of a file → batches of sign-ins and problems.
//!
//! Reading has two stages. The first, the [`Framer`], sees every byte in order and only finds where records begin
//! and end. The second, the [`RecordDecoder`], turns whole records into batches and needs nothing but their bytes, so
//! it can run in several workers. [`Decoder`] is both in one. A [`SpeculativeChunk`] leaves out the first stage for
//! bytes in which nothing but alike records is expected, and the second proves it. What is packed or in UTF-16 goes
//! through [`unpack`] before.

mod boundary_pattern;
pub mod code_page;
mod csv;
mod decode;
mod decoder;
mod derive;
mod file_format;
mod frame_table;
mod framed;
mod framer;
mod json;
mod json_reader;
mod mapping;
mod normalize;
mod read_options;
mod record;
mod record_counts;
mod record_span;
mod reread;
mod simd;
mod sniff;
mod source_format;
mod speculate;
mod tell;
pub mod time;
mod unknown_json;
pub mod unpack;

pub use boundary_pattern::BoundaryPattern;
pub use code_page::CodePage;
pub use csv::CsvFormat;
pub use decode::{Decoded, RecordDecoder};
pub use decoder::Decoder;
pub use file_format::{FileFormat, Syntax};
pub use framed::{FramedChunk, Job, JobBytes};
pub use framer::Framer;
pub use json::Seen;
pub use mapping::Mapping;
pub use read_options::{DateCounts, DateOrder, Dates, ReadOptions, Zone};
pub use record::{Record, RecordValue, read_record};
pub use record_counts::RecordCounts;
pub use record_span::RecordSpan;
pub use reread::still_holds;
pub use source_format::SourceFormat;
pub use speculate::{ByteSource, CACHE_BLOCK, SpeculativeChunk, TAIL};
