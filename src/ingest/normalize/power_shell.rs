//! Sign-in objects of the Graph PowerShell module (`Get-MgAuditLogSignIn`), whose keys begin with a capital letter, and
//! those of tools that write all keys small.

use serde_json::{Map, Value};

use super::build::Building;
use super::names::Dialect;
use super::{Names, Normalized, other_logs};
use crate::ingest::source_format::SourceFormat;

/// Whether an object is such a sign-in.
pub fn is_it(names: &Names) -> bool {
    names.has("createddatetime")
}

/// The sign-in in the object.
pub fn normalize(object: Map<String, Value>) -> Normalized {
    if let Some(what) = other_logs::by_keys(&object) {
        return Normalized::Foreign(what);
    }
    let mut building = Building::new(Dialect::Graph);
    building.add_all(object);
    Normalized::sign_in(building, SourceFormat::PowerShell, false)
}
