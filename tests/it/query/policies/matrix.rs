//! Policies × results: names and their versions, results in every spelling, distinct users and applications, clicks.

use signscope::query::policies::{Matrix, PolicyResult, matrix};
use signscope::query::select;
use signscope::query::usage::{EntityKey, Scope};
use signscope::schema::Field;
use signscope::store::Store;

use super::{SignIn, ask, entry, store_of};

const ADA: (Field, &str) = (Field::UserId, "ada");
const BO: (Field, &str) = (Field::UserId, "bo");
const TEAMS: (Field, &str) = (Field::ApplicationId, "teams");
const WORD: (Field, &str) = (Field::ApplicationId, "word");

fn of(store: &Store) -> Matrix {
    let scope = Scope::everything();
    ask(store, &scope, |known, evaluations, rows| matrix(store, known, evaluations, rows, &scope))
}

/// Cells as `result sign-ins/users/applications`.
fn lines(matrix: &Matrix) -> Vec<String> {
    let rows = matrix.policies.iter().flatten();
    let line = |row: &signscope::query::policies::MatrixRow| {
        let cells = row
            .cells
            .iter()
            .map(|cell| format!("{} {}/{}/{}", cell.result.name(), cell.sign_ins, cell.users, cell.applications));
        format!("{}: {}", row.policy.name, cells.collect::<Vec<_>>().join(", "))
    };
    rows.map(line).collect()
}

fn tenant() -> Store {
    let block = |result| entry("p1", "CA01 Block", result);
    let all: &[SignIn<'_>] = &[
        (
            &[(Field::Date, "9000"), ADA, TEAMS],
            Some(&[entry("p1", "CA01 Block all", "failure"), entry("p2", "Alpha", "reportOnlyFailure")]),
        ),
        (&[(Field::Date, "3000"), ADA, TEAMS], Some(&[block("Failure"), entry("P2", "Alpha", "7")])),
        (&[(Field::Date, "2000"), BO, TEAMS], Some(&[block("failure"), block("failure"), block("notApplied")])),
        (&[(Field::Date, "1000"), BO, WORD], Some(&[block("success")])),
        (&[ADA, WORD], Some(&[])),
        (&[(Field::Date, "5000"), BO, WORD], None),
        (
            &[(Field::Date, "1500"), BO, WORD],
            Some(&[entry("", "No id", "unknownFutureValue"), entry("", "no ID", "marvellous")]),
        ),
    ];
    store_of(all)
}

#[test]
fn cells_count_sign_ins_users_and_applications_once() {
    let matrix = of(&tenant());
    assert_eq!((matrix.with_policies, matrix.empty, matrix.not_in_file), (5, 1, 1));
    let expected = [
        "Alpha: reportOnlyFailure 2/1/1",
        "CA01 Block all: success 1/1/1, failure 3/2/1, notApplied 1/1/1",
        "No id: unknownFutureValue 1/1/1, unknown 1/1/1",
    ];
    assert_eq!(lines(&matrix), expected);
}

#[test]
fn a_click_on_a_cell_keeps_what_it_counts() {
    let store = tenant();
    for row in of(&store).policies.unwrap() {
        for cell in row.cells {
            let kept = select(&store, &cell.filter).count();
            assert_eq!(kept, cell.sign_ins as usize, "{} {:?}", row.policy.name, cell.result);
        }
    }
}

#[test]
fn one_entry_must_pass_all_parts() {
    let crossed: &[SignIn<'_>] = &[
        (&[], Some(&[entry("p1", "One", "success"), entry("p2", "Two", "failure")])),
        (&[], Some(&[entry("p1", "One", "failure"), entry("p2", "Two", "success")])),
    ];
    let store = store_of(crossed);
    let matrix = of(&store);
    let cell = &matrix.policies.as_ref().unwrap()[0].cells[1];
    assert_eq!((cell.result, cell.sign_ins), (PolicyResult::Failure, 1));
    assert_eq!(select(&store, &cell.filter).to_rows(), [1]);
}

#[test]
fn policies_are_known_by_identifier_and_called_by_their_newest_name() {
    let matrix = of(&tenant());
    let block = &matrix.policies.as_ref().unwrap()[1].policy;
    assert_eq!(block.key, EntityKey::Id("p1".into()));
    let versions: Vec<_> =
        block.versions.iter().map(|version| (version.name.as_str(), version.first, version.last)).collect();
    assert_eq!(versions, [("CA01 Block", Some(1000), Some(3000)), ("CA01 Block all", Some(9000), Some(9000))]);
}

#[test]
fn files_without_policies_have_no_matrix() {
    let store = store_of(&[(&[ADA], None), (&[BO], None)]);
    let matrix = of(&store);
    assert_eq!((matrix.policies, matrix.with_policies, matrix.not_in_file), (None, 0, 2));
    let empty = of(&store_of(&[(&[ADA], Some(&[]))]));
    assert_eq!((empty.policies, empty.empty), (None, 1));
}

#[test]
fn results_are_read_in_every_spelling() {
    for (text, result) in [
        ("success", PolicyResult::Success),
        ("FAILURE", PolicyResult::Failure),
        (" notApplied ", PolicyResult::NotApplied),
        ("2", PolicyResult::NotApplied),
        ("3", PolicyResult::NotEnabled),
        ("reportonlysuccess", PolicyResult::ReportOnlySuccess),
        ("6", PolicyResult::ReportOnlySuccess),
        ("7", PolicyResult::ReportOnlyFailure),
        ("8", PolicyResult::ReportOnlyNotApplied),
        ("9", PolicyResult::ReportOnlyInterrupted),
        ("unknownFutureValue", PolicyResult::Withheld),
        ("4", PolicyResult::Unknown),
        ("", PolicyResult::Unknown),
        ("marvellous", PolicyResult::Unknown),
    ] {
        assert_eq!(PolicyResult::of(text), result, "{text}");
    }
    let labels: Vec<_> = PolicyResult::all().map(PolicyResult::label).collect();
    assert_eq!(labels[3], "Disabled");
    assert_eq!(labels[6], "Report-only: User action required");
    assert!(PolicyResult::all().enumerate().all(|(place, result)| result as usize == place));
}
