//! What the list shows is what an export has: under the name of the field it is of, and in words.

use signscope::engine::protocol::{ExportFormat, View};
use signscope::schema::{Column, Field};

use super::super::Desk;

#[test]
fn a_value_that_stands_in_is_beside_the_column_it_is_shown_in() {
    let csv = "TimeGenerated,UserPrincipalName,IPAddress,ResultType,AppId\n\
               2026-10-01 08:14:12,jc@contoso.example,192.0.2.25,0,1fec8e78-bce4-4aaf-ab1b-5451cc387264\n";
    let mut desk = Desk::with("a.csv", csv.as_bytes());
    let columns = [Field::Date, Field::User, Field::Application, Field::Resource].map(Column::Field).to_vec();
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    let text = String::from_utf8(exported.bytes).unwrap();
    let expected = "\u{feff}Date (UTC),User,Username,Application,Application ID,Resource\r\n\
                    2026-10-01T08:14:12Z,,jc@contoso.example,,1fec8e78-bce4-4aaf-ab1b-5451cc387264,\r\n";
    assert_eq!(text, expected);
}

#[test]
fn numbers_that_stand_for_words_are_written_as_words() {
    let csv = "Date (UTC),Request ID,User,Username,Conditional Access\n\
               2026-10-01T08:14:12Z,1,Ada,ada@contoso.example,2\n\
               2026-10-01T08:14:13Z,2,Ada,ada@contoso.example,notApplied\n";
    let mut desk = Desk::with("a.csv", csv.as_bytes());
    let columns = vec![Column::Field(Field::ConditionalAccess)];
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns }).unwrap().remove(0);
    assert_eq!(
        String::from_utf8(exported.bytes).unwrap(),
        "\u{feff}Conditional Access\r\nNot applied\r\nnotApplied\r\n"
    );
}
