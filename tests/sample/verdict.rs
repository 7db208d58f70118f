//! How a policy judges a sign-in: which conditions are met, and whether what it asks for is there.

use super::apps::{App, Client};
use super::devices::Device;
use super::people::{Method, Person, Role};
use super::places::Source;
use super::policies::{Apps, Condition, Grant, Policy, State, Users};
use std::sync::Arc;

/// How far the second factor is when policies are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Not given (yet).
    Missing,
    /// Given, or a claim of the token says so.
    Given,
    /// Given in a way that cannot be phished.
    Resistant,
}

/// What policies look at.
pub struct Facts<'a> {
    /// The user.
    pub person: &'a Person,
    /// The application.
    pub app: &'a App,
    /// The device.
    pub device: &'a Device,
    /// Where from.
    pub source: &'a Source,
    /// How.
    pub client: Client,
    /// The risk policy's condition is met.
    pub is_risky: bool,
    /// The device code flow is used.
    pub is_device_code: bool,
    /// The second factor.
    pub proof: Proof,
}

/// Flags of the log's conditions, in its order: bit, name.
pub const CONDITIONS: [(u32, &str); 7] = [
    (APPLICATION, "application"),
    (USERS, "users"),
    (PLATFORM, "devicePlatform"),
    (LOCATION, "location"),
    (CLIENT_TYPE, "clientType"),
    (SIGN_IN_RISK, "signInRisk"),
    (FLOWS, "authenticationFlows"),
];
const APPLICATION: u32 = 1;
const USERS: u32 = 2;
const PLATFORM: u32 = 4;
const LOCATION: u32 = 8;
const CLIENT_TYPE: u32 = 16;
const SIGN_IN_RISK: u32 = 32;
const FLOWS: u32 = 32_768;

/// What came of one policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Applied and satisfied.
    Success,
    /// Applied and not satisfied.
    Failure,
    /// Did not apply.
    NotApplied,
    /// Is disabled.
    NotEnabled,
    /// Report-only: would have been satisfied.
    ReportOnlySuccess,
    /// Report-only: would have failed.
    ReportOnlyFailure,
    /// Report-only: would not have applied.
    ReportOnlyNotApplied,
    /// Report-only: the user would have had to act.
    ReportOnlyInterrupted,
}

impl Outcome {
    /// `result` of the Graph record.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
            Outcome::NotApplied => "notApplied",
            Outcome::NotEnabled => "notEnabled",
            Outcome::ReportOnlySuccess => "reportOnlySuccess",
            Outcome::ReportOnlyFailure => "reportOnlyFailure",
            Outcome::ReportOnlyNotApplied => "reportOnlyNotApplied",
            Outcome::ReportOnlyInterrupted => "reportOnlyInterrupted",
        }
    }
}

/// A policy's verdict on one sign-in.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The policy.
    pub policy: Arc<Policy>,
    /// What came of it.
    pub outcome: Outcome,
    /// Flags of [`CONDITIONS`] that were satisfied.
    pub satisfied: u32,
    /// The flag that was not, or 0.
    pub unsatisfied: u32,
    /// The rule of an exclusion that took the sign-in out, with its condition.
    pub excluded_by: Option<(&'static str, &'static str)>,
}

impl Verdict {
    /// A verdict of a policy that was not asked, because the sign-in ended before.
    pub fn unasked(policy: &Arc<Policy>) -> Verdict {
        let outcome = match policy.state {
            State::Enabled => Outcome::NotApplied,
            State::ReportOnly => Outcome::ReportOnlyNotApplied,
            State::Disabled => Outcome::NotEnabled,
        };
        Verdict { policy: Arc::clone(policy), outcome, satisfied: 0, unsatisfied: 0, excluded_by: None }
    }

    /// The policy acts, applied and asks for `grant`.
    pub fn demands(&self, grant: Grant) -> bool {
        self.policy.grant == grant && matches!(self.outcome, Outcome::Success | Outcome::Failure)
    }

    /// The policy acts, applied and was not satisfied for want of `grant`.
    pub fn fails(&self, grant: Grant) -> bool {
        self.policy.grant == grant && self.outcome == Outcome::Failure
    }
}

impl Policy {
    /// Judges a sign-in. Conditions are asked in the order application, users, further condition, up to the first that is not met.
    pub fn judge(self: &Arc<Policy>, facts: &Facts<'_>) -> Verdict {
        let mut verdict = Verdict::unasked(self);
        if self.state == State::Disabled {
            return verdict;
        }
        for (flag, met) in [self.application(facts), self.users(facts), self.further(facts)] {
            match met {
                Ok(()) => verdict.satisfied |= flag,
                Err(exclusion) => {
                    verdict.unsatisfied = flag;
                    verdict.excluded_by = exclusion;
                    return verdict;
                }
            }
        }
        verdict.outcome = match (self.state, self.control(facts)) {
            (State::ReportOnly, Control::Satisfied) => Outcome::ReportOnlySuccess,
            (State::ReportOnly, Control::Reachable) => Outcome::ReportOnlyInterrupted,
            (State::ReportOnly, Control::Unreachable) => Outcome::ReportOnlyFailure,
            (_, Control::Satisfied) => Outcome::Success,
            _ => Outcome::Failure,
        };
        verdict
    }

    /// The rule by which a satisfied condition was included, as `includeRulesSatisfied` names it.
    pub fn include_rule(&self, condition: u32) -> &'static str {
        match (condition, self.users, self.apps) {
            (APPLICATION, _, Apps::All) => "allApps",
            (APPLICATION, _, Apps::Office) => "office365",
            (APPLICATION, _, Apps::Sensitive) => "appId",
            (USERS, Users::Administrators, _) => "roleId",
            (USERS, Users::Guests, _) => "b2bCollaborationGuest",
            (USERS, ..) => "allUsers",
            (PLATFORM, ..) => "devicePlatform",
            (LOCATION, ..) => "allLocations",
            (FLOWS, ..) => "deviceCodeFlow",
            _ => "unknownFutureValue",
        }
    }

    fn application(&self, facts: &Facts<'_>) -> (u32, Result<(), Exclusion>) {
        let met = match self.apps {
            Apps::All => true,
            Apps::Office => facts.app.is_office,
            Apps::Sensitive => facts.app.is_sensitive,
        };
        (APPLICATION, met.then_some(()).ok_or(None))
    }

    fn users(&self, facts: &Facts<'_>) -> (u32, Result<(), Exclusion>) {
        let role = facts.person.role;
        let met = match self.users {
            Users::All => Ok(()),
            Users::AllButExempt if role == Role::Service => Err(Some(("users", "userId"))),
            Users::AllButExempt if role == Role::Starter => Err(Some(("users", "groupId"))),
            Users::AllButExempt => Ok(()),
            Users::Administrators => (role == Role::Administrator).then_some(()).ok_or(None),
            Users::Guests => (role == Role::Guest).then_some(()).ok_or(None),
        };
        (USERS, met)
    }

    fn further(&self, facts: &Facts<'_>) -> (u32, Result<(), Exclusion>) {
        let or_not = |met: bool| met.then_some(()).ok_or(None);
        match self.condition {
            Condition::None => (0, Ok(())),
            Condition::OutsideOffices if facts.source.trusted.is_some() => {
                (LOCATION, Err(Some(("location", "allTrustedLocations"))))
            }
            Condition::OutsideAllowedCountries if facts.source.is_allowed_country() => {
                (LOCATION, Err(Some(("location", "locationId"))))
            }
            Condition::OutsideOffices | Condition::OutsideAllowedCountries => (LOCATION, Ok(())),
            Condition::LegacyClient => (CLIENT_TYPE, or_not(matches!(facts.client, Client::Legacy(_)))),
            Condition::Risk => (SIGN_IN_RISK, or_not(facts.is_risky)),
            Condition::DeviceCode => (FLOWS, or_not(facts.is_device_code)),
            Condition::Phone => (PLATFORM, or_not(facts.device.is_mobile)),
        }
    }

    fn control(&self, facts: &Facts<'_>) -> Control {
        match self.grant {
            Grant::Block | Grant::AppProtection => Control::Unreachable,
            Grant::Mfa if facts.proof != Proof::Missing => Control::Satisfied,
            Grant::Mfa => Control::Reachable,
            Grant::CompliantDevice if facts.device.is_compliant == Some(true) => Control::Satisfied,
            Grant::CompliantDevice => Control::Unreachable,
            Grant::PhishingResistant if facts.proof == Proof::Resistant => Control::Satisfied,
            Grant::PhishingResistant if matches!(facts.person.method, Method::Passkey | Method::Push) => {
                Control::Reachable
            }
            Grant::PhishingResistant => Control::Unreachable,
        }
    }
}

/// The exclusion that took a sign-in out of a policy: condition and rule; none when it was not included at all.
type Exclusion = Option<(&'static str, &'static str)>;

/// Whether a grant control is satisfied, or could be by an act of the user.
enum Control {
    Satisfied,
    Reachable,
    Unreachable,
}
