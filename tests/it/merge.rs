//! Records of one sign-in in several files become one, whatever the order of the files.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use signscope::query::{Filter, Test, select};
use signscope::schema::{Field, List, Part};
use signscope::store::{BatchBuilder, FileId, MergeCounts, Rank, RecordLocation, Store, TextAt, Translation};

/// A value in a record: absent, or a text which may be empty.
type Value = Option<&'static str>;

#[derive(Clone, Debug)]
struct Record {
    id: Value,
    time: Option<i64>,
    user: Value,
    browser: Value,
    latency: Value,
    policies: Option<Vec<&'static str>>,
    steps: Option<Vec<&'static str>>,
}

const NOTHING: Record =
    Record { id: None, time: None, user: None, browser: None, latency: None, policies: None, steps: None };

const ONE: Value = Some("00000000-0000-0000-0000-000000000001");
const ONE_OTHERWISE: Value = Some("MASKED-1");

fn with_id(id: Value) -> Record {
    Record { id, ..NOTHING }
}

type File = (Rank, Vec<Record>);

fn add(store: &mut Store, file: FileId, records: &[Record]) {
    let mut batch = BatchBuilder::default();
    for (offset, record) in (0..).zip(records) {
        let fields = [
            (Field::RequestId, record.id),
            (Field::User, record.user),
            (Field::Browser, record.browser),
            (Field::Latency, record.latency),
        ];
        for (field, value) in fields {
            value.into_iter().for_each(|value| batch.set_text(field, value.as_bytes()));
        }
        if let Some(time) = record.time {
            batch.set_time(Field::Date, Some(time));
        }
        for (list, part, values) in
            [(List::Policies, Part::PolicyName, &record.policies), (List::Steps, Part::StepMethod, &record.steps)]
        {
            if let Some(values) = values {
                values.iter().for_each(|value| batch.add_entry(list, &[(part, value.as_bytes())]));
                batch.end_list(list);
            }
        }
        batch.end_record(RecordLocation { file, offset, len: 1 });
    }
    store.append(&batch.drain(), &mut Translation::default());
}

/// A store with these of the files, in this order, merged.
fn load(files: &[File], order: &[usize]) -> Store {
    let mut store = Store::default();
    order.iter().for_each(|&file| add(&mut store, file as FileId, &files[file].1));
    store.merge(|file| files[file as usize].0);
    store
}

/// All that the rows shown have, in an order of its own.
fn content(store: &Store) -> Vec<Vec<(String, String)>> {
    let mut all: Vec<_> = store.shown().to_rows().into_iter().map(|row| row_content(store, row as usize)).collect();
    all.sort();
    all
}

fn row_content(store: &Store, row: usize) -> Vec<(String, String)> {
    let fields = Field::all().filter_map(|field| match store.text_at(field, row) {
        TextAt::Absent => None,
        TextAt::Empty => Some((format!("{field:?}"), String::new())),
        TextAt::Time(millis) => Some((format!("{field:?}"), millis.to_string())),
        TextAt::Text(text) => Some((format!("{field:?}"), text.into_owned())),
    });
    let lists = List::all().filter_map(|list| {
        let entries: Vec<_> = store
            .list(list)
            .get(row)?
            .map(|entry| {
                format!("{:?}", (entry.part(list.first_part()), list.part(1).and_then(|part| entry.part(part))))
            })
            .collect();
        Some((format!("{list:?}"), entries.join("; ")))
    });
    fields.chain(lists).collect()
}

fn text(store: &Store, field: Field, row: usize) -> String {
    match store.text_at(field, row) {
        TextAt::Text(text) => text.into_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_csv_gives_the_json_what_it_lacks_and_no_more() {
    let json = Record { user: Some("Ada"), browser: Some(""), policies: Some(vec!["CA001"]), ..with_id(ONE) };
    let csv = Record { user: Some("ada lovelace"), browser: Some("Edge"), latency: Some("7"), ..with_id(ONE) };
    let files = [(Rank::Table, vec![csv]), (Rank::Graph, vec![json])];
    for order in [[0, 1], [1, 0]] {
        let store = load(&files, &order);
        let [row] = store.shown().to_rows()[..] else { panic!("one sign-in, not {:?}", store.shown()) };
        let texts = [Field::User, Field::Browser, Field::Latency].map(|field| text(&store, field, row as usize));
        assert_eq!(texts, ["Ada", "Edge", "7"], "{order:?}");
        assert_eq!(store.list(List::Policies).get(row as usize).unwrap().count(), 1);
        assert_eq!(store.merge_counts(0), MergeCounts { merged: 1, ..MergeCounts::default() });
        assert_eq!(store.merge_counts(1), MergeCounts { shown: 1, ..MergeCounts::default() });
        assert_eq!(store.members(row).count(), 1);
    }
}

#[test]
fn records_that_contradict_each_other_are_versions() {
    let first = Record { user: Some("Ada"), latency: Some("7"), ..with_id(ONE) };
    let same = Record { user: Some("ADA"), ..with_id(ONE) };
    let risky = Record { user: Some("Ada"), latency: Some("8"), ..with_id(ONE) };
    let store = load(&[(Rank::Graph, vec![first, same, risky])], &[0]);
    let shown = store.shown().to_rows();
    assert_eq!(shown, [0, 2]);
    assert_eq!(store.other_versions(0), [2]);
    assert_eq!(store.merge_counts(0), MergeCounts { shown: 2, merged: 1, versions: 2, unmatched: 0, shared: 0 });
}

#[test]
fn fractions_of_a_second_are_no_contradiction() {
    let exact = Record { time: Some(1_700_000_000_123), ..with_id(ONE) };
    let whole = Record { time: Some(1_700_000_000_000), ..with_id(ONE) };
    let later = Record { time: Some(1_700_000_001_000), ..with_id(ONE) };
    assert_eq!(load(&[(Rank::Graph, vec![exact.clone(), whole])], &[0]).shown_count(), 1);
    assert_eq!(load(&[(Rank::Graph, vec![exact, later])], &[0]).shown_count(), 2);
}

#[test]
fn steps_go_to_their_sign_in_whenever_it_comes() {
    let step = |id, method| Record { steps: Some(vec![method]), ..with_id(id) };
    let steps = vec![step(ONE, "Password"), step(ONE_OTHERWISE, "Password"), step(ONE, "Authenticator")];
    let csv = Record { user: Some("Ada"), ..with_id(ONE) };
    let files = [(Rank::Steps, steps), (Rank::Table, vec![csv])];
    assert_eq!(load(&files, &[0]).merge_counts(0), MergeCounts { unmatched: 3, ..MergeCounts::default() });
    for order in [[0, 1], [1, 0]] {
        let store = load(&files, &order);
        let [row] = store.shown().to_rows()[..] else { panic!("one sign-in") };
        let methods: Vec<_> = store
            .list(List::Steps)
            .get(row as usize)
            .unwrap()
            .map(|step| step.part(Part::StepMethod).unwrap().to_owned())
            .collect();
        assert_eq!(methods, ["Password", "Authenticator"]);
        assert_eq!(store.merge_counts(0), MergeCounts { merged: 2, unmatched: 1, ..MergeCounts::default() });
    }
}

#[test]
fn records_without_a_request_id_stay_apart() {
    let nil = Some("00000000-0000-0000-0000-000000000000");
    let records = vec![with_id(None), with_id(None), with_id(Some("")), with_id(Some("")), with_id(nil), with_id(nil)];
    assert_eq!(load(&[(Rank::Graph, records)], &[0]).shown_count(), 6);
}

#[test]
fn a_request_id_is_the_same_in_capitals() {
    let small = Some("0000000a-0000-0ff1-ce00-00000000000a");
    let capital = Some("0000000A-0000-0FF1-CE00-00000000000A");
    let store = load(&[(Rank::Graph, vec![with_id(small)]), (Rank::Table, vec![with_id(capital)])], &[1, 0]);
    assert_eq!(store.shown_count(), 1);
}

#[test]
fn no_filter_finds_a_hidden_row() {
    let csv = Record { browser: Some("Edge"), ..with_id(ONE) };
    let store = load(&[(Rank::Graph, vec![with_id(ONE)]), (Rank::Table, vec![csv])], &[0, 1]);
    let edge = Filter::Field(Field::Browser, Test::OneOf(vec!["Edge".to_owned()]));
    for filter in
        [edge.clone(), Filter::All(Vec::new()), Filter::Any(vec![edge.clone()]), Filter::Words("edge".to_owned())]
    {
        assert_eq!(select(&store, &filter).to_rows(), [0], "{filter:?}");
    }
    assert!(select(&store, &Filter::Not(Box::new(edge))).is_none());
}

/// So many rows of one file, the first values of which are different.
fn many(count: usize, id: Value, different: usize) -> Vec<Record> {
    (0..count).map(|row| Record { time: Some((row % different) as i64 * 1000), ..with_id(id) }).collect()
}

#[test]
fn a_text_that_many_rows_share_is_no_identity() {
    for id in [Some("REDACTED"), Some("-"), ONE] {
        let files = [(Rank::Graph, many(1, id, 1)), (Rank::Table, many(2_000, id, 2_000))];
        for order in [[0, 1], [1, 0]] {
            let store = load(&files, &order);
            assert_eq!(store.shown_count(), 2_001, "{id:?}: nothing vanishes");
            assert_eq!(store.merge_counts(1), MergeCounts { shown: 2_000, shared: 2_000, ..MergeCounts::default() });
            assert_eq!(store.shared_id(1).as_deref(), id);
        }
    }
    let few = load(&[(Rank::Table, many(2_000, ONE, 64))], &[0]);
    assert_eq!((few.shown_count(), few.merge_counts(0).shared, few.shared_id(0)), (64, 0, None), "versions of one");
}

#[test]
fn a_text_makes_one_only_of_what_may_be_one() {
    let files = [(Rank::Graph, many(1, Some("-"), 1)), (Rank::Table, many(30, Some("-"), 30))];
    for order in [[0, 1], [1, 0]] {
        let store = load(&files, &order);
        assert_eq!(store.shown_count(), 30, "the one of the same second is merged");
        assert_eq!(store.merge_counts(1), MergeCounts { shown: 29, merged: 1, versions: 29, ..MergeCounts::default() });
    }
}

#[test]
fn steps_of_a_text_that_is_no_identity_belong_to_nobody() {
    let step = Record { steps: Some(vec!["Password"]), ..with_id(Some("-")) };
    let files = [(Rank::Steps, vec![step]), (Rank::Table, many(3, Some("-"), 3))];
    let store = load(&files, &[0, 1]);
    assert_eq!(store.merge_counts(0), MergeCounts { unmatched: 1, ..MergeCounts::default() });
    assert!(store.shown().to_rows().into_iter().all(|row| store.list(List::Steps).get(row as usize).is_none()));
}

/// How many comparisons it takes to merge these files.
fn comparisons(files: &[File]) -> u64 {
    let mut store = Store::default();
    files.iter().zip(0..).for_each(|(file, number)| add(&mut store, number, &file.1));
    store.merge(|file| files[file as usize].0)
}

#[test]
fn merging_takes_a_few_comparisons_a_row() {
    let equal = |count| vec![(Rank::Table, many(count, ONE, 1))];
    let different = |count| vec![(Rank::Table, many(count, Some("REDACTED"), count))];
    assert_eq!([equal(4_000), equal(40_000), different(40_000)].map(|files| comparisons(&files)), [0, 0, 0]);
    // Seven downloads with the same rows, and one that has a little more to say.
    let ids: Vec<String> = (0..200).map(|number| format!("00000000-0000-0000-0000-{number:012}")).collect();
    let ids: Vec<&'static str> = ids.into_iter().map(|id| &*id.leak()).collect();
    let download = |user| ids.iter().map(|id| Record { user, ..with_id(Some(id)) }).collect::<Vec<_>>();
    let mut files: Vec<File> = (0..7).map(|_| (Rank::Table, download(None))).collect();
    files.push((Rank::Table, download(Some("Ada"))));
    assert!(comparisons(&files) <= 200 * 3, "{}", comparisons(&files));
    // The most that one request ID can need: each with each of 64.
    let versions = vec![(Rank::Table, many(6_400, ONE, 64))];
    assert!(comparisons(&versions) <= 64 * 64, "{}", comparisons(&versions));
}

#[test]
fn what_was_filled_in_is_remembered_in_a_few_bytes() {
    let ids: Vec<&'static str> =
        (1..=1_000).map(|number| &*format!("00000000-0000-0000-0000-{number:012}").leak()).collect();
    let csv = ids.iter().map(|id| Record {
        browser: Some("Edge"),
        latency: Some("7"),
        user: Some("Ada"),
        ..with_id(Some(id))
    });
    let json = ids.iter().map(|id| Record { browser: Some(""), policies: Some(vec!["CA001"]), ..with_id(Some(id)) });
    let files = [(Rank::Table, csv.collect()), (Rank::Graph, json.collect::<Vec<_>>())];
    let mut store = Store::default();
    files.iter().zip(0..).for_each(|(file, number): (&File, _)| add(&mut store, number, &file.1));
    let before = store.memory();
    store.merge(|file| files[file as usize].0);
    let mut filled = 0;
    store.for_each_filled(|_, rows| filled += rows.len());
    assert_eq!(filled, 3_000);
    // Two pairs of rows for each row that is hidden, of eight bytes; a little is left over where they grow.
    let pairs = 1_000 * 2 * 8;
    assert!(store.memory() - before <= filled * 4 + pairs + pairs / 4, "{} bytes", store.memory() - before);
}

fn value(texts: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop_oneof![1 => Just(None), 4 => (0..texts.len()).prop_map(move |place| Some(texts[place]))]
}

fn list() -> impl Strategy<Value = Option<Vec<&'static str>>> {
    let names = prop::collection::vec((0..2usize).prop_map(|place| ["CA001", "CA002"][place]), 0..3);
    prop_oneof![1 => Just(None), 2 => names.prop_map(Some)]
}

fn record() -> impl Strategy<Value = Record> {
    let ids = value(&["", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "MASKED-1"]);
    let time = prop_oneof![Just(None), (0..2i64).prop_map(|second| Some(second * 1000))];
    let texts = (value(&["", "Ada", "ada", "Bob"]), value(&["", "Edge"]), value(&["", "1"]));
    (ids, time, texts, list(), list()).prop_map(|(id, time, (user, browser, latency), policies, steps)| Record {
        id,
        time,
        user,
        browser,
        latency,
        policies,
        steps,
    })
}

fn file() -> impl Strategy<Value = File> {
    let rank = prop_oneof![Just(Rank::Graph), Just(Rank::Logged), Just(Rank::Steps), Just(Rank::Table)];
    (rank, prop::collection::vec(record(), 1..5))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_does_not_matter(files in prop::collection::vec(file(), 1..5), order in Just([0, 1, 2, 3]).prop_shuffle()) {
        let order: Vec<usize> = order.into_iter().filter(|&file| file < files.len()).collect();
        let straight: Vec<usize> = (0..files.len()).collect();
        prop_assert_eq!(content(&load(&files, &order)), content(&load(&files, &straight)));
    }

    #[test]
    fn a_file_that_is_removed_leaves_no_trace(files in prop::collection::vec(file(), 1..5), removed in 0..4usize) {
        let all: Vec<usize> = (0..files.len()).collect();
        let others: Vec<usize> = all.iter().copied().filter(|&file| file != removed).collect();
        let mut store = load(&files, &all);
        store.remove(&[removed as FileId]);
        store.merge(|file| files[file as usize].0);
        prop_assert_eq!(content(&store), content(&load(&files, &others)));
        prop_assert_eq!(store.merge_counts(removed as FileId), MergeCounts::default());
    }

    #[test]
    fn merging_twice_or_after_each_file_is_merging_once(files in prop::collection::vec(file(), 1..5)) {
        let mut store = Store::default();
        for (number, (_, records)) in (0..).zip(&files) {
            add(&mut store, number, records);
            store.merge(|file| files[file as usize].0);
            store.merge(|file| files[file as usize].0);
        }
        prop_assert_eq!(content(&store), content(&load(&files, &(0..files.len()).collect::<Vec<_>>())));
    }

    #[test]
    fn totals_reconcile_and_nothing_is_made_up(files in prop::collection::vec(file(), 1..5)) {
        let store = load(&files, &(0..files.len()).collect::<Vec<_>>());
        for (number, (_, records)) in (0..).zip(&files) {
            let merge_counts = store.merge_counts(number);
            prop_assert_eq!(merge_counts.shown + merge_counts.merged + merge_counts.unmatched, records.len() as u64);
        }
        let shown: u64 = (0..files.len()).map(|file| store.merge_counts(file as FileId).shown).sum();
        prop_assert_eq!(shown, store.shown_count() as u64);
        // Every user name shown for a request ID is one that a file has for it.
        let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for record in files.iter().filter(|(rank, _)| *rank != Rank::Steps).flat_map(|(_, records)| records) {
            if let (Some(id @ ("MASKED-1" | "00000000-0000-0000-0000-000000000001")), Some(user)) = (record.id, record.user) {
                told.entry(id).or_default().insert(user.to_lowercase());
            }
        }
        for row in store.shown().to_rows() {
            let (id, user) = (text(&store, Field::RequestId, row as usize), text(&store, Field::User, row as usize));
            if let Some(told) = told.get(id.as_str()) && user != "Absent" {
                let user = if user == "Empty" { String::new() } else { user.to_lowercase() };
                prop_assert!(told.contains(&user), "{} of {}", user, id);
            }
        }
    }
}
