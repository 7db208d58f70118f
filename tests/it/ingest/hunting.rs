//! Tables of Microsoft Defender advanced hunting, from the portal and from its two interfaces.

use signscope::ingest::SourceFormat;
use signscope::schema::{Field, List};

use super::samples::fault;
use super::{Read, read};

const SPN: &str = "Timestamp,Application,ApplicationId,IsManagedIdentity,ErrorCode,CorrelationId,ServicePrincipalName,ServicePrincipalId,IPAddress,RequestId\n\
                   2025-11-14T09:51:00.1234567Z,Backup robot,app,false,0,c,Backup robot,sp,198.51.100.7,r1\n\
                   2025-11-14T09:52:00.1234567Z,vm-7,app,true,7000215,c,vm-7,sp,198.51.100.7,r2\n";

fn check_service_principals(read: &Read) {
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]));
    assert_eq!(read.source_formats, [(SourceFormat::Defender, 2)]);
    assert_eq!(read.column(Field::ServicePrincipalName), ["Backup robot", "vm-7"]);
    assert_eq!(read.column(Field::LogType), ["ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs"]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
}

#[test]
fn tables_of_service_principals_are_read() {
    check_service_principals(&read(SPN.as_bytes()));
    if let Some(bytes) = fault("83b_defender_spn.csv") {
        check_service_principals(&read(&bytes));
    }
}

#[test]
fn answers_of_both_interfaces_are_read() {
    let row = |id: &str| {
        format!(
            r#"{{"Timestamp":"2025-11-14T09:51:00Z","Application":"OfficeHome","LogonType":"[\"interactiveUser\"]","ErrorCode":50126,"AccountUpn":"ada@contoso.example","RequestId":"{id}"}}"#
        )
    };
    let rows = format!("[{},{}]", row("a"), row("b"));
    let columns = r#"[{"name":"Timestamp","type":"DateTime"},{"name":"RequestId","type":"String"}]"#;
    for answer in [
        format!(r#"{{"@odata.context":"x","schema":{columns},"results":{rows}}}"#),
        format!(
            r#"{{"Stats":{{"ExecutionTime":1,"dataset_statistics":[{{"table_row_count":2}}]}},"Schema":{columns},"Results":{rows}}}"#
        ),
        format!(r#"{{"results":{rows},"schema":{columns}}}"#),
        format!(r#"[{{"@odata.context":"x","schema":{columns},"results":{rows}}}]"#),
    ] {
        let read = read(answer.as_bytes());
        assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{answer}");
        assert_eq!(read.column(Field::RequestId), ["a", "b"], "{answer}");
        assert_eq!(read.column(Field::Status), ["Failure", "Failure"]);
        assert_eq!(read.list(0, List::EventTypes).unwrap(), ["interactiveUser"]);
    }
    let Some(bytes) = fault("83c_defender_graph.json") else { return };
    let read = read(&bytes);
    assert_eq!((read.store.len(), &read.problems), (4, &vec![]));
    assert_eq!(read.text(1, Field::RiskState).as_deref(), Some("atRisk"));
}
