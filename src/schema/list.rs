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
    /// Its place among the keys of an entry as logs write them: a pattern over the JSON relies on it.
    pub written: u8,
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

/// What the rows of the table say besides list and part; the names are those of [`ListInfo`] and [`PartInfo`].
#[derive(Clone, Copy)]
struct ListRow(&'static str, Tab, &'static str, &'static str, bool);

#[derive(Clone, Copy)]
struct PartRow(&'static str, &'static str, PartShape, PartWords, u8);

/// A list with its label, its tab, its property in Graph beta, and its column in Log Analytics.
const fn list(label: &'static str, tab: Tab, graph: &'static str, kusto: &'static str) -> ListRow {
    ListRow(label, tab, graph, kusto, false)
}

/// A part with its label and its key.
const fn part(label: &'static str, graph: &'static str) -> PartRow {
    PartRow(label, graph, PartShape::Text, PartWords::AsTheyAre, 0)
}

impl ListRow {
    /// Graph v1.0 has it too.
    const fn v1(self) -> ListRow {
        ListRow(self.0, self.1, self.2, self.3, true)
    }
}

impl PartRow {
    const fn shape(self, shape: PartShape) -> PartRow {
        PartRow(self.0, self.1, shape, self.3, self.4)
    }

    const fn words(self, words: PartWords) -> PartRow {
        PartRow(self.0, self.1, self.2, words, self.4)
    }

    const fn written(self, place: u8) -> PartRow {
        PartRow(self.0, self.1, self.2, self.3, place)
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
        pub static LISTS: &[ListInfo] = &[$({
            const ROW: ListRow = $row;
            ListInfo {
                list: List::$name, label: ROW.0, tab: ROW.1, graph: ROW.2, kusto: ROW.3, is_in_v1: ROW.4,
                parts: &[$({
                    const ROW: PartRow = $part_row;
                    PartInfo {
                        part: Part::$part, list: List::$name, label: ROW.0, graph: ROW.1, shape: ROW.2, words: ROW.3,
                        written: ROW.4,
                    }
                }),*],
            }
        },)*];

        /// The list of each part.
        const LIST_OF: &[List] = &[$($({ let _ = Part::$part; List::$name },)*)*];
    };
}

lists! {
    /// The Conditional Access policies evaluated, with their results; the ones that did not apply are among them.
    Policies = list("Conditional Access policies", Tab::ConditionalAccess, "appliedConditionalAccessPolicies",
        "ConditionalAccessPolicies").v1() => [
        /// The policy's identifier.
        PolicyId = part("Policy ID", "id").written(0),
        /// The policy's name at the time of the sign-in.
        PolicyName = part("Policy", "displayName").written(1),
        /// The policy's result. It is a name in one table and a number in another.
        PolicyResult = part("Result", "result").shape(PartShape::Bare).words(values::POLICY_RESULTS).written(4),
        /// The controls the policy asks for before it grants access.
        PolicyGrants = part("Grant controls", "enforcedGrantControls").shape(PartShape::Many).words(values::GRANTS).written(2),
        /// The controls the policy puts on the session.
        PolicySessions = part("Session controls", "enforcedSessionControls").shape(PartShape::Many).words(values::SESSIONS).written(3),
        /// The conditions of the policy that matched.
        PolicySatisfied = part("Conditions satisfied", "conditionsSatisfied").shape(PartShape::Bare).words(PartWords::Conditions).written(5),
        /// The conditions of the policy that did not match.
        PolicyNotSatisfied = part("Conditions not satisfied", "conditionsNotSatisfied").shape(PartShape::Bare).words(PartWords::Conditions).written(6)];
    /// What was asked of the person, step by step. The time of a step is read from the record when it is shown.
    Steps = list("Authentication steps", Tab::Authentication, "authenticationDetails", "AuthenticationDetails") => [
        /// The step's method.
        StepMethod = part("Method", "authenticationMethod").written(0),
        /// What is said of the method.
        StepMethodDetail = part("Method detail", "authenticationMethodDetail").written(1),
        /// Whether the step succeeded, `true` or `false`.
        StepSucceeded = part("Succeeded", "succeeded").shape(PartShape::Bare).words(values::STEP_SUCCEEDED).written(2),
        /// The step's result in words.
        StepResult = part("Result detail", "authenticationStepResultDetail").written(3),
        /// Which requirement the step was for.
        StepRequirement = part("Requirement", "authenticationStepRequirement").written(4)];
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
        RequirementDetail = part("Detail", "detail").written(1)];
    /// Why a session ends when it does.
    SessionPolicies = list("Session lifetime policies applied", Tab::Authentication, "sessionLifetimePolicies",
        "SessionLifetimePolicies") => [
        /// What was required.
        SessionRequirement = part("Requirement", "expirationRequirement"),
        /// What is said of it.
        SessionDetail = part("Detail", "detail").written(1)];
    /// Authentication contexts asked for.
    Contexts = list("Authentication contexts", Tab::Authentication, "authenticationContextClassReferences",
        "AuthenticationContextClassReferences") => [
        /// The context.
        ContextId = part("Context", "id"),
        /// What is said of it.
        ContextDetail = part("Detail", "detail").written(1)];
    /// Named and trusted networks the address belongs to.
    Networks = list("Network locations", Tab::Location, "networkLocationDetails", "NetworkLocationDetails") => [
        /// The kind of network.
        NetworkType = part("Type", "networkType").words(values::NETWORKS),
        /// The names of the locations the network belongs to.
        NetworkNames = part("Names", "networkNames").shape(PartShape::Many).written(1)];
    /// Why the sign-in is risky.
    RiskTypes = list("Risk event types", Tab::Additional, "riskEventTypes_v2", "RiskEventTypes_V2").v1() => [
        /// The kind of risk.
        RiskType = part("Type", "")];
    /// Keys and values of the token request.
    Processing = list("Processing details", Tab::Additional, "authenticationProcessingDetails", "AuthenticationProcessingDetails") => [
        /// The key.
        ProcessingKey = part("Key", "key"),
        /// The value.
        ProcessingValue = part("Value", "value").written(1)];
    /// Interactive, non-interactive, service principal or managed identity.
    EventTypes = list("Sign-in event types", Tab::Additional, "signInEventTypes", "SignInEventTypes") => [
        /// The type.
        EventType = part("Type", "")];
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
        self as usize - self.list().first_part() as usize
    }

    /// The part's row of the table.
    pub fn info(self) -> &'static PartInfo {
        &self.list().info().parts[self.place()]
    }

    /// The portal's words for it.
    pub fn label(self) -> &'static str {
        self.info().label
    }
}
