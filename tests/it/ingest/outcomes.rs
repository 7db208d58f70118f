//! How a sign-in ended where its export has no error code: the Microsoft 365 audit log.

use signscope::schema::Field;

use super::read;
use super::samples::fault;

fn record(operation: &str, members: &str) -> String {
    format!(
        r#"{{"CreationTime":"2024-03-01T08:00:00","Id":"a","Operation":"{operation}","RecordType":15,"UserId":"ada@contoso.example"{members}}}"#
    )
}

fn detail(text: &str) -> String {
    format!(r#","ExtendedProperties":[{{"Name":"ResultStatusDetail","Value":"{text}"}}]"#)
}

#[test]
fn the_outcome_is_that_of_the_error_the_number_the_detail_and_then_the_operation() {
    let error = |name: &str| format!(r#","LogonError":"{name}""#);
    let number = |number: &str| format!(r#","ErrorNumber":{number}"#);
    // What of the record decides, and the status, the code and the reason it gives.
    let cases = [
        ("UserLoggedIn", String::new(), ["Success", "0", "-"]),
        ("UserLoginFailed", String::new(), ["Failure", "-", "-"]),
        ("UserLoggedIn", error("UserAccountDeleted"), ["Failure", "-", "UserAccountDeleted"]),
        ("UserLoggedIn", error("UserAccountDeleted") + &number("\"0\""), ["Failure", "0", "UserAccountDeleted"]),
        ("UserLoggedIn", error("KmsiInterrupt"), ["Interrupted", "-", "KmsiInterrupt"]),
        ("UserLoggedIn", error("None") + &number("0"), ["Success", "0", "-"]),
        ("UserLoggedIn", number("50140"), ["Interrupted", "50140", "-"]),
        ("UserLoggedIn", number("\"50126\""), ["Failure", "50126", "-"]),
        ("UserLoginFailed", number("\"0\""), ["Failure", "0", "-"]),
        ("UserLoginFailed", number("50126") + r#","ResultStatus":"Success""#, ["Failure", "50126", "-"]),
        ("UserLoggedIn", r#","ErrorCode":"50126""#.to_owned(), ["Failure", "50126", "-"]),
        ("UserLoggedIn", detail("UserError"), ["Failure", "-", "-"]),
        ("UserLoggedIn", detail("Redirect"), ["Success", "0", "-"]),
        ("UserLoggedIn", detail("Success") + r#","ResultStatus":"Failed""#, ["Success", "0", "-"]),
        ("UserLoginFailed", detail("Success"), ["Failure", "-", "-"]),
    ];
    for (operation, members, expected) in cases {
        let json = record(operation, &members);
        let read = read(json.as_bytes());
        let fields = [Field::Status, Field::ErrorCode, Field::FailureReason];
        let found = fields.map(|field| read.text(0, field).unwrap_or_else(|| "-".to_owned()));
        assert_eq!(found, expected, "{json}");
    }
}

#[test]
fn a_published_audit_log_shows_no_code_that_it_does_not_have() {
    let Some(bytes) = fault("14_ual.json") else { return };
    let read = read(&bytes);
    let statuses =
        ["Success", "Failure", "Failure", "Failure", "Failure", "Failure", "Failure", "Success", "Interrupted"];
    assert_eq!(read.column(Field::Status), statuses);
    assert_eq!(read.column(Field::ErrorCode), ["0", "-", "-", "-", "-", "-", "50155", "0", "50140"]);
}
