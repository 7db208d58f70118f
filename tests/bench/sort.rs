//! Orders: by every kind of field, and by two.

use divan::Bencher;
use divan::counter::ItemsCount;
use signscope::query::{Order, Sorter, in_order};
use signscope::schema::{Column, Field};
use signscope::store::RowSet;

use super::STORE;

const FIELDS: [Field; 9] = [
    Field::Date,
    Field::User,
    Field::Status,
    Field::Latency,
    Field::IpAddress,
    Field::RequestId,
    Field::CorrelationId,
    Field::SessionId,
    Field::UniqueTokenId,
];

fn measure(bencher: Bencher, mut sort: impl FnMut(&RowSet) -> Vec<u32>) {
    let rows = RowSet::all(STORE.len());
    bencher.counter(ItemsCount::new(STORE.len())).bench_local(|| sort(&rows));
}

#[divan::bench(args = FIELDS)]
fn first_time(bencher: Bencher, field: &Field) {
    let order = [Order { by: Column::Field(*field), descending: false }];
    measure(bencher, |rows| in_order(&STORE, rows, &order));
}

#[divan::bench(args = [Field::User, Field::IpAddress])]
fn ranks_known(bencher: Bencher, field: &Field) {
    let order = [Order { by: Column::Field(*field), descending: true }];
    let mut sorter = Sorter::default();
    measure(bencher, |rows| sorter.in_order(&STORE, rows, &order));
}

#[divan::bench]
fn as_the_file_is(bencher: Bencher) {
    measure(bencher, |rows| in_order(&STORE, rows, &[Order { by: Field::Date.into(), descending: true }]));
}

#[divan::bench]
fn two_keys(bencher: Bencher) {
    let order = [Field::User, Field::Date].map(|field| Order { by: Column::Field(field), descending: false });
    measure(bencher, |rows| in_order(&STORE, rows, &order));
}
