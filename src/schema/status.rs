//! The status of a sign-in, success, failure or interrupted, and the rule that derives it from the error code.

use super::error_code;

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

/// Words of the portal's status column in other languages than English. Source: published parsers of such files.
static LOCALISED: &[(&str, Status)] = &[("Opération réussie", Status::Success)];

impl Status {
    /// The status in the order the portal offers them.
    pub const ALL: [Status; 3] = [Status::Success, Status::Failure, Status::Interrupted];

    /// The status an error code stands for: 0 is success, those that the table of codes says it of are interruptions, the rest
    /// failures.
    /// A file that states the status itself is believed over this rule.
    pub fn of_code(code: u32) -> Status {
        match code {
            0 => Status::Success,
            _ => match error_code::lookup(code).and_then(|known| known.interrupted_by) {
                Some(_) => Status::Interrupted,
                None => Status::Failure,
            },
        }
    }

    /// Reads the Status column of a portal download, in any casing and language and with blanks around it. `None` for anything else.
    pub fn from_label(label: &str) -> Option<Status> {
        let label = label.trim();
        if label.eq_ignore_ascii_case("Interrupt") {
            return Some(Status::Interrupted);
        }
        let english = Status::ALL.into_iter().find(|status| status.label().eq_ignore_ascii_case(label));
        english.or_else(|| {
            let label = label.to_lowercase();
            LOCALISED.iter().find(|(known, _)| known.to_lowercase() == label).map(|(_, status)| *status)
        })
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
