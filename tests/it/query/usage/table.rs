//! Tables: every column, order with ties and unknown values last, search, pages, reasons of failures, variety.

use signscope::query::StatusCounts;
use signscope::query::usage::{
    EntityKind, Failure, Period, Scope, TableQuestion, UsageColumn, UsageRow, Variety, success_rate,
};
use signscope::schema::{Field, List, Part};
use signscope::store::{BatchBuilder, Store};

use super::entity_index::{ask, question};
use super::{at, sign_ins};
use crate::records::push;

fn tenant() -> Store {
    sign_ins(
        "date | userId | user | username | userType | applicationId | location | country | ip | deviceName | errorCode | status
         2026-01-04T00:00:00Z | u1 | Ada | ada@contoso.example | member | a1 | Madrid, ES | ES | 192.0.2.1 | LAP1 | 0     | Success
         2026-01-03T00:00:00Z | u1 | Ada | ada@contoso.example | -      | a2 | Berlin, DE | DE | 192.0.2.1 |      | 50126 | Failure
         2026-01-02T00:00:00Z | u1 | Ada | ada@contoso.example | Guest  | a1 | Lyon, FR   | FR | 192.0.2.2 | LAP1 | 50076 | Interrupted
         2026-01-01T00:00:00Z | u2 | Bo  | bo_fabrikam.example#EXT#@contoso.example | - | a1 | -  | -  | - | -    | 50126 | Failure
         2026-01-05T00:00:00Z | u3 | Cy  | cy@contoso.example  | guest  | a1 |            |    | 192.0.2.9 | PC   | 0     | Success
         2026-01-06T00:00:00Z | u3 | Cy  | cy@contoso.example  | guest  | -  |            |    | 192.0.2.9 | PC   | 0     | Success
         2026-01-07T00:00:00Z | u4 | Di  | di@contoso.example  | -      | a1 | Lyon, FR   | FR | 192.0.2.9 | PC   |       | Interrupted",
    )
}

fn users(change: impl Fn(&mut TableQuestion)) -> Vec<UsageRow> {
    let mut question = question(EntityKind::User);
    change(&mut question);
    ask(&tenant(), &question).rows
}

fn names(rows: &[UsageRow]) -> String {
    rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_row_says_all_of_a_user() {
    let rows = users(|_| {});
    let ada = &rows[0];
    assert_eq!(ada.seen.counts, StatusCounts { success: 1, interrupted: 1, failure: 1, unknown: 0 });
    assert_eq!(ada.seen.first, Some(at("2026-01-02T00:00:00Z")));
    assert_eq!(ada.seen.last, Some(at("2026-01-04T00:00:00Z")));
    let expected = Variety {
        users: None,
        applications: Some(2),
        countries: Some(3),
        cities: Some(3),
        addresses: Some(2),
        devices: Some(1),
        methods: None,
    };
    assert_eq!(ada.variety, expected);
    assert_eq!(ada.is_guest, Some(false), "by the newest record that says");
    assert_eq!(ada.failures, [Failure { code: "50126".into(), count: 1 }]);
}

#[test]
fn what_a_file_does_not_have_is_not_none_of_it() {
    let rows = users(|question| question.order = UsageColumn::Name);
    let bo = rows.iter().find(|row| row.name == "Bo").unwrap();
    assert_eq!((bo.variety.countries, bo.variety.addresses, bo.variety.devices), (None, None, None));
    assert_eq!(bo.is_guest, Some(true), "by the name of an invited account");
    let cy = rows.iter().find(|row| row.name == "Cy").unwrap();
    assert_eq!((cy.variety.countries, cy.variety.applications), (Some(0), Some(1)));
    let di = rows.iter().find(|row| row.name == "Di").unwrap();
    assert_eq!(di.is_guest, None);
}

#[test]
fn every_column_sorts_with_ties_by_name_and_unknown_last() {
    for (order, up, down) in [
        (UsageColumn::Name, "Ada Bo Cy Di", "Di Cy Bo Ada"),
        (UsageColumn::SignIns, "Bo Di Cy Ada", "Ada Cy Bo Di"),
        (UsageColumn::Success, "Bo Di Ada Cy", "Cy Ada Bo Di"),
        (UsageColumn::Failure, "Cy Di Ada Bo", "Ada Bo Cy Di"),
        (UsageColumn::Interrupted, "Bo Cy Ada Di", "Ada Di Bo Cy"),
        (UsageColumn::SuccessRate, "Bo Ada Cy Di", "Cy Ada Bo Di"),
        (UsageColumn::First, "Bo Ada Cy Di", "Di Cy Ada Bo"),
        (UsageColumn::Last, "Bo Ada Cy Di", "Di Cy Ada Bo"),
        (UsageColumn::FirstInLog, "Bo Ada Cy Di", "Di Cy Ada Bo"),
        (UsageColumn::Guest, "Ada Bo Cy Di", "Bo Cy Ada Di"),
        (UsageColumn::Users, "Ada Bo Cy Di", "Ada Bo Cy Di"),
        (UsageColumn::Applications, "Bo Cy Di Ada", "Ada Bo Cy Di"),
        (UsageColumn::Countries, "Cy Di Ada Bo", "Ada Di Cy Bo"),
        (UsageColumn::Cities, "Cy Di Ada Bo", "Ada Di Cy Bo"),
        (UsageColumn::Addresses, "Cy Di Ada Bo", "Ada Cy Di Bo"),
        (UsageColumn::Devices, "Ada Cy Di Bo", "Ada Cy Di Bo"),
        (UsageColumn::Methods, "Ada Bo Cy Di", "Ada Bo Cy Di"),
    ] {
        let sorted = |descending| names(&users(|question| (question.order, question.descending) = (order, descending)));
        assert_eq!((sorted(false).as_str(), sorted(true).as_str()), (up, down), "{order:?}");
    }
}

#[test]
fn rates_leave_interrupted_sign_ins_out() {
    let rate =
        |success, interrupted, failure| success_rate(&StatusCounts { success, interrupted, failure, unknown: 5 });
    assert_eq!(rate(1, 7, 1), Some(0.5));
    assert_eq!(rate(0, 7, 0), None);
    assert_eq!(rate(3, 0, 0), Some(1.0));
}

#[test]
fn pages_and_searches() {
    let page = |containing: &str, first, count| {
        let mut question = question(EntityKind::User);
        (question.containing, question.first, question.count) = (containing.to_owned(), first, count);
        question.order = UsageColumn::Name;
        question.descending = false;
        let table = ask(&tenant(), &question);
        (table.total, table.distinct, names(&table.rows))
    };
    assert_eq!(page("", 1, 2), (4, 4, "Bo Cy".into()));
    assert_eq!(page("", 3, 2), (4, 4, "Di".into()));
    assert_eq!(page("", 4, 2), (4, 4, String::new()));
    assert_eq!(page(" #ext# ", 0, 9), (1, 4, "Bo".into()));
    assert_eq!(page("U3", 0, 9), (1, 4, "Cy".into()), "identifiers are searched, too");
    assert_eq!(page("nobody", 0, 9), (0, 4, String::new()));
}

#[test]
fn a_table_is_of_its_period_but_the_first_day_in_the_log_is_not() {
    let rows = users(|question| question.scope.period = Period::Days(4));
    assert_eq!(names(&rows), "Ada Cy Di");
    let ada = &rows[0];
    assert_eq!(ada.seen.counts.total(), 2);
    assert_eq!(ada.seen.first, Some(at("2026-01-03T00:00:00Z")));
    assert_eq!(ada.first_in_log, Some(at("2026-01-02T00:00:00Z")));
}

#[test]
fn applications_count_their_users_and_say_the_three_commonest_reasons() {
    let store = sign_ins(
        "date | userId | applicationId | status | errorCode
         2026-01-01T00:00:00Z | u1 | a1 | Failure | 50126
         2026-01-01T00:00:00Z | u1 | a1 | Failure | 53003
         2026-01-01T00:00:00Z | u2 | a1 | Failure | 53003
         2026-01-01T00:00:00Z | u2 | a1 | Failure | 50053
         2026-01-01T00:00:00Z | -  | a1 | Failure | 500121
         2026-01-01T00:00:00Z | u3 | a1 | Success | 0",
    );
    let row = ask(&store, &question(EntityKind::Application)).rows.swap_remove(0);
    let failures: Vec<_> = row.failures.iter().map(|failure| (failure.code.as_str(), failure.count)).collect();
    assert_eq!(failures, [("53003", 2), ("50053", 1), ("50126", 1)]);
    assert_eq!((row.variety.users, row.variety.applications), (Some(3), None));
}

#[test]
fn methods_are_those_of_steps_of_the_list_and_of_the_column() {
    let mut batch = BatchBuilder::default();
    let step =
        |batch: &mut BatchBuilder, list, method: &str| batch.add_entry(list, &[(Part::StepMethod, method.as_bytes())]);
    step(&mut batch, List::Steps, "Password");
    step(&mut batch, List::Steps, "Text message");
    batch.end_list(List::Steps);
    step(&mut batch, List::Methods, "password");
    batch.end_list(List::Methods);
    let user = Field::UserId;
    push(&mut batch, &[(user, "u1")]);
    push(&mut batch, &[(user, "u1"), (Field::MfaMethod, "Passkey")]);
    batch.end_list(List::Steps);
    push(&mut batch, &[(user, "u2")]);
    push(&mut batch, &[(user, "u3")]);
    let mut store = Store::default();
    store.append_built(batch);
    let rows = ask(&store, &question(EntityKind::User)).rows;
    let methods: Vec<_> = rows.iter().map(|row| row.variety.methods).collect();
    assert_eq!(methods, [Some(3), Some(0), None]);
    assert_eq!(ask(&store, &question(EntityKind::Method)).rows, [], "methods have no table");
    let recent = TableQuestion { scope: Scope::default(), ..question(EntityKind::User) };
    assert_eq!(ask(&store, &recent).total, 0, "no record has a date");
}
