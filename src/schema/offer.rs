//! The filters that are offered: the portal's in its order and words, and those on lists.

use super::field::Field;
use super::list::{List, Part};

/// One entry of **Add filter**: a name and the fields whose values it offers.
#[derive(Debug, PartialEq, Eq)]
pub struct FilterOffer {
    /// The portal's name of the filter.
    pub label: &'static str,
    /// The fields it looks at. A typed text matches any of them; a value ticked in the list is one of the first's.
    pub fields: &'static [Field],
}

/// The portal's set of filters ("Customize and filter the logs" in Microsoft's documentation).
pub static PORTAL_FILTERS: &[FilterOffer] = &[
    FilterOffer { label: "Date", fields: &[Field::Date] },
    FilterOffer { label: "Request ID", fields: &[Field::RequestId] },
    FilterOffer { label: "User", fields: &[Field::Username, Field::User] },
    FilterOffer { label: "Application", fields: &[Field::Application] },
    FilterOffer { label: "Status", fields: &[Field::Status] },
    FilterOffer { label: "IP address", fields: &[Field::IpAddress] },
    FilterOffer { label: "City", fields: &[Field::City] },
    FilterOffer { label: "State or province", fields: &[Field::State] },
    FilterOffer { label: "Country or region", fields: &[Field::Country] },
    FilterOffer { label: "Resource", fields: &[Field::Resource] },
    FilterOffer { label: "Resource ID", fields: &[Field::ResourceId] },
    FilterOffer { label: "Client app", fields: &[Field::ClientApp] },
    FilterOffer { label: "Operating system", fields: &[Field::OperatingSystem] },
    FilterOffer { label: "Device browser", fields: &[Field::Browser] },
    FilterOffer { label: "Correlation ID", fields: &[Field::CorrelationId] },
    FilterOffer { label: "Conditional Access", fields: &[Field::ConditionalAccess] },
];

/// A filter on the entries of a list, which the portal does not have.
#[derive(Debug, PartialEq, Eq)]
pub struct ListOffer {
    /// The name of the filter.
    pub label: &'static str,
    /// The list.
    pub list: List,
    /// The part whose values it offers.
    pub part: Part,
    /// A second part that the same entry can be asked for: the result of the policy.
    pub also: Option<Part>,
}

const fn on(label: &'static str, list: List, part: Part, also: Option<Part>) -> ListOffer {
    ListOffer { label, list, part, also }
}

/// The filters on lists; the first of a list is that of its column.
pub static LIST_FILTERS: &[ListOffer] = &[
    on("Policy", List::Policies, Part::POLICY_NAME, Some(Part::POLICY_RESULT)),
    on("Policy result", List::Policies, Part::POLICY_RESULT, Some(Part::POLICY_NAME)),
    on("Policy grant control", List::Policies, Part::POLICY_GRANTS, Some(Part::POLICY_RESULT)),
    on("Policy session control", List::Policies, Part::POLICY_SESSIONS, Some(Part::POLICY_RESULT)),
    on("Policy condition not satisfied", List::Policies, Part::POLICY_NOT_SATISFIED, Some(Part::POLICY_NAME)),
    on("Authentication method", List::Steps, Part::STEP_METHOD, Some(Part::STEP_SUCCEEDED)),
    on("Authentication step result", List::Steps, Part::STEP_RESULT, Some(Part::STEP_METHOD)),
    on("Authentication method used", List::Methods, Part::ONLY, None),
    on("Authentication policy applied", List::RequirementPolicies, Part(0), Some(Part(1))),
    on("Session lifetime policy", List::SessionPolicies, Part(0), Some(Part(1))),
    on("Authentication context", List::Contexts, Part(0), Some(Part(1))),
    on("Named location", List::Networks, Part::NETWORK_NAMES, Some(Part::NETWORK_TYPE)),
    on("Network type", List::Networks, Part::NETWORK_TYPE, Some(Part::NETWORK_NAMES)),
    on("Risk event type", List::RiskTypes, Part::ONLY, None),
    on("Processing detail", List::Processing, Part(0), Some(Part(1))),
    on("Sign-in event type", List::EventTypes, Part::ONLY, None),
];

impl ListOffer {
    /// The offer for a part of a list, if there is one.
    pub fn of(list: List, part: Part) -> Option<&'static ListOffer> {
        LIST_FILTERS.iter().find(|offer| offer.list == list && offer.part == part)
    }

    /// The part by which a list as a whole is filtered.
    pub fn main_part(list: List) -> Part {
        LIST_FILTERS.iter().find(|offer| offer.list == list).map_or(Part::ONLY, |offer| offer.part)
    }

    /// The tab of the detail pane that shows the list.
    pub fn tab(&self) -> super::Tab {
        self.list.info().tab
    }
}
