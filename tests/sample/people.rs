//! The users of the tenant: who they are, where they live, what they sign in with and which second factor they have.

use super::apps::{CONTOSO_TENANT, FABRIKAM_TENANT};
use super::devices::{Device, company_computer, own_phone, script, unknown_computer};
use super::guid::Guid;
use super::places::office_of;
use super::random::Random;
use std::sync::Arc;

/// What a user does in the tenant; policies and habits depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An ordinary employee.
    Employee,
    /// An administrator.
    Administrator,
    /// An employee who writes software.
    Developer,
    /// A new employee, still in the group that is exempt from multifactor authentication.
    Starter,
    /// A former employee whose account is disabled.
    Leaver,
    /// Someone of the partner organisation.
    Guest,
    /// An account that no person uses: a scanner, directory synchronisation, emergency access.
    Service,
}

/// A user's second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Notification in the authenticator app.
    Push,
    /// Code of the authenticator app or a token.
    Code,
    /// Code by text message.
    Text,
    /// A passkey, which is first and second factor in one.
    Passkey,
}

/// A user.
#[derive(Clone, Debug)]
pub struct Person {
    /// Object id.
    pub id: Guid,
    /// Place in the tenant's list of people.
    pub number: usize,
    /// Display name.
    pub name: String,
    /// Sign-in name, lower case.
    pub upn: String,
    /// What the user does.
    pub role: Role,
    /// Place of home in `PLACES`.
    pub home: usize,
    /// Second factor.
    pub method: Method,
    /// Last two digits of the phone number text messages go to.
    pub phone_digits: u8,
    /// Computer first, then the phone where there is one.
    pub devices: Vec<Arc<Device>>,
}

impl Person {
    /// The user's home tenant.
    pub fn home_tenant(&self) -> Guid {
        if self.role == Role::Guest { FABRIKAM_TENANT } else { CONTOSO_TENANT }
    }

    /// Place of the office in `PLACES`.
    pub fn office(&self) -> usize {
        office_of(self.home)
    }

    /// The computer.
    pub fn computer(&self) -> &Arc<Device> {
        &self.devices[0]
    }

    /// The phone, or the computer when there is none.
    pub fn phone(&self) -> &Arc<Device> {
        self.devices.last().unwrap_or(&self.devices[0])
    }
}

/// Name, sign-in name before the @, role, home.
type Entry = (&'static str, &'static str, Role, usize);

/// The forty users of the story.
const STORY: [Entry; 40] = [
    ("Alice Nakamura", "alice.nakamura", Role::Employee, 0),
    ("Bjørn Østergaard", "bjorn.ostergaard", Role::Employee, 2),
    ("Chidi Okafor", "chidi.okafor", Role::Employee, 0),
    ("Dana Whitfield", "dana.whitfield", Role::Administrator, 0),
    ("Elif Demir", "elif.demir", Role::Employee, 0),
    ("Farid Haddad", "farid.haddad", Role::Employee, 1),
    ("Greta Lindqvist", "greta.lindqvist", Role::Employee, 8),
    ("Hugo Marchetti", "hugo.marchetti", Role::Developer, 2),
    ("Ines Carvalho", "ines.carvalho", Role::Employee, 3),
    ("Jonas Keller", "jonas.keller", Role::Administrator, 2),
    ("Katarzyna Wójcik", "katarzyna.wojcik", Role::Employee, 7),
    ("Liam D'Arcy O'Neill", "liam.oneill", Role::Employee, 9),
    ("Mai Nguyễn", "mai.nguyen", Role::Employee, 5),
    ("Noah Tremblay", "noah.tremblay", Role::Developer, 1),
    ("Olivia Grant", "olivia.grant", Role::Employee, 4),
    ("Priya Raman", "priya.raman", Role::Employee, 0),
    ("Quentin Moreau", "quentin.moreau", Role::Employee, 6),
    ("Rosa Delgado", "rosa.delgado", Role::Employee, 1),
    ("Sven Hartmann", "sven.hartmann", Role::Employee, 2),
    ("Tomasz Zieliński", "tomasz.zielinski", Role::Employee, 11),
    ("Uma Krishnan", "uma.krishnan", Role::Employee, 3),
    ("Victor Ilić", "victor.ilic", Role::Employee, 10),
    ("Wendy Adeyemi", "wendy.adeyemi", Role::Employee, 4),
    ("Xavier Roche", "xavier.roche", Role::Employee, 6),
    ("Yara Mansour", "yara.mansour", Role::Employee, 5),
    ("Zoë Ångström", "zoe.angstrom", Role::Employee, 8),
    ("Aaron Blackwood", "aaron.blackwood", Role::Employee, 0),
    ("Beatrix van Dijk", "beatrix.vandijk", Role::Employee, 3),
    ("Callum Reid", "callum.reid", Role::Starter, 4),
    ("Daria Petrova", "daria.petrova", Role::Employee, 7),
    ("Emeka Obi", "emeka.obi", Role::Employee, 1),
    ("Freya Solberg", "freya.solberg", Role::Developer, 0),
    ("Gareth Pugh", "gareth.pugh", Role::Leaver, 4),
    ("Scan to mail", "scanner", Role::Service, 0),
    ("Emergency Access 1", "emergency1", Role::Service, 0),
    ("On-Premises Directory Synchronization Service Account", "sync_ctso-dc01", Role::Service, 0),
    ("Adele Brandt", "adele.brandt", Role::Guest, 12),
    ("Marcus \"Max\" Feld", "marcus.feld", Role::Guest, 13),
    ("Nadia Rahal", "nadia.rahal", Role::Guest, 12),
    ("Owen Castle", "owen.castle", Role::Guest, 16),
];

/// Places in the story's list of people that the script names.
pub mod cast {
    /// Travels to a country the tenant blocks.
    pub const TRAVELLER: usize = 4;
    /// Is pestered with approvals until she gives one.
    pub const PESTERED: usize = 15;
    /// Seen in London and Dallas within the hour.
    pub const TELEPORTED: usize = 2;
    /// Has a session cookie stolen.
    pub const REPLAYED: usize = 18;
    /// Has a password known to someone in Hanoi.
    pub const LEAKED: usize = 20;
    /// The account the password spray opens.
    pub const SPRAYED: usize = 28;
    /// Signs in with a device code.
    pub const DEVELOPER: usize = 13;
    /// The multifunction printer.
    pub const SCANNER: usize = 33;
    /// The emergency account.
    pub const EMERGENCY: usize = 34;
    /// Directory synchronisation.
    pub const SYNCHRONISATION: usize = 35;
    /// Works late on the last evening.
    pub const LATE_WORKER: usize = 17;
}

const FIRST_NAMES: [&str; 40] = [
    "Alice", "Ben", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kai", "Liam", "Mai", "Noah",
    "Olivia", "Priya", "Quinn", "Rosa", "Sven", "Tomas", "Uma", "Victor", "Wendy", "Xavier", "Yara", "Zoe", "Aaron",
    "Bea", "Callum", "Daria", "Emeka", "Freya", "Gareth", "Helen", "Ivan", "Judith", "Kenji", "Lena", "Mateo", "Nora",
];
const LAST_NAMES: [&str; 50] = [
    "Abbott",
    "Becker",
    "Castle",
    "Demir",
    "Evans",
    "Fischer",
    "Grant",
    "Haddad",
    "Ilic",
    "Jansen",
    "Keller",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrova",
    "Quinn",
    "Raman",
    "Solberg",
    "Tremblay",
    "Ueda",
    "Vogel",
    "Whitfield",
    "Xu",
    "Young",
    "Ziegler",
    "Adeyemi",
    "Brandt",
    "Carvalho",
    "Delgado",
    "Ekström",
    "Feld",
    "Garcia",
    "Hartmann",
    "Ibrahim",
    "Jensen",
    "Krishnan",
    "Lopez",
    "Mansour",
    "Nguyen",
    "O'Neill",
    "Pugh",
    "Rahal",
    "Reid",
    "Schmidt",
    "Tanaka",
    "Urban",
    "Varga",
    "Weber",
    "Zhang",
];

/// The forty users of the story, in the order of the script.
pub fn story_people(random: &mut Random) -> Vec<Arc<Person>> {
    let people = STORY.iter().enumerate().map(|(number, (name, alias, role, home))| {
        let domain = if *role == Role::Guest { "fabrikam.example" } else { "contoso.example" };
        Arc::new(person(number, (*name).to_owned(), format!("{alias}@{domain}"), *role, *home, random))
    });
    people.collect()
}

/// The users of a large tenant.
pub fn bulk_people(count: usize, random: &mut Random) -> Vec<Arc<Person>> {
    let people = (0..count.max(1)).map(|number| {
        let first = FIRST_NAMES[number % FIRST_NAMES.len()];
        let last = LAST_NAMES[number / FIRST_NAMES.len() % LAST_NAMES.len()];
        let role = match number % 100 {
            7 => Role::Administrator,
            11 | 51 => Role::Developer,
            23 | 43 | 63 | 83 => Role::Guest,
            99 => Role::Service,
            _ => Role::Employee,
        };
        let domain = if role == Role::Guest { "fabrikam.example" } else { "contoso.example" };
        let alias: String = format!("{first}.{last}").to_lowercase().chars().filter(|letter| *letter != '\'').collect();
        let round = number / (FIRST_NAMES.len() * LAST_NAMES.len());
        let (name, alias) = match round {
            0 => (format!("{first} {last}"), alias),
            _ => (format!("{first} {last} ({})", round + 1), format!("{alias}{}", round + 1)),
        };
        let home = random.place(if role == Role::Guest { 18 } else { 12 });
        Arc::new(person(number, name, format!("{alias}@{domain}"), role, home, random))
    });
    people.collect()
}

fn person(number: usize, name: String, upn: String, role: Role, home: usize, random: &mut Random) -> Person {
    let method = match role {
        Role::Administrator => *random.pick(&[Method::Passkey, Method::Push]),
        Role::Starter | Role::Service | Role::Leaver => Method::Text,
        _ => [Method::Push, Method::Code, Method::Text, Method::Passkey][random.weighted(&[12, 3, 3, 2])],
    };
    let devices = match role {
        Role::Guest => vec![unknown_computer(number)],
        // In a large tenant some work on computers of their own that the directory does not know.
        Role::Employee if number >= STORY.len() && number.is_multiple_of(4) => vec![unknown_computer(number / 4)],
        Role::Service if number == cast::SCANNER => vec![script("ContosoScan/4.2", "")],
        Role::Service => vec![script("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Rich Client 5.2.8.0")],
        _ => vec![company_computer(number, random), own_phone(number, random)],
    };
    Person {
        id: random.guid(),
        number,
        name,
        upn,
        role,
        home,
        method,
        phone_digits: random.below(100) as u8,
        devices: devices.into_iter().map(Arc::new).collect(),
    }
}
