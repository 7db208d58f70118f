//! `cargo xtask outlines`: draws the outlines of the countries anew, from Natural Earth's data, which is in the public domain.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use serde::Deserialize;

use crate::project;
use crate::setup;

#[path = "../../src/ui/map/projection.rs"]
mod projection;

/// The codes, numbers and names of the countries.
const COUNTRIES: &str = "src/schema/countries.csv";
/// What the map draws of each.
const OUTLINES: &str = "src/ui/map/outlines.csv";

/// Natural Earth counts these to another country or gives them no number: where they are (longitude, latitude).
const NOT_IN_THE_DATA: [(&str, f64, f64); 14] = [
    ("BQ", -68.3, 12.2),
    ("BV", 3.4, -54.4),
    ("CC", 96.8, -12.2),
    ("CX", 105.6, -10.5),
    ("GF", -53.1, 3.9),
    ("GI", -5.35, 36.1),
    ("GP", -61.6, 16.2),
    ("MQ", -61.0, 14.6),
    ("RE", 55.5, -21.1),
    ("SJ", 16.0, 78.6),
    ("TK", -171.8, -9.2),
    ("TV", 179.2, -8.5),
    ("UM", 166.6, 19.3),
    ("YT", 45.2, -12.8),
];

/// Natural Earth draws these, which have no number, as countries of their own.
const WITHOUT_NUMBER: [(&str, &str); 3] = [("Kosovo", "XK"), ("N. Cyprus", "CY"), ("Somaliland", "SO")];

/// Rings smaller than this many units of the map in both directions are left out.
const SMALLEST: i32 = 3;

type Point = (f64, f64);
type Ring = Vec<Point>;

/// Writes the outlines.
pub fn draw() -> Result<(), String> {
    let atlas = setup::atlas()?;
    let read = |name: &str| -> Result<Topology, String> {
        let file = atlas.join(name);
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
    };
    let codes = codes()?;
    let coarse = read("countries-110m.json")?.countries(&codes);
    // The coarse data leaves small countries out: of those the middle is taken from the finer data.
    let fine = read("countries-50m.json")?.countries(&codes);
    let mut text = "code,x,y,outline\n".to_owned();
    for code in codes.values().chain([&"XK".to_owned()]).collect::<std::collections::BTreeSet<_>>() {
        let known = NOT_IN_THE_DATA.iter().find(|(known, ..)| known == code).map(|&(_, x, y)| (x, y));
        let Some((longitude, latitude)) = known.or_else(|| fine.get(code).and_then(|rings| middle(rings))) else {
            return Err(format!("{code} is nowhere in the data"));
        };
        let (x, y) = projection::project(longitude, latitude);
        // Antarctica is below the map: its dot is at the lower edge.
        let y = y.min(projection::HEIGHT - 8.0);
        let outline: String = coarse.get(code).map_or_else(String::new, |rings| rings.iter().map(path).collect());
        let _ = writeln!(text, "{code},{x:.0},{y:.0},{outline}");
    }
    std::fs::write(project::root().join(OUTLINES), text).map_err(|error| format!("{OUTLINES}: {error}"))
}

/// The two letters of a country by its number.
fn codes() -> Result<HashMap<String, String>, String> {
    let table = project::read(COUNTRIES)?;
    let row = |line: &str| {
        let mut cells = line.splitn(3, ',').map(str::to_owned);
        Some((cells.next()?, cells.next()?))
    };
    Ok(table.lines().skip(1).filter_map(row).map(|(code, number)| (number, code)).collect())
}

/// The parts of TopoJSON that are needed: https://github.com/topojson/topojson-specification
#[derive(Deserialize)]
struct Topology {
    arcs: Vec<Vec<[f64; 2]>>,
    transform: Transform,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
}

impl Topology {
    /// The rings of every country, in degrees.
    fn countries(&self, codes: &HashMap<String, String>) -> BTreeMap<String, Vec<Ring>> {
        let mut countries: BTreeMap<String, Vec<Ring>> = BTreeMap::new();
        for geometry in &self.objects.countries.geometries {
            let by_name = || WITHOUT_NUMBER.iter().find(|(name, _)| *name == geometry.properties.name);
            let code = geometry.id.as_ref().and_then(|id| codes.get(id)).map(String::as_str);
            let Some(code) = code.or_else(|| by_name().map(|(_, code)| *code)) else { continue };
            let polygons = match &geometry.shape {
                Shape::Polygon(rings) => vec![rings.clone()],
                Shape::MultiPolygon(polygons) => polygons.clone(),
            };
            let rings = polygons.iter().flatten().map(|arcs| self.ring(arcs));
            countries.entry(code.to_owned()).or_default().extend(rings);
        }
        countries
    }

    /// A ring made of arcs; an arc with a negative number runs backwards. Where it crosses the 180th meridian it goes on
    /// beyond it, so that a country is drawn in one piece.
    fn ring(&self, arcs: &[i32]) -> Ring {
        let mut ring = Ring::new();
        for &arc in arcs {
            let number = if arc < 0 { !arc } else { arc };
            let mut points = self.arc(number as usize);
            if arc < 0 {
                points.reverse();
            }
            ring.extend(points.into_iter().skip(usize::from(!ring.is_empty())));
        }
        for at in 1..ring.len() {
            let step = ring[at].0 - ring[at - 1].0;
            ring[at].0 -= 360.0 * (step / 360.0).round();
        }
        ring
    }

    fn arc(&self, number: usize) -> Ring {
        let mut at = [0.0, 0.0];
        let [scale, translate] = [self.transform.scale, self.transform.translate];
        let point = |step: &[f64; 2]| {
            at = [at[0] + step[0], at[1] + step[1]];
            (at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1])
        };
        self.arcs[number].iter().map(point).collect()
    }
}

/// The middle of the largest ring: its centre of gravity.
fn middle(rings: &[Ring]) -> Option<Point> {
    let of_ring = |ring: &Ring| {
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let cross = from.0 * to.1 - to.0 * from.1;
            (area, x, y) = (area + cross, x + (from.0 + to.0) * cross, y + (from.1 + to.1) * cross);
        }
        (area.abs(), (x / (3.0 * area), y / (3.0 * area)))
    };
    rings.iter().map(of_ring).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, middle)| middle)
}

/// A ring as a path of SVG, in whole units of the map.
fn path(ring: &Ring) -> String {
    let to_map = |&(longitude, latitude): &Point| {
        let (x, y) = projection::project(longitude, latitude);
        (x.round() as i32, y.round() as i32)
    };
    let mut points: Vec<(i32, i32)> = ring.iter().map(to_map).collect();
    points.dedup();
    let extent = |of: fn(&(i32, i32)) -> i32| {
        let all = points.iter().map(of);
        all.clone().max().unwrap_or_default() - all.min().unwrap_or_default()
    };
    let is_off_the_map = points.iter().all(|point| point.1 > projection::HEIGHT as i32);
    if is_off_the_map || extent(|point| point.0).max(extent(|point| point.1)) < SMALLEST {
        return String::new();
    }
    let mut text = String::new();
    let mut before = (0, 0);
    for (index, &(x, y)) in points.iter().enumerate() {
        let (dx, dy) = (x - before.0, y - before.1);
        let separator = if dy < 0 { "" } else { " " };
        let command = match index {
            0 => "M",
            1 => "l",
            _ if dx < 0 => "",
            _ => " ",
        };
        let _ = write!(text, "{command}{dx}{separator}{dy}");
        before = (x, y);
    }
    text.push('z');
    text
}
