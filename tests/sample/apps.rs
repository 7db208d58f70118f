//! Applications and the resources behind them; ids of Microsoft's own ones are the public ones, all others are invented.

use super::guid::Guid;
use super::random::Random;
use std::sync::Arc;

/// Tenant that owns Microsoft's own applications.
pub const MICROSOFT_TENANT: Guid = Guid::of("f8cdef31-a31e-4b4a-93e4-5f571e91255a");
/// The synthetic tenant.
pub const CONTOSO_TENANT: Guid = Guid::of("c0a70500-1111-4e10-8a10-5a3b1e000001");
/// The synthetic partner tenant that guests come from.
pub const FABRIKAM_TENANT: Guid = Guid::of("fab21ca8-2222-4e20-9b20-5a3b1e000002");

/// How a sign-in reaches an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// A web browser.
    Browser,
    /// An installed application that speaks modern protocols.
    Modern,
    /// A legacy protocol, by the log's name.
    Legacy(&'static str),
}

impl Client {
    /// `clientAppUsed`.
    pub const fn name(self) -> &'static str {
        match self {
            Client::Browser => "Browser",
            Client::Modern => "Mobile Apps and Desktop clients",
            Client::Legacy(name) => name,
        }
    }
}

/// What an application asks a token for.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Resource id.
    pub id: Guid,
    /// Name.
    pub name: String,
    /// The resource's service principal in the tenant.
    pub service_principal: Guid,
    /// Tenant that owns the resource.
    pub owner: Guid,
}

/// An application.
#[derive(Clone, Debug)]
pub struct App {
    /// Application id.
    pub id: Guid,
    /// Name.
    pub name: String,
    /// Tenant that owns the application.
    pub owner: Guid,
    /// The resource it mostly asks for.
    pub resource: Resource,
    /// How people mostly reach it.
    pub client: Client,
    /// `authenticationProtocol`.
    pub protocol: &'static str,
    /// Belongs to the "Office 365" group of Conditional Access.
    pub is_office: bool,
    /// Needs a compliant device by policy.
    pub is_sensitive: bool,
}

/// Name, id, resource name, resource id, client, part of Office 365.
type FirstParty = (&'static str, &'static str, &'static str, &'static str, Client, bool);

const GRAPH: (&str, &str) = ("Microsoft Graph", "00000003-0000-0000-c000-000000000000");
const EXCHANGE: (&str, &str) = ("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000");
const SHAREPOINT: (&str, &str) = ("Office 365 SharePoint Online", "00000003-0000-0ff1-ce00-000000000000");
const ARM: (&str, &str) = ("Azure Resource Manager", "797f4846-ba00-4fd7-ba43-dac1f8f63013");

const FIRST_PARTY: [FirstParty; 15] = [
    ("OfficeHome", "4765445b-32c6-49b0-83e6-1d93765276ca", GRAPH.0, GRAPH.1, Client::Browser, true),
    ("Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-5451cc387264", GRAPH.0, GRAPH.1, Client::Modern, true),
    ("One Outlook Web", "9199bf20-a13f-4107-85dc-02114787ef48", EXCHANGE.0, EXCHANGE.1, Client::Browser, true),
    ("Microsoft Office", "d3590ed6-52b3-4102-aeff-aad2292ab01c", EXCHANGE.0, EXCHANGE.1, Client::Modern, true),
    ("SharePoint Online", "00000003-0000-0ff1-ce00-000000000000", SHAREPOINT.0, SHAREPOINT.1, Client::Browser, true),
    ("Outlook Mobile", "27922004-5251-4030-b22d-91ecd9a37ea4", EXCHANGE.0, EXCHANGE.1, Client::Modern, true),
    ("Office 365 Exchange Online", EXCHANGE.1, EXCHANGE.0, EXCHANGE.1, Client::Modern, true),
    ("Microsoft Teams Web Client", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", GRAPH.0, GRAPH.1, Client::Browser, true),
    ("My Apps", "2793995e-0a7d-40d7-bd35-6968ba142197", GRAPH.0, GRAPH.1, Client::Browser, false),
    ("Azure Portal", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", ARM.0, ARM.1, Client::Browser, false),
    (
        "Microsoft Graph Command Line Tools",
        "14d82eec-204b-4c2f-b7e8-296a70dab67e",
        GRAPH.0,
        GRAPH.1,
        Client::Modern,
        false,
    ),
    ("Microsoft Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46", ARM.0, ARM.1, Client::Modern, false),
    ("Microsoft Azure PowerShell", "1950a258-227b-4e31-a9cf-717495945fc2", ARM.0, ARM.1, Client::Modern, false),
    (
        "Microsoft Authentication Broker",
        "29d9ed98-a469-4536-ade2-f981bc1d605e",
        GRAPH.0,
        GRAPH.1,
        Client::Modern,
        false,
    ),
    (
        "Microsoft Azure Active Directory Connect",
        "cb1056e2-e479-49de-ae31-7812af012ed8",
        "Windows Azure Active Directory",
        "00000002-0000-0000-c000-000000000000",
        Client::Modern,
        false,
    ),
];

/// Applications that are not Microsoft's: name, needs a compliant device, is the tenant's own.
const OTHERS: [(&str, bool, bool); 6] = [
    ("Salesforce", true, false),
    ("Contoso Payroll", true, true),
    ("Contoso Expenses", false, true),
    ("ServiceNow", false, false),
    ("Fabrikam Travel", false, false),
    (NEW_APP, false, false),
];

/// The application that first appears in the last days of the story.
pub const NEW_APP: &str = "Fabrikam Notes AI";

const SUBJECTS: [&str; 16] = [
    "Invoices",
    "Timesheets",
    "Helpdesk",
    "Fleet",
    "Warehouse",
    "Tenders",
    "Archive",
    "Training",
    "Parking",
    "Visitors",
    "Surveys",
    "Contracts",
    "Recruiting",
    "Intranet",
    "Maps",
    "Reporting",
];
const KINDS: [&str; 12] = [
    "Contoso",
    "Fabrikam",
    "Contoso Legacy",
    "Contoso Test",
    "Fabrikam Cloud",
    "Contoso North",
    "Contoso South",
    "Fabrikam Mobile",
    "Contoso Partner",
    "Contoso Lab",
    "Fabrikam Labs",
    "Contoso Retail",
];

/// The applications of the story.
pub fn story_apps(random: &mut Random) -> Vec<Arc<App>> {
    let mut apps: Vec<App> = FIRST_PARTY.iter().map(|row| first_party(row, random)).collect();
    apps.extend(OTHERS.iter().map(|(name, sensitive, own)| other((*name).to_owned(), *sensitive, *own, random)));
    apps.into_iter().map(Arc::new).collect()
}

/// The applications of a large tenant: those of the story first, then `count` in all.
pub fn bulk_apps(count: usize, random: &mut Random) -> Vec<Arc<App>> {
    let mut apps = story_apps(random);
    apps.truncate(count.max(1));
    for number in apps.len()..count {
        let subject = SUBJECTS[number % SUBJECTS.len()];
        let kind = KINDS[number / SUBJECTS.len() % KINDS.len()];
        let generation = number / (SUBJECTS.len() * KINDS.len());
        let name = match generation {
            0 => format!("{kind} {subject}"),
            _ => format!("{kind} {subject} {}", generation + 1),
        };
        apps.push(Arc::new(other(name, number % 25 == 0, number % 2 == 0, random)));
    }
    apps
}

fn first_party(row: &FirstParty, random: &mut Random) -> App {
    let (name, id, resource, resource_id, client, is_office) = *row;
    App {
        id: Guid::of(id),
        name: name.to_owned(),
        owner: MICROSOFT_TENANT,
        resource: Resource {
            id: Guid::of(resource_id),
            name: resource.to_owned(),
            service_principal: random.guid(),
            owner: MICROSOFT_TENANT,
        },
        client,
        protocol: "oAuth2",
        is_office,
        is_sensitive: name == "Azure Portal",
    }
}

fn other(name: String, is_sensitive: bool, is_own: bool, random: &mut Random) -> App {
    let id = random.guid();
    let owner = if is_own { CONTOSO_TENANT } else { random.guid() };
    App {
        id,
        resource: Resource { id, name: name.clone(), service_principal: random.guid(), owner },
        name,
        owner,
        client: Client::Browser,
        protocol: if is_own { "oAuth2" } else { "saml20" },
        is_office: false,
        is_sensitive,
    }
}
