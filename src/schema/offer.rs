//! What **Add filter** offers.

use super::field::Field;
use super::list::Part;

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
