//! Every member of a subject with all that its table sorts by.

use std::cell::OnceCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::entity::EntityKind;
use super::entity_index::{EntityIndex, Member, NOBODY, NOT_IN_FILE, is_somebody};
use super::entity_indexes::EntityIndexes;
use super::group_counts::{GroupCounts, RowsByMember, Seen};
use super::methods::Methods;
use super::usage_column::UsageColumn;
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
    /// The place of what a column counts.
    fn place(&mut self, column: UsageColumn) -> Option<&mut Option<u32>> {
        Some(match column {
            UsageColumn::Users => &mut self.users,
            UsageColumn::Applications => &mut self.applications,
            UsageColumn::Countries => &mut self.countries,
            UsageColumn::Cities => &mut self.cities,
            UsageColumn::Addresses => &mut self.addresses,
            UsageColumn::Devices => &mut self.devices,
            UsageColumn::Methods => &mut self.methods,
            _ => return None,
        })
    }

    /// The number a column of a table shows; `None` also for the columns of something else.
    pub fn of(&self, column: UsageColumn) -> Option<u32> {
        match column {
            UsageColumn::Users => self.users,
            UsageColumn::Applications => self.applications,
            UsageColumn::Countries => self.countries,
            UsageColumn::Cities => self.cities,
            UsageColumn::Addresses => self.addresses,
            UsageColumn::Devices => self.devices,
            UsageColumn::Methods => self.methods,
            _ => None,
        }
    }
}

/// What a table knows of all members; good for one scope until records are added. What few columns ask for is counted
/// when they do.
#[derive(Clone, Debug)]
pub struct GroupStats {
    pub(super) directory: Rc<EntityIndex>,
    pub(super) rows: Rc<RowsByMember>,
    pub(super) seen: Vec<Seen>,
    /// Members that have sign-ins, by name.
    pub(super) by_name: Vec<Member>,
    pub(super) without: u32,
    pub(super) not_in_file: u32,
    /// What each column of [`Variety`] counts.
    counters: Vec<Counter>,
    is_guest: OnceCell<Vec<Option<bool>>>,
}

/// What a column of [`Variety`] counts.
#[derive(Clone, Debug)]
struct Counter {
    column: UsageColumn,
    others: Others,
    /// The count of every member, once the table is sorted by it.
    counts: OnceCell<Vec<Option<u32>>>,
}

/// Of which different ones are counted.
#[derive(Clone, Debug)]
enum Others {
    Members(Rc<EntityIndex>),
    Methods(Rc<Methods>),
}

impl GroupStats {
    /// Counts; `None` for a subject that has no table.
    pub fn new(store: &Store, known: &mut EntityIndexes, rows: &RowSet, subject: EntityKind) -> Option<GroupStats> {
        let directory = known.of(store, subject)?;
        let GroupCounts { by_member: seen, without, not_in_file } = GroupCounts::new(store, rows, &directory);
        let rows = known.sorted(store, rows, subject);
        let mut by_name: Vec<Member> = rows.iter().map(|(member, _)| member).collect();
        by_name.sort_unstable_by_key(|&member| directory.rank(store, member));
        let others = COUNTED.into_iter().filter(|(_, other)| *other != subject);
        let members = others.filter_map(|(column, other)| Some((column, Others::Members(known.of(store, other)?))));
        let mut others: Vec<(UsageColumn, Others)> = members.collect();
        others.push((UsageColumn::Methods, Others::Methods(known.methods(store))));
        let counter = |(column, others)| Counter { column, others, counts: OnceCell::new() };
        let counters = others.into_iter().map(counter).collect();
        Some(GroupStats { directory, rows, seen, by_name, without, not_in_file, counters, is_guest: OnceCell::new() })
    }

    /// What a column of [`Variety`] counts of every member; nothing for the other columns.
    pub(super) fn counts(&self, store: &Store, column: UsageColumn) -> &[Option<u32>] {
        let Some(counter) = self.counters.iter().find(|counter| counter.column == column) else { return &[] };
        counter.counts.get_or_init(|| {
            let mut counts = vec![None; self.rows.len()];
            counter.others.count(store, self.rows.iter(), |member, count| counts[member as usize] = count);
            counts
        })
    }

    /// What is counted of some members.
    pub(super) fn variety(&self, store: &Store, members: &[Member]) -> Vec<Variety> {
        let mut all = vec![Variety::default(); members.len()];
        for Counter { column, others, .. } in &self.counters {
            let mut places = all.iter_mut();
            let rows = members.iter().map(|&member| (member, self.rows.rows(member)));
            others.count(store, rows, |_, count| {
                if let Some(place) = places.next().and_then(|variety| variety.place(*column)) {
                    *place = count;
                }
            });
        }
        all
    }

    /// Whether a user is a guest, where that is known.
    pub(super) fn is_guest(&self, store: &Store, member: Member) -> Option<bool> {
        let is_of_users = self.subject() == EntityKind::User;
        let guests = || if is_of_users { guests(store, &self.rows) } else { Vec::new() };
        self.is_guest.get_or_init(guests).get(member as usize).copied().flatten()
    }

    /// Which subject it is about.
    pub fn subject(&self) -> EntityKind {
        self.directory.subject
    }
}

impl Others {
    /// Tells of each member how many different ones its rows have.
    fn count<'a>(
        &self,
        store: &Store,
        rows: impl Iterator<Item = (Member, &'a [u32])>,
        tell: impl FnMut(Member, Option<u32>),
    ) {
        match self {
            Others::Members(directory) => count_members(store, rows, directory, tell),
            Others::Methods(methods) => count_methods(store, rows, methods, tell),
        }
    }
}

/// What is counted, and of which column that is.
const COUNTED: [(UsageColumn, EntityKind); 6] = [
    (UsageColumn::Users, EntityKind::User),
    (UsageColumn::Applications, EntityKind::Application),
    (UsageColumn::Countries, EntityKind::Country),
    (UsageColumn::Cities, EntityKind::City),
    (UsageColumn::Addresses, EntityKind::Address),
    (UsageColumn::Devices, EntityKind::Device),
];

/// How many different others each member's rows have. Rows come one member after the other, so that each of the others
/// need only remember with whom it was seen last.
fn count_members<'a>(
    store: &Store,
    rows: impl Iterator<Item = (Member, &'a [u32])>,
    others: &EntityIndex,
    mut tell: impl FnMut(Member, Option<u32>),
) {
    let reader = others.reader(store);
    let mut last = vec![Member::MAX; others.len()];
    for (member, rows) in rows {
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
        tell(member, count);
    }
}

fn count_methods<'a>(
    store: &Store,
    rows: impl Iterator<Item = (Member, &'a [u32])>,
    methods: &Methods,
    mut tell: impl FnMut(Member, Option<u32>),
) {
    let mut reader = methods.reader(store);
    let (mut last_of_set, mut last) = (Vec::new(), vec![Member::MAX; methods.len()]);
    for (member, rows) in rows {
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
        tell(member, count);
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
    let times = store.times();
    for (member, rows) in rows.iter().filter(|(member, _)| is_somebody(*member)) {
        let (mut newest, mut invited) = (None, false);
        for row in rows.iter().map(|&row| row as usize) {
            let (time, code) = (times[row], types.code(row));
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
