//! The directories of subjects, each made when it is first needed and kept until the store changes.

use std::rc::Rc;

use super::entity::EntityKind;
use super::entity_index::EntityIndex;
use super::group_counts::RowsByMember;
use super::methods::Methods;
use super::period::data_span;
use crate::store::{RowSet, Store};

/// What was found out about all records of a store.
#[derive(Clone, Debug, Default)]
pub struct EntityIndexes {
    /// [`Store::version`] of what is known.
    version: u64,
    known: Vec<Rc<EntityIndex>>,
    methods: Option<Rc<Methods>>,
    span: Option<Option<(i64, i64)>>,
    /// The rows sorted lately: the questions of a screen are about the same ones.
    sorted: Option<(EntityKind, RowSet, Rc<RowsByMember>)>,
}

impl EntityIndexes {
    /// The directory of a subject; `None` for methods, which are in lists.
    pub(in crate::query) fn of(&mut self, store: &Store, subject: EntityKind) -> Option<Rc<EntityIndex>> {
        self.forget_old(store);
        if let Some(known) = self.known.iter().find(|known| known.subject == subject) {
            return Some(Rc::clone(known));
        }
        let made = Rc::new(EntityIndex::new(store, subject)?);
        self.known.push(Rc::clone(&made));
        Some(made)
    }

    /// Rows sorted by the members of a subject; none for methods, which are in lists.
    pub(in crate::query) fn sorted(&mut self, store: &Store, rows: &RowSet, subject: EntityKind) -> Rc<RowsByMember> {
        self.forget_old(store);
        if let Some((of, among, sorted)) = &self.sorted
            && (*of, among) == (subject, rows)
        {
            return Rc::clone(sorted);
        }
        let directory = self.of(store, subject);
        let sorted = directory.map(|directory| RowsByMember::new(store, rows, &directory)).unwrap_or_default();
        let (_, _, sorted) = self.sorted.insert((subject, rows.clone(), Rc::new(sorted)));
        Rc::clone(sorted)
    }

    /// The methods of all records.
    pub(in crate::query) fn methods(&mut self, store: &Store) -> Rc<Methods> {
        self.forget_old(store);
        Rc::clone(self.methods.get_or_insert_with(|| Rc::new(Methods::new(store))))
    }

    /// The oldest and the newest instant of all records.
    pub(in crate::query) fn span(&mut self, store: &Store) -> Option<(i64, i64)> {
        self.forget_old(store);
        *self.span.get_or_insert_with(|| data_span(store))
    }

    fn forget_old(&mut self, store: &Store) {
        if self.version != store.version() {
            *self = EntityIndexes { version: store.version(), ..EntityIndexes::default() };
        }
    }
}
