//! Small stores made of literal records, for the tests of every layer above the store.

use signscope::schema::{Field, FieldKind, List, Part};
use signscope::store::{BatchBuilder, RecordLocation, Store};

/// A record: values by field; what is left out is absent, `""` is empty. Times are milliseconds written as numbers.
pub type Record<'a> = &'a [(Field, &'a str)];

/// Adds a record to a batch; its place is made up of its number.
pub fn push(batch: &mut BatchBuilder, record: Record<'_>) {
    for &(field, value) in record {
        match field.kind() {
            FieldKind::Time => batch.set_time(field, value.parse().ok()),
            _ => batch.set_text(field, value.as_bytes()),
        }
    }
    let number = batch.len() as u64;
    batch.end_record(RecordLocation { file: 0, offset: number * 100, len: 99 });
}

/// A store with these records, `size` to a batch.
pub fn store_in_batches(records: &[Record<'_>], size: usize) -> Store {
    let mut store = Store::default();
    for chunk in records.chunks(size) {
        let mut batch = BatchBuilder::default();
        chunk.iter().for_each(|record| push(&mut batch, record));
        store.append_built(batch);
    }
    store
}

/// A store with these records.
pub fn store(records: &[Record<'_>]) -> Store {
    store_in_batches(records, records.len().max(1))
}

/// A store of records with nothing but policies: each a list of (name, result), or no list at all.
pub fn store_of_policies(records: &[Option<&[(&str, &str)]>]) -> Store {
    let mut batch = BatchBuilder::default();
    for record in records {
        if let Some(policies) = record {
            for (name, result) in *policies {
                let parts = [(Part::PolicyName, name.as_bytes()), (Part::PolicyResult, result.as_bytes())];
                batch.add_entry(List::Policies, &parts);
            }
            batch.end_list(List::Policies);
        }
        push(&mut batch, &[]);
    }
    let mut store = Store::default();
    store.append_built(batch);
    store
}
