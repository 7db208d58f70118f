//! Sign-in objects of the Graph PowerShell module (`Get-MgAuditLogSignIn`), whose keys begin with a capital letter, and
//! those of tools that write all keys small.

use serde_json::{Map, Value};

use super::build::Building;
use super::names::Dialect;
use super::{Adapted, Names, foreign};
use crate::ingest::shape::Shape;

/// Whether an object is such a sign-in.
pub fn is_it(names: &Names) -> bool {
    names.has("createddatetime")
}

/// The sign-in in the object.
pub fn adapt(object: Map<String, Value>) -> Adapted {
    if let Some(what) = foreign::by_keys(&object) {
        return Adapted::Foreign(what);
    }
    let mut building = Building::new(Dialect::Graph);
    building.add_all(object);
    Adapted::sign_in(building, Shape::PowerShell, false)
}
