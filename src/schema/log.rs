//! The logs as values: what differs between them is data.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::field_info::FieldInfo;
use super::list::List;
use super::offer::{FilterOffer, ListOffer};

/// Which log a record belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LogId {
    /// The sign-in logs.
    #[default]
    SignIns,
}

/// A log: everything that differs between one and another.
#[derive(Debug)]
pub struct Log {
    /// Which it is.
    pub id: LogId,
    /// THE table of its fields, in the order of the detail pane, in several parts.
    pub fields: &'static [&'static [FieldInfo]],
    /// Its lists.
    pub lists: &'static [List],
    /// The time by which its records stand in order.
    pub time: Field,
    /// The columns of its list before anyone has chosen others: the portal's.
    pub columns: &'static [Field],
    /// The portal's filters, in its order and words.
    pub filters: &'static [FilterOffer],
    /// The filters on lists; the first of a list is that of its column.
    pub list_filters: &'static [ListOffer],
}

impl Log {
    /// The rows of its table of fields, in the order of the detail pane.
    pub fn fields(&self) -> impl Iterator<Item = &'static FieldInfo> + use<> {
        self.fields.iter().copied().flatten()
    }

    /// The row of a field; `None` if the log does not carry it.
    pub fn field(&self, field: Field) -> Option<&'static FieldInfo> {
        self.fields().find(|info| info.field == field)
    }
}
