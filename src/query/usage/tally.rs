//! Every member of a subject with all that its table sorts by.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::directories::Directories;
use super::directory::{Directory, Member, NOBODY, NOT_IN_FILE, is_somebody};
use super::methods::Methods;
use super::subject::Subject;
use super::sums::{RowsByMember, Seen, Sums};
use super::table::Column;
use crate::schema::Field;
use crate::store::{EMPTY, RowSet, Store};

/// How many different ones a member's sign-ins have; `None` where their files do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variety {
    /// Users.
    pub users: Option<u32>,
    /// Applications.
    pub applications: Option<u32>,
    /// Countries or regions.
    pub countries: Option<u32>,
    /// Cities.
    pub cities: Option<u32>,
    /// IP addresses.
    pub addresses: Option<u32>,
    /// Devices.
    pub devices: Option<u32>,
    /// Authentication methods.
    pub methods: Option<u32>,
}

impl Variety {
    /// The number a column of a table shows; `None` also for the columns of something else.
    pub fn of(&self, column: Column) -> Option<u32> {
        match column {
            Column::Users => self.users,
            Column::Applications => self.applications,
            Column::Countries => self.countries,
            Column::Cities => self.cities,
            Column::Addresses => self.addresses,
            Column::Devices => self.devices,
            Column::Methods => self.methods,
            _ => None,
        }
    }
}

/// What a table knows of all members; good for one scope until records are added.
#[derive(Clone, Debug)]
pub struct Tally {
    pub(super) directory: Rc<Directory>,
    pub(super) rows: RowsByMember,
    pub(super) seen: Vec<Seen>,
    pub(super) variety: Vec<Variety>,
    /// Of users whether they are guests, where that is known.
    pub(super) is_guest: Vec<Option<bool>>,
    /// Members that have sign-ins, by name.
    pub(super) by_name: Vec<Member>,
    pub(super) without: u32,
    pub(super) not_in_file: u32,
}

impl Tally {
    /// Counts; `None` for a subject that has no table.
    pub fn new(store: &Store, known: &mut Directories, rows: &RowSet, subject: Subject) -> Option<Tally> {
        let directory = known.of(store, subject)?;
        let sums = Sums::new(store, rows, &directory);
        let sorted = RowsByMember::new(store, rows, &directory);
        let mut by_name: Vec<Member> = sorted.iter().map(|(member, _)| member).collect();
        by_name.sort_unstable_by_key(|&member| directory.rank(member));
        let mut variety = vec![Variety::default(); directory.len()];
        for (other, place) in PLACES {
            if other != subject
                && let Some(others) = known.of(store, other)
            {
                count_others(store, &sorted, &others, |member, count| *place(&mut variety[member]) = count);
            }
        }
        count_methods(store, &sorted, &known.methods(store), |member, count| variety[member].methods = count);
        let is_guest = if subject == Subject::User { guests(store, &sorted) } else { Vec::new() };
        let Sums { by_member: seen, without, not_in_file } = sums;
        Some(Tally { directory, rows: sorted, seen, variety, is_guest, by_name, without, not_in_file })
    }

    /// Which subject it is about.
    pub fn subject(&self) -> Subject {
        self.directory.subject
    }
}

type Place = fn(&mut Variety) -> &mut Option<u32>;

/// What is counted, and where the count goes.
const PLACES: [(Subject, Place); 6] = [
    (Subject::User, |variety| &mut variety.users),
    (Subject::Application, |variety| &mut variety.applications),
    (Subject::Country, |variety| &mut variety.countries),
    (Subject::City, |variety| &mut variety.cities),
    (Subject::Address, |variety| &mut variety.addresses),
    (Subject::Device, |variety| &mut variety.devices),
];

/// How many different others each member's rows have. Rows come one member after the other, so that each of the others
/// need only remember with whom it was seen last.
fn count_others(store: &Store, rows: &RowsByMember, others: &Directory, mut tell: impl FnMut(usize, Option<u32>)) {
    let reader = others.reader(store);
    let mut last = vec![Member::MAX; others.len()];
    for (member, rows) in rows.iter() {
        let mut count = None;
        for &row in rows {
            match reader.member(row as usize) {
                NOT_IN_FILE => {}
                NOBODY => count = count.or(Some(0)),
                other => {
                    let is_new = std::mem::replace(&mut last[other as usize], member) != member;
                    count = Some(count.unwrap_or(0) + u32::from(is_new));
                }
            }
        }
        tell(member as usize, count);
    }
}

fn count_methods(store: &Store, rows: &RowsByMember, methods: &Methods, mut tell: impl FnMut(usize, Option<u32>)) {
    let mut reader = methods.reader(store);
    let (mut last_of_set, mut last) = (Vec::new(), vec![Member::MAX; methods.len()]);
    for (member, rows) in rows.iter() {
        let mut count = None;
        for &row in rows {
            let set = reader.set(row as usize);
            last_of_set.resize(last_of_set.len().max(set + 1), Member::MAX);
            if std::mem::replace(&mut last_of_set[set], member) == member {
                continue;
            }
            for &method in reader.of_set(set).into_iter().flatten() {
                let is_new = std::mem::replace(&mut last[method as usize], member) != member;
                count = Some(count.unwrap_or(0) + u32::from(is_new));
            }
            count = count.or(reader.of_set(set).map(|_| 0));
        }
        tell(member as usize, count);
    }
}

/// Whether users are guests: by the user type of their newest record that has one, else by the `#EXT#` that Entra puts
/// into the names of invited accounts.
fn guests(store: &Store, rows: &RowsByMember) -> Vec<Option<bool>> {
    let mut guests = vec![None; rows.len()];
    let (Some(types), Some(names)) = (store.texts(Field::UserType), store.texts(Field::Username)) else {
        return guests;
    };
    let is_guest: Vec<bool> = (0..types.dictionary.code_count() as u32)
        .map(|code| types.dictionary.text(code).is_some_and(|text| text.eq_ignore_ascii_case("guest")))
        .collect();
    let is_invited: Vec<bool> = (0..names.dictionary.code_count() as u32)
        .map(|code| names.dictionary.text(code).is_some_and(is_invited_name))
        .collect();
    for (member, rows) in rows.iter().filter(|(member, _)| is_somebody(*member)) {
        let (mut newest, mut invited) = (None, false);
        for row in rows.iter().map(|&row| row as usize) {
            let (time, code) = (store.times()[row], types.code(row));
            if code > EMPTY && newest.is_none_or(|(known, _)| known < time) {
                newest = Some((time, is_guest[code as usize]));
            }
            invited |= is_invited[names.code(row) as usize];
        }
        guests[member as usize] = newest.map(|(_, is_guest)| is_guest).or(invited.then_some(true));
    }
    guests
}

/// Whether a username is one that Entra gives to invited accounts.
pub(in crate::query) fn is_invited_name(username: &str) -> bool {
    username.to_ascii_uppercase().contains("#EXT#")
}
