//! The filters the portal offers, in its order and words.

use super::field::Field;

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
