//! One record of the sign-in log, as the sample thinks of it before it is written.

use super::apps::{App, Client};
use super::codes::Code;
use super::devices::Device;
use super::guid::Guid;
use super::moment::Moment;
use super::people::Person;
use super::places::Source;
use super::verdict::{Outcome, Verdict};
use std::borrow::Cow;
use std::sync::Arc;

/// One record.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Request id.
    pub id: Guid,
    /// Correlation id: the same for the records of one attempt.
    pub correlation_id: Guid,
    /// Session id; none when no session came about.
    pub session_id: Option<Guid>,
    /// Unique token identifier, before its base64 form.
    pub token: Guid,
    /// When.
    pub time: Moment,
    /// The user.
    pub person: Arc<Person>,
    /// The application, with its resource.
    pub app: Arc<App>,
    /// The device.
    pub device: Arc<Device>,
    /// Where from.
    pub source: Source,
    /// How.
    pub client: Client,
    /// `authenticationProtocol`.
    pub protocol: &'static str,
    /// The device code flow was used.
    pub is_device_code: bool,
    /// A primary refresh token came along.
    pub has_primary_token: bool,
    /// Result.
    pub code: &'static Code,
    /// `status.additionalDetails`, empty for none.
    pub detail: &'static str,
    /// A second factor was required at the stage reached.
    pub needs_mfa: bool,
    /// Steps of authentication, oldest first.
    pub steps: Vec<Step>,
    /// The second factor that was used in this very sign-in.
    pub mfa: Option<Mfa>,
    /// One verdict per policy of the tenant.
    pub verdicts: Vec<Verdict>,
    /// Risk.
    pub risk: &'static Risk,
    /// Processing time in milliseconds.
    pub latency: u32,
    /// The user asked for a review.
    pub is_flagged: bool,
}

/// One step of authentication.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub time: Moment,
    /// Method.
    pub method: &'static str,
    /// Detail of the method, empty for none.
    pub detail: Cow<'static, str>,
    /// Succeeded.
    pub succeeded: bool,
    /// Result in words.
    pub result: &'static str,
    /// A second factor, else the first.
    pub is_second: bool,
}

/// A second factor that was used.
#[derive(Clone, Debug)]
pub struct Mfa {
    /// Method.
    pub method: &'static str,
    /// Detail, such as the phone number with most digits hidden.
    pub detail: Cow<'static, str>,
}

/// Conditional Access as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionalAccess {
    /// A policy applied and all that applied were satisfied.
    Success,
    /// A policy applied and was not satisfied.
    Failure,
    /// No policy applied.
    NotApplied,
}

impl SignIn {
    /// Conditional Access as a whole: what the verdicts of the acting policies come to.
    pub fn conditional_access(&self) -> ConditionalAccess {
        let any = |outcome| self.verdicts.iter().any(|verdict| verdict.outcome == outcome);
        if any(Outcome::Failure) {
            ConditionalAccess::Failure
        } else if any(Outcome::Success) {
            ConditionalAccess::Success
        } else {
            ConditionalAccess::NotApplied
        }
    }

    /// The name the user typed to sign in; empty when a token stood for it.
    pub fn typed_name(&self) -> &str {
        match self.steps.first() {
            Some(step) if step.method == "Previously satisfied" => "",
            _ => &self.person.upn,
        }
    }

    /// A policy with a sign-in frequency applied.
    pub fn has_sign_in_frequency(&self) -> bool {
        self.verdicts.iter().any(|verdict| {
            verdict.policy.session == "SignInFrequency"
                && matches!(verdict.outcome, Outcome::Success | Outcome::Failure)
        })
    }

    /// Browser and user agent of this sign-in: an installed application shows others than the browser.
    pub fn agent(&self) -> (&'static str, &'static str) {
        match self.client {
            Client::Browser => (self.device.browser, self.device.browser_agent),
            _ => (self.device.native_browser, self.device.native_agent),
        }
    }
}

/// What Identity Protection says of a sign-in, in the words of the Graph record.
#[derive(Debug, PartialEq, Eq)]
pub struct Risk {
    /// `riskState`.
    pub state: &'static str,
    /// `riskDetail`.
    pub detail: &'static str,
    /// `riskLevelDuringSignIn`.
    pub during: &'static str,
    /// `riskLevelAggregated`.
    pub aggregated: &'static str,
    /// `riskEventTypes_v2`.
    pub events: &'static [&'static str],
}

impl Risk {
    /// The risk policy's condition is met: medium or high during the sign-in.
    pub fn is_raised(&self) -> bool {
        matches!(self.during, "medium" | "high")
    }
}

/// No risk.
pub static NO_RISK: Risk = Risk { state: "none", detail: "none", during: "none", aggregated: "none", events: &[] };
/// A place the user cannot have reached.
pub static IMPOSSIBLE_TRAVEL: Risk = Risk {
    state: "atRisk",
    detail: "none",
    during: "medium",
    aggregated: "high",
    events: &["unlikelyTravel", "unfamiliarFeatures"],
};
/// A token used from a place it was not issued to.
pub static ODD_TOKEN: Risk =
    Risk { state: "atRisk", detail: "none", during: "high", aggregated: "high", events: &["anomalousToken"] };
/// An unknown place, settled by the user's second factor.
pub static SETTLED: Risk = Risk {
    state: "remediated",
    detail: "userPassedMFADrivenByRiskBasedPolicy",
    during: "medium",
    aggregated: "medium",
    events: &["unfamiliarFeatures"],
};
/// Found afterwards as the success of a password spray.
pub static SPRAYED: Risk =
    Risk { state: "atRisk", detail: "none", during: "low", aggregated: "high", events: &["passwordSpray"] };
/// A risk an administrator has confirmed.
pub static CONFIRMED: Risk = Risk {
    state: "confirmedCompromised",
    detail: "adminConfirmedSigninCompromised",
    during: "medium",
    aggregated: "high",
    events: &["unfamiliarFeatures", "maliciousIPAddress"],
};
