//! What a key or column name of any export stands for in a sign-in as Microsoft Graph writes it.

use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

use crate::schema::Field;
use crate::schema::field::FIELDS;
use crate::schema::kusto::list_column;
use crate::schema::list::LISTS;
use crate::schema::name::{Sureness, bare, plain, recognise};

/// Where the value of a key belongs in the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
const MONITOR: &[(&str, Place)] = &[
    ("time", Place::StandIn("createdDateTime")),
    ("timegenerated", Place::StandIn("createdDateTime")),
    ("resulttype", Place::StandIn("status.errorCode")),
    ("resultdescription", Place::StandIn("status.failureReason")),
    ("calleripaddress", Place::StandIn("ipAddress")),
    ("durationms", Place::StandIn("processingTimeInMilliseconds")),
    ("processingtimeinms", Place::Value("processingTimeInMilliseconds")),
    ("locationdetails", Place::Object("location")),
    ("conditionalaccesspoliciesv2", Place::ListStandIn("appliedConditionalAccessPolicies")),
    ("location", Place::Location),
    ("identity", Place::Identity),
    ("category", Place::LogType),
    ("type", Place::LogType),
    ("properties", Place::Spread),
];

/// Names of Graph that stand for something only where another one is missing, and those of its PowerShell module.
const GRAPH: &[(&str, Place)] = &[
    ("riskeventtypes", Place::ListStandIn("riskEventTypes_v2")),
    ("riskeventtypesv2", Place::List("riskEventTypes_v2")),
    ("appliedconditionalaccesspolicy", Place::List("appliedConditionalAccessPolicies")),
    ("additionalproperties", Place::Spread),
];

/// Columns of `EntraIdSignInEvents` and its predecessor `AADSignInEventsBeta` (Microsoft Defender XDR documentation,
/// "Advanced hunting schema").
const DEFENDER: &[(&str, Place)] = &[
    ("timestamp", Place::Value("createdDateTime")),
    ("requestid", Place::Value("id")),
    ("application", Place::Value("appDisplayName")),
    ("applicationid", Place::Value("appId")),
    ("logontype", Place::List("signInEventTypes")),
    ("errorcode", Place::Value("status.errorCode")),
    ("accountdisplayname", Place::Value("userDisplayName")),
    ("accountobjectid", Place::Value("userId")),
    ("accountupn", Place::Value("userPrincipalName")),
    ("devicename", Place::Value("deviceDetail.displayName")),
    ("aaddeviceid", Place::Value("deviceDetail.deviceId")),
    ("entraiddeviceid", Place::Value("deviceDetail.deviceId")),
    ("osplatform", Place::Value("deviceDetail.operatingSystem")),
    ("devicetrusttype", Place::Value("deviceDetail.trustType")),
    ("browser", Place::Value("deviceDetail.browser")),
    ("ismanaged", Place::Value("deviceDetail.isManaged")),
    ("iscompliant", Place::Value("deviceDetail.isCompliant")),
    ("conditionalaccesspolicies", Place::List("appliedConditionalAccessPolicies")),
    ("country", Place::Value("location.countryOrRegion")),
    ("state", Place::Value("location.state")),
    ("city", Place::Value("location.city")),
    ("latitude", Place::Value("location.geoCoordinates.latitude")),
    ("longitude", Place::Value("location.geoCoordinates.longitude")),
    ("uniquetokenid", Place::Value("uniqueTokenIdentifier")),
    ("issigninthroughglobalsecureaccess", Place::Value("isThroughGlobalSecureAccess")),
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
type Met = RwLock<HashMap<String, Option<Place>>>;

/// So many different names are remembered in each dialect.
const MOST_NAMES: usize = 4096;

/// The place of a name, if it has one. Records of one file have the same names, so those met before are remembered.
pub fn place(name: &str, dialect: Dialect) -> Option<Place> {
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

fn find_place(name: &str, dialect: Dialect) -> Option<Place> {
    let name = plain(name);
    let find = |name: &str| own(dialect).get(name).or_else(|| shared().get(name)).copied();
    // Collectors flatten `location.city` to `location_city`, and write `riskDetail` as `risk_detail`.
    let dotted = |name: &str| find(&name.replace('_', "."));
    let joined = |name: &str| find(&name.replace('_', ""));
    let either = |name: &str| find(name).or_else(|| dotted(name)).or_else(|| joined(name));
    either(&name).or_else(|| either(bare(&name))).or_else(|| field_place(&name))
}

/// The place of a field that is known by another name than those of the tables.
pub fn field_place(name: &str) -> Option<Place> {
    let (field, sureness) = recognise(name)?;
    // The state of a place is one where other parts of the place stand beside it.
    (sureness <= Sureness::Usual || field == Field::State).then_some(Place::Field(field, sureness))
}

/// Whether Graph has an object with single values inside under this key.
pub fn is_object(key: &str) -> bool {
    FIELDS.iter().any(|info| info.graph.split_once('.').is_some_and(|(root, _)| root == key))
}

/// A key inside an object or list as Graph writes it; unknown ones stay as they are.
pub fn inner(key: &str) -> &str {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let fields = FIELDS.iter().flat_map(|info| info.graph.split('.').skip(1));
        let parts = LISTS.iter().flat_map(|info| info.parts).map(|part| part.graph).filter(|key| !key.is_empty());
        let known = || fields.clone().chain(parts.clone()).chain(INNER);
        known().map(|key| (key.to_lowercase(), key)).chain(known().map(|key| (key.to_owned(), key))).collect()
    });
    // Most keys are as Graph has them, and need not be copied to be compared.
    let folded = || names.get(&key.to_lowercase()).or_else(|| names.get(&key.to_lowercase().replace('_', "")));
    names.get(key).or_else(folded).copied().unwrap_or(key)
}

/// The names that mean something only in one dialect.
fn own(dialect: Dialect) -> &'static HashMap<&'static str, Place> {
    static MAPS: OnceLock<[HashMap<&'static str, Place>; 3]> = OnceLock::new();
    let maps = MAPS.get_or_init(|| {
        // Where Log Analytics has `ResourceId`, Graph has another identifier of that name.
        let resource = ("resourceid", Place::Value("azureResourceId"));
        [
            GRAPH.iter().copied().collect(),
            GRAPH.iter().chain(MONITOR).copied().chain([resource]).collect(),
            GRAPH.iter().chain(DEFENDER).copied().collect(),
        ]
    });
    &maps[dialect as usize]
}

/// The names of the tables of fields and lists: those of Graph, and those of Log Analytics.
fn shared() -> &'static HashMap<String, Place> {
    static MAP: OnceLock<HashMap<String, Place>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = HashMap::new();
        for info in FIELDS.iter().filter(|info| !info.graph.is_empty()) {
            map.insert(info.graph.to_lowercase(), Place::Value(info.graph));
            if let Some((root, _)) = info.graph.split_once('.') {
                map.insert(root.to_lowercase(), Place::Object(root));
            }
        }
        for info in LISTS {
            map.insert(info.graph.to_lowercase(), Place::List(info.graph));
            map.insert(list_column(info.list).to_lowercase(), Place::List(info.graph));
        }
        for info in FIELDS.iter().filter(|info| !info.graph.is_empty() && !info.log_analytics.is_empty()) {
            map.entry(info.log_analytics.to_lowercase()).or_insert(Place::Value(info.graph));
        }
        map
    })
}
