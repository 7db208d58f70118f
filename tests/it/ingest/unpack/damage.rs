//! Archives that are cut off or damaged: what came whole before is there, and what is wrong is said.

use proptest::prelude::*;

use super::super::cases;
use super::*;

/// Asserts that unpacking the first bytes of an archive, however many but at least `from`, gives the beginning of what
/// the whole gives.
fn check_cuts(name: &str, packed: &[u8], from: usize) {
    let whole = unpack(name, packed);
    let mut before = 0;
    for len in from..packed.len() {
        for size in [len, 5] {
            let Some(out) = unpack_in_pieces(name, &packed[..len], size) else { continue };
            assert!(out.files.len() <= whole.files.len());
            for (at, (file, expected)) in out.files.iter().zip(&whole.files).enumerate() {
                assert!(expected.bytes.starts_with(&file.bytes), "{name} cut at {len}: {} is other", file.name);
                let is_last = at + 1 == out.files.len();
                assert!(is_last || file.bytes == expected.bytes, "{name} cut at {len}: {} is lost", file.name);
            }
            let total: usize = out.files.iter().map(|file| file.bytes.len()).sum();
            assert!(total >= before, "{name} cut at {len} gives less than cut before");
            before = total;
            let is_told = !out.problems.is_empty() || out.files.iter().any(|file| !file.problems.is_empty());
            let is_whole = out.files.iter().zip(&whole.files).all(|(file, whole)| file.bytes == whole.bytes)
                && out.files.len() == whole.files.len();
            assert!(
                is_told || is_whole && len > packed.len() - 2,
                "{name} cut at {len} of {} and nobody says so",
                packed.len()
            );
        }
    }
    assert_eq!(before, whole.files.iter().map(|file| file.bytes.len()).sum::<usize>());
}

#[test]
fn a_cut_at_any_byte_loses_nothing_before_it() {
    let text = log(40);
    check_cuts("a.gz", &gzip(&text), 2);
    for way in ways() {
        check_cuts("a.zip", &zip(&[("a.csv", &text, way), ("b.csv", &log(20), way)]), 2);
    }
    // The first bytes of a file must be there for it to be known as gzip.
    check_cuts("a.zip", &zip(&[("a.csv.gz", &gzip(&text), STORED), ("b.csv", &text, DEFLATED)]), 50);
}

#[test]
fn a_cut_says_where() {
    let packed = gzip(&log(500));
    let out = unpack("a.gz", &packed[..1000]);
    assert_eq!(
        out.files[0].problems,
        ["The gzip data is cut off: the file ends at byte 1000. What is before it was read."]
    );
    assert!(out.files[0].bytes.len() > 1000);
    let packed = zip(&[("a.csv", &log(500), DEFLATED)]);
    let out = unpack("a.zip", &packed[..1000]);
    let expected = "The archive is cut off in this file, at byte 1000. What is before it was read.";
    assert_eq!(out.files[0].problems, [expected]);
}

#[test]
fn damage_in_one_file_leaves_the_others() {
    let text = log(300);
    for way in ways() {
        let mut packed = zip(&[("a.csv", &text, way), ("b.csv", &text, way), ("c.csv", &text, way)]);
        let member = zip_member("a.csv", &text, way).len();
        // The data of the second file, somewhere in the middle.
        packed[member + member / 2..][..40].fill(0xff);
        let out = unpack_in_pieces("a.zip", &packed, 1000).unwrap();
        assert_eq!(out.names(), ["a.zip › a.csv", "a.zip › b.csv", "a.zip › c.csv"], "{way:?}");
        let is_whole: Vec<bool> = out.files.iter().map(|file| file.bytes == text).collect();
        assert_eq!(is_whole, [true, false, true], "{way:?}");
        let problems: Vec<usize> = out.files.iter().map(|file| file.problems.len()).collect();
        assert!(
            problems[0] == 0 && problems[1] > 0 && problems[2] == 0,
            "{way:?}: {out:?}",
            out = out.files[1].problems
        );
    }
}

#[test]
fn a_wrong_checksum_is_told() {
    let text = log(10);
    let mut packed = gzip(&text);
    let at = packed.len() - 8;
    packed[at] ^= 1;
    let out = unpack("a.gz", &packed);
    assert!(out.files[0].bytes == text && out.files[0].problems[0].contains("checksum"));
    for way in ways() {
        let mut packed = zip(&[("a.csv", &text, way), ("b.csv", &text, way)]);
        let Way { lengths, .. } = way;
        let member = zip_member("a.csv", &text, way).len();
        let at = match lengths {
            Lengths::Before | Lengths::BeforeInZip64 => 14,
            Lengths::After { signature, wide } => {
                let descriptor = if signature { 8 } else { 4 } + if wide { 16 } else { 8 };
                member - descriptor + if signature { 4 } else { 0 }
            }
        };
        packed[at] ^= 1;
        let out = unpack("a.zip", &packed);
        assert!(out.files[0].problems.len() == 1 && out.files[0].problems[0].contains("checksum"), "{way:?}");
        assert!(out.files.iter().all(|file| file.bytes == text) && out.files[1].problems.is_empty());
    }
}

#[test]
fn bytes_after_the_end_are_told() {
    let out = unpack("a.gz", &[&gzip(b"text")[..], b"more"].concat());
    assert!(out.files[0].problems[0].contains("no gzip"), "{:?}", out.files[0].problems);
    let member = zip_member("a.csv", b"Name\n", DEFLATED);
    let out = unpack("a.zip", &[&member[..], b"something else"].concat());
    assert_eq!(out.files[0].bytes, b"Name\n");
    assert!(out.problems[0].contains(&format!("At byte {}", member.len())), "{:?}", out.problems);
}

#[test]
fn what_the_fuzzer_found_is_the_same_in_all_pieces() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus/unpack");
    let inputs: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    assert!(inputs.len() >= 7);
    for input in inputs {
        // The first byte is the size of the chunks there.
        let bytes = &std::fs::read(input.path()).unwrap()[1..];
        if unpack_in_pieces("file", bytes, bytes.len()).is_some() {
            unpack("file", bytes);
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn damage_anywhere_is_the_same_in_all_pieces(at in any::<prop::sample::Index>(), byte in any::<u8>(), size in 1..500_usize, way in 0..10_usize) {
        let way = ways()[way];
        let text = log(30);
        let mut packed = zip(&[("a.csv", &text, way), ("b.csv.gz", &gzip(&text), way)]);
        let at = at.index(packed.len());
        packed[at] = byte;
        prop_assert_eq!(unpack_in_pieces("a.zip", &packed, size), unpack_in_pieces("a.zip", &packed, packed.len()));
        let mut packed = gzip(&text);
        let at = at % packed.len();
        packed[at] = byte;
        prop_assert_eq!(unpack_in_pieces("a.gz", &packed, size), unpack_in_pieces("a.gz", &packed, packed.len()));
    }
}
