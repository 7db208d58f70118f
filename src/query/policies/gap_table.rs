//! The sign-ins in a gap by user × application × client app, a page at a time.

use serde::{Deserialize, Serialize};

use super::audience::is;
use super::audience::{Audience, Audiences};
use super::evaluations::Evaluations;
use super::gaps::{Gap, GapRows, filter};
use crate::query::casefold::Folded;
use crate::query::status_counts::StatusOf;
use crate::query::usage::entity::NO_ID;
use crate::query::usage::entity_index::{EntityIndex, Member, NOBODY, is_somebody};
use crate::query::usage::group_counts::RowsByMember;
use crate::query::usage::{EntityIndexes, EntityKey, EntityKind, Scope, Seen};
use crate::query::{Filter, Test, select};
use crate::schema::{Field, Status};
use crate::store::{RowSet, Store};

/// A question for a page of the sign-ins in a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapTableQuestion {
    /// The records.
    pub scope: Scope,
    /// The kind of gap.
    pub gap: Gap,
    /// Only of these; `None` for all.
    pub audience: Option<Audience>,
    /// Only rows with this text in the name of the user, the application or the client app.
    pub containing: String,
    /// The first row wanted, counted from 0.
    pub first: u32,
    /// How many.
    pub count: u32,
}

/// A page of the sign-ins in a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapTable {
    /// The question.
    pub question: GapTableQuestion,
    /// How many rows there are.
    pub total: u32,
    /// The rows of the page; those with the most sign-ins first, ties by the names of user, application and client app.
    pub rows: Vec<GapRow>,
}

/// The sign-ins of one user with one application from one client app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapRow {
    /// The user; `None` where the records have none.
    pub user: Option<Named>,
    /// The application; `None` where the records have none.
    pub application: Option<Named>,
    /// The client app; `None` where the records have none.
    pub client_app: Option<Named>,
    /// Whose they are.
    pub audience: Audience,
    /// The sign-ins.
    pub seen: Seen,
    /// What a click stands for: the filter and the period of the scope are not in it.
    pub filter: Filter,
}

/// Something with its newest name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// What to hand back to speak of it.
    pub key: EntityKey,
    /// Its newest name.
    pub name: String,
    /// The username of a user.
    pub also: Option<String>,
}

/// What a row is about, in this order; with the field that is empty where there is none.
const SUBJECTS: [(EntityKind, [Field; 2]); 3] = [
    (EntityKind::User, [Field::UserId, Field::Username]),
    (EntityKind::Application, [Field::ApplicationId, Field::Application]),
    (EntityKind::ClientApp, [Field::ClientApp, Field::ClientApp]),
];

type Group = ([Member; 3], Audience);

/// A page of the gap among the rows of the question's scope.
pub fn gap_table(
    store: &Store,
    known: &mut EntityIndexes,
    evaluations: &Evaluations,
    rows: &RowSet,
    question: &GapTableQuestion,
) -> GapTable {
    let mut succeeded = select(store, &is(Field::Status, Status::Success.label()));
    succeeded.and(rows);
    let found = GapRows::new(store, evaluations, &succeeded, question.gap);
    let directories = SUBJECTS.map(|(subject, _)| known.of(store, subject));
    let [Some(users), Some(applications), Some(clients)] = directories else {
        return GapTable { question: question.clone(), total: 0, rows: Vec::new() };
    };
    let directories = [&*users, &*applications, &*clients];
    let mut groups = groups(store, directories, &found.rows);
    groups.retain(|((_, audience), _)| question.audience.is_none_or(|wanted| wanted == *audience));
    let part = Folded::new(question.containing.trim());
    if !part.as_str().is_empty() {
        groups.retain(|((members, _), _)| contains(store, directories, members, &part));
    }
    let total = groups.len() as u32;
    let rank = |at: usize, member| if is_somebody(member) { directories[at].rank(store, member) } else { u32::MAX };
    let order = |((members, audience), seen): &(Group, Seen)| {
        let [user, application, client] = [0, 1, 2].map(|at| rank(at, members[at]));
        (std::cmp::Reverse(seen.counts.total()), user, application, client, *audience)
    };
    // Only what is on the page, and before it, needs to be in order.
    let end = question.first.saturating_add(question.count) as usize;
    if groups.len() > end {
        groups.select_nth_unstable_by_key(end, order);
        groups.truncate(end);
    }
    groups.sort_unstable_by_key(order);
    let of_gap = filter(store, evaluations, question.gap);
    let page = groups.iter().skip(question.first as usize).take(question.count as usize);
    let rows = page.map(|(group, seen)| row(store, directories, group, *seen, &of_gap)).collect();
    GapTable { question: question.clone(), total, rows }
}

/// The sign-ins of each group. Rows come one user after the other, so that only few need to be sorted at a time.
fn groups(store: &Store, directories: [&EntityIndex; 3], rows: &RowSet) -> Vec<(Group, Seen)> {
    let readers = directories.map(|directory| directory.reader(store));
    let (audiences, status_of) = (Audiences::new(store), StatusOf::new(store));
    let mut groups: Vec<(Group, Seen)> = Vec::new();
    let times = store.times();
    let mut add_user = |rows: &[u32]| {
        // Application, client app, whose it is, and row: in one number, which is quickly sorted.
        let mut of_user: Vec<u128> = Vec::with_capacity(rows.len());
        for &row in rows {
            // Empty and absent are one here: the row of the table says "not given" for both.
            let [application, client] = [1, 2].map(|at| readers[at].member(row as usize).min(NOBODY));
            let group = u128::from(application) << 96 | u128::from(client) << 64;
            of_user.push(group | (audiences.of(row as usize) as u128) << 32 | u128::from(row));
        }
        of_user.sort_unstable();
        for run in of_user.chunk_by(|left, right| left >> 32 == right >> 32) {
            let (mut seen, first) = (Seen::default(), run[0] as u32 as usize);
            let rows = run.iter().map(|&packed| packed as u32 as usize);
            rows.for_each(|row| seen.add(status_of.row(row), times[row]));
            let members = [0, 1, 2].map(|at| readers[at].member(first).min(NOBODY));
            groups.push(((members, audiences.of(first)), seen));
        }
    };
    RowsByMember::new(store, rows, directories[0]).iter().for_each(|(_, rows)| add_user(rows));
    let mut of_nobody = Vec::new();
    rows.for_each(|row| of_nobody.extend((!is_somebody(readers[0].member(row))).then_some(row as u32)));
    add_user(&of_nobody);
    groups
}

fn contains(store: &Store, directories: [&EntityIndex; 3], members: &[Member; 3], part: &Folded) -> bool {
    directories.iter().zip(members).filter(|(_, member)| is_somebody(**member)).any(|(directory, &member)| {
        part.is_in(&directory.name(store, member))
            || directory.also(store, member).is_some_and(|also| part.is_in(&also))
    })
}

fn row(store: &Store, directories: [&EntityIndex; 3], group: &Group, seen: Seen, of_gap: &Filter) -> GapRow {
    let (members, audience) = group;
    let named = |at: usize| {
        let (directory, member) = (directories[at], members[at]);
        is_somebody(member).then(|| Named {
            key: directory.key(store, member),
            name: directory.name(store, member),
            also: directory.also(store, member),
        })
    };
    let named = [named(0), named(1), named(2)];
    let mut filter = vec![of_gap.clone(), audience.filter()];
    filter.extend(SUBJECTS.iter().zip(&named).map(|((subject, fields), named)| match named {
        Some(named) => subject.filter(&named.key),
        None => nobody(*fields),
    }));
    let [user, application, client_app] = named;
    GapRow { user, application, client_app, audience: *audience, seen, filter: Filter::All(filter) }
}

/// The records that have neither an identifier nor a name.
fn nobody([id, name]: [Field; 2]) -> Filter {
    let no_id = Test::OneOf(vec![String::new(), NO_ID.to_owned()]);
    Filter::All(vec![Filter::Field(id, no_id), Filter::Field(name, Test::IsEmpty)])
}
