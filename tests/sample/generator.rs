//! Records one by one, newest first as the portal writes them, of the story or of a tenant of any size.

use super::bulk::Bulk;
use super::record::SignIn;
use super::story::story_of;

/// What the records are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The forty users of the story. It has an end: asking for more records than it has gives all it has.
    Story,
    /// A tenant of the given size without a script; it goes on for as many records as asked for.
    Bulk {
        /// Users.
        users: usize,
        /// Applications.
        apps: usize,
        /// Conditional Access policies.
        policies: usize,
    },
}

impl Profile {
    /// The tenant that test files are made of: 250,000 records are about 1.76 GB of JSON and 239 MB of CSV.
    /// Each policy adds some 440 bytes to the JSON of a record.
    pub const LARGE: Profile = Profile::Bulk { users: 8000, apps: 199, policies: 6 };
}

/// Records of a profile; the same seed gives the same records.
pub struct Generator {
    records: Source,
    left: usize,
}

enum Source {
    Story(std::vec::IntoIter<SignIn>),
    Bulk(Box<Bulk>),
}

impl Generator {
    /// At most `records` records of a profile. The memory in use is that of the tenant, however many records there are.
    pub fn new(seed: u64, records: usize, profile: Profile) -> Generator {
        let source = match profile {
            Profile::Story => Source::Story(story_of(seed).into_iter()),
            Profile::Bulk { users, apps, policies } => {
                Source::Bulk(Box::new(Bulk::new(seed, records, users, apps, policies)))
            }
        };
        Generator { records: source, left: records }
    }
}

impl Iterator for Generator {
    type Item = SignIn;

    fn next(&mut self) -> Option<SignIn> {
        self.left = self.left.checked_sub(1)?;
        match &mut self.records {
            Source::Story(records) => records.next(),
            Source::Bulk(bulk) => Some(bulk.next_record()),
        }
    }
}
