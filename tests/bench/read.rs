//! Bytes to rows: boundaries alone, both stages of decoding, and appending the batches.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use signscope::ingest::{CACHE_BLOCK, Decoded, Decoder, Framer, ReadOptions, RecordDecoder};
use signscope::store::{Problems, RecordBatch, Store, Translation};
use signscope_sample::Form;

use super::{FORMS, sign_ins};

/// Enough to see the rate, few enough to hold the file in memory.
const RECORDS: usize = 20_000;
/// Files are read in slices of this size.
const SLICE: usize = 16 << 20;
/// Before speculative chunks, so much is read with care.
const LEARNED: usize = 1 << 20;

fn file(name: &str) -> Vec<u8> {
    let form: Form = FORMS.into_iter().find(|(of, _)| *of == name).expect("one of the forms").1;
    form.chunks(sign_ins(RECORDS)).flatten().collect()
}

fn decode(bytes: &[u8]) -> Vec<RecordBatch> {
    let mut decoder = Decoder::new(0, "sample", ReadOptions::default());
    let mut batches: Vec<RecordBatch> = bytes.chunks(SLICE).flat_map(|slice| decoder.push(slice).batches).collect();
    batches.append(&mut decoder.finish().batches);
    assert_eq!(batches.iter().map(RecordBatch::len).sum::<usize>(), RECORDS);
    batches
}

#[divan::bench(args = ["json", "csv"])]
fn frame(bencher: Bencher, form: &str) {
    let bytes = file(form);
    bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| {
        let (mut framer, mut problems, mut chunks) =
            (Framer::new("sample", ReadOptions::default()), Problems::default(), 0);
        for slice in bytes.chunks(SLICE) {
            framer.push(slice, &mut problems, &mut |_, _| chunks += 1).expect("a file of sign-ins");
        }
        framer.finish(&mut problems, &mut |_, _| chunks += 1).expect("a file of sign-ins");
        chunks
    });
}

#[divan::bench(args = ["json", "csv"], sample_count = 20)]
fn decode_all(bencher: Bencher, form: &str) {
    let bytes = file(form);
    bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| decode(&bytes));
}

/// As parsers do it with what was read speculatively: without cutting, a cache block at a time.
#[divan::bench(args = ["json", "csv"], sample_count = 20)]
fn decode_speculative(bencher: Bencher, form: &str) {
    let bytes = file(form);
    let mut decoder = Decoder::new(0, "sample", ReadOptions::default());
    let (jobs, _) = decoder.frame(&bytes[..LEARNED]);
    assert!(!jobs.is_empty());
    let chunk = decoder.speculate(&bytes[LEARNED..], LEARNED as u64).expect("records that are all alike");
    let file_format = decoder.file_format().expect("a file of sign-ins");
    let speculated = &bytes[chunk.offset as usize..chunk.end as usize];
    bencher.counter(BytesCount::of_slice(speculated)).bench_local(|| {
        let mut records = RecordDecoder::new(0, file_format);
        let mut decoded = Decoded::default();
        let mut rest = speculated;
        records.decode_speculative(&chunk.pattern, chunk.offset, &mut rest, CACHE_BLOCK, &mut decoded);
        assert_eq!(decoded.mispredicted, None);
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
