//! The map of the world: outlines of countries, drawn beforehand by `cargo xtask outlines`, and where places are on it.

mod projection;

use std::sync::OnceLock;

pub use projection::{HEIGHT, WIDTH, project};

use crate::schema::shipped;

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
    OUTLINES.get_or_init(|| shipped::rows(TABLE).filter_map(row).collect())
}

/// The country with a code, in small letters or capitals.
pub fn outline(code: &str) -> Option<&'static Outline> {
    shipped::with_code(outlines(), code, |outline| outline.code)
}

fn row([code, x, y, path]: [&'static str; 4]) -> Option<Outline> {
    Some(Outline { code, middle: (x.parse().ok()?, y.parse().ok()?), path })
}
