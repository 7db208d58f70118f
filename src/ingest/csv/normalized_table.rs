//! How the rows of a table become sign-ins, where columns alone do not.

/// How the rows of a table become sign-ins.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum NormalizedTable {
    /// A row is an object with a member for each column, to be normalized as such objects are.
    Normalized,
    /// A row is one authentication step; the numbers are those of [`STEP_COLUMNS`] among the columns.
    Steps([Option<u16>; STEP_COLUMNS.len()]),
}

/// The columns of a file with authentication details.
pub const STEP_COLUMNS: [&str; 8] = [
    "request id",
    "authentication method",
    "succeeded",
    "authentication method detail",
    "result detail",
    "requirement",
    "date (utc)",
    "date",
];
