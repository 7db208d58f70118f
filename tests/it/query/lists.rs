//! Values in the parts of lists, counted by hand and by a slow twin, and lists in short.

use std::collections::BTreeMap;

use proptest::prelude::*;
use signscope::kql::{parse, to_kql};
use signscope::query::{Filter, Test, ValuesOf, list_summary_text, select, values};
use signscope::schema::{List, Part};
use signscope::store::{BatchBuilder, RowSet, Store};

use crate::records::{push, store_of_policies};

type Policies<'a> = Option<&'a [(&'a str, &'a str)]>;

/// A value, what is said beside it, and how many records have it.
type Counted = (Option<String>, Option<String>, u32);

fn results_of(names: &[&str]) -> ValuesOf {
    let names = names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let with = if names.is_empty() { Vec::new() } else { vec![(Part::PolicyName, Test::OneOf(names))] };
    ValuesOf::Part { list: List::Policies, part: Part::PolicyResult, with }
}

fn found(store: &Store, of: &ValuesOf, containing: &str, limit: usize) -> (u32, Vec<Counted>) {
    let found = values(store, &Filter::default(), &RowSet::all(store.len()), of, containing, limit);
    (found.distinct, found.values.into_iter().map(|value| (value.value, value.also, value.count)).collect())
}

const RECORDS: [Policies<'_>; 5] = [
    Some(&[("Block", "success"), ("MFA", "success"), ("MFA", "success")]),
    Some(&[("MFA", "reportOnlyFailure"), ("Block", "failure")]),
    Some(&[("MFA", "success"), ("", "odd")]),
    Some(&[]),
    None,
];

#[test]
fn a_record_counts_once_for_a_value_of_a_list() {
    let store = store_of_policies(&RECORDS);
    let some = |text: &str| Some(text.to_owned());
    let name = ValuesOf::Part { list: List::Policies, part: Part::PolicyName, with: Vec::new() };
    let counted = vec![(some("MFA"), None, 3), (None, None, 2), (some("Block"), None, 2)];
    assert_eq!(found(&store, &name, "", 9), (3, counted), "an empty name is no value, no list and an empty list are");
    assert_eq!(found(&store, &name, "", 1).1.len(), 1);
    assert_eq!(found(&store, &name, "bl", 9), (1, vec![(some("Block"), None, 2)]));

    let (success, only) = (some("Success"), some("Report-only: Failure"));
    let of_mfa = vec![(some("success"), success, 2), (some("reportOnlyFailure"), only.clone(), 1)];
    assert_eq!(found(&store, &results_of(&["mfa"]), "", 9), (2, of_mfa), "in any case, of these entries only");
    let by_label = vec![(some("reportOnlyFailure"), only, 1)];
    assert_eq!(
        found(&store, &results_of(&[]), "report-only:", 9),
        (1, by_label),
        "the portal's words are searched too"
    );
}

#[test]
fn spellings_of_a_result_are_one_value() {
    let store = store_of_policies(&[
        Some(&[("MFA", "7"), ("Block", "reportOnlyFailure")]),
        Some(&[("MFA", "reportOnlyFailure")]),
        Some(&[("MFA", "REPORTONLYFAILURE"), ("Block", "odd")]),
        Some(&[("MFA", "0")]),
        Some(&[("MFA", "1"), ("Block", "")]),
    ]);
    let all = RowSet::all(store.len());
    let found = values(&store, &Filter::default(), &all, &results_of(&[]), "", 9);
    let row = |value: &str, spellings: &[&str], count| {
        let spellings: Vec<String> = spellings.iter().map(|&text| text.to_owned()).collect();
        (Some(value.to_owned()), spellings, count)
    };
    let rows: Vec<_> = found.values.iter().map(|row| (row.value.clone(), row.spellings.clone(), row.count)).collect();
    let expected = vec![
        row("reportOnlyFailure", &["7", "REPORTONLYFAILURE"], 3),
        row("0", &["success"], 1),
        row("1", &["failure"], 1),
        row("odd", &[], 1),
    ];
    assert_eq!((found.distinct, rows), (4, expected));

    for row in &found.values {
        let asked: Vec<String> = row.value.iter().chain(&row.spellings).cloned().collect();
        let filter = Filter::List(List::Policies, Part::PolicyResult, Test::OneOf(asked));
        assert_eq!(select(&store, &filter).count() as u32, row.count, "{filter:?}");
        let text = to_kql(&filter);
        assert_eq!(parse(&text).ok(), Some(filter), "{text}");
    }
    let found = values(&store, &Filter::default(), &all, &results_of(&[]), "report-only", 9);
    assert_eq!((found.distinct, found.values[0].count), (1, 3), "the words of the portal are searched");
}

proptest! {
    #[test]
    fn values_of_lists_are_those_of_one_row_after_the_other(
        lists in prop::collection::vec(prop::option::of(prop::collection::vec((0usize..3, 0usize..4), 0..4)), 0..60),
        named in prop::collection::vec(0usize..3, 0..2),
        step in 1usize..4,
    ) {
        const NAMES: [&str; 3] = ["Block", "MFA", ""];
        const RESULTS: [&str; 4] = ["success", "failure", "reportOnlyFailure", ""];
        let lists: Vec<Option<Vec<(&str, &str)>>> = lists.into_iter()
            .map(|list| list.map(|list| list.into_iter().map(|(name, result)| (NAMES[name], RESULTS[result])).collect()))
            .collect();
        let borrowed: Vec<Policies<'_>> = lists.iter().map(|list| list.as_deref()).collect();
        let store = store_of_policies(&borrowed);
        let rows = RowSet::passing(&(0..lists.len()).collect::<Vec<_>>(), |row| row % step == 0);
        let names: Vec<&str> = named.into_iter().map(|name| NAMES[name]).collect();

        let mut slow: BTreeMap<Option<String>, u32> = BTreeMap::new();
        for (_, list) in lists.iter().enumerate().filter(|(row, _)| row % step == 0) {
            let entries = list.iter().flatten().filter(|(name, _)| names.is_empty() || names.contains(name));
            let results: std::collections::BTreeSet<_> = entries.map(|(_, result)| *result).filter(|result| !result.is_empty()).collect();
            results.iter().for_each(|result| *slow.entry(Some((*result).to_owned())).or_default() += 1);
            if names.is_empty() && list.iter().flatten().next().is_none() {
                *slow.entry(None).or_default() += 1;
            }
        }
        let found = values(&store, &Filter::default(), &rows, &results_of(&names), "", 99);
        for value in &found.values {
            // What is counted is what the filter of the value keeps.
            let list = List::Policies;
            let tests = |result: &str| {
                let one = |text: &str| Test::OneOf(vec![text.to_owned()]);
                let names = (!names.is_empty()).then(|| Test::OneOf(names.iter().map(|&name| name.to_owned()).collect()));
                names.map(|names| (Part::PolicyName, names)).into_iter().chain([(Part::PolicyResult, one(result))]).collect()
            };
            let filter = match &value.value {
                Some(result) => Filter::Entry(list, tests(result)),
                None => Filter::List(list, Part::PolicyResult, Test::IsEmpty),
            };
            let mut kept = select(&store, &filter);
            kept.and(&rows);
            prop_assert_eq!(kept.count() as u32, value.count);
        }
        let fast: BTreeMap<Option<String>, u32> = found.values.into_iter().map(|value| (value.value, value.count)).collect();
        prop_assert_eq!(fast, slow);
    }
}

#[test]
fn policies_in_short_tell_what_decided() {
    let store = store_of_policies(&[
        Some(&[
            ("a", "failure"),
            ("b", "reportOnlyFailure"),
            ("c", "failure"),
            ("d", "notApplied"),
            ("e", "notEnabled"),
        ]),
        Some(&[("a", "notApplied"), ("b", "reportOnlyNotApplied")]),
        Some(&[("a", "success"), ("b", "SUCCESS"), ("c", "reportOnlyInterrupted")]),
        Some(&[]),
        None,
    ]);
    let short = |row| list_summary_text(&store, List::Policies, row);
    assert_eq!(short(0).as_deref(), Some("2 failed, 1 report-only failed"));
    assert_eq!(short(1).as_deref(), Some("none of 2 applied"));
    assert_eq!(short(2).as_deref(), Some("1 report-only asked for action, 2 succeeded"));
    assert_eq!((short(3).as_deref(), short(4)), (Some(""), None));
}

/// One record with one list.
fn with(list: List, entries: &[&[&str]]) -> Store {
    let mut batch = BatchBuilder::default();
    for entry in entries {
        let parts: Vec<(Part, &[u8])> = list.parts().zip(entry.iter().map(|text| text.as_bytes())).collect();
        batch.add_entry(list, &parts);
    }
    batch.end_list(list);
    push(&mut batch, &[]);
    let mut store = Store::default();
    store.append_built(batch);
    store
}

#[test]
fn other_lists_in_short_tell_what_is_in_them() {
    let cases: [(List, &[&[&str]], &str); 6] = [
        (
            List::Steps,
            &[&["Password", "", "true"], &["Authenticator app", "", "true"]],
            "Password, then Authenticator app",
        ),
        (List::Steps, &[&["SMS", "", "false"], &["SMS", "", "false"], &["SMS", "", "true"]], "SMS (failed), then SMS"),
        (
            List::Networks,
            &[&["trustedNamedLocation", "Head office"], &["namedNetwork", ""]],
            "Head office, Named location",
        ),
        (
            List::RiskTypes,
            &[&["unfamiliarFeatures"], &["unfamiliarFeatures"], &["leakedCredentials"]],
            "unfamiliarFeatures, leakedCredentials",
        ),
        (
            List::Processing,
            &[&["Is CAE Token", "True"], &["Root Key Type", "Unknown"]],
            "Is CAE Token: True, Root Key Type: Unknown",
        ),
        (List::SessionPolicies, &[&["", ""]], "unnamed"),
    ];
    for (list, entries, text) in cases {
        assert_eq!(list_summary_text(&with(list, entries), list, 0).as_deref(), Some(text));
    }
}
