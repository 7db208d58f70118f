//! The source formats of sign-in records: who wrote them, and how much such a record carries.

use serde::{Deserialize, Serialize};

use crate::store::Rank;

/// How a record was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SourceFormat {
    /// A `signIn` object of Microsoft Graph: the portal's JSON download, pages of Graph, one object a line.
    Graph,
    /// The same object as the Graph PowerShell module writes it.
    PowerShell,
    /// A record of Azure Monitor diagnostic settings: Event Hub, storage account.
    Diagnostics,
    /// A row of a sign-in table of Log Analytics, Microsoft Sentinel or Azure Data Explorer.
    LogAnalytics,
    /// A row of the sign-in tables of Microsoft Defender advanced hunting.
    Defender,
    /// A row of the portal's CSV file with authentication details: one step of a sign-in.
    AuthDetails,
    /// A row of the portal's CSV download.
    PortalCsv,
    /// A row of a PowerShell `Export-Csv`, which loses everything nested.
    PowerShellCsv,
    /// A sign-in of the Microsoft 365 audit log.
    AuditLog,
    /// A row of any other table, whose columns were found by their names or told by hand.
    Mapped,
}

impl SourceFormat {
    /// How many source formats there are.
    pub const COUNT: usize = SourceFormat::ALL.len();

    /// Every source format, the richest first.
    pub const ALL: [SourceFormat; 10] = [
        SourceFormat::Graph,
        SourceFormat::PowerShell,
        SourceFormat::Diagnostics,
        SourceFormat::LogAnalytics,
        SourceFormat::Defender,
        SourceFormat::AuthDetails,
        SourceFormat::PortalCsv,
        SourceFormat::PowerShellCsv,
        SourceFormat::AuditLog,
        SourceFormat::Mapped,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            SourceFormat::Graph => "Microsoft Graph JSON",
            SourceFormat::PowerShell => "PowerShell JSON",
            SourceFormat::Diagnostics => "Diagnostic settings",
            SourceFormat::LogAnalytics => "Log Analytics",
            SourceFormat::Defender => "Defender advanced hunting",
            SourceFormat::AuthDetails => "Authentication details",
            SourceFormat::PortalCsv => "Portal CSV",
            SourceFormat::PowerShellCsv => "PowerShell CSV",
            SourceFormat::AuditLog => "Microsoft 365 audit log",
            SourceFormat::Mapped => "Other table",
        }
    }

    /// How much such records tell, for those of the same sign-in in several files.
    pub fn rank(self) -> Rank {
        match self {
            SourceFormat::Graph | SourceFormat::PowerShell => Rank::Graph,
            SourceFormat::Diagnostics | SourceFormat::LogAnalytics | SourceFormat::Defender => Rank::Logged,
            SourceFormat::AuthDetails => Rank::Steps,
            SourceFormat::PortalCsv | SourceFormat::PowerShellCsv | SourceFormat::AuditLog | SourceFormat::Mapped => {
                Rank::Table
            }
        }
    }
}
