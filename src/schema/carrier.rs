//! What each kind of export carries of sign-ins, found from the tables of fields and lists.

use super::{Field, List, kusto};

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
        let own_or = |own: &'static str, inside: &'static str| if own.is_empty() { inside } else { own };
        let place = match self {
            Carrier::PortalCsv => own_or(info.portal.first().copied().unwrap_or_default(), info.inside.portal),
            Carrier::GraphV1 if !info.is_in_v1 => "",
            Carrier::PortalJson | Carrier::GraphBeta | Carrier::GraphV1 => own_or(info.graph, info.inside.graph),
            Carrier::LogAnalytics => own_or(info.log_analytics, info.inside.log_analytics),
        };
        Some(place).filter(|place| !place.is_empty())
    }

    /// Whether it has a list. Lists of Log Analytics are in some of its tables, not in all.
    pub fn has_list(self, list: List) -> bool {
        match self {
            Carrier::PortalCsv => false,
            Carrier::PortalJson | Carrier::GraphBeta => true,
            Carrier::GraphV1 => list.info().is_in_v1,
            Carrier::LogAnalytics => kusto::is_column(list.info().kusto),
        }
    }
}
