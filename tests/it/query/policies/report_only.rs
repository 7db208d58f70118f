//! Report-only: whom a policy would have stopped or asked, and how many really signed in.

use signscope::query::policies::{
    Impact, ImpactBar, PolicyQuestion, ReportOnlyImpact, ReportOnlyImpacts, report_only_impact, report_only_impacts,
};
use signscope::query::select;
use signscope::query::usage::{
    Calendar, EntityIndexes, EntityKey, EntityKind, GroupStats, Scope, TableQuestion, Unit, UsageColumn, table,
};
use signscope::schema::Field;
use signscope::store::Store;

use super::{SignIn, ask, entry, store_of};
use crate::query::usage::at;

fn tenant() -> Store {
    let [monday, friday] = ["2026-01-05T00:00:00Z", "2026-01-09T00:00:00Z"].map(|time| at(time).to_string());
    let [ada, bo] = [(Field::UserId, "ada"), (Field::UserId, "bo")];
    let [good, bad] = [(Field::Status, "Success"), (Field::Status, "Failure")];
    let windows = (Field::OperatingSystem, "Windows 11");
    let all: &[SignIn<'_>] = &[
        (
            &[(Field::Date, &monday), ada, good, windows],
            Some(&[entry("r1", "Zeta", "reportOnlyFailure"), entry("r2", "Beta", "reportOnlySuccess")]),
        ),
        (&[(Field::Date, &monday), ada, bad], Some(&[entry("r1", "Zeta", "reportOnlyFailure")])),
        (&[(Field::Date, &friday), bo, good, windows], Some(&[entry("r1", "Zeta", "reportOnlyInterrupted")])),
        (
            &[(Field::Date, &friday), bo, bad],
            Some(&[entry("r1", "Zeta", "reportOnlyNotApplied"), entry("e1", "Enforced", "failure")]),
        ),
        (&[(Field::Date, &friday), bo, bad], Some(&[entry("w1", "Hidden", "unknownFutureValue")])),
        (&[(Field::Date, &friday), bo, bad], None),
    ];
    store_of(all)
}

fn all(store: &Store) -> ReportOnlyImpacts {
    let scope = Scope::everything();
    ask(store, &scope, |known, evaluations, rows| report_only_impacts(store, known, evaluations, rows, &scope))
}

fn one(store: &Store, id: &str) -> ReportOnlyImpact {
    let question = PolicyQuestion {
        scope: Scope::everything(),
        key: EntityKey::Id(id.to_owned()),
        calendar: Calendar::default(),
        unit: Some(Unit::Day),
        limit: 5,
    };
    ask(store, &Scope::everything(), |known, evaluations, rows| {
        report_only_impact(store, known, evaluations, rows, &question)
    })
}

const BLOCKED: Impact = Impact { sign_ins: 2, succeeded: 1, users: 1, succeeded_users: 1 };
const PROMPTED: Impact = Impact { sign_ins: 1, succeeded: 1, users: 1, succeeded_users: 1 };

#[test]
fn policies_that_only_report_say_what_they_would_do() {
    let store = tenant();
    let all = all(&store);
    let rows = all.policies.unwrap();
    let found: Vec<_> = rows.iter().map(|row| (row.policy.name.as_str(), row.blocked, row.prompted)).collect();
    let none = Impact::default();
    assert_eq!(found, [("Beta", none, none), ("Hidden", none, none), ("Zeta", BLOCKED, PROMPTED)]);
    assert_eq!(select(&store, &rows[2].affected).to_rows(), [0, 1, 2]);
    assert_eq!(all.withheld, 1);
}

#[test]
fn one_policy_is_told_by_day_platform_and_people() {
    let store = tenant();
    let zeta = one(&store, "r1");
    assert_eq!(zeta.row.map(|row| (row.blocked, row.prompted)), Some((BLOCKED, PROMPTED)));
    let counts: Vec<_> = zeta
        .bars
        .iter()
        .map(|ImpactBar { blocked, prompted, succeeded, .. }| (*blocked, *prompted, *succeeded))
        .collect();
    assert_eq!(counts, [(2, 0, 1), (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 1, 1)]);
    assert_eq!((zeta.platforms.marks[0].seen.counts.total(), zeta.platforms.not_in_file), (2, 1));
    let question = TableQuestion {
        scope: zeta.people,
        subject: EntityKind::User,
        containing: String::new(),
        order: UsageColumn::SignIns,
        descending: true,
        first: 0,
        count: 10,
    };
    let rows = select(&store, &question.scope.as_filter());
    let tally = GroupStats::new(&store, &mut EntityIndexes::default(), &rows, EntityKind::User);
    let people = table(&store, tally.as_ref(), &question);
    let people: Vec<_> =
        people.rows.iter().map(|row| (row.name.as_str(), row.seen.counts.total(), row.seen.counts.success)).collect();
    assert_eq!(people, [("ada", 2, 1), ("bo", 1, 1)]);
}

#[test]
fn enforced_policies_and_files_without_policies_have_no_report_only_impact() {
    let store = tenant();
    assert_eq!(one(&store, "e1").row, None);
    assert_eq!(one(&store, "gone").row, None);
    assert_eq!(all(&store_of(&[(&[], None)])).policies, None);
}
