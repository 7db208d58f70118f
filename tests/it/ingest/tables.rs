//! Tables that are no portal download of users' sign-ins.

use signscope::ingest::{ReadOptions, SourceFormat, Zone};
use signscope::schema::{Field, List};
use signscope::store::Rank;

use super::{fixture, read, read_as_told, read_in_pieces};

#[test]
fn authentication_details_are_steps_of_their_sign_ins() {
    let read = read(&fixture("InteractiveSignIns_AuthDetails.csv"));
    assert_eq!((&read.refused, &read.problems), (&None, &vec![]));
    assert_eq!(read.source_formats, [(SourceFormat::AuthDetails, 3)]);
    assert_eq!(read.file_format.as_ref().unwrap().source_format().rank(), Rank::Steps);
    let ids = read.column(Field::RequestId);
    assert!(ids[0] == ids[1] && ids[1] != ids[2]);
    assert_eq!(
        read.list(1, List::Steps).unwrap(),
        ["Mobile app notification||false|MFA denied; user declined the authentication|Multifactor authentication"]
    );
    assert_eq!(read.text(0, Field::Username), None);
    assert_eq!(read.zone, Some(Zone::Utc));
}

#[test]
fn sign_ins_of_applications_and_managed_identities() {
    for (name, category) in
        [("ApplicationSignIns.csv", "ServicePrincipalSignInLogs"), ("MSISignIns.csv", "ManagedIdentitySignInLogs")]
    {
        let bytes = fixture(name);
        let read = read_in_pieces(name, &bytes, 100);
        assert_eq!((&read.refused, &read.problems), (&None, &vec![]), "{name}");
        assert_eq!(read.source_formats, [(SourceFormat::PortalCsv, 1)]);
        assert_eq!(read.text(0, Field::ServicePrincipalName).as_deref(), Some("Backup robot"));
        assert_eq!(read.text(0, Field::Status).as_deref(), Some("Success"));
        assert_eq!(read.text(0, Field::LogType).as_deref(), Some(category));
        assert_eq!(read.text(0, Field::Username), None);
        let unknown = read_in_pieces("unknown", &bytes, 100);
        assert_eq!(unknown.text(0, Field::LogType).as_deref(), Some("ServicePrincipalSignInLogs"), "by its ids");
    }
}

#[test]
fn headers_and_values_in_other_languages() {
    let french = read(&fixture("french.csv"));
    assert_eq!((&french.refused, &french.problems), (&None, &vec![]));
    let fields = [Field::Username, Field::Status, Field::ErrorCode, Field::City, Field::OperatingSystem, Field::Asn];
    assert_eq!(
        fields.map(|field| french.text(0, field).unwrap()),
        ["ada@contoso.example", "Success", "0", "Madrid", "Windows 11", "64500"]
    );
    let spanish = read(&fixture("spanish.csv"));
    assert_eq!((&spanish.refused, &spanish.problems), (&None, &vec![]));
    assert_eq!(spanish.zone, Some(Zone::Utc));
    let fields = [Field::Date, Field::User, Field::Status, Field::Application, Field::Country];
    assert_eq!(
        fields.map(|field| spanish.text(0, field).unwrap()),
        ["1763111333000", "Ada Example", "Failure", "Azure Portal", "ES"]
    );
    let japanese = "Date (UTC),Request ID,サインインのエラー コード\n2025-11-14T09:08:53Z,r,50126\n";
    assert_eq!(read(japanese.as_bytes()).text(0, Field::Status).as_deref(), Some("Failure"));
}

#[test]
fn names_of_types_are_no_values() {
    let read = read(&fixture("power_shell.csv"));
    assert_eq!(read.source_formats, [(SourceFormat::PowerShellCsv, 1)]);
    assert!(
        read.problems.len() == 1 && read.problems[0].starts_with("6 nested values were lost"),
        "{:?}",
        read.problems
    );
    let absent = [Field::Status, Field::ErrorCode, Field::City, Field::Country, Field::Browser, Field::Compliant];
    absent.iter().for_each(|&field| assert_eq!(read.text(0, field), None, "{field:?}"));
    assert_eq!((read.list(0, List::Policies), read.list(0, List::RiskTypes)), (None, None));
    assert_eq!(read.text(0, Field::Username).as_deref(), Some("ada@contoso.example"));
    assert_eq!(read.text(0, Field::Date).as_deref(), Some("1763111333000"), "the day comes first");
}

#[test]
fn the_table_of_a_script() {
    let read = read(&fixture("script.csv"));
    assert_eq!((&read.refused, read.source_formats.as_slice()), (&None, &[(SourceFormat::Mapped, 2)][..]));
    assert_eq!(read.column(Field::Status), ["-", "Failure"]);
    assert_eq!(read.column(Field::Location), ["Madrid, ES", "Madrid, ES"]);
    assert_eq!(read.text(0, Field::DeviceName).as_deref(), Some("LAPTOP-7"));
    assert!(read.problems.iter().any(|problem| problem.starts_with("1 nested value was lost")));
}

#[test]
fn unknown_columns_are_asked_for() {
    let bytes = fixture("own_columns.csv");
    let unmapped = read(&bytes);
    let mapping = unmapped.mapping.unwrap();
    assert_eq!((unmapped.store.len(), unmapped.refused), (0, None));
    assert_eq!(mapping.names, ["When", "Who", "From", "Outcome"]);
    assert_eq!(mapping.rows.len(), 2);
    assert_eq!(mapping.rows[1], ["15/11/2025 09:08:53", "eve@contoso.example", "198.51.100.9", "Success"]);
    let columns =
        [("When", Field::Date), ("Who", Field::Username), ("From", Field::IpAddress), ("Outcome", Field::Status)];
    let columns = Some(columns.map(|(name, field)| (name.to_owned(), field)).to_vec());
    let read = read_as_told("file", &bytes, 10, ReadOptions { columns, ..ReadOptions::default() });
    assert_eq!((&read.refused, &read.problems, &read.mapping), (&None, &vec![], &None));
    assert_eq!(read.source_formats, [(SourceFormat::Mapped, 2)]);
    assert_eq!(read.column(Field::Username), ["ada@contoso.example", "eve@contoso.example"]);
    assert_eq!(read.column(Field::Status), ["Failure", "Success"]);
    assert_eq!(read.text(0, Field::Date).as_deref(), Some("1763111333000"));
    assert_eq!(read.zone, Some(Zone::Assumed));
}

#[test]
fn a_portal_download_in_an_unknown_language_is_asked_for() {
    let german = "Datum (UTC);Anforderungs-ID;Benutzer;Anwendung\n2025-11-14T09:08:53Z;r;Ada;Portal\n";
    let mapping = read(german.as_bytes()).mapping.unwrap();
    assert_eq!(mapping.names[0], "Datum (UTC)");
    assert!(mapping.message.contains("the first are “Datum (UTC)”"), "{}", mapping.message);
}

#[test]
fn headers_that_tools_have_smoothed_are_known() {
    let csv = "date (utc),REQUEST ID,Sign in error code,Autonomous system number,Application ID\n\
               2025-11-14T09:08:53Z,r,50126,64500,a\n";
    let read = read(csv.as_bytes());
    let fields = [Field::ErrorCode, Field::Asn, Field::ApplicationId, Field::Status];
    assert_eq!(fields.map(|field| read.text(0, field).unwrap()), ["50126", "64500", "a", "Failure"]);
}

#[test]
fn tables_of_other_logs_are_refused_by_what_their_rows_say() {
    for (table, words) in [
        (
            "TimeGenerated,Category,OperationName,Type,Result\n2025-11-14T09:08:53Z,UserManagement,Add user,AuditLogs,success\n",
            "audit log",
        ),
        (
            "TimeGenerated,OperationName,SourceSystem\n2025-11-14T09:08:53Z,Write,Azure\n",
            "another table of Log Analytics",
        ),
        (
            "TimeGenerated,ResultType,Type,UserId\n2025-11-14T09:08:53Z,0,MicrosoftGraphActivityLogs,u\n",
            "a request to Microsoft Graph",
        ),
    ] {
        let message = read(table.as_bytes()).refused.unwrap_or_default();
        assert!(message.contains(words), "{table}: {message}");
    }
}
