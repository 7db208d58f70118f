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
