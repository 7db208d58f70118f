//! A small tenant whose answers are known.

use signscope::schema::{Field, List, Part};
use signscope::store::{BatchBuilder, Store};

use crate::records::push;

/// 2026-11-10T00:00:00Z, the instant of record 3, which is the newest.
const NEWEST: i64 = 1_794_268_800_000;
const DAY: i64 = 86_400_000;
const GUID: &str = "8a7b0c2d-1111-4222-8333-944455566677";

/// Policies (name, result, grant controls), risk types and steps (method, succeeded) of a record.
type Lists<'a> = (&'a [(&'a str, &'a str, &'a str)], &'a [&'a str], &'a [(&'a str, &'a str)]);

/// Five records: a plain one, a failure, one of a service, the newest, and one with nothing in it.
pub fn tenant() -> Store {
    let time = |days: i64, millis: i64| (NEWEST - days * DAY + millis).to_string();
    let times = [time(9, 0), time(7, 0), time(1, 1), time(0, 0)];
    let mut batch = BatchBuilder::default();
    let lists: [Lists<'_>; 4] = [
        (&[("CA001: MFA", "success", "Mfa"), ("CA004 \"Block\"", "notApplied", "Block")], &[], &[("Password", "true")]),
        (
            &[("CA001: MFA", "notApplied", "Mfa"), ("CA004 \"Block\"", "failure", "Block, Mfa")],
            &["unlikelyTravel"],
            &[("Password", "true"), ("SMS", "false")],
        ),
        (&[], &[], &[]),
        (&[("Everyone", "reportOnlyFailure", "")], &["leakedCredentials", "generic"], &[("FIDO2", "true")]),
    ];
    let records: [&[(Field, &str)]; 4] = [
        &[
            (Field::Date, &times[0]),
            (Field::RequestId, GUID),
            (Field::User, "Ada Lindqvist"),
            (Field::Username, "ada@contoso.example"),
            (Field::Application, "Azure Portal"),
            (Field::Status, "Success"),
            (Field::ErrorCode, "0"),
            (Field::IpAddress, "203.0.113.7"),
            (Field::ClientApp, "Browser"),
            (Field::ConditionalAccess, "success"),
            (Field::OperatingSystem, "Windows10"),
            (Field::Compliant, "true"),
            (Field::IsInteractive, "true"),
            (Field::Latency, "120"),
            (Field::Country, "SE"),
            (Field::City, "Umeå"),
            (Field::RiskState, "none"),
        ],
        &[
            (Field::Date, &times[1]),
            (Field::RequestId, "odd-1111"),
            (Field::User, "Bo Nakamura"),
            (Field::Username, "BO@contoso.example"),
            (Field::Application, "Office 365"),
            (Field::Status, "Failure"),
            (Field::ErrorCode, "50126"),
            (Field::IpAddress, "198.51.100.20"),
            (Field::ClientApp, "imap"),
            (Field::ConditionalAccess, "notApplied"),
            (Field::OperatingSystem, "Ios 17"),
            (Field::Compliant, "false"),
            (Field::IsInteractive, "false"),
            (Field::Latency, "80"),
            (Field::Country, "JP"),
            (Field::City, "Kyoto"),
            (Field::RiskState, "atRisk"),
        ],
        &[
            (Field::Date, &times[2]),
            (Field::ServicePrincipalName, "backup-service"),
            (Field::Application, "azure portal"),
            (Field::Status, "Interrupted"),
            (Field::ErrorCode, "50140"),
            (Field::IpAddress, "2001:db8::7"),
            (Field::ConditionalAccess, "Not Applied"),
            (Field::IsInteractive, "false"),
            (Field::Latency, "1500"),
            (Field::City, ""),
        ],
        &[
            (Field::Date, &times[3]),
            (Field::User, "Chidi"),
            (Field::Username, "chidi@fabrikam.example"),
            (Field::Application, "Teams"),
            (Field::Status, "Failure"),
            (Field::ErrorCode, "53003"),
            (Field::IpAddress, "203.0.113.200"),
            (Field::ClientApp, "Other clients; POP"),
            (Field::ConditionalAccess, "failure"),
            (Field::OperatingSystem, "Windows"),
            (Field::IsInteractive, "true"),
            (Field::UserAgent, "Mozilla/5.0 (Windows NT 10.0)"),
            (Field::Latitude, "59.25"),
        ],
    ];
    for (record, (policies, risks, steps)) in records.into_iter().zip(lists) {
        for (name, result, controls) in policies {
            let parts = [
                (Part::PolicyName, name.as_bytes()),
                (Part::PolicyResult, result.as_bytes()),
                (Part::PolicyGrants, controls.as_bytes()),
            ];
            batch.add_entry(List::Policies, &parts);
        }
        batch.end_list(List::Policies);
        risks.iter().for_each(|risk| batch.add_entry(List::RiskTypes, &[(Part::RiskType, risk.as_bytes())]));
        batch.end_list(List::RiskTypes);
        for (method, succeeded) in steps {
            batch.add_entry(
                List::Steps,
                &[(Part::StepMethod, method.as_bytes()), (Part::StepSucceeded, succeeded.as_bytes())],
            );
        }
        batch.end_list(List::Steps);
        // Columns that no field stands for, one of them with a name that a field has in Kusto.
        let teams = [Some("Blue 7"), Some(""), Some("203.0.113.9"), None];
        if let Some(team) = teams[batch.len()] {
            for name in ["Team", "TimeGenerated"] {
                let slot = batch.extra_slot(name).unwrap();
                batch.set_extra(slot, team.as_bytes());
            }
        }
        push(&mut batch, record);
    }
    push(&mut batch, &[]);
    let mut store = Store::default();
    store.append_built(batch);
    store
}
