//! The synthetic samples of every source_format in `tests/data`.

use std::fs;
use std::path::PathBuf;

use signscope::engine::protocol::{DateOrder, FileState, ReadOptions};
use signscope::schema::Field;
use signscope::store::FileId;

use super::{Given, check, check_together};
use crate::ingest::fixture;
use crate::ingest::unpack::{DEFLATED, gzip, zip};

/// A sample whose columns somebody must tell,
const OWN: &str = "own_columns.csv";
const OWN_COLUMNS: [(&str, Field); 4] =
    [("When", Field::Date), ("Who", Field::Username), ("From", Field::IpAddress), ("Outcome", Field::Status)];

/// one that is nothing without another one,
const DETAILS: &str = "InteractiveSignIns_AuthDetails.csv";
/// and one to which it is made to belong.
const OF_DETAILS: &str = "InteractiveSignIns_57.csv";
const DETAILED: &str = "3f1c8d10-6f5e-4d5a-9d7c-0a1b2c3d4e01";
const FIRST_DETAILED: &str = "00000064-1111-4222-8333-0000000c155c";

/// Samples with records of other logs among the sign-ins.
const FOREIGN: [(&str, u64); 4] =
    [("audit_log.csv", 1), ("audit_log.ndjson", 1), ("cribl.ndjson", 1), ("diagnostics.ndjson", 1)];

fn names() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().flatten().map(|file| file.file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_sample_comes_back_from_every_export() {
    let names = names();
    assert!(names.len() >= 24, "{names:?}");
    for name in names.iter().filter(|name| *name != OWN) {
        let bytes = fixture(name);
        let desk = check(&Given::new(name, &bytes));
        let report = desk.report(0);
        assert_eq!((&report.state, report.broken), (&FileState::Done, 0), "{name}: {:?}", report.problems);
        let of_other_logs =
            FOREIGN.iter().find(|(known, _)| known == name).map_or(0, |(_, of_other_logs)| *of_other_logs);
        assert_eq!(report.of_other_logs, of_other_logs, "{name}: {:?}", report.problems);
        match name == DETAILS {
            // Steps without their sign-ins are kept, but not shown, and so not exported.
            true => assert_eq!((report.shown, report.unmatched), (0, report.records)),
            false => assert!(report.shown > 0 && report.unmatched == 0, "{name}"),
        }
    }
}

#[test]
fn a_sample_of_own_columns_comes_back_as_somebody_told() {
    let bytes = fixture(OWN);
    let asked = check(&Given::new(OWN, &bytes));
    assert!(matches!(asked.report(0).state, FileState::Refused(_)) && asked.report(0).mapping.is_some());
    let columns = OWN_COLUMNS.map(|(name, field)| (name.to_owned(), field)).to_vec();
    let reading = ReadOptions { columns: Some(columns), dates: Some(DateOrder::DayFirst), ..ReadOptions::default() };
    let told = check(&Given { name: OWN, bytes: &bytes, reading });
    assert_eq!((told.report(0).state, told.report(0).shown), (FileState::Done, 2));
}

#[test]
fn steps_come_back_with_their_sign_ins_and_not_as_records() {
    let sign_ins = fixture(OF_DETAILS);
    let details = String::from_utf8(fixture(DETAILS)).unwrap().replace(DETAILED, FIRST_DETAILED).into_bytes();
    for given in [[(OF_DETAILS, &sign_ins), (DETAILS, &details)], [(DETAILS, &details), (OF_DETAILS, &sign_ins)]] {
        let desk = check_together(&given.map(|(name, bytes)| Given::new(name, bytes)));
        let reports = desk.engine.loading().files;
        let merged: u64 = reports.iter().map(|report| report.merged).sum();
        assert_eq!(merged, 2, "both steps of the first sign-in");
    }
}

#[test]
fn every_sample_comes_back_from_archives() {
    for name in names().iter().filter(|name| *name != OWN && *name != DETAILS) {
        let bytes = fixture(name);
        let packed = gzip(&bytes);
        check(&Given::new(&format!("{name}.gz"), &packed));
        let mut plain = super::Desk::with(name, &bytes);
        let mut archive = super::Desk::new();
        archive.load_packed("logs.zip", &zip(&[(name, &bytes, DEFLATED)]));
        let shown = |desk: &mut super::Desk, file: FileId| {
            let rows = super::shown_rows(desk);
            assert!(rows.iter().all(|&row| desk.engine.location(desk.id(row)).unwrap().file == file));
            rows.len()
        };
        assert_eq!(shown(&mut archive, 1), shown(&mut plain, 0), "{name}");
    }
}
