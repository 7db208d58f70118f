//! What has one value in each record: a field, or a column of files that no field stands for.

use super::literal::write_quoted;
use crate::query::{Filter, Test};
use crate::schema::{ExtraColumn, Field, kusto};

/// What is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {
    /// A field.
    Field(Field),
    /// An extra column.
    Extra(ExtraColumn),
}

impl Single {
    /// The filter that tests it.
    pub fn test(self, test: Test) -> Filter {
        match self {
            Single::Field(field) => Filter::Field(field, test),
            Single::Extra(extra) => Filter::Extra(extra, test),
        }
    }

    /// The field, if it is one.
    pub fn field(self) -> Option<Field> {
        match self {
            Single::Field(field) => Some(field),
            Single::Extra(_) => None,
        }
    }
}

/// The function by which a column is named that may be missing; its first argument is its name, the second what is in its
/// place then.
pub const IF_EXISTS: &str = "column_ifexists";

/// An extra column as text: its name in brackets. Where a field is called the same in Kusto, the name is said in a way that
/// fields are not.
pub fn write_extra(extra: ExtraColumn) -> String {
    let name = write_quoted(extra.name(), '\'');
    match kusto::lookup(extra.name()) {
        None => format!("[{name}]"),
        Some(_) => format!("{IF_EXISTS}({name}, \"\")"),
    }
}
