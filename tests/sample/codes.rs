//! The result codes the sample uses, with a reason each in our own words; numbers and meaning as in Microsoft's list of AADSTS codes.

/// A result code.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `status.errorCode`; 0 is success.
    pub number: u32,
    /// `status.failureReason`.
    pub reason: &'static str,
    /// `status.additionalDetails`, empty when the log has none.
    pub detail: &'static str,
    /// The portal calls the sign-in interrupted, not failed.
    pub is_interrupt: bool,
    /// How far the first factor got before the sign-in stopped.
    pub first: FirstFactor,
}

/// How far the first factor got before a sign-in stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstFactor {
    /// It was not asked for.
    NotAsked,
    /// The password was wrong, or not looked at.
    Wrong,
    /// The password was right.
    Right,
    /// A token stood for it.
    Token,
}

const fn failure(number: u32, first: FirstFactor, reason: &'static str, detail: &'static str) -> Code {
    Code { number, reason, detail, is_interrupt: false, first }
}

const fn interrupt(number: u32, first: FirstFactor, reason: &'static str, detail: &'static str) -> Code {
    Code { number, reason, detail, is_interrupt: true, first }
}

/// Success.
pub static SUCCESS: Code = failure(0, FirstFactor::Right, "Other.", "");
/// Wrong user name or password.
pub static WRONG_PASSWORD: Code = failure(
    50126,
    FirstFactor::Wrong,
    "Invalid username or password.",
    "The user entered credentials that are not right.",
);
/// Smart lockout after too many wrong passwords.
pub static LOCKED: Code = failure(
    50053,
    FirstFactor::Wrong,
    "The account is locked because of too many sign-ins with a wrong user name or password.",
    "",
);
/// The password has expired.
pub static EXPIRED_PASSWORD: Code =
    interrupt(50055, FirstFactor::Right, "The password has expired.", "The user has to choose a new password.");
/// The account is disabled.
pub static DISABLED: Code = failure(50057, FirstFactor::Wrong, "The user account is disabled.", "");
/// No usable session yet.
pub static NO_SESSION: Code = interrupt(
    50058,
    FirstFactor::NotAsked,
    "The session is not sufficient for single sign-on.",
    "The user has to sign in again.",
);
/// More information is needed to set up a second factor.
pub static ENROL: Code = interrupt(
    50072,
    FirstFactor::Right,
    "The user has to enrol for multifactor authentication.",
    "The user was asked for security information.",
);
/// A second factor is required.
pub static STRONG_AUTH: Code = interrupt(
    50074,
    FirstFactor::Right,
    "Strong authentication is required.",
    "The user was asked for a second factor and has not answered yet.",
);
/// A second factor is required because of a policy or a new place.
pub static MFA_REQUIRED: Code = interrupt(
    50076,
    FirstFactor::Right,
    "Multifactor authentication is required by a policy or because of a new location.",
    "The user was asked for a second factor and has not answered yet.",
);
/// The application needs users to be assigned.
pub static NOT_ASSIGNED: Code =
    failure(50105, FirstFactor::Right, "The user is not assigned to a role of the application.", "");
/// "Stay signed in?" was shown.
pub static STAY_SIGNED_IN: Code =
    interrupt(50140, FirstFactor::Right, "The user was asked whether to stay signed in.", "");
/// The second factor failed.
pub static MFA_FAILED: Code = failure(
    500121,
    FirstFactor::Right,
    "The strong authentication request failed.",
    "The user did not complete the second factor.",
);
/// The device is not compliant.
pub static NOT_COMPLIANT: Code =
    failure(53000, FirstFactor::Right, "The device is not in the required state: compliant.", "");
/// Blocked by Conditional Access.
pub static BLOCKED: Code = failure(53003, FirstFactor::Right, "Access was blocked by Conditional Access policies.", "");
/// The application has no consent yet.
pub static NO_CONSENT: Code =
    interrupt(65001, FirstFactor::Token, "The user or an administrator has not consented to the application.", "");
