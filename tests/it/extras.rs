//! Columns that no field stands for: kept, found, filtered, sorted, counted, exported and read again.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use signscope::engine::protocol::usage::Calendar;
use signscope::engine::protocol::{Answer, Cell, ExportFormat, FileQuestion, Question, View};
use signscope::ingest::ReadOptions;
use signscope::query::{Filter, Order, Sorter, Test, ValuesOf, in_order, select, values};
use signscope::schema::{Column, ExtraColumn, Field};
use signscope::store::{
    BatchBuilder, MOST_EXTRA_COLUMNS, Rank, RecordBatch, RecordLocation, RowSet, Store, Translation,
};

use crate::engine::{Desk, Exported};
use crate::ingest::{Read, cases, read_in_pieces};

fn extra(name: &str) -> ExtraColumn {
    ExtraColumn::named(name).unwrap()
}

fn read(bytes: &[u8]) -> Read {
    read_in_pieces("unknown", bytes, 7)
}

/// The extra values of a row.
pub fn extras_of(store: &Store, row: usize) -> BTreeMap<&'static str, &str> {
    let value = |extra: ExtraColumn| Some((extra.name(), store.extra_at(extra, row)?));
    store.extras().iter().filter_map(|(extra, _)| value(extra)).collect()
}

const HEADER: &str = "Date (UTC),Request ID,User,Username,IP address,Status";

/// Rows of a portal's table with other columns.
fn portal(others: &str, rows: &[&str]) -> String {
    let row = |(at, rest): (usize, &&str)| {
        format!("2025-11-0{}T08:00:00Z,r{at},Ada,ada@contoso.example,192.0.2.{at},Success,{rest}\n", at + 1)
    };
    format!("{HEADER},{others}\n{}", rows.iter().enumerate().map(row).collect::<String>())
}

#[test]
fn columns_of_a_table_that_no_field_stands_for_are_kept() {
    let csv = portal("Cost centre,,Cost centre, Team ,'=sum", &["1,a,2,'=x,s", ",,,,", "3,b,3,y,"]);
    let read = read(csv.as_bytes());
    assert_eq!(
        extras_of(&read.store, 0),
        [("Cost centre", "1"), ("Column 8", "a"), ("Cost centre (2)", "2"), ("Team", "=x"), ("=sum", "s")].into()
    );
    assert!(extras_of(&read.store, 1).values().all(|text| text.is_empty()), "empty is not absent");
    assert_eq!(read.store.extra_at(extra("team"), 0), None, "case counts");
    let found = |words: &str| select(&read.store, &Filter::Words(words.to_owned())).to_rows();
    assert_eq!((found("=X"), found("B ada"), found("c")), (vec![0], vec![2], vec![0, 1, 2]));
}

#[test]
fn keys_of_json_that_no_field_stands_for_are_kept_by_their_paths() {
    let record = |rest: &str| {
        format!(
            r#"{{"id":"a","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1",{rest}}}"#
        )
    };
    let records = [
        record(r#""a":{"b":[1, "x y"],"c":{"d":true,"e":null}},"status":{"errorCode":1,"hint":"h"}"#),
        record(
            r#""a":{"b":[1, "x y"],"c":{"d":true,"e":null}},"status":"fine","f":{},"g":[],"clientAppUsed":{"h":"i"}"#,
        ),
        record(r#""a":{"b":[ ],"c":{"d":false}},"authenticationDetails":"System.Object[]","networkLocationDetails":7"#),
        record(r#""a":{"b":[],"b":"later"},"\u0041":"\u0042" "#),
        record(r#""other":1"#),
    ];
    let read = read(format!("[{}]", records.join(",\n")).as_bytes());
    let rows: Vec<_> = (0..5).map(|row| extras_of(&read.store, row)).collect();
    assert_eq!(rows[0], [("a.b", "[1,\"x y\"]"), ("a.c.d", "true"), ("a.c.e", ""), ("status.hint", "h")].into());
    assert_eq!(
        rows[1],
        [
            ("a.b", "[1,\"x y\"]"),
            ("a.c.d", "true"),
            ("a.c.e", ""),
            ("status", "fine"),
            ("f", ""),
            ("g", ""),
            ("clientAppUsed.h", "i")
        ]
        .into()
    );
    // The name of a type is no value: that it was lost is reported.
    assert_eq!(rows[2], [("a.b", ""), ("a.c.d", "false"), ("networkLocationDetails", "7")].into());
    assert_eq!(rows[3], [("a.b", "later"), ("A", "B")].into());
    assert_eq!(rows[4], [("other", "1")].into());
}

#[test]
fn what_another_shape_has_beside_sign_ins_is_kept() {
    let row = r#"{"TimeGenerated":"2025-11-01T08:05:00Z","CreatedDateTime":"2025-11-01T08:00:00Z","UserPrincipalName":"ada@contoso.example",
        "AppDisplayName":"App","IPAddress":"192.0.2.1","Type":"SigninLogs","DeviceDetail":"Windows10-Chrome","Custom":{"deep":"203.0.113.66"}}"#;
    let read = read(row.as_bytes());
    let extras = extras_of(&read.store, 0);
    assert_eq!(extras.get("DeviceDetail (as text)"), Some(&"Windows10-Chrome"), "{extras:?}");
    assert_eq!(extras.get("Custom.deep"), Some(&"203.0.113.66"), "{extras:?}");
    assert_eq!(select(&read.store, &Filter::Words("203.0.113.66".into())).to_rows(), [0]);
}

#[test]
fn records_that_are_no_sign_ins_leave_nothing() {
    let json =
        br#"{"id":"x","activityDisplayName":"Add user","targetResources":[{"a":1}],"foreignKey":"f","deep":{"er":1}}
{"id":"a","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1","own":"o"}
{"id":"b","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1","own":"o"}
"#;
    let read = read(json);
    let names: Vec<_> = read.store.extras().iter().map(|(extra, _)| extra.name()).collect();
    assert_eq!((read.store.len(), names), (2, vec!["own"]));
}

#[test]
fn every_file_with_the_address_is_found_by_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/faults");
    let Ok(files) = std::fs::read_dir(&folder) else {
        return println!("skipped: {} is not here", folder.display());
    };
    let mut looked_at = 0;
    for path in files.map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let read = read_in_pieces(&name, &bytes, 4096);
        if name.ends_with(".md") || read.mapping.is_some() || read.refused.is_some() {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let has = text.contains("203.0.113.66");
        let found = select(&read.store, &Filter::Words("203.0.113.66".into())).count();
        assert_eq!(found > 0, has, "{name}: {found}");
        looked_at += usize::from(has);
    }
    assert!(looked_at >= 2, "{looked_at}");
}

/// Names and values of random rows.
type Rows = Vec<Vec<(usize, Option<&'static str>)>>;

const NAMES: [&str; 4] = ["Team", "team", "custom.a", "it's = ,\"odd\""];

fn rows() -> impl Strategy<Value = Rows> {
    let value = prop::sample::select(vec![None, Some(""), Some("a"), Some("B"), Some("ab"), Some("ÄB"), Some("12")]);
    prop::collection::vec(prop::collection::vec((0..NAMES.len(), value), 0..4), 0..40)
}

/// The first value of each column that is not empty, or else the empty one.
fn twin(row: &[(usize, Option<&'static str>)]) -> HashMap<usize, &'static str> {
    let mut values = HashMap::new();
    for (name, value) in row.iter().filter_map(|(name, value)| Some((*name, (*value)?))) {
        let known: &mut &str = values.entry(name).or_insert(value);
        if known.is_empty() {
            *known = value;
        }
    }
    values
}

fn push(batch: &mut BatchBuilder, row: &[(usize, Option<&'static str>)], file: u32, at: usize) {
    for (name, value) in row.iter().filter_map(|(name, value)| Some((*name, (*value)?))) {
        let slot = batch.extra_slot(NAMES[name]).unwrap();
        batch.set_extra(slot, value.as_bytes());
    }
    batch.end_record(RecordLocation { file, offset: at as u64 * 10, len: 9 });
}

fn store_of(rows: &Rows) -> Store {
    let mut batch = BatchBuilder::default();
    rows.iter().enumerate().for_each(|(at, row)| push(&mut batch, row, 0, at));
    let mut store = Store::default();
    store.append_built(batch);
    store
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_goes_in_comes_out_however_it_travels(rows in rows(), cut in 1usize..7, removed in 0u32..3) {
        // Two senders take turns, each with dictionaries of its own.
        let mut senders = [BatchBuilder::default(), BatchBuilder::default()];
        let mut translations = [Translation::default(), Translation::default()];
        let mut store = Store::default();
        for (number, chunk) in rows.chunks(cut).enumerate() {
            let sender = number % 2;
            for (at, row) in chunk.iter().enumerate() {
                push(&mut senders[sender], row, sender as u32, number * cut + at);
                // A record that is abandoned leaves nothing.
                let slot = senders[sender].extra_slot(["gone", NAMES[0]][at % 2]).unwrap();
                senders[sender].set_extra(slot, b"gone");
                senders[sender].abandon_record();
            }
            let batch = senders[sender].drain();
            let batch = RecordBatch::from_bytes(&batch.to_bytes()).unwrap();
            store.append(&batch, &mut translations[sender]);
        }
        prop_assert!(store.extras().get(extra("gone")).is_none());
        let mut kept: Vec<_> = rows.iter().enumerate().map(|(at, row)| ((at / cut % 2) as u32, row)).collect();
        for after in [false, true] {
            for (at, (_, row)) in kept.iter().enumerate() {
                let twin = twin(row);
                for (name, of) in NAMES.iter().enumerate() {
                    prop_assert_eq!(store.extra_at(extra(of), at), twin.get(&name).copied(), "{} {}", at, of);
                }
            }
            if !after {
                store.remove(&[removed]);
                store.merge(|_| Rank::Table);
                kept.retain(|(file, _)| *file != removed);
            }
        }
        // A column that no row has any more costs nothing.
        for (name, of) in NAMES.iter().enumerate() {
            let is_there = kept.iter().any(|(_, row)| twin(row).contains_key(&name));
            prop_assert_eq!(store.extras().get(extra(of)).is_some(), is_there);
        }
    }

    #[test]
    fn filters_orders_and_counts_agree_with_one_look_at_each_row(rows in rows(), name in 0..NAMES.len(), word in "[aAbBÄä12]{0,2}") {
        let store = store_of(&rows);
        let texts: Vec<&str> = rows.iter().map(|row| twin(row).get(&name).copied().unwrap_or_default()).collect();
        let column = extra(NAMES[name]);
        let kept = |test: Test| select(&store, &Filter::Extra(column, test)).to_rows();
        let slow = |keeps: &dyn Fn(&str) -> bool| -> Vec<u32> {
            (0..).zip(&texts).filter(|(_, text)| keeps(text)).map(|(row, _)| row).collect()
        };
        let folded = word.to_lowercase();
        let has = |text: &str| !text.is_empty() && text.to_lowercase().contains(&folded);
        prop_assert_eq!(kept(Test::Contains(word.clone())), slow(&has));
        prop_assert_eq!(kept(Test::OneOf(vec![word.clone()])), slow(&|text| text.to_lowercase() == folded));
        prop_assert_eq!(kept(Test::Is(vec![word.clone()])), slow(&|text| text == word));
        prop_assert_eq!(kept(Test::IsEmpty), slow(&str::is_empty));
        let number = Test::Number { from: std::ops::Bound::Included(12.0), to: std::ops::Bound::Unbounded };
        prop_assert_eq!(kept(number), slow(&|text| text == "12"));
        let any = |row: &usize| twin(&rows[*row]).values().any(|text| has(text));
        let words: Vec<u32> = (0..rows.len()).filter(any).map(|row| row as u32).collect();
        if !word.is_empty() {
            prop_assert_eq!(select(&store, &Filter::Words(word.clone())).to_rows(), words.clone());
            prop_assert_eq!(select(&store, &Filter::Anywhere(Test::Contains(word))).to_rows(), words);
        }
        let all = RowSet::all(rows.len());
        let mut sorter = Sorter::default();
        for descending in [false, true] {
            let mut sorted: Vec<u32> = (0..rows.len() as u32).collect();
            let text = |row: &u32| texts[*row as usize].to_lowercase();
            sorted.sort_by(|left, right| {
                let (left, right) = (text(left), text(right));
                let order = if descending { right.cmp(&left) } else { left.cmp(&right) };
                left.is_empty().cmp(&right.is_empty()).then(order)
            });
            let order = [Order { by: Column::Extra(column), descending }];
            prop_assert_eq!(in_order(&store, &all, &order), sorted.clone());
            prop_assert_eq!(sorter.in_order(&store, &all, &order), sorted);
        }
        let mut counts: BTreeMap<Option<String>, u32> = BTreeMap::new();
        if store.extras().get(column).is_some() {
            texts.iter().for_each(|text| *counts.entry(Some((*text).to_owned()).filter(|text| !text.is_empty())).or_default() += 1);
        }
        let found = values(&store, &Filter::default(), &all, &ValuesOf::Extra(column), "", 100);
        prop_assert_eq!(found.values.into_iter().map(|value| (value.value, value.count)).collect::<BTreeMap<_, _>>(), counts);
    }
}

#[test]
fn what_is_exported_is_the_same_extra_column_again() {
    let csv = portal("Cost centre,Service,=odd", &["1,Graph,\"a\nb\"", "'=2,,x", "3,Mail,"]);
    let mut desk = Desk::with("SignIns.csv", csv.as_bytes());
    desk.load("more.json", br#"[{"id":"r9","createdDateTime":"2025-11-09T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.9","Location":"own","user":{"team":"blue"}}]"#, 9);
    let names = ["Cost centre", "Service", "=odd", "Location", "user.team"];
    let columns = [Column::Field(Field::Date), Column::Field(Field::RequestId), Column::Field(Field::User)]
        .into_iter()
        .chain([Column::Field(Field::Username), Column::Field(Field::IpAddress)])
        .chain(names.map(|name| Column::Extra(extra(name))));
    let format = ExportFormat::Csv { columns: columns.collect() };
    let exported = desk.export(&View::default(), &format).unwrap();
    let [Exported { bytes, .. }] = exported.as_slice() else { panic!("{exported:?}") };
    let header = String::from_utf8_lossy(bytes);
    assert!(header.contains(",Cost centre,Service,'=odd,['Location'],user.team\r\n"), "{header}");
    let mut again = Desk::with("again.csv", bytes);
    for column in names.map(|name| Column::Extra(extra(name))) {
        let cells = |desk: &mut Desk| -> Vec<String> {
            let rows = desk.rows_in(&View::default(), vec![Column::Field(Field::RequestId), column]).rows;
            // CSV cannot tell what is absent from what is empty.
            rows.iter().map(|row| format!("{:?}", row.cells).replace("Absent", "Empty")).collect()
        };
        assert_eq!(cells(&mut desk), cells(&mut again), "{column:?}");
    }
    assert_eq!(again.export(&View::default(), &format).unwrap()[0].bytes, *bytes);
}

#[test]
fn the_card_of_a_file_names_them_and_offers_to_say_what_they_are() {
    let csv = portal("Cost centre,Always empty", &["1,", "2,"]);
    let mut desk = Desk::with("SignIns.csv", csv.as_bytes());
    assert_eq!(desk.engine.loading().extras, [extra("Cost centre")]);
    let question = FileQuestion { file: 0, calendar: Calendar::default(), problems: 0 };
    let Answer::File(page) = desk.ask(&Question::File(question.clone())) else { panic!("no page") };
    assert_eq!(
        page.extras.iter().map(|(extra, blanks)| (extra.name(), blanks.filled)).collect::<Vec<_>>(),
        [("Cost centre", 2)]
    );
    let table = page.table.unwrap();
    assert_eq!(table.mapping.names.len(), table.fields.len());
    assert_eq!(table.mapping.values(6).collect::<Vec<_>>(), ["1", "2"]);
    let told = table.mapping.names.iter().cloned().zip(table.fields.iter().copied());
    let told = told.filter_map(|(name, field)| Some((name, field?)));
    let columns = Some(told.chain([("Cost centre".to_owned(), Field::DeviceName)]).collect());
    desk.read_again(0, ReadOptions { columns, ..ReadOptions::default() });
    let rows = desk.rows(&View::default(), &[Field::DeviceName, Field::User]).rows;
    assert_eq!(rows[0].cells, [Cell::Text("2".into()), Cell::Text("Ada".into())], "newest first");
    assert!(desk.engine.loading().extras.is_empty());
}

#[test]
fn there_is_an_end_to_extra_columns() {
    let most = MOST_EXTRA_COLUMNS;
    let names: Vec<String> = (0..most + 5).map(|at| format!("c{at}")).collect();
    let cells: Vec<String> = (0..most + 5).map(|at| format!("v{at}")).collect();
    let csv = portal(&names.join(","), &[&cells.join(","), &cells.join(",")]);
    let long = "k".repeat(ExtraColumn::LONGEST_NAME + 1);
    let json = format!(
        r#"{{"id":"a","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1","{long}":"v","new":"n"}}"#
    );
    let mut desk = Desk::with("wide.csv", csv.as_bytes());
    desk.load("late.json", json.as_bytes(), 4096);
    let store = desk.engine.store();
    assert_eq!(store.extras().iter().count(), most);
    assert_eq!((store.extra_at(extra("c0"), 1), store.extra_at(extra("c1004"), 1)), (Some("v0"), None));
    let problem =
        |file: usize| desk.report(file).problems.iter().map(|problem| problem.message.clone()).collect::<String>();
    assert!(problem(0).contains("10 values of other columns"), "{}", problem(0));
    assert!(problem(1).contains("2 values of other columns"), "{}", problem(1));
    // With the first file its columns go, and there is room for others.
    desk.engine.remove(&[0]);
    assert_eq!(desk.engine.store().extras().iter().count(), 0);
    desk.load("again.json", json.as_bytes(), 4096);
    assert_eq!(desk.engine.store().extra_at(extra("new"), 1), Some("n"));
}

#[test]
fn keys_that_differ_in_every_record_cost_as_much_as_others() {
    let record = |at: usize| {
        format!(
            r#"{{"id":"{at}","createdDateTime":"2025-11-01T08:00:00Z","appDisplayName":"App","ipAddress":"192.0.2.1","k{at}":{{"x{at}":{at}}}}}"#
        )
    };
    let json: String = (0..3000).map(record).collect::<Vec<_>>().join("\n");
    let desk = Desk::with("random.json", json.as_bytes());
    let store = desk.engine.store();
    assert_eq!((store.len(), store.extras().iter().count()), (3000, MOST_EXTRA_COLUMNS));
    assert!(desk.report(0).problems[0].message.contains("2000 values"), "{:?}", desk.report(0).problems);
    // One byte a row for each of them, and what the dictionaries need.
    assert!(store.extras().memory() < MOST_EXTRA_COLUMNS * 16_000, "{}", store.extras().memory());
}

#[test]
fn records_of_one_sign_in_fill_in_what_the_one_shown_lacks() {
    let csv = portal("Team,Cost", &["blue,1", "red,"]);
    let json = br#"[{"id":"r0","createdDateTime":"2025-11-01T08:00:00Z","userDisplayName":"Ada","ipAddress":"192.0.2.0","Cost":"","own":"o"}]"#;
    for order in [[0, 1], [1, 0]] {
        let mut desk = Desk::new();
        for file in order {
            match file {
                0 => desk.load("a.csv", csv.as_bytes(), 4096),
                _ => desk.load("b.json", json, 4096),
            }
        }
        let columns = ["Team", "Cost", "own"].map(|name| Column::Extra(extra(name)));
        let rows = desk.rows_in(&View::default(), columns.to_vec()).rows;
        let cells = format!("{:?}", rows.iter().map(|row| &row.cells).collect::<Vec<_>>());
        assert_eq!(
            cells, r#"[[Text("red"), Empty, Absent], [Text("blue"), Text("1"), Text("o")]]"#,
            "in this order: {order:?}"
        );
        let row = rows[1].row.row;
        let mut other = desk.detail(row).unwrap().other;
        other.sort();
        let expected = [("Cost", "1"), ("Team", "blue"), ("own", "o")];
        assert_eq!(other, expected.map(|(name, text)| (extra(name), text.to_owned())));
        let of_json =
            desk.engine.store().extra_null_counts_of(order.iter().position(|file| *file == 1).unwrap() as u32);
        let of_json: Vec<_> =
            of_json.iter().map(|(extra, blanks)| (extra.name(), blanks.filled, blanks.empty)).collect();
        assert!(of_json.contains(&("Cost", 0, 1)) && of_json.contains(&("own", 1, 0)), "{of_json:?}");
        assert_eq!(of_json.len(), 2, "what was filled in is not the file's: {of_json:?}");
        let file = order.iter().position(|file| *file == 0).unwrap() as u32;
        desk.engine.remove(&[file]);
        assert_eq!(extras_of(desk.engine.store(), 0), [("Cost", ""), ("own", "o")].into());
    }
}
