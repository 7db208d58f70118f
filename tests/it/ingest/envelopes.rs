//! Known records inside whatever a collector put around them.

use serde_json::{Value, json};
use signscope::ingest::{SourceFormat, read_record};
use signscope::schema::{ExtraColumn, Field, List};

use super::names::{check, fault};
use super::{Read, fixture, read, read_in_pieces};

/// A record of diagnostic settings, as an Event Hub delivers it.
fn diagnostic(number: u32) -> Value {
    json!({
        "time": "2026-03-03T08:00:01Z",
        "category": "SignInLogs",
        "resultType": "50126",
        "callerIpAddress": "192.0.2.7",
        "properties": {
            "id": format!("3f1c8d10-6f5e-4d5a-9d7c-{number:012}"),
            "createdDateTime": "2026-03-03T08:00:00Z",
            "userPrincipalName": "ada@contoso.example",
            "appDisplayName": "Azure Portal",
            "ipAddress": "192.0.2.7",
            "status": {"errorCode": 50126, "failureReason": "Invalid username or password."},
            "appliedConditionalAccessPolicies": [{"displayName": "Require MFA", "result": "notApplied"}]
        }
    })
}

fn check_diagnostic(read: &Read, row: usize) {
    let expected = [
        (Field::Username, "ada@contoso.example"),
        (Field::Application, "Azure Portal"),
        (Field::IpAddress, "192.0.2.7"),
        (Field::ErrorCode, "50126"),
        (Field::Date, "1772524800000"),
    ];
    check(read, row, &expected);
    assert!(read.list(row, List::Policies).is_some_and(|policies| policies[0].contains("Require MFA")));
}

/// What collectors put around a record.
fn around(record: &Value) -> Vec<(&'static str, Value)> {
    let text = Value::String(record.to_string());
    vec![
        ("Splunk, fields", json!({"preview": false, "offset": 0, "result": record})),
        ("Splunk, raw", json!({"preview": false, "offset": 0, "result": {"_raw": text, "host": "h", "source": "s"}})),
        ("Beats, message", json!({"@timestamp": "2026-03-03T09:00:00Z", "agent": {"id": "a"}, "message": text})),
        ("Beats, original", json!({"agent": {"id": "a"}, "event": {"kind": "event", "original": text}})),
        ("Elasticsearch", json!({"_index": "i", "_id": "x", "_source": {"event": {"original": text}, "tags": ["a"]}})),
        (
            "Wazuh",
            json!({"timestamp": "2026-03-03T09:00:00Z", "rule": {"level": 3}, "agent": {"id": "0"}, "data": record}),
        ),
        ("LimaCharlie", json!({"routing": {"oid": "o", "event_type": "e"}, "event": record})),
        ("dotted", json!({"log.level": "info", "azure.signinlogs": record})),
        ("deep", json!({"a": {"b": {"c": {"d": record}}}})),
    ]
}

#[test]
fn a_record_is_found_in_its_envelope() {
    for (what, one) in around(&diagnostic(1)) {
        let (_, two) = around(&diagnostic(2)).into_iter().find(|(other, _)| *other == what).unwrap();
        let files = [
            format!("{one}\n{two}\n"),
            format!("[{one},\n{two}]"),
            json!({"records": [one, two]}).to_string(),
            json!({"took": 3, "hits": {"total": {"value": 2}, "hits": [one, two]}}).to_string(),
        ];
        for file in files {
            for size in [7, file.len()] {
                let read = read_in_pieces("file", file.as_bytes(), size);
                assert_eq!((&read.refused, &read.problems, &read.mapping), (&None, &vec![], &None), "{what}: {file}");
                assert_eq!(read.source_formats, [(SourceFormat::Diagnostics, 2)], "{what}");
                (0..2).for_each(|row| check_diagnostic(&read, row));
            }
        }
    }
}

#[test]
fn what_stands_around_a_record_is_kept() {
    let (_, record) = around(&diagnostic(1)).swap_remove(0);
    let read = read(record.to_string().as_bytes());
    let other = read_record(record.to_string().as_bytes(), read.file_format.as_ref().unwrap()).unwrap().other;
    for (name, value) in [("preview", "false"), ("offset", "0")] {
        assert!(other.contains(&(ExtraColumn::named(name).unwrap(), value.to_owned())), "{name}: {other:?}");
    }
}

#[test]
fn records_in_an_inner_array_are_found_all_of_them() {
    let graph: Value = serde_json::from_slice(&fixture("adapted_as_graph.json")).unwrap();
    let records = graph.as_array().unwrap();
    for (one, two) in [(r#"{"made":"x","data":{"items":"#, r#","next":null},"items":[1]}"#), (r#"{"signIns":"#, "}")] {
        let file = format!("{one}{graph}{two}");
        for size in [1, 100, file.len()] {
            let read = read_in_pieces("file", file.as_bytes(), size);
            assert_eq!((read.store.len(), &read.problems), (records.len(), &vec![]), "{one}");
        }
    }
    let both = format!(r#"{{"interactive":{graph},"others":{{"nonInteractive":{graph}}}}}"#);
    assert_eq!(read(both.as_bytes()).store.len(), records.len() * 2);
}

#[test]
fn an_answer_of_kibana_has_its_fields_in_lists() {
    let Some(bytes) = fault("34_kibana.json") else { return };
    let read = read(&bytes);
    assert_eq!((&read.refused, read.store.len()), (&None, 1));
    let expected = [
        (Field::RequestId, "3f1c8d10-6f5e-4d5a-9d7c-00000000003d"),
        (Field::Username, "ada@contoso.example"),
        (Field::Application, "Azure Portal"),
        (Field::ErrorCode, "0"),
        (Field::IpAddress, "192.0.2.7"),
        (Field::ConditionalAccess, "success"),
        (Field::Date, "1630490400000"),
    ];
    check(&read, 0, &expected);
    assert_eq!(read.list(0, List::RiskTypes).unwrap(), ["unfamiliarFeatures", "passwordSpray"]);
}

/// A sign-in of Graph.
fn graph(number: u32) -> Value {
    json!({
        "id": format!("3f1c8d10-6f5e-4d5a-9d7c-{number:012}"),
        "createdDateTime": "2026-03-03T08:00:00Z",
        "userPrincipalName": "ada@contoso.example",
        "appDisplayName": "Azure Portal",
        "status": {"errorCode": 0}
    })
}

#[test]
fn lists_are_found_in_every_object_of_a_file() {
    let [one, two, three, four] = [1, 2, 3, 4].map(graph);
    let deep = (0..12).fold(json!([one, two, three, four]), |inner, _| json!({ "a": inner }));
    let files = [
        format!(
            "{}\n{}",
            json!({"hits": {"hits": [{"_source": one}, {"_source": two}]}}),
            json!({"hits": {"hits": [{"_source": three}, {"_source": four}]}})
        ),
        json!([{"batch": 1, "signIns": [one, two]}, {"batch": 2, "signIns": [three, four]}]).to_string(),
        format!("{}\n{}", json!({"body": {"records": [one, two]}}), json!({"value": [three, four]})),
        deep.to_string(),
    ];
    for file in files {
        for size in [1, 64, file.len()] {
            let read = read_in_pieces("file", file.as_bytes(), size);
            assert_eq!((read.store.len(), &read.problems), (4, &vec![]), "{file}");
            assert!(read.column(Field::Username).iter().all(|name| name == "ada@contoso.example"), "{file}");
        }
    }
}

#[test]
fn sign_ins_that_are_not_read_are_counted() {
    let [one, two, three] = [1, 2, 3].map(graph);
    let diagnostic = diagnostic(1);
    for (file, read_of_it, left_out, words) in [
        (json!({"k1": one, "k2": two, "k3": three}), 1, 2, "holds several sign-ins"),
        (json!({"items": [one, two], "last": three}), 2, 1, "has a sign-in under “last”"),
        (json!({"event": {"original": diagnostic.to_string()}, "azure": {"signinlogs": diagnostic}}), 1, 0, ""),
    ] {
        let read = read(file.to_string().as_bytes());
        assert_eq!((read.store.len(), read.problems.len()), (read_of_it, left_out), "{file}: {:?}", read.problems);
        assert!(read.problems.iter().all(|problem| problem.contains(words)), "{:?}", read.problems);
    }
    let mixed = format!("{one}\n{}\n", json!({"data": {"items": [two, three]}}));
    assert!(read(mixed.as_bytes()).problems[0].contains("an object around lists of sign-ins"), "{mixed}");
}

#[test]
fn what_only_looks_like_an_envelope_is_none() {
    for other in [
        json!({"user": {"displayName": "Ada", "createdDateTime": "2026-03-03T08:00:00Z"}}),
        json!({"event": {"time": "2026-03-03T08:00:00Z", "category": "AuditLogs", "properties": {"id": "x"}}}),
        json!({"a": {"properties": {"createdDateTime": "2026-03-03T08:00:00Z"}}}),
    ] {
        assert_eq!(read(other.to_string().as_bytes()).store.len(), 0, "{other}");
    }
}
