//! Tests of the table of countries, their outlines and the projection.

use signscope::schema::country;
use signscope::ui::map::{HEIGHT, WIDTH, outline, outlines, project};

#[test]
fn every_country_has_a_place_on_the_map() {
    let codes: Vec<_> = country::all().iter().map(|country| country.code).collect();
    assert_eq!(codes.len(), 250);
    assert!(codes.is_sorted());
    assert_eq!(outlines().iter().map(|outline| outline.code).collect::<Vec<_>>(), codes);
    for outline in outlines() {
        let (x, y) = outline.middle;
        assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{} is at {x}, {y}", outline.code);
    }
}

#[test]
fn names_are_read_whole() {
    let name = |code| country::lookup(code).map(|country| country.name);
    assert_eq!(name("DE"), Some("Germany"));
    assert_eq!(name(" gb "), Some("United Kingdom"));
    assert_eq!(name("CI"), Some("Côte d’Ivoire"));
    assert_eq!(name("Germany"), None);
    assert!(country::all().iter().all(|country| !country.name.is_empty() && !country.name.contains('"')));
}

#[test]
fn the_projection_is_the_published_one() {
    let scale = WIDTH / 2.0 / 2.706_629_983_696_8;
    let (middle, top) = project(0.0, 0.0);
    assert_eq!(middle, WIDTH / 2.0);
    assert!((project(180.0, 0.0).0 - WIDTH).abs() < 0.01);
    assert!((project(-180.0, 0.0).0).abs() < 0.01);
    // Made with PROJ: +proj=eqearth +R=1.
    for (longitude, latitude, x, y) in [(90.0, 45.0, 1.159_85, 0.860_23), (-30.0, -60.0, -0.339_84, -1.088_30)] {
        let (right, down) = project(longitude, latitude);
        assert!(((right - middle) / scale - x).abs() < 0.0001, "{longitude} {latitude}: {}", (right - middle) / scale);
        assert!(((top - down) / scale - y).abs() < 0.0001, "{longitude} {latitude}: {}", (top - down) / scale);
    }
}

#[test]
fn large_countries_are_drawn_around_their_middle_and_small_ones_are_dots() {
    for code in ["DE", "RU", "US", "BR", "AU", "IN", "ZA", "XK"] {
        let Some(outline) = outline(code) else { panic!("{code} is not there") };
        assert!(holds(outline.path, outline.middle), "{code}");
    }
    for code in ["SG", "MT", "MC", "GI"] {
        assert_eq!(outline(code).map(|outline| outline.path), Some(""), "{code}");
    }
    assert_eq!(outline("ZZ"), None);
}

/// Whether a point lies inside some ring of a path: how often a line to the right of it crosses borders is odd.
fn holds(path: &str, (x, y): (f64, f64)) -> bool {
    let mut crossings = 0;
    for ring in path.split_terminator('z') {
        let points = points(ring);
        for (from, to) in points.iter().zip(points.iter().cycle().skip(1)) {
            let is_beside = (from.1 > y) != (to.1 > y);
            if is_beside && x < (to.0 - from.0) * (y - from.1) / (to.1 - from.1) + from.0 {
                crossings += 1;
            }
        }
    }
    crossings % 2 == 1
}

fn points(ring: &str) -> Vec<(f64, f64)> {
    let spaced = ring.replace('-', " -").replace(['M', 'l'], " ");
    let numbers: Vec<f64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let mut at = (0.0, 0.0);
    numbers
        .chunks(2)
        .map(|step| {
            at = (at.0 + step[0], at.1 + step[1]);
            at
        })
        .collect()
}
