//! Who is who: grouping by identifier, newest names, records without one, and what a click keeps.

use signscope::query::usage::{
    EntityKey, EntityKind, GroupStats, Newest, Scope, Seen, TableQuestion, UsageColumn, UsageTable, newest, table,
};
use signscope::query::{StatusCounts, select};
use signscope::schema::Field;
use signscope::store::Store;

use super::{at, fresh, rows_of, sign_ins};
use crate::records::{push, store_in_batches};

const NO_ID: &str = "00000000-0000-0000-0000-000000000000";

pub fn question(subject: EntityKind) -> TableQuestion {
    TableQuestion {
        scope: Scope::everything(),
        subject,
        containing: String::new(),
        order: UsageColumn::SignIns,
        descending: true,
        first: 0,
        count: 100,
    }
}

pub fn ask(store: &Store, question: &TableQuestion) -> UsageTable {
    let rows = rows_of(store, &question.scope);
    fresh(|known| table(store, GroupStats::new(store, known, &rows, question.subject).as_ref(), question))
}

fn people() -> Store {
    sign_ins(&format!(
        "date | userId | user | username | status
         2026-01-03T00:00:00Z | u1 | -         | ada.new@contoso.example | Success
         2026-01-02T00:00:00Z | U1 | Ada Newer | ada.new@contoso.example | Success
         2026-01-01T00:00:00Z | u1 | Ada       | ada@contoso.example     | Failure
         2026-01-01T00:00:00Z |    | Bo        | bo@contoso.example      | Success
         2026-01-02T00:00:00Z | -  | Bo        | BO@contoso.example      | Success
         2026-01-02T00:00:00Z | {NO_ID} | Bo   | bo@contoso.example      | Failure
         2026-01-02T00:00:00Z |    |           |                         | Failure
         2026-01-02T00:00:00Z | -  | -         | -                       | Failure
         -                    | u9 | Zoe       | zoe@contoso.example     | Success"
    ))
}

#[test]
fn people_are_told_apart_by_identifier_and_called_by_their_newest_name() {
    let table = ask(&people(), &question(EntityKind::User));
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.name.as_str(), row.also.as_deref(), row.seen.counts.total())).collect();
    let expected = [
        ("Ada Newer", Some("ada.new@contoso.example"), 3),
        ("Bo", Some("BO@contoso.example"), 3),
        ("Zoe", Some("zoe@contoso.example"), 1),
    ];
    assert_eq!(rows, expected);
    assert_eq!((table.total, table.distinct, table.without, table.not_in_file), (3, 3, 1, 1));
    assert_eq!(table.rows[1].key, EntityKey::Name("bo@contoso.example".into()));
    assert_eq!(table.rows[2].seen.first, None, "the record has no time");
    assert_eq!(table.rows[0].first_in_log, Some(at("2026-01-01T00:00:00Z")));
}

#[test]
fn a_click_keeps_exactly_what_was_counted() {
    let store = people();
    for row in ask(&store, &question(EntityKind::User)).rows {
        let kept = select(&store, &EntityKind::User.filter(&row.key)).count();
        assert_eq!(kept, row.seen.counts.total() as usize, "{:?}", row.key);
    }
}

#[test]
fn sign_ins_of_service_principals_are_called_by_them() {
    let store = sign_ins(
        "date | applicationId | application | servicePrincipalName
         2026-01-01T00:00:00Z | a1 | - | Backup robot
         2026-01-01T00:00:00Z | a2 | - | -",
    );
    let rows = ask(&store, &question(EntityKind::Application)).rows;
    assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["a2", "Backup robot"]);
}

#[test]
fn single_fields_go_by_the_words_of_the_portal() {
    let store = sign_ins(
        "clientApp | errorCode | status
         imap      | 50126       | Failure
         IMAP4     | AADSTS50126 | Failure
         Browser   | 0           | Success
                   | -           | Success",
    );
    let clients = ask(&store, &question(EntityKind::ClientApp));
    let rows: Vec<_> = clients.rows.iter().map(|row| (row.key.clone(), row.seen.counts.total())).collect();
    assert_eq!(rows, [(EntityKey::Name("IMAP4".into()), 2), (EntityKey::Name("Browser".into()), 1)]);
    assert_eq!((clients.without, clients.not_in_file), (1, 0));
    let codes = ask(&store, &question(EntityKind::ErrorCode));
    assert_eq!(codes.rows[0].key, EntityKey::Name("50126".into()));
    assert_eq!(select(&store, &EntityKind::ErrorCode.filter(&codes.rows[0].key)).count(), 2);
    assert_eq!(codes.not_in_file, 1);
}

fn newest_of(text: &str) -> Option<Newest> {
    let store = sign_ins(text);
    fresh(|known| newest(&store, known, EntityKind::Application))
}

#[test]
fn the_newest_application_is_the_one_first_seen_last() {
    let text = "date | applicationId | application
        2026-01-01T00:00:00Z | a1 | Teams
        2026-01-20T00:00:00Z | a1 | Teams
        2026-01-10T00:00:00Z | a3 | Word
        2026-01-10T00:00:00Z | a2 | Excel";
    let first = at("2026-01-10T00:00:00Z");
    let counts = StatusCounts { unknown: 1, ..StatusCounts::default() };
    let seen = Seen { counts, first: Some(first), last: Some(first) };
    let excel = Newest { key: EntityKey::Id("a2".into()), name: "Excel".into(), first, seen, is_early: false };
    assert_eq!(newest_of(text), Some(excel), "ties go by name");
    let early = newest_of("date | applicationId\n2026-01-01T00:00:00Z | a1\n2026-01-07T23:59:59Z | a2").unwrap();
    assert!(early.is_early, "in the first week of a log everything is seen for the first time");
    assert!(!newest_of("date | applicationId\n2026-01-01T00:00:00Z | a1\n2026-01-08T00:00:00Z | a2").unwrap().is_early);
    assert_eq!(newest_of("date | applicationId\n- | a1"), None);
}

#[test]
fn records_of_several_files_meet_under_one_identifier() {
    let first: &[(Field, &str)] = &[(Field::Date, "1000"), (Field::UserId, "u1"), (Field::User, "Old")];
    let second: &[(Field, &str)] = &[(Field::Date, "2000"), (Field::UserId, "u1"), (Field::User, "New")];
    let store = store_in_batches(&[first, second], 1);
    let rows = ask(&store, &question(EntityKind::User)).rows;
    assert_eq!((rows.len(), rows[0].name.as_str()), (1, "New"));
    let mut batch = signscope::store::BatchBuilder::default();
    push(&mut batch, &[]);
    let mut more = store.clone();
    more.append_built(batch);
    assert_eq!(ask(&more, &question(EntityKind::User)).not_in_file, 1);
}
