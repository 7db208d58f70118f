//! One policy: results over time, whom it stopped, conditions and controls.

use signscope::query::policies::{PolicyPage, PolicyQuestion, PolicyResult, policy_page};
use signscope::query::select;
use signscope::query::usage::{Calendar, EntityKey, Scope, Unit};
use signscope::schema::Field;
use signscope::store::Store;

use super::{SignIn, ask, entry, store_of};
use crate::query::usage::at;

fn of(store: &Store, key: EntityKey) -> PolicyPage {
    let question = PolicyQuestion {
        scope: Scope::everything(),
        key,
        calendar: Calendar::default(),
        unit: Some(Unit::Week),
        limit: 5,
    };
    let scope = question.scope.clone();
    ask(store, &scope, |known, evaluations, rows| policy_page(store, known, evaluations, rows, &question))
}

fn tenant() -> Store {
    let [sunday, monday, later] =
        ["2026-01-04T23:59:59Z", "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"].map(|time| at(time).to_string());
    let ada = (Field::UserId, "ada");
    let all: &[SignIn<'_>] = &[
        (&[(Field::Date, &sunday), ada], Some(&[["p1", "Block", "failure", "none", "Block", ""]])),
        (
            &[(Field::Date, &monday), ada],
            Some(&[
                ["p1", "Block", "notApplied", "application,users", "Block", "SignInFrequency"],
                entry("p2", "Other", "failure"),
            ]),
        ),
        (
            &[(Field::Date, &monday), (Field::UserId, "bo")],
            Some(&[["p1", "Block", "failure", "none", "Block, Mfa", ""]]),
        ),
        (&[(Field::Date, &later), (Field::UserId, "bo")], Some(&[["p1", "Block", "notApplied", "3", "block", ""]])),
        (&[(Field::Date, &later), (Field::UserId, "bo")], Some(&[["p1", "Block", "notApplied", "location", "", ""]])),
        (&[(Field::UserId, "cy")], Some(&[["p1", "Block", "failure", "", "", ""]])),
        (&[(Field::UserId, "cy")], None),
    ];
    store_of(all)
}

#[test]
fn a_page_tells_when_whom_and_why_not() {
    let store = tenant();
    let page = of(&store, EntityKey::Id("p1".into()));
    let count = |counts: &[u32; PolicyResult::COUNT]| {
        (counts[PolicyResult::Failure as usize], counts[PolicyResult::NotApplied as usize])
    };
    assert_eq!(count(&page.results), (3, 3));
    let bars: Vec<_> = page.bars.iter().map(|bar| (bar.from, bar.is_partial, count(&bar.counts))).collect();
    assert_eq!(bars, [(at("2025-12-29T00:00:00Z"), true, (1, 0)), (at("2026-01-05T00:00:00Z"), true, (1, 3))]);
    let users: Vec<_> =
        page.stopped_users.marks.iter().map(|mark| (mark.name.as_str(), mark.seen.counts.total())).collect();
    assert_eq!(users, [("ada", 1), ("bo", 1), ("cy", 1)]);
    assert_eq!(select(&store, &page.stopped).to_rows(), [0, 2, 5]);
    let shares = |shares: &[signscope::query::policies::Share]| {
        shares.iter().map(|share| format!("{} {}", share.label, share.sign_ins)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(shares(&page.not_satisfied), "Application 2, Users 2, Location 1");
    assert_eq!(shares(&page.grant_controls), "Block 4, Multifactor authentication 1");
    assert_eq!(shares(&page.session_controls), "Sign-in frequency 1");
}

#[test]
fn a_policy_nobody_knows_has_an_empty_page() {
    let page = of(&tenant(), EntityKey::Id("gone".into()));
    assert_eq!((page.policy, page.results, page.grant_controls.len()), (None, [0; PolicyResult::COUNT], 0));
    assert!(page.bars.iter().all(|bar| bar.counts == [0; PolicyResult::COUNT]));
}
