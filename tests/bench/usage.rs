//! Usage and policies: charts over time, tables, patterns, places, the matrix, rehearsals and gaps, of all records.

use divan::Bencher;
use divan::counter::ItemsCount;
use signscope::query::policies::{
    Evaluations, Gap, GapTableQuestion, PolicyQuestion, gap_table, gaps, matrix, policy_page, rehearsal, rehearsals,
};
use signscope::query::usage::{
    Calendar, Column, Directories, OverTimeQuestion, ProfileQuestion, Scope, Split, Subject, TableQuestion, Tally,
    Unit, over_time, places, profile, table,
};
use signscope::store::RowSet;

use super::STORE;

/// Measures a question when its directories are known already, as they are from the second one on.
fn measure<T>(bencher: Bencher, ask: impl Fn(&mut Directories, &RowSet) -> T) {
    let (mut known, rows) = (Directories::default(), RowSet::all(STORE.len()));
    ask(&mut known, &rows);
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| ask(&mut known, &rows));
}

fn calendar() -> Calendar {
    Calendar::fixed(60)
}

#[divan::bench(args = [Unit::Hour, Unit::Day, Unit::Week])]
fn top_three_applications(bencher: Bencher, unit: &Unit) {
    let split = Split::Top { subject: Subject::Application, count: 3 };
    let question = OverTimeQuestion { scope: Scope::everything(), calendar: calendar(), unit: Some(*unit), split };
    measure(bencher, |known, rows| over_time(&STORE, known, rows, &question));
}

#[divan::bench(args = [Subject::User, Subject::Application, Subject::Address])]
fn tally(bencher: Bencher, subject: &Subject) {
    measure(bencher, |known, rows| Tally::new(&STORE, known, rows, *subject));
}

#[divan::bench(args = [Subject::User, Subject::Application, Subject::Address])]
fn first_tally(bencher: Bencher, subject: &Subject) {
    let rows = RowSet::all(STORE.len());
    bencher.bench_local(|| Tally::new(&STORE, &mut Directories::default(), &rows, *subject));
}

#[divan::bench(args = [Column::SignIns, Column::Name, Column::SuccessRate])]
fn page_of_users(bencher: Bencher, order: &Column) {
    let known = &mut Directories::default();
    let tally = Tally::new(&STORE, known, &RowSet::all(STORE.len()), Subject::User);
    let question = TableQuestion {
        scope: Scope::everything(),
        subject: Subject::User,
        containing: "a".to_owned(),
        order: *order,
        descending: true,
        first: 0,
        count: 50,
    };
    bencher.bench_local(|| table(&STORE, tally.as_ref(), &question));
}

#[divan::bench]
fn pattern(bencher: Bencher) {
    let question = ProfileQuestion { scope: Scope::everything(), calendar: calendar(), unit: None, limit: 10 };
    measure(bencher, |known, rows| profile(&STORE, known, rows, &question));
}

#[divan::bench]
fn map(bencher: Bencher) {
    measure(bencher, |known, rows| places(&STORE, known, rows, &Scope::everything()));
}

#[divan::bench]
fn evaluations(bencher: Bencher) {
    bencher.bench_local(|| Evaluations::new(&STORE));
}

#[divan::bench]
fn policies_by_result(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    measure(bencher, |known, rows| matrix(&STORE, known, &evaluations, rows, &Scope::everything()));
}

#[divan::bench]
fn one_policy(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    let question = PolicyQuestion {
        scope: Scope::everything(),
        key: evaluations.policies()[0].key.clone(),
        calendar: calendar(),
        unit: Some(Unit::Week),
        limit: 10,
    };
    measure(bencher, |known, rows| policy_page(&STORE, known, &evaluations, rows, &question));
}

#[divan::bench]
fn all_report_only_policies(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    measure(bencher, |known, rows| rehearsals(&STORE, known, &evaluations, rows, &Scope::everything()));
}

#[divan::bench]
fn one_report_only_policy(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    let all =
        rehearsals(&STORE, &mut Directories::default(), &evaluations, &RowSet::all(STORE.len()), &Scope::everything());
    let question = PolicyQuestion {
        scope: Scope::everything(),
        key: all.policies.unwrap()[0].policy.key.clone(),
        calendar: calendar(),
        unit: Some(Unit::Week),
        limit: 10,
    };
    measure(bencher, |known, rows| rehearsal(&STORE, known, &evaluations, rows, &question));
}

#[divan::bench]
fn all_gaps(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    measure(bencher, |known, rows| gaps(&STORE, known, &evaluations, rows, &Scope::everything()));
}

#[divan::bench(args = [Gap::NoPolicy, Gap::SingleFactor])]
fn page_of_a_gap(bencher: Bencher, gap: &Gap) {
    let evaluations = Evaluations::new(&STORE);
    let question = GapTableQuestion {
        scope: Scope::everything(),
        gap: *gap,
        audience: None,
        containing: String::new(),
        first: 0,
        count: 50,
    };
    measure(bencher, |known, rows| gap_table(&STORE, known, &evaluations, rows, &question));
}
