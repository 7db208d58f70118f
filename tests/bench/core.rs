//! How fast the core is natively: `cargo bench`, or `cargo bench -- words` for a part of it. The environment variable
//! `RECORDS` says on how many records (250,000 unless told); rates are per record, those of `read` per byte.
//!
//! The machine must be quiet: the figure to look at is the fastest.

// A bench that cannot be set up can only stop.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ask;
mod files;
mod read;
mod sort;
mod usage;

use std::sync::LazyLock;

use signscope::ingest::{Decoder, ReadOptions};
use signscope::store::{Store, Translation};
use signscope_sample::{Form, Generator, Profile, Vintage};

/// The records all questions are about.
pub static STORE: LazyLock<Store> = LazyLock::new(|| {
    let records = std::env::var("RECORDS").ok().and_then(|records| records.parse().ok()).unwrap_or(250_000);
    let (mut store, mut translation) = (Store::default(), Translation::default());
    let mut decoder = Decoder::new(0, "sample.json", ReadOptions::default());
    for chunk in Form::PortalJson.chunks(sign_ins(records)) {
        decoder.push(&chunk).batches.iter().for_each(|batch| store.append(batch, &mut translation));
    }
    decoder.finish().batches.iter().for_each(|batch| store.append(batch, &mut translation));
    assert_eq!(store.len(), records);
    store
});

/// The forms that reading is measured on.
pub const FORMS: [(&str, Form); 2] = [("json", Form::PortalJson), ("csv", Form::PortalCsv(Vintage::Of2025))];

/// Synthetic sign-ins of a large tenant.
pub fn sign_ins(records: usize) -> Generator {
    Generator::new(1, records, Profile::LARGE)
}

fn main() {
    divan::main();
}
