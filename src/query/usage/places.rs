//! Sign-ins on the map: by country and by city, with the coordinates the records have.

use hashbrown::HashSet;
use serde::{Deserialize, Serialize};

use super::entity::{EntityKey, EntityKind};
use super::entity_index::{EntityIndex, Member, is_somebody};
use super::entity_indexes::EntityIndexes;
use super::group_counts::{GroupCounts, RowsByMember, Seen};
use super::period::Scope;
use crate::schema::Field;
use crate::store::{Code, CodeColumn, RowSet, Store};

/// Sign-ins by place. The place of an IP address is an estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Places {
    /// The records asked for.
    pub scope: Scope,
    /// By country or region.
    pub countries: PlaceList,
    /// By city with its state and country.
    pub cities: PlaceList,
}

/// Sign-ins by one kind of place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceList {
    /// Those with the most sign-ins first, ties by name.
    pub places: Vec<PlaceCount>,
    /// Sign-ins whose file leaves the place empty.
    pub without: u32,
    /// Sign-ins whose file does not have places.
    pub not_in_file: u32,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceCount {
    /// What [`EntityKind::filter`] makes a filter of.
    pub key: EntityKey,
    /// As the files have it: `ES`, or `Madrid, Madrid, ES`.
    pub name: String,
    /// Its sign-ins.
    pub seen: Seen,
    /// Distinct users.
    pub users: u32,
    /// Latitude and longitude in degrees, north and east: the mean of all different ones its records have.
    pub coordinates: Option<(f64, f64)>,
}

/// The places of some rows.
pub fn places(store: &Store, known: &mut EntityIndexes, rows: &RowSet, scope: &Scope) -> Places {
    Places {
        scope: scope.clone(),
        countries: list(store, known, rows, EntityKind::Country),
        cities: list(store, known, rows, EntityKind::City),
    }
}

fn list(store: &Store, known: &mut EntityIndexes, rows: &RowSet, subject: EntityKind) -> PlaceList {
    let Some(directory) = known.of(store, subject) else { return PlaceList::default() };
    let sums = GroupCounts::new(store, rows, &directory);
    let (_, members) = sums.top(store, &directory, usize::MAX);
    let mut users = vec![0; directory.len()];
    count_users(store, &known.sorted(store, rows, EntityKind::User), &directory, &mut users);
    let coordinates = coordinates(store, rows, &directory);
    let place = |member: Member| PlaceCount {
        key: directory.key(store, member),
        name: directory.name(store, member),
        seen: sums.by_member[member as usize],
        users: users[member as usize],
        coordinates: mean(&coordinates[member as usize]),
    };
    let places = members.into_iter().map(place).collect();
    PlaceList { places, without: sums.without, not_in_file: sums.not_in_file }
}

/// Counts the distinct users of each member: one user after the other, so that a member need only remember the last
/// one.
fn count_users(store: &Store, by_user: &RowsByMember, directory: &EntityIndex, counts: &mut [u32]) {
    let (reader, mut last) = (directory.reader(store), vec![Member::MAX; directory.len()]);
    for (user, rows) in by_user.iter() {
        for &row in rows {
            let member = reader.member(row as usize);
            if is_somebody(member) && std::mem::replace(&mut last[member as usize], user) != user {
                counts[member as usize] += 1;
            }
        }
    }
}

/// The different coordinates of each member's rows.
fn coordinates(store: &Store, rows: &RowSet, directory: &EntityIndex) -> Vec<Vec<(f64, f64)>> {
    let mut found = vec![Vec::new(); directory.len()];
    let (Some(latitudes), Some(longitudes)) = (store.texts(Field::Latitude), store.texts(Field::Longitude)) else {
        return found;
    };
    let degrees = |column: &CodeColumn, code: Code| column.dictionary.text(code).and_then(|text| text.parse().ok());
    let reader = directory.reader(store);
    let mut met: HashSet<(Member, Code, Code)> = HashSet::new();
    // A place mostly has one pair of coordinates, so most rows have those its place had last.
    let mut last = vec![(Code::MAX, Code::MAX); directory.len()];
    rows.for_each(|row| {
        let (member, pair) = (reader.member(row), (latitudes.code(row), longitudes.code(row)));
        if !is_somebody(member) || std::mem::replace(&mut last[member as usize], pair) == pair {
            return;
        }
        if met.insert((member, pair.0, pair.1))
            && let (Some(latitude), Some(longitude)) = (degrees(latitudes, pair.0), degrees(longitudes, pair.1))
            && is_place(latitude, longitude)
        {
            found[member as usize].push((latitude, longitude));
        }
    });
    found
}

/// Whether coordinates say where something is: 0/0 is what files write when they do not know.
fn is_place(latitude: f64, longitude: f64) -> bool {
    let is_known = latitude != 0.0 || longitude != 0.0;
    is_known && latitude.abs() <= 90.0 && longitude.abs() <= 180.0
}

/// The mean of coordinates. Longitudes are measured from the first one the short way round, so that places on both
/// sides of the 180th meridian do not meet on the other side of the earth.
fn mean(coordinates: &[(f64, f64)]) -> Option<(f64, f64)> {
    let &(_, origin) = coordinates.first()?;
    let wrapped = |degrees: f64| (degrees + 180.0).rem_euclid(360.0) - 180.0;
    let count = coordinates.len() as f64;
    let latitude = coordinates.iter().map(|(latitude, _)| latitude).sum::<f64>() / count;
    let east = coordinates.iter().map(|(_, longitude)| wrapped(longitude - origin)).sum::<f64>() / count;
    Some((latitude, wrapped(origin + east)))
}
