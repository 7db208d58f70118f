//! The books balance: every record of a damaged file is shown, merged, or left out.

use proptest::prelude::*;
use signscope::engine::protocol::FileReport;

use super::Desk;

/// What is done to a record.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Damage {
    None,
    /// It is the one before it once more.
    Again,
    OpenQuote,
    /// It has too much, or is no sign-in.
    Wrong,
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        3 => Just(Damage::None),
        1 => Just(Damage::Again),
        2 => Just(Damage::OpenQuote),
        1 => Just(Damage::Wrong),
    ]
}

fn id(at: usize, damage: Damage) -> String {
    let at = if damage == Damage::Again { at.saturating_sub(1) } else { at };
    format!("00000000-0000-0000-0000-{:012}", at + 1)
}

const HEADER: &str = "Date (UTC),Request ID,User,Username,IP address,Status,Browser\n";

fn csv_line(at: usize, damage: Damage) -> String {
    let line = format!("2025-12-04T08:19:41Z,{},Ada,ada@contoso.example,192.0.2.1,Success,Edge 131", id(at, damage));
    match damage {
        Damage::OpenQuote => line.replace(",Ada,", ",\"Ada,"),
        Damage::Wrong => line + ",x,y",
        _ => line,
    }
}

fn json_line(at: usize, damage: Damage) -> String {
    let id = id(at, damage);
    let line = format!(
        r#"{{"id":"{id}","createdDateTime":"2025-12-04T08:19:41Z","userDisplayName":"Ada","status":{{"errorCode":0}}}}"#
    );
    match damage {
        Damage::OpenQuote => line.replace("Ada\"", "Ada"),
        Damage::Wrong => line.replace("errorCode\":0", "errorCode\":nul"),
        _ => line,
    }
}

/// The report of a file, read in cache blocks of some size, by parsers if there are any.
fn report(name: &str, file: &str, block: usize, parsers: usize) -> FileReport {
    let mut desk = Desk::new();
    match parsers {
        0 => desk.load(name, file.as_bytes(), block),
        parsers => desk.load_with_parsers(name, file.as_bytes(), block * 8, block, parsers),
    }
    desk.report(0)
}

#[track_caller]
fn balances(report: &FileReport, records: usize) {
    let left_out = report.of_other_logs + report.broken;
    assert_eq!(report.records + left_out, records as u64, "{report:?}");
    assert_eq!(report.records, report.shown + report.merged + report.unmatched, "{report:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn read_is_shown_and_merged_and_left_out(
        damages in prop::collection::vec(damage(), 1..12),
        cut in 0..40usize,
        block in 40..400usize,
        parsers in 0..3usize,
    ) {
        // The first record is whole: by it a file is known.
        let lines = |line: fn(usize, Damage) -> String| {
            std::iter::once(Damage::None).chain(damages.iter().copied()).enumerate().map(move |(at, damage)| line(at, damage))
        };
        let records = damages.len() + 1;
        let csv = lines(csv_line).fold(HEADER.to_owned(), |file, line| file + &line + "\n");
        balances(&report("a.csv", &csv, block, parsers), records);
        let json = lines(json_line).fold(String::new(), |file, line| file + &line + "\n");
        balances(&report("a.json", &json, block, parsers), records);
        // The last record is cut off, maybe with nothing missing but its line end.
        for (name, file) in [("a.csv", &csv), ("a.json", &json)] {
            let cut_off = &file[..file.len() - 1 - cut];
            let is_whole_line = cut_off.ends_with('\n');
            balances(&report(name, cut_off, block, parsers), records - usize::from(is_whole_line));
        }
    }
}

#[test]
fn a_list_that_is_cut_off_counts_the_record_it_was_cut_in() {
    let file =
        format!("[{},\n{},\n{}]", json_line(0, Damage::None), json_line(1, Damage::None), json_line(2, Damage::None));
    balances(&report("a.json", &file, 64, 0), 3);
    for cut in [20, 40, 60] {
        let report = report("a.json", &file[..file.len() - cut], 64, 0);
        balances(&report, 3);
        assert_eq!((report.records, report.broken), (2, 1));
    }
}
