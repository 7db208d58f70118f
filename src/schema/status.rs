//! The status of a sign-in, success, failure or interrupted, and the rule that derives it from the error code.

use super::localised;

/// How a sign-in ended, as the portal shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Status {
    /// Error code 0.
    Success,
    /// Entra refused the sign-in.
    Failure,
    /// Entra asked for something in between (a second factor, consent, another account). Neither success nor failure:
    /// the same attempt usually goes on in a later record.
    Interrupted,
}

/// The error codes that count as interrupted, in ascending order.
///
/// Microsoft publishes no list. These 30 are the codes that C. Ritter's `Get-ConditionalAccessSignIn` (October 2024)
/// leaves out in its portal-shaped query for "Success and Failure". They contain all 20 codes that Microsoft's own
/// "Sign-ins" workbook (Azure-Sentinel, `AzureActiveDirectorySignins.json`) labels as pending user action.
pub const INTERRUPTED_CODES: [u32; 30] = [
    16000, 16001, 16003, 29200, 50019, 50055, 50058, 50059, 50072, 50074, 50076, 50097, 50125, 50127, 50129, 50140,
    50143, 50144, 50158, 50203, 50209, 51006, 52004, 65001, 81010, 81012, 81014, 165100, 502031, 9002341,
];

impl Status {
    /// The status in the order the portal offers them.
    pub const ALL: [Status; 3] = [Status::Success, Status::Failure, Status::Interrupted];

    /// The status an error code stands for: 0 is success, [`INTERRUPTED_CODES`] are interruptions, the rest failures.
    /// A file that states the status itself is believed over this rule.
    pub fn of_code(code: u32) -> Status {
        match code {
            0 => Status::Success,
            _ if INTERRUPTED_CODES.binary_search(&code).is_ok() => Status::Interrupted,
            _ => Status::Failure,
        }
    }

    /// Reads the Status column of a portal download, in any casing and language and with blanks around it. `None` for anything else.
    pub fn from_label(label: &str) -> Option<Status> {
        let label = label.trim();
        if label.eq_ignore_ascii_case("Interrupt") {
            return Some(Status::Interrupted);
        }
        let english = Status::ALL.into_iter().find(|status| status.label().eq_ignore_ascii_case(label));
        english.or_else(|| localised::status(label))
    }

    /// The portal's word for the status.
    pub fn label(self) -> &'static str {
        match self {
            Status::Success => "Success",
            Status::Failure => "Failure",
            Status::Interrupted => "Interrupted",
        }
    }
}
