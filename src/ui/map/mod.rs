//! The map of the world: outlines of countries, drawn beforehand by `cargo xtask outlines`, and where places are on it.

mod projection;

use std::sync::OnceLock;

pub use projection::{HEIGHT, WIDTH, project};

/// `code,x,y,outline`, sorted by code.
const TABLE: &str = include_str!("outlines.csv");

/// A country on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// Its two letters: [`crate::schema::country`].
    pub code: &'static str,
    /// Its middle.
    pub middle: (f64, f64),
    /// Its border as a path of SVG; empty for a country that is too small to draw, which is a dot at its middle.
    pub path: &'static str,
}

/// Every country of [`crate::schema::country`], sorted by code.
pub fn outlines() -> &'static [Outline] {
    static OUTLINES: OnceLock<Vec<Outline>> = OnceLock::new();
    OUTLINES.get_or_init(|| TABLE.lines().skip(1).filter_map(row).collect())
}

/// The country with a code, in small letters or capitals.
pub fn outline(code: &str) -> Option<&'static Outline> {
    let code = code.trim().to_ascii_uppercase();
    let all = outlines();
    all.binary_search_by(|outline| outline.code.cmp(&code)).ok().map(|at| &all[at])
}

fn row(line: &'static str) -> Option<Outline> {
    let mut cells = line.splitn(4, ',');
    let code = cells.next()?;
    let middle = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Outline { code, middle, path: cells.next()? })
}
