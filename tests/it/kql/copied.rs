//! Queries for other tools: what they say, and what they say they leave out.

use signscope::kql::parse;
use signscope::kql::targets::{graph_filter, kql, powershell, tables_of};
use signscope::query::{Filter, Order};
use signscope::schema::Field;
use signscope::schema::kusto::Table;

const NEWEST: i64 = 1_794_268_800_000;

fn filter(text: &str) -> Filter {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn a_query_of_one_table() {
    let columns = [Field::Date, Field::Username, Field::City];
    let order = [Order { by: Field::Date.into(), descending: true }];
    let asked = filter("TimeGenerated >= ago(7d) and UserPrincipalName has \"ada\"");
    let copied = kql(&asked, &columns, &order, &[Table::Interactive], Some(NEWEST));
    let expected = "SigninLogs
| where TimeGenerated >= datetime(2026-11-02T23:00:00Z)
| where CreatedDateTime >= datetime(2026-11-03)
| where UserPrincipalName has \"ada\"
| order by CreatedDateTime desc
| project CreatedDateTime, UserPrincipalName, City = tostring(LocationDetails.city)";
    assert_eq!(copied.text, expected);
    assert!(copied.left_out.is_empty());
}

#[test]
fn a_query_of_several_tables_makes_their_columns_alike() {
    let copied = kql(&filter("DeviceDetail.browser has \"Edge\""), &[Field::Latency], &[], &Table::ALL, None);
    let expected = "union isfuzzy=true
    SigninLogs,
    (AADNonInteractiveUserSignInLogs | extend DeviceDetail = todynamic(DeviceDetail), ProcessingTimeInMilliseconds = \
ProcessingTimeInMs),
    AADServicePrincipalSignInLogs,
    AADManagedIdentitySignInLogs
| where DeviceDetail.browser has \"Edge\"
| project ProcessingTimeInMilliseconds";
    assert_eq!(copied.text, expected);
}

#[test]
fn names_of_our_own_are_defined() {
    let copied = kql(&filter("SignInStatus == \"Failure\""), &[Field::Location], &[], &[], None);
    assert!(copied.text.contains("| extend SignInStatus = case("), "{}", copied.text);
    assert!(copied.text.contains("| extend SignInPlace = trim_start("), "{}", copied.text);
    assert!(copied.text.ends_with("| where SignInStatus == \"Failure\"\n| project SignInPlace"), "{}", copied.text);
}

#[test]
fn words_of_the_portal_are_spelled_out() {
    let copied = kql(&filter("ConditionalAccessStatus contains \"not a\""), &[], &[], &[], None);
    let expected =
        "SigninLogs\n| where ConditionalAccessStatus contains \"not a\" or ConditionalAccessStatus == \"notApplied\"";
    assert_eq!(copied.text, expected);
    let copied = kql(&filter("ClientAppUsed != \"IMAP4\""), &[], &[], &[], None);
    assert_eq!(copied.text, "SigninLogs\n| where ClientAppUsed !in~ (\"IMAP4\", \"IMAP\")");
}

#[test]
fn what_the_tables_do_not_have_is_named() {
    let asked = filter("AppTokenProtectionStatus == \"bound\" and UserId == \"x\"");
    let copied = kql(&asked, &[Field::AppTokenProtection, Field::UserId], &[], &[Table::Interactive], None);
    assert_eq!(copied.text, "SigninLogs\n| where UserId == \"x\"\n| project UserId");
    assert_eq!(copied.left_out.len(), 2);
    assert!(copied.left_out[0].starts_with("App token protection"), "{:?}", copied.left_out);
}

#[test]
fn tables_follow_the_kinds_of_sign_ins() {
    assert_eq!(tables_of(&[]), [Table::Interactive]);
    assert_eq!(tables_of(&["servicePrincipal", "interactiveUser"]), [Table::Interactive, Table::ServicePrincipal]);
}

#[test]
fn graph_is_asked_for_what_it_can_be() {
    for (text, odata, left_out) in [
        ("UserPrincipalName =~ \"o'neil@contoso.example\"", "userPrincipalName eq 'o''neil@contoso.example'", 0),
        ("AppDisplayName startswith \"Azure\"", "startsWith(appDisplayName, 'Azure')", 0),
        ("AppId startswith \"Azure\"", "", 1),
        ("Status.errorCode in (50126, 50140)", "(status/errorCode eq 50126 or status/errorCode eq 50140)", 0),
        ("ConditionalAccessStatus == \"notApplied\"", "conditionalAccessStatus eq 'notApplied'", 0),
        (
            "LocationDetails.city == \"Kyoto\" or LocationDetails.countryOrRegion == \"SE\"",
            "(location/city eq 'Kyoto' or location/countryOrRegion eq 'SE')",
            0,
        ),
        ("LocationDetails.city == \"Kyoto\" or LocationDetails.city has \"x\"", "", 1),
        ("CreatedDateTime >= ago(1d)", "createdDateTime ge 2026-11-09T00:00:00Z", 0),
        ("CreatedDateTime < datetime(2026-11-02)", "createdDateTime le 2026-11-01T23:59:59.999Z", 0),
        ("SignInStatus == \"Success\" and UserId == \"x\"", "status/errorCode eq 0 and userId eq 'x'", 0),
        ("SignInStatus == \"Failure\"", "", 1),
        ("UserId != \"x\"", "", 1),
        ("SignInEventTypes has \"x\"", "", 1),
    ] {
        let copied = graph_filter(&filter(text), Some(NEWEST));
        assert_eq!((copied.text.as_str(), copied.left_out.len()), (odata, left_out), "{text}");
    }
}

#[test]
fn hours_of_the_week_say_whose_clock_they_are_of() {
    let copied = |text: &str| kql(&filter(text), &[], &[], &[], None).text;
    assert_eq!(
        copied("dayofweek(TimeGenerated) == 2d and hourofday(TimeGenerated) == 14"),
        "// Days and hours are in UTC
SigninLogs
| where dayofweek(CreatedDateTime) == 2d and hourofday(CreatedDateTime) == 14"
    );
    let ahead = copied("dayofweek(TimeGenerated + 2h) == 2d and UserId == \"x\"");
    assert!(ahead.starts_with("// Days and hours are those of the zone on the page: what is added"), "{ahead}");
    let graph = graph_filter(&filter("hourofday(TimeGenerated) == 14 and UserId == \"x\""), None);
    assert_eq!(graph.text, "userId eq 'x'");
    assert_eq!(graph.left_out, ["Date: hourofday(CreatedDateTime) == 14"]);
}

#[test]
fn powershell_is_quoted_for_powershell() {
    let copied = powershell(&filter("AppDisplayName == 'a\"$b`“'"), None);
    assert!(
        copied.text.ends_with("Get-MgAuditLogSignIn -Filter \"appDisplayName eq 'a`\"`$b```“'\" -All"),
        "{}",
        copied.text
    );
    assert!(copied.text.starts_with("# Interactive sign-ins only."));
    let all = powershell(&Filter::default(), None);
    assert!(all.text.ends_with("\nGet-MgAuditLogSignIn -All"));
    let pattern = r#"tostring(SignInEventTypes) matches regex @'"servicePrincipal"'"#;
    let copied = powershell(&filter(pattern), None);
    assert!(
        copied.text.contains("Get-MgBetaAuditLogSignIn -Filter \"signInEventTypes/any(t: t eq 'servicePrincipal')\""),
        "{}",
        copied.text
    );
}
