//! Records of other source_formats against the same sign-ins written by hand as Microsoft Graph has them.

use proptest::prelude::*;
use signscope::ingest::{SourceFormat, read_record};
use signscope::schema::{Field, List};

use super::{Read, fixture, read, read_in_pieces};

/// How a shape differs from Graph.
#[derive(Default)]
struct Difference<'a> {
    /// Fields it does not have.
    without: &'a [Field],
    /// Lists it does not have.
    without_lists: &'a [List],
    /// Fields it has other values of.
    with: &'a [(Field, &'a str)],
}

const USER: usize = 0;
const APPLICATION: usize = 1;
const LOG_ID: &str = "/tenants/00000000-0000-4000-8000-000000000001/providers/Microsoft.aadiam";

fn check(read: &Read, row: usize, sign_in: usize, difference: &Difference) {
    let graph = super::read(&fixture("adapted_as_graph.json"));
    for field in Field::all() {
        let with = difference.with.iter().find(|(of, _)| *of == field).map(|(_, text)| (*text).to_owned());
        let expected = match difference.without.contains(&field) {
            true => None,
            false => with.or_else(|| graph.text(sign_in, field)),
        };
        assert_eq!(read.text(row, field), expected, "{field:?}");
    }
    for list in List::all() {
        // Bit flags stand for the same conditions.
        let plain = |entries: Vec<String>| -> Vec<String> {
            entries.iter().map(|entry| entry.replace("|application,users|none", "|3|0")).collect()
        };
        let expected = graph.list(sign_in, list).filter(|_| !difference.without_lists.contains(&list));
        assert_eq!(read.list(row, list).map(plain), expected.map(plain), "{list:?}");
    }
}

/// Reads a file of `tests/data` in several chunks; nothing may be wrong with it.
fn read_fixture(name: &str) -> Read {
    let read = read(&fixture(name));
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{name}");
    read
}

const NO_EVENTS: &[List] = &[List::EventTypes];

#[test]
fn diagnostic_settings() {
    let read = read(&fixture("diagnostics.ndjson"));
    assert_eq!(read.source_formats, [(SourceFormat::Diagnostics, 2)]);
    assert_eq!(read.problems, ["Record 2 is an entry of the audit log, no sign-in. It was left out."]);
    assert_eq!(read.file_format.as_ref().unwrap().describe(), "Diagnostic settings, JSON");
    let with = [(Field::AzureResourceId, LOG_ID)];
    let user = Difference { without: &[Field::MfaResult], without_lists: NO_EVENTS, with: &with };
    check(&read, 0, USER, &user);
    let with = [(Field::AzureResourceId, LOG_ID), (Field::Latency, "0")];
    check(&read, 1, APPLICATION, &Difference { without_lists: NO_EVENTS, with: &with, ..Default::default() });
}

#[test]
fn a_batch_of_an_event_hub() {
    let read = read_fixture("event_hub.json");
    assert_eq!(read.source_formats, [(SourceFormat::Diagnostics, 2)]);
    let with = [(Field::AzureResourceId, LOG_ID)];
    let user = Difference { without: &[Field::MfaResult], without_lists: NO_EVENTS, with: &with };
    check(&read, 0, USER, &user);
}

#[test]
fn flattened_records_of_a_hub() {
    let read = read_fixture("flattened.json");
    let with = [(Field::ConditionalAccess, "2")];
    check(&read, 0, APPLICATION, &Difference { without_lists: NO_EVENTS, with: &with, ..Default::default() });
}

#[test]
fn a_table_of_log_analytics_as_json() {
    let read = read_fixture("log_analytics.json");
    assert_eq!(read.source_formats, [(SourceFormat::LogAnalytics, 1)]);
    let with = [(Field::AzureResourceId, LOG_ID)];
    check(&read, 0, USER, &Difference { without_lists: NO_EVENTS, with: &with, ..Default::default() });
}

#[test]
fn a_table_of_log_analytics_as_csv() {
    let read = read_fixture("log_analytics.csv");
    assert_eq!(read.source_formats, [(SourceFormat::LogAnalytics, 1)]);
    let columns = read.file_format.as_ref().unwrap().describe();
    assert!(columns.starts_with("Log Analytics, CSV, "), "{columns}");
    let with = [(Field::AzureResourceId, LOG_ID)];
    check(&read, 0, USER, &Difference { without_lists: NO_EVENTS, with: &with, ..Default::default() });
}

#[test]
fn a_custom_table_with_types_behind_its_names() {
    let read = read_fixture("custom_table.csv");
    let with = [(Field::AzureResourceId, LOG_ID), (Field::IsInteractive, "True")];
    check(&read, 0, USER, &Difference { without_lists: NO_EVENTS, with: &with, ..Default::default() });
}

#[test]
fn objects_of_power_shell() {
    let read = read_fixture("power_shell.json");
    assert_eq!(read.source_formats, [(SourceFormat::PowerShell, 2)]);
    check(&read, 0, USER, &Difference { without_lists: NO_EVENTS, ..Default::default() });
    check(&read, 1, APPLICATION, &Difference { without_lists: NO_EVENTS, ..Default::default() });
}

#[test]
fn keys_in_small_letters() {
    let read = read_fixture("small_keys.json");
    check(&read, 0, USER, &Difference::default());
    check(&read, 1, APPLICATION, &Difference::default());
}

#[test]
fn a_table_of_defender() {
    let read = read_fixture("defender.csv");
    assert_eq!(read.source_formats, [(SourceFormat::Defender, 1)]);
    let difference = Difference {
        without: &[Field::UserType, Field::RiskDetail, Field::FailureReason, Field::MfaResult, Field::Latency],
        without_lists: &[List::Steps, List::SessionPolicies, List::RiskTypes],
        with: &[(Field::ConditionalAccess, "1"), (Field::SessionId, "")],
    };
    check(&read, 0, USER, &difference);
}

#[test]
fn records_inside_a_text() {
    let read = read(&fixture("cribl.ndjson"));
    assert_eq!(read.source_formats, [(SourceFormat::Graph, 1), (SourceFormat::Diagnostics, 1)]);
    assert_eq!(read.problems, ["Record 3 is an entry of the audit log, no sign-in. It was left out."]);
    check(&read, 1, APPLICATION, &Difference::default());
}

#[test]
fn sign_ins_of_the_microsoft_365_audit_log() {
    for name in ["audit_log.ndjson", "audit_log.csv"] {
        let read = read(&fixture(name));
        assert_eq!(read.source_formats, [(SourceFormat::AuditLog, 2)], "{name}");
        assert!(read.problems[0].contains("Record 2 is an entry of the Microsoft 365 audit log"), "{name}");
        assert_eq!(read.column(Field::Date), ["1763111333000", "1763111333000"]);
        assert_eq!(read.column(Field::Status), ["Failure", "Success"]);
        assert_eq!(read.column(Field::ErrorCode), ["53003", "0"], "the code of a success, whatever carries it");
        assert_eq!(read.text(0, Field::FailureReason).as_deref(), Some("BlockedByConditionalAccess"));
        assert_eq!(read.text(0, Field::JoinType).as_deref(), Some("Azure AD joined"));
        assert_eq!(read.text(0, Field::UserAgent).as_deref(), Some("Mozilla/5.0 \"quoted\", with comma"));
        assert_eq!(read.text(0, Field::IpAddress).as_deref(), Some("192.0.2.7"));
        assert_eq!(read.text(0, Field::ConditionalAccess), None, "not in this log");
        assert_eq!(read.text(0, Field::Country), None);
    }
}

#[test]
fn records_of_other_logs_of_azure_are_left_out() {
    let sign_in = r#"{"category":"SignInLogs","time":"2025-11-14T09:08:53Z"}"#;
    for (record, words) in [
        (
            r#"{"category":"Administrative","time":"2025-11-14T09:08:53Z","callerIpAddress":"192.0.2.7","identity":{},"properties":{"entity":"x"}}"#,
            "another log of Azure Monitor",
        ),
        (r#"{"category":"ProvisioningLogs","time":"2025-11-14T09:08:53Z","properties":{}}"#, "the provisioning log"),
        (
            r#"{"category":"RiskyUsers","time":"2025-11-14T09:08:53Z","properties":{"userPrincipalName":"ada@contoso.example"}}"#,
            "a risky user",
        ),
        (r#"{"category":"UserRiskEvents","time":"2025-11-14T09:08:53Z","properties":{}}"#, "a risk detection"),
        (r#"{"ActivityDisplayName":"Add user","ActivityDateTime":"2025-11-14T09:08:53Z"}"#, "the audit log"),
        (
            r#"{"CreatedDateTime":"2025-11-14T09:08:53Z","SignInCount":7,"UserPrincipalName":"ada@contoso.example"}"#,
            "a summary of several sign-ins",
        ),
        (r#"{"_raw":"no JSON","category":"x"}"#, "without the values of a sign-in"),
    ] {
        let read = read(format!("{sign_in}\n{record}\n").as_bytes());
        assert_eq!((read.store.len(), read.problems.len()), (1, 1), "{record}");
        assert!(read.problems[0].contains(words), "{record}: {}", read.problems[0]);
    }
}

#[test]
fn results_of_policies_by_number_get_their_names() {
    let policies: Vec<String> =
        (0..10).map(|result| format!("{{\"displayName\":\"P\",\"result\":{result}}}")).collect();
    let json = format!(
        r#"{{"category":"SignInLogs","time":"2025-11-14T09:08:53Z","properties":{{"appliedConditionalAccessPolicies":[{}]}}}}"#,
        policies.join(",")
    );
    let read = read(json.as_bytes());
    let results: Vec<String> =
        read.list(0, List::Policies).unwrap().iter().map(|entry| entry.split('|').nth(2).unwrap().to_owned()).collect();
    assert_eq!(
        results.join(" "),
        "success failure notApplied notEnabled unknown unknownFutureValue reportOnlySuccess reportOnlyFailure \
         reportOnlyNotApplied reportOnlyInterrupted"
    );
}

#[test]
fn the_envelope_stands_in_only_where_the_properties_have_nothing() {
    let envelope = r#""category":"SignInLogs","time":"2025-11-14T10:00:00Z","resultType":"50140","callerIpAddress":"192.0.2.1","identity":"Ada","location":"ES","durationMs":7"#;
    let alone = read(format!("{{{envelope}}}").as_bytes());
    let expected = ["50140", "192.0.2.1", "Ada", "ES", "7", "Interrupted"];
    let fields = [Field::ErrorCode, Field::IpAddress, Field::User, Field::Country, Field::Latency, Field::Status];
    assert_eq!(fields.map(|field| alone.text(0, field).unwrap()), expected);
    let properties = r#"{"createdDateTime":"2025-11-14T09:00:00Z","status":{"errorCode":0},"ipAddress":"192.0.2.2","userDisplayName":"Bob","location":{"countryOrRegion":"FR"},"processingTimeInMilliseconds":9}"#;
    let both = read(format!("{{{envelope},\"properties\":{properties}}}").as_bytes());
    assert_eq!(fields.map(|field| both.text(0, field).unwrap()), ["0", "192.0.2.2", "Bob", "FR", "9", "Success"]);
    assert_eq!(both.column(Field::Date), ["1763110800000"]);
}

#[test]
fn what_is_absent_null_or_empty_stays_so() {
    let json = r#"[{"Id":"a","CreatedDateTime":"2025-11-14T09:08:53Z","UserPrincipalName":"ada@contoso.example","AppDisplayName":null,"IPAddress":"","DeviceDetail":null,"Status":{},"AppliedConditionalAccessPolicies":[]}]"#;
    let read = read(json.as_bytes());
    let text = |field| read.text(0, field);
    assert_eq!((text(Field::Application), text(Field::IpAddress)), (Some(String::new()), Some(String::new())));
    assert_eq!((text(Field::Browser), text(Field::Compliant)), (Some(String::new()), Some(String::new())));
    assert_eq!((text(Field::ErrorCode), text(Field::Status), text(Field::UserAgent)), (None, None, None));
    assert_eq!((read.list(0, List::Policies), read.list(0, List::Steps)), (Some(vec![]), None));
}

#[test]
fn the_kind_of_sign_in_is_told_from_what_there_is() {
    let of = |name: &str, members: &str| {
        let json =
            format!(r#"[{{"createdDateTime":"2025-11-14T09:08:53Z","appId":"a","ipAddress":"192.0.2.7"{members}}}]"#);
        read_in_pieces(name, json.as_bytes(), 4096).text(0, Field::LogType)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        of("x", r#","signInEventTypes":["nonInteractiveUser"],"isInteractive":true"#),
        some("NonInteractiveUserSignInLogs")
    );
    assert_eq!(of("x", r#","isInteractive":true,"userId":"u""#), some("SignInLogs"));
    assert_eq!(of("x", r#","isInteractive":false,"userId":"u""#), some("NonInteractiveUserSignInLogs"));
    assert_eq!(of("x", r#","isInteractive":false,"servicePrincipalId":"s""#), some("ServicePrincipalSignInLogs"));
    assert_eq!(of("MSISignIns.json", r#","servicePrincipalId":"s""#), some("ManagedIdentitySignInLogs"));
    assert_eq!(of("x", r#","managedServiceIdentity":{"msiType":"userAssigned"}"#), some("ManagedIdentitySignInLogs"));
    assert_eq!(of("NonInteractiveSignIns_2025-11-01_2025-11-14.json", ""), some("NonInteractiveUserSignInLogs"));
    assert_eq!(of("InteractiveSignIns_2025-11-01_2025-11-14.json", ""), some("SignInLogs"));
    assert_eq!(of("unknown", ""), None);
    let ad_fs = read(br#"{"category":"ADFSSignInLogs","time":"2025-11-14T09:08:53Z","properties":{"userId":"u"}}"#);
    assert_eq!(ad_fs.text(0, Field::LogType), some("ADFSSignInLogs"));
    let table =
        read(br#"[{"TimeGenerated":"2025-11-14T09:08:53Z","Type":"AADManagedIdentitySignInLogs","AppId":"a"}]"#);
    assert_eq!(table.text(0, Field::LogType), some("ManagedIdentitySignInLogs"), "told by the table");
}

#[test]
fn the_details_of_an_adapted_record_are_those_of_graph_and_its_raw_text_is_its_own() {
    let bytes = fixture("diagnostics.ndjson");
    let read = read(&bytes);
    let place = read.places()[0];
    let raw = &bytes[place.offset as usize..][..place.len as usize];
    let record = read_record(raw, read.file_format.as_ref().unwrap()).unwrap();
    assert!(record.raw.contains("\"resultSignature\": \"FAILURE\"") && record.raw.contains("\"properties\": {"));
    let json = record.json.unwrap();
    assert_eq!(json["appliedConditionalAccessPolicies"][0]["displayName"], "Block abroad");
    let fields: Vec<Field> = record.fields.iter().map(|(field, _)| *field).collect();
    let stored: Vec<Field> = Field::all().filter(|&field| read.text(0, field).is_some()).collect();
    assert_eq!(fields, stored);
    assert!(record.other.iter().any(|(extra, text)| extra.name() == "resultSignature" && text == "FAILURE"));
}

#[test]
fn truncation_anywhere_keeps_what_is_whole() {
    for name in ["event_hub.json", "diagnostics.ndjson", "log_analytics.csv", "power_shell.json", "audit_log.csv"] {
        let bytes = fixture(name);
        let whole = read_in_pieces("file", &bytes, bytes.len());
        for end in (0..bytes.len()).step_by(97) {
            let part = read_in_pieces("file", &bytes[..end], 4096);
            let is_inside = |place: &signscope::store::RecordLocation| place.offset + u64::from(place.len) < end as u64;
            let expected = whole.places().iter().filter(|place| is_inside(place)).count();
            assert!(part.store.len() >= expected, "{name} cut at {end}: {} of {expected}", part.store.len());
            (0..expected).for_each(|row| assert_eq!(part.row(row), whole.row(row), "{name} cut at {end}"));
        }
    }
}

#[test]
fn objects_that_power_shell_wrote_into_cells_are_opened() {
    let csv = "id,createdDateTime,userPrincipalName,status,location,deviceDetail\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,@{errorCode=50126; failureReason=Wrong; additionalDetails=},\
               @{city=Madrid; state=; countryOrRegion=ES; geoCoordinates=},{PII Removed}\n";
    let read = read(csv.as_bytes());
    assert_eq!((&read.refused, read.source_formats.as_slice()), (&None, &[(SourceFormat::Mapped, 1)][..]));
    let fields = [Field::ErrorCode, Field::FailureReason, Field::MfaResult, Field::Location, Field::Status];
    assert_eq!(fields.map(|field| read.text(0, field).unwrap()), ["50126", "Wrong", "", "Madrid, ES", "Failure"]);
    assert_eq!(read.text(0, Field::Browser), None);
}

#[test]
fn columns_with_the_paths_of_graph() {
    let csv = "id,createdDateTime,userPrincipalName,status.errorCode,location.city,deviceDetail.isCompliant\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,50126.0,Madrid,False\n";
    let read = read(csv.as_bytes());
    let fields = [Field::RequestId, Field::ErrorCode, Field::City, Field::Compliant, Field::Status];
    assert_eq!(fields.map(|field| read.text(0, field).unwrap()), ["a", "50126.0", "Madrid", "False", "Failure"]);
}

#[test]
fn texts_that_look_like_json_are_texts_where_texts_belong() {
    let json = r#"[{"CreatedDateTime":"2025-11-14T09:08:53Z","UserPrincipalName":"ada@contoso.example","AppDisplayName":"[1]","DeviceDetail":{"DisplayName":"[2]","DeviceId":"{PII Removed}"}}]"#;
    let read = read(json.as_bytes());
    let fields = [Field::Application, Field::DeviceName, Field::DeviceId];
    assert_eq!(fields.map(|field| read.text(0, field).unwrap()), ["[1]", "[2]", "{PII Removed}"]);
}

/// A value of any kind, JSON inside texts included.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        "[a-z{}\\[\\]\":,0-9@=; ]{0,12}".prop_map(Into::into),
        Just("2025-11-14T09:08:53Z".into()),
        Just("{\"city\":\"Madrid\"}".into()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let key = prop::sample::select(vec!["city", "GeoCoordinates", "result", "Name", "Value", "Id", "errorCode"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Into::into),
            prop::collection::vec((key.prop_map(str::to_owned), inner), 0..3)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(super::cases(200))]

    #[test]
    fn any_object_is_a_sign_in_or_not_in_all_pieces(
        members in prop::collection::vec((prop::sample::select(vec![
            "properties", "category", "time", "Category", "TimeGenerated", "CreatedDateTime", "createdDateTime", "Status",
            "Location", "LocationDetails", "DeviceDetail", "ResultType", "Timestamp", "AccountUpn", "ErrorCode", "_raw",
            "AuditData", "CreationTime", "Operation", "ExtendedProperties", "Identity", "AdditionalProperties",
            "ConditionalAccessPolicies", "UserPrincipalName", "userPrincipalName", "ipAddress", "id", "createddatetime", "status_errorCode_d", "RiskState", "Id",
        ]), value()), 0..9)
    ) {
        let object: serde_json::Map<String, serde_json::Value> =
            members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let json = serde_json::to_string(&object).unwrap();
        let twice = read(format!("[{json},{json}]").as_bytes());
        // What a record is does not depend on those before it.
        let graph = r#"{"createdDateTime":"2025-11-14T09:08:53Z","appId":"a"}"#;
        let flat = r#"{"TimeGenerated":"2025-11-14T09:08:53Z","Category":"SignInLogs","AppId":"a"}"#;
        for before in [graph, flat] {
            let after = read(format!("[{before},{json}]").as_bytes());
            prop_assert_eq!(after.store.len(), 1 + twice.store.len() / 2);
            if after.store.len() == 2 {
                let (mut one, mut other) = (after.row(1), twice.row(0));
                // A column that no record has is absent in one of them.
                one.retain(|_, text| !text.is_empty());
                other.retain(|_, text| !text.is_empty());
                prop_assert_eq!(one, other);
            }
        }
    }
}
