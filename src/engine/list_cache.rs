//! ListCache to questions about the store. The next question is often about the same rows, the same chips or the same
//! order, so what was found for the last ones is kept until the store changes.

use super::protocol::{Cell, Row, Rows};
use crate::query::{
    Filter, Order, Sorter, Summary, SummaryQuestion, Tables, Turn, Values, ValuesOf, View, list_summary_text,
    select_in_turn, summary, values,
};
use crate::schema::label::value_label;
use crate::schema::{Column, Field};
use crate::store::{RowSet, Store, TextAt};

/// What is known about the store.
#[derive(Debug, Default)]
pub struct ListCache {
    /// [`Store::version`] of what is known.
    version: u64,
    /// The rows of the last filter of the list.
    selected: Option<(Filter, RowSet)>,
    parts: Parts,
    /// The rows of the last view in order.
    ordered: Option<(View, Vec<u32>)>,
    /// The rows that were sorted last: those of a view in the same order are picked from them if they are among them.
    sorted: Option<(Vec<Order>, RowSet, Vec<u32>)>,
    sorter: Sorter,
}

/// The rows of so many parts of filters are kept: more than a person has chips.
const KEPT_PARTS: usize = 32;

/// So many parts are looked for side by side: more than there are questions at once.
const KEPT_UNDER_WAY: usize = 4;

impl ListCache {
    /// Rows of a view.
    pub fn rows(
        &mut self,
        store: &Store,
        view: &View,
        columns: &[Column],
        first: u32,
        count: u32,
        turn: &mut Turn,
    ) -> Option<Rows> {
        let ordered = self.ordered(store, view, turn)?;
        let wanted = ordered.iter().skip(first as usize).take(count as usize);
        let rows = wanted.map(|&row| Row {
            row: store.row_id(row),
            cells: columns.iter().map(|&column| column_cell(store, column, row)).collect(),
        });
        let rows = rows.collect();
        Some(Rows { view: view.clone(), columns: columns.to_vec(), total: ordered.len() as u32, first, rows })
    }

    /// Finds a bit of what later questions need; the answer is false when there is nothing left to find.
    pub fn prepare(&mut self, store: &Store) -> bool {
        self.sorter.prepare(store)
    }

    /// The bytes of memory that what is known takes.
    pub fn memory(&self) -> usize {
        let rows = self.ordered.iter().map(|(_, rows)| rows.capacity() * size_of::<u32>());
        let sorted = self.sorted.iter().map(|(_, among, rows)| among.memory() + rows.capacity() * size_of::<u32>());
        let sets = self.selected.iter().chain(&self.parts.known).map(|(_, rows)| rows.memory());
        rows.chain(sorted).chain(sets).sum::<usize>() + self.sorter.memory()
    }

    /// The numbers over the list.
    pub fn summary(&mut self, store: &Store, question: &SummaryQuestion, turn: &mut Turn) -> Option<Summary> {
        let rows = self.selected(store, &question.filter, turn)?;
        (!turn.should_end()).then(|| summary(store, question, rows))
    }

    /// The values of a field, or of a part of a list.
    pub fn values(
        &mut self,
        store: &Store,
        filter: &Filter,
        of: &ValuesOf,
        containing: &str,
        limit: u32,
        turn: &mut Turn,
    ) -> Option<Values> {
        self.forget_old(store);
        // The other filters are asked about here: the selection of the list itself is worth keeping.
        let others;
        let rows = match self.selected.as_ref().filter(|(of, _)| of == filter) {
            Some((_, rows)) => rows,
            None => {
                others = self.parts.select(store, filter, turn)?;
                &others
            }
        };
        (!turn.should_end()).then(|| values(store, filter, rows, of, containing, limit as usize))
    }

    /// The rows of a filter that is not that of the list: its parts are kept, the selection is not.
    pub fn rows_of(&mut self, store: &Store, filter: &Filter, turn: &mut Turn) -> Option<RowSet> {
        self.forget_old(store);
        self.parts.select(store, filter, turn)
    }

    /// The rows of a view in order.
    pub fn ordered(&mut self, store: &Store, view: &View, turn: &mut Turn) -> Option<&[u32]> {
        self.forget_old(store);
        let ordered = match self.ordered.take().filter(|(of, _)| of == view) {
            Some(known) => known,
            None => {
                let rows = self.selected(store, &view.filter, turn)?.clone();
                if turn.should_end() {
                    return None;
                }
                (view.clone(), self.sort(store, &view.order, rows))
            }
        };
        Some(&self.ordered.insert(ordered).1)
    }

    fn sort(&mut self, store: &Store, order: &[Order], rows: RowSet) -> Vec<u32> {
        if let Some((of, among, sorted)) = &self.sorted
            && of == order
            && rows.is_within(among)
        {
            return sorted.iter().copied().filter(|&row| rows.contains(row as usize)).collect();
        }
        let sorted = self.sorter.in_order(store, &rows, order);
        self.sorted = Some((order.to_vec(), rows, sorted.clone()));
        sorted
    }

    fn selected(&mut self, store: &Store, filter: &Filter, turn: &mut Turn) -> Option<&RowSet> {
        self.forget_old(store);
        let kept = match self.selected.take().filter(|(of, _)| of == filter) {
            Some(known) => known,
            None => (filter.clone(), self.parts.select(store, filter, turn)?),
        };
        Some(&self.selected.insert(kept).1)
    }

    /// Forgets what was found before the store changed last; the ranks of the sorter look after themselves.
    fn forget_old(&mut self, store: &Store) {
        if self.version != store.version() {
            let sorter = std::mem::take(&mut self.sorter);
            *self = ListCache { version: store.version(), sorter, ..ListCache::default() };
        }
    }
}

/// The rows of the parts of filters: of several chips only one changes at a time.
#[derive(Debug, Default)]
struct Parts {
    /// Those of the last filters; the latest is the last.
    known: Vec<(Filter, RowSet)>,
    /// Parts that are looked for, in more than one turn; the latest is the last.
    under_way: Vec<UnderWay>,
}

/// A part whose rows are not all found yet.
#[derive(Debug)]
struct UnderWay {
    part: Filter,
    /// The rows of the words that these ones extend.
    among: Option<RowSet>,
    tables: Tables,
}

impl Parts {
    /// The rows a filter keeps, from those of its parts; `None` if another turn is needed.
    fn select(&mut self, store: &Store, filter: &Filter, turn: &mut Turn) -> Option<RowSet> {
        let parts = match filter {
            Filter::All(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        };
        let mut rows = store.shown();
        for part in parts {
            let found = match self.known.iter().position(|(of, _)| of == part) {
                Some(at) => self.known.remove(at),
                None => (part.clone(), self.select_part(store, part, turn)?),
            };
            rows.and(&found.1);
            self.known.push(found);
        }
        let surplus = self.known.len().saturating_sub(KEPT_PARTS.max(parts.len()));
        self.known.drain(..surplus);
        Some(rows)
    }

    /// The rows of a part; of words only among the rows of those they extend, as a person types on.
    fn select_part(&mut self, store: &Store, part: &Filter, turn: &mut Turn) -> Option<RowSet> {
        let mut work = match self.under_way.iter().position(|work| work.part == *part) {
            Some(at) => self.under_way.remove(at),
            None => {
                let extended =
                    self.known.iter().filter(|(of, _)| part.extends(of)).min_by_key(|(_, rows)| rows.count());
                let among = extended.map(|(_, rows)| rows.clone());
                UnderWay { part: part.clone(), among, tables: Tables::default() }
            }
        };
        let found = select_in_turn(store, part, work.among.as_ref(), &mut work.tables, turn);
        if found.is_none() {
            if self.under_way.len() == KEPT_UNDER_WAY {
                self.under_way.remove(0);
            }
            self.under_way.push(work);
        }
        found
    }
}

/// What a column shows of a record.
fn column_cell(store: &Store, column: Column, row: u32) -> Cell {
    match column {
        Column::Field(field) => match cell(store, field, row) {
            lacking @ (Cell::Absent | Cell::Empty) => fallback(store, field, row).unwrap_or(lacking),
            cell => cell,
        },
        Column::List(list) => match list_summary_text(store, list, row as usize) {
            None => Cell::Absent,
            Some(text) if text.is_empty() => Cell::Empty,
            Some(text) => Cell::Text(text),
        },
        Column::Extra(extra) => match store.extra_at(extra, row as usize) {
            None => Cell::Absent,
            Some("") => Cell::Empty,
            Some(text) => Cell::Text(text.to_owned()),
        },
    }
}

/// The field whose value stands in for one that a record lacks.
pub(super) fn stand_in_of(store: &Store, field: Field, row: u32) -> Option<Field> {
    let has = |field: Field| matches!(store.text_at(field, row as usize), TextAt::Text(_));
    let fallbacks = field.info().fallbacks;
    (!fallbacks.is_empty() && !has(field)).then(|| fallbacks.iter().copied().find(|&of| has(of))).flatten()
}

/// What stands in for a field that a record lacks.
fn fallback(store: &Store, field: Field, row: u32) -> Option<Cell> {
    let field = stand_in_of(store, field, row)?;
    match cell(store, field, row) {
        Cell::Text(text) => Some(Cell::Fallback { field, text }),
        _ => None,
    }
}

/// A value as the list shows it: enum values in the portal's words.
pub(super) fn cell(store: &Store, field: Field, row: u32) -> Cell {
    match store.text_at(field, row as usize) {
        TextAt::Absent => Cell::Absent,
        TextAt::Empty => Cell::Empty,
        TextAt::Time(millis) => time_cell(store, row, millis),
        TextAt::Text(text) => Cell::Text(shown(field, &text)),
    }
}

/// A time of a record.
pub(super) fn time_cell(store: &Store, row: u32, millis: i64) -> Cell {
    match store.is_local(row as usize) {
        true => Cell::LocalTime(millis as f64),
        false => Cell::Time(millis as f64),
    }
}

/// A text of a file in the portal's words.
pub(super) fn shown(field: Field, text: &str) -> String {
    value_label(field, text).unwrap_or(text).to_owned()
}
