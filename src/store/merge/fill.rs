//! Fills in what a row that is shown lacks, column by column, and takes it back.

use crate::schema::{ExtraColumn, Field, List};
use crate::store::id::RawId;
use crate::store::{ABSENT, Codes, EMPTY, Store};

/// What is to be filled in, and what was.
#[derive(Clone, Debug, Default)]
pub(super) struct Fill {
    /// Rows that are shown, each with a row that may have what it lacks; the first that has it counts.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Rows that are shown, each with the rows whose steps are its own.
    pub(super) steps: Vec<(u32, Vec<u32>)>,
    /// Where something was filled in, a column after the other.
    columns: Vec<(FilledIn, Blank)>,
}

/// What was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilledIn {
    /// The value of a field.
    Field(Field),
    /// The value of an extra column.
    Extra(ExtraColumn),
    /// A list.
    List(List),
}

/// The rows of a column that were filled in, by what they had before: four bytes each. A row can be in both: what is absent
/// may have been filled in with an empty value, and that with another one.
#[derive(Clone, Debug, Default)]
struct Blank {
    absent: Vec<u32>,
    empty: Vec<u32>,
}

impl Blank {
    fn push(&mut self, row: u32, was_absent: bool) {
        if was_absent { self.absent.push(row) } else { self.empty.push(row) }
    }

    fn settle(&mut self) {
        for rows in [&mut self.absent, &mut self.empty] {
            rows.sort_unstable();
            rows.shrink_to_fit();
        }
    }

    fn contains(&self, row: u32) -> bool {
        self.absent.binary_search(&row).is_ok() || self.empty.binary_search(&row).is_ok()
    }

    /// Each row once, and whether it was absent before.
    fn rows(&self) -> Vec<(u32, bool)> {
        let empty = self.empty.iter().filter(|row| self.absent.binary_search(row).is_err());
        self.absent.iter().map(|&row| (row, true)).chain(empty.map(|&row| (row, false))).collect()
    }
}

impl Fill {
    /// Fills in everything.
    pub(super) fn apply(&mut self, store: &mut Store) {
        let pairs = std::mem::take(&mut self.pairs);
        if !pairs.is_empty() {
            Field::all().for_each(|field| self.keep(FilledIn::Field(field), values(store, field, &pairs)));
            List::all().for_each(|list| self.keep(FilledIn::List(list), lists(store, list, &pairs)));
            for (extra, column) in store.extras_mut().iter_mut().filter(|(_, column)| !column.is_absent()) {
                self.keep(FilledIn::Extra(extra), codes(column.codes_mut(), &pairs));
            }
        }
        let steps = give_steps(store, std::mem::take(&mut self.steps));
        self.keep(FilledIn::List(List::Steps), steps);
    }

    fn keep(&mut self, what: FilledIn, mut rows: Blank) {
        if !rows.absent.is_empty() || !rows.empty.is_empty() {
            rows.settle();
            self.columns.push((what, rows));
        }
    }

    /// Whether nothing was filled in.
    pub(super) fn is_nothing(&self) -> bool {
        self.columns.is_empty()
    }

    /// The fields of a row whose values were filled in.
    pub(super) fn fields_of(&self, row: u32) -> Vec<Field> {
        let of_row = self.columns.iter().filter(|(_, rows)| rows.contains(row));
        let fields = of_row.filter_map(|(what, _)| match what {
            FilledIn::Field(field) => Some(*field),
            FilledIn::Extra(_) | FilledIn::List(_) => None,
        });
        fields.collect()
    }

    /// Calls `visit` for the columns something was filled in, with each row once, and whether it was absent before.
    pub(super) fn for_each(&self, mut visit: impl FnMut(FilledIn, &[(u32, bool)])) {
        self.columns.iter().for_each(|(what, rows)| visit(*what, &rows.rows()));
    }

    /// Puts back what was there before, the latest first.
    pub(super) fn take_back(self, store: &mut Store) {
        for (what, Blank { absent, empty }) in self.columns.into_iter().rev() {
            // What was absent at first may have been empty between.
            let rows = || empty.iter().map(|&row| (row, false)).chain(absent.iter().map(|&row| (row, true)));
            match what {
                FilledIn::Field(field) => {
                    if let Some(column) = store.times_mut(field) {
                        rows().for_each(|(row, was_absent)| column.replace_by_blank(row as usize, was_absent));
                    } else if let Some(column) = store.ids_mut(field) {
                        rows().for_each(|(row, was_absent)| column.replace(row as usize, RawId::blank(was_absent)));
                    } else {
                        put_back(store.codes_mut(field), rows());
                    }
                }
                FilledIn::Extra(extra) => {
                    let column = store.extras_mut().get_mut(extra);
                    column.into_iter().for_each(|column| put_back(column.codes_mut(), rows()));
                }
                FilledIn::List(list) => {
                    let column = store.list_mut(list);
                    rows().for_each(|(row, was_absent)| column.replace_by_blank(row as usize, was_absent));
                }
            }
        }
    }

    /// The bytes of memory it takes.
    pub(super) fn memory(&self) -> usize {
        let rows = self.columns.iter().map(|(_, rows)| rows.absent.capacity() + rows.empty.capacity());
        rows.sum::<usize>() * size_of::<u32>()
    }
}

fn values(store: &mut Store, field: Field, pairs: &[(u32, u32)]) -> Blank {
    if let Some(column) = store.times_mut(field) {
        let mut filled = Blank::default();
        column.fill(pairs, |row, was_absent| filled.push(row, was_absent));
        return filled;
    }
    if let Some(column) = store.ids_mut(field) {
        let mut filled = Blank::default();
        for &(into, from) in pairs {
            let (old, new) = (column.raw(into as usize), column.raw(from as usize));
            if old.is_blank() && new.fullness() > old.fullness() {
                filled.push(into, old == RawId::blank(true));
                column.replace(into as usize, new);
            }
        }
        return filled;
    }
    match store.texts(field).is_some_and(|column| !column.is_absent()) {
        true => codes(store.codes_mut(field), pairs),
        false => Blank::default(),
    }
}

fn codes(codes: &mut Codes, pairs: &[(u32, u32)]) -> Blank {
    let mut filled = Blank::default();
    for &(into, from) in pairs {
        let (old, new) = (codes.get(into as usize), codes.get(from as usize));
        if old <= EMPTY && new > old {
            filled.push(into, old == ABSENT);
            codes.replace(into as usize, new);
        }
    }
    const { assert!(ABSENT < EMPTY) };
    filled
}

/// Makes rows blank again.
fn put_back(codes: &mut Codes, rows: impl Iterator<Item = (u32, bool)>) {
    rows.for_each(|(row, was_absent)| codes.replace(row as usize, if was_absent { ABSENT } else { EMPTY }));
}

fn lists(store: &mut Store, list: List, pairs: &[(u32, u32)]) -> Blank {
    let (column, mut filled) = (store.list_mut(list), Blank::default());
    for &(into, from) in pairs {
        let (into, from) = (into as usize, from as usize);
        let (old, new) = (column.list_code(into), column.list_code(from));
        let is_absent = column.get(into).is_none();
        if column.is_blank(into) && (!column.is_blank(from) || is_absent) && old != new {
            filled.push(into as u32, is_absent);
            column.replace(into, new);
        }
    }
    filled
}

fn give_steps(store: &mut Store, steps: Vec<(u32, Vec<u32>)>) -> Blank {
    let (column, mut filled) = (store.list_mut(List::Steps), Blank::default());
    for (into, rows) in steps {
        if column.is_blank(into as usize) {
            filled.push(into, column.get(into as usize).is_none());
            let joined = column.joined(&rows);
            column.replace(into as usize, joined);
        }
    }
    filled
}
