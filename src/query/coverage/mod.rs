//! What one file covers: how full its fields are, its records over time with the gaps, whose sign-ins they are, and what
//! was taken out of them before it was exported.

mod kinds;
mod removed;
mod times;

use serde::{Deserialize, Serialize};

use crate::query::usage::Calendar;
use crate::schema::{Field, List};
pub use crate::store::Blanks;
use crate::store::{Code, FileId, RowSet, Store};

pub use kinds::{LogKind, LogKinds};
pub use removed::Removed;
pub use times::{Gap, Pace, Times};

/// What a file covers. Records that are not shown, because they became part of others, count too; what was filled in
/// from other files does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Records of the file.
    pub records: u32,
    /// How full each field is, in the order of the table of fields.
    pub fields: Vec<(Field, Blanks)>,
    /// How full each list is, in the order of the table of lists.
    pub lists: Vec<(List, Blanks)>,
    /// Its records over time.
    pub times: Times,
    /// What kinds of sign-ins they are.
    pub kinds: LogKinds,
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
        store.source().rows_of(file).flatten().for_each(|row| rows.insert(row));
        let (fields, lists) = store.blanks_of(file);
        Coverage {
            records: rows.count() as u32,
            fields,
            lists,
            times: Times::new(store, &rows, calendar),
            kinds: LogKinds::new(store, &rows),
            home_tenants: tenants(store, &rows, Field::HomeTenantId),
            resource_tenants: tenants(store, &rows, Field::ResourceTenantId),
            removed: Removed::new(store, &rows),
        }
    }

    /// How full a field is.
    pub fn field(&self, field: Field) -> Blanks {
        self.fields.get(field as usize).map(|(_, blanks)| *blanks).unwrap_or_default()
    }

    /// How full a list is.
    pub fn list(&self, list: List) -> Blanks {
        self.lists.get(list as usize).map(|(_, blanks)| *blanks).unwrap_or_default()
    }
}

/// The tenants a field names.
fn tenants(store: &Store, rows: &RowSet, field: Field) -> Vec<Tenant> {
    let Some(column) = store.texts(field).filter(|column| !column.is_absent()) else { return Vec::new() };
    let counts = (0..).zip(column.counts(rows));
    let tenant = |(code, records): (Code, u32)| {
        let id = column.dictionary.text(code).filter(|id| records > 0 && !id.is_empty())?;
        Some(Tenant { id: id.to_owned(), records })
    };
    let mut tenants: Vec<Tenant> = counts.filter_map(tenant).collect();
    tenants.sort_by(|one, other| other.records.cmp(&one.records).then_with(|| one.id.cmp(&other.id)));
    tenants
}
