//! One recogniser of names: headers, keys of JSON and the dialog's guesses know the same names, however they are
//! written.

use std::path::PathBuf;

use signscope::ingest::{Mapping, ReadOptions, SourceFormat};
use signscope::schema::name::{Sureness, assign, recognise};
use signscope::schema::{Field, SIGN_INS};

use super::{Read, read, read_as_told, read_in_pieces};

/// A file that went wrong once, if it is there.
pub fn fault(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/faults").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: there is no file {}", path.display());
    }
    bytes
}

/// Reads bytes; where somebody is asked for the columns, they hold what is guessed.
pub fn read_as_guessed(bytes: &[u8]) -> Read {
    let asked = read(bytes);
    let Some(mapping) = &asked.mapping else { return asked };
    let columns = mapping.names.iter().cloned().zip(mapping.guess());
    let columns = columns.filter_map(|(name, field)| Some((name, field?))).collect();
    read_as_told(
        "file",
        bytes,
        100,
        ReadOptions { columns: Some(columns), under: mapping.under.clone(), ..ReadOptions::default() },
    )
}

#[track_caller]
pub fn check(read: &Read, row: usize, expected: &[(Field, &str)]) {
    for &(field, text) in expected {
        assert_eq!(read.text(row, field).as_deref(), Some(text), "{field:?}");
    }
}

#[test]
fn every_name_of_the_tables_is_known_however_it_is_written() {
    let field = |name: &str| recognise(name).map(|(field, _)| field);
    let spoilt = |name: &str| {
        let snake: String = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
        [name.to_owned(), name.to_uppercase(), format!(" {} ", name.to_lowercase()), snake, name.replace(' ', "")]
    };
    for info in SIGN_INS.fields() {
        for name in info.portal.iter().copied().chain([info.label, info.graph]).filter(|name| !name.is_empty()) {
            spoilt(name).iter().for_each(|name| assert_eq!(field(name), Some(info.field), "{name}"));
        }
        // Where Log Analytics has another thing under a name of the portal, its own reader knows.
        let name = info.log_analytics;
        if !name.is_empty() && !["ResourceId", "Category"].contains(&name) {
            assert_eq!(field(&format!("{name}_s")), Some(info.field), "{name}");
        }
    }
    for info in SIGN_INS.fields() {
        for name in info.localised {
            assert_eq!(field(&name.to_uppercase()), Some(info.field), "{name}");
        }
    }
}

#[test]
fn the_usual_short_names_are_known() {
    let usual = [
        ("IP", Field::IpAddress),
        ("IPaddress", Field::IpAddress),
        ("ip_address", Field::IpAddress),
        ("Client-IP", Field::IpAddress),
        ("OS", Field::OperatingSystem),
        ("UPN", Field::Username),
        ("user_principal", Field::Username),
        ("ErrorCode", Field::ErrorCode),
        ("statusCode", Field::ErrorCode),
        ("SigninErrorCode", Field::ErrorCode),
        ("status_message", Field::FailureReason),
        ("Reason", Field::FailureReason),
        ("Country", Field::Country),
        ("locationCountry", Field::Country),
        ("City", Field::City),
        ("Region", Field::State),
        ("ClientApp", Field::ClientApp),
        ("App", Field::Application),
        ("MFAResult", Field::MfaResult),
        ("EventTime [UTC]", Field::Date),
        ("signInDateTime", Field::Date),
        ("DeviceDetail_displayName", Field::DeviceName),
        ("properties.status.errorCode", Field::ErrorCode),
        ("AuthRequirement", Field::AuthenticationRequirement),
    ];
    for (name, field) in usual {
        let (found, sureness) = recognise(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((found, sureness <= Sureness::Usual), (field, true), "{name}");
    }
    for name in ["", "Level", "TenantId", "OperationName", "x.id", "notes", "DateOnly", "resultSignature", "Type", "5"]
    {
        assert_eq!(recognise(name), None, "{name}");
    }
    for (name, field) in [("source.geo.country_name", Field::Country), ("when", Field::Date), ("state", Field::State)] {
        assert_eq!(recognise(name), Some((field, Sureness::Guess)), "{name}");
    }
}

#[test]
fn the_surest_name_has_the_field_and_no_field_is_given_twice() {
    let fields = |names: &[&str], least| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assign(&names, least).into_iter().map(|given| given.map(|(field, _)| field)).collect::<Vec<_>>()
    };
    let (date, ip) = (Some(Field::Date), Some(Field::IpAddress));
    assert_eq!(fields(&["TimeGenerated", "EventTime", "createdDateTime"], Sureness::Guess), [None, None, date]);
    assert_eq!(fields(&["TimeGenerated [UTC]", "EventTime [UTC]"], Sureness::Guess), [None, date]);
    assert_eq!(fields(&["clientip", "IP", "IP address", "IP address"], Sureness::Guess), [None, None, ip, None]);
    assert_eq!(fields(&["when", "IP"], Sureness::Usual), [None, ip]);
    assert_eq!(fields(&["state", "Status"], Sureness::Usual), [None, Some(Field::Status)]);
    assert_eq!(fields(&["state", "city"], Sureness::Usual), [Some(Field::State), Some(Field::City)]);
}

#[test]
fn values_tell_what_names_leave_open() {
    let guess = |name: &str, value: &str| {
        Mapping { names: vec![name.to_owned()], rows: vec![vec![value.to_owned()]], ..Mapping::default() }.guess()[0]
    };
    assert_eq!(guess("User", "ada@contoso.example"), Some(Field::Username));
    assert_eq!(guess("User", "Ada Example"), Some(Field::User));
    assert_eq!(guess("Error", "50126"), Some(Field::ErrorCode));
    assert_eq!(guess("Error", "Invalid password"), Some(Field::FailureReason));
    assert_eq!(guess("Result", "50126"), Some(Field::ErrorCode));
    assert_eq!(guess("Result", "Success"), Some(Field::Status));
    assert_eq!(guess("Sign-in error code", "none"), Some(Field::ErrorCode), "the portal's name is what it is");
}

#[test]
fn a_script_s_columns_are_understood() {
    let csv = "Date,User,Username,IPaddress,City,Region,Country,Status,OS,ClientApp,AuthRequirement,MFAResult,Application,Browser,Resource\n\
               2025-11-14T09:05:53Z,Eve,eve@contoso.example,198.51.100.9,Oslo, Oslo, NO,Failure,Linux,Browser,x,denied,Portal,Edge,Graph\n";
    let read = read(csv.as_bytes());
    assert_eq!((&read.refused, &read.mapping), (&None, &None));
    let expected = [
        (Field::IpAddress, "198.51.100.9"),
        (Field::State, "Oslo"),
        (Field::Country, "NO"),
        (Field::Location, "Oslo, Oslo, NO"),
        (Field::OperatingSystem, "Linux"),
        (Field::ClientApp, "Browser"),
        (Field::MfaResult, "denied"),
    ];
    check(&read, 0, &expected);
    let Some(bytes) = fault("60_irscripts_processed.csv") else { return };
    let read = read_in_pieces("file", &bytes, 100);
    let expected = [
        (Field::IpAddress, "203.0.113.66"),
        (Field::Status, "Failure"),
        (Field::City, "Lagos"),
        (Field::State, "Lagos"),
        (Field::Country, "NG"),
        (Field::Location, "Lagos, Lagos, NG"),
        (Field::OperatingSystem, "Linux"),
        (Field::ClientApp, "Browser"),
        (Field::AuthenticationRequirement, "Single-factor authentication"),
        (Field::IncomingTokenType, "none"),
        (Field::ResourceId, "4765445b-32c6-49b0-83e6-1d93765276ca"),
        (Field::FailureReason, "Error validating credentials due to invalid username or password."),
    ];
    check(&read, 1, &expected);
    check(&read, 0, &[(Field::MfaResult, "MFA requirement satisfied by claim in the token")]);
}

#[test]
fn selected_properties_are_understood() {
    let inline = "\"CreatedDateTime\",\"User\",\"Error\",\"Reason\",\"IP\"\n\
                  \"2025-11-14T09:08:53Z\",\"eve@contoso.example\",\"50126\",\"Invalid password\",\"198.51.100.9\"\n";
    let expected = [
        (Field::Username, "eve@contoso.example"),
        (Field::ErrorCode, "50126"),
        (Field::Status, "Failure"),
        (Field::FailureReason, "Invalid password"),
        (Field::IpAddress, "198.51.100.9"),
    ];
    check(&read(inline.as_bytes()), 0, &expected);
    let json = br#"[{"createdDateTime":"2025-11-14T09:08:53Z","user":"eve@contoso.example","ip":"198.51.100.9",
        "error":50126,"reason":"Invalid password","appDisplayName":"Portal"}]"#;
    let json = String::from_utf8_lossy(json).replace("\"error\"", "\"errorNumber\"");
    check(&read(json.as_bytes()), 0, &expected);
    let Some(bytes) = fault("64_select_object.csv") else { return };
    let read = read(&bytes);
    let expected = [
        (Field::Username, "ada@contoso.example"),
        (Field::ErrorCode, "50126"),
        (Field::Status, "Failure"),
        (Field::FailureReason, "Error validating credentials due to invalid username or password."),
        (Field::ClientApp, "Browser"),
        (Field::IpAddress, "203.0.113.66"),
    ];
    check(&read, 0, &expected);
    assert_eq!(read.column(Field::Status), ["Failure", "Success"]);
}

#[test]
fn columns_beside_those_of_log_analytics_are_understood() {
    if let Some(bytes) = fault("23_city_column.csv") {
        let read = read(&bytes);
        assert_eq!(read.column(Field::City), ["Toronto", "Amsterdam"]);
        assert_eq!(read.column(Field::Location), ["Toronto, CA", "Amsterdam, NL"]);
        check(&read, 0, &[(Field::DeviceName, "WS031"), (Field::Country, "CA")]);
    }
    if let Some(bytes) = fault("24_la_texts.json") {
        let read = read(&bytes);
        assert_eq!(read.column(Field::MfaResult), ["singleFactorAuthentication", "userDeniedMfa"]);
        assert_eq!(read.column(Field::Status), ["Failure", "Success"]);
        check(&read, 0, &[(Field::City, "Lagos"), (Field::Country, "NG")]);
    }
    if let Some(bytes) = fault("30_cl_table.csv") {
        let read = read(&bytes);
        let expected = [
            (Field::Date, "1763113810000"),
            (Field::RequestId, "3f1c8d10-6f5e-4d5a-9d7c-00000000003a"),
            (Field::User, "Ada Example"),
            (Field::Username, "ada@contoso.example"),
            (Field::Application, "Azure Portal"),
            (Field::ApplicationId, "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"),
            (Field::Resource, "Graph"),
            (Field::Status, "Failure"),
            (Field::ErrorCode, "50126"),
            (Field::FailureReason, "Error validating credentials due to invalid username or password."),
            (Field::ClientApp, "Browser"),
            (Field::OperatingSystem, "Windows10"),
            (Field::ConditionalAccess, "Not Applied"),
            (Field::LogType, "SignInLogs"),
            (Field::City, "Singapore"),
            (Field::Country, "SG"),
        ];
        check(&read, 1, &[(Field::Date, "1763113810000")]);
        check(&read, 1, &expected);
        assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
    }
    if let Some(bytes) = fault("22_six_columns.csv") {
        let read = read(&bytes);
        assert_eq!(read.column(Field::Status), ["Success", "Failure", "Success", "Success"]);
        assert_eq!(read.column(Field::Country), ["United States", "United States", "Russia", "Russia"]);
    }
    // What Azure has in a column of this name of every row is no resource.
    let azure = "TimeGenerated,UserPrincipalName,ResultType,Resource,Level\n2025-11-14T09:08:53Z,a@contoso.example,0,Microsoft.aadiam,4\n";
    assert_eq!(read(azure.as_bytes()).text(0, Field::Resource), None);
}

#[test]
fn the_dialog_guesses_what_the_readers_know() {
    let names = [
        "user_principal_name",
        "created_date_time",
        "ip_address",
        "status_error_code",
        "location_country_or_region",
        "os",
    ];
    let mapping = Mapping { names: names.map(str::to_owned).to_vec(), ..Mapping::default() };
    let fields =
        [Field::Username, Field::Date, Field::IpAddress, Field::ErrorCode, Field::Country, Field::OperatingSystem];
    assert_eq!(mapping.guess(), fields.map(Some));
    let Some(bytes) = fault("26_flat_script.csv") else { return };
    let read = read_as_guessed(&bytes);
    assert_eq!(read.source_formats, [(SourceFormat::Mapped, 3)]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure", "Interrupted"]);
    let expected = [
        (Field::FailureReason, "Invalid username or password."),
        (Field::Location, "Gurgaon, IN"),
        (Field::IpAddress, "2001:db8:881e:5afe:8133:79b6:3370:b9f1"),
        (Field::OperatingSystem, "Windows10"),
    ];
    check(&read, 1, &expected);
}

#[test]
fn people_without_names_are_known_by_their_ids() {
    let Some(bytes) = fault("80_user_id_only.json") else { return };
    let read = read(&bytes);
    assert_eq!(read.column(Field::UserId), ["c4728a54-94cd-4103-a2a8-1cd7f4699819"; 2]);
    assert_eq!(read.column(Field::Status), ["Success", "Failure"]);
    assert_eq!(read.column(Field::Location), ["Lagos, NG"; 2]);
}
