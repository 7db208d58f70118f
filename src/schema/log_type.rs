//! The four sign-in logs of Entra and that of AD FS: who or what signs in, and whether a person was there.

/// A sign-in log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum LogType {
    /// A person signed in.
    Interactive,
    /// An application signed in for a person.
    NonInteractive,
    /// An application signed in as itself.
    ServicePrincipal,
    /// A resource of Azure signed in with the identity that Azure manages for it.
    ManagedIdentity,
    /// A person signed in at AD FS.
    AdFs,
}

/// Log, category of diagnostic settings, Graph sign-in event type, and table of Log Analytics.
static LOGS: [(LogType, &str, &str, &str); 5] = [
    (LogType::Interactive, "SignInLogs", "interactiveUser", "SigninLogs"),
    (LogType::NonInteractive, "NonInteractiveUserSignInLogs", "nonInteractiveUser", "AADNonInteractiveUserSignInLogs"),
    (LogType::ServicePrincipal, "ServicePrincipalSignInLogs", "servicePrincipal", "AADServicePrincipalSignInLogs"),
    (LogType::ManagedIdentity, "ManagedIdentitySignInLogs", "managedIdentity", "AADManagedIdentitySignInLogs"),
    (LogType::AdFs, "ADFSSignInLogs", "", "ADFSSignInLogs"),
];

impl LogType {
    /// Every log, in the portal's order.
    pub const ALL: [LogType; 5] = [
        LogType::Interactive,
        LogType::NonInteractive,
        LogType::ServicePrincipal,
        LogType::ManagedIdentity,
        LogType::AdFs,
    ];

    /// The category of diagnostic settings, which is how the log is stored.
    pub fn category(self) -> &'static str {
        LOGS[self as usize].1
    }

    /// The log that a category, a sign-in event type of Graph, or a table of Log Analytics names, in whatever case.
    pub fn from_name(name: &str) -> Option<LogType> {
        let is_name = |known: &str| !known.is_empty() && known.eq_ignore_ascii_case(name.trim());
        LOGS.iter().find(|row| is_name(row.1) || is_name(row.2) || is_name(row.3)).map(|row| row.0)
    }

    /// The log that the name of a portal download begins with, or has in it. The names can be changed before downloading,
    /// so this counts only where the records say nothing.
    pub fn of_file(name: &str) -> Option<LogType> {
        let name = name.to_ascii_lowercase();
        // “NonInteractiveSignIns” has “InteractiveSignIns” in it.
        let names = [
            ("noninteractive", LogType::NonInteractive),
            ("interactivesignins", LogType::Interactive),
            ("applicationsignins", LogType::ServicePrincipal),
            ("serviceprincipal", LogType::ServicePrincipal),
            ("msisignins", LogType::ManagedIdentity),
            ("managedidentity", LogType::ManagedIdentity),
            ("interactiveuser", LogType::Interactive),
        ];
        names.into_iter().find(|(part, _)| name.contains(part)).map(|(_, log)| log)
    }
}
