//! Records of other logs, in words.

use serde_json::{Map, Value};

/// Whether a category of diagnostic settings, or a table of Log Analytics, is a log of sign-ins.
pub fn is_sign_in_log(category: &str) -> bool {
    let category = category.to_ascii_lowercase();
    category.ends_with("signinlogs") || category.ends_with("signineventsbeta") || category.ends_with("signinevents")
}

/// Other categories of diagnostic settings and tables of Log Analytics, in small letters.
const CATEGORIES: &[(&str, &str)] = &[
    ("auditlogs", "an entry of the audit log"),
    ("provisioninglogs", "an entry of the provisioning log"),
    ("aadprovisioninglogs", "an entry of the provisioning log"),
    ("riskyusers", "a risky user"),
    ("aadriskyusers", "a risky user"),
    ("userriskevents", "a risk detection"),
    ("aaduserriskevents", "a risk detection"),
    ("riskyserviceprincipals", "a risky service principal"),
    ("aadriskyserviceprincipals", "a risky service principal"),
    ("serviceprincipalriskevents", "a risk detection of a service principal"),
    ("aadserviceprincipalriskevents", "a risk detection of a service principal"),
    ("microsoftgraphactivitylogs", "a request to Microsoft Graph"),
    ("networkaccesstrafficlogs", "an entry of the network traffic log"),
    ("enrichedoffice365auditlogs", "an entry of the Microsoft 365 audit log"),
    ("officeactivity", "an entry of the Microsoft 365 audit log"),
    ("b2crequestlogs", "a request to Azure AD B2C"),
];

/// What the records of a category are, if they are no sign-ins.
pub fn by_category(category: &str) -> Option<&'static str> {
    if is_sign_in_log(category) {
        return None;
    }
    let category = category.to_ascii_lowercase();
    CATEGORIES.iter().find(|(known, _)| *known == category).map(|(_, what)| *what)
}

/// Keys that only records of other logs have, in small letters.
const KEYS: &[(&str, &str)] = &[
    ("activitydisplayname", "an entry of the audit log"),
    ("targetresources", "an entry of the audit log"),
    ("provisioningsteps", "an entry of the provisioning log"),
    ("provisioningaction", "an entry of the provisioning log"),
    ("riskeventtype", "a risk detection"),
    ("risklastupdateddatetime", "a risky user"),
    ("officeworkload", "an entry of the Microsoft 365 audit log"),
    ("requestmethod", "a request to Microsoft Graph"),
    ("signincount", "a summary of several sign-ins"),
    ("aggregationdatetime", "a summary of several sign-ins"),
];

/// What an object is, if its keys are not those of a sign-in.
pub fn by_keys(object: &Map<String, Value>) -> Option<&'static str> {
    KEYS.iter().find(|(key, _)| super::member(object, key).is_some()).map(|(_, what)| *what)
}
