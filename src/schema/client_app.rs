//! The client apps a sign-in can come from, and which of them use legacy authentication.

/// Modern clients can do multifactor authentication; legacy ones send a password and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientAppFamily {
    /// Browsers, mobile apps and desktop clients.
    Modern,
    /// Protocols that only know a password.
    Legacy,
}

/// One name of the portal's client app filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientApp {
    /// The portal's name.
    pub name: &'static str,
    /// Other spellings that exports have for the same client.
    pub also: &'static [&'static str],
    /// Modern or legacy.
    pub family: ClientAppFamily,
}

const fn modern(name: &'static str, also: &'static [&'static str]) -> ClientApp {
    ClientApp { name, also, family: ClientAppFamily::Modern }
}

const fn legacy(name: &'static str, also: &'static [&'static str]) -> ClientApp {
    ClientApp { name, also, family: ClientAppFamily::Legacy }
}

/// The portal's sixteen names, modern ones first.
pub static CLIENT_APPS: [ClientApp; 16] = [
    modern("Browser", &[]),
    modern("Mobile Apps and Desktop clients", &[]),
    legacy("Authenticated SMTP", &[]),
    legacy("Autodiscover", &[]),
    legacy("Exchange ActiveSync", &[]),
    legacy("Exchange Online PowerShell", &[]),
    legacy("Exchange Web Services", &[]),
    legacy("IMAP4", &["IMAP"]),
    legacy("MAPI Over HTTP", &[]),
    legacy("Offline Address Book", &[]),
    legacy("Outlook Anywhere (RPC over HTTP)", &["Outlook Anywhere"]),
    legacy("Outlook Service", &[]),
    legacy("POP3", &["POP"]),
    legacy("Reporting Web Services", &[]),
    legacy("SMTP", &[]),
    legacy("Other clients", &[]),
];

impl ClientApp {
    /// The portal's entry for a value of a file, whatever its case: `imap` is `IMAP4`, `Other clients; IMAP` is `Other clients`.
    pub fn of(value: &str) -> Option<&'static ClientApp> {
        let name = value.split(';').next().unwrap_or(value).trim();
        CLIENT_APPS.iter().find(|app| {
            app.name.eq_ignore_ascii_case(name) || app.also.iter().any(|also| also.eq_ignore_ascii_case(name))
        })
    }
}

impl ClientAppFamily {
    /// The family of a value: what is neither a browser nor a mobile or desktop app, nor unknown, is legacy.
    pub fn of(value: &str) -> Option<ClientAppFamily> {
        let name = value.trim();
        if name.is_empty() || name.eq_ignore_ascii_case("unknown") {
            return None;
        }
        Some(ClientApp::of(name).map_or(ClientAppFamily::Legacy, |app| app.family))
    }
}
