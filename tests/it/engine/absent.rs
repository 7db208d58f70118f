//! What a file does not have is nowhere counted, charted or said as if it were none: one sample of each source_format
//! that lacks something, counted by hand.

use signscope::engine::protocol::policies::{Gap, Gaps};
use signscope::engine::protocol::usage::{
    Calendar, EntityKind, Profile, ProfileQuestion, Scope, TableQuestion, TopValues, UsageColumn, UsageTable,
};
use signscope::engine::protocol::{
    Answer, Cell, FileQuestion, Filter, Question, Reply, Request, StatusCounts, Values, ValuesOf, View,
};
use signscope::schema::{Field, List, Part};

use super::Desk;

/// A desk with samples of `tests/data`.
fn desk(names: &[&str]) -> Desk {
    let mut desk = Desk::new();
    for name in names {
        let bytes = std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        desk.load(name, &bytes, 4096);
    }
    desk
}

fn gaps(desk: &mut Desk) -> Gaps {
    match desk.ask(&Question::Gaps(Scope::everything())) {
        Answer::Gaps(gaps) => gaps,
        other => panic!("no gaps but {other:?}"),
    }
}

fn users(desk: &mut Desk) -> UsageTable {
    let question = users_question();
    match desk.ask(&question) {
        Answer::Table(table) => table,
        other => panic!("no table but {other:?}"),
    }
}

fn users_question() -> Question {
    Question::Table(TableQuestion {
        scope: Scope::everything(),
        subject: EntityKind::User,
        containing: String::new(),
        order: UsageColumn::Name,
        descending: false,
        first: 0,
        count: 10,
    })
}

fn marks(desk: &mut Desk, subject: EntityKind) -> TopValues {
    let (scope, calendar) = (Scope::everything(), Calendar::default());
    let Answer::Profile(Profile { marks, .. }) =
        desk.ask(&Question::Profile(ProfileQuestion { scope, calendar, unit: None, limit: 5 }))
    else {
        panic!("no pattern");
    };
    marks.into_iter().find(|marks| marks.subject == subject).unwrap()
}

fn values(desk: &mut Desk, of: impl Into<ValuesOf>) -> Values {
    let (filter, of, containing) = (Filter::default(), of.into(), String::new());
    match desk.engine.answer(&Request::Values { filter, of, containing, limit: 20 }) {
        Some(Reply::Values(values)) => values,
        other => panic!("no values but {other:?}"),
    }
}

/// How many records have no value, and of how many of those the file does not have it.
fn without(desk: &mut Desk, of: impl Into<ValuesOf>) -> (u32, u32) {
    let values = values(desk, of);
    let none = values.values.iter().find(|counted| counted.value.is_none());
    (none.map_or(0, |none| none.count), values.absent)
}

fn policies() -> ValuesOf {
    ValuesOf::Part { list: List::Policies, part: Part::PolicyResult, with: Vec::new() }
}

#[test]
fn a_status_that_was_lost_is_neither_success_nor_failure() {
    let mut desk = desk(&["power_shell.csv"]);
    let lost = StatusCounts { unknown: 1, ..StatusCounts::default() };
    let summary = desk.summary(&Filter::default());
    assert_eq!(summary.by_status, lost);
    assert_eq!(summary.by_status.known(), 0);
    assert_eq!(summary.timeline.counts, [lost]);
    assert_eq!(users(&mut desk).rows[0].seen.counts, lost);
    let saved = desk.export_table(&users_question()).unwrap().swap_remove(0);
    let text = String::from_utf8(saved.bytes).unwrap();
    // Sign-ins, success, interrupted, failure, success rate: only the first is known.
    assert!(text.lines().nth(1).unwrap().contains(",ada@contoso.example,1,,,,,2025-11-14T09:08:53Z"), "{text}");
    let found = gaps(&mut desk);
    assert_eq!((found.succeeded, found.without_status), (0, 1));
    assert_eq!(without(&mut desk, Field::Status), (1, 1));
    let detail = desk.detail(0).unwrap();
    assert_eq!((detail.verdict.status, detail.verdict.headline.as_str()), (None, "Status not in this file"));
    assert_eq!((detail.policies, detail.steps), (None, None));
}

#[test]
fn what_is_empty_and_what_the_file_does_not_have_are_counted_apart() {
    // Of five sign-ins of a CSV one has an empty place; no column of it has a risk state or policies.
    let mut desk = desk(&["InteractiveSignIns_57.csv"]);
    assert_eq!(without(&mut desk, Field::RiskState), (5, 5));
    assert_eq!(without(&mut desk, Field::MfaMethod), (5, 0));
    assert_eq!(without(&mut desk, Field::OriginalRequestId), (5, 5));
    assert_eq!(without(&mut desk, policies()), (5, 5));
    assert_eq!(without(&mut desk, Field::Username), (0, 0));
}

#[test]
fn a_csv_without_second_factors_does_not_say_which_methods_were_used() {
    let mut desk = desk(&["InteractiveSignIns_57.csv"]);
    let methods = marks(&mut desk, EntityKind::Method);
    assert_eq!((methods.distinct, methods.without, methods.not_in_file), (0, 0, 5));
    assert!(users(&mut desk).rows.iter().all(|row| row.variety.methods.is_none()));
    assert_eq!(marks(&mut desk, EntityKind::Device).not_in_file, 0, "its device column is there, and empty");
}

#[test]
fn which_policy_refused_is_said_not_to_be_in_a_csv() {
    let mut csv = desk(&["InteractiveSignIns_57.csv"]);
    let row = csv.rows(&View::default(), &[]).rows[0].row;
    let verdict = csv.detail_of(row).unwrap().unwrap().verdict;
    assert_eq!(verdict.code.as_deref(), Some("53003 BlockedByConditionalAccess"));
    assert!(verdict.explanation.ends_with("Which policy it was is not in this file."), "{}", verdict.explanation);
    assert!(verdict.action.unwrap().starts_with("Load the JSON download"));
    let verdict = desk(&["defender.csv"]).detail(0).unwrap().verdict;
    assert!(verdict.explanation.contains("“Block abroad” blocks it"), "{}", verdict.explanation);
    assert!(verdict.action.unwrap().starts_with("Open the Conditional Access details"));
}

#[test]
fn gaps_that_a_file_cannot_tell_of_are_not_judged() {
    let judged = |desk: &mut Desk| -> Vec<Option<u32>> {
        let found = gaps(desk);
        Gap::ALL.iter().map(|gap| found.gaps.iter().find(|count| count.gap == *gap).unwrap().judged).collect()
    };
    // No policies, status, requirement or client app; one of two succeeded.
    assert_eq!(judged(&mut desk(&["audit_log.csv"])), [None, None, None]);
    // A status of Conditional Access, but neither requirement nor client app.
    assert_eq!(judged(&mut desk(&["ApplicationSignIns.csv"])), [Some(1), None, None]);
    // Of five sign-ins two succeeded, and each says all three.
    assert_eq!(judged(&mut desk(&["InteractiveSignIns_57.csv"])), [Some(2), Some(2), Some(2)]);
}

#[test]
fn a_name_that_is_not_in_the_file_has_a_stand_in() {
    let columns = [Field::User, Field::Application, Field::Resource, Field::Location];
    let stand_in = |field: Field, text: &str| Cell::Fallback { field, text: text.to_owned() };
    let cells = desk(&["audit_log.csv"]).rows(&View::default(), &columns).rows.swap_remove(0).cells;
    let expected = [
        stand_in(Field::Username, "ada@contoso.example"),
        stand_in(Field::ApplicationId, "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"),
        stand_in(Field::ResourceId, "797f4846-ba00-4fd7-ba43-dac1f8f63013"),
        Cell::Absent,
    ];
    assert_eq!(cells, expected);
    let robot = desk(&["ApplicationSignIns.csv"]).rows(&View::default(), &columns).rows.swap_remove(0).cells;
    assert_eq!(robot[0], stand_in(Field::ServicePrincipalName, "Backup robot"));
    assert_eq!(robot[1], Cell::Text("Backup robot".to_owned()));
}

#[test]
fn steps_without_their_sign_ins_are_no_sign_ins() {
    let mut desk = desk(&["InteractiveSignIns_AuthDetails.csv"]);
    let report = desk.report(0);
    assert_eq!((report.records, report.unmatched), (3, 3));
    assert_eq!(desk.summary(&Filter::default()).shown, 0);
    assert_eq!(gaps(&mut desk).without_status, 0);
}

#[test]
fn what_another_file_said_is_not_told_of_a_file() {
    let told = |desk: &mut Desk, file: u32| match desk.ask(&Question::File(FileQuestion {
        file,
        calendar: Calendar::default(),
        problems: 0,
    })) {
        Answer::File(page) => page.coverage,
        other => panic!("no page but {other:?}"),
    };
    let mut both = desk(&["InteractiveSignIns_57.csv", "InteractiveSignIns.json", "audit_log.csv", "power_shell.csv"]);
    for (file, name) in
        (0..).zip(["InteractiveSignIns_57.csv", "InteractiveSignIns.json", "audit_log.csv", "power_shell.csv"])
    {
        assert_eq!(told(&mut both, file), told(&mut desk(&[name]), 0), "{name}");
    }
}
