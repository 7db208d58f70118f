//! Cities, and the addresses sign-ins come from: offices, homes, mobile carriers, hotels and hosting firms.

use super::random::Random;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A city as the log's location names it.
#[derive(Debug, PartialEq)]
pub struct Place {
    /// City name.
    pub city: &'static str,
    /// State, province or county; may be empty.
    pub state: &'static str,
    /// ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Hours the winter clock is ahead of UTC; the sample knows no daylight saving.
    pub utc_offset_hours: i64,
}

const fn place(
    city: &'static str,
    state: &'static str,
    country: &'static str,
    latitude: f64,
    longitude: f64,
    utc_offset_hours: i64,
) -> Place {
    Place { city, state, country, latitude, longitude, utc_offset_hours }
}

/// All cities. The first three have a Contoso office, the first twelve are homes.
pub static PLACES: [Place; 24] = [
    place("London", "England", "GB", 51.50853, -0.12574, 0),
    place("Toronto", "Ontario", "CA", 43.70011, -79.4163, -5),
    place("Munich", "Bavaria", "DE", 48.13743, 11.57549, 1),
    place("Reading", "England", "GB", 51.45625, -0.97113, 0),
    place("Bristol", "England", "GB", 51.45523, -2.59665, 0),
    place("Mississauga", "Ontario", "CA", 43.5789, -79.6583, -5),
    place("Hamilton", "Ontario", "CA", 43.25011, -79.84963, -5),
    place("Augsburg", "Bavaria", "DE", 48.37154, 10.89851, 1),
    place("Nuremberg", "Bavaria", "DE", 49.45421, 11.07752, 1),
    place("Dublin", "Leinster", "IE", 53.33306, -6.24889, 0),
    place("Zürich", "Zurich", "CH", 47.36667, 8.55, 1),
    place("Vienna", "Vienna", "AT", 48.20849, 16.37208, 1),
    place("Paris", "Île-de-France", "FR", 48.85341, 2.3488, 1),
    place("Amsterdam", "North Holland", "NL", 52.37403, 4.88969, 1),
    place("Dallas", "Texas", "US", 32.78306, -96.80667, -6),
    place("Seattle", "Washington", "US", 47.60621, -122.33207, -8),
    place("Barcelona", "Catalonia", "ES", 41.38879, 2.15899, 1),
    place("Stockholm", "Stockholm County", "SE", 59.32938, 18.06871, 1),
    place("Washington, D.C.", "District of Columbia", "US", 38.89511, -77.03637, -5),
    place("Istanbul", "Istanbul", "TR", 41.01384, 28.94966, 3),
    place("Hanoi", "Hanoi", "VN", 21.0245, 105.84117, 7),
    place("Lagos", "Lagos", "NG", 6.45407, 3.39467, 1),
    place("São Paulo", "São Paulo", "BR", -23.5475, -46.63611, -3),
    place("Singapore", "", "SG", 1.28967, 103.85007, 8),
];

/// Places in [`PLACES`] that the story names.
pub mod city {
    /// London.
    pub const LONDON: usize = 0;
    /// Toronto.
    pub const TORONTO: usize = 1;
    /// Munich.
    pub const MUNICH: usize = 2;
    /// Paris.
    pub const PARIS: usize = 12;
    /// Amsterdam.
    pub const AMSTERDAM: usize = 13;
    /// Dallas.
    pub const DALLAS: usize = 14;
    /// Seattle.
    pub const SEATTLE: usize = 15;
    /// Washington, D.C.
    pub const WASHINGTON: usize = 18;
    /// Istanbul, outside the countries the tenant allows.
    pub const ISTANBUL: usize = 19;
    /// Hanoi, outside the countries the tenant allows.
    pub const HANOI: usize = 20;
    /// Lagos, outside the countries the tenant allows.
    pub const LAGOS: usize = 21;
}

/// Countries of the named location "Allowed countries".
pub const ALLOWED_COUNTRIES: [&str; 11] = ["GB", "CA", "DE", "IE", "CH", "AT", "FR", "NL", "US", "ES", "SE"];

const OFFICE_NAMES: [&str; 3] = ["Contoso London office", "Contoso Toronto office", "Contoso Munich office"];

/// Where a sign-in comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// City of the address.
    pub place: &'static Place,
    /// The address.
    pub address: IpAddr,
    /// Autonomous system number, from the range RFC 5398 keeps for documentation.
    pub asn: u32,
    /// The trusted named location the address belongs to.
    pub trusted: Option<&'static str>,
}

impl Source {
    /// True for a country of the named location "Allowed countries".
    pub fn is_allowed_country(&self) -> bool {
        ALLOWED_COUNTRIES.contains(&self.place.country)
    }
}

/// The office nearest to a home: by country, else London.
pub fn office_of(home: usize) -> usize {
    match PLACES[home].country {
        "CA" | "US" => city::TORONTO,
        "DE" | "CH" | "AT" => city::MUNICH,
        _ => city::LONDON,
    }
}

/// One of the four addresses an office goes out by.
pub fn office(office: usize, random: &mut Random) -> Source {
    let office = office % OFFICE_NAMES.len();
    let last = 10 + 64 * office as u8 + random.below(4) as u8;
    Source {
        place: &PLACES[office],
        address: Ipv4Addr::new(192, 0, 2, last).into(),
        asn: 64496,
        trusted: Some(OFFICE_NAMES[office]),
    }
}

/// The address of a person's home: every third line is an IPv6 one whose lower half changes each day.
pub fn home(home: usize, person: usize, day: i64) -> Source {
    let address = if person.is_multiple_of(3) {
        let mut lower = Random::new((person as u64) << 20 | day as u64);
        let host = lower.bits();
        IpAddr::V6(Ipv6Addr::new(
            0x2001,
            0xdb8,
            0x1000 + (person >> 8) as u16,
            (person & 0xff) as u16,
            (host >> 48) as u16,
            (host >> 32) as u16,
            (host >> 16) as u16,
            host as u16,
        ))
    } else {
        IpAddr::V4(Ipv4Addr::new(198, 51, 100, 10 + (person % 120) as u8))
    };
    Source { place: &PLACES[home], address, asn: 64500 + (home % 4) as u32, trusted: None }
}

/// A mobile carrier's address near a city.
pub fn mobile(near: usize, random: &mut Random) -> Source {
    let last = 200 + random.below(32) as u8;
    Source { place: &PLACES[near], address: Ipv4Addr::new(198, 51, 100, last).into(), asn: 64505, trusted: None }
}

/// A hotel or meeting place in a city one travels to.
pub fn hotel(at: usize) -> Source {
    let last = 150 + (at % 40) as u8;
    Source { place: &PLACES[at], address: Ipv4Addr::new(198, 51, 100, last).into(), asn: 64506, trusted: None }
}

/// An address of a hosting firm, used by attackers only.
pub fn hostile(at: usize, last: u8) -> Source {
    Source { place: &PLACES[at], address: Ipv4Addr::new(203, 0, 113, last).into(), asn: 65540, trusted: None }
}
