//! Microsoft's own parser reads every kind of text that is written here, and finds nothing wrong with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::ops::Bound;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use signscope::kql::targets::kql;
use signscope::kql::to_kql;
use signscope::query::{Filter, Order, Test, WeekHours};
use signscope::schema::kusto::{Known, Table, known};
use signscope::schema::{Column, Field, List, SIGN_INS};

#[allow(dead_code)]
#[path = "../it/kql/round_trip.rs"]
mod round_trip;

/// What `round_trip` needs of its neighbours.
mod tenant {
    pub fn tenant() -> signscope::store::Store {
        signscope::store::Store::default()
    }
}

/// What the parser finds wrong with queries.
fn complaints(queries: &[String]) -> Vec<Value> {
    let modules = std::env::var("SIGNSCOPE_KUSTO").expect("SIGNSCOPE_KUSTO names the parser: run `cargo xtask test`");
    let tables: Vec<Value> = Table::ALL
        .iter()
        .map(|table| {
            let columns: Vec<String> = table.columns().map(|(name, kind)| format!("{name}:{}", kind.name())).collect();
            json!({ "name": table.name(), "columns": columns.join(", ") })
        })
        .chain([everything()])
        .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kusto/check.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(modules)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node can be started");
    let input = json!({ "tables": tables, "queries": queries }).to_string();
    node.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["checked"], queries.len());
    answer["found"].as_array().unwrap().clone()
}

/// A table that has the columns of SigninLogs, every name of our own, and the extra columns random filters ask for: it
/// saves the parser reading their definitions in each of thousands of predicates. Whole queries, which have the
/// definitions, are checked against the real tables.
const EVERYTHING: &str = "Everything";

fn everything() -> Value {
    let real = Table::Interactive.columns().map(|(name, kind)| format!("{name}:{}", kind.name()));
    let mut columns: Vec<String> = real.collect();
    let names = known().filter(|(_, known)| !matches!(known, Known::Group(_))).map(|(name, _)| name);
    for root in names.map(|name| name.split('.').next().unwrap()) {
        let kind = if root == "ManagedServiceIdentity" { "dynamic" } else { "string" };
        let column = format!("{root}:{kind}");
        if Table::Interactive.column(root).is_none() && !columns.contains(&column) {
            columns.push(column);
        }
    }
    for extra in round_trip::EXTRA_NAMES {
        if known().all(|(name, _)| name != extra) {
            columns.push(format!("[{}]:string", Value::from(extra)));
        }
    }
    json!({ "name": EVERYTHING, "columns": columns.join(", ") })
}

fn over_all_columns(predicate: &str) -> String {
    format!("{EVERYTHING}\n| where {predicate}")
}

fn random_filters(count: usize) -> Vec<Filter> {
    let mut runner = TestRunner::deterministic();
    let strategy = round_trip::filters();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn the_parser_sees_mistakes() {
    let wrong = ["SigninLogs | where Nothing == 5", "SigninLogs | where UserPrincipalName =="].map(str::to_owned);
    assert!(complaints(&wrong).len() >= 2);
}

#[test]
fn every_test_of_every_field_is_kusto() {
    let texts = || vec!["a\"b".to_owned(), "c\\".to_owned()];
    let tests = [
        Test::OneOf(vec!["Success".into()]),
        Test::OneOf(texts()),
        Test::Is(texts()),
        Test::Contains("x".into()),
        Test::Matches("^[a-z]\"".into()),
        Test::IsEmpty,
        Test::Within("203.0.113.0/24".into()),
        Test::Within("2001:db8::5-2001:db8::9".into()),
        Test::Number { from: Bound::Included(-5.0), to: Bound::Excluded(7.5) },
        Test::Number { from: Bound::Unbounded, to: Bound::Unbounded },
        Test::Between { from: Some(1_790_000_000_001), to: Some(1_800_000_000_000) },
        Test::Newest { millis: 604_800_000 },
        Test::WeekHours(WeekHours::hour(38, 0)),
        Test::WeekHours(WeekHours { days: 0b0110_0000, hours: 0b111, ahead: -19_800_000 }),
    ];
    let mut queries = Vec::new();
    for filter in Field::all().flat_map(|field| tests.iter().map(move |test| Filter::Field(field, test.clone()))) {
        // The filter that keeps everything is no predicate at all.
        let both = [to_kql(&filter), to_kql(&Filter::Not(Box::new(filter)))];
        queries.extend(both.iter().filter(|text| !text.is_empty()).map(|text| over_all_columns(text)));
    }
    assert_eq!(complaints(&queries), [Value::Null; 0]);
}

#[test]
fn every_filter_is_kusto() {
    let filters = random_filters(300);
    let texts = filters.iter().map(to_kql).filter(|text| !text.is_empty());
    let queries: Vec<String> = texts.map(|text| over_all_columns(&text)).collect();
    assert_eq!(complaints(&queries), [Value::Null; 0]);
}

#[test]
fn every_whole_query_is_kusto() {
    let all: Vec<Field> = Field::all().collect();
    let sets: [&[Table]; 6] = [
        &[Table::Interactive],
        &Table::ALL,
        &[Table::NonInteractive],
        &[Table::ServicePrincipal],
        &[Table::ManagedIdentity],
        &[Table::NonInteractive, Table::ServicePrincipal],
    ];
    let mut queries = Vec::new();
    for tables in sets {
        let every_list =
            Filter::All(List::all().map(|list| Filter::InList(list, Test::Contains("x".into()))).collect());
        queries.push(kql(&every_list, &all, &[], tables, None).text);
        for field in Field::all() {
            let filter = Filter::Field(field, Test::StartsWith("x".into()));
            queries.push(
                kql(&filter, &[field], &[Order { by: Column::Field(field), descending: true }], tables, Some(0)).text,
            );
        }
        for filter in random_filters(40) {
            queries.push(kql(&filter, SIGN_INS.columns, &[], tables, Some(1_794_268_800_000)).text);
        }
    }
    assert_eq!(complaints(&queries), [Value::Null; 0]);
}
