//! Countries and territories by the two letters that logs give them.

use std::sync::OnceLock;

use super::shipped;

/// `code,numeric,name`, sorted by code: the codes and numbers of ISO 3166-1 and Kosovo's usual one; names from Unicode CLDR.
const TABLE: &str = include_str!("countries.csv");

/// A country or territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its two capital letters of ISO 3166-1.
    pub code: &'static str,
    /// Its short English name.
    pub name: &'static str,
}

/// All of them, sorted by code.
pub fn all() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| shipped::rows(TABLE).map(|[code, _, name]| Country { code, name }).collect())
}

/// The country with a code, in small letters or capitals.
///
/// ```
/// use signscope::schema::country;
/// assert_eq!(country::lookup("nz").map(|country| country.name), Some("New Zealand"));
/// assert_eq!(country::lookup("ZZ"), None);
/// ```
pub fn lookup(code: &str) -> Option<&'static Country> {
    shipped::with_code(all(), code, |country| country.code)
}
