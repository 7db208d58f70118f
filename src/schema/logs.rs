//! Every log there is, and what is looked up in the tables of all of them.

use std::sync::LazyLock;

use super::field::Field;
use super::field_info::FieldInfo;
use super::list::{List, Part};
use super::log::{Log, LogId};
use super::offer::ListOffer;
use super::sign_in::SIGN_INS;
use super::tab::Tab;

/// Every log, in the order of [`LogId`].
pub static LOGS: &[&Log] = &[&SIGN_INS];

impl LogId {
    /// How many logs there are.
    pub const COUNT: usize = LOGS.len();

    /// Every log.
    pub fn all() -> impl Iterator<Item = LogId> {
        LOGS.iter().map(|log| log.id)
    }

    /// The log itself.
    pub fn log(self) -> &'static Log {
        LOGS[self as usize]
    }
}

impl Log {
    /// What the log calls a field; what any other does, if it does not carry it.
    pub fn label(&self, field: Field) -> &'static str {
        self.field(field).unwrap_or(field.info()).label
    }
}

impl Field {
    /// The field's row in the table of the first log that carries it. Each field is carried by some log.
    pub fn info(self) -> &'static FieldInfo {
        HOMES[self as usize]
    }

    /// The portal's words for the field.
    pub fn label(self) -> &'static str {
        self.info().label
    }
}

impl ListOffer {
    /// The offer for a part, if there is one.
    pub fn of(part: Part) -> Option<&'static ListOffer> {
        LOGS.iter().flat_map(|log| log.list_filters).find(|offer| offer.part == part)
    }

    /// The part by which a list as a whole is filtered: that of the first filter on it.
    pub fn main_part(list: List) -> Part {
        let offers = LOGS.iter().flat_map(|log| log.list_filters);
        offers.map(|offer| offer.part).find(|part| part.list() == list).unwrap_or(list.first_part())
    }

    /// The tab of the detail pane that shows the list.
    pub fn tab(&self) -> Tab {
        self.part.list().info().tab
    }
}

/// The row of each field in the table of the first log that carries it.
static HOMES: LazyLock<Vec<&'static FieldInfo>> = LazyLock::new(|| {
    let row = |field: Field| LOGS.iter().find_map(|log| log.field(field));
    Field::all().filter_map(row).collect()
});
