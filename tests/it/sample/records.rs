//! Records of the sample: complete, the same in JSON and CSV, consistent, and free of real data.

use super::{file, large, the_story};
use serde_json::Value;
use signscope_sample::moment::{Moment, SECOND};
use signscope_sample::places::Source;
use signscope_sample::record::ConditionalAccess;
use signscope_sample::verdict::Outcome;
use signscope_sample::{Form, SignIn, Vintage, graph_json};
use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;

/// The properties of a Graph beta `signIn`.
const PROPERTIES: [&str; 73] = [
    "agent",
    "appDisplayName",
    "appId",
    "appOwnerTenantId",
    "appTokenProtectionStatus",
    "appliedConditionalAccessPolicies",
    "appliedEventListeners",
    "authenticationAppDeviceDetails",
    "authenticationAppPolicyEvaluationDetails",
    "authenticationContextClassReferences",
    "authenticationDetails",
    "authenticationMethodsUsed",
    "authenticationProcessingDetails",
    "authenticationProtocol",
    "authenticationRequirement",
    "authenticationRequirementPolicies",
    "autonomousSystemNumber",
    "azureResourceId",
    "clientAppUsed",
    "clientCredentialType",
    "conditionalAccessAudiences",
    "conditionalAccessStatus",
    "correlationId",
    "createdDateTime",
    "crossTenantAccessType",
    "deviceDetail",
    "federatedCredentialId",
    "flaggedForReview",
    "globalSecureAccessIpAddress",
    "homeTenantId",
    "homeTenantName",
    "id",
    "incomingTokenType",
    "ipAddress",
    "ipAddressFromResourceProvider",
    "isInteractive",
    "isTenantRestricted",
    "isThroughGlobalSecureAccess",
    "location",
    "managedServiceIdentity",
    "mfaDetail",
    "networkLocationDetails",
    "originalRequestId",
    "originalTransferMethod",
    "privateLinkDetails",
    "processingTimeInMilliseconds",
    "resourceDisplayName",
    "resourceId",
    "resourceOwnerTenantId",
    "resourceServicePrincipalId",
    "resourceTenantId",
    "riskDetail",
    "riskEventTypes_v2",
    "riskLevelAggregated",
    "riskLevelDuringSignIn",
    "riskState",
    "servicePrincipalCredentialKeyId",
    "servicePrincipalCredentialThumbprint",
    "servicePrincipalId",
    "servicePrincipalName",
    "sessionId",
    "sessionLifetimePolicies",
    "signInEventTypes",
    "signInIdentifier",
    "signInIdentifierType",
    "signInTokenProtectionStatus",
    "status",
    "tokenIssuerName",
    "tokenIssuerType",
    "tokenProtectionStatusDetails",
    "uniqueTokenIdentifier",
    "userAgent",
    "userDisplayName",
];
/// The rest of them, kept apart because the list above is sorted.
const USER_PROPERTIES: [&str; 3] = ["userId", "userPrincipalName", "userType"];

fn json(record: &SignIn) -> Value {
    let mut text = Vec::new();
    graph_json(record, &mut text);
    assert!(!text.contains(&b'\n'), "a record is one line");
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn moments_agree_with_a_calendar() {
    for day in (-800..40_000).step_by(37) {
        let moment = Moment(day * 86_400 * SECOND + 12_345 * SECOND);
        let calendar = chrono::DateTime::from_timestamp(day * 86_400 + 12_345, 0).unwrap();
        let mut text = Vec::new();
        moment.write(&mut text);
        assert_eq!(String::from_utf8(text).unwrap(), calendar.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        assert_eq!(moment.is_weekend(), matches!(calendar.format("%u").to_string().as_str(), "6" | "7"));
        let (year, month, day_of_month) = moment.date();
        assert_eq!(Moment::day(year, month, day_of_month).later(12_345), moment);
    }
}

#[test]
fn a_fraction_loses_its_zeros_and_csv_loses_the_fraction() {
    let moment = Moment(Moment::day(2026, 11, 19).at(22, 41, 7).0 + 1_020_300);
    let (mut full, mut short) = (Vec::new(), Vec::new());
    moment.write(&mut full);
    moment.write_seconds(&mut short);
    assert_eq!(full, b"2026-11-19T22:41:07.10203Z");
    assert_eq!(short, b"2026-11-19T22:41:07Z");
}

#[test]
fn every_json_record_has_the_properties_of_a_sign_in() {
    let expected: BTreeSet<&str> = PROPERTIES.into_iter().chain(USER_PROPERTIES).collect();
    assert_eq!(expected.len(), 76);
    for record in the_story().iter().cloned().chain(large(2000)) {
        let value = json(&record);
        let object = value.as_object().unwrap();
        assert_eq!(object.keys().map(String::as_str).collect::<BTreeSet<_>>(), expected);
        assert_eq!(keys(&value["status"]), ["additionalDetails", "errorCode", "failureReason"]);
        assert_eq!(keys(&value["location"]), ["city", "countryOrRegion", "geoCoordinates", "state"]);
        assert_eq!(keys(&value["deviceDetail"]).len(), 8);
        for policy in value["appliedConditionalAccessPolicies"].as_array().unwrap() {
            assert_eq!(keys(policy).len(), 11);
        }
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn json_and_csv_of_a_sign_in_agree() {
    let records: Vec<SignIn> = the_story().iter().cloned().chain(large(1000)).collect();
    let bytes = file(Form::PortalCsv(Vintage::Of2025), records.iter().cloned());
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(|name| name.trim().to_owned()).collect();
    let mut rows = 0;
    for (record, row) in records.iter().zip(reader.records()) {
        let (value, row) = (json(record), row.unwrap());
        let cells: HashMap<&str, &str> = headers.iter().map(String::as_str).zip(&row).collect();
        check_texts(&value, &cells);
        check_renderings(&value, &cells);
        rows += 1;
    }
    assert_eq!(rows, records.len());
}

/// Columns that hold the very text of the JSON property, with null as empty.
fn check_texts(value: &Value, cells: &HashMap<&str, &str>) {
    for (header, pointer) in [
        ("Request ID", "/id"),
        ("Correlation ID", "/correlationId"),
        ("User ID", "/userId"),
        ("User", "/userDisplayName"),
        ("Username", "/userPrincipalName"),
        ("User agent", "/userAgent"),
        ("User type", "/userType"),
        ("Cross tenant access type", "/crossTenantAccessType"),
        ("Authentication Protocol", "/authenticationProtocol"),
        ("Unique token identifier", "/uniqueTokenIdentifier"),
        ("Original transfer method", "/originalTransferMethod"),
        ("Token Protection - Sign In Session", "/tokenProtectionStatusDetails/signInSessionStatus"),
        ("Application", "/appDisplayName"),
        ("Application ID", "/appId"),
        ("App owner tenant ID", "/appOwnerTenantId"),
        ("Resource", "/resourceDisplayName"),
        ("Resource ID", "/resourceId"),
        ("Resource tenant ID", "/resourceTenantId"),
        ("Resource owner tenant ID", "/resourceOwnerTenantId"),
        ("Home tenant ID", "/homeTenantId"),
        ("Home tenant name", "/homeTenantName"),
        ("IP address", "/ipAddress"),
        ("Failure reason", "/status/failureReason"),
        ("Client app", "/clientAppUsed"),
        ("Device ID", "/deviceDetail/deviceId"),
        ("Browser", "/deviceDetail/browser"),
        ("Operating System", "/deviceDetail/operatingSystem"),
        ("Multifactor authentication result", "/status/additionalDetails"),
        ("Multifactor authentication auth method", "/mfaDetail/authMethod"),
        ("Multifactor authentication auth detail", "/mfaDetail/authDetail"),
        ("Sign-in identifier", "/signInIdentifier"),
        ("Session ID", "/sessionId"),
    ] {
        let expected = value.pointer(pointer).and_then(Value::as_str).unwrap_or("");
        let cell = cells[header];
        let plain = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['-', '+', '=', '@'])).unwrap_or(cell);
        assert_eq!(plain, expected, "{header}");
        assert!(!cell.starts_with(['-', '+', '=', '@']), "{header} is guarded: {cell}");
    }
}

/// Columns that show a property in words of their own.
fn check_renderings(value: &Value, cells: &HashMap<&str, &str>) {
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).unwrap_or("");
    let created = text("/createdDateTime");
    assert_eq!(cells["Date (UTC)"], format!("{}Z", &created[..19]));
    let code = value["status"]["errorCode"].as_u64().unwrap();
    assert_eq!(cells["Sign-in error code"], if code == 0 { String::new() } else { code.to_string() });
    let place = [text("/location/city"), text("/location/state"), text("/location/countryOrRegion")].join(", ");
    assert_eq!(cells["Location"], place);
    assert_eq!(cells["Latency"], value["processingTimeInMilliseconds"].to_string());
    assert_eq!(cells["Autonomous system  number"], value["autonomousSystemNumber"].to_string());
    assert_eq!(cells["Flagged for review"], value["flaggedForReview"].to_string().to_uppercase());
    let boolean = |value: &Value| value.as_bool().map_or(String::new(), |value| value.to_string().to_uppercase());
    assert_eq!(cells["Compliant"], boolean(&value["deviceDetail"]["isCompliant"]));
    assert_eq!(cells["Managed"], boolean(&value["deviceDetail"]["isManaged"]));
    let access = match text("/conditionalAccessStatus") {
        "success" => "Success",
        "failure" => "Failure",
        _ => "Not Applied",
    };
    assert_eq!(cells["Conditional Access"], access);
    let is_multiple = text("/authenticationRequirement") == "multiFactorAuthentication";
    assert_eq!(cells["Authentication requirement"] == "Multifactor authentication", is_multiple);
}

#[test]
fn every_record_agrees_with_itself() {
    for record in the_story().iter().cloned().chain(large(5000)) {
        let failed = record.verdicts.iter().any(|verdict| verdict.outcome == Outcome::Failure);
        let code = record.code.number;
        let last = record.steps.last();
        assert_eq!(record.conditional_access() == ConditionalAccess::Failure, failed);
        match code {
            0 => {
                assert!(!failed && last.unwrap().succeeded);
                assert!(!record.needs_mfa || record.detail.contains("MFA"));
            }
            50126 | 50053 | 50057 => {
                assert!(!last.unwrap().succeeded && record.session_id.is_none());
                assert_eq!(record.conditional_access(), ConditionalAccess::NotApplied);
            }
            53003 | 53000 | 50074 | 50076 | 50072 => assert!(failed && record.steps[0].succeeded),
            500121 => assert!(failed && record.needs_mfa && record.steps[0].succeeded && !last.unwrap().succeeded),
            50055 | 50058 | 50105 | 50140 | 65001 => assert!(!failed),
            other => panic!("an unexpected code {other}"),
        }
        let asked = record.verdicts.iter().any(|verdict| verdict.satisfied != 0);
        assert_eq!(asked, !matches!(code, 50126 | 50053 | 50057 | 50055 | 50058 | 50105 | 65001));
        assert!(record.mfa.is_none() || record.steps.iter().any(|step| step.is_second && step.succeeded));
        assert!(record.steps.iter().all(|step| step.time == record.time));
    }
}

#[test]
fn addresses_and_domains_are_those_kept_for_documentation() {
    for record in the_story().iter().cloned().chain(large(5000)) {
        let Source { address, asn, .. } = record.source;
        assert!(is_documentation(address), "{address}");
        assert!(matches!(asn, 64_496..=64_511 | 65_536..=65_551), "AS {asn}");
        let domain = record.person.upn.split('@').nth(1).unwrap();
        assert!(matches!(domain, "contoso.example" | "fabrikam.example"), "{domain}");
        assert_eq!(record.person.upn, record.person.upn.to_lowercase());
    }
}

fn is_documentation(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => matches!(address.octets(), [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _]),
        IpAddr::V6(address) => address.segments()[..2] == [0x2001, 0xdb8],
    }
}
