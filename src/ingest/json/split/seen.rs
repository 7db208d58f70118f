//! What a JSON file, and an array in it, turned out to be made of.

/// What a JSON file turned out to be made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Seen {
    /// An array of records at top level.
    pub array: bool,
    /// A page with the records inside.
    pub page: bool,
    /// Records at top level.
    pub lines: bool,
}

/// What the objects of an array are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Items {
    /// The first of them has not ended yet.
    #[default]
    Unknown,
    Records,
    Pages,
}
