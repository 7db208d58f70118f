//! The shapes of sign-in records: who wrote them, and how much such a record carries.

use serde::{Deserialize, Serialize};

use crate::store::Rank;

/// How a record was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shape {
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

impl Shape {
    /// How many shapes there are.
    pub const COUNT: usize = Shape::ALL.len();

    /// Every shape, the richest first.
    pub const ALL: [Shape; 10] = [
        Shape::Graph,
        Shape::PowerShell,
        Shape::Diagnostics,
        Shape::LogAnalytics,
        Shape::Defender,
        Shape::AuthDetails,
        Shape::PortalCsv,
        Shape::PowerShellCsv,
        Shape::AuditLog,
        Shape::Mapped,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Shape::Graph => "Microsoft Graph JSON",
            Shape::PowerShell => "PowerShell JSON",
            Shape::Diagnostics => "Diagnostic settings",
            Shape::LogAnalytics => "Log Analytics",
            Shape::Defender => "Defender advanced hunting",
            Shape::AuthDetails => "Authentication details",
            Shape::PortalCsv => "Portal CSV",
            Shape::PowerShellCsv => "PowerShell CSV",
            Shape::AuditLog => "Microsoft 365 audit log",
            Shape::Mapped => "Other table",
        }
    }

    /// How much such records tell, for those of the same sign-in in several files.
    pub fn rank(self) -> Rank {
        match self {
            Shape::Graph | Shape::PowerShell => Rank::Graph,
            Shape::Diagnostics | Shape::LogAnalytics | Shape::Defender => Rank::Logged,
            Shape::AuthDetails => Rank::Steps,
            Shape::PortalCsv | Shape::PowerShellCsv | Shape::AuditLog | Shape::Mapped => Rank::Table,
        }
    }
}
