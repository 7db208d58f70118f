//! Rows of the sign-in tables of Log Analytics, Microsoft Sentinel and Azure Data Explorer, and the flattened records
//! that some Event Hubs deliver with the same names.

use serde_json::{Map, Value};

use super::build::Building;
use super::names::Dialect;
use super::{Names, Normalized, member, other_logs};
use crate::ingest::source_format::SourceFormat;

/// Names that tell such a row from the sign-in object of PowerShell, which has `CreatedDateTime` too.
const OWN: [&str; 8] = [
    "TimeGenerated",
    "Category",
    "ResultType",
    "OperationName",
    "SourceSystem",
    "AADTenantId",
    "LocationDetails",
    "ResourceIdentity",
];

/// Whether an object is such a row.
pub fn is_it(names: &Names) -> bool {
    (names.has("timegenerated") || names.has("createddatetime")) && OWN.iter().any(|name| names.has(name))
}

/// Names of which a row must have one to be a sign-in, unless it says that it is one.
const WHO: [&str; 6] =
    ["UserPrincipalName", "UserDisplayName", "UserId", "AppDisplayName", "AppId", "ServicePrincipalId"];

/// The sign-in in the row.
pub fn normalize(row: Map<String, Value>) -> Normalized {
    let stated: Vec<&str> = ["Category", "Type"].iter().filter_map(|key| member(&row, key)?.as_str()).collect();
    let known = stated.iter().find_map(|log| other_logs::by_category(log));
    if let Some(what) = known.or_else(|| other_logs::by_keys(&row)) {
        return Normalized::Foreign(what);
    }
    let is_sign_in = stated.iter().any(|log| other_logs::is_sign_in_log(log));
    let has_who = || {
        let names = Names::of(row.keys().map(String::as_str));
        WHO.iter().any(|name| names.has(name))
    };
    if !is_sign_in && !has_who() {
        return Normalized::Foreign("a row of another table of Log Analytics");
    }
    let mut building = Building::new(Dialect::LogAnalytics);
    building.add_all(row);
    Normalized::sign_in(building, SourceFormat::LogAnalytics, is_sign_in)
}
