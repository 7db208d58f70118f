//! The catalogue of multi-valued properties over all logs: policies, steps and the like, which can be filtered but are
//! never columns. Each has its parts: what is kept of an entry.

use serde::{Deserialize, Serialize};

use super::tab::Tab;
use super::values::{self, PartWords};

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
    /// Whether Graph v1.0 has the property, not the beta alone.
    pub is_in_v1: bool,
    /// The column of Log Analytics that holds it, or a name of our own where it has none.
    pub kusto: &'static str,
    /// What is kept of each entry. Entries that are plain strings have one part with an empty key.
    pub parts: &'static [PartInfo],
}

/// One value kept of each entry of a list.
#[derive(Debug)]
pub struct PartInfo {
    /// The part this row describes.
    pub part: Part,
    /// The list whose entries have it.
    pub list: List,
    /// The portal's words for it.
    pub label: &'static str,
    /// The key inside the entry's object; empty where the entry itself is the value.
    pub graph: &'static str,
    /// How the JSON of the list writes it.
    pub shape: PartShape,
    /// The portal's words for its values.
    pub words: PartWords,
    /// Its place among the keys of an entry as logs write them, where that is not its place here.
    pub written: Option<usize>,
}

/// How the JSON of a list writes a part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartShape {
    /// A string.
    Text,
    /// An array of strings, which the store keeps as one text with `, ` between.
    Many,
    /// A number or a word, with or without quotes.
    Bare,
}

/// A list with its label, its tab, its property in Graph beta, and its column in Log Analytics. Which list it is and what
/// parts it has says the table.
const fn list(label: &'static str, tab: Tab, graph: &'static str, kusto: &'static str) -> ListInfo {
    ListInfo { list: List::Policies, label, tab, graph, is_in_v1: false, kusto, parts: &[] }
}

/// A part with its label and its key. Which part of which list it is says the table.
const fn part(label: &'static str, graph: &'static str) -> PartInfo {
    let (part, list) = (Part::PolicyId, List::Policies);
    PartInfo { part, list, label, graph, shape: PartShape::Text, words: PartWords::AsTheyAre, written: None }
}

/// The rows of the table are built with these: each sets the member of its name.
impl PartInfo {
    const fn shape(self, shape: PartShape) -> PartInfo {
        PartInfo { shape, ..self }
    }

    const fn words(self, words: PartWords) -> PartInfo {
        PartInfo { words, ..self }
    }

    const fn written(self, place: usize) -> PartInfo {
        PartInfo { written: Some(place), ..self }
    }
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $name:ident = $row:expr => [$($(#[doc = $part_doc:literal])* $part:ident = $part_row:expr),*];)*) => {
        /// A multi-valued property of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum List { $($(#[doc = $doc])* $name,)* }

        /// A value inside the entries of a list: each part belongs to one list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Part { $($($(#[doc = $part_doc])* #[doc = stringify!($part)] $part,)*)* }

        /// Every list.
        pub static LISTS: &[ListInfo] = &[$(ListInfo {
            list: List::$name,
            parts: &[$(PartInfo { part: Part::$part, list: List::$name, ..$part_row }),*],
            ..$row
        }),*];

        /// The list of each part.
        const LIST_OF: &[List] = &[$($({ let _ = Part::$part; List::$name },)*)*];
    };
}

lists! {
    /// The Conditional Access policies evaluated, with their results; the ones that did not apply are among them.
    Policies = list("Conditional Access policies", Tab::ConditionalAccess, "appliedConditionalAccessPolicies",
        "ConditionalAccessPolicies").v1() => [
        /// The policy's identifier.
        PolicyId = part("Policy ID", "id"),
        /// The policy's name at the time of the sign-in.
        PolicyName = part("Policy", "displayName"),
        /// The policy's result. It is a name in one table and a number in another.
        PolicyResult = part("Result", "result").shape(PartShape::Bare).words(values::POLICY_RESULTS).written(4),
        /// The controls the policy asks for before it grants access.
        PolicyGrants = part("Grant controls", "enforcedGrantControls").shape(PartShape::Many).words(values::GRANTS).written(2),
        /// The controls the policy puts on the session.
        PolicySessions = part("Session controls", "enforcedSessionControls").shape(PartShape::Many).words(values::SESSIONS).written(3),
        /// The conditions of the policy that matched.
        PolicySatisfied = part("Conditions satisfied", "conditionsSatisfied").shape(PartShape::Bare).words(PartWords::Conditions),
        /// The conditions of the policy that did not match.
        PolicyNotSatisfied = part("Conditions not satisfied", "conditionsNotSatisfied").shape(PartShape::Bare).words(PartWords::Conditions)];
    /// What was asked of the person, step by step. The time of a step is read from the record when it is shown.
    Steps = list("Authentication steps", Tab::Authentication, "authenticationDetails", "AuthenticationDetails") => [
        /// The step's method.
        StepMethod = part("Method", "authenticationMethod"),
        /// What is said of the method.
        StepMethodDetail = part("Method detail", "authenticationMethodDetail"),
        /// Whether the step succeeded, `true` or `false`.
        StepSucceeded = part("Succeeded", "succeeded").shape(PartShape::Bare).words(values::STEP_SUCCEEDED),
        /// The step's result in words.
        StepResult = part("Result detail", "authenticationStepResultDetail"),
        /// Which requirement the step was for.
        StepRequirement = part("Requirement", "authenticationStepRequirement")];
    /// The method names in short.
    Methods = list("Authentication methods used", Tab::Authentication, "authenticationMethodsUsed", "AuthenticationMethodsUsed") => [
        /// The method.
        MethodUsed = part("Method", "")];
    /// Who asked for the requirement.
    RequirementPolicies = list("Authentication policies applied", Tab::Authentication, "authenticationRequirementPolicies",
        "AuthenticationRequirementPolicies") => [
        /// What asked for it.
        RequirementProvider = part("Provider", "requirementProvider"),
        /// What is said of it.
        RequirementDetail = part("Detail", "detail")];
    /// Why a session ends when it does.
    SessionPolicies = list("Session lifetime policies applied", Tab::Authentication, "sessionLifetimePolicies",
        "SessionLifetimePolicies") => [
        /// What was required.
        SessionRequirement = part("Requirement", "expirationRequirement"),
        /// What is said of it.
        SessionDetail = part("Detail", "detail")];
    /// Authentication contexts asked for.
    Contexts = list("Authentication contexts", Tab::Authentication, "authenticationContextClassReferences",
        "AuthenticationContextClassReferences") => [
        /// The context.
        ContextId = part("Context", "id"),
        /// What is said of it.
        ContextDetail = part("Detail", "detail")];
    /// Named and trusted networks the address belongs to.
    Networks = list("Network locations", Tab::Location, "networkLocationDetails", "NetworkLocationDetails") => [
        /// The kind of network.
        NetworkType = part("Type", "networkType").words(values::NETWORKS),
        /// The names of the locations the network belongs to.
        NetworkNames = part("Names", "networkNames").shape(PartShape::Many)];
    /// Why the sign-in is risky.
    RiskTypes = list("Risk event types", Tab::Additional, "riskEventTypes_v2", "RiskEventTypes_V2").v1() => [
        /// The kind of risk.
        RiskType = part("Type", "")];
    /// Keys and values of the token request.
    Processing = list("Processing details", Tab::Additional, "authenticationProcessingDetails", "AuthenticationProcessingDetails") => [
        /// The key.
        ProcessingKey = part("Key", "key"),
        /// The value.
        ProcessingValue = part("Value", "value")];
    /// Interactive, non-interactive, service principal or managed identity.
    EventTypes = list("Sign-in event types", Tab::Additional, "signInEventTypes", "SignInEventTypes") => [
        /// The type.
        EventType = part("Type", "")];
}

/// The place of each part in the entries of its list.
const PLACES: [u8; LIST_OF.len()] = {
    let mut places = [0; LIST_OF.len()];
    let mut at = 1;
    while at < places.len() {
        if LIST_OF[at] as usize == LIST_OF[at - 1] as usize {
            places[at] = places[at - 1] + 1;
        }
        at += 1;
    }
    places
};

impl ListInfo {
    /// Graph v1.0 has it too.
    const fn v1(self) -> ListInfo {
        ListInfo { is_in_v1: true, ..self }
    }

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

    /// The list with this number in the catalogue.
    pub fn at(number: usize) -> Option<List> {
        LISTS.get(number).map(|info| info.list)
    }

    /// The parts of its entries, in order.
    pub fn parts(self) -> impl Iterator<Item = Part> {
        self.info().parts.iter().map(|info| info.part)
    }

    /// The first of its parts; the value itself, in lists of plain values.
    pub fn first_part(self) -> Part {
        self.info().parts[0].part
    }

    /// The part at this place in its entries.
    pub fn part(self, place: usize) -> Option<Part> {
        self.info().parts.get(place).map(|info| info.part)
    }
}

impl Part {
    /// The list whose entries have it.
    pub fn list(self) -> List {
        LIST_OF[self as usize]
    }

    /// Its place in the entries of its list, counted from 0.
    pub fn place(self) -> usize {
        PLACES[self as usize].into()
    }

    /// The part's row of the table.
    pub fn info(self) -> &'static PartInfo {
        &self.list().info().parts[self.place()]
    }

    /// The portal's words for it.
    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// Its place among the keys of an entry as logs write them: a pattern over the JSON relies on it.
    pub fn place_written(self) -> usize {
        self.info().written.unwrap_or(self.place())
    }
}
