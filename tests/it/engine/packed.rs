//! What comes in archives and folders: files of their own, those that are nothing, and the hash of what was given.

use signscope::engine::Hashing;
use signscope::engine::protocol::{DateOrder, ExportFormat, FileState, View};
use signscope::ingest::unpack::{Unpacked, Unpacker, WINDOW};
use signscope::schema::{Column, Field, SIGN_INS};
use signscope_sample::{Form, Vintage};

use super::{Desk, sample_file};
use crate::ingest::unpack::{DEFLATED, STORED, gzip, zip};

impl Desk {
    /// Loads a container as the worker does: what comes out is decoded at once, and kept to be read again.
    pub fn load_packed(&mut self, name: &str, bytes: &[u8]) {
        let container = self.engine.add_file(name, bytes.len() as u64);
        self.files.push(bytes.to_vec());
        let mut unpacker = Unpacker::sniff(name, &bytes[..bytes.len().min(WINDOW)]).unwrap();
        unpacker.push(bytes);
        unpacker.end();
        let (mut open, mut files) = (container, 0);
        while let Some(unpacked) = unpacker.pull() {
            match unpacked {
                Unpacked::Begin { name: member, modified } if member == name => {
                    self.engine.set_modified(container, modified);
                    self.engine.set_wrapping(container, unpacker.kind());
                    self.files[container as usize].clear();
                }
                Unpacked::Begin { name, modified } => {
                    files += 1;
                    open = self.engine.add_file_along(&name, 0);
                    self.engine.set_modified(open, modified);
                    self.files.push(Vec::new());
                }
                Unpacked::Bytes(bytes) => {
                    self.files[open as usize].extend_from_slice(&bytes);
                    self.engine.push(open, &bytes);
                }
                Unpacked::End => {
                    self.engine.finish(open);
                    self.engine.set_size(open, self.files[open as usize].len() as u64);
                }
                Unpacked::Problem(text) => self.engine.complain(open, &text),
                Unpacked::Refused { name, reason } => {
                    let file = self.engine.add_file(&name, 0);
                    self.files.push(Vec::new());
                    self.engine.fail(file, &reason);
                }
                Unpacked::LeftOut => {}
            }
        }
        if files > 0 {
            self.engine.set_unpacked(container, files);
        }
        self.read_better();
    }
}

#[test]
fn records_of_an_archive_are_those_of_its_files() {
    let (json, csv) = (sample_file(Form::PortalJson, 30), sample_file(Form::PortalCsv(Vintage::Of2025), 20));
    let mut desk = Desk::new();
    desk.load_packed("logs.zip", &zip(&[("a.json", &json, DEFLATED), ("b.csv.gz", &gzip(&csv), STORED)]));
    let files = desk.engine.loading().files;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["logs.zip", "logs.zip › a.json", "logs.zip › b.csv.gz"]);
    assert_eq!((&files[0].state, files[0].description.as_str()), (&FileState::Unpacked, "Archive, 2 files"));
    let records: Vec<u64> = files.iter().map(|file| file.records).collect();
    assert_eq!(records, [0, 30, 20]);
    assert_eq!((files[1].size, files[2].size), (json.len() as u64, csv.len() as u64));
    let mut plain = Desk::new();
    plain.load("a.json", &json, 4096);
    plain.load("b.csv", &csv, 4096);
    let columns: Vec<Field> = Field::all().collect();
    let (rows, expected) = (desk.rows(&View::default(), &columns), plain.rows(&View::default(), &columns));
    assert_eq!(rows.total, expected.total, "the archive is no file that is still waiting, so records are merged");
    let exported = desk.export(&View::default(), &ExportFormat::Csv { columns: Column::defaults(&SIGN_INS) }).unwrap();
    assert_eq!(exported[0].name, "a_export.csv", "without the names of archives");
    for row in rows.rows {
        assert!(desk.detail_of(row.row).unwrap().is_ok(), "the bytes of a record are those that were unpacked");
    }
}

#[test]
fn a_packed_file_is_named_and_described_as_what_it_is() {
    let csv = sample_file(Form::PortalCsv(Vintage::Of2025), 20);
    let mut desk = Desk::new();
    desk.load_packed("a.csv.gz", &gzip(&csv));
    let report = desk.report(0);
    assert_eq!((report.name.as_str(), report.records, report.state), ("a.csv.gz", 20, FileState::Done));
    assert!(
        report.description.starts_with("Portal CSV") && report.description.ends_with(", from gzip"),
        "{}",
        report.description
    );
    let packed = gzip(&sample_file(Form::PortalCsv(Vintage::Of2025), 300));
    let half = packed.len() / 2;
    desk.load_packed("b.csv.gz", &packed[..half]);
    let report = desk.report(1);
    let cut_off = format!("cut off: the file ends at byte {half}");
    assert!(
        report.records > 10 && report.problems.iter().any(|problem| problem.message.contains(&cut_off)),
        "{report:?}"
    );
}

#[test]
fn what_came_along_and_is_nothing_is_only_counted() {
    let mut desk = Desk::new();
    let json = sample_file(Form::PortalJson, 5);
    desk.load_packed("logs.zip", &zip(&[("readme.txt", b"Read me.\n", STORED), ("a.json", &json, DEFLATED)]));
    let loading = desk.engine.loading();
    let names: Vec<&str> = loading.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["logs.zip", "logs.zip › a.json"]);
    assert_eq!(loading.passed_over.count, 1);
    let (name, reason) = &loading.passed_over.first[0];
    assert!(name == "logs.zip › readme.txt" && reason.contains("text without columns"), "{reason}");
    // What could not be read although it may be a log is told like any file.
    let lost = desk.engine.add_file_along("folder/lost.json", 10);
    desk.engine.fail(lost, "The file could not be read.");
    let loading = desk.engine.loading();
    assert_eq!((loading.files.len(), loading.passed_over.count), (3, 1));
    desk.engine.clear();
    assert_eq!(desk.engine.loading().passed_over.count, 0);
}

#[test]
fn a_table_that_came_along_is_asked_about_only_if_it_looks_like_sign_ins() {
    let id = "6d1f3c1e-0000-4000-8000-000000000001";
    let asked = [
        "When,Who,Whence\n2025-03-03T00:00:00Z,ada@contoso.example,Madrid\n".to_owned(),
        "Moment;Where from;What\n14/11/2025 09:08:53;192.0.2.7;failed\n14/11/2025 09:08:54;;failed\n".to_owned(),
        format!("Stamp,RequestId,Result\n2025-03-03 00:00:00,{id},1\n2025-03-04 00:00:00,{id},0\n"),
        "Time,User name,Outcome\n2025-03-03 00:00:00,Ada Lovelace,ok\n".to_owned(),
    ];
    let passed_over = [
        "Invoice date,Id,Amount,Name\n2025-03-03 00:00:00,17,12.50,Ada\n",
        "Date,Temperature,Station\n2025-03-03 00:00:00,12.5,Bergen\n",
        "Name,Mail,Town\nAda,ada@contoso.example,Madrid\n",
        "Time,IP address,Status\n",
        "Timestamp,Account,Balance\nyesterday,ada@contoso.example,7\n",
    ];
    let files = asked.iter().map(String::as_str).chain(passed_over);
    let names: Vec<String> = (0..files.clone().count()).map(|at| format!("{at}.csv")).collect();
    let members: Vec<_> =
        names.iter().zip(files).map(|(name, text)| (name.as_str(), text.as_bytes(), STORED)).collect();
    let mut desk = Desk::new();
    desk.load_packed("folder.zip", &zip(&members));
    let loading = desk.engine.loading();
    let found: Vec<_> = loading.files[1..].iter().map(|file| (file.name.as_str(), file.mapping.is_some())).collect();
    let expected: Vec<String> = (0..asked.len()).map(|at| format!("folder.zip › {at}.csv")).collect();
    assert_eq!(found, expected.iter().map(|name| (name.as_str(), true)).collect::<Vec<_>>());
    assert_eq!(loading.passed_over.count, passed_over.len() as u64);
    // Opened by themselves, they are meant.
    let alone = Desk::with("invoices.csv", passed_over[0].as_bytes());
    assert!(alone.report(0).mapping.is_some());
}

#[test]
fn a_file_of_an_archive_is_read_again_where_its_dates_have_the_day_first() {
    let csv = "Date (UTC),Request ID,User\n03/04/2025 00:00:00,a,Ada\n25/04/2025 00:00:00,b,Ada\n";
    let mut desk = Desk::new();
    desk.load_packed(
        "logs.zip",
        &zip(&[("a.csv", csv.as_bytes(), DEFLATED), ("b.csv", b"Date (UTC),Request ID\n", STORED)]),
    );
    let names: Vec<_> = desk.engine.loading().files.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["logs.zip", "logs.zip › a.csv", "logs.zip › b.csv"], "in its place");
    let report = desk.report(1);
    assert_eq!((report.reading.dates, report.records), (Some(DateOrder::DayFirst), 2));
    // 2025-04-03.
    assert_eq!(report.oldest, Some(1_743_638_400_000));
}

#[test]
fn hashes_are_those_of_the_standard() {
    // FIPS 180-4 and its examples published by NIST.
    let million = vec![b'a'; 1_000_000];
    let vectors: [(&[u8], &str); 4] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (&million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ];
    for (bytes, expected) in vectors {
        for size in [1, 63, 64, 1 << 20] {
            let mut hashing = Hashing::new(7, bytes.len() as u64);
            for chunk in bytes.chunks(size) {
                assert!(!hashing.is_complete());
                hashing.push(chunk);
            }
            assert!(hashing.is_complete());
            assert_eq!((hashing.file(), hashing.progress()), (7, (bytes.len() as u64, bytes.len() as u64)));
            assert_eq!(hashing.finish(), expected);
        }
    }
}
