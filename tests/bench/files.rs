//! What is told of a file: alone, and when the same sign-ins came in two files and were made one.

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use signscope::ingest::{Decoder, ReadOptions};
use signscope::query::files::Coverage;
use signscope::query::usage::Calendar;
use signscope::store::{Rank, Store, Translation};
use signscope_sample::{Form, Vintage};

use super::{STORE, sign_ins};

/// The records of [`STORE`] as JSON and as CSV.
static MERGED: LazyLock<Store> = LazyLock::new(|| {
    let mut store = Store::default();
    for (file, form) in [(0, Form::PortalJson), (1, Form::PortalCsv(Vintage::Of2025))] {
        let mut translation = Translation::default();
        let mut decoder = Decoder::new(file, "sample", ReadOptions::default());
        for chunk in form.chunks(sign_ins(STORE.len())) {
            decoder.push(&chunk).batches.iter().for_each(|batch| store.append(batch, &mut translation));
        }
        decoder.finish().batches.iter().for_each(|batch| store.append(batch, &mut translation));
    }
    store.merge(|file| if file == 0 { Rank::Graph } else { Rank::Table });
    assert_eq!(store.shown_count(), STORE.len());
    store
});

#[divan::bench]
fn coverage(bencher: Bencher) {
    let calendar = Calendar::fixed(60);
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| Coverage::new(&STORE, 0, &calendar));
}

#[divan::bench(args = [0, 1])]
fn coverage_of_two_that_are_one(bencher: Bencher, file: u32) {
    let calendar = Calendar::fixed(60);
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| Coverage::new(&MERGED, file, &calendar));
}
