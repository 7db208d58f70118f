//! Countries and territories by the two letters that logs give them.

use std::sync::OnceLock;

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
    COUNTRIES.get_or_init(|| TABLE.lines().skip(1).filter_map(row).collect())
}

/// The country with a code, in small letters or capitals.
///
/// ```
/// use signscope::schema::country;
/// assert_eq!(country::lookup("nz").map(|country| country.name), Some("New Zealand"));
/// assert_eq!(country::lookup("ZZ"), None);
/// ```
pub fn lookup(code: &str) -> Option<&'static Country> {
    let code = code.trim().to_ascii_uppercase();
    let all = all();
    all.binary_search_by(|country| country.code.cmp(&code)).ok().map(|at| &all[at])
}

fn row(line: &'static str) -> Option<Country> {
    let mut cells = line.splitn(3, ',');
    let (code, _) = (cells.next()?, cells.next()?);
    Some(Country { code, name: cells.next()?.trim_matches('"') })
}
