//! What sign-ins are counted by: users, applications, places and the like; and the filter a click on one stands for.

use serde::{Deserialize, Serialize};

use crate::query::{Filter, Test};
use crate::schema::{Field, List, Part};

/// What sign-ins are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EntityKind {
    /// Who signs in, by user ID, else by username.
    User,
    /// The application, by its ID, else by its name.
    Application,
    /// What the application asked a token for, by its ID, else by its name.
    Resource,
    /// The device, by its ID, else by its name.
    Device,
    /// The country or region.
    Country,
    /// The city with its state and country.
    City,
    /// The IP address.
    Address,
    /// The operating system.
    OperatingSystem,
    /// The browser.
    Browser,
    /// The client app, under the portal's name for it.
    ClientApp,
    /// The error code.
    ErrorCode,
    /// The authentication methods asked for; a sign-in can have several.
    Method,
}

/// One user, one application, one place, …: the page hands it back to speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityKey {
    /// What has an identifier is the same under all its names.
    Id(String),
    /// What has none goes by its name.
    Name(String),
}

/// The identifier of nothing: files write it where they know no other.
pub(in crate::query) const NO_ID: &str = "00000000-0000-0000-0000-000000000000";

/// The fields that tell a subject.
pub(in crate::query) struct SubjectFields {
    /// Its identifier.
    pub id: Option<Field>,
    /// What it goes by without an identifier.
    pub name: Field,
    /// What it is called: the first of these that the newest record has.
    pub labels: &'static [Field],
    /// What else is said of it.
    pub also: Option<Field>,
}

impl SubjectFields {
    const fn single(name: Field) -> SubjectFields {
        SubjectFields { id: None, name, labels: &[], also: None }
    }

    const fn named(id: Field, name: Field, labels: &'static [Field], also: Option<Field>) -> SubjectFields {
        SubjectFields { id: Some(id), name, labels, also }
    }
}

impl EntityKind {
    /// The fields that tell it; `None` for methods, which are in lists.
    pub(in crate::query) fn fields(self) -> Option<SubjectFields> {
        use Field::{Application, ApplicationId, DeviceId, DeviceName, Resource, ResourceId, ServicePrincipalName};
        Some(match self {
            EntityKind::User => {
                SubjectFields::named(Field::UserId, Field::Username, &[Field::User], Some(Field::Username))
            }
            // Sign-ins of service principals have no name of an application, but their own.
            EntityKind::Application => {
                SubjectFields::named(ApplicationId, Application, &[Application, ServicePrincipalName], None)
            }
            EntityKind::Resource => SubjectFields::named(ResourceId, Resource, &[Resource], None),
            EntityKind::Device => {
                SubjectFields::named(DeviceId, DeviceName, &[DeviceName], Some(Field::OperatingSystem))
            }
            EntityKind::Country => SubjectFields::single(Field::Country),
            EntityKind::City => SubjectFields::single(Field::Location),
            EntityKind::Address => SubjectFields::single(Field::IpAddress),
            EntityKind::OperatingSystem => SubjectFields::single(Field::OperatingSystem),
            EntityKind::Browser => SubjectFields::single(Field::Browser),
            EntityKind::ClientApp => SubjectFields::single(Field::ClientApp),
            EntityKind::ErrorCode => SubjectFields::single(Field::ErrorCode),
            EntityKind::Method => return None,
        })
    }

    /// The filter that keeps the sign-ins of one: what a click on it stands for.
    pub fn filter(self, key: &EntityKey) -> Filter {
        let is = |field: Field, texts: &[&str]| {
            Filter::Field(field, Test::OneOf(texts.iter().map(|&text| text.to_owned()).collect()))
        };
        match (self.fields(), key) {
            (None, EntityKey::Id(method) | EntityKey::Name(method)) => {
                let in_list = |list| Filter::List(list, Part::StepMethod, Test::OneOf(vec![method.clone()]));
                Filter::Any(vec![in_list(List::Steps), in_list(List::Methods), is(Field::MfaMethod, &[method])])
            }
            (Some(SubjectFields { id: Some(id), .. }), EntityKey::Id(text)) => is(id, &[text]),
            (Some(SubjectFields { id: Some(id), name, .. }), EntityKey::Name(text)) => {
                Filter::All(vec![is(id, &["", NO_ID]), is(name, &[text])])
            }
            (Some(SubjectFields { id: None, name, .. }), EntityKey::Id(text) | EntityKey::Name(text)) => {
                is(name, &[text])
            }
        }
    }
}
