//! The tenant: its people, applications and policies.

use super::apps::{App, bulk_apps, story_apps};
use super::people::{Person, bulk_people, story_people};
use super::policies::{Policy, policies};
use super::random::Random;
use std::sync::Arc;

/// The synthetic tenant Contoso.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// Users; in the story's tenant in the order of `people::cast`.
    pub people: Vec<Arc<Person>>,
    /// Applications, the most used first.
    pub apps: Vec<Arc<App>>,
    /// Conditional Access policies.
    pub policies: Vec<Arc<Policy>>,
}

impl Tenant {
    /// The tenant of the story: forty users, 21 applications, ten policies.
    pub fn story(random: &mut Random) -> Tenant {
        Tenant { people: story_people(random), apps: story_apps(random), policies: policies(10, random) }
    }

    /// A tenant of any size; each count is at least one for users and applications.
    pub fn bulk(users: usize, apps: usize, policy_count: usize, random: &mut Random) -> Tenant {
        Tenant {
            people: bulk_people(users, random),
            apps: bulk_apps(apps, random),
            policies: policies(policy_count, random),
        }
    }

    /// The application of a name; the first one when there is none of that name.
    pub fn app(&self, name: &str) -> &Arc<App> {
        self.apps.iter().find(|app| app.name == name).unwrap_or(&self.apps[0])
    }
}
