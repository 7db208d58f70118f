//! gzip and zip that are whole: every way of packing, names, what is passed over, and what is refused.

use proptest::collection::vec;
use proptest::prelude::*;
use signscope::ingest::unpack::limit::Limits;
use signscope::ingest::unpack::{Unpacked, Unpacker};

use super::super::{cases, read_in_pieces};
use super::*;

#[test]
fn gzip_gives_the_file_under_its_own_name() {
    let text = log(3000);
    let out = unpack("signins.csv.gz", &gzip(&text));
    assert_eq!((out.names(), &out.problems), (vec!["signins.csv.gz"], &vec![]));
    assert!(out.files[0].bytes == text && out.files[0].problems.is_empty());
}

#[test]
fn gzip_in_several_parts_is_one_file() {
    let (first, second) = (log(10), log(500));
    let mut packed = [gzip(&first), gzip(b""), gzip(&second)].concat();
    let whole = [first, second].concat();
    assert_eq!(unpack("a.gz", &packed).files[0].bytes, whole);
    // Tapes and disks fill their blocks with zeros.
    packed.extend([0; 600]);
    let out = unpack("a.gz", &packed);
    assert!(out.files[0].bytes == whole && out.files[0].problems.is_empty());
}

#[test]
fn every_field_of_a_gzip_header_is_passed_over() {
    let data = &gzip(b"text")[10..];
    let header = b"\x1f\x8b\x08\x1e\0\0\0\0\0\xff\x04\0abcdname.csv\0a comment\0\x12\x34";
    let out = unpack("a.gz", &[header, data].concat());
    assert_eq!((out.files[0].bytes.as_slice(), &out.files[0].problems), (&b"text"[..], &vec![]));
}

#[test]
fn every_way_of_packing_gives_the_files_back() {
    let (large, small) = (log(3000), log(2));
    // Data that looks like what stands around files.
    let hostile = [&b"xPK\x07\x08"[..], &[0; 12], b"PK\x03\x04PK\x01\x02", &large].concat();
    for way in ways() {
        let files: [(&str, &[u8], Way); 4] =
            [("large.csv", &large, way), ("in/folder.csv", &small, way), ("empty.csv", b"", way), ("x", &hostile, way)];
        let out = unpack("a.zip", &zip(&files));
        assert_eq!(out.names(), ["a.zip › large.csv", "a.zip › in/folder.csv", "a.zip › empty.csv", "a.zip › x"]);
        for (file, (name, bytes, way)) in out.files.iter().zip(files) {
            assert!(file.bytes == bytes && file.problems.is_empty(), "{name} {way:?}: {:?}", file.problems);
        }
        assert_eq!((out.problems, out.refused), (vec![], vec![]), "{way:?}");
    }
}

#[test]
fn folders_and_what_systems_leave_behind_are_passed_over() {
    for way in ways() {
        let names = ["logs/", "__MACOSX/logs/._a.csv", "logs/.DS_Store", "logs/a.csv", "logs\\Thumbs.db"];
        let files = names.map(|name| (name, if name == "logs/" { &b""[..] } else { b"Name\n" }, way));
        let out = unpack("a.zip", &zip(&files));
        assert_eq!((out.names(), &out.problems), (vec!["a.zip › logs/a.csv"], &vec![]), "{way:?}");
    }
    assert_eq!(unpack("a.zip", &zip(&[])).problems, ["The archive holds no files."]);
}

#[test]
fn what_cannot_be_unpacked_is_said_by_name_and_the_others_are_read() {
    let text = log(50);
    let after = Lengths::After { signature: true, wide: false };
    for lengths in [Lengths::Before, after] {
        let way = |method, flags| Way { method, flags, lengths };
        let out = unpack(
            "a.zip",
            &zip(&[
                ("secret.csv", &text, way(0, 1)),
                ("aes.csv", &text, way(99, 1)),
                ("explorer.csv", &text, way(9, 0)),
                ("zstd.csv", &text, way(93, 0)),
                ("good.csv", &text, DEFLATED),
            ]),
        );
        assert_eq!((out.names(), &out.problems), (vec!["a.zip › good.csv"], &vec![]));
        assert_eq!(out.files[0].bytes, text);
        let expected = [
            ("a.zip › secret.csv", "protected by a password"),
            ("a.zip › aes.csv", "protected by a password"),
            ("a.zip › explorer.csv", "packed with Deflate64"),
            ("a.zip › zstd.csv", "packed with Zstandard"),
        ];
        assert_eq!(out.refused.len(), expected.len(), "{:?}", out.refused);
        for ((name, reason), (file, words)) in out.refused.iter().zip(expected) {
            assert!(name == file && reason.contains(file) && reason.contains(words), "{reason}");
        }
    }
}

#[test]
fn a_workbook_is_no_archive() {
    for first in ["[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/workbook.xml"] {
        let book = zip(&[(first, b"<x/>", DEFLATED), ("xl/sheet.xml", b"<x/>", DEFLATED)]);
        assert!(unpack_in_pieces("a.xlsx", &book, 100).is_none(), "{first}");
        let read = read_in_pieces("a.xlsx", &book, 100);
        let message = read.refused.unwrap();
        assert!(message.contains("Excel workbook") && message.contains("save it as"), "{message}");
        // In an archive it is a file like others, refused by whoever reads it.
        let out = unpack("a.zip", &zip(&[("a.xlsx", &book, STORED)]));
        assert!(out.files[0].bytes == book);
    }
}

#[test]
fn containers_in_containers_are_unpacked() {
    let text = log(200);
    let wide: Vec<u8> = b"\xff\xfe".iter().copied().chain(wide(&text)).collect();
    let inner = zip(&[("c.csv.gz", &gzip(&text), STORED), ("d.csv", &wide, DEFLATED)]);
    let outer = zip(&[("a.csv", &text, DEFLATED), ("b.zip", &inner, DEFLATED), ("e.json.gz", &gzip(&wide), DEFLATED)]);
    let out = unpack("x.zip", &outer);
    let names = ["x.zip › a.csv", "x.zip › b.zip › c.csv.gz", "x.zip › b.zip › d.csv", "x.zip › e.json.gz"];
    assert_eq!(out.names(), names);
    assert!(out.files.iter().all(|file| file.bytes == text && file.problems.is_empty()));
    assert_eq!(unpack("x.zip.gz", &gzip(&inner)).names(), ["x.zip.gz › c.csv.gz", "x.zip.gz › d.csv"]);
}

#[test]
fn what_is_packed_too_often_stays_packed() {
    let mut packed = b"text".to_vec();
    for _ in 0..6 {
        packed = gzip(&packed);
    }
    let out = unpack("a.gz", &packed);
    assert_eq!(out.files[0].bytes, gzip(&gzip(b"text")));
    let refused = read_in_pieces("a.gz", &out.files[0].bytes, 100).refused.unwrap();
    assert!(refused.contains("too many"), "{refused}");
}

#[test]
fn a_file_that_was_made_to_fill_the_disk_is_stopped() {
    let bomb = gzip(&gzip(&gzip(&vec![0; 64 << 20])));
    assert!(bomb.len() < 1000);
    let out = unpack_in_pieces("a.gz", &bomb, 100).unwrap();
    let problems = &out.files[0].problems;
    assert!(problems.len() == 1 && problems[0].contains("2,000 times"), "{problems:?}");
    assert!(out.files[0].bytes.len() <= 4096 * 2000 + (1 << 20), "{} bytes", out.files[0].bytes.len());
}

#[test]
fn a_file_that_is_too_large_is_stopped() {
    let packed = gzip(&log(100_000));
    let mut unpacker = Unpacker::with_limits("a.gz", &packed, Limits { bytes: 1 << 20, ..Limits::default() }).unwrap();
    unpacker.push(&packed);
    let (mut bytes, mut last) = (0, None);
    while let Some(unpacked) = unpacker.pull() {
        if let Unpacked::Bytes(chunk) = &unpacked {
            bytes += chunk.len();
        }
        last = Some(unpacked);
    }
    assert!(bytes > 0 && bytes <= 1 << 20, "{bytes}");
    assert_eq!(last, Some(Unpacked::End));
}

#[test]
fn pieces_are_small_whatever_goes_in() {
    let packed = zip(&[("a", &vec![b' '; 40 << 20], DEFLATED), ("b", &gzip(&log(200_000)), STORED)]);
    let mut unpacker = Unpacker::sniff("a.zip", &packed).unwrap();
    unpacker.push(&packed);
    while let Some(unpacked) = unpacker.pull() {
        if let Unpacked::Bytes(bytes) = unpacked {
            assert!(bytes.len() <= 4 << 20, "{}", bytes.len());
        }
    }
}

/// ASCII text in UTF-16LE.
fn wide(text: &[u8]) -> Vec<u8> {
    text.iter().flat_map(|&byte| [byte, 0]).collect()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn pieces_of_any_size_give_the_same(
        files in vec((vec(any::<u8>(), 0..3000), 0..10_usize, any::<bool>()), 1..5),
        size in 1..9000_usize,
    ) {
        let ways = ways();
        let packed: Vec<(String, Vec<u8>, Way)> = files.iter().enumerate().map(|(at, (bytes, way, in_gzip))| {
            // Random bytes must not happen to be a container.
            let bytes = [b"x", bytes.as_slice()].concat();
            (format!("{at}"), if *in_gzip { gzip(&bytes) } else { bytes }, ways[*way])
        }).collect();
        let files_in: Vec<(&str, &[u8], Way)> = packed.iter().map(|(name, bytes, way)| (name.as_str(), bytes.as_slice(), *way)).collect();
        let out = unpack_in_pieces("a.zip", &zip(&files_in), size).unwrap();
        prop_assert_eq!(out.files.len(), files.len());
        for (file, (bytes, ..)) in out.files.iter().zip(&files) {
            prop_assert_eq!(&file.bytes[1..], bytes.as_slice());
            prop_assert!(file.problems.is_empty(), "{:?}", file.problems);
        }
    }
}

/// The same archive with one file that was last saved at these date and time of MS-DOS, and with these flags and extra
/// field.
fn zip_saved(name: &[u8], [date, time]: [u16; 2], flags: u16, extra: &[u8]) -> Vec<u8> {
    let text = b"Name\n";
    let mut crc = flate2::Crc::new();
    crc.update(text);
    let mut member = b"PK\x03\x04\x14\0".to_vec();
    member.extend([flags, 0, time, date].iter().flat_map(|number| number.to_le_bytes()));
    member.extend([crc.sum(), text.len() as u32, text.len() as u32].iter().flat_map(|number| number.to_le_bytes()));
    member.extend([name.len() as u16, extra.len() as u16].iter().flat_map(|number| number.to_le_bytes()));
    [&member, name, extra, text, b"PK\x05\x06", &[0; 18]].concat()
}

/// 2025-11-14 09:08:52 as MS-DOS has it.
const DOS: [u16; 2] = [45 << 9 | 11 << 5 | 14, 9 << 11 | 8 << 5 | 26];
/// The same in UTC milliseconds.
const SAVED: i64 = 1_763_111_332_000;

#[test]
fn a_file_in_an_archive_has_the_date_it_was_saved() {
    let saved = |archive: &[u8]| unpack("a.zip", archive).files[0].modified;
    let local = Modified { millis: SAVED, is_local: true };
    assert_eq!(local.in_utc(), None);
    let local = Some(local);
    assert_eq!(saved(&zip_saved(b"a.csv", DOS, 0, b"")), local);
    let seconds = (SAVED / 1000 - 3600) as u32;
    let times = [b"\x55\x54\x05\0\x01", &seconds.to_le_bytes()[..]].concat();
    assert_eq!(saved(&zip_saved(b"a.csv", DOS, 0, &times)), Some(Modified::utc(SAVED - 3_600_000)));
    let without_change = [b"\x55\x54\x05\0\x02", &seconds.to_le_bytes()[..]].concat();
    assert_eq!(saved(&zip_saved(b"a.csv", DOS, 0, &without_change)), local);
    assert_eq!(saved(&zip_saved(b"a.csv", DOS, 0, b"\x55\x54\x02\0\x01\x07")), local, "cut short");
    for no_date in [[0, 0], [DOS[0], 25 << 11], [45 << 9 | 13 << 5 | 1, 0]] {
        assert_eq!(saved(&zip_saved(b"a.csv", no_date, 0, b"")), None);
    }
    let mut packed = gzip(b"text");
    assert_eq!(unpack("a.gz", &packed).files[0].modified, None);
    packed[4..8].copy_from_slice(&seconds.to_le_bytes());
    let in_utc = Some(Modified::utc(SAVED - 3_600_000));
    assert_eq!(unpack("a.gz", &packed).files[0].modified, in_utc);
    assert_eq!(unpack("a.zip", &zip(&[("a.gz", &packed, STORED)])).files[0].modified, in_utc, "as what is inside says");
    let tables = br#"{"tables":[]}"#;
    let utf16: Vec<u8> = b"\xff\xfe".iter().copied().chain("a,b\n".bytes().flat_map(|byte| [byte, 0])).collect();
    for (inner, is_told) in [(&tables[..], true), (&utf16, true)] {
        let mut packed = gzip(inner);
        packed[4..8].copy_from_slice(&seconds.to_le_bytes());
        assert_eq!(unpack("a.gz", &packed).files[0].modified.is_some(), is_told, "as old as what it is packed in");
    }
}

#[test]
fn names_in_an_archive_are_in_utf_8_or_in_the_first_code_page() {
    let name = |bytes: &[u8], flags| unpack("a.zip", &zip_saved(bytes, DOS, flags, b"")).files[0].name.clone();
    const IS_UTF8: u16 = 1 << 11;
    for flags in [0, IS_UTF8] {
        assert_eq!(name("Anmeldungen für März.csv".as_bytes(), flags), "a.zip › Anmeldungen für März.csv");
    }
    assert_eq!(name(b"f\x81r M\x84rz \xe1.csv", 0), "a.zip › für März ß.csv");
    assert_eq!(name(b"f\x81r.csv", IS_UTF8), "a.zip › f\u{fffd}r.csv");
    let upper: Vec<u8> = (128..=255).collect();
    let characters = name(&upper, 0);
    assert_eq!(characters.trim_start_matches("a.zip › ").chars().count(), 128);
    assert!(
        characters.starts_with("a.zip › Çü") && characters.ends_with("²■\u{a0}") && !characters.contains('\u{fffd}')
    );
}
