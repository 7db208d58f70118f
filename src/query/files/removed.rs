//! What was taken out of records before they were exported: parts of IP addresses, and personal data.

use serde::{Deserialize, Serialize};

use super::Own;
use crate::schema::{Field, FieldKind};
use crate::store::{CodeColumn, FilledIn, RowSet, Store};

/// What Microsoft writes in the place of personal data it leaves out: devices of guests have it instead of their
/// identifier and name.
const REMOVED: [&str; 2] = ["{PII Removed}", "PII Removed"];

/// What was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Records whose IP address has letters for its last part: `203.0.113.XXX`.
    pub addresses: u32,
    /// Fields whose value was taken out, each with its records.
    pub personal: Vec<(Field, u32)>,
}

impl Removed {
    /// What was taken out of some rows.
    pub(super) fn new(store: &Store, own: &Own<'_>) -> Removed {
        let texts = Field::all().filter(|field| field.kind() != FieldKind::Ip);
        let personal = |field: Field| {
            let count = count(&own.of(FilledIn::Field(field)), store.texts(field)?, |text| {
                REMOVED.iter().any(|mark| text.eq_ignore_ascii_case(mark))
            });
            (count > 0).then_some((field, count))
        };
        let rows = own.of(FilledIn::Field(Field::IpAddress));
        let addresses = store.texts(Field::IpAddress).map_or(0, |column| count(&rows, column, is_redacted));
        Removed { addresses, personal: texts.filter_map(personal).collect() }
    }
}

/// Whether letters stand for a part of an address.
fn is_redacted(address: &str) -> bool {
    address.split(['.', ':']).any(|part| part.len() > 1 && part.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x')))
}

/// How many rows have one of the texts.
fn count(rows: &RowSet, column: &CodeColumn, is_it: impl Fn(&str) -> bool) -> u32 {
    let mut keep = vec![false; column.dictionary.code_count()];
    column.dictionary.texts().for_each(|(code, text)| keep[code as usize] = is_it(text));
    if !keep.contains(&true) {
        return 0;
    }
    let mut found = 0;
    rows.for_each(|row| found += u32::from(keep[column.code(row) as usize]));
    found
}
