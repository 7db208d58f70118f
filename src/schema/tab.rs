//! The tabs of the detail pane.

use serde::{Deserialize, Serialize};

/// The tab of the detail pane, and the group of the Columns dialog, a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tab {
    /// Who, how and what.
    Basic,
    /// Addresses and places.
    Location,
    /// The device, its browser and system.
    Device,
    /// How the person proved who they are.
    Authentication,
    /// What the policies decided.
    ConditionalAccess,
    /// Policies that only report.
    ReportOnly,
    /// Risk, tokens and everything else.
    Additional,
    /// The record as the file has it.
    Raw,
}

impl Tab {
    /// All tabs in the order of the detail pane.
    pub const ALL: [Tab; 8] = [
        Tab::Basic,
        Tab::Location,
        Tab::Device,
        Tab::Authentication,
        Tab::ConditionalAccess,
        Tab::ReportOnly,
        Tab::Additional,
        Tab::Raw,
    ];

    /// The portal's name of the tab.
    pub fn label(self) -> &'static str {
        match self {
            Tab::Basic => "Basic info",
            Tab::Location => "Location",
            Tab::Device => "Device info",
            Tab::Authentication => "Authentication details",
            Tab::ConditionalAccess => "Conditional Access",
            Tab::ReportOnly => "Report-only",
            Tab::Additional => "Additional details",
            Tab::Raw => "Raw",
        }
    }
}
