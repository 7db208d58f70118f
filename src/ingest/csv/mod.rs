//! CSV exports: where the records are, what their header says, and what is in them.

pub mod cells;
pub mod header;
pub mod kind;
pub mod record;
pub mod split;
pub mod table;

pub use cells::Cells;
pub use header::CsvFormat;
pub use kind::{TableKind, another_table, kind_of, may_be_header};
pub use record::CsvReader;
pub use split::CsvSplitter;
pub use table::NormalizedTable;
