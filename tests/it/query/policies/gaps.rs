//! Gaps: what is one by the list of policies, by the status, or not at all; guests and Windows apart.

use signscope::query::policies::{Audience, Gap, GapCount, GapTable, GapTableQuestion, Gaps, gap_table, gaps};
use signscope::query::select;
use signscope::query::usage::Scope;
use signscope::schema::Field;
use signscope::store::Store;

use super::{SignIn, ask, entry, store_of};

const GOOD: (Field, &str) = (Field::Status, "Success");
const ADA: (Field, &str) = (Field::Username, "ada@contoso.example");

fn of(store: &Store) -> Gaps {
    let scope = Scope::everything();
    ask(store, &scope, |known, evaluations, rows| gaps(store, known, evaluations, rows, &scope))
}

fn one(store: &Store, gap: Gap) -> GapCount {
    of(store).gaps.into_iter().find(|count| count.gap == gap).unwrap()
}

fn page(store: &Store, gap: Gap, change: impl Fn(&mut GapTableQuestion)) -> GapTable {
    let mut question = GapTableQuestion {
        scope: Scope::everything(),
        gap,
        audience: None,
        containing: String::new(),
        first: 0,
        count: 10,
    };
    change(&mut question);
    ask(store, &Scope::everything(), |known, evaluations, rows| gap_table(store, known, evaluations, rows, &question))
}

fn status(text: &str) -> (Field, &str) {
    (Field::ConditionalAccess, text)
}

#[test]
fn no_policy_applied_is_told_by_the_list_else_by_the_status() {
    let not_applied =
        [entry("p1", "One", "notApplied"), entry("p2", "Two", "notEnabled"), entry("p3", "Three", "reportOnlySuccess")];
    let applied = [entry("p1", "One", "notApplied"), entry("p2", "Two", "success")];
    let records: &[SignIn<'_>] = &[
        // Gaps by the list, whatever the status says.
        (&[GOOD, ADA], Some(&not_applied)),
        (&[GOOD, ADA, status("success")], Some(&[entry("p3", "Three", "unknownFutureValue")])),
        // No gaps by the list.
        (&[GOOD, ADA, status("notApplied")], Some(&applied)),
        (&[GOOD, ADA], Some(&[entry("p1", "One", "unknown")])),
        (&[GOOD, ADA], Some(&[entry("p1", "One", "")])),
        // Gaps by the status: no list, or an empty one.
        (&[GOOD, ADA, status("Not Applied")], None),
        (&[GOOD, ADA, status("2")], Some(&[])),
        // No gap by the status.
        (&[GOOD, ADA, status("success")], None),
        // Nothing says.
        (&[GOOD, ADA], None),
        (&[GOOD, ADA, status("")], Some(&[])),
        // Not a success.
        (&[(Field::Status, "Failure"), ADA], Some(&not_applied)),
    ];
    let store = store_of(records);
    let count = one(&store, Gap::NoPolicy);
    assert_eq!((count.sign_ins, count.by_status, count.judged, count.users), (4, 2, Some(8), 1));
    assert_eq!(select(&store, &count.filter).to_rows(), [0, 1, 5, 6]);
    assert_eq!(of(&store).succeeded, 10);
}

#[test]
fn single_factors_and_legacy_clients() {
    let requirement = |text| (Field::AuthenticationRequirement, text);
    let client = |text| (Field::ClientApp, text);
    let records: &[SignIn<'_>] = &[
        (&[GOOD, requirement("singleFactorAuthentication"), client("IMAP4")], None),
        (&[GOOD, requirement("Single-factor authentication"), client("Browser")], None),
        (&[GOOD, requirement("multiFactorAuthentication"), client("Other clients; POP")], None),
        (&[GOOD, requirement(""), client("Unknown")], None),
        (&[GOOD], None),
    ];
    let store = store_of(records);
    let single = one(&store, Gap::SingleFactor);
    assert_eq!((single.sign_ins, single.judged), (2, Some(3)));
    assert_eq!(select(&store, &single.filter).to_rows(), [0, 1]);
    let legacy = one(&store, Gap::Legacy);
    assert_eq!((legacy.sign_ins, legacy.judged), (2, Some(3)));
    assert_eq!(select(&store, &legacy.filter).to_rows(), [0, 2]);
    assert_eq!(one(&store, Gap::NoPolicy).judged, None, "no file says");
    assert_eq!(select(&store, &one(&store, Gap::NoPolicy).filter).count(), 0);
    let modern = store_of(&[(&[GOOD, client("Browser")], None)]);
    assert_eq!(select(&modern, &one(&modern, Gap::Legacy).filter).count(), 0);
}

fn mixed() -> Store {
    let imap = (Field::ClientApp, "IMAP4");
    let windows = (Field::Application, "windows sign in");
    let guest = (Field::UserType, "Guest");
    let invited = (Field::Username, "bo_fabrikam.example#ext#@contoso.example");
    let bo = (Field::Username, "bo@contoso.example");
    let teams = (Field::Application, "Teams");
    let records: &[SignIn<'_>] = &[
        (&[GOOD, ADA, imap, teams], None),
        (&[GOOD, ADA, imap, teams, (Field::UserType, "member")], None),
        (&[GOOD, ADA, imap, teams, guest], None),
        (&[GOOD, invited, imap, teams], None),
        (&[GOOD, invited, imap, teams, (Field::UserType, "member")], None),
        (&[GOOD, ADA, imap, windows, guest], None),
        (&[GOOD, bo, (Field::ClientApp, "POP3"), teams], None),
        (&[GOOD, imap], None),
    ];
    store_of(records)
}

#[test]
fn guests_and_windows_are_told_apart() {
    let store = mixed();
    assert_eq!(one(&store, Gap::Legacy).by_audience, [5, 2, 1]);
    for (audience, count) in Audience::ALL.into_iter().zip([5, 2, 1]) {
        assert_eq!(select(&store, &audience.filter()).count(), count, "{audience:?}");
    }
}

#[test]
fn rows_are_users_with_their_application_and_client() {
    let store = mixed();
    let line = |row: &signscope::query::policies::GapRow| {
        let name = |named: &Option<signscope::query::policies::Named>| {
            named.as_ref().map_or("-".to_owned(), |named| named.name.clone())
        };
        let names = [&row.user, &row.application, &row.client_app].map(name).join(" ");
        format!("{names} {:?} {}", row.audience, row.seen.counts.total())
    };
    let all = page(&store, Gap::Legacy, |_| {});
    let lines: Vec<_> = all.rows.iter().map(line).collect();
    let expected = [
        "ada@contoso.example Teams IMAP4 Member 2",
        "ada@contoso.example Teams IMAP4 Guest 1",
        "ada@contoso.example windows sign in IMAP4 Windows 1",
        "bo@contoso.example Teams POP3 Member 1",
        "bo_fabrikam.example#ext#@contoso.example Teams IMAP4 Member 1",
        "bo_fabrikam.example#ext#@contoso.example Teams IMAP4 Guest 1",
        "- - IMAP4 Member 1",
    ];
    assert_eq!((lines, all.total), (expected.map(str::to_owned).to_vec(), 7));
    for row in &all.rows {
        assert_eq!(select(&store, &row.filter).count() as u32, row.seen.counts.total(), "{}", line(row));
    }
    let guests = page(&store, Gap::Legacy, |question| question.audience = Some(Audience::Guest));
    assert_eq!(guests.total, 2);
    let found = page(&store, Gap::Legacy, |question| question.containing = "pop".into());
    assert_eq!((found.total, found.rows.len()), (1, 1));
    let second = page(&store, Gap::Legacy, |question| (question.first, question.count) = (3, 1));
    assert_eq!((second.total, line(&second.rows[0])), (7, expected[3].to_owned()));
}
