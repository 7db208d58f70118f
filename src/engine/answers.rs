//! Answers to questions about the store, with the last selection and the last order kept: the next question is often
//! about the same rows.

use super::protocol::{Cell, Row, Rows};
use crate::query::{Filter, Summary, Values, View, in_order, select, summary, values};
use crate::schema::Field;
use crate::schema::label::value_label;
use crate::store::{RowSet, Store, TextAt};

/// The last selection and the last order, each with the number of records it was made for.
#[derive(Debug, Default)]
pub struct Answers {
    selected: Option<(Filter, usize, RowSet)>,
    ordered: Option<(View, usize, Vec<u32>)>,
}

impl Answers {
    /// Rows of a view.
    pub fn rows(&mut self, store: &Store, view: &View, columns: &[Field], first: u32, count: u32) -> Rows {
        let ordered = self.ordered(store, view);
        let wanted = ordered.iter().skip(first as usize).take(count as usize);
        let rows =
            wanted.map(|&row| Row { row, cells: columns.iter().map(|&field| cell(store, field, row)).collect() });
        let rows = rows.collect();
        Rows { view: view.clone(), columns: columns.to_vec(), total: ordered.len() as u32, first, rows }
    }

    /// The numbers over the list.
    pub fn summary(&mut self, store: &Store, filter: &Filter) -> Summary {
        summary(store, filter, self.selected(store, filter))
    }

    /// The values of a field.
    pub fn values(&mut self, store: &Store, filter: &Filter, field: Field, containing: &str, limit: u32) -> Values {
        // The other filters are asked about here: the selection of the list itself is worth keeping.
        let known = self.selected.as_ref().filter(|(of, len, _)| of == filter && *len == store.len());
        match known {
            Some((_, _, rows)) => values(store, filter, rows, field, containing, limit as usize),
            None => values(store, filter, &select(store, filter), field, containing, limit as usize),
        }
    }

    /// The rows of a view in order.
    pub fn ordered(&mut self, store: &Store, view: &View) -> &[u32] {
        let is_known = self.ordered.as_ref().is_some_and(|(of, len, _)| of == view && *len == store.len());
        if !is_known {
            let rows = in_order(store, self.selected(store, &view.filter), &view.order);
            self.ordered = Some((view.clone(), store.len(), rows));
        }
        self.ordered.as_ref().map_or(&[], |(.., rows)| rows)
    }

    fn selected(&mut self, store: &Store, filter: &Filter) -> &RowSet {
        let known = self.selected.take().filter(|(of, len, _)| of == filter && *len == store.len());
        let kept = known.unwrap_or_else(|| (filter.clone(), store.len(), select(store, filter)));
        &self.selected.insert(kept).2
    }
}

/// A value as the list shows it: enum values in the portal's words.
pub(super) fn cell(store: &Store, field: Field, row: u32) -> Cell {
    match store.text_at(field, row as usize) {
        TextAt::Absent => Cell::Absent,
        TextAt::Empty => Cell::Empty,
        TextAt::Time(millis) => Cell::Time(millis as f64),
        TextAt::Text(text) => Cell::Text(shown(field, &text)),
    }
}

/// A text of a file in the portal's words.
pub(super) fn shown(field: Field, text: &str) -> String {
    value_label(field, text).unwrap_or(text).to_owned()
}
