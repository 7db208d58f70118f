//! What is shown in the place of a name that a record does not have.

use super::Field;

impl Field {
    /// The fields that stand in for it in the list where a record lacks it, the best first: an export without display
    /// names still has usernames, one without names of applications their identifiers.
    pub fn stand_ins(self) -> &'static [Field] {
        match self {
            Field::User => &[Field::Username, Field::ServicePrincipalName, Field::UserId],
            Field::Application => &[Field::ApplicationId],
            Field::Resource => &[Field::ResourceId],
            _ => &[],
        }
    }
}
