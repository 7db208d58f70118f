//! What a key or column name of any export stands for in a sign-in as Microsoft Graph writes it.

use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

use crate::schema::kusto::list_column;
use crate::schema::name::{Sureness, bare, plain, recognise};
use crate::schema::{Field, SIGN_INS};

/// Where the value of a key belongs in the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTarget {
    /// A single value at this dotted path.
    Value(&'static str),
    /// A single value at this path, if no other key has one.
    StandIn(&'static str),
    /// An object with single values inside.
    Object(&'static str),
    /// A list of objects or of words.
    List(&'static str),
    /// The same, if no other key has it.
    ListStandIn(&'static str),
    /// A country, or a place in one text.
    Location,
    /// Who or what signed in, by name.
    Identity,
    /// Which of the sign-in logs the record belongs to.
    LogType,
    /// An object whose members count as if they stood beside it.
    Spread,
    /// A single value of this field, if no other key has one: how surely the name says so.
    Field(Field, Sureness),
}

/// Whose names they are: a few mean different things in different exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Microsoft Graph and what is built on it.
    Graph,
    /// The tables of Log Analytics, and the envelope of diagnostic settings.
    LogAnalytics,
    /// Advanced hunting of Microsoft Defender.
    Defender,
}

/// Names of Log Analytics and diagnostic settings that the tables of fields and lists do not have.
const MONITOR: &[(&str, KeyTarget)] = &[
    ("time", KeyTarget::StandIn("createdDateTime")),
    ("timegenerated", KeyTarget::StandIn("createdDateTime")),
    ("resulttype", KeyTarget::StandIn("status.errorCode")),
    ("resultdescription", KeyTarget::StandIn("status.failureReason")),
    ("calleripaddress", KeyTarget::StandIn("ipAddress")),
    ("durationms", KeyTarget::StandIn("processingTimeInMilliseconds")),
    ("processingtimeinms", KeyTarget::Value("processingTimeInMilliseconds")),
    ("locationdetails", KeyTarget::Object("location")),
    ("conditionalaccesspoliciesv2", KeyTarget::ListStandIn("appliedConditionalAccessPolicies")),
    ("location", KeyTarget::Location),
    ("identity", KeyTarget::Identity),
    ("category", KeyTarget::LogType),
    ("type", KeyTarget::LogType),
    ("properties", KeyTarget::Spread),
];

/// Names of Graph that stand for something only where another one is missing, and those of its PowerShell module.
const GRAPH: &[(&str, KeyTarget)] = &[
    ("riskeventtypes", KeyTarget::ListStandIn("riskEventTypes_v2")),
    ("riskeventtypesv2", KeyTarget::List("riskEventTypes_v2")),
    ("appliedconditionalaccesspolicy", KeyTarget::List("appliedConditionalAccessPolicies")),
    ("additionalproperties", KeyTarget::Spread),
];

/// Columns of `EntraIdSignInEvents` and its predecessor `AADSignInEventsBeta` (Microsoft Defender XDR documentation,
/// "Advanced hunting schema").
const DEFENDER: &[(&str, KeyTarget)] = &[
    ("timestamp", KeyTarget::Value("createdDateTime")),
    ("requestid", KeyTarget::Value("id")),
    ("application", KeyTarget::Value("appDisplayName")),
    ("applicationid", KeyTarget::Value("appId")),
    ("logontype", KeyTarget::List("signInEventTypes")),
    ("errorcode", KeyTarget::Value("status.errorCode")),
    ("accountdisplayname", KeyTarget::Value("userDisplayName")),
    ("accountobjectid", KeyTarget::Value("userId")),
    ("accountupn", KeyTarget::Value("userPrincipalName")),
    ("devicename", KeyTarget::Value("deviceDetail.displayName")),
    ("aaddeviceid", KeyTarget::Value("deviceDetail.deviceId")),
    ("entraiddeviceid", KeyTarget::Value("deviceDetail.deviceId")),
    ("osplatform", KeyTarget::Value("deviceDetail.operatingSystem")),
    ("devicetrusttype", KeyTarget::Value("deviceDetail.trustType")),
    ("browser", KeyTarget::Value("deviceDetail.browser")),
    ("ismanaged", KeyTarget::Value("deviceDetail.isManaged")),
    ("iscompliant", KeyTarget::Value("deviceDetail.isCompliant")),
    ("conditionalaccesspolicies", KeyTarget::List("appliedConditionalAccessPolicies")),
    ("country", KeyTarget::Value("location.countryOrRegion")),
    ("state", KeyTarget::Value("location.state")),
    ("city", KeyTarget::Value("location.city")),
    ("latitude", KeyTarget::Value("location.geoCoordinates.latitude")),
    ("longitude", KeyTarget::Value("location.geoCoordinates.longitude")),
    ("uniquetokenid", KeyTarget::Value("uniqueTokenIdentifier")),
    ("issigninthroughglobalsecureaccess", KeyTarget::Value("isThroughGlobalSecureAccess")),
];

/// Keys inside objects and lists that no table names, as Graph writes them.
pub(super) const INNER: [&str; 10] = [
    "authenticationStepDateTime",
    "includeRulesSatisfied",
    "excludeRulesSatisfied",
    "conditionalAccessCondition",
    "ruleSatisfied",
    "sessionControlsNotSatisfied",
    "authenticationStrength",
    "altitude",
    "geoCoordinates",
    "appId",
];

/// Names met before, with their places.
type Met = RwLock<HashMap<String, Option<KeyTarget>>>;

/// So many different names are remembered in each dialect.
const MOST_NAMES: usize = 4096;

/// The place of a name, if it has one. Records of one file have the same names, so those met before are remembered.
pub fn place(name: &str, dialect: Dialect) -> Option<KeyTarget> {
    static MET: OnceLock<[Met; 3]> = OnceLock::new();
    let met = &MET.get_or_init(Default::default)[dialect as usize];
    if let Ok(met) = met.read()
        && let Some(place) = met.get(name)
    {
        return *place;
    }
    let place = find_place(name, dialect);
    if let Ok(mut met) = met.write()
        && met.len() < MOST_NAMES
    {
        met.insert(name.to_owned(), place);
    }
    place
}

fn find_place(name: &str, dialect: Dialect) -> Option<KeyTarget> {
    let name = plain(name);
    let find = |name: &str| own(dialect).get(name).or_else(|| shared().get(name)).copied();
    // Collectors flatten `location.city` to `location_city`, and write `riskDetail` as `risk_detail`.
    let dotted = |name: &str| find(&name.replace('_', "."));
    let joined = |name: &str| find(&name.replace('_', ""));
    let either = |name: &str| find(name).or_else(|| dotted(name)).or_else(|| joined(name));
    either(&name).or_else(|| either(bare(&name))).or_else(|| field_place(&name))
}

/// The place of a field that is known by another name than those of the tables.
pub fn field_place(name: &str) -> Option<KeyTarget> {
    let (field, sureness) = recognise(name)?;
    // The state of a place is one where other parts of the place stand beside it.
    (sureness <= Sureness::Usual || field == Field::State).then_some(KeyTarget::Field(field, sureness))
}

/// Whether Graph has an object with single values inside under this key.
pub fn is_object(key: &str) -> bool {
    SIGN_INS.fields().any(|info| info.graph.split_once('.').is_some_and(|(root, _)| root == key))
}

/// A key inside an object or list as Graph writes it; unknown ones stay as they are.
pub fn inner(key: &str) -> &str {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let fields = || SIGN_INS.fields().flat_map(|info| info.graph.split('.').skip(1));
        let parts = SIGN_INS
            .lists
            .iter()
            .flat_map(|list| list.info().parts)
            .map(|part| part.graph)
            .filter(|key| !key.is_empty());
        let known = || fields().chain(parts.clone()).chain(INNER);
        known().map(|key| (key.to_lowercase(), key)).chain(known().map(|key| (key.to_owned(), key))).collect()
    });
    // Most keys are as Graph has them, and need not be copied to be compared.
    let folded = || names.get(&key.to_lowercase()).or_else(|| names.get(&key.to_lowercase().replace('_', "")));
    names.get(key).or_else(folded).copied().unwrap_or(key)
}

/// The names that mean something only in one dialect.
fn own(dialect: Dialect) -> &'static HashMap<&'static str, KeyTarget> {
    static MAPS: OnceLock<[HashMap<&'static str, KeyTarget>; 3]> = OnceLock::new();
    let maps = MAPS.get_or_init(|| {
        // Where Log Analytics has `ResourceId`, Graph has another identifier of that name.
        let resource = ("resourceid", KeyTarget::Value("azureResourceId"));
        [
            GRAPH.iter().copied().collect(),
            GRAPH.iter().chain(MONITOR).copied().chain([resource]).collect(),
            GRAPH.iter().chain(DEFENDER).copied().collect(),
        ]
    });
    &maps[dialect as usize]
}

/// The names of the tables of fields and lists: those of Graph, and those of Log Analytics.
fn shared() -> &'static HashMap<String, KeyTarget> {
    static MAP: OnceLock<HashMap<String, KeyTarget>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = HashMap::new();
        for info in SIGN_INS.fields().filter(|info| !info.graph.is_empty()) {
            map.insert(info.graph.to_lowercase(), KeyTarget::Value(info.graph));
            if let Some((root, _)) = info.graph.split_once('.') {
                map.insert(root.to_lowercase(), KeyTarget::Object(root));
            }
        }
        for info in SIGN_INS.lists.iter().map(|list| list.info()) {
            map.insert(info.graph.to_lowercase(), KeyTarget::List(info.graph));
            map.insert(list_column(info.list).to_lowercase(), KeyTarget::List(info.graph));
        }
        for info in SIGN_INS.fields().filter(|info| !info.graph.is_empty() && !info.log_analytics.is_empty()) {
            map.entry(info.log_analytics.to_lowercase()).or_insert(KeyTarget::Value(info.graph));
        }
        map
    })
}
