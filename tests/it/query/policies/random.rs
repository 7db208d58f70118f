//! Slow twins: random lists of policies, looked at one record after the other.

use std::collections::BTreeSet;

use proptest::prelude::*;
use signscope::query::policies::{PolicyResult, gaps, matrix};
use signscope::query::usage::{EntityKey, Scope};
use signscope::query::{Filter, Test, select};
use signscope::schema::{Field, List, Part};
use signscope::store::Store;

use super::{Entry, SignIn, ask, entry, store_of};

type Record = (Option<&'static str>, &'static str, Option<Vec<Entry<'static>>>);

fn records() -> impl Strategy<Value = Vec<Record>> {
    let policy = (
        prop::sample::select(vec!["p1", "p2", "P2", ""]),
        prop::sample::select(vec!["One", "Two", "two"]),
        prop::sample::select(vec!["success", "failure", "Failure", "notApplied", "reportOnlyFailure", "odd", ""]),
    )
        .prop_map(|(id, name, result)| entry(id, name, result));
    let user = prop::option::of(prop::sample::select(vec!["ada", "bo"]));
    let status = prop::sample::select(vec!["Success", "Failure"]);
    let list = prop::option::of(prop::collection::vec(policy, 0..4));
    prop::collection::vec((user, status, list), 1..25)
}

fn store(records: &[Record]) -> Store {
    let fields: Vec<Vec<(Field, &str)>> = records
        .iter()
        .map(|(user, status, _)| {
            user.map(|user| (Field::UserId, user)).into_iter().chain([(Field::Status, *status)]).collect()
        })
        .collect();
    let sign_ins: Vec<SignIn<'_>> =
        fields.iter().zip(records).map(|(fields, (.., list))| (fields.as_slice(), list.as_deref())).collect();
    store_of(&sign_ins)
}

fn is_of(entry: &Entry<'_>, key: &EntityKey) -> bool {
    match key {
        EntityKey::Id(id) => entry[0].eq_ignore_ascii_case(id),
        EntityKey::Name(name) => entry[0].is_empty() && entry[1].eq_ignore_ascii_case(name),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_matrix_agrees_with_looking_at_every_record(records in records()) {
        let store = store(&records);
        let scope = Scope::everything();
        let matrix = ask(&store, &scope, |known, evaluations, rows| matrix(&store, known, evaluations, rows, &scope));
        let listed = records.iter().filter(|(.., list)| list.as_ref().is_some_and(|list| !list.is_empty())).count();
        let empty = records.iter().filter(|(.., list)| list.as_ref().is_some_and(Vec::is_empty)).count();
        prop_assert_eq!((matrix.with_policies as usize, matrix.empty as usize), (listed, empty));
        prop_assert_eq!(matrix.policies.is_some(), listed > 0);
        let mut cells = 0;
        for row in matrix.policies.iter().flatten() {
            for result in PolicyResult::all() {
                let has = |list: &Option<Vec<Entry<'_>>>| {
                    list.iter().flatten().any(|entry| is_of(entry, &row.policy.key) && PolicyResult::of(entry[2]) == result)
                };
                let own: Vec<u32> = (0..).zip(&records).filter(|(_, (.., list))| has(list)).map(|(row, _)| row).collect();
                let users: BTreeSet<_> = own.iter().filter_map(|&row| records[row as usize].0).collect();
                let cell = row.cells.iter().find(|cell| cell.result == result);
                prop_assert_eq!(cell.map_or(0, |cell| cell.sign_ins) as usize, own.len());
                prop_assert_eq!(cell.map_or(0, |cell| cell.users) as usize, users.len());
                if let Some(cell) = cell {
                    prop_assert_eq!(select(&store, &cell.filter).to_rows(), own);
                }
            }
            cells += row.cells.len();
        }
        let met: BTreeSet<_> = records
            .iter()
            .flat_map(|(.., list)| list.iter().flatten())
            .map(|entry| {
                let name = if entry[0].is_empty() { entry[1].to_lowercase() } else { String::new() };
                (entry[0].to_lowercase(), name, PolicyResult::of(entry[2]))
            })
            .collect();
        prop_assert_eq!(cells, met.len());
    }

    #[test]
    fn gaps_agree_with_their_filters(records in records()) {
        let store = store(&records);
        let scope = Scope::everything();
        let gaps = ask(&store, &scope, |known, evaluations, rows| gaps(&store, known, evaluations, rows, &scope));
        for gap in gaps.gaps {
            prop_assert_eq!(select(&store, &gap.filter).count(), gap.sign_ins as usize, "{:?}", gap.gap);
            prop_assert_eq!(gap.by_audience.iter().sum::<u32>(), gap.sign_ins);
        }
    }

    #[test]
    fn entries_pass_all_tests_or_none(records in records(), id in "p[12]", result in "success|failure|odd") {
        let store = store(&records);
        let one_of = |text: &str| Test::OneOf(vec![text.to_owned()]);
        let filter = Filter::Entry(List::Policies, vec![(Part::PolicyId, one_of(&id)), (Part::PolicyResult, one_of(&result))]);
        let is_it = |entry: &Entry<'_>| entry[0].eq_ignore_ascii_case(&id) && entry[2].eq_ignore_ascii_case(&result);
        let slow: Vec<u32> = (0..)
            .zip(&records)
            .filter(|(_, (.., list))| list.iter().flatten().any(is_it))
            .map(|(row, _)| row)
            .collect();
        prop_assert_eq!(select(&store, &filter).to_rows(), slow);
    }
}
