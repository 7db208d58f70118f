//! What one file covers: how full its fields are, its records over time with the gaps, whose sign-ins they are, and
//! what was taken out of them before it was exported.

mod kinds;
mod removed;
mod times;

use std::borrow::Cow;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::query::usage::Calendar;
use crate::schema::{Field, List};
pub use crate::store::NullCounts;
use crate::store::{Code, FileId, FilledIn, RowSet, Store};

pub use kinds::LogTypes;
pub use removed::Removed;
pub use times::{Gap, Pace, Times};

/// What a file covers. Records that are not shown, because they became part of others, count too; what was filled in
/// from other files does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Records of the file.
    pub records: u32,
    /// How full each field is, in the order of the table of fields.
    pub fields: Vec<(Field, NullCounts)>,
    /// How full each list is, in the order of the table of lists.
    pub lists: Vec<(List, NullCounts)>,
    /// Its records over time.
    pub times: Times,
    /// Of which sign-in logs they are.
    pub logs: LogTypes,
    /// The tenants the people are of, those with the most records first.
    pub home_tenants: Vec<Tenant>,
    /// The tenants they signed in to, those with the most records first.
    pub resource_tenants: Vec<Tenant>,
    /// What was taken out of the records.
    pub removed: Removed,
}

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its identifier, as the file has it.
    pub id: String,
    /// Its records.
    pub records: u32,
}

impl Coverage {
    /// What a file covers; its time is cut along a calendar.
    pub fn new(store: &Store, file: FileId, calendar: &Calendar) -> Coverage {
        let mut rows = RowSet::none(store.len());
        store.record_locations().rows_of(file).flatten().for_each(|row| rows.insert(row));
        let (fields, lists) = store.null_counts_of(file);
        let own = Own::new(store, &rows);
        Coverage {
            records: rows.count() as u32,
            fields,
            lists,
            times: Times::new(store, &rows, calendar),
            logs: LogTypes::new(store, &own),
            home_tenants: tenants(store, &own, Field::HomeTenantId),
            resource_tenants: tenants(store, &own, Field::ResourceTenantId),
            removed: Removed::new(store, &own),
        }
    }

    /// How full a field is.
    pub fn field(&self, field: Field) -> NullCounts {
        self.fields.get(field as usize).map(|(_, blanks)| *blanks).unwrap_or_default()
    }

    /// How full a list is.
    pub fn list(&self, list: List) -> NullCounts {
        self.lists.get(list as usize).map(|(_, blanks)| *blanks).unwrap_or_default()
    }
}

/// The rows of a file, and those of them in which something was filled in from another file: that is not their own.
struct Own<'a> {
    rows: &'a RowSet,
    filled: HashMap<FilledIn, RowSet>,
}

impl Own<'_> {
    fn new<'a>(store: &Store, rows: &'a RowSet) -> Own<'a> {
        let mut filled: HashMap<FilledIn, RowSet> = HashMap::new();
        store.for_each_filled(|what, found| {
            let set = filled.entry(what).or_insert_with(|| RowSet::none(store.len()));
            found.iter().for_each(|&(row, _)| set.insert(row as usize));
        });
        Own { rows, filled }
    }

    /// The rows whose value is their own.
    fn of(&self, what: FilledIn) -> Cow<'_, RowSet> {
        let Some(filled) = self.filled.get(&what) else { return Cow::Borrowed(self.rows) };
        let mut own = filled.clone();
        own.invert();
        own.and(self.rows);
        Cow::Owned(own)
    }
}

/// The tenants a field names.
fn tenants(store: &Store, own: &Own<'_>, field: Field) -> Vec<Tenant> {
    let Some(column) = store.texts(field).filter(|column| !column.is_absent()) else { return Vec::new() };
    let counts = (0..).zip(column.counts(&own.of(FilledIn::Field(field))));
    let tenant = |(code, records): (Code, u32)| {
        let id = column.dictionary.text(code).filter(|id| records > 0 && !id.is_empty())?;
        Some(Tenant { id: id.to_owned(), records })
    };
    let mut tenants: Vec<Tenant> = counts.filter_map(tenant).collect();
    tenants.sort_by(|one, other| other.records.cmp(&one.records).then_with(|| one.id.cmp(&other.id)));
    tenants
}
