//! What each kind of export carries, found from the tables of fields and lists.

use super::kusto::{self, Table};
use super::{Field, List};

/// A kind of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// The portal's download as CSV.
    PortalCsv,
    /// The portal's download as JSON, whose records are those of Graph beta.
    PortalJson,
    /// `auditLogs/signIns` of Microsoft Graph v1.0.
    GraphV1,
    /// The same of Microsoft Graph beta.
    GraphBeta,
    /// The tables of Log Analytics, which Microsoft Sentinel reads too.
    LogAnalytics,
}

/// The properties that `signIn` of Graph v1.0 has. Source: Microsoft Graph REST API v1.0 reference, "signIn resource type".
const GRAPH_V1: [&str; 24] = [
    "appDisplayName",
    "appId",
    "appliedConditionalAccessPolicies",
    "clientAppUsed",
    "conditionalAccessStatus",
    "correlationId",
    "createdDateTime",
    "deviceDetail",
    "id",
    "ipAddress",
    "isInteractive",
    "location",
    "resourceDisplayName",
    "resourceId",
    "riskDetail",
    "riskEventTypes",
    "riskEventTypes_v2",
    "riskLevelAggregated",
    "riskLevelDuringSignIn",
    "riskState",
    "status",
    "userDisplayName",
    "userId",
    "userPrincipalName",
];

impl Carrier {
    /// Every kind, the portal's first.
    pub const ALL: [Carrier; 5] =
        [Carrier::PortalCsv, Carrier::PortalJson, Carrier::GraphV1, Carrier::GraphBeta, Carrier::LogAnalytics];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Carrier::PortalCsv => "Portal, CSV",
            Carrier::PortalJson => "Portal, JSON",
            Carrier::GraphV1 => "Graph v1.0",
            Carrier::GraphBeta => "Graph beta",
            Carrier::LogAnalytics => "Log Analytics, Sentinel",
        }
    }

    /// Where it has a field: header, property or column; `None` if it does not have it.
    pub fn place_of(self, field: Field) -> Option<&'static str> {
        let info = field.info();
        let graph = match field {
            Field::Status => Field::ErrorCode.info().graph,
            Field::Location => "location",
            _ => info.graph,
        };
        let place = match self {
            Carrier::PortalCsv => match field {
                Field::City | Field::State | Field::Country => Field::Location.info().portal[0],
                _ => info.portal.first().copied().unwrap_or_default(),
            },
            Carrier::PortalJson | Carrier::GraphBeta => graph,
            Carrier::GraphV1 if GRAPH_V1.contains(&property(graph)) => graph,
            Carrier::GraphV1 => "",
            Carrier::LogAnalytics => match field {
                Field::Status => Field::ErrorCode.info().log_analytics,
                Field::Location => "LocationDetails",
                _ => info.log_analytics,
            },
        };
        Some(place).filter(|place| !place.is_empty())
    }

    /// Whether it has a list. Lists of Log Analytics are in some of its tables, not in all.
    pub fn has_list(self, list: List) -> bool {
        match self {
            Carrier::PortalCsv => false,
            Carrier::PortalJson | Carrier::GraphBeta => true,
            Carrier::GraphV1 => GRAPH_V1.contains(&property(list.info().graph)),
            Carrier::LogAnalytics => {
                Table::ALL.into_iter().any(|table| table.column(kusto::list_column(list)).is_some())
            }
        }
    }
}

/// The property of a record that a path begins with.
fn property(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}
