//! Where a sign-in came from: what a record says of its place stays, and what it leaves out is found from the rest, for
//! each record by itself.

use proptest::prelude::*;
use signscope::schema::Field;

use super::names::{check, fault, read_as_guessed};
use super::{cases, read, read_in_pieces};

#[test]
fn a_location_beside_its_country_stays_as_it_is() {
    let table = "CreatedDateTime,UserPrincipalName,IPAddress,Location,Country,Status\n\
                 2025-03-03T08:00:00Z,eve@contoso.example,192.0.2.1,\"Oslo, Oslo, NO\",NO,Success\n\
                 2025-03-03T08:00:00Z,eve@contoso.example,192.0.2.1,\"Hall 7, east\",NO,Success\n\
                 2025-03-03T08:00:00Z,eve@contoso.example,192.0.2.1,,NO,Success\n\
                 2025-03-03T08:00:00Z,eve@contoso.example,192.0.2.1,\"Bergen, , NO\",,Success\n";
    let found = read(table.as_bytes());
    assert_eq!(found.column(Field::Location), ["Oslo, Oslo, NO", "Hall 7, east", "NO", "Bergen, NO"]);
    assert_eq!(found.column(Field::City), ["Oslo", "-", "-", "Bergen"]);
    assert_eq!(found.column(Field::Country), ["NO"; 4]);
    for (name, location, country) in [
        ("adversary/known.csv", "Paris, Ile-de-France, FR", "FR"),
        ("adversary/loc-country.csv", "Paris, Ile-de-France, FR", "FR"),
        ("adversary/loc-city-country.csv", "HQ building 4", "FR"),
    ] {
        let Some(bytes) = fault(name) else { return };
        let read = read_as_guessed(&bytes);
        check(&read, 0, &[(Field::Location, location), (Field::Country, country), (Field::City, "Paris")]);
    }
}

/// Records of Log Analytics that have a location, parts of it, both or none.
fn record((location, city, country): (Option<&str>, Option<&str>, Option<&str>)) -> String {
    let member = |key: &str, text: Option<&str>| text.map_or(String::new(), |text| format!(",\"{key}\":\"{text}\""));
    format!(
        "{{\"CreatedDateTime\":\"2025-03-03T08:00:00Z\",\"UserPrincipalName\":\"a@contoso.example\"{}{}{}}}",
        member("Location", location),
        member("City", city),
        member("Country", country)
    )
}

fn part() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![Just(None), Just(Some("")), Just(Some("Oslo")), Just(Some("NO")), Just(Some("Oslo, Oslo, NO"))]
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_place_of_a_record_does_not_depend_on_the_others(parts in prop::collection::vec((part(), part(), part()), 1..12)) {
        const PLACE: [Field; 4] = [Field::Location, Field::City, Field::State, Field::Country];
        let records: Vec<String> = parts.iter().map(|&parts| record(parts)).collect();
        let together = read_in_pieces("file", records.join("\n").as_bytes(), 300);
        for (row, alone) in records.iter().enumerate() {
            let alone = read(alone.as_bytes());
            for field in PLACE {
                prop_assert_eq!(together.text(row, field), alone.text(0, field), "{:?} of {}", field, &records[row]);
            }
        }
    }
}
