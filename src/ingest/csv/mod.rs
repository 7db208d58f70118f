//! CSV exports: where the records are, what their header says, and what is in them.

pub mod cells;
pub mod header;
pub mod kind;
pub mod normalized_table;
pub mod record;
pub mod split;
pub mod table;

pub use cells::Cells;
pub use header::CsvFormat;
pub use kind::{TableKind, another_table, kind_of, may_be_header};
pub use normalized_table::NormalizedTable;
pub use record::CsvReader;
pub use split::CsvSplitter;
