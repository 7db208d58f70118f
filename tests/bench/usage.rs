//! Usage and policies: charts over time, tables, patterns, places, the matrix, report_only_impacts and gaps, of all
//! records.

use divan::Bencher;
use divan::counter::ItemsCount;
use signscope::query::policies::{
    Evaluations, Gap, GapTableQuestion, PolicyQuestion, gap_table, gaps, matrix, policy_page, report_only_impact,
    report_only_impacts,
};
use signscope::query::usage::{
    Calendar, EntityIndexes, EntityKind, GroupStats, OverTimeQuestion, ProfileQuestion, Scope, Split, TableQuestion,
    Unit, UsageColumn, over_time, places, profile, table,
};
use signscope::store::RowSet;

use super::STORE;

/// Measures a question when its directories are known already, as they are from the second one on.
fn measure<T>(bencher: Bencher, ask: impl Fn(&mut EntityIndexes, &RowSet) -> T) {
    let (mut known, rows) = (EntityIndexes::default(), RowSet::all(STORE.len()));
    ask(&mut known, &rows);
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| ask(&mut known, &rows));
}

fn calendar() -> Calendar {
    Calendar::fixed(60)
}

#[divan::bench(args = [Unit::Hour, Unit::Day, Unit::Week])]
fn top_three_applications(bencher: Bencher, unit: &Unit) {
    let split = Split::Top { subject: EntityKind::Application, count: 3 };
    let question = OverTimeQuestion { scope: Scope::everything(), calendar: calendar(), unit: Some(*unit), split };
    measure(bencher, |known, rows| over_time(&STORE, known, rows, &question));
}

#[divan::bench(args = [EntityKind::User, EntityKind::Application, EntityKind::Address])]
fn tally(bencher: Bencher, subject: &EntityKind) {
    measure(bencher, |known, rows| GroupStats::new(&STORE, known, rows, *subject));
}

#[divan::bench(args = [EntityKind::User, EntityKind::Application, EntityKind::Address])]
fn first_tally(bencher: Bencher, subject: &EntityKind) {
    let rows = RowSet::all(STORE.len());
    bencher.bench_local(|| GroupStats::new(&STORE, &mut EntityIndexes::default(), &rows, *subject));
}

#[divan::bench(args = [UsageColumn::SignIns, UsageColumn::Name, UsageColumn::SuccessRate])]
fn page_of_users(bencher: Bencher, order: &UsageColumn) {
    let known = &mut EntityIndexes::default();
    let tally = GroupStats::new(&STORE, known, &RowSet::all(STORE.len()), EntityKind::User);
    let question = TableQuestion {
        scope: Scope::everything(),
        subject: EntityKind::User,
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
    measure(bencher, |known, rows| report_only_impacts(&STORE, known, &evaluations, rows, &Scope::everything()));
}

#[divan::bench]
fn one_report_only_policy(bencher: Bencher) {
    let evaluations = Evaluations::new(&STORE);
    let all = report_only_impacts(
        &STORE,
        &mut EntityIndexes::default(),
        &evaluations,
        &RowSet::all(STORE.len()),
        &Scope::everything(),
    );
    let question = PolicyQuestion {
        scope: Scope::everything(),
        key: all.policies.unwrap()[0].policy.key.clone(),
        calendar: calendar(),
        unit: Some(Unit::Week),
        limit: 10,
    };
    measure(bencher, |known, rows| report_only_impact(&STORE, known, &evaluations, rows, &question));
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
