//! Reading again what was unpacked: ranges unpacked from the nearest copy are those of everything unpacked at once.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use signscope::ingest::unpack::restart::{Replay, Replayed, Restarts};
use signscope::ingest::unpack::{Unpacked, Unpacker, WINDOW};

use super::super::cases;
use super::*;

/// Unpacks a container in chunks of some size: all that comes out, one file after the other, and where it can begin
/// again.
fn unpack_noting(packed: &[u8], chunk: usize, spacing: u64, most: u64) -> (Vec<u8>, Restarts) {
    let mut unpacker = Unpacker::sniff("a", &packed[..packed.len().min(WINDOW)]).unwrap();
    let mut restarts = Restarts::with_limits(&unpacker, spacing, most);
    let mut all = Vec::new();
    let mut take = |unpacker: &mut Unpacker| {
        while let Some(unpacked) = unpacker.pull() {
            if let Unpacked::Bytes(bytes) = unpacked {
                assert_eq!(unpacker.written(), (all.len() + bytes.len()) as u64);
                all.extend(bytes);
            }
            restarts.note(unpacker);
        }
    };
    for bytes in packed.chunks(chunk) {
        unpacker.push(bytes);
        take(&mut unpacker);
    }
    unpacker.end();
    take(&mut unpacker);
    (all, restarts)
}

/// What was read of a range, and how many bytes of the container were given for it.
fn read(replay: &mut Replay, packed: &[u8], range: Range<u64>, chunk: usize) -> (Vec<u8>, usize) {
    let (mut out, mut given) = (Vec::new(), 0);
    loop {
        let from = range.start + out.len() as u64;
        if from == range.end {
            return (out, given);
        }
        match replay.read(from) {
            Replayed::Bytes(bytes) => out.extend(&bytes[..bytes.len().min((range.end - from) as usize)]),
            Replayed::Going => {}
            Replayed::Wants => {
                let rest = &packed[replay.given() as usize..];
                let next = &rest[..rest.len().min(chunk)];
                given += next.len();
                replay.push(next);
                if next.len() == rest.len() {
                    replay.end();
                }
            }
            Replayed::Over => return (out, given),
        }
    }
}

fn wide(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A container that holds what other ones hold.
static ARCHIVE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let text = [log(9000), "Zürich 🗻 ".repeat(3000).into_bytes()].concat();
    let rows: Vec<String> = (0..4000).map(|at| format!("[{at},\"user{at}@contoso.example\"]")).collect();
    let tables = format!(
        "{{\"tables\":[{{\"name\":\"PrimaryResult\",\"columns\":[{{\"name\":\"Id\"}},{{\"name\":\"User\"}}],\"rows\":[{}]}}]}}",
        rows.join(",")
    );
    let after = Way { lengths: Lengths::After { signature: true, wide: false }, ..DEFLATED };
    let inner = zip(&[("c.csv", &wide(&text), after), ("d.csv.gz", &gzip(&text), STORED)]);
    zip(&[
        ("a.csv", &text, DEFLATED),
        ("b.csv", &text, STORED),
        ("inner.zip", &inner, DEFLATED),
        ("tables.json", tables.as_bytes(), DEFLATED),
        ("more.zip.gz", &gzip(&inner), after),
    ])
});

#[test]
fn copies_are_spaced_so_that_they_take_little() {
    let text = log(400_000);
    let (all, restarts) = unpack_noting(&gzip(&text), 16 << 10, 1 << 20, u64::MAX);
    assert_eq!(all.len(), text.len());
    assert!(restarts.footprint() > 0 && restarts.footprint() <= all.len() as u64 / 100, "{}", restarts.footprint());
    let (_, few) = unpack_noting(&gzip(&text), 16 << 10, 1 << 20, 100 << 10);
    assert!(few.footprint() > 0 && few.footprint() <= 100 << 10, "{}", few.footprint());
}

#[test]
fn a_record_costs_no_more_than_the_way_from_the_copy_before_it() {
    let text = log(1_000_000);
    let packed = gzip(&text);
    let (all, restarts) = unpack_noting(&packed, 16 << 10, 4 << 20, u64::MAX);
    let end = all.len() as u64;
    for start in [0, end / 2, end - 100] {
        let (bytes, given) = read(&mut restarts.before(start), &packed, start..start + 100, 4 << 10);
        assert!(bytes == all[start as usize..start as usize + 100]);
        // Copies are 4 to 5 MiB apart, and the text packs 4:1 at least.
        assert!(given < packed.len() / 4, "{given} of {}", packed.len());
    }
}

#[test]
fn one_after_the_other_is_one_pass() {
    let packed = &*ARCHIVE;
    let (all, restarts) = unpack_noting(packed, 1000, 50 << 10, u64::MAX);
    let mut replay = restarts.before(0);
    let mut given = 0;
    for start in (0..all.len() as u64).step_by(7000) {
        let end = (start + 5000).min(all.len() as u64);
        assert!(replay.place() <= start);
        let (bytes, more) = read(&mut replay, packed, start..end, 3000);
        assert!(bytes == all[start as usize..end as usize], "{start}");
        given += more;
    }
    assert!(given <= packed.len());
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn ranges_are_those_of_everything(
        ranges in vec((0.0..1.0_f64, 0..100_000_u64), 1..8),
        sizes in (200..40_000_usize, 200..40_000_usize),
        spacing in 1..200_000_u64,
        cut in 0.3..1.3_f64,
    ) {
        let whole = &*ARCHIVE;
        // Cut off in a third of the cases.
        let packed = &whole[..((whole.len() as f64 * cut) as usize).min(whole.len())];
        let (all, restarts) = unpack_noting(packed, sizes.0, spacing, 1 << 20);
        let len = all.len() as u64;
        let mut running = restarts.before(0);
        for (start, length) in ranges {
            let start = (len as f64 * start) as u64;
            let range = start..(start + length).min(len);
            let expected = &all[range.start as usize..range.end as usize];
            let (bytes, _) = read(&mut restarts.before(start), packed, range.clone(), sizes.1);
            prop_assert!(bytes == expected, "{range:?} of {len}");
            if running.place() <= start {
                let (bytes, _) = read(&mut running, packed, range.clone(), sizes.1);
                prop_assert!(bytes == expected, "{range:?} of {len}, running");
            }
        }
        let (beyond, _) = read(&mut restarts.before(len), packed, len..len + 5, sizes.1);
        prop_assert!(beyond.is_empty());
    }
}
