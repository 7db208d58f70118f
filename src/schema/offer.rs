//! What **Add filter** offers.

use super::field::Field;
use super::list::{List, Part};
use super::log::LOGS;

/// One entry of **Add filter**: a name and the fields whose values it offers.
#[derive(Debug, PartialEq, Eq)]
pub struct FilterOffer {
    /// The portal's name of the filter.
    pub label: &'static str,
    /// The fields it looks at. A typed text matches any of them; a value ticked in the list is one of the first's.
    pub fields: &'static [Field],
}

/// A filter on the entries of a list, which the portal does not have.
#[derive(Debug, PartialEq, Eq)]
pub struct ListOffer {
    /// The name of the filter.
    pub label: &'static str,
    /// The part whose values it offers.
    pub part: Part,
    /// A second part that the same entry can be asked for: the result of the policy.
    pub also: Option<Part>,
}

/// An offer to filter by a part, and by another one of the same entry.
pub const fn on(label: &'static str, part: Part, also: Option<Part>) -> ListOffer {
    ListOffer { label, part, also }
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
    pub fn tab(&self) -> super::Tab {
        self.part.list().info().tab
    }
}
