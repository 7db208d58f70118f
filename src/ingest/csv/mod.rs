//! CSV exports: where the records are, what their header says, and what is in them.

pub mod cells;
pub mod header;
pub mod record;
pub mod split;

pub use cells::Cells;
pub use header::CsvLayout;
pub use record::CsvReader;
pub use split::CsvSplitter;
