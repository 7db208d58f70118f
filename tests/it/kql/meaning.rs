//! What texts keep of a small tenant whose answers are known.

use signscope::kql::parse;
use signscope::query::select;
use signscope::schema::{Field, List, Part};
use signscope::store::{Batch, Store};

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
    let mut batch = Batch::default();
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
                (Part::POLICY_NAME, name.as_bytes()),
                (Part::POLICY_RESULT, result.as_bytes()),
                (Part(3), controls.as_bytes()),
            ];
            batch.add_entry(List::Policies, &parts);
        }
        batch.end_list(List::Policies);
        risks.iter().for_each(|risk| batch.add_entry(List::RiskTypes, &[(Part(0), risk.as_bytes())]));
        batch.end_list(List::RiskTypes);
        for (method, succeeded) in steps {
            batch.add_entry(List::Steps, &[(Part(0), method.as_bytes()), (Part(2), succeeded.as_bytes())]);
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
    store.append(batch);
    store
}

const ALL: &[u32] = &[0, 1, 2, 3, 4];

const CASES: &[(&str, &[u32])] = &[
    // Equality: case counts with ==, not with =~; a missing text is empty.
    ("UserPrincipalName == \"ada@contoso.example\"", &[0]),
    ("UserPrincipalName == \"ADA@contoso.example\"", &[]),
    ("UserPrincipalName =~ \"ADA@contoso.example\"", &[0]),
    ("UserPrincipalName == \"bo@contoso.example\"", &[]),
    ("UserPrincipalName == \"BO@contoso.example\"", &[1]),
    ("UserPrincipalName != \"ada@contoso.example\"", &[1, 2, 3, 4]),
    ("UserPrincipalName !~ \"bo@contoso.example\"", &[0, 2, 3, 4]),
    ("UserPrincipalName == ''", &[2, 4]),
    ("UserPrincipalName != \"\"", &[0, 1, 3]),
    ("\"ada@contoso.example\" == UserPrincipalName", &[0]),
    ("AppDisplayName == \"Azure Portal\"", &[0]),
    ("AppDisplayName =~ \"Azure Portal\"", &[0, 2]),
    ("AppDisplayName in (\"Azure Portal\", \"Teams\")", &[0, 3]),
    ("AppDisplayName in~ (\"azure portal\", \"teams\")", &[0, 2, 3]),
    ("AppDisplayName !in (\"Azure Portal\", \"Teams\")", &[1, 2, 4]),
    ("AppDisplayName !in~ (\"Azure Portal\", \"Teams\")", &[1, 4]),
    ("AppDisplayName in (dynamic([\"Teams\", \"x\"]))", &[3]),
    ("AppDisplayName in (\"\", \"Teams\")", &[3, 4]),
    ("tolower(UserPrincipalName) == \"bo@contoso.example\"", &[1]),
    ("toupper(UserPrincipalName) != \"BO@CONTOSO.EXAMPLE\"", &[0, 2, 3, 4]),
    ("tolower(AppDisplayName) in (\"azure portal\")", &[0, 2]),
    ("tolower(AppDisplayName) contains_cs \"azure\"", &[0, 2]),
    // Parts of texts.
    ("UserPrincipalName contains \"CONTOSO\"", &[0, 1]),
    ("UserPrincipalName !contains \"contoso\"", &[2, 3, 4]),
    ("UserPrincipalName contains_cs \"BO\"", &[1]),
    ("UserPrincipalName !contains_cs \"BO\"", &[0, 2, 3, 4]),
    ("UserPrincipalName contains \"\"", ALL),
    ("UserPrincipalName !contains \"\"", &[]),
    ("UserPrincipalName startswith \"B\"", &[1]),
    ("UserPrincipalName startswith_cs \"b\"", &[]),
    ("UserPrincipalName !startswith \"b\"", &[0, 2, 3, 4]),
    ("UserPrincipalName !startswith_cs \"b\"", ALL),
    ("UserPrincipalName endswith \"FABRIKAM.example\"", &[3]),
    ("UserPrincipalName endswith_cs \"FABRIKAM.example\"", &[]),
    ("UserPrincipalName !endswith \"example\"", &[2, 4]),
    ("UserPrincipalName endswith_cs \"fabrikam.example\"", &[3]),
    // Terms.
    ("UserPrincipalName has \"contoso\"", &[0, 1]),
    ("UserPrincipalName has \"conto\"", &[]),
    ("UserPrincipalName has \"contoso.example\"", &[0, 1]),
    ("UserPrincipalName !has \"contoso\"", &[2, 3, 4]),
    ("UserPrincipalName has_cs \"BO\"", &[1]),
    ("UserPrincipalName has_cs \"bo\"", &[]),
    ("UserPrincipalName !has_cs \"bo\"", ALL),
    ("UserPrincipalName hasprefix \"conto\"", &[0, 1]),
    ("UserPrincipalName !hasprefix \"conto\"", &[2, 3, 4]),
    ("UserPrincipalName hasprefix_cs \"CONTO\"", &[]),
    ("UserPrincipalName hassuffix \"toso\"", &[0, 1]),
    ("UserPrincipalName !hassuffix \"toso\"", &[2, 3, 4]),
    ("UserPrincipalName has_any (\"contoso\", \"fabrikam\")", &[0, 1, 3]),
    ("UserPrincipalName has_all (\"contoso\", \"ada\")", &[0]),
    ("UserAgent has \"windows\"", &[3]),
    ("DeviceDetail.operatingSystem has \"Windows\"", &[3]),
    ("DeviceDetail.operatingSystem hasprefix \"Windows\"", &[0, 3]),
    // Patterns.
    ("UserPrincipalName matches regex \"^(ada|chidi)@\"", &[0, 3]),
    ("UserPrincipalName matches regex @'^b'", &[]),
    ("UserPrincipalName matches regex @'(?i)^b'", &[1]),
    ("UserPrincipalName matches regex \"^$\"", &[2, 4]),
    ("not(UserPrincipalName matches regex \"contoso\")", &[2, 3, 4]),
    // Paths into JSON.
    ("DeviceDetail.operatingSystem == \"Windows\"", &[3]),
    ("DeviceDetail[\"operatingSystem\"] == \"Windows\"", &[3]),
    ("tostring(DeviceDetail.operatingSystem) == \"Windows\"", &[3]),
    ("DeviceDetail.operatingSystem != \"Windows\"", &[0, 1, 2, 4]),
    ("LocationDetails.city == \"Umeå\"", &[0]),
    ("LocationDetails.city =~ \"UMEÅ\"", &[0]),
    ("LocationDetails.countryOrRegion in (\"SE\", \"JP\")", &[0, 1]),
    ("Location == \"JP\"", &[1]),
    ("DeviceDetail has \"windows\"", &[3]),
    ("tostring(DeviceDetail) contains \"windows\"", &[0, 3]),
    ("LocationDetails has_any (\"Kyoto\", \"SE\")", &[0, 1]),
    ("LocationDetails !has \"Kyoto\"", &[0, 2, 3, 4]),
    // True and false; null is neither.
    ("IsInteractive", &[0, 3]),
    ("not(IsInteractive)", &[1, 2]),
    ("IsInteractive == true", &[0, 3]),
    ("IsInteractive == false", &[1, 2]),
    ("IsInteractive != true", &[1, 2, 4]),
    ("IsInteractive in (true, false)", &[0, 1, 2, 3]),
    ("isnull(IsInteractive)", &[4]),
    ("isnotnull(IsInteractive)", &[0, 1, 2, 3]),
    ("DeviceDetail.isCompliant == true", &[0]),
    ("tobool(DeviceDetail.isCompliant) == false", &[1]),
    ("not(tobool(DeviceDetail.isCompliant))", &[1]),
    ("tostring(DeviceDetail.isCompliant) == \"true\"", &[0]),
    ("true", ALL),
    ("false", &[]),
    ("not(false)", ALL),
    // Days of the week and hours of the day: a Sunday, a Tuesday, a Monday, a Tuesday, all at midnight.
    ("dayofweek(TimeGenerated) != 2d", &[0, 2, 4]),
    ("dayofweek(TimeGenerated) in (0d, time(1.00:00:00))", &[0, 2]),
    ("dayofweek(TimeGenerated) !in (0d)", &[1, 2, 3, 4]),
    ("dayofweek(TimeGenerated) < 1d", &[0]),
    ("not(dayofweek(TimeGenerated) < 1d)", &[1, 2, 3]),
    ("dayofweek(TimeGenerated - 1h) == 6d", &[0]),
    ("hourofday(CreatedDateTime + 5h + 30m) == 5", &[0, 1, 2, 3]),
    ("hourofday(CreatedDateTime) between (1 .. 23)", &[]),
    ("hourofday(CreatedDateTime) !between (1 .. 23)", &[0, 1, 2, 3]),
    ("dayofweek(TimeGenerated + 2h) == 2d and hourofday(TimeGenerated + 2h) == 2", &[1, 3]),
    ("not(dayofweek(TimeGenerated + 2h) == 2d and hourofday(TimeGenerated + 2h) == 2)", &[0, 2, 4]),
    // Values of enums in any spelling.
    ("ConditionalAccessStatus == \"notApplied\"", &[1, 2]),
    ("ConditionalAccessStatus != \"notApplied\"", &[0, 3, 4]),
    ("ConditionalAccessStatus in (\"success\", \"failure\")", &[0, 3]),
    ("ConditionalAccessStatus =~ \"NOTAPPLIED\"", &[1, 2]),
    ("RiskState == \"atRisk\"", &[1]),
    ("SignInStatus == \"Interrupted\"", &[2]),
    ("SignInStatus in (\"Failure\", \"Interrupted\")", &[1, 2, 3]),
    ("ClientAppUsed == \"IMAP4\"", &[1]),
    ("ClientAppUsed == \"Other clients\"", &[3]),
    // Error codes.
    ("ResultType == \"50126\"", &[1]),
    ("ResultType == 0", &[]),
    ("ResultType != \"0\"", &[1, 2, 3, 4]),
    ("ResultType in (\"50126\", \"50140\")", &[1, 2]),
    ("Status.errorCode == 50126", &[1]),
    ("Status.errorCode != 0", &[1, 2, 3, 4]),
    ("tolong(ResultType) >= 50130", &[2, 3]),
    ("toint(ResultType) between (50126 .. 50140)", &[1, 2]),
    ("ResultType startswith \"501\"", &[1, 2]),
    // Numbers; what is no number is null.
    ("tolong(ProcessingTimeInMilliseconds) > 120", &[2]),
    ("tolong(ProcessingTimeInMilliseconds) >= 120", &[0, 2]),
    ("tolong(ProcessingTimeInMilliseconds) < 120", &[1]),
    ("tolong(ProcessingTimeInMilliseconds) <= 120", &[0, 1]),
    ("not(tolong(ProcessingTimeInMilliseconds) > 120)", &[0, 1]),
    ("tolong(ProcessingTimeInMilliseconds) == 120", &[0]),
    ("tolong(ProcessingTimeInMilliseconds) != 120", &[1, 2, 3, 4]),
    ("tolong(ProcessingTimeInMilliseconds) in (80, 1500)", &[1, 2]),
    ("tolong(ProcessingTimeInMilliseconds) between (80 .. 120)", &[0, 1]),
    ("tolong(ProcessingTimeInMilliseconds) !between (80 .. 120)", &[2]),
    ("100 < tolong(ProcessingTimeInMilliseconds)", &[0, 2]),
    ("isnull(tolong(ProcessingTimeInMilliseconds))", &[3, 4]),
    ("isnotnull(tolong(ProcessingTimeInMilliseconds))", &[0, 1, 2]),
    ("LocationDetails.geoCoordinates.latitude > 59.2", &[3]),
    ("toreal(LocationDetails.geoCoordinates.latitude) == 59.25", &[3]),
    ("toreal(LocationDetails.geoCoordinates.latitude) > -10", &[3]),
    // Time: between includes both ends, and ago() counts from the newest record.
    ("CreatedDateTime >= datetime(2026-11-03)", &[1, 2, 3]),
    ("CreatedDateTime > datetime(2026-11-03)", &[2, 3]),
    ("CreatedDateTime <= datetime(2026-11-03)", &[0, 1]),
    ("CreatedDateTime < datetime(2026-11-03)", &[0]),
    ("CreatedDateTime == datetime(2026-11-03)", &[1]),
    ("CreatedDateTime != datetime(2026-11-03)", &[0, 2, 3, 4]),
    ("not(CreatedDateTime > datetime(2026-11-03))", &[0, 1]),
    ("CreatedDateTime between (datetime(2026-11-01) .. datetime(2026-11-03))", &[0, 1]),
    ("CreatedDateTime between (datetime(2026-11-01T00:00:00.001Z) .. datetime(2026-11-02T23:59:59.999Z))", &[]),
    ("CreatedDateTime !between (datetime(2026-11-01) .. datetime(2026-11-03))", &[2, 3]),
    ("CreatedDateTime between (datetime(2026-11-01) .. 2d)", &[0, 1]),
    ("CreatedDateTime > datetime(2026-11-09T00:00:00.0005Z)", &[2, 3]),
    ("CreatedDateTime >= datetime(2026-11-09 00:00:00.001)", &[2, 3]),
    ("CreatedDateTime > datetime(2026-11-09T00:00:00.001Z)", &[3]),
    ("CreatedDateTime >= datetime(2026-11-03T02:00:00+02:00)", &[1, 2, 3]),
    ("CreatedDateTime >= todatetime(\"2026-11-03\")", &[1, 2, 3]),
    ("datetime(2026-11-03) <= CreatedDateTime", &[1, 2, 3]),
    ("TimeGenerated >= ago(7d)", &[1, 2, 3]),
    ("TimeGenerated > ago(7d)", &[2, 3]),
    ("TimeGenerated < ago(7d)", &[0]),
    ("TimeGenerated <= ago(7d)", &[0, 1]),
    ("TimeGenerated > ago(168h)", &[2, 3]),
    ("TimeGenerated > ago(1.5d)", &[2, 3]),
    ("TimeGenerated > now() - 1d", &[2, 3]),
    ("TimeGenerated > now(-1d)", &[2, 3]),
    ("TimeGenerated between (ago(7d) .. ago(1h))", &[1, 2]),
    ("TimeGenerated between (ago(7d) .. now())", &[1, 2, 3]),
    ("TimeGenerated >= now()", &[3]),
    ("TimeGenerated >= ago(1d) and TimeGenerated < now()", &[2]),
    ("isnull(CreatedDateTime)", &[4]),
    ("CreatedDateTime > datetime(2026-11-01) + 36h", &[1, 2, 3]),
    ("CreatedDateTime >= ago(timespan(7.00:00:00))", &[1, 2, 3]),
    // Addresses; what is no address of the family is neither in nor out.
    ("ipv4_is_in_range(IPAddress, \"203.0.113.0/24\")", &[0, 3]),
    ("ipv4_is_in_range(IPAddress, \"203.0.113.7\")", &[0]),
    ("not(ipv4_is_in_range(IPAddress, \"203.0.113.0/24\"))", &[1]),
    ("ipv4_is_in_range(IPAddress, \"203.0.113.0/24\") != true", &[1, 2, 4]),
    ("ipv4_is_in_range(IPAddress, \"203.0.113.0/24\") == false", &[1]),
    ("ipv6_is_in_range(IPAddress, \"2001:db8::/32\")", &[2]),
    ("ipv4_is_in_any_range(IPAddress, \"203.0.113.0/25\", \"198.51.100.0/24\")", &[0, 1]),
    ("IPAddress startswith \"203.0.113.\"", &[0, 3]),
    // Empty.
    ("isempty(UserDisplayName)", &[2, 4]),
    ("isnotempty(UserDisplayName)", &[0, 1, 3]),
    ("isempty(LocationDetails.city)", &[2, 3, 4]),
    ("isempty(UserDisplayName) == false", &[0, 1, 3]),
    ("not(isempty(UserDisplayName))", &[0, 1, 3]),
    // Lists: some value in them, one entry with several, none at all.
    ("ConditionalAccessPolicies has \"CA001\"", &[0, 1]),
    ("tostring(ConditionalAccessPolicies) has \"CA004\"", &[0, 1]),
    ("tostring(ConditionalAccessPolicies) !has \"CA004\"", &[2, 3, 4]),
    ("tostring(ConditionalAccessPolicies) contains \"reportonly\"", &[3]),
    ("ConditionalAccessPolicies has_any (\"failure\", \"Everyone\")", &[1, 3]),
    ("ConditionalAccessPolicies has_all (\"CA001\", \"failure\")", &[1]),
    ("tostring(ConditionalAccessPolicies) in (\"\", \"[]\")", &[2, 4]),
    ("isempty(ConditionalAccessPolicies)", &[2, 4]),
    ("isnotempty(ConditionalAccessPolicies)", &[0, 1, 3]),
    (
        r#"tostring(ConditionalAccessPolicies) matches regex @'"displayName":"CA001: MFA"[^{}]*"result":"success"'"#,
        &[0],
    ),
    (r#"tostring(ConditionalAccessPolicies) matches regex @'"displayName":"CA001: MFA"[^{}]*"result":"failure"'"#, &[]),
    (
        r#"tostring(ConditionalAccessPolicies) matches regex @'"displayName":"CA004 \\"Block\\""[^{}]*"result":"failure"'"#,
        &[1],
    ),
    (r#"tostring(ConditionalAccessPolicies) matches regex @'"result":"?(?:reportOnlyFailure|7)"?[,}]'"#, &[3]),
    (r#"tostring(ConditionalAccessPolicies) matches regex @'"enforcedGrantControls":\["Block","Mfa"\]'"#, &[1]),
    (r#"not(tostring(ConditionalAccessPolicies) matches regex @'"result":"failure"')"#, &[0, 2, 3, 4]),
    (
        r#"tostring(AuthenticationDetails) matches regex @'"authenticationMethod":"SMS"[^{}]*"succeeded":"?false"?[,}]'"#,
        &[1],
    ),
    (
        r#"tostring(AuthenticationDetails) matches regex @'"authenticationMethod":"Password"[^{}]*"succeeded":"?false"?[,}]'"#,
        &[],
    ),
    ("tostring(ConditionalAccessPolicies) matches regex \"^CA00[0-3]\"", &[0, 1]),
    ("RiskEventTypes_V2 has \"leakedCredentials\"", &[3]),
    ("RiskEventTypes_V2 contains \"travel\"", &[1]),
    ("AuthenticationDetails has \"FIDO2\"", &[3]),
    // Any column.
    ("* has \"contoso\"", &[0, 1]),
    ("* contains \"50126\"", &[1]),
    ("* has \"CA004\"", &[0, 1]),
    ("* contains \"8a7b\"", &[0]),
    ("not(* has \"contoso\")", &[2, 3, 4]),
    // Identifiers.
    ("Id == \"8a7b0c2d-1111-4222-8333-944455566677\"", &[0]),
    ("Id == \"8A7B0C2D-1111-4222-8333-944455566677\"", &[]),
    ("Id =~ \"8A7B0C2D-1111-4222-8333-944455566677\"", &[0]),
    ("Id has \"1111\"", &[0, 1]),
    ("Id hasprefix \"8a7\"", &[0]),
    ("Id endswith \"66677\"", &[0]),
    ("Id matches regex \"^[0-9a-f]{8}-\"", &[0]),
    ("Id contains_cs \"ODD\"", &[]),
    ("isempty(Id)", &[2, 3, 4]),
    // And, or, not and brackets.
    ("IsInteractive == true or ResultType == \"50126\" and ResultType == \"0\"", &[0, 3]),
    ("(IsInteractive == true or ResultType == \"50126\") and ResultType != \"0\"", &[1, 3]),
    ("not(IsInteractive == true and ResultType == \"0\")", &[1, 2, 3, 4]),
    ("not(not(IsInteractive == true))", &[0, 3]),
    // Whole queries, comments and line breaks.
    ("SigninLogs | where IsInteractive == true", &[0, 3]),
    ("SigninLogs\n| where TimeGenerated > ago(7d) // last week\n| where ResultType != 0", &[]),
    ("SigninLogs\n| where TimeGenerated > ago(7d) // last week\n| where ResultType != \"0\"", &[2, 3]),
    ("SigninLogs", ALL),
    ("AADNonInteractiveUserSignInLogs | where isempty(UserDisplayName);", &[2, 4]),
    ("| where IsInteractive == true", &[0, 3]),
    ("where IsInteractive == true", &[0, 3]),
    ("UserPrincipalName == \"a\\\"b\" or AppDisplayName == @\"Teams\"", &[3]),
];

/// Texts that Kusto refuses, kept in the table above as what people try; `errors` says what is wrong with them.
const REFUSED: &[&str] =
    &["ResultType == 0", "SigninLogs\n| where TimeGenerated > ago(7d) // last week\n| where ResultType != 0"];

#[test]
fn texts_keep_what_they_say() {
    let store = tenant();
    for (text, rows) in CASES.iter().filter(|(text, _)| !REFUSED.contains(text)) {
        let filter = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(select(&store, &filter).to_rows(), *rows, "{text}: {filter:?}");
        let again = signscope::kql::to_kql(&filter);
        if !again.is_empty() {
            assert_eq!(parse(&again).as_ref(), Ok(&filter), "{text} is written {again}");
        }
    }
    for text in REFUSED {
        assert!(parse(text).is_err(), "{text}");
    }
    assert!(CASES.len() > 180);
}
