//! Nested values in other notations, and values that are no JSON: what a record says is read, or said not to be
//! understood.

use proptest::prelude::*;
use signscope::ingest::{SourceFormat, read_record};
use signscope::schema::{ExtraColumn, Field, List};

use super::samples::fault;
use super::{Read, read, read_in_pieces};

#[track_caller]
fn texts<const N: usize>(read: &Read, row: usize, fields: [Field; N]) -> [String; N] {
    fields.map(|field| read.text(row, field).unwrap_or_else(|| "-".to_owned()))
}

const STATUS: [Field; 3] = [Field::ErrorCode, Field::FailureReason, Field::MfaResult];
const PLACE: [Field; 4] = [Field::Location, Field::OperatingSystem, Field::Latitude, Field::Browser];

#[test]
fn cells_of_power_shell_are_split_only_before_keys_they_can_have() {
    let Some(bytes) = fault("29_entra_psobject.csv") else { return };
    let read = read(&bytes);
    assert_eq!(read.store.len(), 3);
    let expired = "The user's password is expired, and therefore their login or session was ended. See \
                   https://learn.microsoft.com/entra/x?a=b";
    assert_eq!(texts(&read, 0, STATUS), ["50055", "The password is expired.", expired]);
    let denied = "Authentication failed during strong authentication request.";
    assert_eq!(texts(&read, 1, STATUS), ["500121", denied, "MFA denied; user declined the authentication"]);
    assert_eq!(texts(&read, 2, PLACE)[..2], ["Nashik, Maharashtra, IN", "Windows10"]);
    assert_eq!(read.list(0, List::Policies), None, "the exporter lost them");
    assert!(read.problems.iter().any(|problem| problem.contains("lost when the file was written")));
}

#[test]
fn values_in_a_cell_of_power_shell_may_look_like_members() {
    let csv = "id,createdDateTime,userPrincipalName,status,location\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,@{failureReason=a; detail=b; city=c=d; errorCode=50126},\
               @{city=Madrid; geoCoordinates=@{latitude=1.5; longitude=2}; countryOrRegion=ES}\n";
    let read = read(csv.as_bytes());
    assert_eq!(texts(&read, 0, STATUS), ["50126", "a; detail=b; city=c=d", "-"]);
    let fields = [Field::City, Field::Latitude, Field::Longitude, Field::Country];
    assert_eq!(texts(&read, 0, fields), ["Madrid", "1.5", "2", "ES"]);
}

#[test]
fn objects_printed_by_dot_net_are_read() {
    let Some(bytes) = fault("02b_azureadpreview_export.csv") else { return };
    let read = read(&bytes);
    assert_eq!(read.store.len(), 2);
    assert_eq!(texts(&read, 0, STATUS), ["0", "", "MFA requirement satisfied by claim in the token"]);
    assert_eq!(read.text(1, Field::ErrorCode).as_deref(), Some("50126"));
    assert_eq!(texts(&read, 0, PLACE), ["Madrid, Madrid, ES", "Windows 10", "40.4165", "Chrome 112.0.0"]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
    assert_eq!(read.list(0, List::Policies), None);
}

#[test]
fn a_text_over_several_lines_stays_whole_in_a_printed_object() {
    let csv = "#TYPE Microsoft.Open.MSGraph.Model.SignIn\nId,CreatedDateTime,UserPrincipalName,Status\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,\"class SignInStatus {\n  ErrorCode: 50126\n  \
               FailureReason: One: two.\nCity: three\n  AdditionalDetails: \n}\n\"\n";
    let read = read(csv.as_bytes());
    assert_eq!(texts(&read, 0, STATUS), ["50126", "One: two.\nCity: three", ""]);
}

#[test]
fn dictionaries_of_python_are_read() {
    let Some(bytes) = fault("56c_pandas_dicts.csv") else { return };
    let read = read(&bytes);
    assert_eq!((read.store.len(), &read.problems), (2, &vec![]));
    assert_eq!(texts(&read, 0, STATUS), ["0", "Other.", ""]);
    assert_eq!(texts(&read, 1, PLACE), ["Madrid, Madrid, ES", "Windows10", "40.4165", "Edge 126.0.0"]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
    assert_eq!(read.list(0, List::Policies), Some(vec![]));
}

#[test]
fn strings_of_python_are_read_with_their_escapes() {
    let csv = "id,createdDateTime,userPrincipalName,status,appliedConditionalAccessPolicies\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,\"{'errorCode': 50126, 'failureReason': \"\"it's \\\\ \\x41\\n\\u00e9\"\", 'additionalDetails': nan}\",\
               \"[{'id': 'p', 'displayName': 'Require \"\"MFA\"\"', 'result': 'success', 'enforcedGrantControls': ['mfa', 'block']}]\"\n";
    let read = read(csv.as_bytes());
    assert_eq!(texts(&read, 0, STATUS), ["50126", "it's \\ A\né", ""]);
    assert_eq!(read.list(0, List::Policies).unwrap(), ["p|Require \"MFA\"|success|mfa, block|-|-|-"]);
}

#[test]
fn numbered_columns_are_lists() {
    let Some(bytes) = fault("62b_flat_numbered.csv") else { return };
    let read = read(&bytes);
    assert_eq!((read.store.len(), &read.problems), (1, &vec![]));
    let policies = [
        "aaaaaaaa-0000-4000-8000-000000000001|Block abroad|failure|-|-|-|-",
        "aaaaaaaa-0000-4000-8000-000000000002|Require MFA|notApplied|-|-|-|-",
    ];
    assert_eq!(read.list(0, List::Policies).unwrap(), policies);
    assert_eq!(read.list(0, List::Steps).unwrap(), ["Password|-|True|Correct password|-"]);
    assert_eq!(read.list(0, List::EventTypes).unwrap(), ["interactiveUser"]);
    assert_eq!(texts(&read, 0, [Field::Location, Field::Latitude]), ["Lagos, NG", "6.45"]);
}

#[test]
fn items_that_a_row_does_not_have_are_none() {
    let csv = "id,createdDateTime,userPrincipalName,appliedConditionalAccessPolicies_0_displayName,\
               appliedConditionalAccessPolicies_1_displayName,riskEventTypes_v2[0],networkLocationDetails.0.networkNames.0,\
               networkLocationDetails.0.networkNames.1,step.1\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,One,,unlikelyTravel,HQ,Büro,x\n\
               b,2025-11-14T09:08:53Z,ada@contoso.example,,,,,,\n";
    let read = read(csv.as_bytes());
    assert_eq!(read.list(0, List::Policies).unwrap(), ["-|One|-|-|-|-|-"]);
    assert_eq!(read.list(0, List::RiskTypes).unwrap(), ["unlikelyTravel"]);
    assert_eq!(read.list(0, List::Networks).unwrap(), ["-|HQ, Büro"]);
    assert_eq!(read.list(1, List::Policies), Some(vec![]));
}

#[test]
fn texts_among_objects_are_opened_or_the_list_is_not_told() {
    let record = |policies: &str| {
        format!(
            r#"[{{"id":"a","createdDateTime":"2025-11-14T09:08:53Z","userPrincipalName":"ada@contoso.example","status":{{"errorCode":0}},"appliedConditionalAccessPolicies":{policies}}}]"#
        )
    };
    let opened = read(
        record(r#"["@{id=p; displayName=Block; abroad; enforcedGrantControls=System.Object[]; result=failure}"]"#)
            .as_bytes(),
    );
    assert_eq!(opened.list(0, List::Policies).unwrap(), ["p|Block; abroad|failure|-|-|-|-"]);
    assert_eq!(opened.text(0, Field::RequestId).as_deref(), Some("a"));
    for lost in [r#"["System.Collections.Hashtable"]"#, r#"[{"displayName":"One"},"System.Object"]"#] {
        let read = read(record(lost).as_bytes());
        assert_eq!(read.list(0, List::Policies), None, "{lost}");
        assert!(read.problems[0].contains("1 nested value was lost"), "{:?}", read.problems);
    }
    let names = read(record(r#"["Require MFA"]"#).as_bytes());
    assert_eq!(names.list(0, List::Policies), None);
    let words = "Record 1: “appliedConditionalAccessPolicies” is in this file, but it is written in a way";
    assert!(names.problems[0].starts_with(words), "{:?}", names.problems);
}

#[test]
fn a_file_whose_objects_were_cut_off_by_depth_has_no_policy_without_a_name() {
    let Some(bytes) = fault("29b_entra_psobject_depth.json") else { return };
    let read = read(&bytes);
    assert_eq!(read.source_formats, [(SourceFormat::Graph, 1)]);
    let policies = read.list(0, List::Policies).unwrap();
    assert_eq!(policies, ["aaaaaaaa-0000-4000-8000-000000000001|Block abroad|failure|-|-|-|-"]);
    assert_eq!(texts(&read, 0, [Field::Latitude, Field::Longitude]), ["20.01", "73.79"]);
    assert!(read.problems.iter().any(|problem| problem.contains("2 nested values were lost")), "{:?}", read.problems);
}

#[test]
fn what_is_not_understood_is_said_and_kept() {
    let csv = "id,createdDateTime,userPrincipalName,DeviceDetail,AuthenticationDetails\n\
               a,2025-11-14T09:08:53Z,ada@contoso.example,Edge on Windows,Password and more\n";
    let read = read(csv.as_bytes());
    let told: Vec<&str> = read.problems.iter().filter_map(|problem| problem.split('”').next()).collect();
    assert_eq!(told, ["Record 1: “AuthenticationDetails", "Record 1: “DeviceDetail"]);
    let place = read.places()[0];
    let raw = &csv.as_bytes()[place.offset as usize..][..place.len as usize];
    let other = read_record(raw, read.file_format.as_ref().unwrap()).unwrap().other;
    assert!(
        other.contains(&(ExtraColumn::named("DeviceDetail (as text)").unwrap(), "Edge on Windows".to_owned())),
        "{other:?}"
    );
    assert_eq!((read.list(0, List::Steps), read.text(0, Field::Browser)), (None, None));
}

#[test]
fn texts_inside_texts_are_opened_to_a_depth() {
    let mut inside = "{}".to_owned();
    for _ in 0..90 {
        inside = format!("{{\"a\":{inside}}}");
    }
    let text = serde_json::to_string(&format!("[{inside}]")).unwrap();
    let twice = serde_json::to_string(&format!("[{text}]")).unwrap();
    for deep in [text, twice] {
        let json = format!(
            r#"{{"category":"SignInLogs","time":"2025-11-14T09:08:53Z","properties":{{"id":"a","userPrincipalName":"u","networkLocationDetails":[{{"networkType":"n"}}],"authenticationDetails":{deep}}}}}"#
        );
        let read = read(json.as_bytes());
        assert_eq!(read.column(Field::RequestId), ["a"], "{:?}", read.problems);
        assert_eq!(read.list(0, List::Networks).unwrap().len(), 1);
    }
    // As deep as a file can have it, in each of several properties that count as if they stood beside it.
    let mut spread = r#"{"id":"a"}"#.to_owned();
    for _ in 0..20 {
        spread = format!("{{\"properties\":{}}}", serde_json::Value::from(spread));
        if spread.len() > 1 << 20 {
            break;
        }
    }
    let json = format!(r#"{{"category":"SignInLogs","time":"2025-11-14T09:08:53Z","properties":{spread}}}"#);
    assert_eq!(read_in_pieces("file", json.as_bytes(), 4096).store.len(), 1);
}

/// Odd values, and the text each becomes.
const ODD: [(&str, &str); 9] = [
    (r#""a\ud800b""#, "a\u{fffd}b"),
    (r#""\udc00\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
    ("\"a\u{1}\tb\"", "a\u{1}\tb"),
    (r#""C:\Windows\u12""#, "C:\\Windows\\u12"),
    ("Infinity", "Infinity"),
    ("-Infinity", "-Infinity"),
    ("007", "007"),
    ("1e999", "1e999"),
    ("undefined_thing", "undefined_thing"),
];

#[test]
fn an_odd_value_does_not_cost_its_record() {
    let digits = "9".repeat(400);
    let odd = ODD.into_iter().chain([(digits.as_str(), digits.as_str())]);
    for (value, text) in odd {
        let graph = format!(
            r#"{{"id":"a","createdDateTime":"2025-11-14T09:08:53Z","userAgent":{value},"appDisplayName":"App","status":{{"errorCode":0}}}}"#
        );
        let normalized = format!(
            r#"{{"category":"SignInLogs","time":"2025-11-14T09:08:53Z","properties":{{"id":"a","userAgent":{value},"appDisplayName":"App","status":{{"errorCode":0}}}}}}"#
        );
        for record in [graph, normalized] {
            let read = read(format!("[{record},\n{record}]").as_bytes());
            assert_eq!(read.column(Field::UserAgent), [text, text], "{record}");
            assert_eq!(read.column(Field::Application), ["App", "App"], "{record}");
            assert_eq!(read.column(Field::Status), ["Success", "Success"], "{record}");
            assert_eq!(read.problems.len(), 2, "{:?}", read.problems);
            assert!(
                read.problems[0].ends_with("The record was kept, with that value as a text."),
                "{:?}",
                read.problems
            );
            let record = read_record(record.as_bytes(), read.file_format.as_ref().unwrap()).unwrap();
            assert_eq!(record.json.unwrap()["userAgent"], text);
        }
    }
}

proptest! {
    #![proptest_config(super::cases(300))]

    /// Whatever bytes stand in the place of a value, reading ends, and the records around it are there.
    #[test]
    fn any_bytes_in_the_place_of_a_value(value in "[a-z0-9\\\\\"{}:@=;,.' \\[\\]-]{0,24}", is_text in any::<bool>()) {
        let value = if is_text { format!("\"{value}\"") } else { value };
        let around = |id: &str| format!(r#"{{"id":"{id}","createdDateTime":"2025-11-14T09:08:53Z","appId":"x"}}"#);
        let odd = format!(r#"{{"id":"b","createdDateTime":"2025-11-14T09:08:53Z","appId":"x","status":{value}}}"#);
        let json = format!("{}\n{odd}\n{}\n", around("a"), around("c"));
        let read = read(json.as_bytes());
        prop_assert_eq!(read.text(0, Field::RequestId), Some("a".to_owned()));
    }

    /// Every object that PowerShell prints is read again, whatever stands in its values but a key that it can have.
    #[test]
    fn printed_objects_are_read_again(code in 1..99999u32, reason in "[a-z;= @{:]{0,20}[a-z.]", details in "[A-Z;=: ]{0,20}[A-Z.]") {
        prop_assume!(!reason.contains("@{"));
        let hash = format!("@{{errorCode={code}; failureReason={reason}; additionalDetails={details}}}");
        let class = format!("class SignInStatus {{\n  ErrorCode: {code}\n  FailureReason: {reason}\n  AdditionalDetails: {details}\n}}\n");
        for text in [hash, class] {
            let csv = format!("id,createdDateTime,userPrincipalName,status\na,2025-11-14T09:08:53Z,u@contoso.example,\"{text}\"\n");
            let read = read_in_pieces("file", csv.as_bytes(), 4096);
            let found = texts(&read, 0, STATUS);
            prop_assert_eq!(found.each_ref().map(|text| text.trim()), [&code.to_string(), reason.trim(), details.trim()], "{}", text);
        }
    }
}
