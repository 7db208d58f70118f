//! The sign-in log: people, applications and managed identities that signed in, or tried to.

mod additional;
mod authentication;
mod basic;
mod filters;
mod place;

use super::log::{Log, LogId};
use super::{Field, List};

/// The sign-in log.
pub static SIGN_INS: Log = Log {
    id: LogId::SignIns,
    fields: &[basic::FIELDS, place::FIELDS, authentication::FIELDS, additional::FIELDS],
    lists: &[
        List::Policies,
        List::Steps,
        List::Methods,
        List::RequirementPolicies,
        List::SessionPolicies,
        List::Contexts,
        List::Networks,
        List::RiskTypes,
        List::Processing,
        List::EventTypes,
    ],
    time: Field::Date,
    columns: &[
        Field::Date,
        Field::User,
        Field::Application,
        Field::Status,
        Field::RiskState,
        Field::AuthenticationRequirement,
        Field::IpAddress,
        Field::Location,
        Field::ConditionalAccess,
    ],
    filters: filters::FILTERS,
    list_filters: filters::LIST_FILTERS,
};
