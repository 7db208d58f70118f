//! Rows of the sign-in tables of Microsoft Defender advanced hunting: `EntraIdSignInEvents` and
//! `EntraIdSpnSignInEvents`, formerly `AADSignInEventsBeta` and `AADSpnSignInEventsBeta`.

use serde_json::{Map, Value};

use super::build::Building;
use super::names::Dialect;
use super::{Names, Normalized, member};
use crate::ingest::source_format::SourceFormat;
use crate::schema::LogType;

/// Who signs in: people in one table, applications in the other.
const ACCOUNTS: [&str; 5] =
    ["AccountUpn", "AccountObjectId", "AccountDisplayName", "ServicePrincipalId", "ServicePrincipalName"];

/// Whether an object is such a row.
pub fn is_it(names: &Names) -> bool {
    let has_account = ACCOUNTS.iter().any(|name| names.has(name));
    names.has("timestamp") && has_account && (names.has("errorcode") || names.has("logontype"))
}

/// The sign-in in the row.
pub fn normalize(row: Map<String, Value>) -> Normalized {
    let mut building = Building::new(Dialect::Defender);
    building.log_type = member(&row, "IsManagedIdentity").and_then(log_of).map(|log| log.category().to_owned());
    for (name, value) in row {
        let value = name_number(&name.to_ascii_lowercase(), value);
        building.add(&name, value);
    }
    Normalized::sign_in(building, SourceFormat::Defender, true)
}

/// Numbers that stand for words of Graph, by column. Source: Microsoft Defender XDR documentation,
/// "EntraIdSignInEvents".
const NUMBERS: &[(&str, &[(&str, &str)])] = &[
    ("risklevelaggregated", LEVELS),
    ("risklevelduringsignin", LEVELS),
    ("riskstate", STATES),
    ("ismanaged", TRUTH),
    ("iscompliant", TRUTH),
    ("isconfidentialclient", TRUTH),
    ("tokenissuertype", &[("0", "AzureAD"), ("1", "ADFederationServices")]),
];
const LEVELS: &[(&str, &str)] = &[("0", ""), ("1", "none"), ("10", "low"), ("50", "medium"), ("100", "high")];
const STATES: &[(&str, &str)] = &[
    ("0", "none"),
    ("1", "confirmedSafe"),
    ("2", "remediated"),
    ("3", "dismissed"),
    ("4", "atRisk"),
    ("5", "confirmedCompromised"),
];
const TRUTH: &[(&str, &str)] = &[("0", "false"), ("1", "true")];

/// The log of a row, by whether its application is a managed identity.
fn log_of(is_managed: &Value) -> Option<LogType> {
    let text = match is_managed {
        Value::String(text) => text.to_ascii_lowercase(),
        value => value.to_string(),
    };
    match text.as_str() {
        "true" | "1" => Some(LogType::ManagedIdentity),
        "false" | "0" => Some(LogType::ServicePrincipal),
        _ => None,
    }
}

fn name_number(column: &str, value: Value) -> Value {
    let text = match &value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return value,
    };
    let numbers = NUMBERS.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, numbers)| *numbers);
    match numbers.iter().find(|(number, _)| *number == text) {
        Some((_, word)) => Value::String((*word).to_owned()),
        None => value,
    }
}
