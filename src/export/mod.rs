//! Rows → a file: one format a file.

pub mod csv;
pub mod original;
pub mod table;
