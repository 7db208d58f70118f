//! The Conditional Access policies of the tenant.

use super::guid::Guid;
use super::random::Random;
use std::sync::Arc;

/// Whether a policy acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Acts.
    Enabled,
    /// Only writes down what it would have done.
    ReportOnly,
    /// Does nothing; the log calls it not enabled.
    Disabled,
}

/// The users a policy includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Users {
    /// All, but for service accounts and the group of exempt accounts.
    AllButExempt,
    /// All without exception.
    All,
    /// Administrators.
    Administrators,
    /// Guests.
    Guests,
}

/// The applications a policy includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apps {
    /// All.
    All,
    /// The Office 365 group.
    Office,
    /// A list of applications that hold what must not leak.
    Sensitive,
}

/// The condition a policy has beyond users and applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// None.
    None,
    /// Any location but the trusted ones.
    OutsideOffices,
    /// Any location but the allowed countries.
    OutsideAllowedCountries,
    /// A client with a legacy protocol.
    LegacyClient,
    /// Sign-in risk medium or high.
    Risk,
    /// The device code flow.
    DeviceCode,
    /// A phone or tablet.
    Phone,
}

/// What a policy asks for when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A second factor.
    Mfa,
    /// Nothing satisfies it.
    Block,
    /// A compliant device.
    CompliantDevice,
    /// A second factor that cannot be phished.
    PhishingResistant,
    /// An application with app protection.
    AppProtection,
}

impl Grant {
    /// The control as `enforcedGrantControls` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Grant::Mfa => "Mfa",
            Grant::Block => "Block",
            Grant::CompliantDevice => "RequireCompliantDevice",
            Grant::PhishingResistant => "RequireAuthenticationStrength",
            Grant::AppProtection => "RequireCompliantApp",
        }
    }
}

/// A policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Policy id.
    pub id: Guid,
    /// Name.
    pub name: String,
    /// Whether it acts.
    pub state: State,
    /// Users it includes.
    pub users: Users,
    /// Applications it includes.
    pub apps: Apps,
    /// Further condition.
    pub condition: Condition,
    /// Control to grant access.
    pub grant: Grant,
    /// Session control as `enforcedSessionControls` names it, empty for none.
    pub session: &'static str,
}

/// Name, state, users, applications, condition, grant, session control.
type Row = (&'static str, State, Users, Apps, Condition, Grant, &'static str);

const STORY: [Row; 10] = [
    (
        "CA001 Require MFA outside the offices",
        State::Enabled,
        Users::AllButExempt,
        Apps::All,
        Condition::OutsideOffices,
        Grant::Mfa,
        "",
    ),
    (
        "CA002 Require MFA for administrators",
        State::Enabled,
        Users::Administrators,
        Apps::All,
        Condition::None,
        Grant::Mfa,
        "SignInFrequency",
    ),
    (
        "CA003 Block legacy authentication",
        State::Enabled,
        Users::AllButExempt,
        Apps::All,
        Condition::LegacyClient,
        Grant::Block,
        "",
    ),
    (
        "CA004 Block countries",
        State::Enabled,
        Users::All,
        Apps::All,
        Condition::OutsideAllowedCountries,
        Grant::Block,
        "",
    ),
    (
        "CA005 Require MFA for risky sign-ins",
        State::Enabled,
        Users::All,
        Apps::All,
        Condition::Risk,
        Grant::Mfa,
        "SignInFrequency",
    ),
    (
        "CA006 Phishing-resistant MFA",
        State::ReportOnly,
        Users::All,
        Apps::All,
        Condition::OutsideOffices,
        Grant::PhishingResistant,
        "",
    ),
    (
        "CA007 Require compliant device for sensitive apps",
        State::Enabled,
        Users::All,
        Apps::Sensitive,
        Condition::None,
        Grant::CompliantDevice,
        "",
    ),
    (
        "CA008 Guests",
        State::Enabled,
        Users::Guests,
        Apps::All,
        Condition::None,
        Grant::Mfa,
        "PersistentBrowserSessionMode",
    ),
    ("CA009 Block device code flow", State::ReportOnly, Users::All, Apps::All, Condition::DeviceCode, Grant::Block, ""),
    (
        "CA010 App protection on phones (pilot, switched off)",
        State::Disabled,
        Users::All,
        Apps::Office,
        Condition::Phone,
        Grant::AppProtection,
        "",
    ),
];

/// The first `count` policies: the ten of the story, then pilots in report-only mode.
pub fn policies(count: usize, random: &mut Random) -> Vec<Arc<Policy>> {
    let policies = (0..count).map(|number| {
        let (name, state, users, apps, condition, grant, session) = STORY[number % STORY.len()];
        let (name, state) = match number / STORY.len() {
            0 => (name.to_owned(), state),
            _ => (format!("CA{:03} Pilot of \"{name}\"", number + 1), State::ReportOnly),
        };
        Arc::new(Policy { id: random.guid(), name, state, users, apps, condition, grant, session })
    });
    policies.collect()
}
