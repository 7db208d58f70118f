//! Fills in what a row that is shown lacks, column by column, and takes it back.

use hashbrown::HashMap;

use crate::schema::{Field, List};
use crate::store::batch::{TIME_ABSENT, TIME_EMPTY};
use crate::store::id::RawId;
use crate::store::{ABSENT, Code, EMPTY, RowSet, Store};

/// What is to be filled in, and what was.
#[derive(Clone, Debug, Default)]
pub(super) struct Fill {
    /// Rows that are shown, each with a row that may have what it lacks; the first that has it counts.
    pub(super) pairs: Vec<(u32, u32)>,
    /// Rows that are shown, each with the rows whose steps are its own.
    pub(super) steps: Vec<(u32, Vec<u32>)>,
    /// What was there before, the latest last.
    before: Vec<Before>,
}

/// What a column had in a row.
#[derive(Clone, Copy, Debug)]
enum Before {
    Time(u32, i64),
    Id(Field, u32, RawId),
    Text(Field, u32, Code),
    List(List, u32, Code),
}

impl Before {
    fn what(&self) -> FilledIn {
        match *self {
            Before::Time(..) => FilledIn::Field(Field::Date),
            Before::Id(field, ..) | Before::Text(field, ..) => FilledIn::Field(field),
            Before::List(list, ..) => FilledIn::List(list),
        }
    }

    /// The row, and whether its value was absent.
    fn row(&self) -> (u32, bool) {
        match *self {
            Before::Time(row, time) => (row, time == TIME_ABSENT),
            Before::Id(_, row, id) => (row, id.fullness() == 0),
            Before::Text(_, row, code) => (row, code == ABSENT),
            Before::List(_, row, code) => (row, code == 0),
        }
    }
}

/// What was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilledIn {
    /// The value of a field.
    Field(Field),
    /// A list.
    List(List),
}

impl Fill {
    /// Fills in everything.
    pub(super) fn apply(&mut self, store: &mut Store) {
        let pairs = std::mem::take(&mut self.pairs);
        if !pairs.is_empty() {
            self.times(store, &pairs);
            Field::all().for_each(|field| self.field(store, field, &pairs));
            List::all().for_each(|list| self.list(store, list, &pairs));
        }
        self.give_steps(store);
    }

    /// The fields of a row whose values were filled in. This goes through everything that was.
    pub(super) fn fields_of(&self, row: u32) -> Vec<Field> {
        let of_row = self.before.iter().filter(|before| before.row().0 == row);
        let fields = of_row.filter_map(|before| match before.what() {
            FilledIn::Field(field) => Some(field),
            FilledIn::List(_) => None,
        });
        fields.collect()
    }

    /// Calls `visit` for the columns something was filled in, with each row once, and whether it was absent before.
    pub(super) fn for_each(&self, rows: usize, mut visit: impl FnMut(FilledIn, &[(u32, bool)])) {
        // What was absent can have been filled in with an empty value, and that with another one.
        let mut seen: HashMap<FilledIn, RowSet> = HashMap::new();
        let mut found = Vec::new();
        // Columns were filled in one after the other.
        for of_column in self.before.chunk_by(|left, right| left.what() == right.what()) {
            let what = of_column[0].what();
            let seen = seen.entry(what).or_insert_with(|| RowSet::none(rows));
            found.clear();
            for (row, was_absent) in of_column.iter().map(|before| before.row()) {
                if !seen.contains(row as usize) {
                    seen.insert(row as usize);
                    found.push((row, was_absent));
                }
            }
            visit(what, &found);
        }
    }

    /// Puts back what was there before.
    pub(super) fn take_back(self, store: &mut Store) {
        for before in self.before.into_iter().rev() {
            match before {
                Before::Time(row, time) => store.times_mut()[row as usize] = time,
                Before::Id(field, row, id) => {
                    if let Some(column) = store.ids_mut(field) {
                        column.replace(row as usize, id);
                    }
                }
                Before::Text(field, row, code) => store.codes_mut(field).replace(row as usize, code),
                Before::List(list, row, code) => store.list_mut(list).replace(row as usize, code),
            }
        }
    }

    fn times(&mut self, store: &mut Store, pairs: &[(u32, u32)]) {
        let times = store.times_mut();
        for &(into, from) in pairs {
            let (old, new) = (times[into as usize], times[from as usize]);
            if old <= TIME_EMPTY && new > old {
                self.before.push(Before::Time(into, old));
                times[into as usize] = new;
            }
        }
        const { assert!(TIME_ABSENT < TIME_EMPTY) };
    }

    fn field(&mut self, store: &mut Store, field: Field, pairs: &[(u32, u32)]) {
        if let Some(column) = store.ids_mut(field) {
            for &(into, from) in pairs {
                let (old, new) = (column.raw(into as usize), column.raw(from as usize));
                if old.is_blank() && new.fullness() > old.fullness() {
                    self.before.push(Before::Id(field, into, old));
                    column.replace(into as usize, new);
                }
            }
        } else if store.texts(field).is_some_and(|column| !column.is_absent()) {
            let codes = store.codes_mut(field);
            for &(into, from) in pairs {
                let (old, new) = (codes.get(into as usize), codes.get(from as usize));
                if old <= EMPTY && new > old {
                    self.before.push(Before::Text(field, into, old));
                    codes.replace(into as usize, new);
                }
            }
        }
        const { assert!(ABSENT < EMPTY) };
    }

    fn list(&mut self, store: &mut Store, list: List, pairs: &[(u32, u32)]) {
        let column = store.list_mut(list);
        for &(into, from) in pairs {
            let (into, from) = (into as usize, from as usize);
            let (old, new) = (column.list_code(into), column.list_code(from));
            if column.is_blank(into) && (!column.is_blank(from) || column.get(into).is_none()) && old != new {
                self.before.push(Before::List(list, into as u32, old));
                column.replace(into, new);
            }
        }
    }

    fn give_steps(&mut self, store: &mut Store) {
        let column = store.list_mut(List::Steps);
        for (into, rows) in std::mem::take(&mut self.steps) {
            if column.is_blank(into as usize) {
                self.before.push(Before::List(List::Steps, into, column.list_code(into as usize)));
                let joined = column.joined(&rows);
                column.replace(into as usize, joined);
            }
        }
    }
}
