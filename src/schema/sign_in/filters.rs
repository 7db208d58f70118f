//! The filters that the list of sign-ins offers: the portal's in its order and words, and those on lists.

use crate::schema::offer::{FilterOffer, ListOffer, on};
use crate::schema::{Field, Part};

/// The portal's set of filters ("Customize and filter the logs" in Microsoft's documentation).
pub(super) static FILTERS: &[FilterOffer] = &[
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

/// The filters on lists; the first of a list is that of its column.
pub(super) static LIST_FILTERS: &[ListOffer] = &[
    on("Policy", Part::PolicyName, Some(Part::PolicyResult)),
    on("Policy result", Part::PolicyResult, Some(Part::PolicyName)),
    on("Policy grant control", Part::PolicyGrants, Some(Part::PolicyResult)),
    on("Policy session control", Part::PolicySessions, Some(Part::PolicyResult)),
    on("Policy condition not satisfied", Part::PolicyNotSatisfied, Some(Part::PolicyName)),
    on("Authentication method", Part::StepMethod, Some(Part::StepSucceeded)),
    on("Authentication step result", Part::StepResult, Some(Part::StepMethod)),
    on("Authentication method used", Part::MethodUsed, None),
    on("Authentication policy applied", Part::RequirementProvider, Some(Part::RequirementDetail)),
    on("Session lifetime policy", Part::SessionRequirement, Some(Part::SessionDetail)),
    on("Authentication context", Part::ContextId, Some(Part::ContextDetail)),
    on("Named location", Part::NetworkNames, Some(Part::NetworkType)),
    on("Network type", Part::NetworkType, Some(Part::NetworkNames)),
    on("Risk event type", Part::RiskType, None),
    on("Processing detail", Part::ProcessingKey, Some(Part::ProcessingValue)),
    on("Sign-in event type", Part::EventType, None),
];
