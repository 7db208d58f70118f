//! What a value means where the file writes something else: nothing, nowhere, and what follows from the kind of sign-in.

use signscope::schema::Field;

use super::read;
use super::samples::fault;

#[test]
fn what_programs_write_for_nothing_is_no_value() {
    let csv = "Date (UTC),Request ID,User,Username,Location,Incoming token type,Status\n\
               2025-12-04T08:00:41Z,null,null,ada@contoso.example,\"null, null, null\",None,Success\n\
               2025-12-04T08:00:41Z,(null),undefined,NaN,\"None, None, ES\",none,Success\n";
    let read = read(csv.as_bytes());
    assert_eq!(read.column(Field::User), ["", ""]);
    assert_eq!(read.column(Field::RequestId), ["", ""]);
    assert_eq!(read.column(Field::Username), ["ada@contoso.example", ""]);
    assert_eq!(read.column(Field::Location), ["", "ES"]);
    assert_eq!(read.column(Field::Country), ["", "ES"]);
    assert_eq!(read.column(Field::IncomingTokenType), ["None", "none"], "these words mean something");
}

#[test]
fn zero_and_zero_is_nowhere() {
    let record = |id: &str, latitude: &str, longitude: &str| {
        format!(
            r#"{{"id":"{id}","createdDateTime":"2025-11-14T09:08:53Z","appId":"a","location":{{"countryOrRegion":"NG","geoCoordinates":{{"latitude":{latitude},"longitude":{longitude}}}}}}}"#
        )
    };
    let records =
        [record("a", "0", "0"), record("b", "0", "6.5"), record("c", "\"0.0\"", "-0"), record("d", "6.5", "0")];
    let read = read(format!("[{}]", records.join(",")).as_bytes());
    assert_eq!(read.column(Field::Latitude), ["", "0", "", "6.5"]);
    assert_eq!(read.column(Field::Longitude), ["", "6.5", "", "0"]);
    let Some(bytes) = fault("18_no_location.json") else { return };
    let read = super::read(&bytes);
    assert_eq!(read.column(Field::Latitude), ["40.4165", "", "-", "-", ""]);
    assert_eq!(read.column(Field::Country), ["ES", "", "-", "", "NG"]);
}

#[test]
fn a_record_of_a_log_is_as_interactive_as_the_log() {
    let record = |members: &str| {
        format!(r#"{{"createdDateTime":"2025-11-14T09:08:53Z","appId":"a","ipAddress":"192.0.2.7"{members}}}"#)
    };
    let records = [
        record(r#","signInEventTypes":["interactiveUser"]"#),
        record(r#","signInEventTypes":["nonInteractiveUser"]"#),
        record(r#","signInEventTypes":["nonInteractiveUser"],"isInteractive":true"#),
        record(r#","signInEventTypes":["servicePrincipal"]"#),
        record(r#","isInteractive":false,"userId":"u""#),
        record(""),
    ];
    let read = read(format!("[{}]", records.join(",")).as_bytes());
    assert_eq!(read.column(Field::IsInteractive), ["true", "false", "true", "-", "false", "-"]);
}
