//! Codes: the numbers that stand for the values of a column.

/// A number that stands for a value of a column.
pub type Code = u32;

/// The code of a value the file does not have: the column, or the key, is not there.
pub const ABSENT: Code = 0;
/// The code of a value the file has and leaves empty (`null`, `""`, `,,`).
pub const EMPTY: Code = 1;
