//! Microsoft's own parser of the Kusto Query Language, which the tests ask about every query that is written.

use std::path::PathBuf;

use super::npm;

/// The folder `node_modules` that holds the parser.
pub fn get() -> Result<PathBuf, String> {
    npm::get("@kusto/language-service-next", "12.4.1")
}
