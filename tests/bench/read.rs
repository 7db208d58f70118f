//! Bytes to rows: boundaries alone, both stages of decoding, and appending the batches.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use signscope::ingest::{Cutter, Decoded, Decoder, PORTION, Reading, RecordDecoder};
use signscope::sample::Form;
use signscope::store::{Problems, RecordBatch, Store, Translation};

use super::{FORMS, sign_ins};

/// Enough to see the rate, few enough to hold the file in memory.
const RECORDS: usize = 20_000;
/// Files are read in slices of this size.
const SLICE: usize = 16 << 20;
/// Before leaps, so much is read with care.
const LEARNED: usize = 1 << 20;

fn file(name: &str) -> Vec<u8> {
    let form: Form = FORMS.into_iter().find(|(of, _)| *of == name).expect("one of the forms").1;
    form.chunks(sign_ins(RECORDS)).flatten().collect()
}

fn decode(bytes: &[u8]) -> Vec<RecordBatch> {
    let mut decoder = Decoder::new(0, "sample", Reading::default());
    let mut batches: Vec<RecordBatch> = bytes.chunks(SLICE).flat_map(|slice| decoder.push(slice).batches).collect();
    batches.append(&mut decoder.finish().batches);
    assert_eq!(batches.iter().map(RecordBatch::len).sum::<usize>(), RECORDS);
    batches
}

#[divan::bench(args = ["json", "csv"])]
fn cut(bencher: Bencher, form: &str) {
    let bytes = file(form);
    bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| {
        let (mut cutter, mut problems, mut pieces) =
            (Cutter::new("sample", Reading::default()), Problems::default(), 0);
        for slice in bytes.chunks(SLICE) {
            cutter.push(slice, &mut problems, &mut |_, _| pieces += 1).expect("a file of sign-ins");
        }
        cutter.finish(&mut problems, &mut |_, _| pieces += 1).expect("a file of sign-ins");
        pieces
    });
}

#[divan::bench(args = ["json", "csv"], sample_count = 20)]
fn decode_all(bencher: Bencher, form: &str) {
    let bytes = file(form);
    bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| decode(&bytes));
}

/// As parsers do it with what was leapt over: without cutting, a portion at a time.
#[divan::bench(args = ["json", "csv"], sample_count = 20)]
fn decode_leap(bencher: Bencher, form: &str) {
    let bytes = file(form);
    let mut decoder = Decoder::new(0, "sample", Reading::default());
    let (jobs, _) = decoder.cut(&bytes[..LEARNED]);
    assert!(!jobs.is_empty());
    let leap = decoder.leap(&bytes[LEARNED..], LEARNED as u64).expect("records that are all alike");
    let layout = decoder.layout().expect("a file of sign-ins");
    let leapt = &bytes[leap.offset as usize..leap.end as usize];
    bencher.counter(BytesCount::of_slice(leapt)).bench_local(|| {
        let mut records = RecordDecoder::new(0, layout);
        let mut decoded = Decoded::default();
        let mut rest = leapt;
        records.decode_leap(&leap.seam, leap.offset, &mut rest, PORTION, &mut decoded);
        assert_eq!(decoded.missed, None);
        decoded
    });
}

#[divan::bench(args = ["json", "csv"], sample_count = 20)]
fn append(bencher: Bencher, form: &str) {
    let batches = decode(&file(form));
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        let (mut store, mut translation) = (Store::default(), Translation::default());
        batches.iter().for_each(|batch| store.append(batch, &mut translation));
        store
    });
}
