//! Places: counts, users and coordinates.

use signscope::query::usage::{PlaceList, Places, Scope, places};

use super::{fresh, rows_of, sign_ins};

fn ask(text: &str) -> Places {
    let store = sign_ins(text);
    let scope = Scope::everything();
    fresh(|known| places(&store, known, &rows_of(&store, &scope), &scope))
}

fn lines(list: &PlaceList) -> Vec<String> {
    let line = |place: &signscope::query::usage::PlaceCount| {
        let coordinates = place.coordinates.map(|(latitude, longitude)| format!(" {latitude:.2} {longitude:.2}"));
        let counts = place.seen.counts;
        format!(
            "{} {} {} {}{}",
            place.name,
            counts.success,
            counts.failure,
            place.users,
            coordinates.unwrap_or_default()
        )
    };
    list.places.iter().map(line).collect()
}

#[test]
fn places_have_counts_users_and_the_mean_of_their_coordinates() {
    let places = ask("userId | location | country | latitude | longitude | status
        u1 | Madrid, ES  | ES | 40 | -4 | Success
        u1 | Madrid, ES  | ES | 40 | -4 | Success
        u2 | Madrid, ES  | ES | 41 | -3 | Failure
        u1 | Sevilla, ES | es | 36 | -5 | Success
        u3 | Nowhere, XX | XX | 0  | 0  | Success
        u3 | Odd, YY     | YY | 95 | 7  | Success
        u3 |             |    | -  | -  | Success
        u3 | -           | -  | -  | -  | Success");
    let cities =
        ["Madrid, ES 2 1 2 40.50 -3.50", "Nowhere, XX 1 0 1", "Odd, YY 1 0 1", "Sevilla, ES 1 0 1 36.00 -5.00"];
    assert_eq!(lines(&places.cities), cities);
    assert_eq!(lines(&places.countries), ["ES 3 1 2 39.00 -4.00", "XX 1 0 1", "YY 1 0 1"]);
    assert_eq!((places.cities.without, places.cities.not_in_file), (1, 1));
    assert_eq!((places.countries.without, places.countries.not_in_file), (1, 1));
}

#[test]
fn places_on_both_sides_of_the_date_line_meet_there() {
    let places = ask("country | latitude | longitude\nFJ | -17 | 179\nFJ | -17 | -179\nFJ | -17 | -177");
    assert_eq!(lines(&places.countries), ["FJ 0 0 0 -17.00 -179.00"]);
}

#[test]
fn a_file_without_places_says_so() {
    let places = ask("userId\nu1\nu2");
    assert_eq!((places.cities.places.len(), places.cities.not_in_file), (0, 2));
}
