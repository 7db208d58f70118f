//! What kinds of sign-ins the records of a file are: of people, interactive or not, of service principals, of managed
//! identities.

use serde::{Deserialize, Serialize};

use super::Own;
use crate::schema::{Field, List, Part};
use crate::store::{Code, CodeColumn, EMPTY, FilledIn, Store};

/// A kind of sign-in: each has a log of its own in the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogKind {
    /// A person signs in.
    Interactive,
    /// An app signs in for a person.
    NonInteractive,
    /// An application signs in with its own secret or certificate.
    ServicePrincipal,
    /// An Azure resource signs in with the identity Azure manages for it.
    ManagedIdentity,
}

impl LogKind {
    /// All kinds, in the order of the portal.
    pub const ALL: [LogKind; 4] =
        [LogKind::Interactive, LogKind::NonInteractive, LogKind::ServicePrincipal, LogKind::ManagedIdentity];

    /// The portal's word for it.
    pub fn label(self) -> &'static str {
        match self {
            LogKind::Interactive => "Interactive",
            LogKind::NonInteractive => "Non-interactive",
            LogKind::ServicePrincipal => "Service principal",
            LogKind::ManagedIdentity => "Managed identity",
        }
    }

    /// The kind a value of `signInEventTypes` stands for (Microsoft Graph, "signIn resource type").
    fn of_event_type(text: &str) -> Option<LogKind> {
        let is = |name: &str| text.eq_ignore_ascii_case(name);
        match () {
            () if is("interactiveUser") => Some(LogKind::Interactive),
            () if is("nonInteractiveUser") => Some(LogKind::NonInteractive),
            () if is("servicePrincipal") => Some(LogKind::ServicePrincipal),
            () if is("managedIdentity") => Some(LogKind::ManagedIdentity),
            () => None,
        }
    }
}

/// How many records are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogKinds {
    /// In the order of [`LogKind::ALL`].
    counts: [u32; 4],
    /// Records that do not say it.
    pub unsaid: u32,
}

impl LogKinds {
    /// Counts the records of some rows. What the record says itself counts most: its event types, then whether it has a
    /// service principal and no user, then whether it is interactive.
    pub(super) fn new(store: &Store, own: &Own<'_>) -> LogKinds {
        let events = store.list(List::EventTypes);
        let by_list: Vec<Option<LogKind>> = (0..events.list_count() as Code)
            .map(|list| events.entries(list)?.find_map(|entry| LogKind::of_event_type(entry.part(Part::ONLY)?)))
            .collect();
        let (mut kinds, is_interactive) = (LogKinds::default(), Flags::new(store));
        let reader = Identities::new(store);
        let has_events = own.of(FilledIn::List(List::EventTypes));
        let has_flag = own.of(FilledIn::Field(Field::IsInteractive));
        own.rows.for_each(|row| {
            let said = by_list[events.list_code(row) as usize].filter(|_| has_events.contains(row));
            let flag = || is_interactive.kind(row).filter(|_| has_flag.contains(row));
            match said.or_else(|| reader.kind(row)).or_else(flag) {
                Some(kind) => kinds.counts[kind as usize] += 1,
                None => kinds.unsaid += 1,
            }
        });
        kinds
    }

    /// How many records are of a kind.
    pub fn of(&self, kind: LogKind) -> u32 {
        self.counts[kind as usize]
    }
}

/// Whether records are interactive.
struct Flags<'a> {
    column: Option<&'a CodeColumn>,
    kinds: Vec<Option<LogKind>>,
}

impl<'a> Flags<'a> {
    fn new(store: &'a Store) -> Flags<'a> {
        let column = store.texts(Field::IsInteractive);
        let mut kinds = vec![None; column.map_or(0, |column| column.dictionary.code_count())];
        for (code, text) in column.into_iter().flat_map(|column| column.dictionary.texts()) {
            let is = |flag: &str| text.eq_ignore_ascii_case(flag);
            let kind = is("true").then_some(LogKind::Interactive);
            kinds[code as usize] = kind.or(is("false").then_some(LogKind::NonInteractive));
        }
        Flags { column, kinds }
    }

    fn kind(&self, row: usize) -> Option<LogKind> {
        self.kinds[self.column?.code(row) as usize]
    }
}

/// Who signs in without a user.
struct Identities<'a> {
    /// Identifier and name of service principals.
    principals: [Option<&'a CodeColumn>; 2],
    /// Identifier and name of users.
    users: [Option<&'a CodeColumn>; 2],
    managed: Option<&'a CodeColumn>,
    /// For each managed identity type whether it is one.
    is_managed: Vec<bool>,
}

impl<'a> Identities<'a> {
    fn new(store: &'a Store) -> Identities<'a> {
        let column = store.texts(Field::ManagedIdentityType);
        let mut is_managed = vec![false; column.map_or(0, |column| column.dictionary.code_count())];
        for (code, text) in column.into_iter().flat_map(|column| column.dictionary.texts()) {
            is_managed[code as usize] = !text.is_empty() && !text.eq_ignore_ascii_case("none");
        }
        Identities {
            principals: [Field::ServicePrincipalId, Field::ServicePrincipalName].map(|field| store.texts(field)),
            users: [Field::UserId, Field::Username].map(|field| store.texts(field)),
            managed: column,
            is_managed,
        }
    }

    fn kind(&self, row: usize) -> Option<LogKind> {
        let has = |columns: &[Option<&CodeColumn>]| columns.iter().flatten().any(|column| column.code(row) > EMPTY);
        if !has(&self.principals) || has(&self.users) {
            return None;
        }
        let managed = self.managed?.code(row);
        let is_managed = self.is_managed[managed as usize];
        Some(if is_managed { LogKind::ManagedIdentity } else { LogKind::ServicePrincipal })
    }
}
