//! Columns of one name or of one field, and columns of tables that are read in ways of their own.

use signscope::schema::Field;

use super::read;
use crate::extras::extras_of;

#[test]
fn a_second_column_of_one_name_is_kept() {
    let csv = "Date (UTC),Request ID,User,Username,IP address,Status,IP address,Team,Team\n\
               2025-11-01T08:00:00Z,r0,Ada,ada@contoso.example,192.0.2.0,Success,192.0.2.99,a,b\n\
               2025-11-01T08:00:00Z,r1,Ada,ada@contoso.example,192.0.2.1,Success,,,\n\
               2025-11-01T08:00:00Z,r2,Ada,ada@contoso.example,192.0.2.2,Success,192.0.2.2,,\n";
    let rows = read(csv.as_bytes());
    assert_eq!(rows.column(Field::IpAddress), ["192.0.2.0", "192.0.2.1", "192.0.2.2"]);
    assert_eq!(extras_of(&rows.store, 2).get("IP address (2)"), None, "it says the same");
    assert_eq!(extras_of(&rows.store, 0), [("IP address (2)", "192.0.2.99"), ("Team", "a"), ("Team (2)", "b")].into());

    let normalized = "TimeGenerated,UserPrincipalName,ResultType,IPAddress,IPAddress,Team,Team,Team,Team\n\
                   2025-11-01T08:00:00Z,ada@contoso.example,0,,192.0.2.1,a,,b,c\n";
    let rows = read(normalized.as_bytes());
    assert_eq!(rows.text(0, Field::IpAddress).as_deref(), Some("192.0.2.1"));
    assert_eq!(extras_of(&rows.store, 0), [("Team", "a"), ("Team (2)", "b"), ("Team (3)", "c")].into());
}

#[test]
fn other_columns_of_authentication_steps_are_kept() {
    let csv = "Request ID,Authentication method,Succeeded,Date (UTC),Ticket,id\n\
               r1,Password,true,2025-11-01T08:00:00Z,T-7,9\n";
    assert_eq!(extras_of(&read(csv.as_bytes()).store, 0), [("Ticket", "T-7"), ("id (in this file)", "9")].into());
}
