//! The table of multi-valued properties: policies, steps and the like, which can be filtered but are never columns.

use serde::{Deserialize, Serialize};

use super::field::Tab;

/// One row of the table of lists.
#[derive(Debug)]
pub struct ListInfo {
    /// The list this row describes.
    pub list: List,
    /// The portal's words for it.
    pub label: &'static str,
    /// Where the detail pane shows it.
    pub tab: Tab,
    /// The Graph property that holds the array.
    pub graph: &'static str,
    /// What is kept of each entry. Entries that are plain strings have one part with an empty key.
    pub parts: &'static [PartInfo],
}

/// One value kept of each entry of a list.
#[derive(Debug)]
pub struct PartInfo {
    /// The portal's words for it.
    pub label: &'static str,
    /// The key inside the entry's object; empty where the entry itself is the value.
    pub graph: &'static str,
}

/// The place of a value inside the entries of a list: an index into [`ListInfo::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part(pub u8);

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $name:ident $label:literal $tab:ident $graph:literal [$($part:literal = $key:literal),*];)*) => {
        /// A multi-valued property of a sign-in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum List { $($(#[doc = $doc])* $name,)* }

        /// Every list.
        pub static LISTS: &[ListInfo] = &[$(ListInfo {
            list: List::$name, label: $label, tab: Tab::$tab, graph: $graph,
            parts: &[$(PartInfo { label: $part, graph: $key }),*],
        },)*];
    };
}

lists! {
    /// The Conditional Access policies evaluated, with their results; the ones that did not apply are among them.
    Policies "Conditional Access policies" ConditionalAccess "appliedConditionalAccessPolicies" [
        "Policy ID" = "id", "Policy" = "displayName", "Result" = "result",
        "Grant controls" = "enforcedGrantControls", "Session controls" = "enforcedSessionControls",
        "Conditions satisfied" = "conditionsSatisfied", "Conditions not satisfied" = "conditionsNotSatisfied"];
    /// What was asked of the person, step by step. The time of a step is read from the record when it is shown.
    Steps "Authentication steps" Authentication "authenticationDetails" [
        "Method" = "authenticationMethod", "Method detail" = "authenticationMethodDetail", "Succeeded" = "succeeded",
        "Result detail" = "authenticationStepResultDetail", "Requirement" = "authenticationStepRequirement"];
    /// The method names in short.
    Methods "Authentication methods used" Authentication "authenticationMethodsUsed" ["Method" = ""];
    /// Who asked for the requirement.
    RequirementPolicies "Authentication policies applied" Authentication "authenticationRequirementPolicies" [
        "Provider" = "requirementProvider", "Detail" = "detail"];
    /// Why a session ends when it does.
    SessionPolicies "Session lifetime policies applied" Authentication "sessionLifetimePolicies" [
        "Requirement" = "expirationRequirement", "Detail" = "detail"];
    /// Authentication contexts asked for.
    Contexts "Authentication contexts" Authentication "authenticationContextClassReferences" [
        "Context" = "id", "Detail" = "detail"];
    /// Named and trusted networks the address belongs to.
    Networks "Network locations" Location "networkLocationDetails" [
        "Type" = "networkType", "Names" = "networkNames"];
    /// Why the sign-in is risky.
    RiskTypes "Risk event types" Additional "riskEventTypes_v2" ["Type" = ""];
    /// Keys and values of the token request.
    Processing "Processing details" Additional "authenticationProcessingDetails" ["Key" = "key", "Value" = "value"];
    /// Interactive, non-interactive, service principal or managed identity.
    EventTypes "Sign-in event types" Additional "signInEventTypes" ["Type" = ""];
}

impl ListInfo {
    /// Whether its entries are single values, not objects.
    pub fn is_plain(&self) -> bool {
        self.parts.iter().all(|part| part.graph.is_empty())
    }
}

impl List {
    /// How many lists there are.
    pub const COUNT: usize = LISTS.len();

    /// The list that Graph has under this key.
    pub fn from_graph(key: &str) -> Option<List> {
        LISTS.iter().find(|info| info.graph == key).map(|info| info.list)
    }

    /// The list's row of the table.
    pub fn info(self) -> &'static ListInfo {
        &LISTS[self as usize]
    }

    /// Every list, in table order.
    pub fn all() -> impl Iterator<Item = List> {
        LISTS.iter().map(|info| info.list)
    }
}

/// The parts of policies, steps and networks that rules of the program ask for by name.
impl Part {
    /// The value itself, in lists of plain values.
    pub const ONLY: Part = Part(0);
    /// The policy's identifier.
    pub const POLICY_ID: Part = Part(0);
    /// The policy's name at the time of the sign-in.
    pub const POLICY_NAME: Part = Part(1);
    /// The policy's result.
    pub const POLICY_RESULT: Part = Part(2);
    /// The controls the policy asks for before it grants access.
    pub const POLICY_GRANTS: Part = Part(3);
    /// The controls the policy puts on the session.
    pub const POLICY_SESSIONS: Part = Part(4);
    /// The conditions of the policy that matched.
    pub const POLICY_SATISFIED: Part = Part(5);
    /// The conditions of the policy that did not match.
    pub const POLICY_NOT_SATISFIED: Part = Part(6);
    /// The step's method.
    pub const STEP_METHOD: Part = Part(0);
    /// Whether the step succeeded, `true` or `false`.
    pub const STEP_SUCCEEDED: Part = Part(2);
    /// The step's result in words.
    pub const STEP_RESULT: Part = Part(3);
    /// The kind of network.
    pub const NETWORK_TYPE: Part = Part(0);
    /// The names of the locations the network belongs to.
    pub const NETWORK_NAMES: Part = Part(1);
}
