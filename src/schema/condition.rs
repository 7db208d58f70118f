//! The conditions of a Conditional Access policy, as names and as the bit flags of diagnostic exports.

/// Bit, name in the Graph schema, and the portal's words (Graph `conditionalAccessConditions`).
static CONDITIONS: &[(u32, &str, &str)] = &[
    (1, "application", "Application"),
    (2, "users", "Users"),
    (4, "devicePlatform", "Device platform"),
    (8, "location", "Location"),
    (16, "clientType", "Client app"),
    (32, "signInRisk", "Sign-in risk"),
    (64, "userRisk", "User risk"),
    (128, "time", "Time"),
    (256, "deviceState", "Device state"),
    (512, "client", "Client"),
    (1024, "ipAddressSeenByAzureAD", "IP address seen by Microsoft Entra ID"),
    (2048, "ipAddressSeenByResourceProvider", "IP address seen by the resource"),
    (8192, "servicePrincipals", "Service principals"),
    (16384, "servicePrincipalRisk", "Service principal risk"),
    (32768, "authenticationFlows", "Authentication flows"),
    (65536, "insiderRisk", "Insider risk"),
];

/// The portal's words for the conditions in a value such as `"application,users"`, `3` or `"none"`.
pub fn condition_labels(value: &str) -> Vec<String> {
    let value = value.trim();
    if let Ok(bits) = value.parse::<u32>() {
        return CONDITIONS
            .iter()
            .filter(|(bit, ..)| bits & bit != 0)
            .map(|(_, _, label)| (*label).to_owned())
            .collect();
    }
    value.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "none").map(condition_label).collect()
}

/// The portal's words for one condition; an unknown name is kept as it is.
pub fn condition_label(name: &str) -> String {
    let known = CONDITIONS.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name));
    known.map_or_else(|| name.to_owned(), |(_, _, label)| (*label).to_owned())
}

/// Rules of policies that their camel-case names do not explain well enough.
static RULES: &[(&str, &str)] = &[
    ("appId", "this application"),
    ("userId", "this user"),
    ("groupId", "a group the user is in"),
    ("roleId", "a role the user has"),
    ("locationId", "a named location"),
    ("allTrustedLocations", "all trusted locations"),
    ("office365", "Office 365"),
    ("acr", "the authentication context"),
    ("appFilter", "a filter for applications"),
    ("deviceFilter", "a filter for devices"),
    ("deviceFilterIncludeRuleNotMatched", "the filter for devices did not match"),
    ("insideCorpnet", "inside the corporate network"),
];

/// Words for a rule of a policy that matched: `allUsers` is "all users".
pub fn rule_label(rule: &str) -> String {
    if let Some((_, label)) = RULES.iter().find(|(known, _)| *known == rule) {
        return (*label).to_owned();
    }
    let mut words = String::new();
    for letter in rule.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
