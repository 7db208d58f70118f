//! How much may come out: what is too much is stopped and told, what is unusual is asked about first.

use signscope::ingest::unpack::limit::{Caution, Limits};
use signscope::ingest::unpack::{Unpacked, Unpacker};

use super::*;

#[test]
fn files_beyond_the_limit_are_counted_and_told() {
    let names: Vec<String> = (0..7).map(|at| format!("{at}.csv")).collect();
    let text = log(3);
    let files: Vec<(&str, &[u8], Way)> = names.iter().map(|name| (name.as_str(), text.as_slice(), DEFLATED)).collect();
    let mut encrypted = DEFLATED;
    encrypted.flags = 1;
    let inner = zip(&files[..3]);
    let packed = zip(&[
        ("a.csv", &text, STORED),
        ("inner.zip", &inner, STORED),
        ("secret.csv", &text, encrypted),
        ("more.zip", &inner, DEFLATED),
        ("secret too.csv", &text, encrypted),
    ]);
    for (most, left_out) in [(1, 8), (4, 5), (5, 4), (6, 3), (8, 1), (9, 0)] {
        let mut unpacker =
            Unpacker::with_limits("a.zip", &packed, Limits { files: most, ..Limits::default() }).unwrap();
        let mut out = Out::default();
        unpacker.push(&packed);
        unpacker.end();
        let mut given = 0;
        while let Some(unpacked) = unpacker.pull() {
            given += if let Unpacked::Bytes(bytes) = &unpacked { bytes.len() } else { 0 };
            out.take(unpacked);
        }
        assert_eq!(out.files.len() + out.refused.len(), most as usize, "{most}");
        assert!(out.files.iter().all(|file| file.is_ended && file.bytes == text), "{most}");
        assert_eq!(unpacker.written(), given as u64, "places are counted in what is given");
        let told = format!("It holds 9 files, of which the first {most} were read and {left_out} were left out.");
        let expected = usize::from(left_out > 0);
        assert_eq!(out.problems.iter().filter(|text| text.starts_with(&told)).count(), expected, "{:?}", out.problems);
        assert_eq!(out.problems.len(), expected);
    }
}

#[test]
fn ordinary_logs_are_not_asked_about() {
    const MIB: u64 = 1 << 20;
    let caution = Caution::default();
    // What packs 40:1, up to 4 GiB; and what is small, however well it packs.
    assert!((1..=100).all(|size| !caution.asks(size * MIB, size * 40 * MIB)));
    assert!(!caution.asks(20 << 10, 16 * MIB));
    assert!(caution.asks(20 << 10, 17 * MIB), "850:1");
    assert!(!caution.asks(MIB, 100 * MIB) && caution.asks(MIB, 101 * MIB + 100));
    assert!(!caution.asks(1 << 30, 4 << 30) && caution.asks(1 << 30, (4 << 30) + 1));
}

#[test]
fn it_is_asked_again_about_twice_as_much() {
    let mut caution = Caution::default();
    caution.go_on(17 << 20);
    assert!(!caution.asks(1000, 4 << 30), "however tight");
    assert!(caution.asks(1000, (4 << 30) + 1), "4 GiB are another question");
    caution.go_on(5 << 30);
    assert!(!caution.asks(1000, 10 << 30) && caution.asks(1000, (10 << 30) + 1));
}
